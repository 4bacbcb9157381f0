//! A bead as the row of a table.

use std::borrow::Cow;

use crate::{BeadKind, Flag, Pair, Review, Span};

/// A bead with its texts: the row of a table.
///
/// In JSON it is an object, with spans as pairs of byte offsets and the bead type as a string:
///
/// ```json
/// {"en":"Ticket office","zh":"售票处","confidence":0.97,"score":9.5,"bead":"1-1","en_spans":[[0,13]],"zh_spans":[[14,23]]}
/// ```
///
/// When a row is read, only `en` and `zh` are required: other missing fields are 0, `0-0`, `open` or empty, and
/// unknown keys are ignored. `read_jsonl_units` counts these keys. A number that `f32` cannot hold is an error.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Row<'t> {
    /// The English sentences as one text; see [`Pair::english`].
    #[cfg_attr(feature = "serde", serde(rename = "en"))]
    pub english: Cow<'t, str>,
    /// The Chinese sentences as one text; see [`Pair::chinese`].
    #[cfg_attr(feature = "serde", serde(rename = "zh"))]
    pub chinese: Cow<'t, str>,
    /// Probability that the pair is correct, 0 to 1.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "crate::finite::deserialize"))]
    pub confidence: f32,
    /// Log-likelihood ratio, in nats, of two hypotheses: the texts translate each other, or they do not.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "crate::finite::deserialize"))]
    pub score: f32,
    /// The bead type: how many sentences each side has.
    #[cfg_attr(feature = "serde", serde(rename = "bead", default = "kind::unknown", with = "kind"))]
    pub kind: BeadKind,
    /// The byte spans of the English sentences in the whole English text.
    #[cfg_attr(feature = "serde", serde(rename = "en_spans", default, with = "spans"))]
    pub english_spans: Cow<'t, [Span]>,
    /// The byte spans of the Chinese sentences in the whole Chinese text.
    #[cfg_attr(feature = "serde", serde(rename = "zh_spans", default, with = "spans"))]
    pub chinese_spans: Cow<'t, [Span]>,
    /// Warnings about the pair; absent from the JSON if empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "<[Flag]>::is_empty"))]
    pub flags: Cow<'t, [Flag]>,
    /// The mark of a reviewer; absent from the JSON if nobody has looked at the pair.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Review::is_open"))]
    pub review: Review,
    /// The document name; absent from the JSON if empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "str::is_empty"))]
    pub document: Cow<'t, str>,
}

impl<'t> Row<'t> {
    /// Creates a row of two texts. The type of the bead is unknown (`0-0`), the confidence and the score are 0.
    #[must_use]
    pub fn new(english: impl Into<Cow<'t, str>>, chinese: impl Into<Cow<'t, str>>) -> Self {
        Self {
            english: english.into(),
            chinese: chinese.into(),
            confidence: 0.0,
            score: 0.0,
            kind: BeadKind { english: 0, chinese: 0 },
            english_spans: Cow::Borrowed(&[]),
            chinese_spans: Cow::Borrowed(&[]),
            flags: Cow::Borrowed(&[]),
            review: Review::Open,
            document: Cow::Borrowed(""),
        }
    }

    /// Converts the row into a row that owns its texts and lists. Borrowed texts and lists are copied.
    #[must_use]
    pub fn into_owned(self) -> Row<'static> {
        Row {
            english: Cow::Owned(self.english.into_owned()),
            chinese: Cow::Owned(self.chinese.into_owned()),
            english_spans: Cow::Owned(self.english_spans.into_owned()),
            chinese_spans: Cow::Owned(self.chinese_spans.into_owned()),
            flags: Cow::Owned(self.flags.into_owned()),
            document: Cow::Owned(self.document.into_owned()),
            ..self
        }
    }
}

impl Row<'_> {
    /// Returns the mark of the reviewer and the flags, separated by spaces, as tables store them.
    pub(super) fn marks(&self) -> String {
        let review = (!self.review.is_open()).then(|| self.review.to_string());
        let flags = self.flags.iter().map(ToString::to_string);
        review.into_iter().chain(flags).collect::<Vec<_>>().join(" ")
    }
}

impl<'b> From<Pair<'b, '_>> for Row<'b> {
    fn from(pair: Pair<'b, '_>) -> Self {
        Self {
            english: pair.english(),
            chinese: pair.chinese(),
            confidence: pair.confidence(),
            score: pair.score(),
            kind: pair.kind(),
            english_spans: Cow::Borrowed(pair.english_spans()),
            chinese_spans: Cow::Borrowed(pair.chinese_spans()),
            flags: Cow::Borrowed(&pair.bead().flags),
            review: pair.review(),
            document: Cow::Borrowed(""),
        }
    }
}

/// Writes and reads a bead type as a string such as `2-1`.
#[cfg(feature = "serde")]
mod kind {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::BeadKind;

    pub(super) fn unknown() -> BeadKind {
        BeadKind { english: 0, chinese: 0 }
    }

    pub(super) fn serialize<S: Serializer>(kind: &BeadKind, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(kind)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BeadKind, D::Error> {
        Cow::<str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Writes and reads spans as pairs of offsets, which are a third as long in JSON as objects.
#[cfg(feature = "serde")]
mod spans {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Span;

    pub(super) fn serialize<S: Serializer>(spans: &[Span], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(spans.iter().map(|span| [span.start, span.end]))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Cow<'static, [Span]>, D::Error> {
        let pairs = Vec::<[usize; 2]>::deserialize(from)?;
        Ok(pairs.into_iter().map(|[start, end]| Span::new(start, end)).collect())
    }
}
