//! Decides whether a sentence continues after a quotation or a title that ends with an end mark.

use super::mark::{EndMark, MarkKind};
use super::state::Sentences;
use super::text_cursor::TextCursor;
use super::words::{LONGEST_OPENER, follows_quotation, opens_sentence, says};
use crate::script::{is_cjk, is_end_mark};

/// Maximum length, in bytes, of a quotation that is a phrase of the sentence around it: 20 Chinese characters.
pub(super) const MAX_PHRASE: usize = 60;

/// Maximum length, in characters, of a clause that names the speaker of a quotation. 馆长一边关灯一边回答道 has 11.
const MAX_SPEECH: usize = 18;

impl Sentences<'_> {
    /// Whether the sentence continues after the quotation that closes with `mark`. `next` is the offset of the text
    /// after the quotation.
    pub(super) fn continues_after_quotation(&self, mark: EndMark, next: usize) -> bool {
        let cursor = self.cursor;
        let first = cursor.char_at(next);
        let introduced = mark.opened.is_some_and(|open| is_introduced(cursor, open));
        let speech = || !introduced && is_speech(cursor, next);
        if !is_cjk(first) {
            // The sentence continues in `“你好！” he shouted`. The module `english` has the rules for English end
            // marks.
            let english = mark.kind == MarkKind::Chinese
                && (first.is_ascii_lowercase() || !introduced && self.names_speaker(next));
            return english || speech();
        }
        let adjoins = mark.kind == MarkKind::Chinese || next == mark.end;
        let phrase = mark.opened.is_some_and(|open| self.is_phrase(open, mark.end));
        adjoins && (phrase || follows_quotation(cursor.from(next))) || speech()
    }

    /// Whether the quotation from `open` to `end` is a short phrase inside its sentence: it directly follows a
    /// Chinese word, without a comma or colon.
    pub(super) fn is_phrase(&self, open: usize, end: usize) -> bool {
        open > self.start && end - open <= MAX_PHRASE && is_cjk(self.cursor.char_before(open))
    }

    /// Whether the sentence continues after the title that closes with `mark`: `《为什么？》是一首歌`. `next` is the
    /// offset of the text after the title.
    pub(super) fn continues_after_title(&self, mark: EndMark, next: usize) -> bool {
        next == mark.end || !opens_sentence(self.cursor.letters(next, LONGEST_OPENER))
    }
}

/// Whether a colon introduces the quotation that begins at `open`. If so, the speaker is named before the quotation and
/// not after it.
fn is_introduced(cursor: TextCursor<'_>, open: usize) -> bool {
    let before = cursor.trim_end(0, open);
    matches!(cursor.char_before(before), ':' | '：')
}

/// Whether a short clause at `at` names the speaker: `他说。`, `馆长答道，`
fn is_speech(cursor: TextCursor<'_>, at: usize) -> bool {
    for (len, c) in cursor.from(at).char_indices().take(MAX_SPEECH + 1) {
        match c {
            '\n' | '\r' | '“' | '「' | '﹁' | '：' | '；' | '？' | '﹕' | '﹔' | '﹖' | '︓' | '︔'
            | '︖' => return false,
            _ if is_end_mark(c) || matches!(c, '，' | ',' | '﹐' | '︐') => {
                return says(cursor.text.get(at..at + len).unwrap_or(""));
            }
            _ => {}
        }
    }
    false
}
