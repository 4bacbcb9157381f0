//! The language of a line.

use crate::Script;
use crate::script::{closes, is_han, opens};
use crate::tables::{WordList, word_list};

/// The language of a line. The variants make only the distinctions that the alignment of a page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineLanguage {
    English,
    Chinese,
    /// Another language, such as Japanese (recognized by its kana), Korean or Russian.
    Other,
}

/// The number of letters of each kind in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineLetters {
    pub(crate) han: usize,
    pub(crate) latin: usize,
    kana: usize,
    other: usize,
    /// Whether the text is written in Chinese although most of its letters are Latin.
    written_in_chinese: bool,
}

/// Number of Latin letters that count as much as one Han character: an English word has about five letters, and a
/// Chinese word has about two characters.
pub(super) const LATIN_PER_HAN: f32 = 2.5;

/// The reciprocal of a share. A line is Japanese if more than one eighth of its Han characters and kana are kana.
/// Fewer kana do not make a line Japanese, because shop names in China contain の.
const KANA_SHARE: usize = 8;

impl LineLetters {
    /// Counts the letters of a text.
    ///
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
        letters.written_in_chinese = letters.han >= MIN_HAN
            && letters.by_number() == Some(LineLanguage::English)
            && is_written_in_chinese(text);
        letters
    }

    /// Returns the language of the text, or `None` if it has no letters.
    ///
    /// Latin names may fill most of a Chinese sentence. The sentence is Chinese if the words between the names are
    /// Chinese.
    pub(crate) fn language(self) -> Option<LineLanguage> {
        if self.written_in_chinese { Some(LineLanguage::Chinese) } else { self.by_number() }
    }

    /// Returns the language that the number of letters of each kind suggests, or `None` if there are no letters.
    fn by_number(self) -> Option<LineLanguage> {
        let Self { han, latin, kana, other, .. } = self;
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

/// Minimum number of Han characters outside brackets and quotation marks in a Chinese sentence whose letters are mostly
/// Latin. A single Han character may be one that an English sentence mentions.
const MIN_HAN: usize = 2;

/// English function words, which are rare in a Chinese sentence.
const FUNCTION_WORDS: WordList = word_list!("stop_words_en.txt");

/// Han characters of Chinese function words.
const GRAMMAR: &str = "的了是在着也就不与和这那有将被把可会能要请为以及或从对于用";

/// Whether a text whose letters are mostly Latin has the grammar of Chinese: enough Han characters outside brackets and
/// quotation marks, and few English function words compared with Chinese function words and full-width marks.
///
/// Time O(length of `text`).
fn is_written_in_chinese(text: &str) -> bool {
    let (mut han, mut grammar, mut depth, mut quoted) = (0, 0, 0_usize, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if opens(c) => depth += 1,
            _ if closes(c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        han += usize::from(depth == 0 && !quoted && is_han(c));
        grammar +=
            usize::from(GRAMMAR.contains(c) || matches!(c, '。' | '，' | '、' | '；' | '：' | '？' | '！'));
    }
    if han < MIN_HAN {
        return false;
    }
    let words = function_words(text);
    words == 0 || grammar > 2 * words
}

/// Counts English function words. A word with an initial capital counts only if it is the first word of the text and a
/// lower-case word follows, because names have capitals.
fn function_words(text: &str) -> usize {
    let mut words = text.split_whitespace().peekable();
    let (mut count, mut first) = (0, true);
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let is_word = bare.starts_with(char::is_lowercase)
            || (first && words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_lowercase())));
        count += usize::from(is_word && FUNCTION_WORDS.contains_ignore_case(bare));
        first = false;
    }
    count
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
            ("Visual Studio Code 是免费的。", Some(LineLanguage::Chinese)),
            ("The New York Times Company 是一家公司。", Some(LineLanguage::Chinese)),
            ("安装 Docker Desktop、Settings、Resources、WSL Integration。", Some(LineLanguage::Chinese)),
            ("git clone 用于复制仓库。", Some(LineLanguage::Chinese)),
            ("Visual Studio Code 是 Microsoft 的 IDE of choice。", Some(LineLanguage::Chinese)),
            ("The character 汉字 is hard to write", Some(LineLanguage::English)),
            ("Press “确定” and wait a moment", Some(LineLanguage::English)),
            ("Zhang Wei (张伟) left early", Some(LineLanguage::English)),
        ];
        for (line, language) in rows {
            assert_eq!(LineLetters::of(line).language(), language, "{line}");
        }
    }
}
