//! Consecutive letters of one language.

use crate::{HanVariant, Language, Run, Span};

use super::variant_count::VariantCount;

/// Consecutive letters of one language, including the neutral characters between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LetterRun {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) language: Language,
    /// The numbers of simplified and of traditional characters.
    pub(crate) count: VariantCount,
    /// Evidence for the language over the next best language, in nats; 0 for letters that are not Latin.
    pub(crate) margin: f64,
}

impl LetterRun {
    pub(super) fn new(start: usize, end: usize, language: Language) -> Self {
        Self { start, end, language, count: VariantCount::default(), margin: 0.0 }
    }

    /// Appends the next letters in the same language.
    pub(super) fn extend(&mut self, next: &Self) {
        self.end = next.end;
        self.count.extend(next.count);
    }

    /// Returns the language run that has these letters and covers `span`.
    pub(super) fn run(&self, span: Span) -> Run {
        let variant = match self.language {
            Language::Chinese => self.count.variant(),
            _ => HanVariant::Common,
        };
        Run { span, language: self.language, variant }
    }
}
