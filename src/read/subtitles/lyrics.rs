//! Reads LRC: the lines of a song, each after the times at which it is sung.

use super::clock::{Millis, time};
use super::cue::{Cue, lines};
use crate::Span;

/// Assumed duration of the last line of a song, in milliseconds.
const LAST: Millis = 5000;

/// Returns the cues of a song, sorted by their start. A line with several times becomes several cues.
///
/// Time O(length of the text · log cues).
pub(super) fn cues(text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for span in lines(text) {
        let line = span.of(text);
        let end = tags(line).last().map_or(0, |(_, end)| end);
        let words = Span::new(span.start + end, span.end).trimmed(text);
        if words.is_empty() {
            continue;
        }
        cues.extend(tags(line).map(|(start, _)| Cue::new(start, start, vec![words])));
    }
    cues.sort_by_key(|cue| cue.start);
    let starts: Vec<Millis> = cues.iter().map(|cue| cue.start).collect();
    for cue in &mut cues {
        let next = starts.get(starts.partition_point(|&start| start <= cue.start));
        cue.end = next.copied().unwrap_or(cue.start + LAST);
    }
    cues
}

/// Returns the times at the start of a line such as `[00:12.50][01:30.00] We left`, each with the offset after its
/// bracket.
pub(super) fn tags(line: &str) -> impl Iterator<Item = (Millis, usize)> + '_ {
    let mut at = line.len() - line.trim_start().len();
    std::iter::from_fn(move || {
        let inner = line.get(at..)?.strip_prefix('[')?;
        let (start, len) = time(inner)?;
        inner[len..].strip_prefix(']')?;
        at += len + 2;
        Some((start, at))
    })
}
