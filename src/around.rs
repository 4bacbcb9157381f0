//! Aligns around what the caller knows: pairs that a person checked, boundaries of chapters, wrong pairs.

use crate::align::Alignment;
use crate::aligner::line_spans;
use crate::anchor::{Anchor, fixed_beads};
use crate::anchor_spans::{SentenceSpans, sentence_anchors};
use crate::page::align_page_around;
use crate::{Aligner, Bitext, Error, SentenceSplitter};

impl Aligner {
    /// Aligns sentences like [`align_sentences`](Self::align_sentences), but keeps what the anchors say. The numbers
    /// in the anchors are indices of sentences. The anchors may come in any order.
    ///
    /// Each fixed pair, that is an [`Anchor::Pair`] with text on both sides, becomes a bead of any size with the
    /// confidence 1 and the mark [`Review::Checked`](crate::Review::Checked). The search runs between the fixed
    /// pairs, and word pairs are also learned from the fixed pairs. A text with a fixed pair counts as translated; in
    /// a long text, this holds for the window of about 1,200 sentences around the pair. A fixed pair of more than
    /// 400 combinations of an English and a Chinese sentence has the score 0 and no evidence.
    ///
    /// Time and memory O(characters of both sides).
    ///
    /// # Errors
    /// [`ErrorKind::Options`](crate::ErrorKind::Options) if an anchor is empty, backward or out of bounds, or if two
    /// anchors overlap, cross or contradict each other. The message names the anchors.
    pub fn align_sentences_around<E: AsRef<str>, C: AsRef<str>>(
        &self,
        english: &[E],
        chinese: &[C],
        anchors: &[Anchor],
    ) -> Result<Alignment, Error> {
        Ok(self.align_fixed(english, chinese, &fixed_beads(anchors, english.len(), chinese.len())?))
    }

    /// Aligns two texts like [`align_texts`](Self::align_texts), but keeps what the anchors say, as
    /// [`align_sentences_around`](Self::align_sentences_around) does. The numbers in the anchors are byte offsets.
    ///
    /// A fixed pair may have several sentences or a part of a sentence, because the sentences are also cut at the
    /// edges of the anchors. The range of a pair may lack the marks and the white space at its ends: `He nodded`
    /// selects `He nodded,`.
    ///
    /// Time and memory O(length of both texts).
    ///
    /// # Errors
    /// The errors of [`align_sentences_around`](Self::align_sentences_around), and
    /// [`ErrorKind::Options`](crate::ErrorKind::Options) if a range splits a character or has only white space.
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::{Aligner, Anchor};
    ///
    /// let (english, chinese) = ("He nodded, and she left.", "他点点头。她走了。");
    /// // `He nodded` is 他点点头.
    /// let anchors = [Anchor::pair(0..9, 0..12)];
    /// let bitext = Aligner::new().align_texts_around(english, chinese, &anchors)?;
    /// let pairs: Vec<_> = bitext.pairs().map(|pair| (pair.english(), pair.chinese())).collect();
    /// assert_eq!(pairs[0], ("He nodded,".into(), "他点点头。".into()));
    /// assert_eq!(pairs[1], ("and she left.".into(), "她走了。".into()));
    ///
    /// let error = Aligner::new().align_texts_around(english, chinese, &[Anchor::pair(0..9, 0..4)]).unwrap_err();
    /// assert!(error.to_string().contains("splits a character"));
    /// # }
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn align_texts_around<'t>(
        &self,
        english: &'t str,
        chinese: &'t str,
        anchors: &[Anchor],
    ) -> Result<Bitext<'t>, Error> {
        let splitter = SentenceSplitter::new();
        let side = |text| SentenceSpans { text, spans: splitter.split(text).collect() };
        self.align_sides_around(side(english), side(chinese), anchors)
    }

    /// Aligns two texts with one sentence per line like [`align_lines`](Self::align_lines), but keeps what the anchors
    /// say, as [`align_texts_around`](Self::align_texts_around) does. A line is split only at the edges of an anchor.
    ///
    /// # Errors
    /// The errors of [`align_texts_around`](Self::align_texts_around).
    pub fn align_lines_around<'t>(
        &self,
        english: &'t str,
        chinese: &'t str,
        anchors: &[Anchor],
    ) -> Result<Bitext<'t>, Error> {
        let side = |text| SentenceSpans { text, spans: line_spans(text) };
        self.align_sides_around(side(english), side(chinese), anchors)
    }

    /// Aligns the sentences of two texts around anchors whose numbers are byte offsets.
    pub(crate) fn align_sides_around<'t>(
        &self,
        mut english: SentenceSpans<'t>,
        mut chinese: SentenceSpans<'t>,
        anchors: &[Anchor],
    ) -> Result<Bitext<'t>, Error> {
        let anchors = sentence_anchors(anchors, &mut english, &mut chinese)?;
        let fixed = fixed_beads(&anchors, english.spans.len(), chinese.spans.len())?;
        Ok(self.align_spans((english.text, english.spans), (chinese.text, chinese.spans), &fixed))
    }

    /// Finds the pairs in one page like [`align_page`](Self::align_page), but keeps what the anchors say. The numbers
    /// in the anchors are byte offsets in the page. The English sides of the fixed pairs may be in another order than
    /// the Chinese sides.
    ///
    /// Pairs of the page that share a sentence with a fixed pair are dissolved, and what is left of them is aligned
    /// again.
    ///
    /// Time and memory O(length of the page).
    ///
    /// # Errors
    /// The errors of [`align_texts_around`](Self::align_texts_around), but pairs may cross.
    /// [`ErrorKind::Options`](crate::ErrorKind::Options) if an anchor is an [`Anchor::Boundary`].
    pub fn align_page_around<'t>(&self, page: &'t str, anchors: &[Anchor]) -> Result<Bitext<'t>, Error> {
        align_page_around(page, anchors, &self.lexicon, &self.model, &self.page)
    }
}
