//! Aligned texts. The sentences are spans of the caller's texts and are grouped into beads.

use std::borrow::Cow;

use crate::align::{Alignment, Bead, BeadKind, Reason, Review};
use crate::lines::join_sentences;
use crate::script::is_han;
use crate::{Error, ErrorKind, Span};

/// Two aligned texts, or one aligned page: the sentences of both languages, grouped into beads ([`Bead`]).
///
/// Borrows the texts. The sentences are spans of the texts. The aligner puts each sentence into exactly one bead. A
/// null bead has sentences in one language only.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
///
/// let page = "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n";
/// let bitext = Aligner::new().align_page(page);
/// let pairs: Vec<_> = bitext.pairs().map(|pair| (pair.english(), pair.chinese())).collect();
/// assert_eq!(pairs[0], ("Opening hours".into(), "开放时间".into()));
/// assert_eq!(pairs[1], ("The library is open on Sunday.".into(), "图书馆周日开放。".into()));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Bitext<'t> {
    #[cfg_attr(feature = "serde", serde(skip))]
    english_text: &'t str,
    #[cfg_attr(feature = "serde", serde(skip))]
    chinese_text: &'t str,
    english: Cow<'t, [Span]>,
    chinese: Cow<'t, [Span]>,
    beads: Cow<'t, [Bead]>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    translation_probability: Option<f32>,
    #[cfg_attr(feature = "serde", serde(skip))]
    texts: TextKind,
}

/// The kind of the texts of a bitext. It decides how [`Pair::english`] and [`Pair::chinese`] return the text of a
/// pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub(crate) enum TextKind {
    /// Running text, in which a line break or a tab inside a pair is only layout.
    #[default]
    Running,
    /// Texts that consist of the sides of rows, one after another. The side of a pair is returned unchanged.
    Rows,
}

#[cfg(any(feature = "html", feature = "serde"))]
impl TextKind {
    pub(crate) fn is_running(&self) -> bool {
        *self == Self::Running
    }
}

impl<'t> Bitext<'t> {
    pub(crate) fn new(
        english_text: &'t str,
        english: Vec<Span>,
        chinese_text: &'t str,
        chinese: Vec<Span>,
        beads: Vec<Bead>,
    ) -> Self {
        let (english, chinese, beads) = (Cow::Owned(english), Cow::Owned(chinese), Cow::Owned(beads));
        Self::of_lists((english_text, english), (chinese_text, chinese), beads)
    }

    /// Builds a bitext of running text. The lists of spans and beads may be borrowed.
    pub(crate) fn of_lists(
        (english_text, english): (&'t str, Cow<'t, [Span]>),
        (chinese_text, chinese): (&'t str, Cow<'t, [Span]>),
        beads: Cow<'t, [Bead]>,
    ) -> Self {
        let (translation_probability, texts) = (None, TextKind::Running);
        Self { english_text, chinese_text, english, chinese, beads, translation_probability, texts }
    }

    pub(crate) fn with_text_kind(mut self, texts: TextKind) -> Self {
        self.texts = texts;
        self
    }

    pub(crate) fn text_kind(&self) -> TextKind {
        self.texts
    }

    pub(crate) fn with_translation_probability(mut self, probability: f32) -> Self {
        self.translation_probability = Some(probability);
        self
    }

    /// Builds a bitext from texts, the spans of their sentences, and beads. This is the inverse of
    /// [`Bitext::into_parts`]. The beads may also come from another program.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if a span is out of bounds or splits a character, or if a bead has a sentence index out
    /// of bounds. Whether each sentence belongs to exactly one bead is not checked.
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::{Aligner, Bitext};
    ///
    /// let page = String::from("Ticket office 售票处\n");
    /// let (english, chinese, beads) = Aligner::new().align_page(&page).into_parts();
    /// let moved = page;
    /// let bitext = Bitext::from_parts(&moved, english, &moved, chinese, beads)?;
    /// assert_eq!(bitext.pairs().next().unwrap().chinese(), "售票处");
    /// # }
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn from_parts(
        english_text: &'t str,
        english: Vec<Span>,
        chinese_text: &'t str,
        chinese: Vec<Span>,
        beads: Vec<Bead>,
    ) -> Result<Self, Error> {
        check((english_text, &english), (chinese_text, &chinese), &beads)?;
        Ok(Self::new(english_text, english, chinese_text, chinese, beads))
    }

    /// Returns the spans of the English sentences, the spans of the Chinese sentences, and the beads. None of these
    /// borrows the texts.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Span>, Vec<Span>, Vec<Bead>) {
        (self.english.into_owned(), self.chinese.into_owned(), self.beads.into_owned())
    }

    /// Returns the text that the English spans refer to. For a page, it is also the text of the Chinese spans.
    #[must_use]
    pub fn english_text(&self) -> &'t str {
        self.english_text
    }

    /// Returns the text that the Chinese spans refer to.
    #[must_use]
    pub fn chinese_text(&self) -> &'t str {
        self.chinese_text
    }

    /// Returns the spans of the English sentences, in ascending order.
    #[must_use]
    pub fn english_sentences(&self) -> &[Span] {
        &self.english
    }

    /// Returns the spans of the Chinese sentences, in ascending order.
    #[must_use]
    pub fn chinese_sentences(&self) -> &[Span] {
        &self.chinese
    }

    /// Returns all beads, including null beads. The beads of two texts are in text order. For a page, the beads with
    /// English sentences come first, in their order on the page, then the beads with Chinese sentences only. A bitext
    /// [from parts](Self::from_parts) keeps the order of its beads.
    #[must_use]
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// Returns the beads with sentences on both sides.
    pub fn pairs(&self) -> impl Iterator<Item = Pair<'_, 't>> {
        self.entries().filter(|pair| !pair.bead.is_null())
    }

    /// Returns all beads with their texts, including null beads.
    pub fn entries(&self) -> impl Iterator<Item = Pair<'_, 't>> {
        self.beads.iter().map(|bead| Pair { bitext: self, bead })
    }

    /// Returns the probability, 0 to 1, that the two texts translate each other at all: see
    /// [`Alignment::translation_probability`](crate::Alignment::translation_probability). `None` for a page, and for
    /// a bitext [from parts](Self::from_parts).
    #[must_use]
    pub fn translation_probability(&self) -> Option<f32> {
        self.translation_probability
    }

    /// Returns the sentences of a bead as one text.
    fn side(&self, text: &'t str, spans: &[Span]) -> Cow<'t, str> {
        match (self.texts, spans) {
            (TextKind::Running, _) => join_sentences(text, spans),
            (TextKind::Rows, [first, .., last]) => Cow::Borrowed(Span::new(first.start, last.end).of(text)),
            (TextKind::Rows, [only]) => Cow::Borrowed(only.of(text)),
            (TextKind::Rows, []) => Cow::Borrowed(""),
        }
    }

    /// Returns the beads without the texts.
    #[must_use]
    pub fn into_alignment(self) -> Alignment {
        let alignment = Alignment::new(self.beads.into_owned());
        match self.translation_probability {
            Some(probability) => alignment.with_translation_probability(probability),
            None => alignment,
        }
    }
}

/// A bead with its texts.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'b, 't> {
    bitext: &'b Bitext<'t>,
    bead: &'b Bead,
}

impl<'b, 't> Pair<'b, 't> {
    /// Returns the English sentences as one text; empty for a bead with Chinese sentences only. Line breaks become
    /// blanks, unless the bitext was made from rows.
    #[must_use]
    pub fn english(self) -> Cow<'t, str> {
        self.bitext.side(self.bitext.english_text, self.english_spans())
    }

    /// Returns the Chinese sentences as one text; empty for a bead with English sentences only. Line breaks between
    /// Chinese characters are removed, unless the bitext was made from rows.
    #[must_use]
    pub fn chinese(self) -> Cow<'t, str> {
        self.bitext.side(self.bitext.chinese_text, self.chinese_spans())
    }

    /// Returns the spans of the English sentences in [`Bitext::english_text`].
    #[must_use]
    pub fn english_spans(self) -> &'b [Span] {
        &self.bitext.english[self.bead.english.clone()]
    }

    /// Returns the spans of the Chinese sentences in [`Bitext::chinese_text`].
    #[must_use]
    pub fn chinese_spans(self) -> &'b [Span] {
        &self.bitext.chinese[self.bead.chinese.clone()]
    }

    /// Returns the bead, which refers to sentences by index.
    #[must_use]
    pub fn bead(self) -> &'b Bead {
        self.bead
    }

    /// Whether both sides are the same text without Chinese characters, such as a name or a line of code.
    #[must_use]
    pub fn is_untranslated(self) -> bool {
        let chinese = self.chinese();
        !chinese.chars().any(is_han) && self.english().trim() == chinese.trim()
    }

    /// Returns the number of sentences on each side.
    #[must_use]
    pub fn kind(self) -> BeadKind {
        self.bead.kind()
    }

    /// Returns the log-likelihood ratio, in nats, of two hypotheses: the sentences translate each other, or they do
    /// not.
    #[must_use]
    pub fn score(self) -> f32 {
        self.bead.score
    }

    /// Returns the probability that the pair is right, 0 to 1.
    #[must_use]
    pub fn confidence(self) -> f32 {
        self.bead.confidence
    }

    /// Returns the mark of a reviewer.
    #[must_use]
    pub fn review(self) -> Review {
        self.bead.review
    }

    /// Returns the word pairs that support the bead, strongest first. Their spans refer to the texts of the bitext.
    pub fn evidence(self) -> impl Iterator<Item = Evidence> {
        self.bead.evidence.iter().filter_map(move |link| {
            Some(Evidence {
                english: link.english.shifted(self.bitext.english.get(link.english_sentence)?.start),
                chinese: link.chinese.shifted(self.bitext.chinese.get(link.chinese_sentence)?.start),
                reason: link.reason,
                nats: link.nats,
            })
        })
    }
}

/// Serializes as `english` and `chinese`, the texts; `english_spans` and `chinese_spans`; `kind`, `score`, `confidence`
/// and `flags`.
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for Pair<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut pair = to.serialize_struct("Pair", 8)?;
        pair.serialize_field("english", &self.english())?;
        pair.serialize_field("chinese", &self.chinese())?;
        pair.serialize_field("english_spans", self.english_spans())?;
        pair.serialize_field("chinese_spans", self.chinese_spans())?;
        pair.serialize_field("kind", &self.kind())?;
        pair.serialize_field("score", &self.score())?;
        pair.serialize_field("confidence", &self.confidence())?;
        pair.serialize_field("flags", &self.bead().flags)?;
        pair.end()
    }
}

/// A word pair that supports a bead.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Evidence {
    /// Byte range in [`Bitext::english_text`].
    pub english: Span,
    /// Byte range in [`Bitext::chinese_text`].
    pub chinese: Span,
    /// Why the two words count as translations.
    pub reason: Reason,
    /// Contribution of the pair to the score of the bead, in nats.
    pub nats: f32,
}

/// Checks that the spans lie in their text, and that the beads refer to spans that exist.
///
/// # Errors
/// [`ErrorKind::Options`] if a span or a bead fails its check.
pub(crate) fn check(english: (&str, &[Span]), chinese: (&str, &[Span]), beads: &[Bead]) -> Result<(), Error> {
    for (text, spans) in [english, chinese] {
        if let Some(span) = spans.iter().find(|span| text.get(span.range()).is_none()) {
            let message = format!("the span {span} is out of bounds or splits a character");
            return Err(Error::new(ErrorKind::Options, message));
        }
    }
    for bead in beads {
        for (range, (_, spans)) in [(&bead.english, english), (&bead.chinese, chinese)] {
            if spans.get(range.clone()).is_none() {
                let message =
                    format!("a bead refers to the sentences {range:?}, but the text has {}", spans.len());
                return Err(Error::new(ErrorKind::Options, message));
            }
        }
    }
    Ok(())
}
