//! Puts each sentence of the cues on one line.

use super::cue_text::{CueText, CueTime, is_spoken};
use super::format::SubtitleFormat;
use crate::Span;
use crate::lines::LineLanguage;
use crate::read::extracted::Extracted;
use crate::script::{closes, is_end_mark};

/// Whether a text is certainly subtitles in one of the formats.
pub(crate) fn is_subtitles(text: &str) -> bool {
    SubtitleFormat::recognise(text).is_some()
}

/// Returns the text of subtitles, and the times at which its parts are shown. A text in no known format is read as
/// SubRip.
///
/// Time O(length of the file · log cues).
pub(crate) fn extract(file: &str) -> (Extracted, Vec<CueTime>) {
    let format = SubtitleFormat::of(file);
    let mut cues: Vec<CueText> = format.cues(file).iter().map(|cue| CueText::of(file, cue)).collect();
    cues.retain(|cue| !cue.parts.is_empty());
    let cues = paired(cues);
    let style = Punctuation::of(&cues, format);
    let mut page = TimedPage::default();
    let mut first = 0;
    for at in 0..cues.len() {
        let goes_on =
            cues.get(at + 1).is_some_and(|next| at - first < MAX_CUES && style.continues(&cues[at], next));
        if !goes_on {
            page.push(&cues[first..=at]);
            first = at + 1;
        }
    }
    (page.text, page.times)
}

/// Joins each cue with the next one if the two are in different languages and are shown at about the same time.
fn paired(mut cues: Vec<CueText>) -> Vec<CueText> {
    cues.sort_by_key(|cue| cue.start);
    let mut joined: Vec<CueText> = Vec::with_capacity(cues.len());
    for cue in cues {
        match joined.last_mut() {
            Some(last) if last.is_translated_by(&cue) => last.parts.extend(cue.parts),
            _ => joined.push(cue),
        }
    }
    joined
}

/// Maximum number of cues of a sentence after its first cue.
const MAX_CUES: usize = 7;

/// Maximum length of a pause inside a sentence, in milliseconds.
const MAX_PAUSE: u64 = 5000;

/// How the sentences of subtitles are written.
#[derive(Clone, Copy, Debug, Default)]
struct Punctuation {
    /// Whether at least half of the English parts of cues begin with a capital.
    capitals: bool,
    /// Whether at least half of the English parts end as sentences do; see [`is_finished`].
    english: bool,
    /// Whether at least half of the Chinese parts end as sentences do.
    chinese: bool,
    /// Whether the subtitles are the lyrics of a song, whose lines are never joined.
    is_song: bool,
}

impl Punctuation {
    fn of(cues: &[CueText], format: SubtitleFormat) -> Self {
        let share = |language, test: &dyn Fn(&str) -> bool| {
            let parts =
                || cues.iter().flat_map(|cue| &cue.parts).filter(|part| part.language == Some(language));
            let count = parts().filter(|part| test(&part.text.text)).count();
            count > 0 && count * 2 >= parts().count()
        };
        Self {
            capitals: share(LineLanguage::English, &|text| {
                first_letter(text).is_some_and(char::is_uppercase)
            }),
            english: share(LineLanguage::English, &is_finished),
            chinese: share(LineLanguage::Chinese, &is_finished),
            is_song: format == SubtitleFormat::Lyrics,
        }
    }

    /// Whether the sentence of a cue continues in the next cue. If both cues are in both languages, the sentence
    /// must continue in both. If the Chinese sentences have no end marks, only the English sentence counts.
    fn continues(self, cue: &CueText, next: &CueText) -> bool {
        if self.is_song || next.start > cue.end + MAX_PAUSE {
            return false;
        }
        let pair = |language| Some((&*cue.part(language)?.text.text, &*next.part(language)?.text.text));
        let english = pair(LineLanguage::English).map(|(one, other)| self.english_continues(one, other));
        let chinese = pair(LineLanguage::Chinese).map(|(one, other)| self.chinese_continues(one, other));
        match (english, chinese) {
            // Require a lower-case letter, because the cues may be lines of verse, which begin with capitals.
            (Some(english), Some(chinese)) => english && starts_lower(next) && (chinese || !self.chinese),
            (Some(continues), None) | (None, Some(continues)) => {
                continues && cue.is_monolingual() && next.is_monolingual()
            }
            (None, None) => false,
        }
    }

    fn english_continues(self, text: &str, next: &str) -> bool {
        let lower = self.capitals && first_letter(next).is_some_and(char::is_lowercase);
        let trails = text.ends_with("...") || text.ends_with('…');
        if is_spoken(next) {
            return false;
        }
        if is_finished(text) {
            return trails && lower;
        }
        lower || (self.english && self.capitals)
    }

    fn chinese_continues(self, text: &str, next: &str) -> bool {
        self.chinese && !is_finished(text) && !is_spoken(next)
    }
}

/// Whether the English part of a cue begins with a lower-case letter.
fn starts_lower(cue: &CueText) -> bool {
    let english = cue.part(LineLanguage::English);
    english.and_then(|part| first_letter(&part.text.text)).is_some_and(char::is_lowercase)
}

/// Returns the first letter of a text, unless a digit precedes it.
fn first_letter(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic())
}

/// Whether a text ends with an end mark, a closing bracket, an ellipsis or a tilde, ignoring quotation marks after it.
fn is_finished(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '」', '』']);
    bare.ends_with(|c: char| is_end_mark(c) || closes(c) || matches!(c, '…' | '~' | '～'))
}

/// The text of subtitles so far, and the times at which its parts are shown.
#[derive(Debug, Default)]
struct TimedPage {
    text: Extracted,
    times: Vec<CueTime>,
}

impl TimedPage {
    /// Adds the cues of a sentence.
    fn push(&mut self, cues: &[CueText]) {
        if !self.text.text.is_empty() {
            self.text.insert("\n");
        }
        let [first, rest @ ..] = cues else { return };
        for part in &first.parts {
            self.add(first, &part.text);
            for cue in rest {
                let more = part.language.and_then(|language| cue.part(language));
                if let Some(more) = more {
                    self.text.split();
                    self.add(cue, &more.text);
                }
            }
            self.text.insert("\n");
        }
    }

    fn add(&mut self, cue: &CueText, part: &Extracted) {
        let start = self.text.text.len();
        self.text.join(part);
        let text = Span::new(start, self.text.text.len()).trimmed(&self.text.text);
        self.times.push(CueTime { text, start: cue.start, end: cue.end });
    }
}
