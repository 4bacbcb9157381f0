//! Computes the class of a character from its Unicode properties. `examples/make_data` uses this module to write
//! the table of classes, and a test compares the table with the computed classes.

use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

use super::Script;

pub(crate) fn computed(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => Script::Symbol,
        ' ' | '\t'..='\r' => Script::Space,
        '\u{3007}' | '\u{3005}' | '\u{3021}'..='\u{3029}' | '\u{2e80}'..='\u{2fd5}' => Script::Han,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Han,
        '\u{20000}'..='\u{3fffd}' => Script::Han,
        '\u{3000}' => Script::Space,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => Script::Punctuation,
        '\u{30fb}' | '\u{30a0}' => Script::Punctuation,
        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Kana,
        '\u{1b000}'..='\u{1b16f}' => Script::Kana,
        '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' => Script::Bopomofo,
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => Script::Hangul,
        '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ffa1}'..='\u{ffdc}' => Script::Hangul,
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Script::Latin,
        '\u{ff10}'..='\u{ff19}' => Script::Digit,
        '＄' | '＋' | '＜'..='＞' | '＾' | '｀' | '｜' | '～' => Script::Symbol,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => Script::Punctuation,
        '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => Script::Punctuation,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' => Script::Punctuation,
        '×' | '÷' => Script::Symbol,
        '\u{00c0}'..='\u{02af}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        _ => rare(c),
    }
}

fn rare(c: char) -> Script {
    use GeneralCategory as G;
    match c {
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            return Script::Mark;
        }
        '\u{1f3fb}'..='\u{1f3ff}' => return Script::Mark,
        '\u{aa}' | '\u{ba}' | '\u{1d00}'..='\u{1d25}' | '\u{1d2c}'..='\u{1d5c}' => return Script::Latin,
        '\u{1d62}'..='\u{1d65}' | '\u{1d6b}'..='\u{1d77}' | '\u{1d79}'..='\u{1dbe}' => {
            return Script::Latin;
        }
        '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a787}' | '\u{a78b}'..='\u{a7ff}' => {
            return Script::Latin;
        }
        '\u{ab30}'..='\u{ab64}' | '\u{fb00}'..='\u{fb06}' | '\u{212a}' | '\u{212b}' => {
            return Script::Latin;
        }
        _ => {}
    }
    if c.is_whitespace() {
        return Script::Space;
    }
    match c.general_category() {
        G::UppercaseLetter
        | G::LowercaseLetter
        | G::TitlecaseLetter
        | G::ModifierLetter
        | G::OtherLetter
        | G::LetterNumber => Script::Letter,
        G::NonspacingMark | G::SpacingMark | G::EnclosingMark => Script::Mark,
        G::DecimalNumber => Script::Digit,
        G::ConnectorPunctuation
        | G::DashPunctuation
        | G::OpenPunctuation
        | G::ClosePunctuation
        | G::InitialPunctuation
        | G::FinalPunctuation
        | G::OtherPunctuation => Script::Punctuation,
        G::MathSymbol | G::CurrencySymbol | G::ModifierSymbol | G::OtherSymbol | G::OtherNumber => {
            if c.is_emoji_char() && c >= '\u{2300}' { Script::Emoji } else { Script::Symbol }
        }
        _ => Script::Other,
    }
}
