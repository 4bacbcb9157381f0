//! Aligns two documents that were read from files.

use std::ops::ControlFlow;

#[cfg(feature = "srx")]
use crate::SrxSplitter;
use crate::align::{FixedBeads, SentenceTimes};
use crate::anchor::{Anchor, fixed_beads};
use crate::anchor_spans::{SentenceSpans, sentence_anchors};
#[cfg(feature = "srx")]
use crate::sentence::cells_of;
use crate::sentence::document_sentences;
use crate::{Aligner, Bitext, Error, LineBreaks, Markup, Span, Text};

impl Aligner {
    /// Aligns two texts that come from a [`Reader`](crate::Reader), after splitting them into sentences.
    ///
    /// Works like [`align_texts`](Self::align_texts) but also uses the structure of the documents. In Markdown, HTML
    /// and subtitles, every line break ends a sentence, which keeps the items of a list apart. In every format, a tab
    /// ends a sentence, which keeps the cells of a table apart. Horizontal rules (`=====`) are left out, and a sentence
    /// does not include the bullet or dash of its list item.
    ///
    /// If both texts are subtitles and most of their times agree, the times count as evidence. The times of one file
    /// may be later or run faster than the times of the other file.
    ///
    /// Time and memory O(length of both texts).
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::{Aligner, Markup, Reader};
    ///
    /// let reader = Reader::new().markup(Markup::Markdown);
    /// let english = reader.decode("- It shortens each build and test\n- It is cheap\n".as_bytes())?;
    /// let chinese = reader.decode("- 缩短每次构建和测试的时间\n- 成本低\n".as_bytes())?;
    /// let bitext = Aligner::new().align_documents(&english, &chinese);
    /// assert_eq!(bitext.pairs().count(), 2);
    /// # }
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn align_documents<'t>(&self, english: &'t Text, chinese: &'t Text) -> Bitext<'t> {
        self.align_read((english, sentences(english)), (chinese, sentences(chinese)), FixedBeads::NONE)
    }

    /// Aligns two texts like [`align_documents`](Self::align_documents), but keeps what the anchors say: see
    /// [`align_texts_around`](Self::align_texts_around). The offsets in the anchors are byte offsets in
    /// [`Text::as_str`].
    ///
    /// # Errors
    /// The errors of [`align_texts_around`](Self::align_texts_around).
    pub fn align_documents_around<'t>(
        &self,
        english: &'t Text,
        chinese: &'t Text,
        anchors: &[Anchor],
    ) -> Result<Bitext<'t>, Error> {
        let mut own = SentenceSpans { text: english.as_str(), spans: sentences(english) };
        let mut other = SentenceSpans { text: chinese.as_str(), spans: sentences(chinese) };
        let anchors = sentence_anchors(anchors, &mut own, &mut other)?;
        let fixed = fixed_beads(&anchors, own.spans.len(), other.spans.len())?;
        Ok(self.align_read((english, own.spans), (chinese, other.spans), &fixed))
    }

    /// Aligns two texts like [`align_documents`](Self::align_documents), reports the progress, and can be stopped: see
    /// [`try_align_sentences`](Self::try_align_sentences). For subtitles, only the end is reported.
    pub fn try_align_documents<'t, B>(
        &self,
        english: &'t Text,
        chinese: &'t Text,
        mut on_progress: impl FnMut(f64) -> ControlFlow<B>,
    ) -> ControlFlow<B, Bitext<'t>> {
        if [english, chinese].iter().all(|text| text.markup() == Markup::Subtitles) {
            let bitext = self.align_documents(english, chinese);
            on_progress(1.0)?;
            return ControlFlow::Continue(bitext);
        }
        let (own, other) = (sentences(english), sentences(chinese));
        let texts = |text: &'t Text, spans: &[Span]| -> Vec<&'t str> {
            spans.iter().map(|span| span.of(text.as_str())).collect()
        };
        let alignment =
            self.try_align_sentences(&texts(english, &own), &texts(chinese, &other), on_progress)?;
        let probability = alignment.translation_probability();
        let bitext = Bitext::new(english.as_str(), own, chinese.as_str(), other, alignment.into_beads());
        ControlFlow::Continue(bitext.with_translation_probability(probability))
    }

    /// Aligns two texts like [`align_documents`](Self::align_documents), but splits them by rules of the user's own:
    /// `english` and `chinese` are the splitters of the two languages. Their line breaks are set as for
    /// `align_documents`.
    ///
    /// The times of subtitles do not count as evidence.
    #[cfg(feature = "srx")]
    #[cfg_attr(docsrs, doc(cfg(feature = "srx")))]
    #[must_use]
    pub fn align_documents_by_rules<'t>(
        &self,
        (english, english_rules): (&'t Text, &SrxSplitter),
        (chinese, chinese_rules): (&'t Text, &SrxSplitter),
    ) -> Bitext<'t> {
        let side = |text: &'t Text, rules: &SrxSplitter| {
            let rules = rules.clone().line_breaks(line_breaks(text));
            (text.as_str(), cells_of(text.as_str(), rules.split(text.as_str())))
        };
        self.align_spans(side(english, english_rules), side(chinese, chinese_rules), FixedBeads::NONE)
    }

    fn align_read<'t>(
        &self,
        (english, own): (&'t Text, Vec<Span>),
        (chinese, other): (&'t Text, Vec<Span>),
        fixed: &FixedBeads,
    ) -> Bitext<'t> {
        let times = |text: &Text, spans: &[Span]| -> Option<Vec<(f64, f64)>> {
            let seconds =
                |span: &Span| text.time(*span).map(|(start, end)| (start.as_secs_f64(), end.as_secs_f64()));
            spans.iter().map(seconds).collect()
        };
        let times = times(english, &own).zip(times(chinese, &other));
        let own = (english.as_str(), own);
        let other = (chinese.as_str(), other);
        let Some((english, chinese)) = times else { return self.align_spans(own, other, fixed) };
        self.align_timed(own, other, SentenceTimes { english, chinese }, fixed)
    }
}

fn sentences(text: &Text) -> Vec<Span> {
    document_sentences(text.as_str(), line_breaks(text))
}

/// Returns which line breaks end a sentence.
fn line_breaks(text: &Text) -> LineBreaks {
    match text.markup() {
        Markup::Plain | Markup::Paged => LineBreaks::Auto,
        _ => LineBreaks::Always,
    }
}
