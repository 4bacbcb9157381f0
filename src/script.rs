//! What a character is: Han, Latin, digit, punctuation, ...; the only code-point tables.

use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// What a character is, as far as this crate needs to tell.
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
    /// Chinese characters in all their blocks, with `〇`, `々` and radicals.
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
    /// A combining mark, joiner or variation selector: part of the character before it.
    Mark,
    /// A decimal digit of any script, full-width ones too.
    Digit,
    /// White space.
    Space,
    /// A mark of punctuation.
    Punctuation,
    /// A sign of money, mathematics or anything else.
    Symbol,
    /// A sign that is shown as an emoji by default.
    Emoji,
    /// A control character, private or unassigned code point.
    Other,
}

impl Script {
    /// What `c` is. Time O(1) for the blocks of English and Chinese text, otherwise a look-up in
    /// the tables of Unicode.
    #[must_use]
    pub fn of(c: char) -> Self {
        match c {
            '\0'..='\x7f' => ASCII[c as usize],
            '\u{3007}' | '\u{3005}' | '\u{3021}'..='\u{3029}' | '\u{2e80}'..='\u{2fd5}' => Self::Han,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Self::Han,
            '\u{20000}'..='\u{3fffd}' => Self::Han,
            '\u{3000}' => Self::Space,
            '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => Self::Punctuation,
            '\u{30fb}' | '\u{30a0}' => Self::Punctuation,
            '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Kana,
            '\u{1b000}'..='\u{1b16f}' => Self::Kana,
            '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' => Self::Bopomofo,
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => Self::Hangul,
            '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ffa1}'..='\u{ffdc}' => Self::Hangul,
            '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Self::Latin,
            '\u{ff10}'..='\u{ff19}' => Self::Digit,
            '＄' | '＋' | '＜'..='＞' | '＾' | '｀' | '｜' | '～' => Self::Symbol,
            '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => Self::Punctuation,
            '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => Self::Punctuation,
            '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' => Self::Punctuation,
            '×' | '÷' => Self::Symbol,
            '\u{00c0}'..='\u{02af}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            _ => Self::rare(c),
        }
    }

    fn rare(c: char) -> Self {
        use GeneralCategory as G;
        match c {
            '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                return Self::Mark;
            }
            '\u{1f3fb}'..='\u{1f3ff}' => return Self::Mark,
            '\u{aa}' | '\u{ba}' | '\u{1d00}'..='\u{1d25}' | '\u{1d2c}'..='\u{1d5c}' => return Self::Latin,
            '\u{1d62}'..='\u{1d65}' | '\u{1d6b}'..='\u{1d77}' | '\u{1d79}'..='\u{1dbe}' => {
                return Self::Latin;
            }
            '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a787}' | '\u{a78b}'..='\u{a7ff}' => {
                return Self::Latin;
            }
            '\u{ab30}'..='\u{ab64}' | '\u{fb00}'..='\u{fb06}' | '\u{212a}' | '\u{212b}' => {
                return Self::Latin;
            }
            _ => {}
        }
        if c.is_whitespace() {
            return Self::Space;
        }
        match c.general_category() {
            G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
            | G::LetterNumber => Self::Letter,
            G::NonspacingMark | G::SpacingMark | G::EnclosingMark => Self::Mark,
            G::DecimalNumber => Self::Digit,
            G::ConnectorPunctuation
            | G::DashPunctuation
            | G::OpenPunctuation
            | G::ClosePunctuation
            | G::InitialPunctuation
            | G::FinalPunctuation
            | G::OtherPunctuation => Self::Punctuation,
            G::MathSymbol | G::CurrencySymbol | G::ModifierSymbol | G::OtherSymbol | G::OtherNumber => {
                if c.is_emoji_char() && c >= '\u{2300}' { Self::Emoji } else { Self::Symbol }
            }
            _ => Self::Other,
        }
    }

    /// Whether this is a letter or character of a language, and not a digit, mark or sign.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Bopomofo | Self::Hangul | Self::Latin | Self::Letter)
    }
}

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
    use super::*;

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
