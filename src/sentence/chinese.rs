//! Decides whether a Chinese end mark ends the sentence. The rules concern quotations, remarks in brackets, labels
//! and ellipses.

use super::mark::EndMark;
use super::quotation::MAX_PHRASE;
use super::state::Sentences;
use crate::script::{closes, is_cjk};

/// Whether the sentence ends with `mark`. `next` is the offset of the text after the mark.
pub(super) fn ends(sentences: &mut Sentences<'_>, mark: EndMark, next: usize) -> bool {
    let cursor = sentences.cursor;
    let first = cursor.char_at(next);
    if continues(first) || is_label(sentences, mark) {
        return false;
    }
    if mark.repeated {
        return true;
    }
    // The mark ends a remark in brackets inside a sentence: `这座桥（建于1908年。）至今还在使用。`
    if mark.bracket && sentences.paren_start > sentences.start && is_cjk(first) {
        return false;
    }
    if mark.quote {
        return !sentences.continues_after_quotation(mark, next);
    }
    // The mark is inside a short quotation that is a phrase of this sentence.
    if let Some(open) = sentences.quote_start.filter(|&open| sentences.is_phrase(open, mark.end)) {
        let rest = cursor.text.get(mark.end..).unwrap_or("");
        let close = rest.char_indices().take(MAX_PHRASE / 3).find(|(_, c)| matches!(c, '”' | '」'));
        if let Some((at, _)) = close {
            return mark.end + at - open > MAX_PHRASE;
        }
    }
    true
}

/// Minimum length, in bytes, of a sentence that ends with an ellipsis in running text: 12 Chinese characters. In a
/// shorter sentence, the ellipsis is a pause.
const MIN_TRAILING: usize = 36;

/// Whether an ellipsis ends the sentence if Chinese text follows at `next`. An ellipsis ends a sentence in narration,
/// but is a pause in speech.
pub(super) fn ellipsis_ends(sentences: &Sentences<'_>, mark: EndMark, next: usize) -> bool {
    let next = sentences.cursor.char_at(next);
    sentences.quote_start.is_none()
        && mark.at - sentences.start >= MIN_TRAILING
        && !attaches(next)
        && !continues(next)
}

/// Whether `c` attaches to the word before it. Few sentences begin with such a character.
pub(super) const fn attaches(c: char) -> bool {
    matches!(c, '等' | '的' | '地' | '得' | '和' | '与' | '與' | '或')
}

/// Maximum length of the numeral of a label, in bytes. `二十三` has 9.
const MAX_NUMERAL: usize = 9;

/// Whether the mark belongs to a label: `一.`, `十二．`
fn is_label(sentences: &Sentences<'_>, mark: EndMark) -> bool {
    let cursor = sentences.cursor;
    let label = cursor.text.get(sentences.start..mark.at).unwrap_or("");
    matches!(cursor.char_at(mark.at), '.' | '．')
        && mark.end - mark.at <= '．'.len_utf8()
        && label.len() <= MAX_NUMERAL
        && label
            .chars()
            .all(|c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
}

/// Whether the sentence continues if `c` follows its end mark.
const fn continues(c: char) -> bool {
    matches!(
        c,
        '，' | '、'
            | '；'
            | '：'
            | ','
            | ';'
            | ':'
            | '。'
            | '！'
            | '？'
            | '—'
            | '…'
            | '﹐'
            | '﹑'
            | '﹔'
            | '﹕'
            | '︐'
            | '︑'
            | '︓'
            | '︔'
    ) || closes(c)
}
