//! Cuts short texts that consist of Chinese characters and marks only, such as search queries and short lines, without a
//! chunk.

use std::hint::select_unpredictable;

use super::bit_path::{self, Bits, ITEMS, LONGEST, LONGEST_RUN};
use super::characters::{CharacterTable, class};
use super::options::CutMode;
use super::tokenizer::ChineseTokenizer;
use super::unknown::UnknownWords;
use crate::{Span, Token, TokenKind};

/// Maximum number of characters of a query. Longer arrays would take longer to initialize.
const QUERY: usize = 16;

/// Number of bytes of a character.
const BYTES: usize = 3;

impl ChineseTokenizer {
    /// Appends the tokens of `text` and returns true, if `text` is a short text of Chinese characters and marks, and if
    /// the options allow it. Otherwise appends nothing.
    #[inline]
    pub(crate) fn cut_short(&self, text: &str, out: &mut Vec<Token>) -> bool {
        let (characters, rest) = text.as_bytes().as_chunks::<BYTES>();
        let len = characters.len();
        if !(1..=LONGEST).contains(&len) || !rest.is_empty() || characters[0][0] >> 4 != 0xe {
            return false;
        }
        // A cheap test before the arrays are filled: most texts with other characters have another byte in one of these
        // places.
        let may_be_plain = || (characters[len / 2][0] >> 4 == 0xe) & (characters[len - 1][0] >> 4 == 0xe);
        match self.model.as_deref() {
            Some(model) if self.has_plain_options() => {
                len <= QUERY && self.cut_characters::<{ QUERY + 2 }, false>(characters, model, out)
                    || may_be_plain() && self.cut_characters::<ITEMS, true>(characters, model, out)
            }
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
            && self.longest_unknown.is_none_or(|longest| longest >= LONGEST_RUN)
    }

    /// Appends the tokens of `characters`. If `MARKS` is false, they must all be Chinese. Otherwise, there may be marks of
    /// the class [`class::SINGLE_MARK`] between them.
    #[inline(never)]
    fn cut_characters<const ITEMS: usize, const MARKS: bool>(
        &self,
        characters: &[[u8; BYTES]],
        model: &UnknownWords,
        out: &mut Vec<Token>,
    ) -> bool {
        let mut codes = [0; ITEMS];
        let Some(marks) = read::<MARKS>(&self.table, characters, &mut codes) else { return false };
        let vocabulary = self.vocabulary();
        let boundaries = bit_path::cut::<ITEMS, MARKS>(&codes, characters.len(), marks, &vocabulary, model);
        boundaries.map(|boundaries| push_words(boundaries, marks, out)).is_some()
    }
}

/// Writes the codes of `characters` to `codes`, and returns the marks as bits. Returns `None` if a character is neither a
/// Chinese character of the hidden Markov model nor, if `MARKS` is set, a mark of the class [`class::SINGLE_MARK`], or if
/// it needs post-processing. The codes are then arbitrary.
#[inline(always)]
fn read<const MARKS: bool>(
    table: &CharacterTable,
    characters: &[[u8; BYTES]],
    codes: &mut [u32],
) -> Option<Bits> {
    let (mut leads, mut all, mut any, mut marks) = (0, class::MODEL, 0, 0);
    for (at, (code, &bytes)) in codes.iter_mut().zip(characters).enumerate() {
        let character = table.of_three(bytes);
        let is_mark = MARKS && character.is(class::SINGLE_MARK);
        leads |= bytes[0] ^ 0xe0;
        all &= character.classes() | if is_mark { class::MODEL } else { 0 };
        any |= character.classes();
        marks |= Bits::from(is_mark) << at;
        *code = character.code();
    }
    (leads < 0x10 && all != 0 && any & class::POSTPROCESS == 0).then_some(marks)
}

/// Appends the words between the boundaries.
#[inline(always)]
fn push_words(boundaries: Bits, marks: Bits, out: &mut Vec<Token>) {
    let without_lowest = |bits: Bits| bits & bits.wrapping_sub(1);
    let (mut start, mut ends) = (0, without_lowest(boundaries));
    out.extend((0..ends.count_ones()).map(|position| {
        let end = ends.trailing_zeros() as usize;
        ends = without_lowest(ends);
        let kind = select_unpredictable(marks >> start & 1 == 1, TokenKind::Punctuation, TokenKind::Han);
        let span = Span::new(start * BYTES, end * BYTES);
        start = end;
        Token::new(span, kind, position)
    }));
}
