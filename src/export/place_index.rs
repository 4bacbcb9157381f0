//! Finds all places of a text within a longer text.

use std::ops::Range;

/// The places of all suffixes of a text, in the order of the first bytes of the suffixes (a suffix array), so that the
/// places of a text with at most so many bytes are a range.
pub(super) struct PlaceIndex {
    suffixes: Vec<u32>,
    by_place: WaveletMatrix,
}

/// Number of bytes by which the suffixes are sorted first. With their number, they fill a `u64`.
const HEAD: usize = 7;

impl PlaceIndex {
    /// Makes the index of a text of less than 4 GB for texts of at most `longest` bytes.
    ///
    /// Time O(n log n log `longest`) in the length n of the text, O(n log n) if no long part of it repeats. About 40 bytes
    /// of memory for each byte of the text, and 9 bytes of them are kept.
    pub(super) fn new(text: &str, longest: usize) -> Self {
        let suffixes = sorted_suffixes(text.as_bytes(), longest);
        let by_place = WaveletMatrix::new(&suffixes);
        Self { suffixes, by_place }
    }

    /// Returns the range of the sorted suffixes that start with `wanted`, which has at most as many bytes as the index was
    /// made for. `text` is the text of the index.
    ///
    /// Time O(length of `wanted` · log n).
    pub(super) fn range(&self, text: &str, wanted: &str) -> Range<usize> {
        let suffix = |&at: &u32| &text.as_bytes()[at as usize..];
        let start = self.suffixes.partition_point(|at| suffix(at) < wanted.as_bytes());
        let rest = &self.suffixes[start..];
        start..start + rest.partition_point(|at| suffix(at).starts_with(wanted.as_bytes()))
    }

    /// Returns the first place from `from` on of the suffixes in a range. Time O(log n).
    pub(super) fn first_place(&self, range: Range<usize>, from: usize) -> Option<usize> {
        let from = u32::try_from(from).ok()?;
        self.by_place.least(range, from).map(|place| place as usize)
    }
}

/// Returns the places of the suffixes of a text in the order of their first `longest` bytes, or more.
///
/// The suffixes are sorted by their first bytes; groups that are equal so far are then sorted by the groups of the
/// suffixes behind these bytes, which doubles the number of bytes each time (Manber and Myers 1993).
fn sorted_suffixes(text: &[u8], longest: usize) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = (0..text.len()).map(|at| (head(&text[at..]), at as u32)).collect();
    keyed.sort_unstable();
    let mut suffixes: Vec<u32> = keyed.iter().map(|&(_, at)| at).collect();
    // For each place, one more than the position of the last member of its group in `suffixes`. The empty suffix has 0.
    let mut group = vec![0; text.len()];
    let mut unsorted = Vec::new();
    name_groups(0, &keyed, &mut group, &mut unsorted);
    let mut width = HEAD;
    while width < longest && !unsorted.is_empty() {
        for range in std::mem::take(&mut unsorted) {
            let behind = |at: u32| group.get(at as usize + width).copied().unwrap_or(0);
            keyed.clear();
            keyed.extend(suffixes[range.clone()].iter().map(|&at| (u64::from(behind(at)), at)));
            keyed.sort_unstable();
            for (suffix, &(_, at)) in suffixes[range.clone()].iter_mut().zip(&keyed) {
                *suffix = at;
            }
            name_groups(range.start, &keyed, &mut group, &mut unsorted);
        }
        width *= 2;
    }
    suffixes
}

/// Returns the first bytes of a suffix, and their number in the last byte, so that a shorter suffix is less.
fn head(suffix: &[u8]) -> u64 {
    let mut head = [0; HEAD + 1];
    let len = suffix.len().min(HEAD);
    head[..len].copy_from_slice(&suffix[..len]);
    head[HEAD] = len as u8;
    u64::from_be_bytes(head)
}

/// Names the groups of equal keys in sorted pairs of key and place, which are at `start` of the suffixes. Adds the groups
/// of more than one place to `unsorted`.
fn name_groups(start: usize, keyed: &[(u64, u32)], group: &mut [u32], unsorted: &mut Vec<Range<usize>>) {
    let mut end = start;
    for members in keyed.chunk_by(|one, other| one.0 == other.0) {
        end += members.len();
        for &(_, at) in members {
            group[at as usize] = end as u32;
        }
        if members.len() > 1 {
            unsorted.push(end - members.len()..end);
        }
    }
}

/// A sequence of the numbers less than its length, as one sequence of bits for each bit of the numbers, highest bit first.
/// The bits of a sequence are in the order that sorting the numbers by their higher bits from lowest to highest gives
/// (Claude and Navarro 2012).
struct WaveletMatrix {
    levels: Vec<BitSequence>,
}

/// A sequence of bits.
struct BitSequence {
    /// For each 64 bits, the bits, lowest first, and the number of ones before them.
    blocks: Vec<(u64, u32)>,
    /// The number of zeros.
    zeros: usize,
}

impl WaveletMatrix {
    /// Time O(n log n).
    fn new(numbers: &[u32]) -> Self {
        let mut numbers = numbers.to_vec();
        let mut ones = Vec::with_capacity(numbers.len());
        let bits = usize::BITS - numbers.len().leading_zeros();
        let levels = (0..bits).rev().map(|bit| {
            let is_one = |number: u32| number >> bit & 1 == 1;
            let level = BitSequence::new(numbers.iter().map(|&number| is_one(number)));
            ones.extend(numbers.iter().copied().filter(|&number| is_one(number)));
            numbers.retain(|&number| !is_one(number));
            numbers.append(&mut ones);
            level
        });
        Self { levels: levels.collect() }
    }

    /// Returns the least number in a range of the sequence that is `from` or more. Time O(log n).
    fn least(&self, range: Range<usize>, from: u32) -> Option<u32> {
        let below = self.count_below(range.clone(), from);
        (below < range.len()).then(|| self.nth(range, below))
    }

    /// Returns how many numbers in a range are less than `limit`.
    fn count_below(&self, mut range: Range<usize>, limit: u32) -> usize {
        if limit.checked_shr(self.levels.len() as u32).unwrap_or(0) > 0 {
            return range.len();
        }
        let mut count = 0;
        for (level, bit) in self.levels.iter().zip((0..self.levels.len()).rev()) {
            let [zeros, ones] = level.split(range);
            if limit >> bit & 1 == 1 {
                count += zeros.len();
                range = ones;
            } else {
                range = zeros;
            }
        }
        count
    }

    /// Returns the number in a range that has `n` numbers of the range before it if they are sorted.
    fn nth(&self, mut range: Range<usize>, mut n: usize) -> u32 {
        let mut number = 0;
        for level in &self.levels {
            let [zeros, ones] = level.split(range);
            let is_one = n >= zeros.len();
            number = number << 1 | u32::from(is_one);
            if is_one {
                n -= zeros.len();
                range = ones;
            } else {
                range = zeros;
            }
        }
        number
    }
}

impl BitSequence {
    fn new(bits: impl ExactSizeIterator<Item = bool>) -> Self {
        let len = bits.len();
        let mut blocks = vec![(0_u64, 0); len / 64 + 1];
        for (at, bit) in bits.enumerate() {
            blocks[at / 64].0 |= u64::from(bit) << (at % 64);
        }
        let mut ones = 0;
        for (bits, before) in &mut blocks {
            *before = ones;
            ones += bits.count_ones();
        }
        Self { blocks, zeros: len - ones as usize }
    }

    /// Returns the places in the next level of the zeros and of the ones in a range.
    fn split(&self, range: Range<usize>) -> [Range<usize>; 2] {
        let ones = self.ones_before(range.start)..self.ones_before(range.end);
        let zeros = range.start - ones.start..range.end - ones.end;
        [zeros, self.zeros + ones.start..self.zeros + ones.end]
    }

    /// Returns the number of ones among the first `at` bits.
    fn ones_before(&self, at: usize) -> usize {
        let (bits, before) = self.blocks[at / 64];
        let bits = bits & ((1 << (at % 64)) - 1);
        before as usize + bits.count_ones() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the index with a search of the text from each place.
    fn check(text: &str, wanted: &str) {
        let index = PlaceIndex::new(text, wanted.len());
        let range = index.range(text, wanted);
        for from in 0..=text.len() + 2 {
            let expected =
                (from..text.len()).find(|&at| text.as_bytes()[at..].starts_with(wanted.as_bytes()));
            assert_eq!(
                index.first_place(range.clone(), from),
                expected,
                "{wanted:?} from {from} of {text:?}"
            );
        }
    }

    #[test]
    fn places_of_a_text() {
        let many = "ab".repeat(100);
        let texts = ["", "a", "banana", "a\0a\0\0a", "茶和茶壶，还有茶。", "No. 1No. 2No. 10No. 1", &many];
        for text in texts {
            for wanted in
                ["a", "ana", "\0", "a\0", "茶", "No. 1", "No. 1No", "bab", &many[..150], "x", "\u{10ffff}"]
            {
                check(text, wanted);
            }
        }
        check(&"a".repeat(64), "a");
        check(&"a".repeat(127), "aaaa");
        check(&"a".repeat(128), &"a".repeat(128));
    }

    #[test]
    fn suffixes_are_in_order() {
        for text in ["abracadabra".repeat(20), "a".repeat(300), "渡轮八点".repeat(9)] {
            let mut expected: Vec<u32> = (0..text.len() as u32).collect();
            expected.sort_by_key(|&at| &text.as_bytes()[at as usize..]);
            assert_eq!(sorted_suffixes(text.as_bytes(), text.len()), expected);
        }
    }
}
