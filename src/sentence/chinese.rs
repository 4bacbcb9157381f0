//! Chinese end marks: quotations, and who says them.

use super::cursor::Cursor;
use super::mark::Mark;
use super::scan::Sentences;
use crate::script::{closes, is_cjk};

/// Longest quotation, in bytes, that is a phrase of the sentence around it.
const PHRASE: usize = 60;

/// Longest clause, in characters, that says who spoke.
const SPEECH: usize = 18;

/// Whether the sentence ends with `mark`, where `next` is what follows it.
pub(super) fn ends(sentences: &mut Sentences<'_>, mark: Mark, next: usize) -> bool {
    let cursor = sentences.cursor;
    let first = cursor.char_at(next);
    if continues(first) || is_label(sentences, mark) {
        return false;
    }
    if mark.again {
        return true;
    }
    // A remark in brackets inside its sentence: `这座桥（建于1908年。）至今还在使用。`
    if mark.bracket && sentences.round_open > sentences.start && is_cjk(first) {
        return false;
    }
    if mark.quote {
        let phrase = mark.opened.is_some_and(|open| is_phrase(sentences, open, mark.end));
        return !(phrase && is_cjk(first) || is_speech(cursor, next));
    }
    // Inside a short quotation that is a phrase of this sentence.
    if let Some(open) = sentences.quote_open.filter(|&open| is_phrase(sentences, open, mark.end)) {
        let rest = cursor.text.get(mark.end..).unwrap_or("");
        let close = rest.char_indices().take(PHRASE / 3).find(|(_, c)| matches!(c, '”' | '」'));
        if let Some((at, _)) = close {
            return mark.end + at - open > PHRASE;
        }
    }
    true
}

/// Shortest sentence, in bytes, that an ellipsis in the running text ends: a shorter one hesitates.
const HESITATION: usize = 36;

/// Whether an ellipsis that a Chinese character follows at once, at `next`, ends the sentence: it does in
/// narration, while in speech it is a pause.
pub(super) fn ellipsis_ends(sentences: &Sentences<'_>, mark: Mark, next: usize) -> bool {
    let next = sentences.cursor.char_at(next);
    sentences.quote_open.is_none()
        && mark.at - sentences.start >= HESITATION
        && !matches!(next, '等' | '的' | '地' | '得' | '和' | '与' | '與' | '或')
        && !continues(next)
}

/// Whether the mark is that of a label: `一.`, `十二．`
fn is_label(sentences: &Sentences<'_>, mark: Mark) -> bool {
    let cursor = sentences.cursor;
    let label = cursor.text.get(sentences.start..mark.at).unwrap_or("");
    // Three numerals at most, of three bytes each.
    matches!(cursor.char_at(mark.at), '.' | '．')
        && mark.end - mark.at <= '．'.len_utf8()
        && label.len() <= 9
        && label
            .chars()
            .all(|c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
}

/// Marks that go on with the sentence before them.
const fn continues(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':' | '。' | '！' | '？' | '—' | '…') || closes(c)
}

/// Whether the quotation from `open` to `end` is a short phrase in the middle of its sentence: it
/// follows a word directly, with no comma or colon before it.
fn is_phrase(sentences: &Sentences<'_>, open: usize, end: usize) -> bool {
    open > sentences.start && end - open <= PHRASE && is_cjk(sentences.cursor.char_before(open))
}

/// Whether a short clause that says who spoke begins at `at`: `他说。`, `馆长答道，`
fn is_speech(cursor: Cursor<'_>, at: usize) -> bool {
    let mut last = '\0';
    for c in cursor.text.get(at..).unwrap_or("").chars().take(SPEECH + 1) {
        match c {
            '。' | '，' | '！' | '.' | ',' => {
                return is_saying(last);
            }
            '\n' | '\r' | '“' | '「' | '：' | '；' | '？' => return false,
            _ => last = c,
        }
    }
    false
}

const fn is_saying(c: char) -> bool {
    matches!(c, '说' | '說' | '道' | '问' | '問' | '答' | '喊' | '叫' | '嚷' | '曰')
}
