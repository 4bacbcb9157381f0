//! An aligned document: reads, aligns, filters and writes it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bitext::export::Document;
use bitext::{Aligner, Bead, Bitext, Filtering, Language, Markup, Pair, Script, Span, Text, detect};

use crate::failure::Failure;
use crate::input::{self, Input};
use crate::plan::Job;

/// An aligned document, with its texts.
pub(crate) struct AlignedDocument {
    english: SideText,
    /// `None` for a page, which has both languages in one text.
    chinese: Option<SideText>,
    parts: (Vec<Span>, Vec<Span>, Vec<Bead>),
}

pub(crate) struct SideText {
    text: String,
    pub(crate) file: String,
    /// How many U+FFFD replace bytes that do not decode.
    pub(crate) replaced: usize,
    markup: Markup,
}

impl SideText {
    fn new(path: &Path, text: Text) -> Self {
        let (replaced, markup) = (text.replaced(), text.markup());
        Self { text: text.into_string(), file: input::name(path), replaced, markup }
    }

    /// Why a page has no sentence in a language: no letter of it, or only letters in sentences of other languages. The reader of
    /// Markdown and HTML leaves out code and comments, which `--markup plain` reads.
    fn why_missing(&self, language: &str) -> String {
        let (script, letters) =
            if language == "English" { (Script::Latin, "Latin") } else { (Script::Han, "Chinese") };
        let mut reason = if self.text.chars().any(|c| Script::of(c) == script) {
            format!(
                "no sentence on the page is {language}: it has {letters} letters only in sentences of other languages"
            )
        } else {
            format!("there is no {language} on the page")
        };
        if matches!(self.markup, Markup::Markdown | Markup::Html) {
            reason.push_str("; --markup plain also reads its code and comments");
        }
        reason
    }
}

/// Aligns a document. A panic, in a dependency for example, is a failure of this document alone.
pub(crate) fn align(
    job: &Job,
    aligner: &Aligner,
    input: Input,
    presplit: bool,
) -> Result<AlignedDocument, Failure> {
    isolated(&job.name(), || align_job(job, aligner, input, presplit))
}

fn isolated<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // Unwind safety: after a panic no value that `work` changed is used.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Failure::Input(format!("{name}: internal error: please report it, with the input if you can")))
    })
}

fn align_job(job: &Job, aligner: &Aligner, input: Input, presplit: bool) -> Result<AlignedDocument, Failure> {
    let read = |path: &Path| {
        let text = input.text(path)?;
        if text.as_str().trim().is_empty() {
            return Err(Failure::Input(format!(
                "{}: is empty: there is nothing to align",
                input::name(path)
            )));
        }
        Ok(SideText::new(path, text))
    };
    match job {
        Job::Page(path) => {
            let page = read(path)?;
            let bitext = aligner.align_page(&page.text);
            let parts = bitext.into_parts();
            Ok(AlignedDocument { english: page, chinese: None, parts })
        }
        Job::Texts(one, other) => {
            let (english, chinese) = in_order(read(one)?, read(other)?, are_named(one, other))?;
            let bitext = if presplit {
                aligner.align_lines(&english.text, &chinese.text)
            } else {
                aligner.align_texts(&english.text, &chinese.text)
            };
            let parts = bitext.into_parts();
            Ok(AlignedDocument { english, chinese: Some(chinese), parts })
        }
    }
}

/// Whether the file extensions say that the first text is English and the second one Chinese.
fn are_named(one: &Path, other: &Path) -> bool {
    let ends = |path: &Path, end: &str| path.extension().is_some_and(|extension| extension == end);
    ends(one, "en") && ends(other, "zh")
}

/// Puts the English text first. A text without letters, such as a table of figures, is taken for the translation of the
/// other. If `named`, the file extensions decide about a text, often a short one, that looks like neither language.
fn in_order(one: SideText, other: SideText, named: bool) -> Result<(SideText, SideText), Failure> {
    let (of_one, of_other) = (detect(&one.text), detect(&other.text));
    match (of_one.language(), of_other.language()) {
        (Language::English, Language::Chinese | Language::Undetermined)
        | (Language::Undetermined, Language::Chinese) => Ok((one, other)),
        (Language::Chinese, Language::English | Language::Undetermined)
        | (Language::Undetermined, Language::English) => Ok((other, one)),
        (first, second) if first == second => Err(Failure::Input(format!(
            "{} and {} are both {}: name one text in English and one in Chinese, or use --pages if each contains both",
            one.file,
            other.file,
            english_name(first)
        ))),
        _ if named => Ok((one, other)),
        (first, second) => {
            let (file, language) = if matches!(first, Language::English | Language::Chinese) {
                (&other.file, second)
            } else {
                (&one.file, first)
            };
            Err(Failure::Input(format!(
                "{file}: is {}: name one text in English and one in Chinese",
                english_name(language)
            )))
        }
    }
}

fn english_name(language: Language) -> String {
    match language {
        Language::English => "English".to_owned(),
        Language::Chinese => "Chinese".to_owned(),
        Language::Undetermined => "without letters".to_owned(),
        other => format!("in the language `{other}`"),
    }
}

impl AlignedDocument {
    /// The texts that were read: one for a page.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &SideText> {
        std::iter::once(&self.english).chain(&self.chinese)
    }

    /// The language missing from the document.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        match &self.parts {
            (english, _, _) if english.is_empty() => Some("English"),
            (_, chinese, _) if chinese.is_empty() => Some("Chinese"),
            _ => None,
        }
    }

    /// Why the output will be empty, if it will.
    pub(crate) fn warning(&self) -> Option<String> {
        if let Some(language) = self.missing() {
            return Some(self.english.why_missing(language));
        }
        let (_, _, beads) = &self.parts;
        beads.iter().all(Bead::is_null).then(|| "no sentence has a counterpart".to_owned())
    }

    pub(crate) fn write(
        self,
        whole: bool,
        filtering: &mut Filtering,
        write: impl FnOnce(Document<'_, '_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let chinese = self.chinese.as_ref().unwrap_or(&self.english);
        let (english_spans, chinese_spans, beads) = self.parts;
        let bitext =
            Bitext::from_parts(&self.english.text, english_spans, &chinese.text, chinese_spans, beads)?;
        let document = if whole { Document::whole(&bitext) } else { Document::new(&bitext) };
        let mut document = document.files(&self.english.file, &chinese.file);
        // A bead with a blank side is left out, like a sentence without a counterpart.
        document.retain(|pair| (whole || has_both(pair)) && filtering.check(pair).is_none());
        write(document)
    }
}

/// Whether neither side of a pair is blank: with `--presplit`, a sentence may be a blank line.
fn has_both(pair: Pair<'_, '_>) -> bool {
    !pair.english().trim().is_empty() && !pair.chinese().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_one_document() {
        let failure = isolated::<()>("a.txt", || panic!("a broken table")).unwrap_err();
        let expected = "a.txt: internal error: please report it, with the input if you can";
        assert_eq!(failure.to_string(), expected);
        assert!(isolated("b.txt", || Ok(())).is_ok());
    }
}
