//! What each character is to the Chinese tokenizer: its code in the dictionary and its classes.

use super::double_array::{CODE_BITS, CODE_MASK};
use crate::normalize::simplified;

/// A character as the tokenizer sees it: the code in the low bits, then the classes, and on top
/// the number of its UTF-8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Character(u32);

/// Classes of characters; jieba's, with what its regular expressions are made of.
pub(super) mod class {
    use super::CODE_BITS;

    /// Stands in a block that is cut by the dictionary.
    pub(in super::super) const BLOCK: u32 = 1 << CODE_BITS;
    /// A Chinese character.
    pub(in super::super) const HAN: u32 = 1 << (CODE_BITS + 1);
    /// A Chinese character that the hidden Markov model is asked about.
    pub(in super::super) const MODEL: u32 = 1 << (CODE_BITS + 2);
    /// An ASCII letter or digit.
    pub(in super::super) const ALPHANUMERIC: u32 = 1 << (CODE_BITS + 3);
    /// `.`, `_` or `-`, which join letters and digits.
    pub(in super::super) const CONNECTOR: u32 = 1 << (CODE_BITS + 4);
    /// `%`.
    pub(in super::super) const PERCENT: u32 = 1 << (CODE_BITS + 5);
    /// White space.
    pub(in super::super) const SPACE: u32 = 1 << (CODE_BITS + 6);
    /// What full mode leaves together outside Chinese: letters, digits, `+`, `#`, new lines.
    pub(in super::super) const TOGETHER: u32 = 1 << (CODE_BITS + 7);
    /// A letter.
    pub(in super::super) const LETTER: u32 = 1 << (CODE_BITS + 8);
}

const LENGTH_SHIFT: u32 = 30;

impl Character {
    #[inline(always)]
    pub(super) const fn code(self) -> u32 {
        self.0 & CODE_MASK
    }

    #[inline(always)]
    pub(super) const fn is(self, class: u32) -> bool {
        self.0 & class != 0
    }

    /// All its classes.
    #[inline(always)]
    pub(super) const fn classes(self) -> u32 {
        self.0 & !(CODE_MASK | 3 << LENGTH_SHIFT)
    }

    /// Its UTF-8 bytes in the text, before any folding.
    #[inline(always)]
    pub(super) const fn len(self) -> usize {
        (self.0 >> LENGTH_SHIFT) as usize + 1
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
    /// `〇`, looked up as `零`, and `々`, looked up as the character before it.
    #[default]
    Inside,
    /// Only ideographs: `二〇二六` falls into three parts.
    Outside,
}

/// The character that is looked up for `c`.
#[inline]
pub(super) fn folded(c: char, folding: Folding, signs: HanSigns) -> char {
    if c == '〇' && signs == HanSigns::Inside {
        return '零';
    }
    match (folding, c) {
        (Folding::Off, _) => c,
        (_, '\u{ff01}'..='\u{ff5e}') => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => simplified(c),
    }
}

/// The characters of the Basic Multilingual Plane ready to look up; those above it are made when
/// they are met.
#[derive(Clone)]
pub(super) struct CharacterTable {
    plane: Vec<Character>,
    /// Codes of the characters above it that the dictionary has.
    above: Vec<(char, u32)>,
    pub(super) folding: Folding,
    pub(super) signs: HanSigns,
}

impl std::fmt::Debug for CharacterTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CharacterTable").field("folding", &self.folding).finish_non_exhaustive()
    }
}

const PLANE: u32 = 0x1_0000;

impl CharacterTable {
    /// `alphabet` holds the characters of the dictionary, that with code 1 first.
    pub(super) fn new(alphabet: &[char], folding: Folding, signs: HanSigns) -> Self {
        let mut codes = vec![0_u32; PLANE as usize];
        let mut above = Vec::new();
        for (code, &c) in (1..).zip(alphabet) {
            match codes.get_mut(c as usize) {
                Some(place) => *place = code,
                None => above.push((c, code)),
            }
        }
        above.sort_unstable();
        let mut table = Self { plane: Vec::new(), above, folding, signs };
        let plane = (0..PLANE).map(|code_point| {
            let c = char::from_u32(code_point).unwrap_or('\u{fffd}');
            let to = folded(c, folding, signs);
            let code = codes.get(to as usize).copied().unwrap_or_else(|| table.code_above(to));
            Character(code | classes(to, c, signs) | (c.len_utf8() as u32 - 1) << LENGTH_SHIFT)
        });
        table.plane = plane.collect();
        table
    }

    /// What `c` is.
    #[inline(always)]
    pub(super) fn of(&self, c: char) -> Character {
        match self.plane.get(c as usize) {
            Some(&character) => character,
            None => self.above(c),
        }
    }

    fn above(&self, c: char) -> Character {
        let to = folded(c, self.folding, self.signs);
        let code = match self.plane.get(to as usize) {
            Some(character) => character.code(),
            None => self.code_above(to),
        };
        Character(code | classes(to, c, self.signs) | 3 << LENGTH_SHIFT)
    }

    fn code_above(&self, c: char) -> u32 {
        self.above.binary_search_by_key(&c, |row| row.0).map_or(0, |at| self.above[at].1)
    }
}

/// Whether `c` is a Chinese character without any folding or sign.
pub(super) fn is_han(c: char) -> bool {
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
            '々' => classes = BLOCK | HAN | MODEL | LETTER,
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
    if original.is_whitespace() {
        classes |= SPACE;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_length_of_the_original() {
        let alphabet = ['书', '零', 'A', '𠮷'];
        let table = CharacterTable::new(&alphabet, Folding::Simplified, HanSigns::Inside);
        let rows =
            [('书', 1, 3), ('書', 1, 3), ('〇', 2, 3), ('A', 3, 1), ('Ａ', 3, 3), ('𠮷', 4, 4), ('x', 0, 1)];
        for (c, code, len) in rows {
            assert_eq!((table.of(c).code(), table.of(c).len()), (code, len), "{c}");
        }
        let table = CharacterTable::new(&alphabet, Folding::Off, HanSigns::Outside);
        for (c, code) in [('书', 1), ('書', 0), ('〇', 0), ('Ａ', 0), ('𠮷', 4)] {
            assert_eq!(table.of(c).code(), code, "{c}");
        }
        assert!(!table.of('〇').is(class::BLOCK));
        assert!(!table.of('，').is(class::BLOCK | class::SPACE));
        assert!(table.of('\u{3000}').is(class::SPACE));
    }
}
