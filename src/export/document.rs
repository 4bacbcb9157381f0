//! What is written of a bitext: its name, and which of its beads.

use std::ops::Range;

use super::row::Row;
use crate::runs::VariantCount;
use crate::{Bitext, HanVariant, Pair};

/// What is written of a [`Bitext`]: the beads, and the names that the formats have a place for.
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
    name: &'b str,
    files: Option<(&'b str, &'b str)>,
}

impl<'b, 't> Document<'b, 't> {
    /// The beads that have both sides, in the order of `bitext`.
    #[must_use]
    pub fn new(bitext: &'b Bitext<'t>) -> Self {
        Self { bitext, pairs: bitext.pairs().collect(), name: "", files: None }
    }

    /// All beads, those without a counterpart too: they are rows with an empty side.
    #[must_use]
    pub fn whole(bitext: &'b Bitext<'t>) -> Self {
        Self { pairs: bitext.entries().collect(), ..Self::new(bitext) }
    }

    /// The name of the document, as a file name or an address; by default it has none.
    #[must_use]
    pub fn name(mut self, name: &'b str) -> Self {
        self.name = name;
        self
    }

    /// The names of the English and of the Chinese text, where they are two; by default both have the
    /// name of the document.
    #[must_use]
    pub fn files(mut self, english: &'b str, chinese: &'b str) -> Self {
        self.files = Some((english, chinese));
        self
    }

    /// Keeps the beads for which `keep` is true; it is called once for each, in their order.
    pub fn retain(&mut self, mut keep: impl FnMut(Pair<'b, 't>) -> bool) {
        self.pairs.retain(|&pair| keep(pair));
    }

    /// The bitext that all beads come from.
    #[must_use]
    pub fn bitext(&self) -> &'b Bitext<'t> {
        self.bitext
    }

    /// The beads to write.
    #[must_use]
    pub fn pairs(&self) -> &[Pair<'b, 't>] {
        &self.pairs
    }

    /// The beads to write, as rows of a table.
    pub fn rows(&self) -> impl Iterator<Item = Row<'b>> {
        self.pairs.iter().map(|&pair| Row { document: self.name.into(), ..Row::from(pair) })
    }

    /// The name of the document; empty if it has none.
    #[must_use]
    pub fn title(&self) -> &'b str {
        self.name
    }

    /// The name of the English text.
    #[must_use]
    pub fn english_file(&self) -> &'b str {
        self.files.map_or(self.name, |(english, _)| english)
    }

    /// The name of the Chinese text.
    #[must_use]
    pub fn chinese_file(&self) -> &'b str {
        self.files.map_or(self.name, |(_, chinese)| chinese)
    }

    /// The BCP-47 code of the Chinese text: `zh-Hant` if more of its characters are traditional only than
    /// simplified only, else `zh-Hans`. Time O(length of the Chinese sentences).
    #[must_use]
    pub fn chinese_code(&self) -> &'static str {
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

/// The ids of sentences in the formats of parallel corpora: numbers from 1 with blanks between them, where the
/// range counts from 0.
pub(super) fn sentence_ids(sentences: &Range<usize>) -> String {
    let ids: Vec<String> = sentences.clone().map(|number| (number + 1).to_string()).collect();
    ids.join(" ")
}
