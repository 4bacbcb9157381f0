//! Which texts of ASCII can hold a word of the dictionary.

/// First two characters of the dictionary's words that are all ASCII (`AT&T`, `C++`): a block of
/// ASCII without them needs no look-up.
#[derive(Clone, Debug)]
pub(super) struct AsciiPairs(Box<[u128; 128]>);

impl Default for AsciiPairs {
    fn default() -> Self {
        Self(Box::new([0; 128]))
    }
}

impl AsciiPairs {
    pub(super) fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            _ if !word.is_ascii() => {}
            [first, second, ..] => self.0[usize::from(first)] |= 1 << second,
            // A single character is a word by itself in any case.
            _ => {}
        }
    }

    #[inline(always)]
    pub(super) fn contain(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first & 0x7f)] >> (second & 0x7f) & 1 == 1
    }
}

impl AsciiPairs {
    /// The pairs of no dictionary: every text is looked up.
    pub(super) fn all() -> Self {
        Self(Box::new([u128::MAX; 128]))
    }
}
