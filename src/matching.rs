//! Which documents translate which, among thousands.
//!
//! 1. [`duplicates`]: near-duplicates of one language; only the first of a group is matched;
//! 2. [`index`]: the English documents that contain each word;
//! 3. [`candidates`]: for each Chinese document, the English documents whose words are most similar to its translated
//!    words;
//! 4. [`features`]: how well a candidate explains the words of both documents, alone and compared with its
//!    rivals;
//! 5. [`weights`]: the fitted logistic models of the probability, before and after the sentences of a pair are aligned;
//! 6. [`assignment`]: the choice of the pairs, so that each document is in at most one pair.
//!
//! `docs/matching.md` has the formulas and the accuracy.

mod assignment;
mod candidates;
mod duplicates;
mod features;
mod index;
mod matcher;
mod weights;

pub use duplicates::NearDuplicate;
#[cfg(feature = "train")]
pub use features::MatchExample;
pub use matcher::{DocumentMatch, DocumentMatcher, DocumentMatches};
