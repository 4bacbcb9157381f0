//! Terms of documents and queries: their texts, spans and positions, and phrase queries over news.
#![cfg(feature = "dictionary")]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use bitext::index::{Analyzer, MarkTerms, QueryTerms, StopWords, TermPositions, TermStems, Terms};
use bitext::{MixedTokenizer, Normalizer, Script, Tokenizer};

/// The terms of a document as `text@position+length`.
fn document(analyzer: &Analyzer, text: &str) -> String {
    let mut terms = Terms::new();
    analyzer.document_into(text, &mut terms);
    let shown = terms.iter().map(|term| match term.position_length {
        1 => format!("{}@{}", term.text, term.position),
        length => format!("{}@{}+{length}", term.text, term.position),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// The phrases of a query, each with the texts and positions of its terms.
fn query(analyzer: &Analyzer, text: &str) -> String {
    let mut terms = Terms::new();
    analyzer.query_into(text, &mut terms);
    let phrase = |terms: Vec<String>| terms.join(" ");
    let shown = terms
        .phrases()
        .map(|terms| phrase(terms.map(|term| format!("{}@{}", term.text, term.position)).collect()));
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn documents_by_unit_hold_each_unit_and_each_word() {
    let analyzer = Analyzer::new();
    for (text, expected) in [
        ("北京大學", "北@0 北京@0+2 北京大学@0+4 京@1 大@2 大学@2+2 学@3"),
        ("我 love 卡拉OK！", "我@0 love@1 卡@2 卡拉@2+2 卡拉ok@2+3 拉@3 ok@4"),
        ("天。地", "天@0 地@2"),
        ("占50%，涨３．５％", "占@0 50@1 %@2 涨@4 3.5@5 %@6"),
        ("#C位出道#", "c@1 位@2 出@3 出道@3+2 道@4"),
        ("北京\u{2060}大学", "北@0 北京@0+2 北京大学@0+4 京@1 大@2 大学@2+2 学@3"),
        ("⽂件", "文@0 文件@0+2 件@1"),
        ("Straße ﬁn", "strasse@0 fin@1"),
        ("", ""),
        (" \u{200b}\n", ""),
    ] {
        assert_eq!(document(&analyzer, text), expected, "{text}");
    }
}

#[test]
fn options_change_the_terms() {
    let analyzer = Analyzer::new();
    let text = "The libraries opened, 天。地";
    for (analyzer, expected) in [
        (analyzer.clone().marks(MarkTerms::Term), "the@0 libraries@1 opened@2 ,@3 天@4 。@5 地@6"),
        (analyzer.clone().marks(MarkTerms::Skip), "the@0 libraries@1 opened@2 天@3 地@4"),
        (analyzer.clone().stems(TermStems::English), "the@0 librari@1 open@2 天@4 地@6"),
        (analyzer.clone().stop_words(StopWords::Drop), "libraries@1 opened@2 天@4"),
        (analyzer.clone().normalizer(Normalizer::new()), "The@0 libraries@1 opened@2 天@4 地@6"),
    ] {
        assert_eq!(document(&analyzer, text), expected);
    }
    let by_word = analyzer.positions(TermPositions::ByWord);
    assert_eq!(document(&by_word, "北京大學的F-35"), "北京@0 大学@0 北京大学@0 的@1 f@2 35@2 f-35@2");
    assert_eq!(query(&by_word, "北京大学的 F-35"), "北京大学@0 的@1 | f-35@2");
}

#[test]
fn queries_have_the_fewest_terms_of_each_phrase() {
    let analyzer = Analyzer::new();
    for (text, expected) in [
        ("北京大学 地图", "北京大学@0 | 地图@4"),
        ("京大学生", "京@0 大学生@1"),
        ("华为Mate 60", "华为@0 mate@2 | 60@3"),
        ("“天。地”", "天@1 地@3"),
        ("，。", ""),
    ] {
        assert_eq!(query(&analyzer, text), expected, "{text}");
    }
    let units = analyzer.clone().query_terms(QueryTerms::Units).marks(MarkTerms::Skip);
    assert_eq!(query(&units, "“北京大学。”地图"), "北@0 京@1 大@2 学@3 地@4 图@5");
    let mut terms = Terms::new();
    analyzer.phrase_into("machine learning", &mut terms);
    assert_eq!(terms.phrases().count(), 1);
}

#[test]
fn added_words_are_terms() {
    let mut tokenizer = MixedTokenizer::new();
    for word in ["C#语言", "machine learning", "石墨烯"] {
        tokenizer.chinese_mut().add_word(word, None, None);
    }
    let analyzer = Analyzer::with_tokenizer(tokenizer);
    assert_eq!(document(&analyzer, "C#语言"), "c#@0 c#语言@0+3 语@1 语言@1+2 言@2");
    assert_eq!(document(&analyzer, "Machine  learning"), "machine@0 learning@1");
    assert_eq!(document(&analyzer, "machine learning"), "machine@0 machine learning@0+2 learning@1");
    assert_eq!(query(&analyzer, "石墨烯电池"), "石墨烯@0 电池@3");
}

/// The spans of terms are spans of the original text, and the buffer holds only the terms of the last text.
#[test]
fn a_buffer_is_reused() {
    let (analyzer, mut terms) = (Analyzer::new(), Terms::new());
    for text in ["他在北京大學讀書", "a 臺灣", ""] {
        analyzer.document_into(text, &mut terms);
        let mut fresh = Terms::new();
        analyzer.document_into(text, &mut fresh);
        assert!(terms.iter().eq(fresh.iter()), "{text}");
        assert_eq!((terms.len(), terms.is_empty()), (fresh.iter().count(), text.is_empty()));
        for term in terms.iter().filter(|term| !term.text.is_ascii()) {
            assert_eq!(Normalizer::for_search().normalize(term.span.of(text)).text(), term.text);
        }
    }
}

/// A positional index: for each term, the documents that contain it and its positions in each document.
#[derive(Default)]
struct PositionalIndex {
    postings: HashMap<String, Vec<(usize, Vec<u32>)>>,
}

impl PositionalIndex {
    fn add(&mut self, document: usize, terms: &Terms) {
        for term in terms.iter() {
            let list = match self.postings.get_mut(term.text) {
                Some(list) => list,
                None => self.postings.entry(term.text.to_owned()).or_default(),
            };
            match list.last_mut() {
                Some((last, positions)) if *last == document => positions.push(term.position),
                _ => list.push((document, vec![term.position])),
            }
        }
    }

    /// The documents that contain all terms of a query at the same distances as in the query.
    fn phrase(&self, terms: &Terms) -> BTreeSet<usize> {
        let mut found: Option<HashSet<(usize, i64)>> = None;
        for term in terms.iter() {
            let list = self.postings.get(term.text).map_or(&[][..], Vec::as_slice);
            let starts = list.iter().flat_map(|(document, positions)| {
                positions.iter().map(|&at| (*document, i64::from(at) - i64::from(term.position)))
            });
            found = Some(match found {
                None => starts.collect(),
                Some(before) => starts.filter(|start| before.contains(start)).collect(),
            });
        }
        found.unwrap_or_default().into_iter().map(|(document, _)| document).collect()
    }
}

/// Sums of the recall and of the precision of queries.
#[derive(Default)]
struct Figures {
    queries: usize,
    recall: f64,
    precision: f64,
    /// Number of printed queries. The first queries that find other documents than the relevant ones are printed.
    shown: usize,
}

impl Figures {
    fn add(&mut self, found: &BTreeSet<usize>, relevant: &BTreeSet<usize>) {
        let both = found.intersection(relevant).count() as f64;
        self.queries += 1;
        self.recall += both / relevant.len().max(1) as f64;
        self.precision += if found.is_empty() { 1.0 } else { both / found.len() as f64 };
    }

    fn means(&self) -> (f64, f64) {
        (self.recall / self.queries as f64, self.precision / self.queries as f64)
    }
}

/// The lines of news texts, which are not part of the repository. `None` if a text is missing.
fn news() -> Option<Vec<String>> {
    let folder = std::env::var_os("BITEXT_TEXTS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/text"), PathBuf::from);
    let names = ["news-1.txt", "news-2.txt", "traditional-1.txt", "traditional-2.txt"];
    let texts: Option<Vec<String>> =
        names.iter().map(|name| std::fs::read_to_string(folder.join(name)).ok()).collect();
    let lines = texts?.iter().flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    Some(lines)
}

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Whether a string can be a query: it has a letter or digit, and no white space.
fn is_query(text: &str) -> bool {
    let visible = |c: char| Script::of(c).is_letter() || Script::of(c) == Script::Digit;
    text.contains(visible) && !text.contains(char::is_whitespace)
}

/// Whether `at` is inside a word of letters or inside a number. Each of them has one position.
fn is_inside_token(text: &str, at: usize) -> bool {
    let is_part = |c: char| {
        matches!(Script::of(c), Script::Latin | Script::Letter | Script::Digit | Script::Kana | Script::Mark)
    };
    // A separator between two digits is part of a number.
    let is_digit = |c: Option<char>| c.is_some_and(|c| Script::of(c) == Script::Digit);
    let separates = |c: Option<char>| c.is_some_and(|c| ".,:/-．，：".contains(c));
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let (left, right) = (before.next(), after.next());
    left.is_some_and(is_part) && right.is_some_and(is_part)
        || is_digit(left) && separates(right) && is_digit(after.next())
        || is_digit(right) && separates(left) && is_digit(before.next())
}

/// Whether `text` contains `part` at a place where `part` neither starts nor ends inside a word or a number.
fn contains_tokens(text: &str, part: &str) -> bool {
    let ends = |at: usize| !is_inside_token(text, at);
    text.match_indices(part).any(|(at, _)| ends(at) && ends(at + part.len()))
}

/// The normalized text that a query looks for, without punctuation at its ends.
fn wanted(query: &str) -> String {
    let is_mark = |c: char| matches!(Script::of(c), Script::Punctuation | Script::Other | Script::Mark);
    Normalizer::for_search().normalize(query.trim_matches(is_mark)).into_text()
}

#[test]
fn phrases_of_news_are_found() {
    let Some(lines) = news() else {
        println!("no texts: set BITEXT_TEXTS to a folder with them");
        return;
    };
    let (analyzer, tokenizer, mut terms) = (Analyzer::new(), MixedTokenizer::new(), Terms::new());
    let mut index = PositionalIndex::default();
    let mut normalized = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        analyzer.document_into(line, &mut terms);
        index.add(number, &terms);
        normalized.push(Normalizer::for_search().normalize(line).into_text());
    }
    let mut random = Random(7);
    let mut measure = |name: &str, cut: &mut dyn FnMut(&str, &mut Random) -> Option<String>| {
        let mut figures = Figures::default();
        while figures.queries < 1_000 {
            let line = &lines[random.below(lines.len())];
            let Some(query) = cut(line, &mut random).filter(|query| is_query(query)) else { continue };
            analyzer.query_into(&query, &mut terms);
            let wanted = wanted(&query);
            let relevant: BTreeSet<usize> =
                (0..lines.len()).filter(|&number| contains_tokens(&normalized[number], &wanted)).collect();
            let found = index.phrase(&terms);
            if found != relevant && figures.shown < 12 {
                figures.shown += 1;
                println!(
                    "{query}: {} found of {} relevant",
                    found.intersection(&relevant).count(),
                    relevant.len()
                );
            }
            figures.add(&found, &relevant);
        }
        let (recall, precision) = figures.means();
        println!("{name}: recall {recall:.4}, precision {precision:.4}");
        (recall, precision)
    };
    let (recall, precision) = measure("substrings", &mut |line, random| {
        let characters: Vec<char> = line.chars().collect();
        let length = 2 + random.below(5);
        let start = random.below(characters.len().checked_sub(length)?.max(1));
        let offset = |at: usize| characters[..at].iter().map(|c| c.len_utf8()).sum::<usize>();
        let (start, end) = (offset(start), offset(start + length));
        let whole = !is_inside_token(line, start) && !is_inside_token(line, end);
        whole.then(|| line[start..end].to_owned())
    });
    assert!(recall >= 0.99 && precision >= 0.99, "substrings: recall {recall}, precision {precision}");
    let (recall, precision) = measure("words", &mut |line, random| {
        let tokens = tokenizer.tokenize(line);
        let length = 1 + random.below(4);
        let start = random.below(tokens.len().checked_sub(length)?.max(1));
        Some(line[tokens[start].span.start..tokens.get(start + length - 1)?.span.end].to_owned())
    });
    assert!(recall >= 0.999 && precision >= 0.99, "words: recall {recall}, precision {precision}");
}
