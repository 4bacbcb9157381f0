//! Cuts at most [`LONGEST`] characters into words, in arrays on the stack. The words are bits, so no path has to be
//! followed, and adjacent words of one character are found by shifts.

use std::hint::select_unpredictable;

use super::dictionary::Slot;
use super::unknown::UnknownWords;
use super::vocabulary::Vocabulary;

/// Maximum number of characters.
pub(super) const LONGEST: usize = 62;

/// Number of items of an array for at most `LONGEST` characters. The two items after the last character are zeros.
pub(super) const ITEMS: usize = LONGEST + 2;

/// Maximum number of characters of a run that the model cuts.
pub(super) const LONGEST_RUN: usize = 16;

/// Bits, one for each character. In boundaries between words, bit `i` is set if a word begins at character `i`; the bit
/// after the last character is set, too.
pub(super) type Bits = u64;

/// Returns the boundaries between the words of the first `len` characters, or `None` if a run of words of one character
/// is longer than [`LONGEST_RUN`]. All characters must be those of the model, or have code 0, as marks and gaps have. Bit
/// `i` of `others` is set if character `i` has code 0; if `OTHERS` is false, there is none.
#[inline(always)]
pub(super) fn cut<const ITEMS: usize, const OTHERS: bool>(
    codes: &[u32; ITEMS],
    len: usize,
    others: Bits,
    vocabulary: &Vocabulary<'_>,
    model: &UnknownWords,
) -> Option<Bits> {
    let mut pairs = [Slot::NONE; ITEMS];
    // The look-ups of pairs come before the search, without a branch between them, so that their cache misses overlap.
    for (slot, pair) in pairs.iter_mut().zip(codes[..len].windows(2)) {
        *slot = vocabulary.trie_view.second(pair[0], pair[1]);
    }
    let boundaries = best_path::<ITEMS, OTHERS>(codes, &pairs, len, vocabulary);
    // Bit `i` is set if characters `i` and `i + 1` are both words.
    let singles = boundaries & boundaries >> 1 & if OTHERS { !others } else { Bits::MAX };
    let runs = singles & singles >> 1;
    if runs == 0 {
        return Some(boundaries);
    }
    cut_singles((boundaries, runs), codes, &pairs, vocabulary, model)
}

/// Returns the boundaries of the best path. The scores are added in the order of
/// [`PathSolver::solve`](super::best_path::PathSolver::solve).
#[inline(always)]
fn best_path<const ITEMS: usize, const OTHERS: bool>(
    codes: &[u32; ITEMS],
    pairs: &[Slot; ITEMS],
    len: usize,
    vocabulary: &Vocabulary<'_>,
) -> Bits {
    // The score of the best path from each character, and its boundaries.
    let (mut scores, mut boundaries) = ([0.0; ITEMS], [0; ITEMS]);
    // Only one word can begin at the last character.
    let last = len.saturating_sub(1);
    let mut score = vocabulary.single(codes[last]);
    if score == f64::NEG_INFINITY {
        score = vocabulary.log_of_1();
    }
    if OTHERS && codes[last] == 0 {
        score = 0.0;
    }
    let (mut after, mut after_next) = ((score, 3 << last), (0.0, 2 << last));
    (scores[last], boundaries[last]) = after;
    boundaries[last + 1] = after_next.1;
    for at in (0..last).rev() {
        let slot = pairs[at];
        let single = vocabulary.single(codes[at]) + after.0;
        let double = vocabulary.log_probability(slot.value()) + after_next.0;
        let mut score = if double > single { double } else { single };
        let mut rest = select_unpredictable(double >= single, after_next.1, after.1);
        if slot.may_lead(codes[at + 2]) {
            vocabulary.longer(slot, codes[at + 2..].iter().copied(), |length, log| {
                let to = at + 2 + length as usize;
                // Longer words come later, so `>=` prefers the longest one.
                if log + scores[to] >= score {
                    (score, rest) = (log + scores[to], boundaries[to]);
                }
            });
        }
        if score == f64::NEG_INFINITY {
            // No word begins here: the character counts as a word of frequency 1.
            (score, rest) = (vocabulary.log_of_1() + after.0, after.1);
        }
        // A character with code 0 ends a block. This is a branch on purpose: with a mask, the CPU could not begin with
        // the block on the left until the scores of this block are known.
        if OTHERS && codes[at] == 0 {
            (score, rest) = (0.0, after.1);
        }
        (after_next, after) = (after, (score, rest | 1 << at));
        (scores[at], boundaries[at]) = after;
    }
    after.1
}

/// Cuts the runs of single characters by the model. Bit `i` of `runs` is set if characters `i` and `i + 1` belong to one
/// run.
#[inline(never)]
fn cut_singles(
    (mut boundaries, mut runs): (Bits, Bits),
    codes: &[u32],
    pairs: &[Slot],
    vocabulary: &Vocabulary<'_>,
    model: &UnknownWords,
) -> Option<Bits> {
    while runs != 0 {
        let from = runs.trailing_zeros() as usize;
        let len = (runs >> from).trailing_ones() as usize + 1;
        if len > LONGEST_RUN {
            return None;
        }
        let run = &codes[from..][..len];
        // If the run is a dictionary word, its single characters are more probable.
        let is_word = match run {
            [_, _] => vocabulary.is_word(pairs[from].value()),
            _ => vocabulary.contains(run.iter().copied(), &[]),
        };
        let joined = ((1 << (len - 1)) - 1) << from;
        if !is_word {
            boundaries &= !(joined << 1) | Bits::from(model.boundaries(run)) << from;
        }
        runs &= !joined;
    }
    Some(boundaries)
}

#[cfg(all(test, feature = "dictionary"))]
mod tests {
    use super::LONGEST;
    use crate::{ChineseTokenizer, Span, Token, Tokenizer};

    /// Words do not cross marks, so a short text has the same words alone, where they are found by bits, and inside a
    /// long text, where they are found in windows.
    #[test]
    fn short_texts_have_the_words_of_long_texts() {
        let tokenizers = [ChineseTokenizer::new(), ChineseTokenizer::new().like_jieba()];
        let text = include_str!("../../../benches/data/chinese.txt").replace('\n', "。");
        assert!(text.chars().count() > 5 * LONGEST);
        for tokenizer in tokenizers {
            let (mut words, mut start, mut longest) = (Vec::new(), 0, 0);
            for part in text.split_inclusive(['，', '。', '；', '：']) {
                longest = longest.max(part.chars().count());
                for Token { span, kind, .. } in tokenizer.tokenize(part) {
                    words.push(Token::new(
                        Span::new(start + span.start, start + span.end),
                        kind,
                        words.len() as u32,
                    ));
                }
                start += part.len();
            }
            assert!((20..=LONGEST).contains(&longest), "{longest}");
            assert_eq!(words, tokenizer.tokenize(&text));
        }
    }
}
