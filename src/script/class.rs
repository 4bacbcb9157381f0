//! The class of a character: Han, Latin, digit, punctuation, ...

/// The class of a character: the script of a letter, such as Han or Latin, or another class, such as digit.
///
/// ```
/// use bitext::Script;
///
/// assert_eq!(Script::of('华'), Script::Han);
/// assert_eq!(Script::of('〇'), Script::Han);
/// assert_eq!(Script::of('Ａ'), Script::Latin);
/// assert_eq!(Script::of('，'), Script::Punctuation);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Script {
    /// Chinese characters of all blocks, including `〇`, `々` and the radicals.
    Han,
    /// Hiragana and katakana, half-width ones too.
    Kana,
    /// Zhuyin, the phonetic signs of Taiwan.
    Bopomofo,
    /// Korean syllables and their parts.
    Hangul,
    /// Latin letters, full-width ones too.
    Latin,
    /// A letter of any other script.
    Letter,
    /// A combining mark, joiner, variation selector or skin tone: part of the character before it.
    Mark,
    /// A decimal digit of any script, full-width ones too.
    Digit,
    /// White space.
    Space,
    /// A mark of punctuation.
    Punctuation,
    /// A sign of currency or mathematics, or any other symbol.
    Symbol,
    /// A symbol from U+2300 on that Unicode lists as an emoji.
    Emoji,
    /// A control or format character, or a private-use or unassigned code point.
    Other,
}

impl Script {
    /// Returns the class of `c`. Time O(1).
    #[inline]
    #[must_use]
    pub fn of(c: char) -> Self {
        match c as u32 {
            code @ 0..0x80 => ASCII[code as usize],
            code @ 0x80..PLANES => {
                let page = TABLE[(code >> 7) as usize] as usize;
                SCRIPTS[(TABLE[PAGES + (page << 7) + (code & 0x7f) as usize] & 0xf) as usize]
            }
            0x20000..=0x3fffd => Self::Han,
            0xe0100..=0xe01ef => Self::Mark,
            _ => Self::Other,
        }
    }

    /// Whether characters of this class are letters or Han characters, not digits, marks or signs.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Bopomofo | Self::Hangul | Self::Latin | Self::Letter)
    }
}

/// A two-level table for the code points below U+20000, made by `make_data scripts`. The first [`PAGES`] bytes map
/// each block of 128 code points to the number of a page. The pages follow. A page has 128 bytes, one for each code
/// point of a block. Each byte is the index of a class in [`SCRIPTS`].
static TABLE: &[u8; TABLE_LEN] = include_bytes!("../../data/scripts.bin");
const PLANES: u32 = 0x20000;
const PAGES: usize = (PLANES >> 7) as usize;
const TABLE_LEN: usize = include_bytes!("../../data/scripts.bin").len();

/// [`ALL`], padded to 16 entries so that every four-bit index is in bounds.
const SCRIPTS: [Script; 16] = {
    let mut scripts = [Script::Other; 16];
    let mut at = 0;
    while at < ALL.len() {
        scripts[at] = ALL[at];
        at += 1;
    }
    scripts
};

/// The classes, in the order of their indices in [`TABLE`].
const ALL: [Script; 13] = [
    Script::Han,
    Script::Kana,
    Script::Bopomofo,
    Script::Hangul,
    Script::Latin,
    Script::Letter,
    Script::Mark,
    Script::Digit,
    Script::Space,
    Script::Punctuation,
    Script::Symbol,
    Script::Emoji,
    Script::Other,
];

const _: () = {
    assert!(
        TABLE_LEN > PAGES && (TABLE_LEN - PAGES).is_multiple_of(128),
        "data/scripts.bin is of another version"
    );
    let table = include_bytes!("../../data/scripts.bin");
    let mut at = 0;
    while at < PAGES {
        assert!(PAGES + ((table[at] as usize + 1) << 7) <= TABLE_LEN, "data/scripts.bin is damaged");
        at += 1;
    }
};

static ASCII: [Script; 128] = {
    let mut table = [Script::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Script::Latin,
            b'0'..=b'9' => Script::Digit,
            b' ' | b'\t'..=b'\r' => Script::Space,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => Script::Symbol,
            b'!'..=b'~' => Script::Punctuation,
            _ => Script::Other,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use crate::Script;
    use crate::script::computed;

    #[test]
    fn the_table_agrees_with_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(Script::of(c), computed::computed(c), "{c:?} {:x}", c as u32);
        }
    }

    #[test]
    fn characters_of_mixed_text() {
        let cases = [
            ("汉漢〇々㐀𠮷", Script::Han),
            ("のカｶー", Script::Kana),
            ("ㄅㄆ", Script::Bopomofo),
            ("한ㄱ", Script::Hangul),
            ("aZéØＡｚ", Script::Latin),
            ("яαא", Script::Letter),
            ("09７", Script::Digit),
            (" \n\u{a0}\u{3000}", Script::Space),
            ("，。《》“”‘’—…！？（）、·.,;:!?-/&@#%", Script::Punctuation),
            ("$€+×÷=", Script::Symbol),
            ("😅🍜", Script::Emoji),
            ("\u{301}\u{fe0f}", Script::Mark),
            ("\0\u{e000}", Script::Other),
        ];
        for (text, script) in cases {
            for c in text.chars() {
                assert_eq!(Script::of(c), script, "{c:?}");
            }
        }
    }
}
