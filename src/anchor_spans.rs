//! Cuts sentences at the edges of anchors, and converts the byte offsets in anchors to indices of sentences.

use std::ops::Range;

use crate::anchor::Anchor;
use crate::long_runs::LongRuns;
use crate::script::opens;
use crate::{Error, Span};

/// A text with the spans of its sentences, in ascending order.
pub(crate) struct SentenceSpans<'t> {
    pub(crate) text: &'t str,
    pub(crate) spans: Vec<Span>,
}

/// The long runs of the characters that may be at the edges of an anchor.
struct EdgeRuns<'t> {
    white_space: LongRuns<'t>,
    /// Characters that belong to no word.
    wordless: LongRuns<'t>,
    /// Characters that belong to no word, except white space and opening marks.
    marks: LongRuns<'t>,
}

impl<'t> EdgeRuns<'t> {
    fn new(text: &'t str) -> Self {
        let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !opens(c);
        Self {
            white_space: LongRuns::new(text, char::is_whitespace),
            wordless: LongRuns::new(text, |c| !c.is_alphanumeric()),
            marks: LongRuns::new(text, is_mark),
        }
    }
}

impl SentenceSpans<'_> {
    /// Cuts the sentences at the edges of the ranges. A range without a sentence becomes a sentence. An empty sentence
    /// is a blank line, and stays.
    ///
    /// Time O(n log n) in the number of sentences and ranges.
    fn cut_at(&mut self, ranges: &[Span]) {
        let mut edges: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut cut = Vec::with_capacity(self.spans.len() + edges.len());
        for span in self.spans.drain(..) {
            if span.is_empty() {
                cut.push(span);
                continue;
            }
            let first = edges.partition_point(|&edge| edge <= span.start);
            let mut start = span.start;
            let inside = edges[first..].iter().copied().take_while(|&edge| edge < span.end);
            for edge in inside.chain([span.end]) {
                let part = Span::new(start, edge).trimmed(self.text);
                if !part.is_empty() {
                    cut.push(part);
                }
                start = edge;
            }
        }
        let is_missed = |range: &&Span| {
            let next = cut.get(cut.partition_point(|span| span.end <= range.start));
            !range.is_empty() && next.is_none_or(|next| next.start >= range.end)
        };
        let missed: Vec<Span> = ranges.iter().filter(is_missed).copied().collect();
        cut.extend(missed);
        cut.sort_unstable_by_key(|span| (span.start, span.end));
        cut.dedup();
        self.spans = cut;
    }

    /// Returns the range without white space at its ends, extended over marks: a range may lack the full stop of its
    /// sentence. The range is extended over the marks directly after it, up to an opening mark. If only marks are
    /// between the range and the start or the end of its sentence, the range is extended to that place.
    ///
    /// Time O(log n) in the length of the text.
    fn extended(&self, range: Range<usize>, runs: &EdgeRuns<'_>) -> Span {
        let range = runs.white_space.trimmed(Span::from(range));
        let has_words = |part: Span| runs.wordless.end(part) < part.end;
        let at = |place: usize| self.spans.get(self.spans.partition_point(|span| span.end <= place));
        let (mut start, mut end) = (range.start, range.end);
        if let Some(first) = at(start).filter(|first| first.start < start)
            && !has_words(Span::new(first.start, start))
        {
            start = first.start;
        }
        if let Some(last) = at(end.saturating_sub(1)).filter(|last| end < last.end) {
            let after = Span::new(end, last.end);
            end = if has_words(after) { runs.marks.end(after) } else { last.end };
        }
        Span::new(start, end)
    }

    /// Moves the end of each range to the start of the next range if only marks of one sentence are between the two
    /// ranges.
    fn close(&self, ranges: &mut [Span]) {
        let mut order: Vec<usize> = (0..ranges.len()).filter(|&at| !ranges[at].is_empty()).collect();
        order.sort_unstable_by_key(|&at| (ranges[at].start, ranges[at].end));
        for pair in order.windows(2) {
            let (end, start) = (ranges[pair[0]].end, ranges[pair[1]].start);
            let sentence = self.spans.get(self.spans.partition_point(|span| span.end <= end));
            let is_inner = sentence.is_some_and(|sentence| sentence.start < end && start < sentence.end);
            if end < start && is_inner && !Span::new(end, start).of(self.text).contains(char::is_alphanumeric)
            {
                ranges[pair[0]] = Span::new(ranges[pair[0]].start, start).trimmed(self.text);
            }
        }
    }

    /// Returns the texts of the sentences with these indices.
    pub(crate) fn texts(&self, sentences: Range<usize>) -> Vec<&str> {
        self.spans[sentences].iter().map(|span| span.of(self.text)).collect()
    }

    /// Returns the indices of the sentences in a range. The sentences must have been cut at the edges of the range.
    pub(crate) fn sentences(&self, range: Span) -> Range<usize> {
        let first = self.spans.partition_point(|span| span.start < range.start);
        let end = self.spans.partition_point(|span| span.end <= range.end);
        first..end.max(first)
    }
}

/// Converts anchors whose numbers are byte offsets to anchors whose numbers are indices of sentences. Cuts the
/// sentences of both texts at the edges of the anchors.
///
/// Time O(length of the texts + n log n) in the number of sentences and anchors.
///
/// # Errors
/// [`ErrorKind::Options`](crate::ErrorKind::Options) if an anchor is out of bounds, backward, without text, or splits a
/// character.
pub(crate) fn sentence_anchors<'t>(
    anchors: &[Anchor],
    english: &mut SentenceSpans<'t>,
    chinese: &mut SentenceSpans<'t>,
) -> Result<Vec<Anchor>, Error> {
    let (mut english_ranges, mut chinese_ranges) = (Vec::new(), Vec::new());
    let (english_runs, chinese_runs) = (EdgeRuns::new(english.text), EdgeRuns::new(chinese.text));
    for anchor in anchors {
        let (own, other) = anchor.ranges();
        if own.is_empty() && other.is_empty() && !matches!(anchor, Anchor::Boundary { .. }) {
            return Err(anchor.error("has no text"));
        }
        english_ranges.push(span_of(anchor, own, (english, &english_runs), "English")?);
        chinese_ranges.push(span_of(anchor, other, (chinese, &chinese_runs), "Chinese")?);
    }
    for (side, ranges) in [(&mut *english, &mut english_ranges), (&mut *chinese, &mut chinese_ranges)] {
        side.close(ranges);
        side.cut_at(ranges);
    }
    let ranges = english_ranges.iter().zip(&chinese_ranges);
    let sentences = anchors.iter().zip(ranges);
    Ok(sentences
        .map(|(anchor, (own, other))| anchor.with_ranges(english.sentences(*own), chinese.sentences(*other)))
        .collect())
}

/// Returns the span of one side of an anchor: the range, [extended](SentenceSpans::extended) over the marks around
/// it, or the place of a boundary. The empty side of a pair is at the start of the text.
fn span_of(
    anchor: &Anchor,
    range: Range<usize>,
    (side, runs): (&SentenceSpans<'_>, &EdgeRuns<'_>),
    language: &str,
) -> Result<Span, Error> {
    let is_boundary = matches!(anchor, Anchor::Boundary { .. });
    if range.start > range.end {
        return Err(anchor.error("ends before it starts: swap the ends"));
    }
    if range.is_empty() && !is_boundary {
        return Ok(Span::default());
    }
    let bytes = side.text.len();
    match side.text.get(range.clone()) {
        None if range.end > bytes => {
            Err(anchor.error(format_args!("is out of bounds: the {language} text has {bytes} bytes")))
        }
        None => Err(anchor.error(format_args!("splits a character of the {language} text"))),
        Some(_) if is_boundary => Ok(Span::from(range)),
        Some(_) if runs.white_space.end(Span::from(range.clone())) == range.end => {
            Err(anchor.error(format_args!("has only white space in the {language} text")))
        }
        Some(_) => Ok(side.extended(range, runs)),
    }
}
