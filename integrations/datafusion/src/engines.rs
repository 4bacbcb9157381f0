//! The engines that the functions share.

use bitext::{Aligner, Detector, DocumentMatcher, Filter, MixedTokenizer, Rejection, SentenceSplitter};

/// The engines of the functions. They are immutable, and all calls on all threads share them.
#[derive(Clone, Debug)]
pub(crate) struct Engines {
    pub(crate) aligner: Aligner,
    pub(crate) detector: Detector,
    pub(crate) filter: Filter,
    pub(crate) matcher: DocumentMatcher,
    pub(crate) splitter: SentenceSplitter,
    pub(crate) tokenizer: MixedTokenizer,
}

impl Engines {
    pub(crate) fn new() -> Self {
        let aligner = Aligner::new();
        Self {
            detector: Detector::new(),
            filter: checks_of_one_pair(),
            matcher: matcher(&aligner),
            splitter: SentenceSplitter::new(),
            tokenizer: MixedTokenizer::new(),
            aligner,
        }
    }
}

/// A matcher that works on the thread of its caller: DataFusion has a thread for each partition.
pub(crate) fn matcher(aligner: &Aligner) -> DocumentMatcher {
    DocumentMatcher::new(aligner).threads(1)
}

/// All checks but [`Rejection::Duplicate`], which depends on other pairs.
fn checks_of_one_pair() -> Filter {
    let own = Rejection::ALL.iter().filter(|&&reason| reason != Rejection::Duplicate);
    own.fold(Filter::new(), |filter, &reason| filter.reject(reason))
}
