//! [`Aligner`]: aligns sentences, two texts, or one page.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::align::{
    ALIGN_WORK, Alignment, BeadRange, FixedBeads, Model, Progress, Sides, Translations, Weights, WordAligner,
    WordAlignment, align_sides, align_with_progress, chinese_side, chinese_side_with_progress, english_side,
    english_side_with_progress, learn,
};
#[cfg(feature = "read")]
use crate::align::{SentenceTimes, Side};
use crate::page::{PageWeights, align_page};
use crate::{Bitext, Lexicon, SentenceSplitter, Span};

/// Aligns English with Chinese: sentences split by the caller, two texts, or one page in both languages.
///
/// Immutable and cheap to clone; build one and share it between threads.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
///
/// let aligner = Aligner::new();
/// let english = ["The library is open.", "Borrowing is free.", "Bring your card."];
/// let chinese = ["图书馆开放。", "请携带借书证,借阅免费。"];
/// let alignment = aligner.align_sentences(&english, &chinese);
/// assert_eq!(alignment.beads()[0].english, 0..1);
/// assert_eq!(alignment.beads()[0].chinese, 0..1);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Aligner {
    pub(crate) lexicon: Lexicon,
    pub(crate) model: Arc<Model>,
    pub(crate) page: Arc<PageWeights>,
}

impl Aligner {
    /// Creates an aligner with the embedded lexicon.
    #[cfg(feature = "cedict")]
    #[cfg_attr(docsrs, doc(cfg(feature = "cedict")))]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "reads a table: not a trivial value")]
    pub fn new() -> Self {
        Self::with_lexicon(Lexicon::embedded())
    }

    /// Creates an aligner with the given lexicon. To extend the embedded lexicon, call [`Lexicon::merged`]. With
    /// [`Lexicon::empty`], the evidence is sentence lengths, punctuation, names, numbers, Latin words that both texts
    /// have, and word pairs learned from the document.
    #[must_use]
    pub fn with_lexicon(lexicon: Lexicon) -> Self {
        let model = Arc::new(Model::new(Weights::default()));
        Self { lexicon, model, page: Arc::new(PageWeights::default()) }
    }

    /// Returns the lexicon in use.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Aligns sentences. A sentence is never split, but a bead may group several sentences.
    ///
    /// Time and memory O(characters of both sides).
    #[must_use]
    pub fn align_sentences<E: AsRef<str>, C: AsRef<str>>(&self, english: &[E], chinese: &[C]) -> Alignment {
        self.align_fixed(english, chinese, FixedBeads::NONE)
    }

    /// Aligns sentences around fixed beads.
    pub(crate) fn align_fixed<E: AsRef<str>, C: AsRef<str>>(
        &self,
        english: &[E],
        chinese: &[C],
        fixed: &FixedBeads,
    ) -> Alignment {
        let (english, chinese) = (english_side(english), chinese_side(chinese, &self.lexicon));
        align_sides(Sides { english: &english, chinese: &chinese, fixed }, &self.lexicon, &self.model)
    }

    /// Aligns sentences like [`align_sentences`](Self::align_sentences), reports the progress, and can be stopped.
    ///
    /// `on_progress` gets the share of the work that is done, from 0 to 1. It is called at most a thousand times. In
    /// a text of up to 800,000 sentences on both sides together, at most four thousand sentences pass between two
    /// calls. If `on_progress` returns [`ControlFlow::Break`], the alignment stops and returns that break.
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use std::ops::ControlFlow;
    ///
    /// use bitext::Aligner;
    ///
    /// let (english, chinese) = (["The library is open.", "Bring your card."], ["图书馆开放。", "请带借书证。"]);
    /// let aligner = Aligner::new();
    /// let mut done = 0.0;
    /// let alignment = aligner.try_align_sentences(&english, &chinese, |share| {
    ///     done = share;
    ///     ControlFlow::<()>::Continue(())
    /// });
    /// assert!(alignment.continue_value().is_some_and(|alignment| alignment.pairs().count() == 2));
    /// assert_eq!(done, 1.0);
    ///
    /// let stopped = aligner.try_align_sentences(&english, &chinese, |_| ControlFlow::Break("time is up"));
    /// assert_eq!(stopped.break_value(), Some("time is up"));
    /// # }
    /// ```
    pub fn try_align_sentences<E: AsRef<str>, C: AsRef<str>, B>(
        &self,
        english: &[E],
        chinese: &[C],
        mut on_progress: impl FnMut(f64) -> ControlFlow<B>,
    ) -> ControlFlow<B, Alignment> {
        let work = (english.len() + chinese.len()) * (1 + ALIGN_WORK);
        let mut progress = Progress::new(work, &mut on_progress);
        let english = english_side_with_progress(english, &mut progress)?;
        let chinese = chinese_side_with_progress(chinese, &self.lexicon, &mut progress)?;
        let sides = Sides { english: &english, chinese: &chinese, fixed: FixedBeads::NONE };
        align_with_progress(sides, &self.lexicon, &self.model, &mut progress)
    }

    /// Splits two texts into sentences and aligns them.
    ///
    /// Time and memory O(length of both texts).
    #[must_use]
    pub fn align_texts<'t>(&self, english: &'t str, chinese: &'t str) -> Bitext<'t> {
        let splitter = SentenceSplitter::new();
        self.align_spans(
            (english, splitter.split(english).collect()),
            (chinese, splitter.split(chinese).collect()),
            FixedBeads::NONE,
        )
    }

    /// Aligns two texts with one sentence per line. A line is never split. A blank line is an empty sentence, so the
    /// index of a sentence is its line number, from 0.
    ///
    /// Time and memory O(length of both texts).
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::Aligner;
    ///
    /// let bitext = Aligner::new().align_lines("Good morning. Tea?\nNo sugar, please.\n", "早上好。喝茶吗？\n请不要放糖。\n");
    /// let pairs: Vec<_> = bitext.pairs().map(|pair| pair.english()).collect();
    /// assert_eq!(pairs, ["Good morning. Tea?", "No sugar, please."]);
    /// # }
    /// ```
    #[must_use]
    pub fn align_lines<'t>(&self, english: &'t str, chinese: &'t str) -> Bitext<'t> {
        self.align_spans((english, line_spans(english)), (chinese, line_spans(chinese)), FixedBeads::NONE)
    }

    /// Links the words of a text to the words of its translation, for example in one pair of sentences. For the pairs
    /// of a bitext, call [`Aligner::align_words_of`], which also uses word pairs learned from the whole bitext.
    ///
    /// Time and memory O(n log n), where n is the length of the texts.
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::Aligner;
    ///
    /// let (english, chinese) = ("The ferry and the bus leave at eight.", "渡轮和巴士八点出发。");
    /// let words = Aligner::new().align_words(english, chinese);
    /// let links: Vec<_> = words
    ///     .best()
    ///     .map(|link| (words.english_words()[link.english].of(english), words.chinese_words()[link.chinese].of(chinese)))
    ///     .collect();
    /// assert_eq!(links, [("ferry", "渡轮"), ("and", "和"), ("bus", "巴士"), ("eight", "八"), (".", "。")]);
    /// # }
    /// ```
    #[must_use]
    pub fn align_words(&self, english: &str, chinese: &str) -> WordAlignment {
        let sides = (english_side(&[english]), chinese_side(&[chinese], &self.lexicon));
        let translations = Translations::new(&sides.0, &sides.1, &self.lexicon, &self.model.weights);
        let mut words = WordAligner::new(&sides.0, &sides.1, &translations, &self.model);
        words.align(BeadRange::single(0, 0), &[english], &[chinese])
    }

    /// Links the words of each pair of a bitext. The results are in the order of [`Bitext::pairs`], and their spans
    /// refer to the texts of the bitext.
    ///
    /// Time and memory O(n log n), where n is the length of all sentences, if the number of sentences in a pair is
    /// bounded.
    #[must_use]
    pub fn align_words_of(&self, bitext: &Bitext<'_>) -> Vec<WordAlignment> {
        let texts = |text, spans: &[Span]| -> Vec<&str> { spans.iter().map(|span| span.of(text)).collect() };
        let english = texts(bitext.english_text(), bitext.english_sentences());
        let chinese = texts(bitext.chinese_text(), bitext.chinese_sentences());
        let sides = (english_side(&english), chinese_side(&chinese, &self.lexicon));
        let path: Vec<BeadRange> = bitext.beads().iter().map(BeadRange::from).collect();
        let translations = Translations::new(&sides.0, &sides.1, &self.lexicon, &self.model.weights);
        let learned = learn(&sides.0, &sides.1, &translations, &path, &self.model);
        let translations = translations.with_learned(&learned);
        let mut words = WordAligner::new(&sides.0, &sides.1, &translations, &self.model);
        let pairs = path.into_iter().filter(|range| !range.is_null());
        pairs
            .map(|range| {
                let (own, other) = (range.english_sentences(), range.chinese_sentences());
                words.align(range, &english[own.clone()], &chinese[other.clone()]).map_spans(
                    |span| in_text(span, &bitext.english_sentences()[own.clone()]),
                    |span| in_text(span, &bitext.chinese_sentences()[other.clone()]),
                )
            })
            .collect()
    }

    /// Aligns sentences that are spans of their texts.
    pub(crate) fn align_spans<'t>(
        &self,
        english: (&'t str, Vec<Span>),
        chinese: (&'t str, Vec<Span>),
        fixed: &FixedBeads,
    ) -> Bitext<'t> {
        let alignment = self.align_fixed(&texts(&english), &texts(&chinese), fixed);
        let probability = alignment.translation_probability();
        Bitext::new(english.0, english.1, chinese.0, chinese.1, alignment.into_beads())
            .with_translation_probability(probability)
    }

    /// Aligns the sentences of two subtitle files without their times, then again with the times as evidence. The
    /// second pass is skipped if the first pairs contradict the times: see [`SentenceTimes::synchronized`].
    #[cfg(feature = "read")]
    pub(crate) fn align_timed<'t>(
        &self,
        english: (&'t str, Vec<Span>),
        chinese: (&'t str, Vec<Span>),
        times: SentenceTimes,
        fixed: &FixedBeads,
    ) -> Bitext<'t> {
        let mut own = english_side(&texts(&english));
        let mut other = chinese_side(&texts(&chinese), &self.lexicon);
        let align = |own: &Side, other: &Side| {
            align_sides(Sides { english: own, chinese: other, fixed }, &self.lexicon, &self.model)
        };
        let mut alignment = align(&own, &other);
        if let Some(times) = times.synchronized(alignment.beads()) {
            (own.times, other.times) = (times.english, times.chinese);
            alignment = align(&own, &other);
        }
        let probability = alignment.translation_probability();
        Bitext::new(english.0, english.1, chinese.0, chinese.1, alignment.into_beads())
            .with_translation_probability(probability)
    }

    /// Finds the pairs in one page with both languages, in any layout: bilingual headings, alternating paragraphs or
    /// lines, tables, lists, subtitles, or a whole text followed by its translation. Text without a counterpart stays
    /// unpaired.
    ///
    /// Time and memory O(length of the page).
    #[must_use]
    pub fn align_page<'t>(&self, page: &'t str) -> Bitext<'t> {
        align_page(page, &self.lexicon, &self.model, &self.page)
    }
}

fn texts<'t>((text, spans): &(&'t str, Vec<Span>)) -> Vec<&'t str> {
    spans.iter().map(|span| span.of(text)).collect()
}

/// Returns the spans of the lines of a text, without white space at the ends of a line.
pub(crate) fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len();
            span
        })
        .collect()
}

/// Converts a span in the joined `sentences` (without separators) to a span in the whole text.
fn in_text(word: Span, sentences: &[Span]) -> Span {
    let mut base = 0;
    for sentence in sentences {
        let end = base + sentence.len();
        if word.start < end {
            return Span::new(word.start - base + sentence.start, word.end - base + sentence.start);
        }
        base = end;
    }
    word
}
