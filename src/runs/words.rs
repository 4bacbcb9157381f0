//! What one Latin word says about its language.

use crate::Language;

use super::features::{BUCKETS, Letters, ROWS, place};

/// The weights of the n-grams, then the English word table. Made by `make_data words`.
static DATA: &[u8] = include_bytes!("../../data/words.bin");

/// Columns of the model.
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
const COLUMNS: usize = 16;
/// Units of the weights in a nat.
const UNITS: f32 = 16.0;

const _: () = assert!(DATA.len() == ROWS * COLUMNS + BUCKETS * 8, "data/words.bin is of another version");

/// What the English word table says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Not a word of the table.
    No,
    /// Other languages have the word too: `die`, `table`.
    Shared,
    /// An English word.
    Word,
    /// A common English word.
    Common,
    /// English beyond doubt.
    Clear,
}

impl Known {
    /// How much the word speaks for English rather than for any other language, in half nats.
    pub(super) const fn worth(self) -> i32 {
        match self {
            Self::No => -2,
            Self::Shared => 0,
            Self::Word => 1,
            Self::Common => 2,
            Self::Clear => 4,
        }
    }
}

/// Looks a word up by its [`hash`](super::features::hash). Both its buckets are read at once,
/// for it is in either as often.
#[inline]
pub(super) fn known(hash: u64) -> Known {
    let ([first, second], mark) = place(hash);
    match in_bucket(first, mark).max(in_bucket(second, mark)) {
        0 => Known::No,
        1 => Known::Shared,
        2 => Known::Word,
        3 => Known::Common,
        _ => Known::Clear,
    }
}

/// 0 if the bucket does not have the word, otherwise what it tells, and 1.
#[inline]
fn in_bucket(bucket: usize, mark: u16) -> u64 {
    let at = ROWS * COLUMNS + bucket * 8;
    let Some(Ok(words)) = DATA.get(at..at + 8).map(<[u8; 8]>::try_from) else { return 0 };
    let words = u64::from_le_bytes(words);
    // Four places of 16 bits; one that has the mark becomes 0, and the lowest such is exact.
    let ones = 0x0001_0001_0001_0001;
    let differing = (words & (0xfffc * ones)) ^ (u64::from(mark << 2) * ones);
    let equal = differing.wrapping_sub(ones) & !differing & (0x8000 * ones);
    let tells = (words >> (equal.trailing_zeros() & 0x30)) & 3;
    if equal == 0 { 0 } else { tells + 1 }
}

/// Log-odds of the languages for one word, in nats; only differences count.
pub(super) type Scores = [f32; COUNT];

/// What the letters of a word, and its being an English one, say. Time O(letters).
pub(super) fn scores(letters: &Letters, known: Known) -> Scores {
    let mut sums = [0i16; COLUMNS];
    letters.rows(|row| {
        if let Some(weights) = DATA.get(row * COLUMNS..(row + 1) * COLUMNS) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(weight as i8);
            }
        }
    });
    let mut scores = [0.0; COUNT];
    for (score, &sum) in scores.iter_mut().zip(&sums) {
        *score = f32::from(sum) / UNITS;
    }
    scores[0] += match known {
        Known::No => UNKNOWN,
        Known::Shared => SHARED,
        Known::Word => WORD,
        Known::Common => COMMON,
        Known::Clear => CLEAR,
    };
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in &mut scores {
        *score = (*score - best).max(-CAP);
    }
    scores
}

/// Most that one word can say against a language: a word may be a name, or quoted.
pub(super) const CAP: f32 = 6.0;
const UNKNOWN: f32 = -1.0;
const SHARED: f32 = 0.0;
const WORD: f32 = 1.0;
const COMMON: f32 = 1.5;
const CLEAR: f32 = 2.0;
