//! Unicode form, width, quotes, case, traditional to simplified; offsets back to the original.

mod cluster;
mod folding;
mod offsets;
mod variants;

use std::fmt;

use crate::Span;
use cluster::{ascii_len, cluster_len};
use offsets::Offsets;
pub use variants::{simplified, variant};

/// Which composed form characters get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// As they are.
    #[default]
    Keep,
    /// Canonical composition: `e` and an accent become `é`.
    Nfc,
    /// Compatibility composition: `ﬁ` becomes `fi`, `㎏` `kg`, `Ａ` `A`, `ｶﾞ` `ガ`, too.
    Nfkc,
}

/// What happens to full-width letters, digits and signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Width {
    /// They stay.
    #[default]
    Keep,
    /// They become ASCII, and the ideographic space becomes a space: `Ａ，１` is `A,1`. Marks that
    /// have no full-width form, such as `。` and `、`, stay.
    Half,
}

/// What happens to curly quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quotes {
    /// They stay.
    #[default]
    Keep,
    /// `“”„‟` become `"`, and `‘’‚‛` become `'`.
    Straight,
}

/// What happens to capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Case {
    /// They stay.
    #[default]
    Keep,
    /// Lower case: `Straße` is `straße`.
    Lower,
    /// Letters that differ in case only become the same: `Straße` and `STRASSE` are `strasse`.
    Fold,
}

/// What happens to traditional characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Han {
    /// They stay.
    #[default]
    Keep,
    /// Each becomes its [simplified] one.
    Simplified,
}

/// Makes spellings of the same text equal, and keeps the way back to the original offsets.
///
/// What is asked for is done in this order: form, width, quotes, characters, case. Without any
/// option a text stays as it is. Cheap to make and to copy.
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
pub struct Normalizer {
    form: Form,
    width: Width,
    quotes: Quotes,
    case: Case,
    han: Han,
}

impl Normalizer {
    /// A normalizer that changes nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that makes a search find more: NFKC, half width, straight quotes, folded case,
    /// simplified characters.
    #[must_use]
    pub fn for_search() -> Self {
        Self {
            form: Form::Nfkc,
            width: Width::Half,
            quotes: Quotes::Straight,
            case: Case::Fold,
            han: Han::Simplified,
        }
    }

    /// Sets the Unicode form.
    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// Sets what happens to full-width characters.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Sets what happens to curly quotes.
    #[must_use]
    pub fn quotes(mut self, quotes: Quotes) -> Self {
        self.quotes = quotes;
        self
    }

    /// Sets what happens to capitals.
    #[must_use]
    pub fn case(mut self, case: Case) -> Self {
        self.case = case;
        self
    }

    /// Sets what happens to traditional characters.
    #[must_use]
    pub fn han(mut self, han: Han) -> Self {
        self.han = han;
        self
    }

    /// The normalized text, with the way back.
    ///
    /// Time O(length of `text`), but for n combining marks in a row O(n log n). Memory: the
    /// result, and 24 bytes for each place where the ratio of the lengths changes: none for plain
    /// ASCII or Chinese, two for each foreign passage.
    #[must_use]
    pub fn normalize(&self, text: &str) -> Normalized {
        let mut normalized = Normalized { text: String::with_capacity(text.len()), offsets: Offsets::new() };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let mut len = ascii_len(rest.as_bytes());
            if len > 0 && self.form != Form::Keep && !cluster::begins(rest, len) {
                len -= 1;
            }
            if len > 0 {
                normalized.push_ascii(&rest[..len], self.case);
            } else if let Some(han) = self.push_east_asian(rest, &mut normalized) {
                len = han;
            } else {
                len = match self.form {
                    Form::Keep => rest.chars().next().map_or(1, char::len_utf8),
                    Form::Nfc | Form::Nfkc => cluster_len(rest),
                };
                let start = normalized.text.len();
                self.fold_into(&rest[..len], &mut normalized.text);
                normalized.offsets.push(&normalized.text[start..], &rest[..len]);
            }
            at += len;
        }
        normalized
    }
}

/// A normalized text that knows where its parts stood in the original.
#[derive(Clone, PartialEq, Eq)]
pub struct Normalized {
    text: String,
    offsets: Offsets,
}

impl Normalized {
    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The normalized text by itself.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The part of the original text that `span` of the normalized one was made from, on
    /// character boundaries. A span that covers only a part of what one character, or one
    /// sequence of characters, became covers all of it; an empty one stays empty.
    ///
    /// ```
    /// use bitext::Span;
    /// use bitext::normalize::{Form, Normalizer};
    ///
    /// let text = "2 ㎏ of cafe\u{301} beans";
    /// let normalized = Normalizer::new().form(Form::Nfkc).normalize(text);
    /// assert_eq!(normalized.text(), "2 kg of café beans");
    /// assert_eq!(normalized.original(Span::new(3, 4)).of(text), "㎏");
    /// assert_eq!(normalized.original(Span::new(8, 13)).of(text), "cafe\u{301}");
    /// ```
    ///
    /// Time O(log of the number of changes).
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = floor(&self.text, span.start);
        if span.end <= span.start {
            let at = self.offsets.floor(start);
            return Span::new(at, at);
        }
        Span::new(self.offsets.floor(start), self.offsets.ceil(ceil(&self.text, span.end)))
    }

    fn push_ascii(&mut self, ascii: &str, case: Case) {
        let start = self.text.len();
        self.text.push_str(ascii);
        if case != Case::Keep
            && let Some(copy) = self.text.get_mut(start..)
        {
            copy.make_ascii_lowercase();
        }
        self.offsets.push_same(ascii.len());
    }
}

impl fmt::Debug for Normalized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Normalized").field("text", &self.text).finish_non_exhaustive()
    }
}

impl AsRef<str> for Normalized {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceil(text: &str, offset: usize) -> usize {
    (offset.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
