//! Maps spans of extracted text to spans of the source that it was extracted from.

use crate::Span;

/// Where the pieces of an extracted text come from, in the order of the text.
///
/// Text that belongs to no piece, such as the line break between two blocks, has no source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceMap {
    pieces: Vec<MappedPiece>,
}

/// A stretch of the text and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MappedPiece {
    text: Span,
    /// The source of the piece. If it is as long as `text`, the piece is a copy. Otherwise the whole piece was
    /// computed from this span, as `&` from `&amp;`.
    source: Span,
    /// Whether the source of the piece gets a span of its own in [`SourceMap::sources`], because the piece begins
    /// another cue of subtitles, or comes after a page break.
    apart: bool,
}

/// The source of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The text is a copy of the source from this byte on.
    Copy(usize),
    /// The text was computed from this part of the source.
    Within(Span),
}

impl Source {
    /// Returns the source of the text that begins `by` bytes after the start of this text.
    pub(super) fn after(self, by: usize) -> Self {
        match self {
            Self::Copy(at) => Self::Copy(at + by),
            Self::Within(_) => self,
        }
    }
}

impl SourceMap {
    /// Adds a piece that has the span `text` in the extracted text. Pieces must be added in ascending order.
    ///
    /// Time O(1), amortized.
    pub(super) fn push(&mut self, text: Span, source: Source, apart: bool) {
        let (source, exact) = match source {
            Source::Copy(at) => (Span::new(at, at + text.len()), true),
            Source::Within(source) => (source, text.len() == source.len()),
        };
        if let Some(last) = self.pieces.last_mut() {
            let copied = last.text.len() == last.source.len();
            let gap = text.start - last.text.end;
            if exact && copied && !apart && last.source.end + gap == source.start {
                (last.text.end, last.source.end) = (text.end, source.end);
                return;
            }
        }
        self.pieces.push(MappedPiece { text, source, apart });
    }

    /// Returns the spans of the source from which `span` comes: one in each cue of subtitles, one on each page that a
    /// paragraph is on, otherwise one. Returns no span if `span` has no source.
    ///
    /// Time O(log pieces + pieces of `span`).
    pub(super) fn sources(&self, span: Span) -> Vec<Span> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let mut found: Vec<Span> = Vec::new();
        for piece in self.pieces.get(first..).unwrap_or_default() {
            if piece.text.start >= span.end {
                break;
            }
            let source = piece.part(span);
            match found.last_mut() {
                Some(last) if !piece.apart => {
                    (last.start, last.end) = (last.start.min(source.start), last.end.max(source.end));
                }
                _ => found.push(source),
            }
        }
        found
    }

    /// Returns the span from the first to the last of [`SourceMap::sources`].
    fn source(&self, span: Span) -> Option<Span> {
        let sources = self.sources(span);
        Some(Span::new(sources.first()?.start, sources.last()?.end))
    }

    /// Composes two maps: `self` maps a text to an intermediate text, and `inner` maps the intermediate text to the
    /// source.
    ///
    /// Time O(pieces of both) if the pieces of `self` ascend in the source. Otherwise each piece costs a binary
    /// search.
    pub(super) fn through(&self, inner: &Self) -> Self {
        let mut map = Self::default();
        // Many pieces in a row may be computed from one long span, such as a block of HTML in Markdown.
        let mut computed = (Span::default(), None);
        for piece in &self.pieces {
            if piece.text.len() != piece.source.len() {
                if computed.0 != piece.source {
                    computed = (piece.source, inner.source(piece.source));
                }
                if let Some(source) = computed.1 {
                    map.push(piece.text, Source::Within(source), piece.apart);
                }
                continue;
            }
            let first = inner.pieces.partition_point(|other| other.text.end <= piece.source.start);
            let mut apart = piece.apart;
            for other in inner.pieces.get(first..).unwrap_or_default() {
                if other.text.start >= piece.source.end {
                    break;
                }
                let both =
                    Span::new(other.text.start.max(piece.source.start), other.text.end.min(piece.source.end));
                let text = Span::new(
                    piece.text.start + both.start - piece.source.start,
                    piece.text.start + both.end - piece.source.start,
                );
                map.push(text, Source::Within(other.part(both)), apart || other.apart);
                apart = false;
            }
        }
        map
    }

    /// Adds the pieces of `other` that lie in `part`, a part of the text of `other` that has been appended to this
    /// text at `start`.
    pub(super) fn extend(&mut self, other: &Self, part: Span, start: usize, apart: bool) {
        let mut apart = apart;
        for piece in &other.pieces {
            let text = Span::new(piece.text.start.max(part.start), piece.text.end.min(part.end));
            if text.is_empty() {
                continue;
            }
            let source = piece.part(text);
            let moved = Span::new(start + text.start - part.start, start + text.end - part.start);
            self.push(moved, Source::Within(source), apart || piece.apart);
            apart = false;
        }
    }
}

impl MappedPiece {
    /// Returns the source of the part of the piece that lies in `span`.
    fn part(&self, span: Span) -> Span {
        if self.text.len() != self.source.len() {
            return self.source;
        }
        let start = span.start.max(self.text.start) - self.text.start;
        let end = span.end.min(self.text.end) - self.text.start;
        Span::new(self.source.start + start, self.source.start + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_merged_across_equal_gaps() {
        let mut map = SourceMap::default();
        map.push(Span::new(0, 3), Source::Copy(10), false);
        map.push(Span::new(4, 8), Source::Copy(14), false);
        assert_eq!(map.pieces.len(), 1);
        assert_eq!(map.sources(Span::new(2, 6)), [Span::new(12, 16)]);
    }

    #[test]
    fn a_span_over_cues_has_several_sources() {
        let mut map = SourceMap::default();
        map.push(Span::new(0, 8), Source::Copy(30), false);
        map.push(Span::new(9, 20), Source::Copy(70), true);
        assert_eq!(map.sources(Span::new(3, 12)), [Span::new(33, 38), Span::new(70, 73)]);
        assert_eq!(map.sources(Span::new(10, 12)), [Span::new(71, 73)]);
        assert_eq!(map.sources(Span::new(8, 9)), []);
    }

    #[test]
    fn computed_text_maps_as_a_whole() {
        let mut map = SourceMap::default();
        map.push(Span::new(0, 2), Source::Copy(0), false);
        map.push(Span::new(2, 3), Source::Within(Span::new(2, 7)), false);
        map.push(Span::new(3, 5), Source::Copy(7), false);
        assert_eq!(map.sources(Span::new(1, 4)), [Span::new(1, 8)]);
        assert_eq!(map.sources(Span::new(2, 3)), [Span::new(2, 7)]);
    }

    #[test]
    fn maps_compose() {
        // The middle text lacks bytes 4..10 of the source.
        let mut inner = SourceMap::default();
        inner.push(Span::new(0, 4), Source::Copy(0), false);
        inner.push(Span::new(4, 9), Source::Copy(10), false);
        let mut outer = SourceMap::default();
        outer.push(Span::new(0, 6), Source::Copy(2), false);
        let map = outer.through(&inner);
        assert_eq!(map.sources(Span::new(0, 1)), [Span::new(2, 3)]);
        assert_eq!(map.sources(Span::new(2, 4)), [Span::new(10, 12)]);
        assert_eq!(map.sources(Span::new(0, 4)), [Span::new(2, 12)]);
    }
}
