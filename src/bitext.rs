//! The result of an alignment of texts: pairs that point back into the caller's text.

use std::borrow::Cow;

use crate::align::{Alignment, Bead, BeadKind, Reason};
use crate::{Error, ErrorKind, Span};

/// Aligned texts, or one page aligned with itself: the sentences of both languages and the beads that they form.
///
/// Borrows the texts; sentences are spans of them. Each sentence stands in exactly one bead.
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
    english: Vec<Span>,
    chinese: Vec<Span>,
    beads: Vec<Bead>,
}

impl<'t> Bitext<'t> {
    pub(crate) fn new(
        english_text: &'t str,
        english: Vec<Span>,
        chinese_text: &'t str,
        chinese: Vec<Span>,
        beads: Vec<Bead>,
    ) -> Self {
        Self { english_text, chinese_text, english, chinese, beads }
    }

    /// Puts texts, the spans of their sentences and the beads of these together: what [`Bitext::into_parts`] took
    /// apart, or an alignment from elsewhere.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if a span does not lie in its text on character boundaries, or a bead names a sentence
    /// that there is not.
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
        for (text, spans) in [(english_text, &english), (chinese_text, &chinese)] {
            if let Some(span) = spans.iter().find(|span| text.get(span.range()).is_none()) {
                let message = format!("the span {span} does not lie in its text on character boundaries");
                return Err(Error::new(ErrorKind::Options, message));
            }
        }
        for bead in &beads {
            for (range, spans) in [(&bead.english, &english), (&bead.chinese, &chinese)] {
                if spans.get(range.clone()).is_none() {
                    let message = format!("a bead names the sentences {range:?} of {}", spans.len());
                    return Err(Error::new(ErrorKind::Options, message));
                }
            }
        }
        Ok(Self::new(english_text, english, chinese_text, chinese, beads))
    }

    /// The spans of the English and of the Chinese sentences and the beads, without the texts: for a result that
    /// has to outlive the borrow of these.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Span>, Vec<Span>, Vec<Bead>) {
        (self.english, self.chinese, self.beads)
    }

    /// The text that the English spans point into; for a page the same as that of the Chinese ones.
    #[must_use]
    pub fn english_text(&self) -> &'t str {
        self.english_text
    }

    /// The text that the Chinese spans point into.
    #[must_use]
    pub fn chinese_text(&self) -> &'t str {
        self.chinese_text
    }

    /// The English sentences, ascending.
    #[must_use]
    pub fn english_sentences(&self) -> &[Span] {
        &self.english
    }

    /// The Chinese sentences, ascending.
    #[must_use]
    pub fn chinese_sentences(&self) -> &[Span] {
        &self.chinese
    }

    /// All beads, those without a counterpart too: two texts in their order; a page by its English sentences,
    /// then the Chinese ones that are left.
    #[must_use]
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The beads that have both sides.
    pub fn pairs(&self) -> impl Iterator<Item = Pair<'_, 't>> {
        self.entries().filter(|pair| !pair.bead.is_null())
    }

    /// All beads with their texts, those without a counterpart too.
    pub fn entries(&self) -> impl Iterator<Item = Pair<'_, 't>> {
        self.beads.iter().map(|bead| Pair { bitext: self, bead })
    }

    /// The beads without the texts.
    #[must_use]
    pub fn into_alignment(self) -> Alignment {
        Alignment::new(self.beads)
    }
}

/// A bead with its texts.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'b, 't> {
    bitext: &'b Bitext<'t>,
    bead: &'b Bead,
}

impl<'b, 't> Pair<'b, 't> {
    /// The English sentences as one text: a line break inside them is a blank. Empty where the Chinese have no
    /// counterpart.
    #[must_use]
    pub fn english(self) -> Cow<'t, str> {
        joined(self.bitext.english_text, self.english_spans(), false)
    }

    /// The Chinese sentences as one text: a line break between Chinese characters is dropped. Empty where the
    /// English have no counterpart.
    #[must_use]
    pub fn chinese(self) -> Cow<'t, str> {
        joined(self.bitext.chinese_text, self.chinese_spans(), true)
    }

    /// Where the English sentences stand in [`Bitext::english_text`].
    #[must_use]
    pub fn english_spans(self) -> &'b [Span] {
        &self.bitext.english[self.bead.english.clone()]
    }

    /// Where the Chinese sentences stand in [`Bitext::chinese_text`].
    #[must_use]
    pub fn chinese_spans(self) -> &'b [Span] {
        &self.bitext.chinese[self.bead.chinese.clone()]
    }

    /// The bead itself, in numbers of sentences.
    #[must_use]
    pub fn bead(self) -> &'b Bead {
        self.bead
    }

    /// Numbers of sentences.
    #[must_use]
    pub fn kind(self) -> BeadKind {
        self.bead.kind()
    }

    /// Log-likelihood ratio, in nats, against "these are not translations of each other".
    #[must_use]
    pub fn score(self) -> f32 {
        self.bead.score
    }

    /// Probability that the pair is right, 0 to 1.
    #[must_use]
    pub fn confidence(self) -> f32 {
        self.bead.confidence
    }

    /// The word pairs that carry the bead, the strongest first, as spans of the texts.
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

/// A word pair that supports a bead.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Evidence {
    /// Bytes of [`Bitext::english_text`].
    pub english: Span,
    /// Bytes of [`Bitext::chinese_text`].
    pub chinese: Span,
    /// Why the two belong together.
    pub reason: Reason,
    /// What the pair adds to the score, in nats.
    pub nats: f32,
}

/// Sentences as one text, without the line breaks inside them.
fn joined<'t>(text: &'t str, spans: &[Span], chinese: bool) -> Cow<'t, str> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Cow::Borrowed("") };
    let whole = Span::new(first.start, last.end).of(text);
    let clean = !whole.contains(['\n', '\r']) && spans.windows(2).all(|pair| is_gap(text, pair[0], pair[1]));
    if clean {
        return Cow::Borrowed(whole);
    }
    let mut out = String::with_capacity(whole.len());
    for span in spans {
        for line in span.of(text).lines() {
            append(&mut out, line.trim(), chinese);
        }
    }
    Cow::Owned(out)
}

/// Whether only white space lies between two sentences, so that they can be shown as they stand.
fn is_gap(text: &str, one: Span, other: Span) -> bool {
    Span::new(one.end, other.start).of(text).trim().is_empty()
}

/// Adds a line with a blank before it where a word would otherwise run into another: between Chinese characters
/// and marks a line break is nothing.
fn append(out: &mut String, line: &str, chinese: bool) {
    let bare = out.is_empty() || line.is_empty();
    let word = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    if !bare && (!chinese || (out.ends_with(word) && line.starts_with(word))) {
        out.push(' ');
    }
    out.push_str(line);
}
