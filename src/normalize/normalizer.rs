//! The normalizer, which splits a text into parts that are folded independently of each other.

use super::cluster::{ascii_len, begins, cluster_len};
use super::normal_text::NormalText;
use super::normalized::Normalized;
use super::options::{Case, Form, Han, NormalizerOptions, Quotes, Width};

/// Maps different spellings of a text to one normal form, and keeps a map back to the original offsets.
///
/// The options apply in this order: form, width, quotes, Han characters, case. By default, nothing is changed.
/// A normalizer is cheap to create and to copy.
///
/// ```
/// use bitext::Span;
/// use bitext::normalize::{Case, Han, Normalizer, Quotes, Width};
///
/// let normalizer = Normalizer::new()
///     .width(Width::Half)
///     .quotes(Quotes::Straight)
///     .case(Case::Lower)
///     .han(Han::Simplified);
/// let text = "買了“ＣＤ”。";
/// let normalized = normalizer.normalize(text);
/// assert_eq!(normalized.text(), "买了\"cd\"。");
/// let found = normalized.text().find("cd").map(|at| Span::new(at, at + 2)).unwrap_or_default();
/// assert_eq!(normalized.original(found).of(text), "ＣＤ");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Normalizer {
    options: NormalizerOptions,
}

impl Normalizer {
    /// Creates a normalizer that changes nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a normalizer with all options that help a search: NFKC, half width, straight quotes, folded case,
    /// simplified characters.
    #[must_use]
    pub fn for_search() -> Self {
        let options = NormalizerOptions {
            form: Form::Nfkc,
            width: Width::Half,
            quotes: Quotes::Straight,
            case: Case::Fold,
            han: Han::Simplified,
        };
        Self { options }
    }

    /// Sets the Unicode form.
    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.options.form = form;
        self
    }

    /// Sets how full-width characters are treated.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.options.width = width;
        self
    }

    /// Sets how curly quotes are treated.
    #[must_use]
    pub fn quotes(mut self, quotes: Quotes) -> Self {
        self.options.quotes = quotes;
        self
    }

    /// Sets how capitals are treated.
    #[must_use]
    pub fn case(mut self, case: Case) -> Self {
        self.options.case = case;
        self
    }

    /// Sets how traditional characters are treated.
    #[must_use]
    pub fn han(mut self, han: Han) -> Self {
        self.options.han = han;
        self
    }

    /// Normalizes `text`.
    ///
    /// Time O(length of `text`), except O(n log n) for n consecutive combining marks. Memory: the result, and at
    /// most 48 bytes for each character or cluster whose length in bytes changes. ASCII and almost all Chinese
    /// characters keep their length.
    #[must_use]
    pub fn normalize(&self, text: &str) -> Normalized {
        let mut normalized = Normalized::with_capacity(text.len());
        self.append(text, &mut normalized);
        normalized
    }

    /// Appends the normal form of `text` to `out`, without a map of offsets. A combining mark at the start of
    /// `text` does not combine with the end of `out`.
    ///
    /// Time as for [`Normalizer::normalize`]. Memory: the result, in `out`.
    ///
    /// ```
    /// use bitext::normalize::Normalizer;
    ///
    /// let mut line = String::from("> ");
    /// Normalizer::for_search().normalize_into("臺灣ＣＤ", &mut line);
    /// assert_eq!(line, "> 台湾cd");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        self.append(text, out);
    }

    fn append(&self, text: &str, normalized: &mut impl NormalText) {
        let options = &self.options;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let mut len = ascii_len(rest.as_bytes());
            if len > 0 && options.form != Form::Keep && !begins(rest, len) {
                len -= 1;
            }
            if len > 0 {
                normalized.push_ascii(&rest[..len], options.case);
            } else if let Some(stable) = normalized.push_with(|out| options.push_stable(rest, out)) {
                len = stable;
            } else {
                len = match options.form {
                    Form::Keep => rest.chars().next().map_or(1, char::len_utf8),
                    Form::Nfc | Form::Nfkc => cluster_len(rest),
                };
                normalized.push_folded(&rest[..len], |cluster, out| options.fold_into(cluster, out));
            }
            at += len;
        }
    }
}
