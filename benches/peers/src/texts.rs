//! The texts that the engines read.

use std::{collections::BTreeSet, fs, io, path::Path};

/// Bytes that a text is filled up to: the fastest engines take some milliseconds for them, far more
/// than a clock is wrong by.
const BYTES: usize = 256 << 10;

/// Lines of one kind.
pub struct Text {
    pub name: String,
    lines: Vec<String>,
}

impl Text {
    /// bitext's own: a hundred and more sentences of each kind, one a line, in an order that is
    /// shuffled anew until the text is long enough.
    pub fn own() -> Vec<Self> {
        [
            (
                "Chinese",
                concat!(
                    include_str!("../data/chinese.txt"),
                    include_str!("../../data/chinese.txt"),
                    include_str!("../../story/chinese.txt")
                ),
            ),
            ("traditional", include_str!("../data/traditional.txt")),
            (
                "English",
                concat!(
                    include_str!("../data/english.txt"),
                    include_str!("../../data/english.txt"),
                    include_str!("../../story/english.txt")
                ),
            ),
            ("mixed", concat!(include_str!("../data/mixed.txt"), include_str!("../../data/mixed.txt"))),
        ]
        .map(|(name, sentences)| Self { name: name.into(), lines: filled(sentences, BYTES) })
        .into()
    }

    /// The text of a file, under the file's name.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().replace('|', "\\|");
        Ok(Self { name, lines: text.lines().map(Into::into).collect() })
    }

    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Bytes of all lines, without their ends.
    pub fn bytes(&self) -> usize {
        self.lines().map(str::len).sum()
    }

    /// How many of the lines differ.
    pub fn distinct(&self) -> usize {
        self.lines().collect::<BTreeSet<_>>().len()
    }
}

/// All `sentences` again and again, each time in another order, until they have `bytes`.
fn filled(sentences: &str, bytes: usize) -> Vec<String> {
    let mut round: Vec<&str> = sentences.lines().filter(|line| !line.is_empty()).collect();
    let mut random = Random(1);
    let mut lines = Vec::new();
    let mut length = 0;
    while length < bytes && !round.is_empty() {
        for last in (1..round.len()).rev() {
            round.swap(last, random.below(last + 1));
        }
        length += round.iter().map(|line| line.len()).sum::<usize>();
        lines.extend(round.iter().copied().map(String::from));
    }
    lines
}

/// Knuth's linear congruential generator: the same order in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn own_texts_are_long_and_varied() {
        for text in Text::own() {
            let (bytes, distinct) = (text.bytes(), text.distinct());
            println!("{}: {bytes} bytes, {distinct} sentences", text.name);
            assert!(bytes >= 200_000 && distinct >= 100, "{}", text.name);
        }
    }
}
