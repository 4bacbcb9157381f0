//! Cuts short texts that consist of Chinese characters only, such as search queries, in one pass on the stack.

use std::hint::select_unpredictable;

use super::dictionary::Slot;
use super::options::CutMode;
use super::tokenizer::ChineseTokenizer;
use super::unknown::UnknownWords;
use super::vocabulary::Vocabulary;
use crate::{Span, Token, TokenKind};

/// Maximum number of characters of a short text. Longer arrays would take longer to initialize.
const LONGEST: usize = 16;

/// Number of bytes of a character.
const BYTES: usize = 3;

/// The codes of the characters of a short text, then zeros.
type Codes = [u32; LONGEST + 2];

/// The nodes of the pairs of adjacent characters.
type Pairs = [Slot; LONGEST];

/// Boundaries between words as bits. Bit `i` is set if a word begins at character `i`. The bit after the last character
/// is set, too.
type Boundaries = u32;

impl ChineseTokenizer {
    /// Appends the tokens of `text` and returns true, if `text` is a short text of Chinese characters, and if the
    /// options allow it. Otherwise appends nothing.
    #[inline]
    pub(crate) fn cut_short(&self, text: &str, out: &mut Vec<Token>) -> bool {
        let (characters, rest) = text.as_bytes().as_chunks::<BYTES>();
        if !(1..=LONGEST).contains(&characters.len()) || !rest.is_empty() || characters[0][0] >> 4 != 0xe {
            return false;
        }
        match self.model.as_deref() {
            Some(model) if self.has_plain_options() => self.cut_characters(characters, model, out),
            _ => false,
        }
    }

    /// Whether the options are those that [`ChineseTokenizer::cut_characters`] implements.
    #[inline]
    fn has_plain_options(&self) -> bool {
        self.mode == CutMode::Exact
            && self.engine.is_own()
            && self.dictionary.user.is_empty()
            && !self.dictionary.compiled.any_of_frequency_0
            && self.longest_unknown.is_none_or(|longest| longest >= LONGEST)
    }

    #[inline(never)]
    fn cut_characters(&self, characters: &[[u8; BYTES]], model: &UnknownWords, out: &mut Vec<Token>) -> bool {
        let (mut codes, mut pairs) = ([0; LONGEST + 2], [Slot::NONE; LONGEST]);
        if !self.table.read_model(characters, &mut codes) {
            return false;
        }
        let vocabulary = self.vocabulary();
        // The look-ups of pairs come before the search, without a branch between them, so that their cache misses
        // overlap.
        for (slot, pair) in pairs.iter_mut().zip(codes[..characters.len()].windows(2)) {
            *slot = vocabulary.trie_view.second(pair[0], pair[1]);
        }
        let mut boundaries = best_path(&codes, &pairs, characters.len(), &vocabulary);
        // Bit `i` is set if characters `i` and `i + 1` are both words.
        let runs = boundaries & boundaries >> 1 & boundaries >> 2;
        if runs != 0 {
            boundaries = cut_singles((boundaries, runs), &codes, &pairs, &vocabulary, model);
        }
        push_words(boundaries, out);
        true
    }
}

/// Returns the boundaries of the best path through the first `len` characters. The scores are added in the order of
/// [`PathSolver::solve`](super::best_path::PathSolver::solve).
#[inline(always)]
fn best_path(codes: &Codes, pairs: &Pairs, len: usize, vocabulary: &Vocabulary<'_>) -> Boundaries {
    // The score of the best path from each character, and its boundaries.
    let (mut scores, mut boundaries) = ([0.0; LONGEST + 2], [0; LONGEST + 2]);
    // Only one word can begin at the last character.
    let last = len.saturating_sub(1);
    let mut score = vocabulary.single(codes[last]);
    if score == f64::NEG_INFINITY {
        score = vocabulary.log_of_1();
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
        (after_next, after) = (after, (score, rest | 1 << at));
        (scores[at], boundaries[at]) = after;
    }
    after.1
}

/// Cuts the runs of single characters by the model. Bit `i` of `runs` is set if characters `i` and `i + 1` belong to
/// one run.
#[inline(never)]
fn cut_singles(
    (mut boundaries, mut runs): (Boundaries, u32),
    codes: &Codes,
    pairs: &Pairs,
    vocabulary: &Vocabulary<'_>,
    model: &UnknownWords,
) -> Boundaries {
    while runs != 0 {
        let from = runs.trailing_zeros();
        let len = (runs >> from).trailing_ones() + 1;
        let run = &codes[from as usize..][..len as usize];
        // If the run is a dictionary word, its single characters are more probable.
        let is_word = match run {
            [_, _] => vocabulary.is_word(pairs[from as usize].value()),
            _ => vocabulary.contains(run.iter().copied(), &[]),
        };
        let joined = ((1 << (len - 1)) - 1) << from;
        if !is_word {
            boundaries &= !(joined << 1) | model.boundaries(run) << from;
        }
        runs &= !joined;
    }
    boundaries
}

/// Appends the words between the boundaries.
#[inline(always)]
fn push_words(boundaries: Boundaries, out: &mut Vec<Token>) {
    let without_lowest = |bits: u32| bits & bits.wrapping_sub(1);
    let (mut start, mut ends) = (0, without_lowest(boundaries));
    out.extend((0..ends.count_ones()).map(|position| {
        let end = ends.trailing_zeros() as usize * BYTES;
        ends = without_lowest(ends);
        let span = Span::new(start, end);
        start = end;
        Token::new(span, TokenKind::Han, position)
    }));
}
