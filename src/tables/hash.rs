//! A hash for short keys, several times as fast as the hash of the standard library.
//!
//! For each eight bytes of a key, the hash computes the exclusive or of these bytes and the state, multiplies by
//! a constant, and folds the 128-bit product to 64 bits. The first state is a random seed, so that nobody can
//! construct a text whose keys collide.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// Builds hashers with the seed of this process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FastHash {
    seed: u64,
}

static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u64));

impl Default for FastHash {
    fn default() -> Self {
        Self { seed: *SEED }
    }
}

impl BuildHasher for FastHash {
    type Hasher = FastHasher;

    fn build_hasher(&self) -> FastHasher {
        FastHasher { state: self.seed }
    }
}

#[derive(Debug)]
pub(crate) struct FastHasher {
    state: u64,
}

/// 2^64 divided by the golden ratio, rounded to an odd number.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

impl FastHasher {
    #[inline(always)]
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(MULTIPLIER);
        self.state = (product as u64) ^ (product >> 64) as u64;
    }
}

impl Hasher for FastHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, tail) = bytes.as_chunks::<8>();
        for &word in words {
            self.mix(u64::from_le_bytes(word));
        }
        if !tail.is_empty() {
            let mut word = [0; 8];
            word[..tail.len()].copy_from_slice(tail);
            self.mix(u64::from_le_bytes(word));
        }
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.mix(byte.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.mix(number.into());
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn short_keys_spread_over_all_bits() {
        let hash = FastHash::default();
        let hashes: Vec<u64> = (0..4096).map(|number: u32| hash.hash_one(number.to_string())).collect();
        // If 4096 balls fall into 4096 boxes at random, 37 % of the boxes stay empty.
        for shift in [0, 20, 40, 52] {
            let boxes: HashSet<u64> = hashes.iter().map(|hash| hash >> shift & 4095).collect();
            assert!(boxes.len() > 2400, "{} boxes of the bits from {shift}", boxes.len());
        }
    }
}
