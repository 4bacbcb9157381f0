//! For each Chinese document, the English documents that may translate it.

use std::ops::Range;

use super::index::{DocumentIndex, TermCounts, idf, tf};
use crate::align::{BeadRange, LENGTH_RATIO, Model, PartAligner, Side, Translations, TypeId, WordFit};

/// An English and a Chinese document that may translate each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct MatchCandidate {
    pub(super) english: usize,
    pub(super) chinese: usize,
    /// Cosine of the weights of the English words and of the translated Chinese words, 0 to 1.
    pub(super) cosine: f32,
    /// How well the Chinese document explains the words of the English one.
    pub(super) english_fit: WordFit,
    /// How well the English document explains the words of the Chinese one.
    pub(super) chinese_fit: WordFit,
    /// Logarithm of the length of the English document, divided by the length expected from the Chinese one.
    pub(super) length: f32,
}

/// Maximum number of English candidates of a Chinese document.
const MOST: usize = 8;
/// Maximum number of postings that are read for a Chinese document, the rarest words first. The limit keeps the search
/// linear: in a collection of any size, the rarest words of a document decide.
const MAX_POSTINGS: usize = 50_000;
/// Maximum length of an English candidate, as a multiple of the length expected from the Chinese document, with
/// [`LENGTH_SLACK`] added to both. The words of a candidate are counted for each Chinese document, so without the limit
/// a book among short documents would be read once for each of them.
const MAX_LENGTH_RATIO: f32 = 20.0;
/// Number of characters added to both lengths, about ten English words.
const LENGTH_SLACK: f32 = 50.0;
/// Lower limit of the background probability of a word. In a large collection, a word that occurs in two documents only
/// would otherwise count as proof.
pub(super) const MIN_BACKGROUND: f32 = 4e-5;

/// Two collections of documents. Each document is a sentence of its side.
pub(super) struct Collections<'d> {
    pub(super) english: &'d Side,
    pub(super) chinese: &'d Side,
    pub(super) translations: &'d Translations,
    pub(super) index: &'d DocumentIndex,
    /// For each Chinese type, its inverse document frequency.
    pub(super) chinese_idf: &'d [f32],
    pub(super) model: &'d Model,
}

/// Returns the inverse document frequency of each Chinese type, among the documents for which `is_indexed` is true.
pub(super) fn chinese_idf(chinese: &Side, is_indexed: &[bool]) -> Vec<f32> {
    let mut counts = TermCounts::new(chinese);
    let mut holders = vec![0_usize; chinese.types.len()];
    let mut documents = 0;
    for document in (0..chinese.len()).filter(|&document| is_indexed[document]) {
        documents += 1;
        counts.count(chinese, document).for_each(|(id, _)| holders[id as usize] += 1);
    }
    holders.into_iter().map(|holders| idf(documents, holders)).collect()
}

impl<'d> Collections<'d> {
    /// Returns the candidates of some Chinese documents, in the order of these documents, best first. Documents for
    /// which `is_wanted` is false have none.
    ///
    /// Time O(documents + tokens of the Chinese documents), with a constant number of postings and of candidates for
    /// each, and candidates of a limited length.
    pub(super) fn candidates(&self, chinese: Range<usize>, is_wanted: &[bool]) -> Vec<MatchCandidate> {
        let mut search = CandidateSearch::new(self);
        chinese.filter(|&document| is_wanted[document]).flat_map(|document| search.of(document)).collect()
    }

    /// Aligns words of the documents.
    pub(super) fn words(&self) -> PartAligner<'d> {
        PartAligner::new(self.english, self.chinese, self.translations, self.model)
    }

    fn length(&self, english: usize, chinese: usize) -> f32 {
        let (own, expected) = self.lengths(english, chinese);
        ((own + 1.0) / (expected + 1.0)).ln()
    }

    /// Whether the English document is short enough to be a translation of the Chinese one.
    fn is_short_enough(&self, english: usize, chinese: usize) -> bool {
        let (own, expected) = self.lengths(english, chinese);
        own + LENGTH_SLACK <= MAX_LENGTH_RATIO * (expected + LENGTH_SLACK)
    }

    /// Returns the number of characters of the English document, and the number expected from the Chinese one.
    fn lengths(&self, english: usize, chinese: usize) -> (f32, f32) {
        let own = self.english.char_count(english, english + 1);
        (own, self.chinese.expected_chars(chinese, chinese + 1, LENGTH_RATIO))
    }
}

struct CandidateSearch<'c, 'd> {
    of: &'c Collections<'d>,
    words: PartAligner<'d>,
    counts: TermCounts,
    english_counts: TermCounts,
    /// For each English type, its weight in the translation of the current document; 0 between calls.
    translated: Vec<f32>,
    /// The English types of the translation.
    types: Vec<TypeId>,
    /// For each English document, its dot product with the translation; 0 between calls.
    products: Vec<f32>,
    touched: Vec<u32>,
}

impl<'c, 'd> CandidateSearch<'c, 'd> {
    fn new(of: &'c Collections<'d>) -> Self {
        Self {
            of,
            words: of.words(),
            counts: TermCounts::new(of.chinese),
            english_counts: TermCounts::new(of.english),
            translated: vec![0.0; of.english.types.len()],
            types: Vec::new(),
            products: vec![0.0; of.english.len()],
            touched: Vec::new(),
        }
    }

    fn of(&mut self, chinese: usize) -> Vec<MatchCandidate> {
        let norm = self.translate(chinese);
        let mut found = self.search();
        found.retain(|&(_, english)| self.of.is_short_enough(english as usize, chinese));
        found.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        found.truncate(MOST);
        let mut candidates: Vec<MatchCandidate> =
            found.into_iter().map(|(_, english)| self.candidate(english as usize, chinese, norm)).collect();
        candidates
            .sort_by(|one, other| other.gain().total_cmp(&one.gain()).then(one.english.cmp(&other.english)));
        self.types.drain(..).for_each(|id| self.translated[id as usize] = 0.0);
        candidates
    }

    /// Translates the words of a document: fills `translated` and `types`. Returns the Euclidean length of the
    /// translation.
    fn translate(&mut self, chinese: usize) -> f32 {
        for (id, count) in self.counts.count(self.of.chinese, chinese) {
            let weight = tf(count) * self.of.chinese_idf[id as usize];
            for entry in self.of.translations.of(id) {
                let translated = &mut self.translated[entry.english as usize];
                if *translated == 0.0 {
                    self.types.push(entry.english);
                }
                *translated += weight * entry.forward;
            }
        }
        let squares: f32 = self.types.iter().map(|&id| self.translated[id as usize].powi(2)).sum();
        squares.sqrt()
    }

    /// Returns the English documents that share a word with the translation, and their similarity: the cosine times the
    /// length of the translation, over the rarest words only.
    fn search(&mut self) -> Vec<(f32, u32)> {
        let index = self.of.index;
        self.types.sort_unstable_by_key(|&id| (index.of(id).len(), id));
        let mut read = 0;
        for &id in &self.types {
            let postings = index.of(id);
            read += postings.len();
            if read > MAX_POSTINGS {
                break;
            }
            for posting in postings {
                let product = &mut self.products[posting.document as usize];
                if *product == 0.0 {
                    self.touched.push(posting.document);
                }
                *product += posting.weight * self.translated[id as usize];
            }
        }
        let products = &mut self.products;
        self.touched
            .drain(..)
            .map(|document| {
                let product = std::mem::take(&mut products[document as usize]);
                (product / index.norms[document as usize].max(f32::MIN_POSITIVE), document)
            })
            .collect()
    }

    fn candidate(&mut self, english: usize, chinese: usize, norm: f32) -> MatchCandidate {
        let index = self.of.index;
        let translated = &self.translated;
        let product: f32 = self
            .english_counts
            .count(self.of.english, english)
            .map(|(id, count)| tf(count) * index.idf[id as usize] * translated[id as usize])
            .sum();
        let cosine = product / (norm * index.norms[english]).max(f32::MIN_POSITIVE);
        let [english_fit, chinese_fit] = self.words.side_fits(BeadRange::single(chinese, english));
        let length = self.of.length(english, chinese);
        MatchCandidate { english, chinese, cosine, english_fit, chinese_fit, length }
    }
}

impl MatchCandidate {
    /// Returns the mean gain of the words of both documents, in nats.
    pub(super) fn gain(&self) -> f32 {
        let (english, chinese) = (self.english_fit, self.chinese_fit);
        (english.gain + chinese.gain) / (english.load + chinese.load).max(1.0)
    }
}
