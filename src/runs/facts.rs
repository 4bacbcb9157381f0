//! Whether the Han characters of a sentence are Chinese, Japanese or Korean.

use crate::{Language, Script};

use super::LanguageSet;
use super::japanese::is_chinese_only;

/// What a sentence says about its Chinese characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Offset after the part that `han` and `kana` hold for: the sentence, or a clause of it.
    pub(super) end: usize,
    /// The language of its Han characters.
    pub(super) han: Language,
    /// The language of its kana.
    pub(super) kana: Language,
    /// Offset after the sentence, so that each sentence is looked for once.
    sentence_end: usize,
    /// Whether the sentence has kana or Hangul at all.
    foreign: bool,
    /// Whether the sentence is Chinese, and has kana in brackets only: each part between brackets
    /// is looked at by itself.
    quotes_kana: bool,
}

/// More characters than these that only Chinese has make a clause Chinese by itself.
const CHINESE_CLAUSE: usize = 1;

impl Facts {
    /// Nothing is known yet.
    pub(super) fn none(limit: LanguageSet) -> Self {
        // A limit without Chinese: Han characters may still be Japanese or Korean.
        let readings = [Language::Chinese, Language::Japanese, Language::Korean];
        let han = readings.into_iter().find(|&language| limit.has(language));
        Self {
            end: 0,
            han: han.unwrap_or(Language::Undetermined),
            kana: limit.admit(Language::Japanese),
            sentence_end: 0,
            foreign: false,
            quotes_kana: false,
        }
    }

    /// Reads on from the letter at `at`, which lies behind what was read before. Time O(length of
    /// the part that is read); no part is read more than twice.
    pub(super) fn read(&mut self, text: &str, at: usize, limit: LanguageSet) {
        let rest = text.get(at..).unwrap_or_default();
        if at >= self.sentence_end {
            let (len, foreign) = sentence(rest.as_bytes());
            self.sentence_end = at + len;
            self.foreign = foreign;
            self.quotes_kana = foreign && Brackets::read(rest.get(..len).unwrap_or(rest)).quote_kana();
        }
        let Self { han, kana, .. } = Self::none(limit);
        (self.han, self.kana, self.end) = (han, kana, self.sentence_end);
        if self.foreign {
            self.weigh(at, rest.get(..self.sentence_end - at).unwrap_or(rest), limit);
        }
    }

    fn weigh(&mut self, at: usize, sentence: &str, limit: LanguageSet) {
        let mut letters = Letters::default();
        for (offset, c) in sentence.char_indices() {
            let ends = match c {
                // A clause that is Chinese beyond doubt, before another one with kana.
                ' ' | '，' | '：' | '；' | '\u{3000}' => {
                    letters.chinese > CHINESE_CLAUSE && letters.kana() == 0
                }
                _ => self.quotes_kana && (is_opening(c) || is_closing(c)),
            };
            if ends {
                self.end = at + offset + c.len_utf8();
                break;
            }
            letters.add(c);
        }
        if letters.are_japanese() {
            self.han = limit.prefer(Language::Japanese, self.han);
        } else if letters.kana() == 1 {
            // 鲜の味: a Chinese sentence that writes 的 as a sign of fashion.
            self.kana = limit.prefer(Language::Chinese, self.kana);
        } else if letters.hangul > letters.han {
            self.han = limit.prefer(Language::Korean, self.han);
        }
    }
}

/// Letters of a clause, by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    han: usize,
    hiragana: usize,
    katakana: usize,
    hangul: usize,
    /// Han characters that Japanese does not have.
    chinese: usize,
}

impl Letters {
    fn add(&mut self, c: char) {
        if c < '\u{1100}' {
            return;
        }
        match Script::of(c) {
            Script::Kana if c <= '\u{309f}' => self.hiragana += 1,
            Script::Kana => self.katakana += 1,
            Script::Hangul => self.hangul += 1,
            Script::Han => {
                self.han += 1;
                self.chinese += usize::from(is_chinese_only(c));
            }
            _ => {}
        }
    }

    const fn kana(&self) -> usize {
        self.hiragana + self.katakana
    }

    /// Hiragana are the grammar of Japanese; katakana may be a name in a Chinese sentence.
    const fn are_japanese(&self) -> bool {
        self.kana() > 0 && 4 * self.chinese <= 4 * self.hiragana + self.katakana
    }
}

/// Letters of a sentence inside and outside its brackets.
#[derive(Clone, Copy, Debug, Default)]
struct Brackets {
    inside: Letters,
    outside: Letters,
}

impl Brackets {
    fn read(sentence: &str) -> Self {
        let mut brackets = Self::default();
        let mut depth = 0usize;
        for c in sentence.chars() {
            if is_opening(c) {
                depth += 1;
            } else if is_closing(c) {
                if depth == 0 {
                    // What was read so far began inside.
                    brackets.inside = std::mem::take(&mut brackets.outside);
                }
                depth = depth.saturating_sub(1);
            } else if depth == 0 {
                brackets.outside.add(c);
            } else {
                brackets.inside.add(c);
            }
        }
        brackets
    }

    const fn quote_kana(&self) -> bool {
        self.outside.kana() == 0 && self.outside.chinese > 0 && self.inside.kana() > 0
    }
}

const fn is_opening(c: char) -> bool {
    matches!(c, '《' | '「' | '『' | '〈' | '“' | '（' | '(')
}

const fn is_closing(c: char) -> bool {
    matches!(c, '》' | '」' | '』' | '〉' | '”' | '）' | ')')
}

/// Length of the sentence, up to and with its end mark or line break, and whether it has kana or
/// Hangul.
fn sentence(bytes: &[u8]) -> (usize, bool) {
    let mut foreign = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'!' | b'?' => return (at + 1, foreign),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) => return (at + 1, foreign),
            0x00..0x80 => at += 1,
            // Lead bytes of kana and of CJK punctuation: U+3000..=U+3FFF.
            0xe3 => {
                let (second, third) = trail(bytes, at);
                match (second, third) {
                    (0x80, 0x82) => return (at + 3, foreign),
                    (0x81..=0x83, _) => foreign |= !matches!((second, third), (0x83, 0xbb)),
                    _ => {}
                }
                at += 3;
            }
            0xe1 | 0xea..=0xed => {
                foreign |= matches!(byte, 0xe1 | 0xea..=0xed);
                at += 3;
            }
            0xef => {
                let (second, third) = trail(bytes, at);
                match (second, third) {
                    (0xbc, 0x81 | 0x9f) => return (at + 3, foreign),
                    (0xbd, 0xa6..) | (0xbe, _) => foreign = true,
                    _ => {}
                }
                at += 3;
            }
            0xe0..0xf0 => at += 3,
            0xc0..0xe0 => at += 2,
            0xf0.. => at += 4,
            // Not the first byte of a character: never met, for the text is UTF-8.
            0x80..0xc0 => at += 1,
        }
    }
    (bytes.len(), foreign)
}

fn trail(bytes: &[u8], at: usize) -> (u8, u8) {
    match bytes.get(at + 1..at + 3) {
        Some(&[second, third]) => (second, third),
        _ => (0, 0),
    }
}
