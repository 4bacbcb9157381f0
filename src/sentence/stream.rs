//! The sentences of a text that arrives in pieces.

use super::line_breaks::LineBreaks;
use super::paragraph::{LONGEST_PARAGRAPH, line_start};
use super::state::Sentences;
use crate::Span;

/// Finds the sentences of a text that arrives in pieces, without the whole text in memory. The sentences are the same
/// as [`split`](crate::SentenceSplitter::split) finds in the whole text.
///
/// About 200 KB of text are buffered; more only if a line, a sentence, a quotation or a run of white space is longer.
/// [`SentenceSplitter::stream`](crate::SentenceSplitter::stream) makes a stream.
///
/// ```
/// use bitext::SentenceSplitter;
///
/// let mut stream = SentenceSplitter::new().stream();
/// let mut found = Vec::new();
/// for piece in ["The shop is clo", "sed. 商店关门了", "。请周一再来。"] {
///     stream.push(piece);
///     while let Some((span, sentence)) = stream.next_sentence() {
///         found.push((span.start, sentence.to_owned()));
///     }
/// }
/// stream.finish();
/// while let Some((span, sentence)) = stream.next_sentence() {
///     found.push((span.start, sentence.to_owned()));
/// }
/// let sentences = found.iter().map(|(start, sentence)| (*start, sentence.as_str()));
/// assert!(sentences.eq([(0, "The shop is closed."), (20, "商店关门了。"), (38, "请周一再来。")]));
/// ```
#[derive(Clone, Debug)]
pub struct SentenceStream {
    /// The buffered text.
    text: String,
    /// Offset of `text` in the whole text.
    base: usize,
    /// The state of the scan over `text`, without the text.
    scan: Sentences<'static>,
    finished: bool,
    /// Length of the complete lines in `text`, in bytes, without trailing white space.
    lines: usize,
    /// Length of `text`, in bytes, without trailing white space.
    trimmed: usize,
    /// Length of `text`, in bytes, at which the next scan starts.
    enough: usize,
}

/// Bytes of text that are buffered before the first scan. Each scan rereads about [`AHEAD`] bytes, so frequent
/// scans are slow.
const CHUNK: usize = 1 << 17;

/// Number of bytes that must be buffered after a sentence before the end of that sentence is certain: the length of the
/// longest paragraph that is examined, and 4 KiB for the closing brackets, quotes and emoji after an end mark.
const AHEAD: usize = LONGEST_PARAGRAPH + (1 << 12);

impl SentenceStream {
    pub(super) fn new(line_breaks: LineBreaks) -> Self {
        Self {
            text: String::new(),
            base: 0,
            scan: Sentences::new("", line_breaks),
            finished: false,
            lines: 0,
            trimmed: 0,
            enough: CHUNK,
        }
    }

    /// Adds a piece of the text, which may begin and end at any character. Call [`SentenceStream::next_sentence`] after
    /// each piece: it frees the text that is no longer needed.
    pub fn push(&mut self, piece: &str) {
        let before = self.text.len();
        self.text.push_str(piece);
        // `trimmed` of the old text if the part is blank. To trim the whole text would reread blank lines for each piece.
        let trimmed = |part: &str| match part.trim_end().len() {
            0 => self.trimmed,
            len => before + len,
        };
        if let Some(line) = piece.rfind('\n') {
            self.lines = trimmed(&piece[..line]);
        }
        self.trimmed = trimmed(piece);
    }

    /// Marks the text as complete.
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// Returns the next sentence and its span in the whole text. Returns `None` if more text is needed first, or,
    /// after [`SentenceStream::finish`], at the end of the text.
    ///
    /// Time O(length of the text) for all sentences together.
    pub fn next_sentence(&mut self) -> Option<(Span, &str)> {
        if !self.finished && self.text.len() < self.enough {
            return None;
        }
        let mut scan = self.scan.moved(&self.text, 0);
        match scan.next() {
            Some(span) if self.finished || span.end + AHEAD <= self.lines => {
                self.scan = scan.moved("", 0);
                Some((span.shifted(self.base), span.of(&self.text)))
            }
            None if self.finished => None,
            _ => {
                self.forget();
                // Scanning after every piece would reread a long line each time.
                self.enough = self.text.len() + CHUNK.max(self.text.len() / 2);
                None
            }
        }
    }

    /// Drops the text that no later sentence depends on.
    fn forget(&mut self) {
        let scan = self.scan.moved(&self.text, 0);
        let before = self.text[..scan.at].chars().next_back().map_or(0, char::len_utf8);
        let near = scan.paragraph_start.filter(|start| scan.at.saturating_sub(*start) <= LONGEST_PARAGRAPH);
        let paragraph = scan.paragraph.contains(scan.at).then_some(scan.paragraph.start);
        let kept = [near, scan.quote_start, scan.straight_quote, scan.inner_quote, paragraph];
        let first = kept.into_iter().flatten().fold(scan.at, usize::min);
        let keep = line_start(scan.cursor, first).min(scan.at - before);
        self.scan = scan.moved("", keep);
        self.text.drain(..keep);
        self.base += keep;
        self.lines = self.lines.saturating_sub(keep);
        self.trimmed = self.trimmed.saturating_sub(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SentenceSplitter;

    const PIECES: [&str; 24] = [
        "The ferry was late again. ",
        "“没有票了！”他说。",
        "\n",
        "\n",
        "\n\n",
        "1. Open the box. 2. Take out the lamp. ",
        "which is a long line that somebody broke by hand at some margin or other\n",
        "他们在湖边（夏天的时候，很多人来。）住了三年，\n",
        "- one more thing\n",
        "* * *\n",
        "(see the note",
        "《摔跤吧！爸爸》",
        "e.g. Dr. Lee, at 3.5 p.m.\n",
        " \u{3000}\t",
        "“She said nothing.",
        "”",
        "Heading\n",
        "\r\n",
        "A line that ends here, and\n",
        "再说一遍：不行。\n",
        "https://example.org/a?b=c. ",
        "汉",
        ":-) ",
        "…… ",
    ];

    /// Returns a text of at least `len` bytes, made of pseudorandom [`PIECES`]. A larger `bias` makes white space
    /// rarer.
    fn text(seed: u64, len: usize, bias: u64) -> String {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut text = String::new();
        while text.len() < len {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let dice = state >> 33;
            let piece = PIECES[(dice % PIECES.len() as u64) as usize];
            if !piece.trim().is_empty() || (dice / 64).is_multiple_of(bias) {
                text.push_str(piece);
            }
        }
        text
    }

    fn streamed(splitter: SentenceSplitter, text: &str, piece: usize) -> (Vec<Span>, usize) {
        let mut stream = splitter.stream();
        let (mut found, mut held) = (Vec::new(), 0);
        let mut at = 0;
        while at < text.len() {
            let mut end = (at + piece).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            stream.push(&text[at..end]);
            held = held.max(stream.text.len());
            at = end;
            while let Some((span, sentence)) = stream.next_sentence() {
                assert_eq!(sentence, span.of(text));
                found.push(span);
            }
        }
        stream.finish();
        while let Some((span, _)) = stream.next_sentence() {
            found.push(span);
        }
        (found, held)
    }

    #[test]
    fn a_stream_finds_the_sentences_of_the_splitter() {
        for (seed, bias) in [(1, 1), (2, 2), (3, 10), (4, 1000), (5, 4), (6, 30)] {
            let text = text(seed, 700_000, bias);
            for breaks in [LineBreaks::Auto, LineBreaks::Always, LineBreaks::Never] {
                let splitter = SentenceSplitter::new().line_breaks(breaks);
                let whole: Vec<Span> = splitter.split(&text).collect();
                let (found, held) = streamed(splitter, &text, 7_001);
                let differ = found.iter().zip(&whole).find(|(found, whole)| found != whole);
                assert_eq!(found.len(), whole.len(), "text {seed}, {breaks:?}");
                assert_eq!(differ, None, "text {seed}, {breaks:?}");
                assert!(held < 500_000, "{held} bytes were held of text {seed}, {breaks:?}");
            }
        }
    }

    #[test]
    fn text_without_end_marks_is_one_sentence() {
        for text in ["汉".repeat(100_000), " ".repeat(300_000), "a\n".repeat(200_000), String::new()] {
            let whole: Vec<Span> = SentenceSplitter::new().split(&text).collect();
            assert_eq!(streamed(SentenceSplitter::new(), &text, 1_000).0, whole);
        }
    }
}
