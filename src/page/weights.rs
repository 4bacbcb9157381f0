//! The weights and the limits of the page model.
//!
//! Scores are in nats, as in the alignment model. A *term* is a weight that is added to the score of a bead, a
//! candidate or a chain. The *word score* of two texts says how well they translate each other, whatever the layout.
//! A table in `docs/pages.md` shows what each feature contributes to the accuracy. The example `train` fits the
//! weights to pages with known pairs.

/// Latin text of at least this many words is tested for English, by the share of its words in the lexicon. Shorter text
/// counts as English.
pub(crate) const MIN_ENGLISH_WORDS: usize = 4;

/// A page counts as bilingual only if at least this many of its lines have halves that translate each other.
pub(crate) const MIN_BILINGUAL_LINES: usize = 3;
/// A page counts as bilingual only if the halves translate each other in at least this fraction of its lines with
/// halves. The fraction is a numerator and a denominator.
pub(crate) const BILINGUAL_SHARE: (usize, usize) = (2, 3);

/// Maximum number of characters in an English heading or item. A segment of at most this length without a final mark is
/// not split.
pub(crate) const MAX_HEADING_ENGLISH: usize = 90;
/// Maximum number of characters in a Chinese heading or item.
pub(crate) const MAX_HEADING_CHINESE: usize = 40;

/// Maximum number of English blocks that are aligned with one Chinese block because they share rare words with it.
pub(crate) const MAX_SIMILAR: usize = 4;
/// Maximum number of much shorter Chinese blocks that are aligned with one English block because they share rare words
/// with it. A candidate has at most [`MAX_MERGED`] of them, and no page of the tests needs more than 8. On 376 pages
/// with English paragraphs of 5 to 30 sentences and a Chinese paragraph for one to four of them, the limit takes away
/// 32 of 9,732 pairs; 8 would take away 67.
pub(crate) const MAX_SHORTER: usize = 24;
/// A Chinese block is much shorter than an English block if the English block has more characters than this many times
/// those of the expected translation, and [`MUCH_LONGER_BY`] more.
pub(crate) const MUCH_LONGER: f32 = 20.0;
/// See [`MUCH_LONGER`].
pub(crate) const MUCH_LONGER_BY: f32 = 400.0;
/// Maximum distance between an English and a Chinese block that are aligned whatever their words, counted in blocks of
/// either language.
pub(crate) const NEAR: usize = 2;
/// Maximum number of blocks of one language in a candidate. Longer passages are chains of candidates.
pub(crate) const MAX_MERGED: usize = 3;

/// Two lines are compared to learn the layout only if the product of their sentence counts is at most this. A pair with
/// a larger product consists of whole texts rather than lines.
pub(crate) const MAX_LINE_CELLS: usize = 400;
/// Rounds of expectation maximization for the layout. After about 20 rounds, the shares change by less than .001.
pub(crate) const LAYOUT_ROUNDS: usize = 30;
/// Maximum number of pairs of distant lines with which the pairs of a relation are compared.
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
            /// Returns the name of each weight and a reference to its value, in a fixed order.
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

/// Names of the features of two lines that have a relation. `line_features` computes the values.
pub(crate) const LINE_FEATURES: [&str; 5] = ["constant", "rate", "score", "length", "single"];
const LINE: [f32; LINE_FEATURES.len()] = [-2.649, 3.419, 0.036, 0.055, -0.386];

/// Names of the features of a pair of sentences. `docs/pages.md` explains them; `pair_features` computes the values.
pub(crate) const PAIR_FEATURES: [&str; 23] = [
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
    "need",
    "whole unrelated",
];
const PAIR: [f32; PAIR_FEATURES.len()] = [
    2.949, -0.904, -0.500, 3.154, -1.669, -0.411, 0.110, 0.527, 1.039, 0.437, -0.594, 5.291, 0.761, 0.005,
    2.902, -1.784, -2.672, -1.693, -0.674, 0.073, 2.075, 0.198, -2.249,
];

page_weights! {
    /// Minimum word score of two halves that count as translations, if a sign, an end mark or brackets separate them.
    /// This minimum and the next two reject Chinese sentences that only contain a Latin name.
    halves_at_sign: 0.0,
    /// The minimum if a blank separates the halves.
    halves_at_blank: 0.5,
    /// The minimum if nothing separates the halves.
    halves_at_nothing: 1.5,
    /// The minimum for a title: several English words, and no end mark in either half.
    halves_of_title: -1.0,
    /// The minimum on a bilingual page for halves with several English words, or with a sign, an end mark or brackets
    /// between them.
    bilingual_halves: -2.5,
    /// The minimum on a bilingual page for all other halves.
    bilingual_words: -1.2,
    /// Worth of a cut at a blank. A line is cut at the place with the highest sum of the word score, the worth of the
    /// separator and the worth of the shared words.
    cut_at_blank: 0.5,
    /// Worth of a cut at a sign such as `/`.
    cut_at_sign: 1.5,
    /// Worth of a cut after an end mark.
    cut_at_end_mark: 2.0,
    /// Worth of a cut before brackets around the second half.
    cut_at_bracket: 2.5,
    /// Worth of each Latin word or number between the cut and the nearest Han character, if both halves have it. If the
    /// English half lacks it, the worth is negative.
    shared_word: 1.0,
    /// Score of a Chinese sentence without a counterpart, instead of the score of null beads in two separate texts.
    null_chinese: -1.7,
    /// Score of an English sentence without a counterpart. It is higher than in two separate texts, because most of a
    /// page may be untranslated.
    null_english: -1.3,
    /// Score of an untranslated line of several sentences, whatever their number.
    null_line: -2.0,
    /// Term for a bead with more than two sentences. Beads of this size are rare, because pages are usually translated
    /// sentence by sentence.
    not_one_to_one: -1.5,
    /// Term for each line break inside a bead. Line breaks in beads are rare, because pages are usually translated line
    /// by line.
    across_lines: -1.2,
    /// Term for a bead in which both sides start a line.
    both_start_lines: -0.3,
    /// Term for a bead in which only one side starts a line.
    one_starts_line: -0.3,
    /// Term for a bead whose lines have equal labels, such as `1.` and `一、`.
    labels_agree: 0.5,
    /// Term for a bead whose lines have different labels, such as `1.` and `二、`.
    labels_differ: -3.0,
    /// Term for a bead in which only one side consists of whole lines.
    one_is_whole: -2.0,
    /// Term for a bead in which only one side has a final mark.
    one_is_finished: -2.0,
    /// Term for a bead in which only one side is in brackets.
    one_in_brackets: -6.0,
    /// Term for every candidate.
    blocks: -1.2,
    /// Term for each block of a candidate beyond the first of each language.
    block_merged: -2.0,
    /// Neighbouring blocks are added to a pair of blocks only if the pair scores higher than this. They could not
    /// make up for a lower score.
    min_to_merge: -4.0,
    /// Minimum score, for each Chinese sentence, of a candidate whose Chinese block is not compared with similar blocks
    /// elsewhere on the page. Without this limit, a page that tells one story again and again takes five times as long.
    settled: 4.0,
    /// Prior of a candidate in which an English block is adjacent to a Chinese block.
    neighbours: 1.8,
    /// Prior of a candidate whose nearest English and Chinese blocks have one other block between them.
    two_apart: 0.0,
    /// Prior of a candidate whose blocks are further apart, but include an English and a Chinese block in consecutive
    /// runs. A run is a maximal sequence of blocks in one language.
    next_run: -0.5,
    /// Prior of every other candidate.
    anywhere: -4.0,
    /// Minimum prior of a candidate that starts where the candidate before it ends.
    continues: 0.7,
    /// Term for each gap between two candidates of a chain.
    skips: -1.7,
    /// Minimum score, prior included, of a candidate out of reading order.
    out_of_order: 4.0,
    /// Need: constant of the log odds that a sentence at an edge of a pair belongs to the pair.
    need: 1.1,
    /// Need: weight of the nats that the words of the other side gain from the sentence.
    need_other: 3.6,
    /// Need: weight of the nats that the words of the sentence add to the score of its side.
    need_own: 0.3,
    /// Need: weight of the nats by which the sentence lowers the length cost.
    need_length: 0.8,
    /// Need: weight of the nats by which the sentence changes the layout terms of the pair.
    need_layout: 1.4,
    /// Need: term for a question that has no counterpart on the other side.
    need_asked: -2.2,
    /// Layout: prior of the share of true pairs in a direction (English above, Chinese above, or both on one line). A
    /// pair of lines is true if its lines translate each other.
    share: 0.5,
    /// Layout: number of pairs that the prior `share` counts as.
    share_count: 0.4,
    /// Layout: number of pairs that the share of a direction counts as. This share is the prior of the share of each
    /// relation in the direction.
    direction_count: 1.0,
    /// Layout: prior of the share of a relation that makes the page strict. A relation makes a page strict if it joins
    /// almost all lines.
    strict_share: 0.97,
    /// Layout: number of pairs that `strict_share` counts as.
    strict_count: 4.0,
    /// Layout: prior of the share of a relation in the opposite direction on a strict page.
    opposite_share: 0.15,
    /// Layout: number of pairs that `opposite_share` counts as.
    opposite_count: 2.0,
    /// Layout: a relation makes a page strict only if its t value exceeds this. The t value compares the line pairs of
    /// the relation with pairs of distant lines.
    strict_t: 2.0,
    /// Layout: minimum number of pairs of a relation that makes a page strict.
    strict_pairs: 4.0,
    /// Layout: minimum share of the page's lines that are in pairs of a relation that makes the page strict.
    strict_cover: 0.8,
    /// Layout: limit of the absolute value of the log odds of a relation.
    max_odds: 4.0,
    /// Weight of the log odds of a relation in the score of a bead of two sentences that are whole lines.
    odds_in_bead: 1.0,
}
