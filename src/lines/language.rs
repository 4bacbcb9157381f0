//! The language of a line.

use crate::Script;

/// The language of a line: the distinctions that the alignment of a page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineLanguage {
    English,
    Chinese,
    /// Another language: Japanese, recognised by its kana, Korean, Russian, ...
    Other,
}

/// The number of letters of each kind in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineLetters {
    pub(crate) han: usize,
    pub(crate) latin: usize,
    kana: usize,
    other: usize,
}

/// Number of Latin letters that count as much as one Han character: an English word has some five letters, a Chinese word
/// two characters.
const LATIN_PER_HAN: f32 = 2.5;

/// A line is Japanese if more than one in this many of its Han and kana characters is kana. One kana does not make a line
/// Japanese: shop names in China contain の.
const KANA_SHARE: usize = 8;

impl LineLetters {
    /// Time O(length of `text`).
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            match Script::of(c) {
                Script::Han => letters.han += 1,
                Script::Latin => letters.latin += 1,
                Script::Kana => letters.kana += 1,
                Script::Hangul | Script::Bopomofo | Script::Letter => letters.other += 1,
                _ => {}
            }
        }
        letters
    }

    /// The language of the text; `None` without letters.
    pub(crate) fn language(self) -> Option<LineLanguage> {
        let Self { han, latin, kana, other } = self;
        if han + latin + kana + other == 0 {
            return None;
        }
        Some(if kana * KANA_SHARE > han + kana || other > han + latin {
            LineLanguage::Other
        } else if han as f32 * LATIN_PER_HAN >= latin as f32 {
            LineLanguage::Chinese
        } else {
            LineLanguage::English
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_lines() {
        let rows = [
            ("The ferry is late.", Some(LineLanguage::English)),
            ("渡轮晚点了。", Some(LineLanguage::Chinese)),
            ("华为发布 Mate 60", Some(LineLanguage::Chinese)),
            ("Mr. Li (李) is late", Some(LineLanguage::English)),
            ("鮮の家饭店", Some(LineLanguage::Other)),
            ("优衣库の店在三楼右手边", Some(LineLanguage::Chinese)),
            ("こんにちは、世界", Some(LineLanguage::Other)),
            ("한국어 문장", Some(LineLanguage::Other)),
            ("12.5 %", None),
        ];
        for (line, language) in rows {
            assert_eq!(LineLetters::of(line).language(), language, "{line}");
        }
    }
}
