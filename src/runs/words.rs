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

/// Looks a word up by [`Letters::hash`].
pub(super) fn known(hash: u64) -> Known {
    let (homes, mark) = place(hash);
    for home in homes {
        let at = ROWS * COLUMNS + home * 8;
        if let Some(Ok(bucket)) = DATA.get(at..at + 8).map(<[u8; 8]>::try_from) {
            for slot in 0..4 {
                let entry = u16::from_le_bytes([bucket[slot * 2], bucket[slot * 2 + 1]]);
                if entry >> 2 == mark {
                    return match entry & 3 {
                        0 => Known::Shared,
                        1 => Known::Word,
                        2 => Known::Common,
                        _ => Known::Clear,
                    };
                }
            }
        }
    }
    Known::No
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
const CAP: f32 = 6.0;
const UNKNOWN: f32 = -1.0;
const SHARED: f32 = 0.0;
const WORD: f32 = 1.0;
const COMMON: f32 = 1.5;
const CLEAR: f32 = 2.0;
