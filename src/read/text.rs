//! The text of a file.

use std::time::Duration;

use super::encoding::Encoding;
use super::extracted::Extracted;
use super::file_offsets::FileOffsets;
use super::markup::Markup;
use super::package::{PackageText, TextPart};
use super::subtitles::CueTime;
use crate::Span;

/// Text that was read from a file, with its encoding, its markup, and the file offsets of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    extracted: Extracted,
    offsets: FileOffsets,
    times: Vec<CueTime>,
    parts: Vec<TextPart>,
    origin: TextOrigin,
}

/// The properties of the file that a text was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextOrigin {
    pub(super) encoding: Encoding,
    pub(super) replaced: usize,
    pub(super) markup: Markup,
}

impl Text {
    pub(super) fn new(
        extracted: Extracted,
        offsets: FileOffsets,
        times: Vec<CueTime>,
        origin: TextOrigin,
    ) -> Self {
        Self { extracted, offsets, times, parts: Vec::new(), origin }
    }

    /// Returns the text of a document whose parts are files of an archive.
    pub(super) fn of_parts(package: PackageText) -> Self {
        let PackageText { extracted, parts, markup } = package;
        let origin = TextOrigin { encoding: Encoding::Utf8, replaced: 0, markup };
        let offsets = FileOffsets::new("", &[], Encoding::Utf8, 0, &[]);
        Self { extracted, offsets, times: Vec::new(), parts, origin }
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.extracted.text
    }

    /// Returns the text, as an owned string.
    #[must_use]
    pub fn into_string(self) -> String {
        self.extracted.text
    }

    /// Returns the encoding that was set or detected. A file that has only ASCII characters is detected as UTF-8.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.origin.encoding
    }

    /// Returns the number of U+FFFD that replace bytes that could not be decoded.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.origin.replaced
    }

    /// Returns the markup that the file was read as.
    #[must_use]
    pub fn markup(&self) -> Markup {
        self.origin.markup
    }

    /// Returns the byte ranges of the file from which a span of the text comes.
    ///
    /// There is one range, which includes the markup inside the span. There are several ranges if the span extends over
    /// several cues of subtitles, or over a page break inside a paragraph of [`Markup::Paged`]. There is none for white
    /// space that the file does not contain, such as the blank line between two blocks. In a Word
    /// file or a book, the ranges count the bytes of the unpacked [`parts`](Self::parts), one part after another.
    ///
    /// Time O(log length of the text + ranges).
    ///
    /// ```
    /// use bitext::{Markup, Reader, Span};
    ///
    /// let file = "- Green **tea**\n";
    /// let text = Reader::new().markup(Markup::Markdown).decode(file.as_bytes())?;
    /// assert_eq!(text.as_str(), "Green tea\n");
    /// assert_eq!(text.sources(Span::new(0, 9)), [Span::new(2, 13)]);
    /// assert_eq!(&file[2..13], "Green **tea");
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn sources(&self, span: Span) -> Vec<Span> {
        let offset = |at: usize| self.offsets.of(self.as_str(), at);
        let spans = self.extracted.map.sources(span);
        spans.into_iter().map(|span| Span::new(offset(span.start), offset(span.end))).collect()
    }

    /// Returns the parts of a Word file or a book from which text was read, in the order of the text. Other files have
    /// no parts.
    #[must_use]
    pub fn parts(&self) -> &[TextPart] {
        &self.parts
    }

    /// Returns the time during which a span of subtitles is shown, from the earliest start of its cues to their
    /// latest end. Returns `None` for other text.
    ///
    /// Time O(log cues + cues of the span).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bitext::{Reader, Span};
    ///
    /// let file = "1\n00:00:01,000 --> 00:00:02,500\n<i>Come in.</i>\n";
    /// let text = Reader::new().decode(file.as_bytes())?;
    /// assert_eq!(text.as_str(), "Come in.\n");
    /// let times = (Duration::from_millis(1000), Duration::from_millis(2500));
    /// assert_eq!(text.time(Span::new(0, 8)), Some(times));
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn time(&self, span: Span) -> Option<(Duration, Duration)> {
        let first = self.times.partition_point(|cue| cue.text.end <= span.start);
        let cues = self.times.get(first..)?.iter().take_while(|cue| cue.text.start < span.end);
        let interval = |cue: &CueTime| (cue.start, cue.end);
        let (start, end) =
            cues.map(interval).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
        Some((Duration::from_millis(start), Duration::from_millis(end)))
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
