//! Decides which of two files is the English one.

use std::path::Path;

use bitext::{Language, TextOrder, detect, text_order};

use crate::failure::Failure;
use crate::file_marks::{CHINESE, ENGLISH};

/// A text, with the path of its file and the name of the file in messages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamedText<'t> {
    pub(crate) text: &'t str,
    pub(crate) path: &'t Path,
    pub(crate) file: &'t str,
}

/// The order of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileOrder {
    pub(crate) english_first: bool,
    /// A warning if the file names contradict this order.
    pub(crate) warning: Option<String>,
}

/// Decides which text is the English one: by the option `first`, else by the content, else by the file names.
pub(crate) fn order(
    one: NamedText<'_>,
    other: NamedText<'_>,
    first: Option<Language>,
) -> Result<FileOrder, Failure> {
    if let Some(first) = first {
        return Ok(FileOrder { english_first: first == Language::English, warning: None });
    }
    let named = named_order(one.path, other.path);
    let both = |language| {
        Err(Failure::Input(format!(
            "{} and {} are both {language}: name one text in English and one in Chinese, use --pages if each contains \
             both, or --first to align them anyway",
            one.file, other.file
        )))
    };
    let english_first = match text_order(one.text, other.text) {
        TextOrder::EnglishFirst => true,
        TextOrder::ChineseFirst => false,
        TextOrder::BothEnglish => return both("English"),
        TextOrder::BothChinese => return both("Chinese"),
        _ => match named {
            Some(english_first) => return Ok(FileOrder { english_first, warning: None }),
            None => return Err(unclear(one, other)),
        },
    };
    let english = if english_first { one } else { other };
    let is_named_english = parts(english.path).iter().any(|part| ENGLISH.contains(&part.as_str()));
    if !is_named_english && let Some(language) = foreign(english.text) {
        return Err(in_another_language(english, language));
    }
    let warning = named.filter(|&named| named != english_first).map(|_| {
        format!("{} is in English, though the file names say otherwise: --first decides", english.file)
    });
    Ok(FileOrder { english_first, warning })
}

/// A text counts as neither English nor Chinese only if the detector is at least this confident. With less
/// confidence, it may be an English text with foreign names.
const MIN_CONFIDENCE: f64 = 0.8;
/// A text counts as neither English nor Chinese only if it has at least this many words, separated by white
/// space.
const MIN_WORDS: usize = 4;

/// Returns the language of a text that the detector confidently classifies as neither English nor Chinese; otherwise
/// `None`.
fn foreign(text: &str) -> Option<Language> {
    let found = detect(text);
    let is_english = matches!(found.language, Language::English | Language::Chinese | Language::Undetermined);
    let enough = text.split_whitespace().nth(MIN_WORDS - 1).is_some();
    (!is_english && enough && found.confidence >= MIN_CONFIDENCE).then_some(found.language)
}

fn in_another_language(text: NamedText<'_>, language: Language) -> Failure {
    Failure::Input(format!(
        "{}: is in the language `{language}`: name one text in English and one in Chinese, or use --first to align them anyway",
        text.file
    ))
}

/// Returns the failure if neither the content nor the file names of two texts tell which one is English.
fn unclear(one: NamedText<'_>, other: NamedText<'_>) -> Failure {
    for text in [one, other] {
        let language = detect(text.text).language;
        if !matches!(language, Language::English | Language::Chinese | Language::Undetermined) {
            return in_another_language(text, language);
        }
    }
    Failure::Input(format!(
        "{} and {}: neither text is clearly the English one: use --pages if each contains both languages, or --first",
        one.file, other.file
    ))
}

/// Whether the first text is the English one, according to the file names. Parts that both paths share do not count.
pub(crate) fn named_order(one: &Path, other: &Path) -> Option<bool> {
    let (first, second) = (parts(one), parts(other));
    let of = |own: &[String], others: &[String]| {
        let mut own = own.iter().filter(|part| !others.contains(part));
        own.find_map(|part| {
            let is = |names: &[&str]| names.contains(&part.as_str());
            if is(&ENGLISH) { Some(true) } else { is(&CHINESE).then_some(false) }
        })
    };
    match (of(&first, &second), of(&second, &first)) {
        (Some(one), Some(other)) => (one != other).then_some(one),
        (Some(one), None) => Some(one),
        (None, Some(other)) => Some(!other),
        (None, None) => None,
    }
}

/// Returns the parts of a path, from last to first: `docs/zh-CN/a.md` has `md`, `a`, `cn`, `zh`, `docs`.
fn parts(path: &Path) -> Vec<String> {
    let path = path.to_string_lossy().to_lowercase();
    path.rsplit(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let cases = [
            ("a.en", "a.zh", Some(true)),
            ("a.zh-CN.md", "a.md", Some(false)),
            ("README.md", "README_zh.md", Some(true)),
            ("docs/zh/en.md", "docs/en/en.md", Some(false)),
            ("zh/a.txt", "en/a.txt", Some(false)),
            ("book_chs.srt", "book_eng.srt", Some(false)),
            ("a.txt", "b.txt", None),
            ("en1.txt", "zh1.txt", None),
            ("a.en.txt", "b.en.txt", None),
        ];
        for (one, other, expected) in cases {
            assert_eq!(named_order(Path::new(one), Path::new(other)), expected, "{one} {other}");
        }
    }

    #[test]
    fn content_decides_before_names() {
        let order = |one: (&str, &str), other: (&str, &str), first| {
            let text =
                |(file, text): (&'static str, &'static str)| NamedText { text, path: Path::new(file), file };
            let (one, other): ((&'static str, &'static str), (&'static str, &'static str)) =
                ((leak(one.0), leak(one.1)), (leak(other.0), leak(other.1)));
            order(text(one), text(other), first).map_err(|failure| failure.to_string())
        };
        let found = order(("a.en", "茶好了。"), ("a.zh", "Tea is ready."), None).unwrap();
        assert!(!found.english_first);
        assert_eq!(
            found.warning.as_deref(),
            Some("a.zh is in English, though the file names say otherwise: --first decides")
        );
        let found = order(("a.zh", "1"), ("a.en", "2"), None).unwrap();
        assert_eq!(found, FileOrder { english_first: false, warning: None });
        let found = order(("a", "茶好了。"), ("b", "水开了。"), Some(Language::English)).unwrap();
        assert_eq!(found, FileOrder { english_first: true, warning: None });
        assert!(
            order(("a.en", "茶好了。"), ("a.zh", "水开了。"), None).unwrap_err().contains("are both Chinese")
        );
        assert!(order(("a", "1"), ("b", "2"), None).unwrap_err().contains("--first"));
    }

    fn leak(text: &str) -> &'static str {
        Box::leak(text.to_owned().into_boxed_str())
    }
}
