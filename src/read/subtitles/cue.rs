//! The cues of subtitles.

use super::clock::Millis;
use crate::Span;

/// Text that is shown from `start` to `end`, which is not before `start`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) start: Millis,
    pub(super) end: Millis,
    /// Spans of the lines in the file, including their style codes.
    pub(super) lines: Vec<Span>,
}

impl Cue {
    /// Returns a cue with times from a file. If `end` is before `start`, the cue ends at `start`.
    pub(super) fn new(start: Millis, end: Millis, lines: Vec<Span>) -> Self {
        Self { start, end: end.max(start), lines }
    }
}

/// Returns the spans of the lines of a text, without line breaks. Time O(length of the text).
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}
