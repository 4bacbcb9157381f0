//! The cues of subtitles.

use super::clock::Millis;
use crate::Span;

/// Text that is shown for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) start: Millis,
    pub(super) end: Millis,
    /// The lines in the file, with style codes.
    pub(super) lines: Vec<Span>,
}

/// The lines of a text, without line breaks. Time O(length of the text).
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}
