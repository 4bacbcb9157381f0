//! FNV-1a, a hash that is the same on every machine and in every version.

/// The 64-bit hash FNV-1a (Fowler, Noll and Vo, 1991) of what has been added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fnv1a(u64);

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

impl Fnv1a {
    pub(crate) const fn new() -> Self {
        Self(BASIS)
    }

    /// Adds a number as one unit. The published hash adds bytes.
    #[inline]
    pub(crate) const fn add(self, unit: u64) -> Self {
        Self((self.0 ^ unit).wrapping_mul(PRIME))
    }

    pub(crate) fn add_bytes(self, bytes: impl IntoIterator<Item = u8>) -> Self {
        bytes.into_iter().fold(self, |hash, byte| hash.add(byte.into()))
    }

    #[inline]
    pub(crate) const fn finish(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        let rows = [("", BASIS), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, expected) in rows {
            assert_eq!(Fnv1a::new().add_bytes(text.bytes()).finish(), expected, "{text}");
        }
    }
}
