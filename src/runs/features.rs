//! Features of a word for the word model: its letters in lower case, its hash, its n-grams.
//!
//! Shared by the library and by `examples/make_data`, which trains the model.

/// Maximum number of letters of a word that are used; the rest of a longer word is ignored.
pub(crate) const LONGEST: usize = 24;

/// Number of rows of the word model's matrix of weights. Each n-gram is hashed to one row.
pub(crate) const ROWS: usize = 1 << ROW_BITS;
const ROW_BITS: u32 = 14;

/// Number of buckets of the English word table. Each bucket holds up to four words.
pub(crate) const BUCKETS: usize = 1 << BUCKET_BITS;
const BUCKET_BITS: u32 = 14;

/// The letters of a word as symbols: 1 to 26 for `a` to `z`, 27 for the apostrophe, and the lower-case code point for
/// any other letter. The start and the end of the word are symbol 0. [`SYMBOL_MARK`] is added to each symbol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordSymbols {
    symbols: [u16; LONGEST + 2],
    len: usize,
}

const APOSTROPHE: u16 = 27;

/// `ASCII_SYMBOLS[byte]` is the symbol of an ASCII character.
static ASCII_SYMBOLS: [u16; 128] = {
    let mut symbols = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let lower = (byte as u8).to_ascii_lowercase();
        symbols[byte] = match lower {
            b'a'..=b'z' => (lower - b'a' + 1) as u16,
            b'\'' => APOSTROPHE,
            _ => lower as u16,
        };
        byte += 1;
    }
    symbols
};

impl WordSymbols {
    pub(crate) const fn new() -> Self {
        Self { symbols: [SYMBOL_MARK; LONGEST + 2], len: 0 }
    }

    pub(crate) fn of(word: &str) -> Self {
        let mut word_symbols = Self::new();
        if word.is_ascii() {
            word_symbols.len = word.len().min(LONGEST);
            for (slot, &byte) in word_symbols.symbols[1..=LONGEST].iter_mut().zip(word.as_bytes()) {
                *slot = ASCII_SYMBOLS[usize::from(byte & 0x7f)] ^ SYMBOL_MARK;
            }
        } else {
            for c in word.chars() {
                word_symbols.push(c);
            }
        }
        word_symbols
    }

    pub(crate) fn push(&mut self, c: char) {
        if self.len == LONGEST {
            return;
        }
        let symbol = match c {
            '\0'..='\x7f' => ASCII_SYMBOLS[c as usize],
            '’' | '‘' => APOSTROPHE,
            // Full-width letters become ASCII letters.
            '\u{ff41}'..='\u{ff5a}' => (c as u32 - 0xff40) as u16,
            '\u{ff21}'..='\u{ff3a}' => (c as u32 - 0xff20) as u16,
            _ => c.to_lowercase().next().map_or(0, |lower| lower as u32 as u16),
        };
        self.len += 1;
        if let Some(slot) = self.symbols.get_mut(self.len) {
            *slot = symbol ^ SYMBOL_MARK;
        }
    }

    /// Calls `row` with the row of each n-gram of two to five letters; the start and the end of the
    /// word count as letters.
    #[inline]
    pub(crate) fn rows(&self, mut row: impl FnMut(usize)) {
        let mut rest = self.symbols.get(..self.len + 2).unwrap_or(&self.symbols);
        let append = |gram: u64, symbol: u16| (gram << SYMBOL_BITS) ^ u64::from(symbol);
        // All n-grams that begin with the same letter, as long as there are five letters.
        while let [first, second, third, fourth, fifth, ..] = *rest {
            let two = append(u64::from(first), second);
            let three = append(two, third);
            let four = append(three, fourth);
            for gram in [two, three, four, append(four, fifth)] {
                row(row_of(gram));
            }
            rest = &rest[1..];
        }
        while let [first, after @ ..] = rest {
            let mut gram = u64::from(*first);
            for &symbol in after {
                gram = append(gram, symbol);
                row(row_of(gram));
            }
            rest = after;
        }
    }
}

/// Bits per symbol in the code of an n-gram. The longest n-gram, five symbols, fits in 64 bits. A symbol above 4095
/// overlaps the previous one.
const SYMBOL_BITS: u32 = 12;
/// A bit set in each symbol. Without it, an n-gram that begins with symbol 0, the start of a word, would have the same
/// code as the n-gram without that symbol.
const SYMBOL_MARK: u16 = 0x800;

/// Returns the row of an n-gram: the top bits of a hash. The multipliers of the hash come from Fibonacci hashing and
/// `SplitMix64`. They must stay as they are, because the embedded model was trained with them.
fn row_of(gram: u64) -> usize {
    (gram.wrapping_mul(SEED).rotate_left(23).wrapping_mul(MULTIPLIER) >> (64 - ROW_BITS)) as usize
}

/// Returns the hash of a word for the English word table. The words of the table have only lower-case ASCII letters
/// and `'`, and at most [`LONGEST`] of them. For any other word, which is not in the table, any hash will do.
pub(crate) fn hash(word: &[u8]) -> u64 {
    let mut hash = SEED;
    for part in word.chunks(8) {
        let mut eight = [0; 8];
        for (to, from) in eight.iter_mut().zip(part) {
            *to = *from;
        }
        hash = mix(hash, u64::from_le_bytes(eight));
    }
    hash
}

/// The hash of the empty word: 2^64 divided by the golden ratio, as in Fibonacci hashing.
pub(crate) const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The multiplier of `SplitMix64`'s first step (Steele, Lea, Flood 2014).
const MULTIPLIER: u64 = 0xbf58_476d_1ce4_e5b9;

/// Mixes the next eight letters into a hash. The first letter is in the lowest byte; bytes after the last letter are 0.
pub(crate) const fn mix(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 31)
}

/// Number of bits of a tag, the part of a hash that represents the word in a bucket. A tag and two bits for the word's
/// rank fill a 16-bit slot.
const TAG_BITS: u32 = 14;
/// The index of the second bucket starts at this bit of a hash. The tag and the index of the first bucket use lower
/// bits.
const SECOND_BUCKET: u32 = 40;

/// Returns the indices of the two buckets that may hold a word, and the 14-bit tag that represents the word in a
/// bucket. The tag is never 0.
pub(crate) const fn place(hash: u64) -> ([usize; 2], u16) {
    let mask = BUCKETS as u64 - 1;
    let tag = (hash & ((1 << TAG_BITS) - 1)) as u16;
    let buckets = [((hash >> TAG_BITS) & mask) as usize, ((hash >> SECOND_BUCKET) & mask) as usize];
    (buckets, if tag == 0 { 1 } else { tag })
}
