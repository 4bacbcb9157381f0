//! Reads, aligns, filters and writes a document.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use bitext::export::Document;
use bitext::{Aligner, Bead, Bitext, Filtering, Language, Markup, Pair, Script, Span, Text, WordAlignment};
use indicatif::ProgressBar;

use crate::failure::Failure;
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::job::{Job, JobFiles};
use crate::kept_rows::{KeptAnchors, KeptRows};
use crate::progress::THOUSANDTHS;
use crate::segmentation::Segmentation;
use crate::sides::{FileOrder, NamedText, order};

/// An aligned document, with its texts.
pub(crate) struct AlignedDocument {
    english: SideText,
    /// `None` for a page, which has both languages in one text.
    chinese: Option<SideText>,
    parts: (Vec<Span>, Vec<Span>, Vec<Bead>),
    /// A warning if the file names contradict the languages of the texts.
    order_warning: Option<String>,
    /// A note on the rows that were kept.
    note: Option<String>,
    /// The word alignment of each pair, if the output format has word links.
    words: Option<Vec<WordAlignment>>,
    /// Probability that the two texts translate each other; `None` for a page.
    translation_probability: Option<f32>,
}

pub(crate) struct SideText {
    text: Text,
    path: PathBuf,
    /// The name in messages.
    pub(crate) file: String,
    /// Number of undecodable byte sequences replaced with U+FFFD.
    pub(crate) replaced: usize,
}

impl SideText {
    fn new(path: &Path, text: Text) -> Self {
        let replaced = text.replaced();
        Self { text, path: path.to_owned(), file: input::name(path), replaced }
    }

    /// Returns why a page has no sentence in a language. For Markdown and HTML, suggests `--markup plain`, which also
    /// reads code and comments.
    fn why_missing(&self, language: &str) -> String {
        let (script, letters) =
            if language == "English" { (Script::Latin, "Latin") } else { (Script::Han, "Chinese") };
        let mut reason = if self.text.as_str().chars().any(|c| Script::of(c) == script) {
            format!(
                "no sentence on the page is {language}: it has {letters} letters only in sentences of other languages"
            )
        } else {
            format!("there is no {language} on the page")
        };
        if matches!(self.text.markup(), Markup::Markdown | Markup::Html) {
            reason.push_str("; --markup plain also reads its code and comments");
        }
        reason
    }

    fn named(&self) -> NamedText<'_> {
        NamedText { text: self.text.as_str(), path: &self.path, file: &self.file }
    }
}

/// How a document is read and aligned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SideOptions<'o> {
    /// Whether each line is a sentence.
    pub(crate) presplit: bool,
    /// The rows to keep, if the command line names a corrected file.
    pub(crate) kept: Option<&'o KeptRows>,
    /// The segmentation rules, if they are not the built-in ones.
    pub(crate) rules: Option<&'o Segmentation>,
    /// Whether the words of each pair are linked.
    pub(crate) words: bool,
    /// The language of the first text, if the command line states it.
    pub(crate) first: Option<Language>,
}

/// Aligns a document. `bar`, if any, shows the share of the work that is done. A panic, for example in a dependency,
/// becomes a failure of this document only.
pub(crate) fn align(
    job: &Job,
    aligner: &Aligner,
    input: &Input,
    options: SideOptions<'_>,
    bar: Option<&ProgressBar>,
) -> Result<AlignedDocument, Failure> {
    isolated(&job.label(), || align_job(job, aligner, input, options, bar))
}

fn isolated<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // Unwind safety: after a panic no value that `work` changed is used.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Failure::Input(format!("{name}: internal error: please report it, with the input if you can")))
    })
}

fn align_job(
    job: &Job,
    aligner: &Aligner,
    input: &Input,
    options: SideOptions<'_>,
    bar: Option<&ProgressBar>,
) -> Result<AlignedDocument, Failure> {
    let read = |path: &Path, number| {
        let text = input.at(number).text(path)?;
        if text.as_str().trim().is_empty() {
            return Err(Failure::Input(format!(
                "{}: is empty: there is nothing to align",
                input::name(path)
            )));
        }
        Ok(SideText::new(path, text))
    };
    match &job.files {
        JobFiles::Page(path) => {
            let page = read(path, 0)?;
            let (bitext, note) = aligned_page(aligner, page.text.as_str(), options)?;
            let words = options.words.then(|| aligner.align_words_of(&bitext));
            let parts = bitext.into_parts();
            Ok(AlignedDocument {
                english: page,
                chinese: None,
                parts,
                order_warning: None,
                note,
                words,
                translation_probability: None,
            })
        }
        JobFiles::Texts(one, other) => {
            let (english, chinese, order_warning) = in_order(read(one, 0)?, read(other, 1)?, options.first)?;
            let (bitext, note) = aligned_texts(aligner, (&english.text, &chinese.text), options, bar)?;
            let words = options.words.then(|| aligner.align_words_of(&bitext));
            let translation_probability = bitext.translation_probability();
            let parts = bitext.into_parts();
            Ok(AlignedDocument {
                english,
                chinese: Some(chinese),
                parts,
                order_warning,
                note,
                words,
                translation_probability,
            })
        }
    }
}

/// Aligns a page. Also returns a note on the rows that were kept.
fn aligned_page<'t>(
    aligner: &Aligner,
    page: &'t str,
    options: SideOptions<'_>,
) -> Result<(Bitext<'t>, Option<String>), Failure> {
    let Some(kept) = options.kept else { return Ok((aligner.align_page(page), None)) };
    let KeptAnchors { anchors, note } = kept.anchors(page, page)?;
    let bitext = aligner.align_page_around(page, &anchors).map_err(|error| kept.refused(&error))?;
    Ok((bitext, note))
}

/// Aligns an English and a Chinese text. Also returns a note on the rows that were kept.
fn aligned_texts<'t>(
    aligner: &Aligner,
    (english, chinese): (&'t Text, &'t Text),
    options: SideOptions<'_>,
    bar: Option<&ProgressBar>,
) -> Result<(Bitext<'t>, Option<String>), Failure> {
    if let Some(kept) = options.kept {
        let (own, other) = (english.as_str(), chinese.as_str());
        let KeptAnchors { anchors, note } = kept.anchors(own, other)?;
        let aligned = if options.presplit {
            aligner.align_lines_around(own, other, &anchors)
        } else {
            aligner.align_documents_around(english, chinese, &anchors)
        };
        return Ok((aligned.map_err(|error| kept.refused(&error))?, note));
    }
    if options.presplit {
        return Ok((aligner.align_lines(english.as_str(), chinese.as_str()), None));
    }
    if let Some(rules) = options.rules {
        let bitext = aligner.align_documents_by_rules((english, &rules.english), (chinese, &rules.chinese));
        return Ok((bitext, None));
    }
    let aligned = aligner.try_align_documents(english, chinese, |share| {
        if let Some(bar) = bar {
            bar.set_position((share * THOUSANDTHS as f64) as u64);
        }
        ControlFlow::<Infallible>::Continue(())
    });
    let ControlFlow::Continue(bitext) = aligned;
    Ok((bitext, None))
}

/// Puts the English text first. Also returns a warning if the file names contradict this order.
fn in_order(
    one: SideText,
    other: SideText,
    first: Option<Language>,
) -> Result<(SideText, SideText, Option<String>), Failure> {
    let FileOrder { english_first, warning } = order(one.named(), other.named(), first)?;
    Ok(if english_first { (one, other, warning) } else { (other, one, warning) })
}

impl AlignedDocument {
    /// Returns the texts that were read: one for a page, otherwise two.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &SideText> {
        std::iter::once(&self.english).chain(&self.chinese)
    }

    /// Returns a note on the rows that were kept, if there is one.
    pub(crate) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Returns the language missing from the document, if any.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        match &self.parts {
            (english, _, _) if english.is_empty() => Some("English"),
            (_, chinese, _) if chinese.is_empty() => Some("Chinese"),
            _ => None,
        }
    }

    /// Returns the probability that the texts translate each other, if it is below .5.
    pub(crate) fn doubt(&self) -> Option<f32> {
        self.translation_probability.filter(|&probability| probability < 0.5)
    }

    /// Returns a warning if the file names contradict the languages, a language is missing, the texts do not seem to
    /// translate each other, or no sentence has a counterpart.
    pub(crate) fn warning(&self) -> Option<String> {
        if let Some(warning) = &self.order_warning {
            return Some(warning.clone());
        }
        if let Some(language) = self.missing() {
            return Some(self.english.why_missing(language));
        }
        if let Some(probability) = self.doubt() {
            return Some(format!(
                "the texts do not seem to translate each other (probability {probability:.2})"
            ));
        }
        let (_, _, beads) = &self.parts;
        beads.iter().all(Bead::is_null).then(|| "no sentence has a counterpart".to_owned())
    }

    pub(crate) fn write(
        self,
        whole: bool,
        names: &FileNames,
        filtering: &mut Filtering,
        write: impl FnOnce(Document<'_, '_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let chinese = self.chinese.as_ref().unwrap_or(&self.english);
        let (english_spans, chinese_spans, beads) = self.parts;
        let bitext = Bitext::from_parts(
            self.english.text.as_str(),
            english_spans,
            chinese.text.as_str(),
            chinese_spans,
            beads,
        )?;
        let document = if whole { Document::whole(&bitext) } else { Document::new(&bitext) };
        let files = (names.of(&self.english.path), names.of(&chinese.path));
        let mut document = document.files(&files.0, &files.1);
        if let Some(words) = &self.words {
            document = document.word_alignments(words)?;
        }
        document.retain(|pair| (whole || is_pair(pair)) && filtering.check(pair).is_none());
        write(document)
    }
}

/// Whether both sides of a pair have text, and the pair is translated. With `--presplit`, a sentence may be blank.
fn is_pair(pair: Pair<'_, '_>) -> bool {
    !pair.english().trim().is_empty() && !pair.chinese().trim().is_empty() && !pair.is_untranslated()
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
