//! Recognizes the format of subtitles by their content.

use super::clock::{interval, time};
use super::cue::{Cue, lines};
use super::lyrics::{self, tags};
use super::{script, timed};

/// A format of subtitles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubtitleFormat {
    SubRip,
    WebVtt,
    SubStation,
    Lyrics,
}

/// Number of lines that are examined, not counting blank lines.
const SAMPLE: usize = 40;

impl SubtitleFormat {
    /// Returns the format of a text, or `None` if the text is not subtitles.
    ///
    /// Time O(length of the first lines).
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let sample =
            || lines(text).map(|line| line.of(text).trim()).filter(|line| !line.is_empty()).take(SAMPLE);
        let first = sample().next()?;
        if first == "WEBVTT" || first.starts_with("WEBVTT ") || first.starts_with("WEBVTT\t") {
            return Some(Self::WebVtt);
        }
        if first.eq_ignore_ascii_case("[Script Info]")
            || sample().any(|line| line.starts_with("Dialogue: ")) && first.starts_with('[')
        {
            return Some(Self::SubStation);
        }
        // The first cue begins with its times, or with its number and then its times.
        if sample().take(2).any(|line| interval(line).is_some()) {
            return Some(Self::SubRip);
        }
        let tagged = sample().filter(|line| tags(line).next().is_some() || is_header(line)).count();
        let timed = sample().filter(|line| tags(line).next().is_some()).count();
        (timed > 0 && tagged * 5 >= sample().count() * 4).then_some(Self::Lyrics)
    }

    /// Returns the cues of a text in this format. The cues of SubStation Alpha and of lyrics are sorted by start. The
    /// cues of the other formats are in the order of the file.
    ///
    /// Time O(length of the text · log cues).
    pub(super) fn cues(self, text: &str) -> Vec<Cue> {
        match self {
            Self::SubRip => timed::cues(text, timed::BlankLines::Text),
            Self::WebVtt => timed::cues(text, timed::BlankLines::End),
            Self::SubStation => script::cues(text),
            Self::Lyrics => lyrics::cues(text),
        }
    }
}

/// Whether a line is a header of lyrics, such as `[ti:The River]`.
fn is_header(line: &str) -> bool {
    let name = line.strip_prefix('[').and_then(|rest| rest.split_once(':'));
    name.is_some_and(|(name, _)| {
        line.ends_with(']') && name.len() <= 8 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && time(&line[1..]).is_none()
}
