//! Selects and names the part of a bitext that is written.

use std::ops::Range;

use super::row::Row;
use super::unit::UnitDetails;
use crate::runs::VariantCount;
use crate::{Bead, Bitext, Error, ErrorKind, HanVariant, Language, LanguageTag, Pair, WordAlignment};

/// The part of a [`Bitext`] to be written: beads, and the names that a format can store.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::Document;
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nThe last tram leaves at midnight.\n");
/// assert_eq!(Document::new(&bitext).pairs().len(), 1);
/// assert_eq!(Document::whole(&bitext).pairs().len(), 2);
///
/// let mut document = Document::new(&bitext).name("trams.txt");
/// document.retain(|pair| pair.confidence() >= 0.5);
/// assert_eq!(document.rows().next().unwrap().document, "trams.txt");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Document<'b, 't> {
    bitext: &'b Bitext<'t>,
    pairs: Vec<Pair<'b, 't>>,
    /// The word alignments of `pairs`, in the same order; empty if not set.
    words: Vec<Option<&'b WordAlignment>>,
    name: &'b str,
    /// The details of `pairs` that were read from files, in the same order; empty if not set.
    details: Vec<Option<&'b UnitDetails>>,
    files: Option<(&'b str, &'b str)>,
    /// The numbers of the first sentences.
    first: (usize, usize),
    english_tag: Option<&'b LanguageTag>,
    chinese_tag: Option<&'b LanguageTag>,
}

impl<'b, 't> Document<'b, 't> {
    /// Creates a document with the beads that have both sides, in the order of `bitext`.
    #[must_use]
    pub fn new(bitext: &'b Bitext<'t>) -> Self {
        Self {
            bitext,
            pairs: bitext.pairs().collect(),
            words: Vec::new(),
            details: Vec::new(),
            name: "",
            files: None,
            first: (0, 0),
            english_tag: None,
            chinese_tag: None,
        }
    }

    /// Creates a document with all beads. Sentences without a counterpart become rows with an empty side.
    #[must_use]
    pub fn whole(bitext: &'b Bitext<'t>) -> Self {
        Self { pairs: bitext.entries().collect(), ..Self::new(bitext) }
    }

    /// Sets the document name, such as a file name or an address; the default is empty.
    #[must_use]
    pub fn name(mut self, name: &'b str) -> Self {
        self.name = name;
        self
    }

    /// Sets the names of the English and the Chinese text, if they are two files; by default both are the document
    /// name.
    #[must_use]
    pub fn files(mut self, english: &'b str, chinese: &'b str) -> Self {
        self.files = Some((english, chinese));
        self
    }

    /// Sets the numbers of the first English and the first Chinese sentence in formats that number sentences; the
    /// default is 0. If one file has the sentences of several documents, these are the numbers of sentences before the
    /// document.
    #[must_use]
    pub fn first_sentences(mut self, english: usize, chinese: usize) -> Self {
        self.first = (english, chinese);
        self
    }

    /// Sets the language tag of the English texts, such as `en-GB`; the default is `en`.
    #[must_use]
    pub fn english_tag(mut self, tag: &'b LanguageTag) -> Self {
        self.english_tag = Some(tag);
        self
    }

    /// Sets the language tag of the Chinese texts, such as `zh-HK`; by default
    /// [`chinese_code`](Self::chinese_code) finds the tag.
    #[must_use]
    pub fn chinese_tag(mut self, tag: &'b LanguageTag) -> Self {
        self.chinese_tag = Some(tag);
        self
    }

    /// Sets the word alignments of the pairs, in the order of [`Bitext::pairs`], as
    /// [`Aligner::align_words_of`](crate::Aligner::align_words_of) returns them.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if the number of word alignments is not the number of pairs of the bitext.
    pub fn word_alignments(mut self, words: &'b [WordAlignment]) -> Result<Self, Error> {
        let count = self.bitext.pairs().count();
        if words.len() != count {
            let message = format!("{} word alignments for the {count} pairs of the bitext", words.len());
            return Err(Error::new(ErrorKind::Options, message));
        }
        self.words = in_order(&self.pairs, self.bitext.pairs().zip(words));
        Ok(self)
    }

    /// Sets the details of each bead, which were read from a file, in the order of [`Bitext::beads`]. TMX and XLIFF
    /// write them.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if the number of details is not the number of beads of the bitext.
    pub fn details(mut self, details: &'b [UnitDetails]) -> Result<Self, Error> {
        let count = self.bitext.beads().len();
        if details.len() != count {
            let message = format!("details of {} units for the {count} beads of the bitext", details.len());
            return Err(Error::new(ErrorKind::Options, message));
        }
        self.details = in_order(&self.pairs, self.bitext.entries().zip(details));
        Ok(self)
    }

    /// Keeps only the beads for which `keep` returns true. `keep` is called once for each bead, in order.
    pub fn retain(&mut self, mut keep: impl FnMut(Pair<'b, 't>) -> bool) {
        let kept: Vec<bool> = self.pairs.iter().map(|&pair| keep(pair)).collect();
        let mut of_pairs = kept.iter();
        self.pairs.retain(|_| of_pairs.next() == Some(&true));
        let mut of_words = kept.iter();
        self.words.retain(|_| of_words.next() == Some(&true));
        let mut of_details = kept.iter();
        self.details.retain(|_| of_details.next() == Some(&true));
    }

    /// Returns the word alignment of the bead with the index `pair` in [`Document::pairs`], if
    /// [`Document::word_alignments`] set one.
    #[must_use]
    pub fn words(&self, pair: usize) -> Option<&'b WordAlignment> {
        self.words.get(pair).copied().flatten()
    }

    /// Returns the details of the bead with the index `pair` in [`Document::pairs`], if [`Document::details`] set
    /// them.
    #[must_use]
    pub fn details_of(&self, pair: usize) -> Option<&'b UnitDetails> {
        self.details.get(pair).copied().flatten()
    }

    /// Returns the bitext that the beads come from.
    #[must_use]
    pub fn bitext(&self) -> &'b Bitext<'t> {
        self.bitext
    }

    /// Returns the beads to write.
    #[must_use]
    pub fn pairs(&self) -> &[Pair<'b, 't>] {
        &self.pairs
    }

    /// Returns the beads to write, as rows of a table. If [`Document::details`] set the details, the spans are those of
    /// the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'b>> {
        self.pairs.iter().enumerate().map(|(number, &pair)| {
            let mut row = Row { document: self.name.into(), ..Row::from(pair) };
            if let Some(details) = self.details_of(number) {
                row.english_spans = (&*details.english.spans).into();
                row.chinese_spans = (&*details.chinese.spans).into();
            }
            row
        })
    }

    /// Returns the document name; empty if not set.
    #[must_use]
    pub fn title(&self) -> &'b str {
        self.name
    }

    /// Returns the name of the English text.
    #[must_use]
    pub fn english_file(&self) -> &'b str {
        self.files.map_or(self.name, |(english, _)| english)
    }

    /// Returns the name of the Chinese text.
    #[must_use]
    pub fn chinese_file(&self) -> &'b str {
        self.files.map_or(self.name, |(_, chinese)| chinese)
    }

    /// Returns the numbers of the English and the Chinese sentences of a bead.
    pub(super) fn numbers(&self, bead: &Bead) -> (Range<usize>, Range<usize>) {
        let from = |first: usize, range: &Range<usize>| range.start + first..range.end + first;
        (from(self.first.0, &bead.english), from(self.first.1, &bead.chinese))
    }

    /// Returns the BCP 47 code of the English text: the [tag](Self::english_tag) that was set, else `en`.
    #[must_use]
    pub fn english_code(&self) -> &'b str {
        self.english_tag.map_or(Language::English.code(), LanguageTag::as_str)
    }

    /// Returns the BCP 47 code of the Chinese text: the [tag](Self::chinese_tag) that was set, else `zh-Hant` if the
    /// text has more traditional-only than simplified-only characters, else `zh-Hans`. Time O(length of the Chinese
    /// sentences).
    #[must_use]
    pub fn chinese_code(&self) -> &'b str {
        if let Some(tag) = self.chinese_tag {
            return tag.as_str();
        }
        let text = self.bitext.chinese_text();
        let mut count = VariantCount::default();
        for span in self.bitext.chinese_sentences() {
            span.of(text).chars().for_each(|c| count.add(c));
        }
        match count.variant() {
            HanVariant::Traditional => HanVariant::Traditional.code(),
            HanVariant::Simplified | HanVariant::Common => HanVariant::Simplified.code(),
        }
    }
}

/// Returns the value of each of `pairs`. `values` has beads and their values in the order of the bitext.
fn in_order<'b, 't, T>(
    pairs: &[Pair<'b, 't>],
    values: impl Iterator<Item = (Pair<'b, 't>, T)>,
) -> Vec<Option<T>> {
    let mut values = values.peekable();
    // The beads of a bitext are one slice, so their addresses are in the order of the beads.
    let place = |pair: &Pair<'b, 't>| std::ptr::from_ref(pair.bead());
    let value = |pair: &Pair<'b, 't>| {
        while values.next_if(|(other, _)| place(other) < place(pair)).is_some() {}
        values.next_if(|(other, _)| place(other) == place(pair)).map(|(_, value)| value)
    };
    pairs.iter().map(value).collect()
}

/// Returns sentence ids as parallel corpora write them: numbers from 1, separated by spaces. `sentences` counts from 0.
pub(super) fn sentence_ids(sentences: &Range<usize>) -> String {
    let ids: Vec<String> = sentences.clone().map(|number| (number + 1).to_string()).collect();
    ids.join(" ")
}
