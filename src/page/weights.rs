//! The weights and the limits of the page model.
//!
//! Scores are in nats, as in the alignment model. `docs/pages.md` has the table of what each term brings, and the example
//! `train` fits the weights to pages with known pairs.

/// Shortest Latin text, in words, that is tested for English by the share of its words in the lexicon. Shorter text counts
/// as English.
pub(crate) const MIN_ENGLISH_WORDS: usize = 4;

/// A page is bilingual if at least so many of its lines with halves, and at least the fraction [`BILINGUAL_SHARE`] of them,
/// have halves that translate each other.
pub(crate) const MIN_BILINGUAL_LINES: usize = 3;
pub(crate) const BILINGUAL_SHARE: (usize, usize) = (2, 3);

/// A segment of at most so many characters without a final mark is a heading or an item, and is not split.
pub(crate) const MAX_HEADING_ENGLISH: usize = 90;
pub(crate) const MAX_HEADING_CHINESE: usize = 40;

/// Most English blocks that are aligned with a Chinese block because they share rare words with it.
pub(crate) const MAX_SIMILAR: usize = 4;
/// Largest distance, in blocks of either language, at which two blocks are always aligned.
pub(crate) const NEAR: usize = 2;
/// Most blocks on one side of a pair. Longer passages are chains of pairs.
pub(crate) const MAX_MERGED: usize = 3;

/// Largest number of sentence pairs in two lines that are compared for the layout. Longer lines are texts of their own.
pub(crate) const MAX_LINE_CELLS: usize = 400;
/// Rounds of expectation maximisation for the layout; the shares change by less than .001 after some twenty.
pub(crate) const LAYOUT_ROUNDS: usize = 30;
/// Most pairs of distant lines that the lines of a relation are compared with.
pub(crate) const MAX_DISTANT: usize = 60;

macro_rules! page_weights {
    ($($(#[doc = $doc:literal])* $name:ident: $value:expr,)*) => {
        /// The weights of the page model; [`PageWeights::default`] has the values in use.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
        pub struct PageWeights {
            $($(#[doc = $doc])* pub(crate) $name: f32,)*
            /// Weights of the features of two lines, in the order of `LINE_FEATURES`.
            pub(crate) line: [f32; LINE_FEATURES.len()],
            /// Weights of the features of a pair, in the order of `PAIR_FEATURES`.
            pub(crate) pair: [f32; PAIR_FEATURES.len()],
        }

        impl Default for PageWeights {
            fn default() -> Self {
                Self { $($name: $value,)* line: LINE, pair: PAIR }
            }
        }

        #[cfg(feature = "train")]
        impl PageWeights {
            /// Names and values, in a fixed order.
            pub fn named(&mut self) -> Vec<(String, &mut f32)> {
                let mut all: Vec<(String, &mut f32)> = vec![$((stringify!($name).to_owned(), &mut self.$name)),*];
                for (name, value) in LINE_FEATURES.iter().zip(&mut self.line) {
                    all.push((format!("line: {name}"), value));
                }
                for (name, value) in PAIR_FEATURES.iter().zip(&mut self.pair) {
                    all.push((format!("pair: {name}"), value));
                }
                all
            }
        }
    };
}

/// The features of two lines that a relation joins. `line_features` computes them.
pub(crate) const LINE_FEATURES: [&str; 5] = ["constant", "rate", "score", "length", "single"];
const LINE: [f32; LINE_FEATURES.len()] = [-2.649, 3.419, 0.036, 0.055, -0.386];

/// The features of a pair of sentences. `docs/pages.md` explains them; `pair_features` computes them.
pub(crate) const PAIR_FEATURES: [&str; 21] = [
    "constant",
    "rate",
    "length",
    "log length",
    "several",
    "several uneven",
    "odds",
    "unrelated",
    "facing",
    "posterior",
    "one whole",
    "below mean",
    "cover",
    "cover low",
    "cover lowest",
    "numbers differ",
    "name missing",
    "one asks",
    "whole lines",
    "whole odds",
    "labels agree",
];
const PAIR: [f32; PAIR_FEATURES.len()] = [
    1.558, -0.988, -0.532, 3.913, -1.575, -0.435, 0.058, -0.125, 0.154, 0.443, -0.709, 4.887, 0.208, 0.539,
    2.964, -1.677, -2.372, -1.507, -1.248, 0.234, 1.633,
];

page_weights! {
    /// Minimum word score of two halves that count as translations, where a sign, an end mark or brackets separate them,
    /// where a blank does, and where nothing does. It rejects Chinese sentences that only contain a Latin name.
    halves_at_sign: 0.0,
    halves_at_blank: 0.5,
    halves_at_nothing: 1.5,
    /// The minimum for a title of several words in both languages.
    halves_of_title: -1.0,
    /// The minima on a bilingual page, whatever the separator: for halves of several English words or with a mark between
    /// them, and for other halves.
    bilingual_halves: -2.5,
    bilingual_words: -1.2,
    /// Worth of a place to cut a line, by the separator there, and of each Latin word beside it that both halves have. A line
    /// is cut where the sum of the word score and of these is highest.
    cut_at_blank: 0.5,
    cut_at_sign: 1.5,
    cut_at_end_mark: 2.0,
    cut_at_bracket: 2.5,
    shared_word: 1.0,
    /// Score of a sentence without a counterpart, by language. It is higher than in two texts, because most of a page may be
    /// untranslated. An untranslated line of several sentences costs `null_line`, whatever their number.
    null_chinese: -1.7,
    null_english: -1.3,
    null_line: -2.0,
    /// Score of a bead with more than two sentences, and of each line break inside a bead. Both are rare: pages are usually
    /// translated line by line and sentence by sentence.
    not_one_to_one: -1.7,
    across_lines: -1.2,
    /// Score of a bead in which both sides start a line, and of one in which only one side does.
    both_start_lines: -0.3,
    one_starts_line: -0.3,
    /// Score of a bead whose lines have equal labels (`1.` and `一、`), or different ones (`1.` and `二、`).
    labels_agree: 0.5,
    labels_differ: -3.0,
    /// Score of a bead of a whole line and a part of a line.
    one_is_whole: -1.2,
    /// Score of a bead in which only one side has a final mark.
    one_is_finished: -2.0,
    /// Score of a bead in which only one side is in brackets.
    one_in_brackets: -6.0,
    /// Score of a pair of blocks, and of each block beyond the first on a side.
    blocks: -1.2,
    block_merged: -2.0,
    /// A pair of blocks with a lower score is not extended by neighbouring blocks, which could not compensate.
    min_to_merge: -4.0,
    /// Prior of a pair of blocks by their distance on the page: adjacent, two blocks apart, in consecutive runs, or elsewhere.
    neighbours: 1.8,
    two_apart: 0.0,
    next_run: -0.5,
    anywhere: -4.0,
    /// Minimum prior of a pair of blocks that starts where the pair before it ends, and the score of a gap between the two.
    continues: 0.7,
    skips: -1.7,
    /// Minimum score of a pair of blocks out of reading order.
    out_of_order: 4.0,
    /// Layout: expected share of true pairs in a direction (English above, or Chinese above), and the number of pairs that this
    /// expectation counts as.
    share: 0.5,
    share_count: 0.4,
    /// Layout: number of pairs that the share of its direction counts as in the share of a relation.
    direction_count: 1.0,
    /// Layout: the same for the relation of a strict page, in which every line has its counterpart, and for the relation in
    /// the opposite direction.
    strict_share: 0.97,
    strict_count: 4.0,
    opposite_share: 0.15,
    opposite_count: 2.0,
    /// Layout: smallest t value, number of pairs and share of the lines that make a page strict.
    strict_t: 2.0,
    strict_pairs: 4.0,
    strict_cover: 0.8,
    /// Layout: largest log odds of a relation, in both directions.
    max_odds: 4.0,
    /// Weight of the log odds of a relation in the score of a bead of two whole lines.
    odds_in_bead: 1.0,
}
