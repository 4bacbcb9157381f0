//! The meaning of the columns of a table, by their names.

use crate::export::language_choice::{LanguageChoice, TextSide, tag_of};
use crate::{Language, LanguageTag};

/// What a column has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Column {
    /// Text of a language.
    Text(LanguageTag),
    /// The original text, in either language.
    Source,
    /// Its translation.
    Target,
    Confidence,
    Score,
    Bead,
    EnglishSentences,
    ChineseSentences,
    EnglishSpans,
    ChineseSpans,
    Flags,
    Review,
    Document,
    Note,
    Id,
    /// Whether the translation is a suggestion that nobody has confirmed.
    Fuzzy,
    Other,
}

impl Column {
    /// Whether the fields of the column are read. The two columns with the texts are read in any case.
    pub(crate) fn has_meaning(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Source | Self::Target | Self::Other)
    }
}

/// Names of columns that are not the name or the code of a language.
const NAMES: [(&str, Column); 38] = [
    ("source", Column::Source),
    ("src", Column::Source),
    ("source text", Column::Source),
    ("source_text", Column::Source),
    ("original", Column::Source),
    ("msgid", Column::Source),
    ("原文", Column::Source),
    ("target", Column::Target),
    ("tgt", Column::Target),
    ("target text", Column::Target),
    ("target_text", Column::Target),
    ("translation", Column::Target),
    ("msgstr", Column::Target),
    ("译文", Column::Target),
    ("譯文", Column::Target),
    ("翻译", Column::Target),
    ("翻譯", Column::Target),
    ("confidence", Column::Confidence),
    ("score", Column::Score),
    ("bead", Column::Bead),
    ("english_sentences", Column::EnglishSentences),
    ("chinese_sentences", Column::ChineseSentences),
    ("english_spans", Column::EnglishSpans),
    ("chinese_spans", Column::ChineseSpans),
    ("flags", Column::Flags),
    ("review", Column::Review),
    ("document", Column::Document),
    ("note", Column::Note),
    ("notes", Column::Note),
    ("comment", Column::Note),
    ("comments", Column::Note),
    ("备注", Column::Note),
    ("備註", Column::Note),
    // `id` is also the code of Indonesian.
    ("id", Column::Id),
    ("key", Column::Id),
    ("msgctxt", Column::Id),
    ("context", Column::Id),
    ("fuzzy", Column::Fuzzy),
];

const ENGLISH_NAMES: [&str; 5] = ["英文", "英语", "英語", "en text", "en_text"];
const SIMPLIFIED_NAMES: [&str; 3] = ["简体中文", "简体", "简中"];
const TRADITIONAL_NAMES: [&str; 3] = ["繁體中文", "繁體", "繁中"];
const CHINESE_NAMES: [&str; 7] = ["中文", "汉语", "漢語", "国语", "國語", "zh text", "zh_text"];

/// Returns what the columns with these names hold.
pub(crate) fn columns(names: &[String]) -> Vec<Column> {
    names.iter().map(|name| column(name.trim().trim_start_matches('\u{feff}'))).collect()
}

fn column(name: &str) -> Column {
    let lower = name.to_lowercase();
    if let Some((_, column)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return column.clone();
    }
    let groups: [(&[&str], &str); 4] = [
        (&ENGLISH_NAMES, "en"),
        (&SIMPLIFIED_NAMES, "zh-Hans"),
        (&TRADITIONAL_NAMES, "zh-Hant"),
        (&CHINESE_NAMES, "zh"),
    ];
    let code = groups.iter().find(|(names, _)| names.contains(&&*lower)).map_or(name, |(_, code)| code);
    // Only English and Chinese count: a name of three letters such as `row` may be the code of another language.
    let known = |tag: &LanguageTag| matches!(tag.language(), Some(Language::English | Language::Chinese));
    tag_of(code).filter(known).map_or(Column::Other, Column::Text)
}

/// Returns the numbers, from 0, of the first English and the first Chinese column; `None` if there is no such column.
pub(crate) fn text_columns(columns: &[Column], choice: &LanguageChoice) -> (Option<usize>, Option<usize>) {
    let find = |wanted: TextSide| {
        let is_wanted =
            |column: &Column| matches!(column, Column::Text(tag) if choice.side(tag) == Some(wanted));
        columns.iter().position(is_wanted)
    };
    (find(TextSide::English), find(TextSide::Chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns() {
        let tag = |code: &str| Column::Text(code.parse().unwrap());
        let rows = [
            ("English", tag("en")),
            ("EN-US", tag("en-US")),
            ("\u{feff}english", tag("en")),
            ("Chinese (Traditional)", tag("zh-Hant")),
            ("zh_CN", tag("zh-CN")),
            ("简体中文", tag("zh-Hans")),
            ("英文", tag("en")),
            ("译文", Column::Target),
            ("Source", Column::Source),
            ("id", Column::Id),
            ("Review", Column::Review),
            ("fuzzy", Column::Fuzzy),
            ("row", Column::Other),
            ("fr", Column::Other),
            ("", Column::Other),
        ];
        for (name, expected) in rows {
            assert_eq!(column(name.trim_start_matches('\u{feff}')), expected, "{name}");
        }
    }
}
