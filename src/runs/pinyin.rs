//! Chinese in Latin letters: words that are sequences of pinyin syllables, with or without tone marks.

use crate::tables::{WordTable, word_table};

/// The initial of a syllable is its first consonant, such as `b` or `zh`, and the final is the rest. Each row is an
/// initial and the finals that follow it: `b`, then `a ai an ...`. The row `-` has the syllables without an initial.
const SYLLABLES: WordTable<2> = word_table!("pinyin_syllables.txt", 2);

/// Maximum number of letters of a word. Longer words do not count as pinyin; `zhongguancun` has 12 letters.
const LONGEST_WORD: usize = 24;

/// How a word reads as pinyin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pinyin {
    /// Not a sequence of syllables.
    No,
    /// A sequence of syllables that other languages spell too: `Wang`, `meine`.
    Possible,
    /// A sequence with a syllable or a tone mark that is rare in other languages: `Zhang`, `hǎo`.
    Clear,
}

impl Pinyin {
    /// Returns how a word of Latin letters reads as pinyin. Time O(length), with at most five steps per letter.
    pub(super) fn of(word: &str) -> Self {
        if word.is_ascii() {
            return if word.len() <= LONGEST_WORD { syllables(word.as_bytes()) } else { Self::No };
        }
        let mut letters = [0u8; LONGEST_WORD];
        let mut len = 0;
        let mut toned = false;
        for c in word.chars() {
            let Some(slot) = letters.get_mut(len) else { return Self::No };
            let (letter, tone) = plain(c);
            *slot = letter;
            toned |= tone;
            len += 1;
        }
        match syllables(&letters[..len]) {
            Self::Possible if toned => Self::Clear,
            found => found,
        }
    }
}

/// Returns the letter of `c` without its tone mark, and whether that mark is rare outside pinyin. The letter is 0 if
/// pinyin does not use `c`.
const fn plain(c: char) -> (u8, bool) {
    match c {
        '\0'..='\x7f' => (c as u8, false),
        '’' => (b'\'', false),
        'ā' | 'Ā' | 'ǎ' | 'Ǎ' => (b'a', true),
        'á' | 'à' | 'Á' | 'À' => (b'a', false),
        'ē' | 'Ē' | 'ě' | 'Ě' => (b'e', true),
        'é' | 'è' | 'É' | 'È' => (b'e', false),
        'ī' | 'Ī' | 'ǐ' | 'Ǐ' => (b'i', true),
        'í' | 'ì' | 'Í' | 'Ì' => (b'i', false),
        'ō' | 'Ō' | 'ǒ' | 'Ǒ' => (b'o', true),
        'ó' | 'ò' | 'Ó' | 'Ò' => (b'o', false),
        'ū' | 'Ū' | 'ǔ' | 'Ǔ' => (b'u', true),
        'ú' | 'ù' | 'Ú' | 'Ù' => (b'u', false),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => (b'v', true),
        'ü' | 'Ü' => (b'v', false),
        _ => (0, false),
    }
}

/// Reads `letters`, at most [`LONGEST_WORD`], as a sequence of syllables that may have apostrophes between them.
fn syllables(letters: &[u8]) -> Pinyin {
    // Every syllable ends with one of these letters, so many words of other languages are rejected here.
    let last = letters.last().map_or(0, u8::to_ascii_lowercase);
    if !matches!(last, b'a' | b'e' | b'g' | b'i' | b'n' | b'o' | b'r' | b'u' | b'v') {
        return Pinyin::No;
    }
    // At least one column after the last letter is 0, with which no final continues.
    let mut columns = [0; COLUMNS];
    for (column, &letter) in columns.iter_mut().zip(letters) {
        *column = LETTER_COLUMNS[usize::from(letter)];
    }
    let column = |at: usize| usize::from(columns[at % COLUMNS]);
    // Bit n of `ends` is set if the first n letters are a sequence of syllables. Bit n of `clear` is set if one of
    // these syllables is rare in other languages.
    let (mut ends, mut clear, mut at) = (1u32, 0u32, 0);
    while at < letters.len() {
        let clear_before = clear >> at & 1;
        if at > 0 && column(at) == APOSTROPHE {
            ends |= 2 << at;
            clear |= clear_before << (at + 1);
        } else {
            let (initial, len) =
                INITIAL[usize::from(column(at + 1) == column_of(b'h'))][column(at) % COLUMNS];
            let (initial, len) = (usize::from(initial), usize::from(len));
            let finals = TRIE.finals[initial % INITIALS];
            let rare = if RARE_INITIALS >> initial & 1 == 0 { RARE_FINALS } else { u64::MAX };
            // Within a word, `xi` and `xu` also occur in French, as in `exige`.
            let (mut state, mut rare_finals) = (0, if at == 0 { rare } else { RARE_FINALS });
            for end in at + len..letters.len() {
                state = usize::from(TRIE.next[state % STATES][column(end) % COLUMNS]);
                if state == 0 {
                    break;
                }
                let (is_final, is_rare) = (finals >> state & 1, rare_finals >> state & 1);
                ends |= (is_final as u32) << (end + 1);
                clear |= (is_final as u32 & (is_rare as u32 | clear_before)) << (end + 1);
                rare_finals = rare;
            }
        }
        // The next letter at which a syllable may begin.
        at += 1 + (ends >> at >> 1).trailing_zeros() as usize;
    }
    match (ends >> letters.len() & 1, clear >> letters.len() & 1) {
        (0, _) => Pinyin::No,
        (_, 0) => Pinyin::Possible,
        _ => Pinyin::Clear,
    }
}

/// Number of initials. The last one is empty.
const INITIALS: usize = 24;

/// The initials by their index.
const NAMES: [&str; INITIALS] = [
    "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c",
    "s", "y", "w", "-",
];

/// Number of columns of a table by letters. The column of a letter is 1 for `a` and `A`, and 26 for `z`.
const COLUMNS: usize = 32;
/// The column of the apostrophe.
const APOSTROPHE: usize = 27;

/// `LETTER_COLUMNS[byte]` is the column of a letter or an apostrophe, and 0 for any other byte.
static LETTER_COLUMNS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\'' => APOSTROPHE as u8,
            letter if letter.is_ascii_alphabetic() => letter % COLUMNS as u8,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// `INITIAL[h][column]` is the index of the initial that begins with the letter of this column, and the length of the
/// initial. `h` is 1 if the next letter is an `h`.
static INITIAL: [[(u8, u8); COLUMNS]; 2] = {
    let mut table = [[(INITIALS as u8 - 1, 0); COLUMNS]; 2];
    let mut at = 0;
    while at < INITIALS - 1 {
        match *NAMES[at].as_bytes() {
            [letter] => {
                table[0][column_of(letter)] = (at as u8, 1);
                // `zh`, `ch` and `sh` come before `z`, `c` and `s`.
                if table[1][column_of(letter)].1 == 0 {
                    table[1][column_of(letter)] = (at as u8, 1);
                }
            }
            [letter, _] => table[1][column_of(letter)] = (at as u8, 2),
            _ => {}
        }
        at += 1;
    }
    table
};

/// Returns the column of a letter.
const fn column_of(letter: u8) -> usize {
    letter as usize % COLUMNS
}

/// Initials that other languages seldom write before a final of pinyin: `x` and `zh`. Bit n is the initial with index
/// n.
const RARE_INITIALS: u32 = 1 << 13 | 1 << 14;

/// Finals that other languages seldom write. Bit n is the final with state n.
const RARE_FINALS: u64 =
    1 << state("iang") | 1 << state("iao") | 1 << state("iong") | 1 << state("uai") | 1 << state("uang");

/// Maximum number of states of [`TRIE`]. A state is a prefix of finals. Sets of states are 64-bit masks.
const STATES: usize = 64;

/// A trie of the finals, and which of them follow each initial.
struct FinalTrie {
    /// `next[state][column]` is the state after the letter of this column, or 0 if no final continues with that letter.
    /// State 0 is the start.
    next: [[u8; COLUMNS]; STATES],
    /// `finals[initial]` has bit n set if state n is a complete final that follows the initial.
    finals: [u64; INITIALS],
}

static TRIE: FinalTrie = BUILT;

const BUILT: FinalTrie = {
    let mut trie = FinalTrie { next: [[0; COLUMNS]; STATES], finals: [0; INITIALS] };
    let mut states = 1;
    let mut row = 0;
    while row < SYLLABLES.rows().len() {
        let [initial, finals] = SYLLABLES.rows()[row];
        let initial = index(initial.as_bytes());
        let finals = finals.as_bytes();
        let mut state = 0;
        let mut at = 0;
        while at < finals.len() {
            if finals[at] == b' ' {
                state = 0;
            } else {
                let slot = &mut trie.next[state][column_of(finals[at])];
                if *slot == 0 {
                    *slot = states;
                    states += 1;
                }
                state = *slot as usize;
                if at + 1 == finals.len() || finals[at + 1] == b' ' {
                    trie.finals[initial] |= 1 << state;
                }
            }
            at += 1;
        }
        row += 1;
    }
    trie
};

/// Returns the index of the initial `name` in [`NAMES`].
const fn index(name: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let other = NAMES[at].as_bytes();
        if other.len() == name.len() && other[0] == name[0] {
            return at;
        }
        at += 1;
    }
}

/// Returns the state of a final.
const fn state(letters: &str) -> usize {
    let letters = letters.as_bytes();
    let (mut state, mut at) = (0, 0);
    while at < letters.len() {
        state = BUILT.next[state][column_of(letters[at])] as usize;
        at += 1;
    }
    assert!(state > 0, "data/pinyin_syllables.txt: a final is missing");
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_syllables() {
        for word in
            ["Zhang", "Xiaoming", "xiexie", "zhongguo", "Huang", "hǎo", "nǚ", "Jiang", "Xi'an", "piàoliang"]
        {
            assert_eq!(Pinyin::of(word), Pinyin::Clear, "{word}");
        }
        for word in
            ["Wang", "LI", "nihao", "meine", "exige", "sexualité", "Chang’an", "er", "lü", "dé", "me", "shi"]
        {
            assert_eq!(Pinyin::of(word), Pinyin::Possible, "{word}");
        }
        for word in [
            "", "'", "'an", "v", "horse", "Smith", "Straße", "ng", "bg", "xx", "zhzh", "Zhangs", "li's", "io",
        ] {
            assert_eq!(Pinyin::of(word), Pinyin::No, "{word}");
        }
        assert_eq!(Pinyin::of(&"xiao".repeat(50)), Pinyin::No);
    }

    #[test]
    fn every_syllable_of_the_list() {
        for [initial, finals] in SYLLABLES.rows() {
            for last in finals.split(' ') {
                let syllable = format!("{}{last}", initial.trim_matches('-'));
                assert_ne!(Pinyin::of(&syllable), Pinyin::No, "{syllable}");
            }
        }
    }
}
