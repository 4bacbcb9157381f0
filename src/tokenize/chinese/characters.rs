//! What each character is to the Chinese tokenizer: its code in the dictionary and its classes.

use super::double_array::{CODE_BITS, CODE_MASK};
use crate::normalize::simplified;
use crate::script::{FULL_WIDTH_OFFSET, half_width};

/// A character as the tokenizer sees it: the code in the low bits, and above it the classes. What stands
/// in no block has code 0; what stands in one has a code even if the dictionary does not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Character(u32);

/// Classes of characters; jieba's, with what its regular expressions are made of.
pub(crate) mod class {
    use super::CODE_BITS;

    /// Stands in a block that is cut by the dictionary.
    pub(crate) const BLOCK: u32 = 1 << CODE_BITS;
    /// A Chinese character.
    pub(crate) const HAN: u32 = BLOCK << 1;
    /// A Chinese character that the hidden Markov model is asked about.
    pub(crate) const MODEL: u32 = BLOCK << 2;
    /// An ASCII letter or digit.
    pub(crate) const ALPHANUMERIC: u32 = BLOCK << 3;
    /// `.`, `_` or `-`, which join letters and digits.
    pub(crate) const CONNECTOR: u32 = BLOCK << 4;
    /// `%`.
    pub(crate) const PERCENT: u32 = BLOCK << 5;
    /// White space.
    pub(crate) const SPACE: u32 = BLOCK << 6;
    /// What full mode leaves together outside Chinese: letters, digits, `+`, `#`, new lines.
    pub(crate) const TOGETHER: u32 = BLOCK << 7;
    /// A letter.
    pub(crate) const LETTER: u32 = BLOCK << 8;
    /// A dot that stands between the parts of foreign names, `〇` or `々`: its neighbours are looked
    /// at once more.
    pub(crate) const REVIEW: u32 = 1 << 31;
    /// Not Chinese, but beside a Chinese character in a word of the dictionary: `T恤`, `卡拉OK`.
    pub(crate) const JOINT: u32 = BLOCK << 10;
    /// Known to be punctuation; a character may be some without being marked so.
    pub(crate) const PUNCTUATION: u32 = BLOCK << 11;
    /// Known to be a mark of which a word of the English tokenizer never has two.
    pub(crate) const LONE: u32 = BLOCK << 12;
    /// No character, but a part of the text that is cut by somebody else: see [`Character::GAP`].
    pub(crate) const GAP: u32 = BLOCK << 13;
    /// A Chinese character that goes on a number in digits before it.
    pub(crate) const NUMERAL: u32 = BLOCK << 14;
}

impl Character {
    const fn new(code: u32, classes: u32) -> Self {
        let code = if classes & class::BLOCK == 0 { 0 } else { code };
        Self(code | classes)
    }

    #[inline(always)]
    pub(crate) const fn code(self) -> u32 {
        self.0 & CODE_MASK
    }

    /// Stands after the last character of a text.
    pub(crate) const END: Self = Self(0);

    /// Stands for a part of the text that is cut by somebody else, of any length.
    pub(crate) const GAP: Self = Self(class::GAP);

    /// The character looked up as another one, as `々` is.
    pub(crate) const fn looked_up_as(self, other: Self) -> Self {
        Self(self.0 & !CODE_MASK | other.0 & CODE_MASK)
    }

    #[inline(always)]
    pub(crate) const fn is(self, class: u32) -> bool {
        self.0 & class != 0
    }

    /// All its classes.
    #[inline(always)]
    pub(crate) const fn classes(self) -> u32 {
        self.0 & !CODE_MASK
    }
}

/// How characters are made equal before the look-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Folding {
    /// Traditional characters to simplified ones and full-width forms to half-width ones, one to
    /// one.
    #[default]
    Simplified,
    /// None: characters are looked up as they stand.
    Off,
}

/// Which signs count as Chinese characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HanSigns {
    /// `〇`, looked up as `零`, and `々`, looked up as the Chinese character before it.
    #[default]
    Inside,
    /// Only ideographs: `二〇二六` falls into three parts.
    Outside,
}

/// The character that is looked up for `c`.
#[inline]
pub(crate) fn folded(c: char, folding: Folding, signs: HanSigns) -> char {
    if c == '〇' && signs == HanSigns::Inside {
        return '零';
    }
    match (folding, c) {
        (Folding::Off, _) => c,
        (_, '\u{ff01}'..='\u{ff5e}') => half_width(c),
        _ => simplified(c),
    }
}

/// The characters of the Basic Multilingual Plane ready to look up; those above it are made when
/// they are met.
#[derive(Clone)]
pub(crate) struct CharacterTable {
    plane: Box<[Character; PLANE]>,
    /// Codes of the dictionary's characters above it, and of those that stand in no block.
    others: Vec<(char, u32)>,
    /// The code of characters in a block that the dictionary does not have.
    unknown: u32,
    pub(crate) folding: Folding,
    pub(crate) signs: HanSigns,
}

impl std::fmt::Debug for CharacterTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CharacterTable").field("folding", &self.folding).finish_non_exhaustive()
    }
}

const PLANE: usize = 0x1_0000;

impl CharacterTable {
    /// Characters that a dictionary can have: each has a code of its own, and one more stands for all
    /// others.
    pub(crate) const MAX_ALPHABET: usize = CODE_MASK as usize - 2;

    /// `alphabet` holds the characters of the dictionary, that with code 1 first.
    pub(crate) fn new(alphabet: &[char], folding: Folding, signs: HanSigns) -> Self {
        let unknown = alphabet.len() as u32 + 1;
        let mut codes = vec![unknown; PLANE];
        let mut others = Vec::new();
        for (code, &c) in (1..).zip(alphabet) {
            if let Some(place) = codes.get_mut(c as usize) {
                *place = code;
            }
            if c as usize >= PLANE || classes(c, c, signs) & class::BLOCK == 0 {
                others.push((c, code));
            }
        }
        others.sort_unstable();
        let plane = Box::new([Character(0); PLANE]);
        let mut table = Self { plane, others, unknown, folding, signs };
        for code_point in 0..PLANE as u32 {
            let Some(c) = char::from_u32(code_point) else { continue };
            let to = folded(c, folding, signs);
            let code = codes.get(to as usize).copied().unwrap_or_else(|| table.other_code(to));
            table.plane[code_point as usize] = Character::new(code, classes(to, c, signs));
        }
        table
    }

    /// What `c` is.
    #[inline(always)]
    pub(crate) fn of(&self, c: char) -> Character {
        match u16::try_from(c as u32) {
            Ok(code_point) => self.plane[usize::from(code_point)],
            Err(_) => self.above(c),
        }
    }

    /// What the character is that begins at `at`, a character boundary; `None` at the end.
    #[inline(always)]
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Character> {
        self.next(text, at).map(|(character, _)| character)
    }

    /// [`CharacterTable::at`] with the end of the character, which a loop had better not take from the
    /// character: then the next look-up would wait for this one.
    #[inline(always)]
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<(Character, usize)> {
        let (code_point, len) = match *text.as_bytes().get(at..)? {
            [] => return None,
            [ascii @ ..0x80, ..] => (ascii.into(), 1),
            // Nearly all of Chinese has three bytes.
            [first @ 0xe0..0xf0, second, third, ..] => {
                (u16::from(first) << 12 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f), 3)
            }
            _ => return text[at..].chars().next().map(|c| (self.of(c), at + c.len_utf8())),
        };
        Some((self.plane[usize::from(code_point)], at + len))
    }

    /// What a byte of ASCII is.
    #[inline(always)]
    pub(crate) fn of_ascii(&self, byte: u8) -> Character {
        self.plane[usize::from(byte)]
    }

    /// What the character of these three bytes is, if they are one: [`CharacterTable::is_plain`] tells.
    #[inline(always)]
    pub(crate) fn of_three(&self, [first, second, third]: [u8; 3]) -> Character {
        let code_point = u16::from(first) << 12 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f);
        self.plane[usize::from(code_point)]
    }

    /// Whether a character that was read from three bytes is one, has one of the classes in `wanted`,
    /// and nothing must be looked at once more.
    #[inline(always)]
    pub(crate) fn is_plain(character: Character, first: u8, wanted: u32) -> bool {
        // The class of what must be looked at is the sign.
        (first >> 4 == 0xe) & ((character.0 & (wanted | class::REVIEW)) as i32 > 0)
    }

    /// The character that is looked up for `c`.
    #[inline]
    pub(crate) fn folded(&self, c: char) -> char {
        folded(c, self.folding, self.signs)
    }

    /// The same behind a character that is looked up as `before`, which `々` repeats if it is Chinese.
    pub(crate) fn spelled(&self, c: char, before: Option<char>) -> char {
        match before {
            Some(before) if c == '々' && self.of(c).is(class::HAN) && self.of(before).is(class::HAN) => {
                before
            }
            _ => self.folded(c),
        }
    }

    /// A word as it is looked up.
    pub(crate) fn spelled_word(&self, word: &str) -> String {
        let mut before = None;
        word.chars().map(|c| *before.insert(self.spelled(c, before))).collect()
    }

    /// Marks what is looked up as `c` as standing beside Chinese in a word of the dictionary.
    pub(crate) fn mark_joint(&mut self, c: char) {
        let full_width = c as usize + FULL_WIDTH_OFFSET as usize;
        let folds = c.is_ascii_graphic() && self.folding == Folding::Simplified;
        for place in [c as usize, if folds { full_width } else { c as usize }] {
            if let Some(character) = self.plane.get_mut(place) {
                character.0 |= class::JOINT;
            }
        }
    }

    /// The code of `c` in the dictionary, whether it stands in a block or not; the dictionary may not
    /// have a character of that code.
    pub(crate) fn code(&self, c: char) -> u32 {
        let character = self.of(c);
        if character.is(class::BLOCK) { character.code() } else { self.other_code(c) }
    }

    fn above(&self, c: char) -> Character {
        let to = folded(c, self.folding, self.signs);
        let code = match self.plane.get(to as usize) {
            Some(character) => character.code(),
            None => self.other_code(to),
        };
        Character::new(code, classes(to, c, self.signs))
    }

    fn other_code(&self, c: char) -> u32 {
        self.others.binary_search_by_key(&c, |row| row.0).map_or(self.unknown, |at| self.others[at].1)
    }
}

/// Whether `c` is a Chinese character without any folding or sign.
pub(crate) fn is_han(c: char) -> bool {
    classes(c, c, HanSigns::Outside) & class::HAN != 0
}

/// The classes of a character that is looked up as `c` and stands in the text as `original`.
fn classes(c: char, original: char, signs: HanSigns) -> u32 {
    use class::*;
    let mut classes = match c {
        '\u{4e00}'..='\u{9fd5}' => BLOCK | HAN | MODEL | LETTER,
        '\u{9fd6}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' => BLOCK | HAN | LETTER,
        '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ebef}' | '\u{2f800}'..='\u{2fa1f}' => {
            BLOCK | HAN | LETTER
        }
        'a'..='z' | 'A'..='Z' => BLOCK | ALPHANUMERIC | TOGETHER | LETTER,
        '0'..='9' => BLOCK | ALPHANUMERIC | TOGETHER,
        '.' | '_' | '-' => BLOCK | CONNECTOR,
        '%' => BLOCK | PERCENT,
        '+' | '#' => BLOCK | TOGETHER,
        '&' => BLOCK,
        '\n' => SPACE | TOGETHER,
        _ => 0,
    };
    if signs == HanSigns::Inside {
        match original {
            '々' => classes = BLOCK | HAN | MODEL | LETTER | REVIEW,
            // Radicals, the numerals of Suzhou, and the blocks that Unicode added since 2020.
            '\u{2e80}'..='\u{2fd5}'
            | '\u{3021}'..='\u{3029}'
            | '\u{2ebf0}'..='\u{2ee5d}'
            | '\u{30000}'..='\u{3fffd}' => {
                classes = BLOCK | HAN | LETTER;
            }
            _ => {}
        }
    }
    match original {
        '·' | '‧' | '•' | '・' | '･' | '∙' | '⋅' => classes |= REVIEW,
        '〇' if signs == HanSigns::Inside => classes |= REVIEW,
        '，' | '。' | '、' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '「' | '」' | '『'
        | '』' | '【' | '】' => {
            classes |= PUNCTUATION | LONE;
        }
        '！' | '？' | '—' | '…' | '‘' | '’' => classes |= PUNCTUATION,
        '百' | '千' | '万' | '萬' | '亿' | '億' | '余' | '餘' | '多' | '几' | '幾' => {
            classes |= NUMERAL;
        }
        _ if original.is_whitespace() => classes |= SPACE,
        _ => {}
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folds_to_one_has_one_code() {
        let alphabet = ['书', '零', 'A', '𠮷'];
        let table = CharacterTable::new(&alphabet, Folding::Simplified, HanSigns::Inside);
        let rows = [('书', 1), ('書', 1), ('〇', 2), ('A', 3), ('Ａ', 3), ('𠮷', 4), ('x', 5), ('，', 0)];
        for (c, code) in rows {
            assert_eq!(table.of(c).code(), code, "{c}");
        }
        let table = CharacterTable::new(&alphabet, Folding::Off, HanSigns::Outside);
        for (c, code) in [('书', 1), ('書', 5), ('〇', 0), ('Ａ', 0), ('𠮷', 4)] {
            assert_eq!(table.of(c).code(), code, "{c}");
        }
        assert!(!table.of('〇').is(class::BLOCK));
        assert!(!table.of('，').is(class::BLOCK | class::SPACE));
        assert!(table.of('\u{3000}').is(class::SPACE));
    }
}
