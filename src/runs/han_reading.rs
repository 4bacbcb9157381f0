//! Whether the Han characters of a sentence are Chinese, Japanese or Korean.

use crate::{Language, Script};

use super::japanese::is_chinese_only;
use super::language_set::LanguageSet;

/// The languages of the Han characters and kana of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct HanReading {
    /// End of the text that `han` and `kana` describe: a sentence, or a clause of it.
    pub(super) end: usize,
    /// The language of its Han characters.
    pub(super) han: Language,
    /// The language of its kana.
    pub(super) kana: Language,
    /// Offset after the sentence; kept so that the end of each sentence is searched for once.
    sentence_end: usize,
    /// Whether the sentence has any kana or Hangul.
    has_kana_or_hangul: bool,
    /// Whether the sentence is Chinese and has kana in brackets only. The parts inside and outside the
    /// brackets are then classified separately.
    quotes_kana: bool,
}

/// Number of katakana with the weight of one hiragana.
const KATAKANA_PER_HIRAGANA: usize = 4;
/// A clause with more Chinese-only characters than this, and no kana, is Chinese whatever follows it. A single such
/// character may be part of a name in a Japanese sentence.
const CHINESE_CLAUSE: usize = 1;

impl HanReading {
    /// The reading before any text.
    pub(super) fn none(languages: LanguageSet) -> Self {
        // Without Chinese in the set, Han characters may still be Japanese or Korean.
        let readings = [Language::Chinese, Language::Japanese, Language::Korean];
        let han = readings.into_iter().find(|&language| languages.has(language));
        Self {
            end: 0,
            han: han.unwrap_or(Language::Undetermined),
            kana: languages.admit(Language::Japanese),
            sentence_end: 0,
            has_kana_or_hangul: false,
            quotes_kana: false,
        }
    }

    /// Reads the sentence or clause of the letter at `at`, which lies after the last reading. Time
    /// O(length of that part); no part is read more than twice.
    pub(super) fn read(&mut self, text: &str, at: usize, languages: LanguageSet) {
        let rest = text.get(at..).unwrap_or_default();
        if at >= self.sentence_end {
            let (len, has_kana_or_hangul) = sentence(rest.as_bytes());
            self.sentence_end = at + len;
            self.has_kana_or_hangul = has_kana_or_hangul;
            self.quotes_kana =
                has_kana_or_hangul && BracketCounts::read(rest.get(..len).unwrap_or(rest)).quote_kana();
        }
        let Self { han, kana, .. } = Self::none(languages);
        (self.han, self.kana, self.end) = (han, kana, self.sentence_end);
        if self.has_kana_or_hangul {
            self.classify(at, rest.get(..self.sentence_end - at).unwrap_or(rest), languages);
        }
    }

    /// Classifies the clause that `sentence`, at offset `at`, begins with.
    fn classify(&mut self, at: usize, sentence: &str, languages: LanguageSet) {
        let mut letters = ScriptCounts::default();
        for (offset, c) in sentence.char_indices() {
            let ends = match c {
                // The end of a clause. A clearly Chinese clause is classified apart from the kana after it.
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
            self.han = languages.prefer(Language::Japanese, self.han);
        } else if letters.kana() == 1 {
            // 鲜の味: a fashionable spelling of 的 in a Chinese sentence.
            self.kana = languages.prefer(Language::Chinese, self.kana);
        } else if letters.hangul > letters.han {
            self.han = languages.prefer(Language::Korean, self.han);
        }
    }
}

/// Number of letters of each kind in a clause.
#[derive(Clone, Copy, Debug, Default)]
struct ScriptCounts {
    han: usize,
    hiragana: usize,
    katakana: usize,
    hangul: usize,
    /// Han characters that modern Japanese does not use.
    chinese: usize,
}

impl ScriptCounts {
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

    /// Hiragana write Japanese grammar, so one outweighs a Chinese-only character. Katakana may be a
    /// name in a Chinese sentence, so four are needed.
    const fn are_japanese(&self) -> bool {
        self.kana() > 0
            && KATAKANA_PER_HIRAGANA * self.chinese <= KATAKANA_PER_HIRAGANA * self.hiragana + self.katakana
    }
}

/// Letters of a sentence, inside and outside its brackets.
#[derive(Clone, Copy, Debug, Default)]
struct BracketCounts {
    inside: ScriptCounts,
    outside: ScriptCounts,
}

impl BracketCounts {
    fn read(sentence: &str) -> Self {
        let mut brackets = Self::default();
        let mut depth = 0usize;
        for c in sentence.chars() {
            if is_opening(c) {
                depth += 1;
            } else if is_closing(c) {
                if depth == 0 {
                    // The sentence began inside brackets.
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

/// Length of the first sentence, including its end mark or line break, and whether it has kana or
/// Hangul.
fn sentence(bytes: &[u8]) -> (usize, bool) {
    let mut found = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'!' | b'?' => return (at + 1, found),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) => return (at + 1, found),
            0x00..0x80 => at += 1,
            // Lead bytes of kana and of CJK punctuation: U+3000..=U+3FFF.
            0xe3 => {
                let (second, third) = trail(bytes, at);
                match (second, third) {
                    (0x80, 0x82) => return (at + 3, found),
                    (0x81..=0x83, _) => found |= !matches!((second, third), (0x83, 0xbb)),
                    _ => {}
                }
                at += 3;
            }
            0xe1 | 0xea..=0xed => {
                found |= matches!(byte, 0xe1 | 0xea..=0xed);
                at += 3;
            }
            0xef => {
                let (second, third) = trail(bytes, at);
                match (second, third) {
                    (0xbc, 0x81 | 0x9f) => return (at + 3, found),
                    (0xbd, 0xa6..) | (0xbe, _) => found = true,
                    _ => {}
                }
                at += 3;
            }
            0xe0..0xf0 => at += 3,
            0xc0..0xe0 => at += 2,
            0xf0.. => at += 4,
            // Not the first byte of a character: unreachable in UTF-8.
            0x80..0xc0 => at += 1,
        }
    }
    (bytes.len(), found)
}

fn trail(bytes: &[u8], at: usize) -> (u8, u8) {
    match bytes.get(at + 1..at + 3) {
        Some(&[second, third]) => (second, third),
        _ => (0, 0),
    }
}
