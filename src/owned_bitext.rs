//! A bitext that owns its texts.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bitext::{TextKind, check};
use crate::{Bead, Bitext, Error, Span};

/// A [`Bitext`] that owns its texts, so that it can be kept, sent to another thread, and saved.
///
/// A clone shares the texts and the beads. [`bitext`](Self::bitext) returns a `Bitext` that borrows the texts and the
/// beads. Every format of [`export`](crate::export) accepts this `Bitext`. With the feature `serde`, the texts are
/// saved too; the text of a page is saved once.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use std::thread;
///
/// use bitext::{Aligner, OwnedBitext};
///
/// let page = String::from("Ticket office 售票处\n\nLost and found 失物招领\n");
/// let owned = OwnedBitext::from(Aligner::new().align_page(&page));
/// drop(page);
/// let other = owned.clone();
/// let pairs = thread::spawn(move || other.bitext().pairs().count()).join().unwrap();
/// assert_eq!(pairs, 2);
/// assert_eq!(owned.bitext().pairs().next().unwrap().chinese(), "售票处");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedBitext(Arc<OwnedParts>);

#[derive(Debug, PartialEq)]
struct OwnedParts {
    english_text: Arc<str>,
    /// The Chinese text. For a page, it is the same `Arc` as `english_text`.
    chinese_text: Arc<str>,
    english: Vec<Span>,
    chinese: Vec<Span>,
    beads: Vec<Bead>,
    translation_probability: Option<f32>,
    texts: TextKind,
}

impl OwnedBitext {
    /// Builds a bitext from texts, the spans of their sentences, and beads, like [`Bitext::from_parts`]. For a page,
    /// pass two clones of one `Arc<str>`.
    ///
    /// # Errors
    /// As for [`Bitext::from_parts`].
    pub fn from_parts(
        english_text: impl Into<Arc<str>>,
        english: Vec<Span>,
        chinese_text: impl Into<Arc<str>>,
        chinese: Vec<Span>,
        beads: Vec<Bead>,
    ) -> Result<Self, Error> {
        let (english_text, chinese_text) = (english_text.into(), chinese_text.into());
        let (translation_probability, texts) = (None, TextKind::Running);
        Self::checked(OwnedParts {
            english_text,
            chinese_text,
            english,
            chinese,
            beads,
            translation_probability,
            texts,
        })
    }

    /// Builds a bitext from its parts, if the spans and the beads fit the texts.
    fn checked(parts: OwnedParts) -> Result<Self, Error> {
        let OwnedParts { english_text, chinese_text, english, chinese, beads, .. } = &parts;
        check((english_text, english), (chinese_text, chinese), beads)?;
        Ok(Self(Arc::new(parts)))
    }

    /// Builds a bitext whose texts are the sides of rows. The beads must refer to spans that exist.
    pub(crate) fn of_rows(
        english: (String, Vec<Span>),
        chinese: (String, Vec<Span>),
        beads: Vec<Bead>,
    ) -> Self {
        Self(Arc::new(OwnedParts {
            english_text: english.0.into(),
            chinese_text: chinese.0.into(),
            english: english.1,
            chinese: chinese.1,
            beads,
            translation_probability: None,
            texts: TextKind::Rows,
        }))
    }

    /// Returns a bitext that borrows the texts, the spans and the beads. Time O(1).
    #[must_use]
    pub fn bitext(&self) -> Bitext<'_> {
        let parts = &*self.0;
        let english = (&*parts.english_text, Cow::Borrowed(&*parts.english));
        let chinese = (&*parts.chinese_text, Cow::Borrowed(&*parts.chinese));
        let bitext =
            Bitext::of_lists(english, chinese, Cow::Borrowed(&*parts.beads)).with_text_kind(parts.texts);
        match parts.translation_probability {
            Some(probability) => bitext.with_translation_probability(probability),
            None => bitext,
        }
    }

    /// Returns the English text. Cloning the `Arc` does not copy the text.
    #[must_use]
    pub fn english_text(&self) -> &Arc<str> {
        &self.0.english_text
    }

    /// Returns the Chinese text. For a page, it is the same `Arc` as the English text.
    #[must_use]
    pub fn chinese_text(&self) -> &Arc<str> {
        &self.0.chinese_text
    }
}

impl From<Bitext<'_>> for OwnedBitext {
    /// Copies the texts, and moves the spans and beads.
    fn from(bitext: Bitext<'_>) -> Self {
        let (english, chinese) = (bitext.english_text(), bitext.chinese_text());
        let english_text: Arc<str> = english.into();
        // The two texts of a page are one slice.
        let chinese_text = if std::ptr::eq(english, chinese) { english_text.clone() } else { chinese.into() };
        let (translation_probability, texts) = (bitext.translation_probability(), bitext.text_kind());
        let (english, chinese, beads) = bitext.into_parts();
        Self(Arc::new(OwnedParts {
            english_text,
            chinese_text,
            english,
            chinese,
            beads,
            translation_probability,
            texts,
        }))
    }
}

impl From<&Bitext<'_>> for OwnedBitext {
    /// Copies the texts, the spans and the beads.
    fn from(bitext: &Bitext<'_>) -> Self {
        bitext.clone().into()
    }
}

#[cfg(feature = "serde")]
mod serialized {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Arc, Bead, OwnedBitext, OwnedParts, Span, TextKind};

    #[derive(Serialize)]
    struct BorrowedRecord<'b> {
        english_text: &'b str,
        #[serde(skip_serializing_if = "Option::is_none")]
        chinese_text: Option<&'b str>,
        english: &'b [Span],
        chinese: &'b [Span],
        beads: &'b [Bead],
        #[serde(skip_serializing_if = "Option::is_none")]
        translation_probability: Option<f32>,
        #[serde(skip_serializing_if = "TextKind::is_running")]
        texts: TextKind,
    }

    #[derive(Deserialize)]
    struct OwnedRecord {
        english_text: String,
        /// `None` for a page.
        chinese_text: Option<String>,
        english: Vec<Span>,
        chinese: Vec<Span>,
        beads: Vec<Bead>,
        translation_probability: Option<f32>,
        #[serde(default)]
        texts: TextKind,
    }

    impl Serialize for OwnedBitext {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let parts = &*self.0;
            let one_text = Arc::ptr_eq(&parts.english_text, &parts.chinese_text);
            let record = BorrowedRecord {
                english_text: &parts.english_text,
                chinese_text: (!one_text).then_some(&*parts.chinese_text),
                english: &parts.english,
                chinese: &parts.chinese,
                beads: &parts.beads,
                translation_probability: parts.translation_probability,
                texts: parts.texts,
            };
            record.serialize(to)
        }
    }

    impl<'de> Deserialize<'de> for OwnedBitext {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let record = OwnedRecord::deserialize(from)?;
            let english_text: Arc<str> = record.english_text.into();
            let chinese_text = record.chinese_text.map_or_else(|| english_text.clone(), Arc::from);
            Self::checked(OwnedParts {
                english_text,
                chinese_text,
                english: record.english,
                chinese: record.chinese,
                beads: record.beads,
                translation_probability: record.translation_probability,
                texts: record.texts,
            })
            .map_err(D::Error::custom)
        }
    }
}
