//! The language model of single Latin words: hashed n-gram weights, and the English word table.

use crate::Language;

use super::features::{BUCKETS, ROWS, WordSymbols, place};
#[cfg(feature = "read")]
use super::features::{LONGEST, hash};

/// The output of `make_data words`: the n-gram weights, then the English word table.
static DATA: &[u8] = include_bytes!("../../data/words.bin");

/// The language of each column of the model.
pub(super) const LANGUAGES: [Language; COUNT] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Italian,
    Language::Portuguese,
    Language::Dutch,
    Language::Swedish,
    Language::Danish,
    Language::Norwegian,
    Language::Finnish,
    Language::Hungarian,
    Language::Romanian,
    Language::Turkish,
];
pub(super) const COUNT: usize = 14;
/// The column for English.
pub(super) const ENGLISH: usize = 0;
/// Weights per row. The last two are unused: 16 bytes fill a 128-bit vector.
pub(super) const COLUMNS: usize = 16;
/// Units of a weight per nat: a signed byte holds ±8 nats.
const UNITS_PER_NAT: f32 = 16.0;

const _: () = assert!(DATA.len() == ROWS * COLUMNS + BUCKETS * 8, "data/words.bin is of another version");

/// How strongly a word is English, according to the English word table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EnglishRank {
    /// Not a word of the table.
    Unknown,
    /// A word that other languages have too: `die`, `table`.
    Shared,
    /// An English word.
    Word,
    /// A common English word.
    Common,
    /// A word that is unambiguously English.
    Clear,
}

impl EnglishRank {
    /// Returns the evidence for English against any other language, in half nats. The sum over a window is the quick
    /// score, which decides whether the full model is needed.
    pub(super) const fn worth(self) -> i32 {
        match self {
            Self::Unknown => -2,
            Self::Shared => 0,
            Self::Word => 1,
            Self::Common => 2,
            Self::Clear => 4,
        }
    }
}

/// Looks up a word by its [`hash`](super::features::hash). Reads both buckets of the word, because either is as likely
/// to hold the word.
#[inline(always)]
pub(super) fn english_rank(hash: u64) -> EnglishRank {
    let ([first, second], tag) = place(hash);
    match in_bucket(first, tag).max(in_bucket(second, tag)) {
        0 => EnglishRank::Unknown,
        1 => EnglishRank::Shared,
        2 => EnglishRank::Word,
        3 => EnglishRank::Common,
        _ => EnglishRank::Clear,
    }
}

/// Whether a word in lower case is in the English word table. Time O(length of `word`).
#[cfg(feature = "read")]
pub(crate) fn is_english_word(word: &str) -> bool {
    word.len() <= LONGEST && english_rank(hash(word.as_bytes())) != EnglishRank::Unknown
}

/// Returns 0 if the bucket does not hold the word, otherwise 1 plus the rank of the word. Ranks are 0 to 3.
#[inline(always)]
fn in_bucket(bucket: usize, tag: u16) -> u64 {
    let at = ROWS * COLUMNS + bucket * 8;
    let Some(Ok(words)) = DATA.get(at..at + 8).map(<[u8; 8]>::try_from) else { return 0 };
    let words = u64::from_le_bytes(words);
    // Four slots of 16 bits. In `differing`, a slot with the tag is 0. `equal` marks zero slots, and possibly slots
    // above them, so only the lowest mark is used.
    let ones = 0x0001_0001_0001_0001;
    let differing = (words & (0xfffc * ones)) ^ (u64::from(tag << 2) * ones);
    let equal = differing.wrapping_sub(ones) & !differing & (0x8000 * ones);
    let rank = (words >> (equal.trailing_zeros() & 0x30)) & 3;
    if equal == 0 { 0 } else { rank + 1 }
}

/// Log-odds of each language for one word, in nats. Only the differences between languages matter. The unused columns
/// are never the highest.
pub(super) type LogOdds = [f32; COLUMNS];

/// Returns the log-odds of a word from its letters and its rank in the English word table, relative to the best
/// language, which has 0. Time O(letters).
pub(super) fn log_odds(word: &WordSymbols, rank: EnglishRank) -> LogOdds {
    let (sums, evidence) = (sums(word), &RANK_EVIDENCE[rank as usize]);
    let mut scores = [0.0; COLUMNS];
    for ((score, sum), evidence) in scores.iter_mut().zip(sums).zip(evidence) {
        *score = f32::from(sum as i16) / UNITS_PER_NAT + evidence;
    }
    let best = highest(&scores);
    scores.map(|score| (score - best).max(-CAP))
}

/// Returns the sum of the weights of all n-grams, in two's complement.
///
/// The function is not inlined: the sums of all columns are then added by vector instructions, however the caller uses
/// them.
#[inline(never)]
fn sums(word: &WordSymbols) -> [u16; COLUMNS] {
    // Each weight is read as a number without a sign, which is greater by `OFFSET`: extending the sign of 16 bytes takes
    // more instructions than extending them with zeros.
    let (mut sums, mut rows) = ([0u16; COLUMNS], 0u16);
    word.rows(|row| {
        if let Some(weights) = DATA.get(row * COLUMNS..).and_then(<[u8]>::first_chunk::<COLUMNS>) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum = sum.wrapping_add(u16::from(weight ^ OFFSET));
            }
            rows += 1;
        }
    });
    let excess = rows * u16::from(OFFSET);
    sums.map(|sum| sum.wrapping_sub(excess))
}

/// The sign bit of a weight. Flipping the bit adds 128.
const OFFSET: u8 = 0x80;

/// Returns the highest of the scores. The halves are compared as a whole, so that the comparisons compile to vector
/// instructions.
#[inline(always)]
pub(super) fn highest(scores: &LogOdds) -> f32 {
    let higher = |first: f32, second: f32| if first > second { first } else { second };
    let mut eight = [0.0; 8];
    for (at, highest) in eight.iter_mut().enumerate() {
        *highest = higher(scores[at], scores[at + 8]);
    }
    let mut four = [0.0; 4];
    for (at, highest) in four.iter_mut().enumerate() {
        *highest = higher(eight[at], eight[at + 4]);
    }
    higher(higher(four[0], four[1]), higher(four[2], four[3]))
}

/// Maximum evidence of one word against a language, in nats. It is limited because the word may be a name or a
/// quotation.
pub(super) const CAP: f32 = 6.0;

/// Evidence of the word table, in nats, for each [`EnglishRank`] and each column. It is added to the evidence of the
/// n-grams. The values are small, because the n-grams were trained on the same words. The unused columns have negative
/// infinity.
static RANK_EVIDENCE: [LogOdds; 5] = {
    let mut evidence = [[0.0; COLUMNS]; 5];
    evidence[EnglishRank::Unknown as usize][ENGLISH] = -1.0;
    evidence[EnglishRank::Shared as usize][ENGLISH] = 0.0;
    evidence[EnglishRank::Word as usize][ENGLISH] = 1.0;
    evidence[EnglishRank::Common as usize][ENGLISH] = 1.5;
    evidence[EnglishRank::Clear as usize][ENGLISH] = 2.0;
    let mut rank = 0;
    while rank < evidence.len() {
        let mut unused = COUNT;
        while unused < COLUMNS {
            evidence[rank][unused] = f32::NEG_INFINITY;
            unused += 1;
        }
        rank += 1;
    }
    evidence
};

/// Whether the word model has a column for `language`. The margins of other languages have no meaning.
pub(crate) fn is_modelled(language: Language) -> bool {
    LANGUAGES.contains(&language)
}
