//! The table of all characters, and the folding of characters for the look-up.

use super::character::{APPROXIMATIONS, Character, MODEL_FIRST, MODEL_LAST, MULTIPLIERS, is_name_dot};
use super::class::{self, CODE_MASK};
use crate::normalize::folded_han;
use crate::script::{FULL_WIDTH_OFFSET, extends_character, half_width};
use crate::tokenize::chinese::options::{Folding, HanSigns};

/// Returns the character that `c` is looked up as: `書` as `书`, `Ａ` as `A`.
#[inline]
pub(crate) fn folded(c: char, folding: Folding, signs: HanSigns) -> char {
    if c == '〇' && signs == HanSigns::AsHan {
        return '零';
    }
    match (folding, c) {
        (Folding::Off, _) => c,
        (_, '\u{ff01}'..='\u{ff5e}') => half_width(c),
        _ => folded_han(c),
    }
}

/// The code and classes of every character. Those of the Basic Multilingual Plane are stored, and those of other
/// characters are computed.
#[derive(Clone)]
pub(crate) struct CharacterTable {
    plane: Box<[Character; PLANE]>,
    /// Characters of the dictionary that are above the plane or outside blocks, with their codes. Sorted.
    others: Vec<(char, u32)>,
    /// The code shared by all characters that can be in blocks and have no code of their own.
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
const LAST_OF_PLANE: char = '\u{ffff}';

/// Ranges (first, last) of characters that all have the same classes, except [`class::NUMERAL`]: ideographs,
/// Hangul, private use. Computing their classes once per range makes building the table three times as fast.
const UNIFORM: [(char, char); 5] = [
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fd5}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{f900}', '\u{faff}'),
];

impl CharacterTable {
    /// Maximum number of characters in an alphabet. Three codes are reserved: 0, the code of unknown characters,
    /// and the code of unused slots in the trie.
    pub(crate) const MAX_ALPHABET: usize = CODE_MASK as usize - 2;

    /// Gives the codes from 1 on to the characters of `alphabet`, then to the characters of `others` that are not in
    /// `alphabet`. The characters of `others` must be in blocks and on the Basic Multilingual Plane.
    pub(crate) fn new(
        alphabet: impl Iterator<Item = char>,
        others: impl IntoIterator<Item = char>,
        folding: Folding,
        signs: HanSigns,
    ) -> Self {
        // Code 0 means no code.
        let mut codes = vec![0; PLANE];
        let (mut next, mut outside) = (1, Vec::new());
        for c in alphabet {
            if let Some(code) = codes.get_mut(c as usize) {
                *code = next;
            }
            if c as usize >= PLANE || classes(c, c, signs) & class::BLOCK == 0 {
                outside.push((c, next));
            }
            next += 1;
        }
        for c in others {
            if let Some(code @ 0) = codes.get_mut(c as usize) {
                *code = next;
                next += 1;
            }
        }
        outside.sort_unstable();
        let plane = Box::new([Character(0); PLANE]);
        let mut table = Self { plane, others: outside, unknown: next, folding, signs };
        table.fill(&codes);
        table
    }

    /// Fills the table. `codes[c]` is the code of character `c` without folding, or 0 for none.
    fn fill(&mut self, codes: &[u32]) {
        let mut next = '\0';
        for (first, last) in UNIFORM {
            self.set(codes, next..first, None);
            self.set(codes, first..=last, Some(classes(first, first, self.signs)));
            next = char::from_u32(last as u32 + 1).unwrap_or(last);
        }
        self.set(codes, next..=LAST_OF_PLANE, None);
        for c in MULTIPLIERS.into_iter().chain(APPROXIMATIONS) {
            self.set(codes, c..=c, None);
        }
    }

    /// Sets the entries of `chars`. `known`, if given, holds the classes of every character in `chars` that
    /// folding leaves unchanged.
    fn set(&mut self, codes: &[u32], chars: impl Iterator<Item = char>, known: Option<u32>) {
        let (folding, signs, unknown) = (self.folding, self.signs, self.unknown);
        for c in chars {
            let to = folded(c, folding, signs);
            let code = match codes.get(to as usize) {
                Some(0) => unknown,
                Some(&code) => code,
                None => self.code_from_others(to),
            };
            let classes = known.filter(|_| to == c).unwrap_or_else(|| classes(to, c, signs));
            self.plane[c as usize] = Character::new(code, classes);
        }
    }

    /// Returns the number of codes in use, including code 0 and the shared code.
    pub(crate) fn codes(&self) -> usize {
        self.unknown as usize + 1
    }

    /// Returns the entry of `c`.
    #[inline(always)]
    pub(crate) fn of(&self, c: char) -> Character {
        match u16::try_from(c as u32) {
            Ok(code_point) => self.plane[usize::from(code_point)],
            Err(_) => self.above(c),
        }
    }

    /// Returns the entry of the character that starts at byte `at`, a character boundary, or `None` at the end.
    #[inline(always)]
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Character> {
        self.next(text, at).map(|(character, _)| character)
    }

    /// Like [`CharacterTable::at`], but also returns the end of the character. The end does not depend on the
    /// entry, so the CPU overlaps the look-ups of successive characters.
    #[inline(always)]
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<(Character, usize)> {
        let (code_point, len) = match *text.as_bytes().get(at..)? {
            [] => return None,
            [ascii @ ..0x80, ..] => (ascii.into(), 1),
            // Nearly all Chinese characters have three bytes.
            [first @ 0xe0..0xf0, second, third, ..] => {
                (u16::from(first) << 12 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f), 3)
            }
            _ => return text[at..].chars().next().map(|c| (self.of(c), at + c.len_utf8())),
        };
        Some((self.plane[usize::from(code_point)], at + len))
    }

    /// Returns the entry of an ASCII character.
    #[inline(always)]
    pub(crate) fn of_ascii(&self, byte: u8) -> Character {
        self.plane[usize::from(byte)]
    }

    /// Returns the entry of the character with these three bytes. For bytes of another kind, the result is arbitrary,
    /// and [`CharacterTable::is_plain`] rejects it.
    #[inline(always)]
    pub(crate) fn of_three(&self, [first, second, third]: [u8; 3]) -> Character {
        let code_point = u16::from(first) << 12 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f);
        self.plane[usize::from(code_point)]
    }

    /// Whether a result of [`CharacterTable::of_three`] belongs to a character, has one of the classes in
    /// `wanted`, and needs no post-processing. `first` is the first of the three bytes.
    #[inline(always)]
    pub(crate) fn is_plain(character: Character, first: u8, wanted: u32) -> bool {
        // `POSTPROCESS` is the sign bit.
        (first >> 4 == 0xe) & ((character.0 & (wanted | class::POSTPROCESS)) as i32 > 0)
    }

    /// Returns what [`folded`] returns with the options of this table.
    #[inline]
    pub(crate) fn folded(&self, c: char) -> char {
        folded(c, self.folding, self.signs)
    }

    /// Like [`CharacterTable::folded`], but `々` is looked up as the Chinese character before it: `人々` as `人人`.
    /// `before` is that character, folded.
    pub(crate) fn spelled(&self, c: char, before: Option<char>) -> char {
        match before {
            Some(before) if c == '々' && self.of(c).is(class::HAN) && self.of(before).is(class::HAN) => {
                before
            }
            _ => self.folded(c),
        }
    }

    /// Returns the spelling in which `word` is looked up.
    pub(crate) fn spelled_word(&self, word: &str) -> String {
        let mut before = None;
        word.chars().map(|c| *before.insert(self.spelled(c, before))).collect()
    }

    /// Adds the class [`class::MIXED`] to the characters that are looked up as `c`.
    pub(crate) fn mark_mixed(&mut self, c: char) {
        let full_width = c as usize + FULL_WIDTH_OFFSET as usize;
        let folds = c.is_ascii_graphic() && self.folding == Folding::Simplified;
        for place in [c as usize, if folds { full_width } else { c as usize }] {
            if let Some(character) = self.plane.get_mut(place) {
                character.0 |= class::MIXED;
            }
        }
    }

    /// Returns the code of `c` in the dictionary, even if `c` is outside blocks, or the shared code if the dictionary
    /// does not have `c`.
    pub(crate) fn code(&self, c: char) -> u32 {
        let character = self.of(c);
        if character.is(class::BLOCK) { character.code() } else { self.code_from_others(c) }
    }

    fn above(&self, c: char) -> Character {
        let to = folded(c, self.folding, self.signs);
        let code = match self.plane.get(to as usize) {
            Some(character) => character.code(),
            None => self.code_from_others(to),
        };
        Character::new(code, classes(to, c, self.signs))
    }

    fn code_from_others(&self, c: char) -> u32 {
        self.others.binary_search_by_key(&c, |row| row.0).map_or(self.unknown, |at| self.others[at].1)
    }
}

/// Whether `c` is an ideograph, that is a Chinese character under [`HanSigns::Outside`].
pub(crate) fn is_ideograph(c: char) -> bool {
    classes(c, c, HanSigns::Outside) & class::HAN != 0
}

/// Returns the classes of the character `original` of a text, which is looked up as `c`.
fn classes(c: char, original: char, signs: HanSigns) -> u32 {
    use class::*;
    let mut classes = match c {
        MODEL_FIRST..=MODEL_LAST => BLOCK | HAN | MODEL | LETTER,
        '\u{9fd6}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' => BLOCK | HAN | LETTER,
        '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ebef}' | '\u{2f800}'..='\u{2fa1f}' => {
            BLOCK | HAN | LETTER
        }
        'a'..='z' | 'A'..='Z' => BLOCK | ALPHANUMERIC | UNSPLIT | LETTER,
        '0'..='9' => BLOCK | ALPHANUMERIC | UNSPLIT,
        '.' | '_' | '-' => BLOCK | CONNECTOR,
        '%' => BLOCK | PERCENT,
        '+' | '#' => BLOCK | UNSPLIT,
        '&' => BLOCK,
        '\n' => SPACE | UNSPLIT,
        _ => 0,
    };
    if signs == HanSigns::AsHan {
        match original {
            '々' => classes = BLOCK | HAN | MODEL | LETTER | POSTPROCESS,
            // Radicals, Suzhou numerals, and the blocks of ideographs that Unicode added since 2020.
            '\u{2e80}'..='\u{2fd5}'
            | '\u{3021}'..='\u{3029}'
            | '\u{2ebf0}'..='\u{2ee5d}'
            | '\u{30000}'..='\u{3fffd}' => {
                classes |= BLOCK | HAN | LETTER;
            }
            _ if extends_character(original) => classes = EXTENDING | POSTPROCESS,
            _ => {}
        }
    }
    match original {
        dot if is_name_dot(dot) => classes |= POSTPROCESS,
        '〇' if signs == HanSigns::AsHan => classes |= POSTPROCESS,
        '，' | '。' | '、' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '「' | '」' | '『'
        | '』' | '【' | '】' => {
            classes |= PUNCTUATION | SINGLE_MARK;
        }
        '！' | '？' | '—' | '…' | '‘' | '’' => classes |= PUNCTUATION,
        _ if MULTIPLIERS.contains(&original) || APPROXIMATIONS.contains(&original) => classes |= NUMERAL,
        _ if original.is_whitespace() => classes |= SPACE,
        _ => {}
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_with_one_folding_share_a_code() {
        let alphabet = ['书', '零', 'A', '𠮷'];
        let table = CharacterTable::new(
            alphabet.into_iter(),
            ['书', '車', '车'],
            Folding::Simplified,
            HanSigns::AsHan,
        );
        let rows = [
            ('书', 1),
            ('書', 1),
            ('〇', 2),
            ('A', 3),
            ('Ａ', 3),
            ('𠮷', 4),
            ('车', 6),
            ('車', 6),
            ('x', 7),
            ('，', 0),
        ];
        for (c, code) in rows {
            assert_eq!(table.of(c).code(), code, "{c}");
        }
        let table = CharacterTable::new(alphabet.into_iter(), None, Folding::Off, HanSigns::Outside);
        for (c, code) in [('书', 1), ('書', 5), ('〇', 0), ('Ａ', 0), ('𠮷', 4)] {
            assert_eq!(table.of(c).code(), code, "{c}");
        }
        assert!(!table.of('〇').is(class::BLOCK));
        assert!(!table.of('，').is(class::BLOCK | class::SPACE));
        assert!(table.of('\u{3000}').is(class::SPACE));
    }

    #[test]
    fn uniform_ranges_are_uniform() {
        for signs in [HanSigns::AsHan, HanSigns::Outside] {
            for folding in [Folding::Simplified, Folding::Off] {
                let table = CharacterTable::new("一万A，".chars(), ['几'], folding, signs);
                for c in '\0'..=LAST_OF_PLANE {
                    let expected = Character::new(CODE_MASK, classes(folded(c, folding, signs), c, signs));
                    assert_eq!(table.of(c).classes(), expected.classes(), "{c:?}");
                }
            }
        }
    }
}
