//! Han characters that Chinese uses and Japanese does not.

use crate::HanVariant;
use crate::normalize::variant;
use crate::tables::{CharList, char_list};

/// How strongly a Han character is evidence of Chinese against Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChineseEvidence {
    /// A character that both languages write.
    None,
    /// A character that is rare in modern Japanese, but not in names and old texts of Japan and Korea.
    OldForm,
    /// A character that only Chinese writes.
    Chinese,
}

impl ChineseEvidence {
    /// Returns the evidence of `c`. Time O(log n), where n is the number of characters in the lists.
    pub(super) fn of(c: char) -> Self {
        match variant(c) {
            HanVariant::Simplified if !NEW_FORMS.contains(c) => Self::Chinese,
            HanVariant::Simplified => Self::None,
            _ if CHINESE_WORDS.contains(c) => Self::Chinese,
            HanVariant::Traditional if OLD_FORMS.contains(c) => Self::OldForm,
            _ => Self::None,
        }
    }
}

/// Japanese new forms (shinjitai) that are also simplified Chinese characters.
const NEW_FORMS: CharList = char_list!("japanese_new_forms.txt");
/// Traditional characters for which Japanese uses a new form.
const OLD_FORMS: CharList = char_list!("japanese_old_forms.txt");
/// Characters that are in common Chinese words but rare or absent in Japanese.
const CHINESE_WORDS: CharList = char_list!("chinese_only_characters.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_sentences_have_no_chinese_only_character() {
        let evidence = |text: &str| text.chars().map(ChineseEvidence::of).max();
        assert_eq!(evidence("昨日は国立図書館で経済の本を読んだ。学生会の写真"), Some(ChineseEvidence::None));
        assert_eq!(evidence("灣發"), Some(ChineseEvidence::OldForm));
        assert!("这们嗎們".chars().all(|c| ChineseEvidence::of(c) == ChineseEvidence::Chinese));
    }
}
