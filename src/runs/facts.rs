//! Whether the Han characters of a sentence are Chinese, Japanese or Korean.

use crate::normalize::variant;
use crate::{HanVariant, Language, Script};

use super::LanguageSet;

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
}

/// Simplified characters that Japanese has too: they say nothing against Japanese.
/// (OpenCC's `JPVariants.txt`, the new forms that are simplified-only for Chinese; and kanji of
/// Japan that happen to look like a simplified character.)
const SHARED_WITH_JAPANESE: &str = "与乱争会体内写刹励匀区医却参双叙号嘘嘱国堕壮声奥学宝寝寿将尽届属峡峰床弥弯当彦径恋恒悦\
惨戯担挟掴数断旧昼晋条来枢楼横欧残殴没沪浅涛温湾湿滞潜灯炉点状独狭猫献画痴盗礼祷禄禅秘称税窃粽群胆脚脱芦茎莱葱\
蒋虚蚕蛮装触誉践辞随静麦麹麺黄台芸沈着机后里云向";

/// Words of Chinese that Japanese does not write with these characters.
const CHINESE_WORDS: &str = "们們这這你妳您她它吗嗎呢吧啊很哪沒還讓咱俩啥嘅唔佢";

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
        }
        let Self { han, kana, .. } = Self::none(limit);
        (self.han, self.kana, self.end) = (han, kana, self.sentence_end);
        if self.foreign {
            self.weigh(at, rest.get(..self.sentence_end - at).unwrap_or(rest), limit);
        }
    }

    fn weigh(&mut self, at: usize, sentence: &str, limit: LanguageSet) {
        let (mut han, mut kana, mut hangul, mut chinese) = (0usize, 0usize, 0usize, 0usize);
        for (offset, c) in sentence.char_indices() {
            match c {
                // A clause that is Chinese beyond doubt, before another one with kana.
                ' ' | '，' | '：' | '；' | '\u{3000}' if chinese > CHINESE_CLAUSE && kana == 0 => {
                    self.end = at + offset + c.len_utf8();
                    break;
                }
                '\0'..'\u{1100}' => continue,
                _ => {}
            }
            match Script::of(c) {
                Script::Kana => kana += 1,
                Script::Hangul => hangul += 1,
                Script::Han => {
                    han += 1;
                    chinese += usize::from(is_chinese_only(c));
                }
                _ => {}
            }
        }
        if kana > 0 && chinese <= kana {
            self.han = limit.prefer(Language::Japanese, self.han);
        } else if kana == 1 {
            // 鲜の味: a Chinese sentence that writes 的 as a sign of fashion.
            self.kana = limit.prefer(Language::Chinese, self.kana);
        } else if hangul > han {
            self.han = limit.prefer(Language::Korean, self.han);
        }
    }
}

fn is_chinese_only(c: char) -> bool {
    (variant(c) == HanVariant::Simplified && !SHARED_WITH_JAPANESE.contains(c)) || CHINESE_WORDS.contains(c)
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
