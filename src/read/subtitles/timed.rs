//! Reads SubRip and WebVTT, in which a cue is a line with two times, followed by lines of text.

use super::clock::interval;
use super::cue::{Cue, lines};

/// The meaning of a blank line after the text of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlankLines {
    /// The end of the cue.
    End,
    /// Part of the cue. Only the number and the times of the next cue end it.
    Text,
}

/// Returns the cues of a text. Lines that belong to no cue, such as numbers and notes, are left out.
///
/// Time O(length of the text).
pub(super) fn cues(text: &str, blank_lines: BlankLines) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut open = false;
    let mut rest = lines(text).peekable();
    while let Some(span) = rest.next() {
        let line = span.of(text).trim();
        let next = rest.peek().map_or("", |next| next.of(text));
        if let Some((start, end)) = interval(line) {
            cues.push(Cue::new(start, end, Vec::new()));
            open = true;
        } else if line.is_empty() {
            let begun = cues.last().is_some_and(|cue| !cue.lines.is_empty());
            open &= !(begun && blank_lines == BlankLines::End);
        } else if interval(next).is_some() && (is_number(line) || !open) {
            // This line is the number or the name of the next cue.
            open = false;
        } else if open && let Some(cue) = cues.last_mut() {
            cue.lines.push(span.trimmed(text));
        }
    }
    cues
}

fn is_number(line: &str) -> bool {
    line.trim_start_matches('\u{feff}').bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(text: &'t str, cue: &Cue) -> Vec<&'t str> {
        cue.lines.iter().map(|line| line.of(text)).collect()
    }

    #[test]
    fn cues_with_blank_lines() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n我们走吧\r\n\r\nLet's go\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n2012\r\n\r\n\r\n";
        let found = cues(text, BlankLines::Text);
        assert_eq!(
            found.iter().map(|cue| texts(text, cue)).collect::<Vec<_>>(),
            [vec!["我们走吧", "Let's go"], vec!["2012"]]
        );
        let text = "WEBVTT\n\nNOTE a remark\nof two lines\n\nintro\n00:01.000 --> 00:02.000 align:start\nLet's go\n\nSTYLE\n::cue {}\n\n00:03.000 --> 00:04.000\nNow\n";
        let found = cues(text, BlankLines::End);
        assert_eq!(
            found.iter().map(|cue| texts(text, cue)).collect::<Vec<_>>(),
            [vec!["Let's go"], vec!["Now"]]
        );
    }
}
