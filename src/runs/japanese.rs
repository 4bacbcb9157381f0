//! Han characters that Chinese uses and Japanese does not.

use crate::HanVariant;
use crate::normalize::variant;
use crate::tables::{CharList, char_list};

/// Whether Chinese writes `c` and modern Japanese does not, or hardly ever. Time O(log entries).
pub(super) fn is_chinese_only(c: char) -> bool {
    match variant(c) {
        HanVariant::Simplified => !NEW_FORMS.contains(c),
        HanVariant::Traditional => OLD_FORMS.contains(c) || CHINESE_WORDS.contains(c),
        HanVariant::Common => CHINESE_WORDS.contains(c),
    }
}

/// Japanese new forms (shinjitai) that are also simplified characters of Chinese.
const NEW_FORMS: CharList = char_list!("japanese_new_forms.txt");
/// Traditional characters for which Japanese uses a new form.
const OLD_FORMS: CharList = char_list!("japanese_old_forms.txt");
/// Characters that occur in common Chinese words but not, or hardly ever, in Japanese.
const CHINESE_WORDS: CharList = char_list!("chinese_only_characters.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_sentences_have_no_chinese_only_character() {
        assert!(!"昨日は国立図書館で経済の本を読んだ。学生会の写真".chars().any(is_chinese_only));
        assert!("这们".chars().all(is_chinese_only));
        assert!("灣發嗎".chars().all(is_chinese_only));
    }
}
