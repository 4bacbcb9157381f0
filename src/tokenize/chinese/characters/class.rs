//! The classes of characters, as bits above the code of a [`Character`](super::Character).

/// Number of bits in a character's code: enough for the characters of a dictionary and of a model.
pub(crate) const CODE_BITS: u32 = 16;
pub(crate) const CODE_MASK: u32 = (1 << CODE_BITS) - 1;

/// Can be in a block. A block is a run of characters that is cut by the dictionary.
pub(crate) const BLOCK: u32 = 1 << CODE_BITS;
/// A Chinese character.
pub(crate) const HAN: u32 = BLOCK << 1;
/// A Chinese character in the range of the hidden Markov model.
pub(crate) const MODEL: u32 = BLOCK << 2;
/// An ASCII letter or digit.
pub(crate) const ALPHANUMERIC: u32 = BLOCK << 3;
/// `.`, `_` or `-`, which join letters and digits.
pub(crate) const CONNECTOR: u32 = BLOCK << 4;
/// `%`.
pub(crate) const PERCENT: u32 = BLOCK << 5;
/// White space.
pub(crate) const SPACE: u32 = BLOCK << 6;
/// ASCII letters and digits, `+`, `#`, line feed. Outside Chinese, full mode keeps a run of them whole.
pub(crate) const UNSPLIT: u32 = BLOCK << 7;
/// A letter.
pub(crate) const LETTER: u32 = BLOCK << 8;
/// An invisible character or combining mark, which belongs to the character before it.
pub(crate) const EXTENDING: u32 = BLOCK << 9;
/// Needs post-processing: a dot that may join a foreign name, `〇`, `々`, or a character of the class
/// [`EXTENDING`]. It is the sign bit for the comparison in
/// [`CharacterTable::is_plain`](super::CharacterTable::is_plain).
pub(crate) const POSTPROCESS: u32 = 1 << 31;
/// Not Chinese, but next to a Chinese character in a dictionary word, such as the `T` of `T恤`.
pub(crate) const MIXED: u32 = BLOCK << 10;
/// Known to be punctuation. A character without this bit may still be punctuation.
pub(crate) const PUNCTUATION: u32 = BLOCK << 11;
/// Punctuation that the English tokenizer never joins with a neighbour.
pub(crate) const SINGLE_MARK: u32 = BLOCK << 12;
/// A gap in a chunk: see [`Character::GAP`](super::Character::GAP).
pub(crate) const GAP: u32 = BLOCK << 13;
/// A Chinese character that can continue a number in digits: `万` in `3万`.
pub(crate) const NUMERAL: u32 = BLOCK << 14;
