//! Divides the text of cues by language and speaker.

use super::clock::Millis;
use super::cue::Cue;
use super::style;
use crate::Span;
use crate::lines::{LineLanguage, LineLetters};
use crate::read::extracted::Extracted;

/// The time during which a part of the text of subtitles is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueTime {
    pub(crate) text: Span,
    pub(crate) start: Millis,
    pub(crate) end: Millis,
}

/// The text of a cue, without style codes.
#[derive(Clone, Debug)]
pub(super) struct CueText {
    pub(super) start: Millis,
    pub(super) end: Millis,
    pub(super) parts: Vec<CuePart>,
}

/// Consecutive lines of a cue in one language and of one speaker, joined.
#[derive(Clone, Debug)]
pub(super) struct CuePart {
    pub(super) language: Option<LineLanguage>,
    pub(super) text: Extracted,
}

impl CueText {
    /// Divides a cue where the language or the speaker changes. Time O(length of the cue).
    pub(super) fn of(file: &str, cue: &Cue) -> Self {
        let mut parts: Vec<CuePart> = Vec::new();
        for &line in &cue.lines {
            let mut text = Extracted::default();
            style::append(file, line, &mut text);
            let trimmed = text.text.trim();
            if trimmed.is_empty() {
                continue;
            }
            let language = LineLetters::of(trimmed).language();
            let spoken = is_spoken(trimmed);
            match parts.last_mut() {
                Some(last) if !spoken && (last.language == language || language.is_none()) => {
                    last.text.join(&text);
                }
                _ => {
                    let mut own = Extracted::default();
                    own.join(&text);
                    parts.push(CuePart { language, text: own });
                }
            }
        }
        Self { start: cue.start, end: cue.end, parts }
    }

    /// Returns the part in a language, or `None` if the cue has no part in that language or has several.
    pub(super) fn part(&self, language: LineLanguage) -> Option<&CuePart> {
        let mut parts = self.parts.iter().filter(|part| part.language == Some(language));
        parts.next().filter(|_| parts.next().is_none())
    }

    /// Whether all parts are in one language.
    pub(super) fn is_monolingual(&self) -> bool {
        self.parts.windows(2).all(|pair| pair[0].language == pair[1].language)
    }

    /// Whether `other` is shown at about the same time in another language: the two cues overlap during at least three
    /// quarters of the longer one.
    pub(super) fn is_translated_by(&self, other: &Self) -> bool {
        let [one] = self.parts.as_slice() else { return false };
        let [two] = other.parts.as_slice() else { return false };
        let both = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let longer = (self.end - self.start.min(self.end)).max(other.end - other.start.min(other.end));
        one.language != two.language && longer > 0 && both * 4 >= longer * 3
    }
}

/// Whether a line begins with a dash, which marks the words of another speaker.
pub(super) fn is_spoken(line: &str) -> bool {
    line.starts_with(['-', '–', '—', '‐'])
}
