//! Language marks in the names of files and folders: `guide.zh-CN.md`, `guide_en.txt`, `zh/guide.md`,
//! `合同中文版.docx`.

use std::ops::Range;

/// The language that a mark names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkLanguage {
    English,
    Chinese,
    /// A language that bitext does not align.
    Other,
}

/// A language mark in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) language: MarkLanguage,
    /// Byte range in the path.
    range: Range<usize>,
}

/// Names of English in file names.
pub(crate) const ENGLISH: [&str; 7] = ["en", "eng", "english", "英文", "英文版", "英语", "英語"];
/// Names of Chinese in file names.
pub(crate) const CHINESE: [&str; 30] = [
    "zh",
    "zho",
    "chi",
    "cmn",
    "cn",
    "chs",
    "cht",
    "hans",
    "hant",
    "zhcn",
    "zhtw",
    "zhs",
    "zht",
    "schinese",
    "tchinese",
    "chinese",
    "中文",
    "中文版",
    "汉语",
    "漢語",
    "简体",
    "繁体",
    "繁體",
    "简体中文",
    "繁体中文",
    "繁體中文",
    "简中",
    "繁中",
    "译文",
    "譯文",
];
/// Names of Chinese that are more often something else. They count only as the last part of a name, or as a whole name.
const CHINESE_AT_END: [&str; 5] = ["sc", "tc", "tw", "hk", "gb"];
/// Regions and scripts after the name of a language.
const ENGLISH_SUBTAGS: [&str; 9] = ["us", "gb", "uk", "au", "ca", "nz", "ie", "in", "sg"];
const CHINESE_SUBTAGS: [&str; 9] =
    ["hans", "hant", "cn", "tw", "hk", "mo", "sg", "simplified", "traditional"];
/// Codes of other languages into which documents are often translated.
const OTHERS: [&str; 46] = [
    "ar",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "deu",
    "el",
    "es",
    "fa",
    "fi",
    "fr",
    "fra",
    "ger",
    "he",
    "hi",
    "hu",
    "id",
    "it",
    "ita",
    "ja",
    "jp",
    "jpn",
    "ko",
    "kor",
    "kr",
    "ms",
    "nb",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "rus",
    "sk",
    "spa",
    "sv",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "日文",
    "日本語",
];
/// Names of a language that end a Chinese file name without a separator, longest first.
const CHINESE_ENDINGS: [(&str, MarkLanguage); 9] = [
    ("简体中文版", MarkLanguage::Chinese),
    ("繁體中文版", MarkLanguage::Chinese),
    ("简体中文", MarkLanguage::Chinese),
    ("繁體中文", MarkLanguage::Chinese),
    ("中文版", MarkLanguage::Chinese),
    ("英文版", MarkLanguage::English),
    ("中文", MarkLanguage::Chinese),
    ("英文", MarkLanguage::English),
    ("译文", MarkLanguage::Chinese),
];

/// Maximum number of marks of a path; the last ones count. A name is read without each of its marks, so that with all
/// marks, the 120 kB of `en.` 40,000 times were read as 10 GB.
const MAX_MARKS: usize = 8;

/// Returns the marks in a path whose parts are separated by `/`, in the order of the path.
pub(crate) fn marks(path: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut start = 0;
    for component in path.split('/') {
        marks_of_component(component, start, &mut found);
        start += component.len() + 1;
    }
    found.split_off(found.len().saturating_sub(MAX_MARKS))
}

fn marks_of_component(component: &str, start: usize, found: &mut Vec<Mark>) {
    let lower = component.to_lowercase();
    // A few characters change their length in lower case; a name with such a character is read as it is.
    let name = if lower.len() == component.len() { &lower } else { component };
    let parts = parts(name);
    // The last part of a file name may be its extension.
    let last = parts.len().saturating_sub(if name.contains('.') { 2 } else { 1 });
    let mut number = 0;
    while let Some(part) = parts.get(number) {
        let text = &name[part.clone()];
        let at_end = number >= last;
        let subtags = |tags: &[&str]| {
            let mut end = number + 1;
            while let Some(next) = parts.get(end)
                && matches!(&name[parts[end - 1].end..next.start], "-" | "_")
                && tags.contains(&&name[next.clone()])
            {
                end += 1;
            }
            end
        };
        let (language, end) = if ENGLISH.contains(&text) {
            (MarkLanguage::English, subtags(&ENGLISH_SUBTAGS))
        } else if CHINESE.contains(&text) || at_end && CHINESE_AT_END.contains(&text) {
            (MarkLanguage::Chinese, subtags(&CHINESE_SUBTAGS))
        } else if at_end && OTHERS.contains(&text) {
            (MarkLanguage::Other, number + 1)
        } else if let Some((ending, language)) =
            CHINESE_ENDINGS.iter().find(|(ending, _)| at_end && text.ends_with(ending))
        {
            let range = start + part.end - ending.len()..start + part.end;
            found.push(Mark { language: *language, range });
            number += 1;
            continue;
        } else {
            number += 1;
            continue;
        };
        found.push(Mark { language, range: start + part.start..start + parts[end - 1].end });
        number = end;
    }
}

/// Returns the ranges of the parts of a name between separators.
fn parts(name: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, separator) in name.match_indices(is_separator) {
        if at > start {
            parts.push(start..at);
        }
        start = at + separator.len();
    }
    if start < name.len() {
        parts.push(start..name.len());
    }
    parts
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '_' | '-' | ' ' | '(' | ')' | '[' | ']' | '（' | '）' | '【' | '】' | '·' | '—')
}

/// Returns the path without the given marks of the path, which must be in ascending order. Of the separators around a
/// mark inside a name, one remains: a dot after the mark, otherwise the separator before the mark. A folder whose whole
/// name is a mark is left out.
pub(crate) fn without(path: &str, marks: &[&Mark]) -> String {
    let mut rest = path.to_owned();
    for mark in marks.iter().rev() {
        let (before, after) = (&rest[..mark.range.start], &rest[mark.range.end..]);
        let (left, right) = (before.trim_end_matches(is_separator), after.trim_start_matches(is_separator));
        let (gap, next) = (&before[left.len()..], &after[..after.len() - right.len()]);
        rest = if (left.is_empty() || left.ends_with('/')) && right.starts_with('/') {
            format!("{left}{}", &right[1..])
        } else if left.is_empty() || left.ends_with('/') || right.is_empty() || right.starts_with('/') {
            // The mark is at the start or at the end of a name, so no separator remains.
            format!("{left}{right}")
        } else if next.contains('.') {
            format!("{left}.{right}")
        } else {
            format!("{left}{gap}{right}")
        };
    }
    rest
}

/// Returns the name that the counterpart of a file may have: in the path, the last English mark is replaced by a
/// Chinese one, or the last Chinese mark by an English one.
pub(crate) fn counterpart(path: &str) -> Option<String> {
    let marks = marks(path);
    let mark = marks.iter().rfind(|mark| mark.language != MarkLanguage::Other)?;
    let text = &path[mark.range.clone()];
    let pairs =
        [("english", "chinese"), ("eng", "zho"), ("en", "zh"), ("英文版", "中文版"), ("英文", "中文")];
    let lower = text.to_lowercase();
    let other = pairs.iter().find_map(|(english, chinese)| match mark.language {
        MarkLanguage::English => lower.starts_with(english).then_some(*chinese),
        _ => lower.starts_with(chinese).then_some(*english),
    });
    let other = other.unwrap_or(if mark.language == MarkLanguage::English { "zh" } else { "en" });
    Some(format!("{}{other}{}", &path[..mark.range.start], &path[mark.range.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_removed() {
        use MarkLanguage::{Chinese, English, Other};
        let rows: &[(&str, &[MarkLanguage], &str)] = &[
            ("a.en", &[English], "a"),
            ("a.zh.txt", &[Chinese], "a.txt"),
            ("README.zh-CN.md", &[Chinese], "README.md"),
            ("README_zh.md", &[Chinese], "README.md"),
            ("README-zh_Hans_CN.md", &[Chinese], "README.md"),
            ("README_CN.md", &[Chinese], "README.md"),
            ("README.md", &[], "README.md"),
            ("en-US/guide.md", &[English], "guide.md"),
            ("docs/zh-cn/guide.md", &[Chinese], "docs/guide.md"),
            ("docs-zh/guide.md", &[Chinese], "docs/guide.md"),
            ("en_guide.txt", &[English], "guide.txt"),
            ("guide (中文).txt", &[Chinese], "guide.txt"),
            ("合同中文版.docx", &[Chinese], "合同.docx"),
            ("合同_英文版.docx", &[English], "合同.docx"),
            ("chapter 1 english.txt", &[English], "chapter 1.txt"),
            ("report_tc.txt", &[Chinese], "report.txt"),
            ("tc_report.txt", &[], "tc_report.txt"),
            ("README.ja.md", &[Other], "README.md"),
            ("it works.txt", &[], "it works.txt"),
            ("zh/README.zh.md", &[Chinese, Chinese], "README.md"),
            ("english.txt", &[English], "txt"),
            ("", &[], ""),
            ("///", &[], "///"),
            ("ſen.en", &[English], "ſen"),
        ];
        for (path, languages, expected) in rows {
            let marks = marks(path);
            let found: Vec<_> = marks.iter().map(|mark| mark.language).collect();
            assert_eq!(found, *languages, "{path}");
            assert_eq!(without(path, &marks.iter().collect::<Vec<_>>()), *expected, "{path}");
        }
    }

    #[test]
    fn the_last_marks_of_a_path_count() {
        let path = "en.".repeat(40_000);
        let marks = marks(&path);
        assert_eq!(marks.len(), MAX_MARKS);
        assert_eq!(without(&path, &marks.iter().collect::<Vec<_>>()), "en.".repeat(39_991) + "en");
    }

    #[test]
    fn the_counterpart_has_the_other_mark() {
        for (path, expected) in [
            ("b.en", Some("b.zh")),
            ("zh-CN/b.txt", Some("en/b.txt")),
            ("b_english.txt", Some("b_chinese.txt")),
            ("合同中文版.docx", Some("合同英文版.docx")),
            ("b.txt", None),
        ] {
            assert_eq!(counterpart(path).as_deref(), expected, "{path}");
        }
    }
}
