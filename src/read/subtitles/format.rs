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
/// Maximum mean number of lines of a cue of SubRip. With its number and times, a cue in two languages has four to six
/// lines.
const MAX_CUE_LINES: usize = 8;

impl SubtitleFormat {
    /// Returns the format of a text that is known to be subtitles; SubRip if the text is in none of the other formats.
    ///
    /// Time O(length of the first lines).
    pub(super) fn of(text: &str) -> Self {
        let has_tags = || lines(text).take(SAMPLE).any(|line| tags(line.of(text).trim()).next().is_some());
        Self::recognise(text).unwrap_or_else(|| if has_tags() { Self::Lyrics } else { Self::SubRip })
    }

    /// Returns the format of a text, or `None` if the text is not certainly subtitles. A text with some times in it,
    /// such as a timetable or the log of a chat, does not count.
    ///
    /// Time O(length of the first lines).
    pub(super) fn recognise(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let sample =
            || lines(text).map(|line| line.of(text).trim()).filter(|line| !line.is_empty()).take(SAMPLE);
        let first = sample().next()?;
        if first == "WEBVTT" || first.starts_with("WEBVTT ") || first.starts_with("WEBVTT\t") {
            return Some(Self::WebVtt);
        }
        if first.eq_ignore_ascii_case("[Script Info]")
            || first.starts_with('[') && sample().any(|line| line.starts_with("Dialogue: "))
        {
            return Some(Self::SubStation);
        }
        let count = sample().count();
        let timed = sample().filter(|line| is_interval(line)).count();
        if begins_with_cue(sample()) && timed * MAX_CUE_LINES >= count {
            return Some(Self::SubRip);
        }
        let tagged = sample().filter(|line| tags(line).next().is_some()).count();
        let headers = sample().filter(|line| is_header(line)).count();
        let precise = sample().any(|line| is_id_tag(line) || tag_has_fraction(line));
        (tagged > 0 && precise && (tagged + headers) * 5 >= count * 4).then_some(Self::Lyrics)
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

/// Whether the first cue begins with its times, or with its number and then its times.
fn begins_with_cue<'t>(mut lines: impl Iterator<Item = &'t str>) -> bool {
    let Some(first) = lines.next() else { return false };
    is_interval(first)
        || first.bytes().all(|byte| byte.is_ascii_digit()) && lines.next().is_some_and(is_interval)
}

/// Whether a line consists of the two times of a cue and of settings such as `align:start`. A sentence may begin with
/// two times, too.
fn is_interval(line: &str) -> bool {
    interval(line).is_some() && {
        let after = line.split_once("-->").map_or("", |(_, after)| after);
        after.split_whitespace().skip(1).all(|setting| setting.contains(':'))
    }
}

/// Whether the first time of a line of lyrics has a fraction of a second, as in `[00:12.50]`. The times of a chat have
/// none.
fn tag_has_fraction(line: &str) -> bool {
    let tag = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(tag, _)| tag);
    tags(line).next().is_some() && tag.contains(['.', ','])
}

/// Whether a line is a header that only lyrics have: the name of the song, the artist, the album, the author of the
/// file, or the offset of the times.
fn is_id_tag(line: &str) -> bool {
    is_header(line) && line[1..].split(':').next().is_some_and(|name| ID_TAGS.contains(&name))
}

/// The ID tags of LRC.
const ID_TAGS: [&str; 9] = ["ti", "ar", "al", "au", "by", "re", "ve", "length", "offset"];

/// Whether a line is a header of lyrics, such as `[ti:The River]`.
fn is_header(line: &str) -> bool {
    let name = line.strip_prefix('[').and_then(|rest| rest.split_once(':'));
    name.is_some_and(|(name, _)| {
        line.ends_with(']') && name.len() <= 8 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && time(&line[1..]).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_some_times_is_not_subtitles() {
        let cue = "00:00:01,000 --> 00:00:02,000";
        let long = format!("1\n{cue}\n{}", "The tea is ready.\n".repeat(20));
        let cases = [
            (format!("1\n{cue}\nTea\n"), Some(SubtitleFormat::SubRip)),
            (format!("{cue} X1:40 X2:600\nTea\n"), Some(SubtitleFormat::SubRip)),
            ("[00:12.50]Tea\n".to_owned(), Some(SubtitleFormat::Lyrics)),
            ("[ti:Tea]\n[00:12]Tea\n".to_owned(), Some(SubtitleFormat::Lyrics)),
            // A timetable, a report of a film, the log of a chat.
            ("Night bus\n00:30:00 --> 01:00:00\nThe bus waits.\n".to_owned(), None),
            ("00:30:00 --> 01:00:00 is when the night bus waits.\n".to_owned(), None),
            (long, None),
            ("[09:15] Ann: Tea?\n[09:16] 李：好的。\n".to_owned(), None),
        ];
        for (text, expected) in cases {
            assert_eq!(SubtitleFormat::recognise(&text), expected, "{text}");
        }
        assert_eq!(SubtitleFormat::of("[00:12]Tea\n"), SubtitleFormat::Lyrics);
        assert_eq!(SubtitleFormat::of("Tea\n"), SubtitleFormat::SubRip);
    }
}
