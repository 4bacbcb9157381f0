//! [`DocumentMatcher`]: finds which documents translate which.

#[cfg(feature = "parallel")]
use std::convert::Infallible;

use super::assignment::one_to_one;
use super::candidates::{Collections, MIN_BACKGROUND, MatchCandidate, chinese_idf};
use super::duplicates::{NearDuplicate, near_duplicates};
use super::features::{confirmation_features, match_features};
use super::index::{DocumentIndex, chunks};
use super::weights::{CONFIRMATION, MATCH, probability};
#[cfg(feature = "parallel")]
use crate::Batch;
use crate::align::{BeadRange, Translations, chinese_side, english_side};
use crate::{Aligner, Evidence, WordLink};

/// Finds which Chinese document translates which English one, among thousands.
///
/// The evidence is the words of the documents: translations from the lexicon, numbers, Latin names, and names in
/// pinyin. The words that few documents have count most, and so does the lead of a pair over the other pairs of its two
/// documents. The documents may be in any order, and most of them may have no counterpart.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, DocumentMatcher};
///
/// let english = [
///     "The ferry to the island leaves at eight. Tickets cost 35 yuan and can be bought on board.",
///     "The old lighthouse was sold last winter. Nobody knows the name of the new owner.",
///     "Wash the rice twice, add water, and cook it for twenty minutes. Salt comes last.",
/// ];
/// let chinese = [
///     "米淘洗两遍，加水煮二十分钟，最后放盐。",
///     "开往岛上的渡轮八点出发。船票35元，可以在船上购买。",
/// ];
/// let found = DocumentMatcher::new(&Aligner::new()).find(&english, &chinese);
/// let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.english, pair.chinese)).collect();
/// assert_eq!(pairs, [(0, 1), (2, 0)]);
/// let word = &found.pairs[1].evidence[0];
/// println!("{} = {}", word.english.of(english[2]), word.chinese.of(chinese[0]));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct DocumentMatcher {
    aligner: Aligner,
    min_confidence: f32,
    weights: [f32; MATCH.len()],
    confirmation: [f32; CONFIRMATION.len()],
    #[cfg(feature = "parallel")]
    batch: Batch,
}

/// An English and a Chinese document that probably translate each other.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DocumentMatch {
    /// The index of the English document.
    pub english: usize,
    /// The index of the Chinese document.
    pub chinese: usize,
    /// Probability that the documents translate each other, 0 to 1.
    pub confidence: f32,
    /// The words that decide, strongest first, at most twelve: spans of their first occurrences in the two documents.
    pub evidence: Vec<Evidence>,
}

/// The pairs among two collections of documents.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DocumentMatches {
    /// The pairs, in the order of the English documents. Each document is in at most one pair.
    pub pairs: Vec<DocumentMatch>,
    /// The English documents that are nearly copies of an earlier one, ascending. They are in no pair.
    pub english_duplicates: Vec<NearDuplicate>,
    /// The Chinese documents that are nearly copies of an earlier one, ascending. They are in no pair.
    pub chinese_duplicates: Vec<NearDuplicate>,
}

/// Default of [`DocumentMatcher::min_confidence`]: the lowest limit with a precision of .98 on the development data. At
/// .5, the precision is .978.
const MIN_CONFIDENCE: f32 = 0.6;
/// Minimum probability, by the words alone, of a pair whose sentences are aligned.
const MIN_FIRST: f32 = 0.02;

impl DocumentMatcher {
    /// Creates a matcher with the lexicon of an aligner. With the feature `parallel`, the matcher uses one thread per
    /// processor.
    #[must_use]
    pub fn new(aligner: &Aligner) -> Self {
        Self {
            aligner: aligner.clone(),
            min_confidence: MIN_CONFIDENCE,
            weights: MATCH,
            confirmation: CONFIRMATION,
            #[cfg(feature = "parallel")]
            batch: Batch::new(),
        }
    }

    /// Sets the minimum confidence of a pair; .6 by default.
    #[must_use]
    pub fn min_confidence(mut self, confidence: f32) -> Self {
        self.min_confidence = confidence;
        self
    }

    /// Sets the number of threads; 0 means one per processor. The result does not depend on the number.
    #[cfg(feature = "parallel")]
    #[cfg_attr(docsrs, doc(cfg(feature = "parallel")))]
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.batch = self.batch.threads(threads);
        self
    }

    /// Finds the pairs among English and Chinese documents.
    ///
    /// An English document that is more than twenty times as long as a translation of the Chinese one would be, with 50
    /// characters added to both lengths, is not paired with it.
    ///
    /// Time O(characters of all documents): the search for one document reads a constant number of entries of the
    /// index. Memory O(characters).
    #[must_use]
    pub fn find<E: AsRef<str>, C: AsRef<str>>(&self, english: &[E], chinese: &[C]) -> DocumentMatches {
        let (english, chinese) = (texts(english), texts(chinese));
        self.with_candidates(&english, &chinese, |collections, duplicates, candidates| {
            let first = self.first_choice(&candidates);
            let confirm = |(own, other, first): (usize, usize, f32)| {
                let bitext = self.aligner.align_texts(english[own], chinese[other]);
                probability(&confirmation_features(first, &bitext), &self.confirmation)
            };
            let confidences = self.map(first.clone(), confirm);
            let mut words = collections.words();
            let pairs = first
                .into_iter()
                .zip(confidences)
                .filter(|(_, confidence)| *confidence >= self.min_confidence)
                .map(|((english, chinese, _), confidence)| {
                    let links = words.deciding_words(BeadRange::single(chinese, english));
                    let evidence = links.into_iter().map(evidence).collect();
                    DocumentMatch { english, chinese, confidence, evidence }
                })
                .collect();
            let (english_duplicates, chinese_duplicates) = duplicates;
            DocumentMatches { pairs, english_duplicates, chinese_duplicates }
        })
    }

    /// Returns the pairs that are probable by their words, with each document in at most one pair: English document,
    /// Chinese document and probability.
    fn first_choice(&self, candidates: &[MatchCandidate]) -> Vec<(usize, usize, f32)> {
        let all: Vec<(usize, usize, f32)> = match_features(candidates)
            .iter()
            .zip(candidates)
            .map(|(features, one)| (one.english, one.chinese, probability(features, &self.weights)))
            .collect();
        one_to_one(&all, MIN_FIRST).into_iter().map(|at| all[at]).collect()
    }

    fn with_candidates<R>(
        &self,
        english: &[&str],
        chinese: &[&str],
        then: impl FnOnce(&Collections<'_>, (Vec<NearDuplicate>, Vec<NearDuplicate>), Vec<MatchCandidate>) -> R,
    ) -> R {
        let lexicon = &self.aligner.lexicon;
        let (english, chinese) = (english_side(english), chinese_side(chinese, lexicon));
        let duplicates = (near_duplicates(&english), near_duplicates(&chinese));
        let originals = |documents: usize, duplicates: &[NearDuplicate]| {
            let mut originals = vec![true; documents];
            duplicates.iter().for_each(|one| originals[one.document] = false);
            originals
        };
        let wanted = originals(chinese.len(), &duplicates.1);
        let model = &self.aligner.model;
        let translations = Translations::new(&english, &chinese, lexicon, &model.weights)
            .with_min_background(MIN_BACKGROUND);
        let collections = Collections {
            english: &english,
            chinese: &chinese,
            translations: &translations,
            index: &DocumentIndex::new(&english, &originals(english.len(), &duplicates.0)),
            chinese_idf: &chinese_idf(&chinese, &wanted),
            model,
        };
        let found = self.map(chunks(chinese.len()), |chunk| collections.candidates(chunk, &wanted));
        then(&collections, duplicates, found.concat())
    }

    /// Calls `work` on each input. The results are in the order of the inputs.
    #[cfg(feature = "parallel")]
    fn map<I: Send, R: Send>(&self, inputs: Vec<I>, work: impl Fn(I) -> R + Sync) -> Vec<R> {
        let mut all = Vec::with_capacity(inputs.len());
        let Ok(()) = self.batch.run(inputs, work, |result| {
            all.push(result);
            Ok::<(), Infallible>(())
        });
        all
    }

    #[cfg(not(feature = "parallel"))]
    #[expect(clippy::unused_self, reason = "as with the feature `parallel`")]
    fn map<I, R>(&self, inputs: Vec<I>, work: impl Fn(I) -> R) -> Vec<R> {
        inputs.into_iter().map(work).collect()
    }
}

/// Returns a link as evidence. Each document counts as one sentence, so the spans of the link are spans of the
/// documents.
fn evidence(link: WordLink) -> Evidence {
    Evidence { english: link.english, chinese: link.chinese, reason: link.reason, nats: link.nats }
}

fn texts<S: AsRef<str>>(documents: &[S]) -> Vec<&str> {
    documents.iter().map(AsRef::as_ref).collect()
}

#[cfg(feature = "train")]
mod training {
    use crate::matching::features::{
        CONFIRMATION_FEATURES, MATCH_FEATURES, MatchExample, confirmation_features, match_features,
    };
    use crate::matching::matcher::{DocumentMatcher, texts};
    use crate::matching::weights::probability;

    impl DocumentMatcher {
        /// The names of the features of [`DocumentMatcher::examples`], in the order of the weights.
        pub const FEATURES: &'static [&'static str] = &MATCH_FEATURES;
        /// The names of the features of [`DocumentMatcher::confirmations`], in the order of the weights.
        pub const CONFIRMATION_FEATURES: &'static [&'static str] = &CONFIRMATION_FEATURES;

        /// Sets the weights of the candidates, in the order of [`DocumentMatcher::FEATURES`].
        #[must_use]
        pub fn with_weights(mut self, weights: &[f32]) -> Self {
            self.weights.iter_mut().zip(weights).for_each(|(weight, &value)| *weight = value);
            self
        }

        /// Sets the weights of the confirmation, in the order of [`DocumentMatcher::CONFIRMATION_FEATURES`].
        #[must_use]
        pub fn with_confirmation(mut self, weights: &[f32]) -> Self {
            self.confirmation.iter_mut().zip(weights).for_each(|(weight, &value)| *weight = value);
            self
        }

        /// Returns all candidates, before the choice of one for each document.
        #[must_use]
        pub fn examples<E: AsRef<str>, C: AsRef<str>>(
            &self,
            english: &[E],
            chinese: &[C],
        ) -> Vec<MatchExample> {
            self.with_candidates(&texts(english), &texts(chinese), |_, _, candidates| {
                let features = match_features(&candidates);
                let examples = candidates.iter().zip(features).map(|(one, features)| MatchExample {
                    english: one.english,
                    chinese: one.chinese,
                    features: features.to_vec(),
                    probability: probability(&features, &self.weights),
                });
                examples.collect()
            })
        }

        /// Returns the pairs that the words choose, with the features that are known after the sentences of a pair have
        /// been aligned.
        #[must_use]
        pub fn confirmations<E: AsRef<str>, C: AsRef<str>>(
            &self,
            english: &[E],
            chinese: &[C],
        ) -> Vec<MatchExample> {
            let (english, chinese) = (texts(english), texts(chinese));
            let first = self.with_candidates(&english, &chinese, |_, _, all| self.first_choice(&all));
            self.map(first, |(own, other, first)| {
                let bitext = self.aligner.align_texts(english[own], chinese[other]);
                let features = confirmation_features(first, &bitext);
                MatchExample {
                    english: own,
                    chinese: other,
                    features: features.to_vec(),
                    probability: probability(&features, &self.confirmation),
                }
            })
        }
    }
}
