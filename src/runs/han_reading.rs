//! Decides whether the Han characters of a sentence or clause are Chinese, Japanese or Korean.

use crate::{Language, Script};

use super::japanese::ChineseEvidence;
use super::language_set::LanguageSet;

/// The language of the Han characters and the language of the kana in a sentence or clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct HanReading {
    /// End of the sentence or clause that `han` and `kana` describe.
    pub(super) end: usize,
    /// The language of the Han characters.
    pub(super) han: Language,
    /// The language of the kana.
    pub(super) kana: Language,
    /// Offset after the sentence; kept so that the end of each sentence is searched for once.
    sentence_end: usize,
    /// Whether the sentence has kana, Hangul, or a letter such as `ạ` that begins with the same byte.
    has_kana_or_hangul: bool,
    /// Whether all kana of the sentence are in brackets, and characters that modern Japanese does not use are outside
    /// these brackets. The text in the brackets and the text outside are then classified separately.
    quotes_kana: bool,
}

/// Number of katakana that are as much evidence of Japanese as one hiragana.
const KATAKANA_PER_HIRAGANA: usize = 4;
/// A clause without kana may be Japanese, but only if it has at most this many characters that modern Japanese does not
/// use: one such character may be part of a name. A clause with more is Chinese, whatever follows the clause.
const CHINESE_CLAUSE: usize = 1;

impl HanReading {
    /// Returns the reading before any sentence is read: Han characters are Chinese and kana are Japanese, if
    /// `languages` has these two.
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

    /// Reads the sentence or clause that begins with the letter at `at`, which must not be before `self.end`. Time
    /// O(length of the sentence) for all clauses of the sentence together.
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

    /// Classifies the first clause of `sentence`. `sentence` begins at offset `at` of the text.
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
            // A single の, as in 鲜の味, is a fashionable spelling of 的 in a Chinese sentence.
            self.kana = languages.prefer(Language::Chinese, self.kana);
        } else if letters.are_korean() {
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
    /// Han characters that only Chinese writes. They are also counted in `chinese`.
    modern: usize,
    /// Hiragana without another kana beside them, such as Japanese particles and endings.
    single_hiragana: usize,
    /// Whether the last sequence of kana began with a hiragana.
    single: bool,
    /// Whether a Han character is next to Hangul, or separated from Hangul only by brackets.
    beside_hangul: bool,
    /// The length of the longest sequence of Han characters.
    longest_han: usize,
    /// The script of the last letter; `None` after a character that is neither a letter nor a bracket.
    last: Option<Script>,
    /// The number of consecutive letters of the script `last` so far; 0 after a bracket.
    sequence: usize,
    /// Whether the last letter was 是, which is a common verb in Chinese but rare in Japanese.
    after_shi: bool,
}

impl ScriptCounts {
    fn add(&mut self, c: char) {
        let script = if c < '\u{1100}' { Script::Other } else { Script::of(c) };
        if !matches!(script, Script::Kana | Script::Hangul | Script::Han) {
            if !is_opening(c) && !is_closing(c) {
                self.last = None;
            }
            self.sequence = 0;
            self.after_shi = false;
            return;
        }
        let follows = self.last == Some(script) && self.sequence > 0;
        self.sequence = if follows { self.sequence + 1 } else { 1 };
        match script {
            Script::Kana => {
                let hiragana = c <= '\u{309f}';
                self.hiragana += usize::from(hiragana);
                self.katakana += usize::from(!hiragana);
                // A hiragana is counted when it begins a sequence, and subtracted again if a second kana follows.
                if self.sequence == 1 {
                    self.single = hiragana;
                    self.single_hiragana += usize::from(hiragana);
                } else if self.sequence == 2 {
                    self.single_hiragana -= usize::from(self.single);
                }
            }
            Script::Hangul => {
                self.hangul += 1;
                self.beside_hangul |= self.last == Some(Script::Han);
            }
            _ => {
                self.han += 1;
                let evidence = if self.after_shi && !is_japanese_after_shi(c) {
                    ChineseEvidence::Chinese
                } else {
                    ChineseEvidence::of(c)
                };
                self.chinese += usize::from(evidence != ChineseEvidence::None);
                self.modern += usize::from(evidence == ChineseEvidence::Chinese);
                self.beside_hangul |= self.last == Some(Script::Hangul);
                self.longest_han = self.longest_han.max(self.sequence);
            }
        }
        self.last = Some(script);
        self.after_shi = c == '是';
    }

    const fn kana(&self) -> usize {
        self.hiragana + self.katakana
    }

    /// Whether the clause is Japanese. One hiragana outweighs one character that modern Japanese does not use. Four
    /// katakana are needed to outweigh one such character, because katakana may spell a name in a Chinese sentence. In
    /// 今天去了ユニクロ买衣服, the kana are a foreign word: no hiragana is alone, and only Chinese writes 买.
    const fn are_japanese(&self) -> bool {
        self.kana() > 0
            && (self.single_hiragana > 0 || self.modern == 0)
            && KATAKANA_PER_HIRAGANA * self.chinese <= KATAKANA_PER_HIRAGANA * self.hiragana + self.katakana
    }

    /// Whether the clause is Korean. Korean writes Han characters in brackets after a word, inside a word, or one at
    /// a time: 대한민국(大韓民國)의, 北 미사일.
    const fn are_korean(&self) -> bool {
        self.hangul > self.han && self.modern == 0 && (self.beside_hangul || self.longest_han == 1)
    }
}

/// Number of letters of a sentence, inside and outside its brackets.
#[derive(Clone, Copy, Debug, Default)]
struct BracketCounts {
    outside: ScriptCounts,
    /// Kana in brackets.
    kana: usize,
    /// Characters that modern Japanese does not use, in the brackets that have no kana.
    chinese: usize,
}

impl BracketCounts {
    fn read(sentence: &str) -> Self {
        let mut brackets = Self::default();
        let mut inside = ScriptCounts::default();
        let mut depth = 0usize;
        for c in sentence.chars() {
            if is_opening(c) {
                depth += 1;
            } else if is_closing(c) {
                if depth == 0 {
                    // The sentence began inside brackets.
                    inside = std::mem::take(&mut brackets.outside);
                }
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    brackets.close(std::mem::take(&mut inside));
                }
            } else if depth == 0 {
                brackets.outside.add(c);
            } else {
                inside.add(c);
            }
        }
        brackets.close(inside);
        brackets
    }

    /// Adds the letters between a pair of brackets.
    const fn close(&mut self, inside: ScriptCounts) {
        self.kana += inside.kana();
        if inside.kana() == 0 {
            self.chinese += inside.chinese;
        }
    }

    const fn quote_kana(&self) -> bool {
        self.outside.kana() == 0 && self.outside.chinese + self.chinese > 0 && self.kana > 0
    }
}

/// Whether 是 followed by `c` occurs in Japanese: 是非, 是正, 是認.
const fn is_japanese_after_shi(c: char) -> bool {
    matches!(c, '非' | '正' | '認' | '々')
}

const fn is_opening(c: char) -> bool {
    matches!(c, '《' | '「' | '『' | '〈' | '“' | '（' | '(')
}

const fn is_closing(c: char) -> bool {
    matches!(c, '》' | '」' | '』' | '〉' | '”' | '）' | ')')
}

/// Returns the length of the first sentence in bytes, including its end mark or line break, and whether the sentence
/// may have kana or Hangul. Letters with the same lead byte as Hangul, such as `ạ`, count as Hangul.
fn sentence(bytes: &[u8]) -> (usize, bool) {
    let mut found = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'!' | b'?' => return (at + 1, found),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) => return (at + 1, found),
            0x00..0x80 => at += 1,
            // The lead byte of U+3000..=U+3FFF, which includes kana and CJK punctuation.
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
