//! Reads SubStation Alpha (ASS, SSA), a script with a line for each event. An event is a comment, or a text or
//! drawing with the time during which it is shown.

use super::clock::time;
use super::cue::{Cue, lines};
use crate::Span;

/// Number of fields before the text, if the script does not name the fields.
const FIELDS: usize = 9;

/// Returns the cues of a script, sorted by their start. Comments and drawings are left out.
///
/// Time O(length of the text · log cues).
pub(super) fn cues(text: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    let (mut fields, mut start_field, mut end_field) = (FIELDS, 1, 2);
    let mut in_events = false;
    for span in lines(text) {
        let line = span.of(text);
        if line.starts_with('[') {
            in_events = line.trim().eq_ignore_ascii_case("[Events]");
        } else if let Some(names) = line.strip_prefix("Format:").filter(|_| in_events) {
            let names: Vec<&str> = names.split(',').map(str::trim).collect();
            let place = |name: &str| names.iter().position(|found| found.eq_ignore_ascii_case(name));
            fields = place("Text").unwrap_or(FIELDS);
            start_field = place("Start").unwrap_or(start_field);
            end_field = place("End").unwrap_or(end_field);
        } else if let Some(event) = line.strip_prefix("Dialogue:") {
            let parts: Vec<&str> = event.splitn(fields + 1, ',').collect();
            let read =
                |field: usize| parts.get(field).and_then(|part| time(part.trim())).map(|(time, _)| time);
            if let (Some(start), Some(end), Some(words)) =
                (read(start_field), read(end_field), parts.get(fields))
            {
                let words = Span::new(span.end - words.len(), span.end);
                cues.push(Cue::new(start, end, cut(text, words)));
            }
        }
    }
    cues.sort_by_key(|cue| cue.start);
    cues
}

/// Returns the lines of an event, which `\N` and `\n` separate. A drawing has no lines.
fn cut(text: &str, words: Span) -> Vec<Span> {
    let content = words.of(text);
    // `{\p1}` turns on drawing.
    let drawn = content.match_indices("\\p").any(|(at, _)| {
        content[at + 2..].starts_with(|c: char| matches!(c, '1'..='9')) && content[..at].contains('{')
    });
    if drawn {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in content.match_indices('\\') {
        if content[at + 1..].starts_with(['N', 'n']) {
            lines.push(Span::new(words.start + start, words.start + at));
            start = at + 2;
        }
    }
    lines.push(Span::new(words.start + start, words.end));
    lines
}
