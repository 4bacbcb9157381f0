//! The texts that the engines read.

use std::{
    collections::{BTreeSet, HashMap},
    fs, io,
    path::Path,
};

/// Length of the generated part of a text, in bytes. The fastest engine reads it in a millisecond, far more than
/// the resolution of the clock. The sentences are distinct, because engines are faster on text that they have
/// read before.
const BYTES: usize = 256 << 10;

/// The lines of one kind of text.
pub(crate) struct Text {
    pub(crate) name: String,
    lines: Vec<String>,
}

impl Text {
    /// Returns the texts of this package: the sentences of its data files and generated sentences, one per line. The
    /// lines are shuffled, so that sentences of one pattern are not adjacent.
    pub(crate) fn own() -> Vec<Self> {
        let mut texts: Vec<Self> = [
            (
                "Chinese",
                concat!(
                    include_str!("../data/chinese.txt"),
                    include_str!("../../data/chinese.txt"),
                    include_str!("../../story/chinese.txt")
                ),
                include_str!("../grammar/chinese.txt"),
            ),
            (
                "traditional",
                include_str!("../data/traditional.txt"),
                include_str!("../grammar/traditional.txt"),
            ),
            (
                "English",
                concat!(
                    include_str!("../data/english.txt"),
                    include_str!("../../data/english.txt"),
                    include_str!("../../story/english.txt")
                ),
                include_str!("../grammar/english.txt"),
            ),
            (
                "mixed",
                concat!(include_str!("../data/mixed.txt"), include_str!("../../data/mixed.txt")),
                include_str!("../grammar/mixed.txt"),
            ),
        ]
        .map(|(name, sentences, grammar)| {
            let mut lines = Grammar::read(grammar).sentences(BYTES);
            lines.extend(sentences.lines().filter(|line| !line.is_empty()).map(String::from));
            Random(1).shuffle(&mut lines);
            Self { name: name.into(), lines }
        })
        .into();
        texts.push(texts[0].queries());
        texts
    }

    /// Returns short texts, like the queries that users type into a search box. They are the first five characters of
    /// each clause with at least five characters.
    fn queries(&self) -> Self {
        const LENGTH: usize = 5;
        let clauses = self.lines().flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
        let queries = clauses.filter(|clause| clause.chars().count() >= LENGTH);
        Self {
            name: "queries".into(),
            lines: queries.map(|query| query.chars().take(LENGTH).collect()).collect(),
        }
    }

    /// Reads the lines of a file. The text has the name of the file.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().replace('|', "\\|");
        Ok(Self { name, lines: text.lines().map(Into::into).collect() })
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Returns the number of bytes of all lines, without line feeds.
    pub(crate) fn bytes(&self) -> usize {
        self.lines().map(str::len).sum()
    }

    /// Returns the number of distinct lines.
    pub(crate) fn distinct(&self) -> usize {
        self.lines().collect::<BTreeSet<_>>().len()
    }
}

/// Sentence patterns with named gaps, and the phrases that fill the gaps of each name. A phrase may have gaps too.
struct Grammar<'t> {
    sentences: Vec<&'t str>,
    phrases: HashMap<&'t str, Vec<&'t str>>,
}

impl<'t> Grammar<'t> {
    /// Reads phrases from lines of the form `name = phrase | phrase`. All other lines are patterns, with gaps written
    /// `{name}`.
    fn read(text: &'t str) -> Self {
        let (mut sentences, mut phrases) = (Vec::new(), HashMap::new());
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.split_once(" = ") {
                Some((name, row)) => {
                    phrases.insert(name, row.split(" | ").collect());
                }
                None => sentences.push(line),
            }
        }
        Self { sentences, phrases }
    }

    /// Returns distinct sentences of at least `bytes` bytes in total, made from each pattern in turn.
    fn sentences(&self, bytes: usize) -> Vec<String> {
        let (mut random, mut known, mut lines, mut length) = (Random(2), BTreeSet::new(), Vec::new(), 0);
        for pattern in self.sentences.iter().cycle() {
            if length >= bytes {
                break;
            }
            let mut line = self.fill(pattern, &mut random);
            // The phrase in a gap at the start of an English sentence may be in lower case.
            if let Some(first) = line.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            if known.insert(line.clone()) {
                length += line.len();
                lines.push(line);
            }
        }
        lines
    }

    /// Fills each gap of a pattern with a different phrase, because names and numbers rarely repeat in a sentence. A
    /// name must have at least as many phrases as a pattern has gaps of that name.
    fn fill(&self, pattern: &str, random: &mut Random) -> String {
        let mut parts = pattern.split('{');
        let mut line = parts.next().unwrap_or_default().to_owned();
        let mut used = Vec::new();
        for part in parts {
            let (name, rest) = part.split_once('}').expect("a gap ends with a brace");
            let phrases = &self.phrases[name];
            let phrase = loop {
                let phrase = self.fill(phrases[random.below(phrases.len())], random);
                if !used.contains(&phrase) {
                    break phrase;
                }
            };
            line.extend([&phrase, rest]);
            used.push(phrase);
        }
        line
    }
}

/// Knuth's linear congruential generator (MMIX). A fixed seed gives the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
