//! A bilingual lexicon: Chinese words with weighted stems of English ones.

mod build;
mod cedict;
mod packed;
mod table;
mod tsv;

use std::fmt;
use std::io::{BufRead, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use crate::{Error, normalize};
use build::Builder;
pub(crate) use table::StemId;
use table::Table;

/// Chinese words (simplified) and the English stems that translate them, each with a weight: the
/// share of the word's glosses that the stem stands for, 0 to 1.
///
/// English is held by stems (`decid` for decide, decided, deciding), since that is how the aligner
/// compares words. Cloning is cheap: the table is shared.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Lexicon;
///
/// let lexicon = Lexicon::embedded();
/// assert!(lexicon.lookup("图书馆").any(|gloss| gloss.stem == "librari"));
/// assert!(lexicon.lookup("圖書館").any(|gloss| gloss.stem == "librari"));
/// # }
/// ```
#[derive(Clone)]
pub struct Lexicon {
    table: Arc<Table>,
}

/// One English stem of a Chinese word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gloss<'l> {
    /// The stem, lower case.
    pub stem: &'l str,
    /// Its share of the word's glosses, 0 to 1.
    pub weight: f32,
}

impl Lexicon {
    /// A lexicon without a word: alignment then goes by lengths, numbers, names and Latin words.
    #[must_use]
    pub fn empty() -> Self {
        Builder::default().finish()
    }

    /// The lexicon that comes with the crate, derived from CC-CEDICT (CC BY-SA 4.0).
    ///
    /// Time: some milliseconds at each call, so keep it and clone it.
    #[cfg(feature = "cedict")]
    #[cfg_attr(docsrs, doc(cfg(feature = "cedict")))]
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a test reads the embedded table")]
    pub fn embedded() -> Self {
        Self::from_bytes(include_bytes!("../data/lexicon.bin")).expect("the embedded lexicon is whole")
    }

    /// Reads a dictionary in the text format of CC-CEDICT:
    /// `傳統 传统 [chuan2 tong3] /tradition/traditional/`. Lines that start with `#` are comments.
    ///
    /// The weights of a word's stems fall with the rank of the gloss (by .8 each), are shared by the
    /// words of a gloss, and sum to 1 at the most; glosses that only refer to other words are
    /// passed over.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with the line that has not this form;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) and [`ErrorKind::Encoding`](crate::ErrorKind::Encoding).
    pub fn from_cedict(reader: impl BufRead) -> Result<Self, Error> {
        cedict::read(reader)
    }

    /// Reads a table of tab-separated lines `Chinese`, `English`, and if you like a weight from 0 to
    /// 1; further columns are passed over, and so are empty lines and those that start with `#`.
    /// Words without a weight share what is left of 1 equally. English after `=` is a stem already.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with the line that has not this form;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) and [`ErrorKind::Encoding`](crate::ErrorKind::Encoding).
    ///
    /// ```
    /// use bitext::Lexicon;
    ///
    /// let lexicon = Lexicon::from_tsv("路摩卡\tLumo card\t0.9\n".as_bytes())?;
    /// assert_eq!(lexicon.lookup("路摩卡").map(|gloss| gloss.stem).collect::<Vec<_>>(), ["card", "lumo"]);
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn from_tsv(reader: impl BufRead) -> Result<Self, Error> {
        tsv::read(reader)
    }

    /// Reads a file of any of the three kinds: packed by [`Lexicon::to_bytes`], in CC-CEDICT's format, or
    /// tab-separated lines. Which one it is its first line tells.
    ///
    /// # Errors
    /// As [`Lexicon::from_bytes`], [`Lexicon::from_cedict`] and [`Lexicon::from_tsv`], and they name the file.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || {
            let bytes = std::fs::read(path)?;
            if packed::is_packed(&bytes) {
                Self::from_bytes(&bytes)
            } else if cedict::is_cedict(&bytes) {
                Self::from_cedict(bytes.as_slice())
            } else {
                Self::from_tsv(bytes.as_slice())
            }
        };
        read().map_err(|error| error.in_file(path))
    }

    /// Writes the lexicon as a table that [`Lexicon::from_tsv`] reads: word, stem after `=`, and weight; the words in
    /// the order of their code points, the heaviest stem first. `writer` need not be buffered.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
    ///
    /// ```
    /// use bitext::Lexicon;
    ///
    /// let lexicon = Lexicon::from_tsv("渡轮\tferries\n渡轮\tboat\t0.2\n".as_bytes())?;
    /// let mut table = Vec::new();
    /// lexicon.write_tsv(&mut table)?;
    /// assert_eq!(String::from_utf8_lossy(&table), "渡轮\t=ferri\t0.8\n渡轮\t=boat\t0.2\n");
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn write_tsv(&self, writer: impl Write) -> Result<(), Error> {
        let mut out = BufWriter::new(writer);
        for word in self.words() {
            for gloss in self.lookup(&word) {
                writeln!(out, "{word}\t={}\t{}", gloss.stem, gloss.weight)?;
            }
        }
        Ok(out.flush()?)
    }

    /// This lexicon and `other` in one: of a pair that both hold, the larger weight counts.
    ///
    /// Time O(words of both).
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let mut builder = Builder::default();
        builder.add_lexicon(self);
        builder.add_lexicon(other);
        builder.finish()
    }

    /// The lexicon with words that it cannot translate yet, so that the aligner takes them for words.
    pub(crate) fn with_words(&self, words: Vec<String>) -> Self {
        let mut builder = Builder::default();
        builder.add_lexicon(self);
        words.into_iter().for_each(|word| builder.add_word(word));
        builder.finish()
    }

    /// The stems of a Chinese word, heaviest first; none if the lexicon has not the word. Traditional
    /// characters are folded. Time O(log words).
    pub fn lookup(&self, word: &str) -> impl Iterator<Item = Gloss<'_>> {
        let folded: String = word.chars().map(normalize::simplified).collect();
        let mut row =
            self.table.row_of(&folded).map(|row| self.table.pairs(row).to_vec()).unwrap_or_default();
        row.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stem.cmp(&b.stem)));
        row.into_iter().map(|pair| Gloss { stem: self.table.stem(pair.stem), weight: pair.weight })
    }

    /// Whether the lexicon has the word.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let folded: String = word.chars().map(normalize::simplified).collect();
        self.table.row_of(&folded).is_some()
    }

    /// Number of Chinese words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether the lexicon has no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All words, in the order of their code points.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.table.words().map(|(word, _)| word)
    }

    /// The lexicon in its packed form: front-coded words, stems by frequency, weights in a byte.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        packed::write(&self.table)
    }

    /// Reads what [`Lexicon::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are cut short, damaged, or of
    /// another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        packed::read(bytes)
    }

    pub(crate) fn table(&self) -> &Table {
        &self.table
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").field("words", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn a_lexicon_survives_packing() {
        let source =
            "苹果\tapple\t.8\n苹果\tfruit\t.2\n卡拉OK\tkaraoke\n北京大学生\tstudents in Beijing\n𠮷\tlucky\n";
        let lexicon = Lexicon::from_tsv(source.as_bytes()).unwrap();
        let again = Lexicon::from_bytes(&lexicon.to_bytes()).unwrap();
        assert_eq!(again.len(), 4);
        assert!(again.words().eq(lexicon.words()));
        for word in lexicon.words() {
            let (mut old, mut new) = (lexicon.lookup(&word), again.lookup(&word));
            for (old, new) in old.by_ref().zip(new.by_ref()) {
                assert_eq!(old.stem, new.stem);
                assert!((old.weight - new.weight).abs() < 0.003);
            }
            assert!(old.next().is_none() && new.next().is_none());
        }
    }

    #[cfg(feature = "cedict")]
    #[test]
    fn a_lexicon_survives_its_table() {
        let lexicon = Lexicon::embedded();
        let mut table = Vec::new();
        lexicon.write_tsv(&mut table).unwrap();
        let again = Lexicon::from_tsv(table.as_slice()).unwrap();
        let differ = lexicon.words().find(|word| !lexicon.lookup(word).eq(again.lookup(word)));
        assert_eq!((again.len(), differ), (lexicon.len(), None));
    }

    #[test]
    fn damage_is_an_error() {
        let bytes = Lexicon::from_tsv("苹果\tapple\n".as_bytes()).unwrap().to_bytes();
        for cut in 0..bytes.len() {
            assert_eq!(
                Lexicon::from_bytes(&bytes[..cut]).unwrap_err().kind(),
                ErrorKind::Table,
                "cut at {cut}"
            );
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xff;
            let _ = Lexicon::from_bytes(&damaged);
        }
    }

    #[test]
    fn merging_takes_the_larger_weight() {
        let one = Lexicon::from_tsv("行\tgo\t.5\n行\tok\t.5\n".as_bytes()).unwrap();
        let two = Lexicon::from_tsv("行\tgo\t.9\n列\trow\n".as_bytes()).unwrap();
        let both = one.merged(&two);
        let row: Vec<_> = both.lookup("行").map(|gloss| (gloss.stem, gloss.weight)).collect();
        assert_eq!(row, [("go", 0.9), ("ok", 0.5)]);
        assert_eq!(both.len(), 2);
    }
}
