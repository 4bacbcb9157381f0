//! Aligns sentences with their translations.
//!
//! A bead is a group of English sentences and the Chinese sentences that translate them; one of the two sides may be
//! empty. Its score is a log-likelihood ratio of two hypotheses: the sentences translate each other, or they do not.
//! The evidence is the lengths of the sentences (Gale and Church 1993), their words, matched through a lexicon (Brown
//! et al. 1993; Moore 2002), the relative positions of these words, and the punctuation where sentences meet.
//!
//! An alignment is a path: a sequence of beads that covers both texts. Dynamic programming finds the best path twice,
//! first in a band around a rough path, then in a band around the first result. Before the second search, the aligner
//! learns word pairs from the document.
//!
//! [`engine`] aligns two whole sides, and [`parts`] aligns parts of sides. The order of the files, from types to
//! algorithms:
//!
//! 1. [`reason`], [`flag`], [`review`], [`kind`], [`range`], [`bead`]: the results;
//! 2. [`weights`], [`kernel`], [`model`]: the parameters;
//! 3. [`side`], [`placed`], [`english`], [`chinese`]: tokens, classes, lengths and marks of each side;
//! 4. [`pinyin_names`], [`translation`], [`learned_pairs`], [`stem_types`], [`translation_row`],
//!    [`translations`], [`band`], [`links`]: which tokens translate each other;
//! 5. [`cut`], [`times`], [`explained`], [`score`]: the score of a bead;
//! 6. [`occurrences`], [`rare_words`], [`warp_table`], [`coarse`], [`transitions`], [`viterbi`], [`posteriors`]: paths;
//! 7. [`fixed`]: what the caller knows;
//! 8. [`expected_counts`], [`learn`](mod@learn): word pairs of the document;
//! 9. [`evidence`], [`flags`]: the explanation of a bead; [`moved`]: pairs whose sentences have a counterpart
//!    elsewhere;
//! 10. [`word_alignment`], [`word_aligner`]: the words of a bead and the links between them.
//!
//! `exact`, compiled only for tests, is an aligner without a band.

mod anchors;
mod band;
mod bead;
mod bead_words;
mod chinese;
mod coarse;
mod cut;
mod document_fit;
mod engine;
mod english;
mod evidence;
#[cfg(test)]
mod exact;
mod expected_counts;
mod explained;
mod fixed;
mod flag;
mod flags;
mod function_words;
mod kernel;
mod kind;
mod learn;
mod learned_pairs;
mod likely_cuts;
mod linked_tokens;
mod links;
mod mark_links;
mod measure;
mod model;
mod moved;
mod name_links;
mod occurrences;
mod part_of_side;
mod parts;
mod pinyin_names;
mod placed;
mod posteriors;
mod progress;
mod range;
mod rare_words;
mod reason;
mod review;
mod score;
mod side;
mod stem_types;
#[cfg(feature = "read")]
mod synchronize;
mod times;
mod transitions;
mod translation;
mod translation_row;
mod translations;
mod transliteration;
mod viterbi;
mod warp_table;
mod weights;
mod windows;
mod word_aligner;
mod word_alignment;
mod word_candidates;

pub use bead::{Alignment, Bead, WordLink};
pub(crate) use chinese::{chinese_side, chinese_side_with_progress};
pub(crate) use engine::Sides;
pub(crate) use english::{english_side, english_side_with_progress};
pub(crate) use fixed::FixedBeads;
pub use flag::Flag;
pub use kind::BeadKind;
pub(crate) use learn::learn;
pub(crate) use model::Model;
pub(crate) use parts::{BeadFit, PartAligner, parallel_scores};
pub(crate) use progress::Progress;
pub(crate) use range::BeadRange;
pub use reason::Reason;
pub use review::Review;
pub(crate) use score::WordFit;
pub(crate) use side::{Side, SideToken, TokenClass, TypeId};
#[cfg(feature = "read")]
pub(crate) use synchronize::SentenceTimes;
pub(crate) use translations::Translations;
pub(crate) use viterbi::{NullRuns, PathBead};
pub(crate) use weights::LENGTH_RATIO;
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
pub use weights::Weights;
pub(crate) use windows::{ALIGN_WORK, align_sides, align_with_progress};
pub(crate) use word_aligner::WordAligner;
pub use word_alignment::{WordAlignment, WordPair};
