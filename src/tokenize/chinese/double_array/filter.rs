//! Which pairs of characters begin a word, or may do so.

/// Words of 32 bits: the filter takes 64 kilobytes. With the 178,000 pairs of jieba's dictionary it
/// lets three of ten other pairs through; twice the size lets half of these through, and is no faster.
const WORDS: usize = 1 << 14;

/// A bit for each of many pairs at once (Bloom, 1970, with one hash function).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PairFilter(Box<[u32; WORDS]>);

impl Default for PairFilter {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

impl PairFilter {
    pub(super) fn add(&mut self, first: u32, second: u32) {
        let (word, bit) = place(first, second);
        self.0[word] |= 1 << bit;
    }

    /// Its words by themselves, so that a loop need not ask for their place again.
    #[inline(always)]
    pub(super) fn words(&self) -> FilterWords<'_> {
        &self.0
    }
}

pub(super) type FilterWords<'a> = &'a [u32; WORDS];

/// False for a pair that was not added.
#[inline(always)]
pub(super) fn may_contain(words: FilterWords<'_>, first: u32, second: u32) -> bool {
    let (word, bit) = place(first, second);
    words[word] >> bit & 1 == 1
}

/// The word and the bit of a pair. The factors are odd and have their ones all over, so that pairs of
/// frequent characters, whose codes are small, fall on different words.
#[inline(always)]
fn place(first: u32, second: u32) -> (usize, u32) {
    let hash = first.wrapping_mul(0x9e35) ^ second.wrapping_mul(0x61c9);
    ((hash >> 5) as usize % WORDS, hash % 32)
}
