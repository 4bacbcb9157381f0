//! The public lexicon, which is a shared handle to a table, with its readers and writers.

use std::fmt;
use std::io::{BufRead, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use super::builder::LexiconBuilder;
use super::gloss_stems::has_stem;
use super::table::LexiconTable;
use super::{cedict, packed, tsv};
use crate::{Error, normalize};

/// Simplified Chinese words and the English stems that translate them. Each stem has a weight, 0 to 1: its share of
/// the translations of the word.
///
/// English words are stored as stems (`decid` for decide, decided, deciding), the form in which the aligner compares
/// words. Each gloss also has a [whole word](Gloss::word). Cloning is cheap: clones share the table. The aligner finds
/// words of at most 128 characters in a text; longer words are kept, and can be looked up. Of more than 256 stems of a
/// word, those with the largest weights are kept. Of more than 2^24 stems, the first 2^24 in ascending order are kept.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Lexicon;
///
/// let lexicon = Lexicon::embedded();
/// assert!(lexicon.lookup("图书馆").any(|gloss| gloss.stem == "librari"));
/// assert!(lexicon.lookup("圖書館").any(|gloss| gloss.word == "library"));
/// # }
/// ```
#[derive(Clone)]
pub struct Lexicon {
    table: Arc<LexiconTable>,
}

/// An English stem that translates a Chinese word.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Gloss<'l> {
    /// The stem, in lower case.
    pub stem: &'l str,
    /// The whole word with this stem, such as `library`: that of the gloss with the largest weight. If the lexicon does
    /// not know it, this is the most common word with this stem in the lexicon, or else the stem.
    pub word: &'l str,
    /// The stem's share of the translations of the word, 0 to 1.
    pub weight: f32,
}

impl Lexicon {
    /// Creates a lexicon without words. [`Aligner::with_lexicon`](crate::Aligner::with_lexicon) describes the
    /// evidence that an aligner uses without a lexicon.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(LexiconBuilder::default().finish())
    }

    /// Returns the embedded lexicon, derived from CC-CEDICT (CC BY-SA 4.0).
    ///
    /// A call takes microseconds, because the table is used in place in the executable. Only the memory pages that
    /// look-ups read are loaded.
    #[cfg(feature = "cedict")]
    #[cfg_attr(docsrs, doc(cfg(feature = "cedict")))]
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a test reads the embedded table")]
    pub fn embedded() -> Self {
        Self::of(packed::embedded().expect("the embedded lexicon is whole"))
    }

    /// Reads a dictionary in the text format of CC-CEDICT:
    /// `傳統 传统 [chuan2 tong3] /tradition/traditional/`. Lines that start with `#` are comments.
    ///
    /// Each gloss of an entry weighs .8 times as much as the gloss before it. The English content words of a gloss
    /// share its weight equally. The weights of all English words for a Chinese word sum to at most 1. Glosses that are
    /// not translations are skipped: references to other entries, surnames, measure words, notes on pronunciation, and
    /// explanations of more than six content words.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax), with the line number, if a line is malformed;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the reader fails;
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if the text is not UTF-8.
    pub fn from_cedict(reader: impl BufRead) -> Result<Self, Error> {
        cedict::read(reader).map(Self::of)
    }

    /// Reads a table of tab-separated lines: a Chinese word, its English translation, and optionally a
    /// weight from 0 to 1. Further columns, empty lines and lines that start with `#` are ignored. English text after
    /// `=` is taken as a stem. Lines without a weight share what the other lines of the same word leave of 1, but at
    /// least .1.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax), with the line number, if a line is malformed;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the reader fails;
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if the text is not UTF-8.
    ///
    /// ```
    /// use bitext::Lexicon;
    ///
    /// let lexicon = Lexicon::from_tsv("路摩卡\tLumo card\t0.9\n".as_bytes())?;
    /// assert_eq!(lexicon.lookup("路摩卡").map(|gloss| gloss.stem).collect::<Vec<_>>(), ["card", "lumo"]);
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn from_tsv(reader: impl BufRead) -> Result<Self, Error> {
        tsv::read(reader).map(Self::of)
    }

    /// Reads a file in any of three formats: packed by [`Lexicon::to_bytes`], the text format of CC-CEDICT, or
    /// tab-separated lines. The format is detected from the first bytes or the first line that is not a comment.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read, and the errors of [`Lexicon::from_bytes`],
    /// [`Lexicon::from_cedict`] and [`Lexicon::from_tsv`], all with the path.
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

    /// Writes the lexicon in the format of [`Lexicon::from_tsv`]: the Chinese word, the English [word](Gloss::word),
    /// and the weight. For a stem without a whole word, `=` and the stem are written. Chinese words are in the order of
    /// their code points, and the stems of a word in descending order of weight. `writer` need not be buffered.
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
    /// assert_eq!(String::from_utf8_lossy(&table), "渡轮\tferries\t0.8\n渡轮\tboat\t0.2\n");
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn write_tsv(&self, writer: impl Write) -> Result<(), Error> {
        let mut out = BufWriter::new(writer);
        for word in self.words() {
            for gloss in self.lookup(&word) {
                let mark = if has_stem(gloss.word, gloss.stem) { "" } else { "=" };
                writeln!(out, "{word}\t{mark}{}\t{}", gloss.word, gloss.weight)?;
            }
        }
        Ok(out.flush()?)
    }

    /// Returns a lexicon with the pairs of both lexicons. A pair that is in both keeps the larger weight.
    ///
    /// Time O(words of both).
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let mut builder = LexiconBuilder::default();
        builder.add_table(&self.table);
        builder.add_table(&other.table);
        Self::of(builder.finish())
    }

    /// Returns the lexicon with additional words, which have no translation. The aligner then keeps each of them as
    /// one word.
    pub(crate) fn with_words(&self, words: Vec<String>) -> Self {
        let mut builder = LexiconBuilder::default();
        builder.add_table(&self.table);
        words.into_iter().for_each(|word| builder.add_word(word));
        Self::of(builder.finish())
    }

    /// Returns the stems of a Chinese word in descending order of weight; none if the lexicon lacks the word.
    /// Traditional characters are folded. Time O(log words).
    pub fn lookup(&self, word: &str) -> impl Iterator<Item = Gloss<'_>> {
        let folded: String = word.chars().map(normalize::simplified).collect();
        let mut row: Vec<_> =
            self.table.row_of(&folded).map(|row| self.table.stems_of(row).collect()).unwrap_or_default();
        row.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stem.cmp(&b.stem)));
        row.into_iter().map(|pair| Gloss {
            stem: self.table.stem(pair.stem),
            word: self.table.whole_word(pair).unwrap_or_else(|| self.table.stem(pair.stem)),
            weight: pair.weight,
        })
    }

    /// Whether the lexicon has the word; traditional characters are folded.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let folded: String = word.chars().map(normalize::simplified).collect();
        self.table.row_of(&folded).is_some()
    }

    /// Returns the number of Chinese words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether the lexicon has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all words, in the order of their code points.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.table.words().map(|(word, _)| word)
    }

    /// Packs the lexicon into bytes for [`Lexicon::from_bytes`]. The embedded lexicon takes 4.6 MB. Weights are
    /// rounded to multiples of 1/255.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        packed::write(&self.table)
    }

    /// Reads the output of [`Lexicon::to_bytes`].
    ///
    /// # Errors
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are truncated, damaged, or of another
    /// version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        packed::read(bytes).map(Self::of)
    }

    /// Returns the look-up table.
    pub(crate) fn table(&self) -> &LexiconTable {
        &self.table
    }

    fn of(table: LexiconTable) -> Self {
        Self { table: Arc::new(table) }
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
    fn packing_round_trips() {
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
    fn tsv_round_trips() {
        let lexicon = Lexicon::embedded();
        let mut table = Vec::new();
        lexicon.write_tsv(&mut table).unwrap();
        let again = Lexicon::from_tsv(table.as_slice()).unwrap();
        let differ = lexicon.words().find(|word| !lexicon.lookup(word).eq(again.lookup(word)));
        assert_eq!((again.len(), differ), (lexicon.len(), None));
    }

    #[test]
    fn damaged_bytes_are_an_error() {
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

    /// Two glosses with one stem: each word has the form of its own gloss, in the packed and in the merged lexicon, too.
    #[test]
    fn each_word_keeps_the_whole_word_of_its_gloss() {
        let source = "国际\tinternational\t.8\n内部\tinternal\n内在\tinternal\n";
        let lexicon = Lexicon::from_tsv(source.as_bytes()).unwrap();
        let packed = Lexicon::from_bytes(&lexicon.to_bytes()).unwrap();
        let merged = Lexicon::from_tsv("内部\tinside\t.2\n".as_bytes()).unwrap().merged(&packed);
        for lexicon in [lexicon, packed, merged] {
            let of = |word: &str| lexicon.lookup(word).next().map(|gloss| gloss.word.to_owned());
            let found = ["国际", "内部", "内在"].map(of);
            assert_eq!(
                found.each_ref().map(Option::as_deref),
                ["international", "internal", "internal"].map(Some)
            );
        }
    }

    #[test]
    fn merging_keeps_the_larger_weight() {
        let one = Lexicon::from_tsv("行\tgo\t.5\n行\tok\t.5\n".as_bytes()).unwrap();
        let two = Lexicon::from_tsv("行\tgo\t.9\n列\trow\n".as_bytes()).unwrap();
        let both = one.merged(&two);
        let row: Vec<_> = both.lookup("行").map(|gloss| (gloss.stem, gloss.weight)).collect();
        assert_eq!(row, [("go", 0.9), ("ok", 0.5)]);
        assert_eq!(both.len(), 2);
    }
}
