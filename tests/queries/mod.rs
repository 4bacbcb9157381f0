//! Cuts queries from lines of text, and determines the lines that contain each query. An index must find these lines.
//! The tests of the index and of the integrations use this module.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::{MixedTokenizer, Normalizer, Script, Tokenizer};

/// Number of queries that are cut from the lines.
const QUERIES: usize = 1_000;

/// How queries are cut from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A query has 2 to 6 characters.
    Substrings,
    /// A query has 1 to 4 words.
    Words,
}

/// A query, and the numbers of the lines that contain it.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) text: String,
    pub(crate) relevant: BTreeSet<usize>,
}

impl Query {
    /// Prints the query if the lines found are not the relevant lines.
    pub(crate) fn print_difference(&self, found: &BTreeSet<usize>) {
        let (missing, wrong) =
            (self.relevant.difference(found).count(), found.difference(&self.relevant).count());
        if missing + wrong > 0 {
            println!("{}: {missing} of {} lines missing, {wrong} wrong", self.text, self.relevant.len());
        }
    }
}

/// Sums of the recall and of the precision of queries.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    queries: usize,
    recall: f64,
    precision: f64,
}

impl Figures {
    /// Adds the recall and the precision of the lines that a query found.
    pub(crate) fn add(&mut self, query: &Query, found: &BTreeSet<usize>) {
        let both = found.intersection(&query.relevant).count() as f64;
        self.queries += 1;
        self.recall += both / query.relevant.len().max(1) as f64;
        self.precision += if found.is_empty() { 1.0 } else { both / found.len() as f64 };
    }

    /// Prints and returns the mean recall and the mean precision.
    pub(crate) fn means(&self, name: &str) -> (f64, f64) {
        let (recall, precision) = (self.recall / self.queries as f64, self.precision / self.queries as f64);
        println!("{name}: {} queries, recall {recall:.4}, precision {precision:.4}", self.queries);
        (recall, precision)
    }
}

/// Returns the folder of the repository.
fn repository() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("seeds").is_dir()).expect("the folder with seeds/")
}

/// Returns the lines of news texts, which are not part of the repository. If a text is missing, prints a message and
/// returns `None`.
pub(crate) fn news() -> Option<Vec<String>> {
    let folder =
        std::env::var_os("BITEXT_TEXTS").map_or_else(|| repository().join("../shared/text"), PathBuf::from);
    let names = ["news-1.txt", "news-2.txt", "traditional-1.txt", "traditional-2.txt"];
    let texts: Option<Vec<String>> =
        names.iter().map(|name| fs::read_to_string(folder.join(name)).ok()).collect();
    if texts.is_none() {
        println!("skipped: no texts; set BITEXT_TEXTS to a folder with them");
    }
    Some(texts?.iter().flat_map(|text| text.lines().map(str::to_owned)).collect())
}

/// Returns the lines of the pages in `seeds` and in the test data, in both languages, without duplicates.
pub(crate) fn own_lines() -> Vec<String> {
    let mut paths = Vec::new();
    for folder in
        ["seeds", "tests/data/pages", "tests/data/pages-natural/fit", "tests/data/pages-natural/apart"]
    {
        let entries = fs::read_dir(repository().join(folder)).expect("a folder of texts");
        paths.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    paths.sort();
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).expect("a text");
        let new = |line: &&str| !line.trim().is_empty() && seen.insert(line.to_string());
        lines.extend(text.lines().filter(new).map(str::to_owned));
    }
    lines
}

/// Returns [`QUERIES`] queries, always the same for the same lines.
pub(crate) fn queries(lines: &[String], cut: Cut) -> Vec<Query> {
    let normalizer = Normalizer::for_search();
    let normalized: Vec<String> = lines.iter().map(|line| normalizer.normalize(line).into_text()).collect();
    let (tokenizer, mut random) = (MixedTokenizer::new(), Random(7));
    let mut queries = Vec::new();
    while queries.len() < QUERIES {
        let line = &lines[random.below(lines.len())];
        let text = match cut {
            Cut::Substrings => substring(line, &mut random),
            Cut::Words => words(line, &tokenizer, &mut random),
        };
        let Some(text) = text.filter(|text| is_query(text)) else { continue };
        let wanted = wanted(&text);
        let relevant =
            (0..lines.len()).filter(|&number| contains_tokens(&normalized[number], &wanted)).collect();
        queries.push(Query { text, relevant });
    }
    queries
}

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn substring(line: &str, random: &mut Random) -> Option<String> {
    let offsets: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
    let length = 2 + random.below(5);
    let start = random.below((offsets.len() - 1).checked_sub(length)?.max(1));
    let (start, end) = (offsets[start], offsets[start + length]);
    let whole = !is_inside_token(line, start) && !is_inside_token(line, end);
    whole.then(|| line[start..end].to_owned())
}

fn words(line: &str, tokenizer: &MixedTokenizer, random: &mut Random) -> Option<String> {
    let tokens = tokenizer.tokenize(line);
    let length = 1 + random.below(4);
    let start = random.below(tokens.len().checked_sub(length)?.max(1));
    Some(line[tokens[start].span.start..tokens.get(start + length - 1)?.span.end].to_owned())
}

/// Whether a string can be a query: it has a letter or digit, and no white space.
fn is_query(text: &str) -> bool {
    let visible = |c: char| Script::of(c).is_letter() || Script::of(c) == Script::Digit;
    text.contains(visible) && !text.contains(char::is_whitespace)
}

/// Whether `at` is inside a word of letters or inside a number. In an index, each word of letters and each number has
/// one position.
fn is_inside_token(text: &str, at: usize) -> bool {
    let is_part = |c: char| {
        matches!(Script::of(c), Script::Latin | Script::Letter | Script::Digit | Script::Kana | Script::Mark)
    };
    // A separator between two digits is part of a number.
    let is_digit = |c: Option<char>| c.is_some_and(|c| Script::of(c) == Script::Digit);
    let separates = |c: Option<char>| c.is_some_and(|c| ".,:/-．，：".contains(c));
    // A full stop between two letters is part of an abbreviation or a name, such as `a.m.`.
    let is_latin = |c: Option<char>| c.is_some_and(|c| Script::of(c) == Script::Latin);
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let (left, right) = (before.next(), after.next());
    let (left_but_one, right_but_one) = (before.next(), after.next());
    left.is_some_and(is_part) && right.is_some_and(is_part)
        || is_digit(left) && separates(right) && is_digit(right_but_one)
        || is_digit(right) && separates(left) && is_digit(left_but_one)
        || is_latin(left) && right == Some('.') && is_latin(right_but_one)
        || is_latin(right) && left == Some('.') && is_latin(left_but_one)
}

/// Whether `text` contains `part` at a place where `part` neither starts nor ends inside a word or a number.
fn contains_tokens(text: &str, part: &str) -> bool {
    let ends = |at: usize| !is_inside_token(text, at);
    text.match_indices(part).any(|(at, _)| ends(at) && ends(at + part.len()))
}

/// Returns the normalized text that a query searches for, without punctuation at its ends. Symbols are kept, because
/// they are terms.
fn wanted(query: &str) -> String {
    let is_symbol = |c: char| "%‰$¥€£+=<>~^|`°".contains(c);
    let is_mark = |c: char| {
        !is_symbol(c) && matches!(Script::of(c), Script::Punctuation | Script::Other | Script::Mark)
    };
    Normalizer::for_search().normalize(query.trim_matches(is_mark)).into_text()
}
