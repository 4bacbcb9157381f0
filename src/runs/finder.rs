//! The iterator of language runs: merges letter runs of one language, and places the boundaries between runs.

use crate::{HanVariant, Language, Run, Span};

use super::boundary::boundary;
use super::language_set::LanguageSet;
use super::letter_run::LetterRun;
use super::letter_runs::LetterRuns;

/// Splits text into language runs. Cheap to create and to copy.
///
/// ```
/// use bitext::{Language, RunFinder};
///
/// let text = "他说：“See you in Beijing.”然后就走了。";
/// let found: Vec<_> = RunFinder::new().runs(text).map(|run| (run.language, run.of(text))).collect();
/// assert_eq!(
///     found,
///     [
///         (Language::Chinese, "他说："),
///         (Language::English, "“See you in Beijing.”"),
///         (Language::Chinese, "然后就走了。"),
///     ]
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct RunFinder {
    languages: LanguageSet,
}

impl RunFinder {
    /// Returns a finder for all languages of [`Language::ALL`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Restricts the results to these languages. Text in any other language is read as one of these languages if that
    /// language uses the same letters, and otherwise as [`Language::Undetermined`]. An empty slice lifts the
    /// restriction.
    ///
    /// ```
    /// use bitext::{Language, RunFinder};
    ///
    /// let finder = RunFinder::new().languages(&[Language::Chinese, Language::English]);
    /// let runs: Vec<_> = finder.runs("Je ne sais pas où il est.").map(|run| run.language).collect();
    /// assert_eq!(runs, [Language::English]);
    /// ```
    #[must_use]
    pub fn languages(mut self, languages: &[Language]) -> Self {
        self.languages = LanguageSet::of(languages);
        self
    }

    /// Returns the runs of `text`, in order. They tile the text: the first run begins at 0, each further run begins
    /// where the previous one ends, and the last run ends with the text. Adjacent runs differ in language. An empty
    /// text has no runs. A text without letters is one run in [`Language::Undetermined`].
    ///
    /// Time O(length of `text`) for all runs together; no allocation.
    #[must_use]
    pub fn runs<'t>(&self, text: &'t str) -> Runs<'t> {
        Runs {
            text,
            letter_runs: LetterRuns::new(text, self.languages),
            open: None,
            start: 0,
            done: text.is_empty(),
        }
    }
}

/// Returns the language runs of a text, without a restriction of languages. This is the same as
/// `RunFinder::new().runs(text)`.
///
/// ```
/// use bitext::{Language, runs};
///
/// let languages: Vec<_> = runs("华为 Mate 60 于2023年8月发布。").map(|run| run.language).collect();
/// assert_eq!(languages, [Language::Chinese, Language::English, Language::Chinese]);
/// ```
#[must_use]
pub fn runs(text: &str) -> Runs<'_> {
    RunFinder::new().runs(text)
}

/// Iterator of [`RunFinder::runs`].
#[derive(Clone, Debug)]
pub struct Runs<'t> {
    text: &'t str,
    letter_runs: LetterRuns<'t>,
    /// The letters of the run that is not complete yet.
    open: Option<LetterRun>,
    start: usize,
    done: bool,
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        if self.done {
            return None;
        }
        for letters in self.letter_runs.by_ref() {
            match &mut self.open {
                None => self.open = Some(letters),
                Some(open) if open.language == letters.language => open.extend(&letters),
                Some(open) => {
                    let boundary = boundary(self.text, open, &letters);
                    let run = open.run(Span::new(self.start, boundary));
                    self.start = boundary;
                    self.open = Some(letters);
                    return Some(run);
                }
            }
        }
        self.done = true;
        let span = Span::new(self.start, self.text.len());
        Some(
            self.open.map_or(
                Run { span, language: Language::Undetermined, variant: HanVariant::Common },
                |open| open.run(span),
            ),
        )
    }
}

impl std::iter::FusedIterator for Runs<'_> {}
