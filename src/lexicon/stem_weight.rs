//! A weighted translation of a Chinese word, as an item of the table of a lexicon.

/// Index of a stem in the stems of a lexicon, which are in ascending order.
pub(crate) type StemId = u32;

/// Maximum number of stems: a [`StemWeight`] has three bytes for the stem.
pub(super) const MAX_STEM_COUNT: usize = 1 << 24;

/// Maximum number of stems of a word in any lexicon. Each occurrence of a word costs time for each of its stems, and
/// the weights of so many stems are too small to matter.
pub(super) const MAX_ROW: usize = 256;

/// An English stem that translates a Chinese word, and the weight of the pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StemWeight {
    pub(crate) stem: StemId,
    /// Index of the whole word in the whole words of the stem.
    pub(crate) form: u8,
    pub(crate) weight: f32,
}

impl StemWeight {
    /// Encodes the pair as an item of `LexiconTable::weights`: three little-endian bytes of the stem, the form, and the
    /// four bytes of the weight.
    pub(super) fn to_bytes(self) -> [u8; 8] {
        let [s0, s1, s2, _] = self.stem.to_le_bytes();
        let [w0, w1, w2, w3] = self.weight.to_le_bytes();
        [s0, s1, s2, self.form, w0, w1, w2, w3]
    }

    pub(super) fn from_bytes([s0, s1, s2, form, w0, w1, w2, w3]: [u8; 8]) -> Self {
        let (stem, weight) = ([s0, s1, s2, 0], [w0, w1, w2, w3]);
        Self { stem: u32::from_le_bytes(stem), form, weight: f32::from_le_bytes(weight) }
    }
}
