//! Finds the added words that the best-path search cannot find: words with a space or another character outside
//! blocks, such as `machine learning`, and, in mixed text, words without Chinese characters.

use super::characters::{CharacterTable, class};
use super::dictionary::{UserWords, UserWordsCursor};
use super::token_writer::TokenWriter;
use crate::{Script, Span};

/// Appends the words of `phrases` that occur in a text as tokens. Calls `part` for the text before, between and
/// after the phrases.
pub(crate) fn between_phrases(
    phrases: &UserWords,
    table: &CharacterTable,
    writer: &mut TokenWriter<'_>,
    mut part: impl FnMut(Span, &mut TokenWriter<'_>),
) {
    let text = writer.text;
    if phrases.is_empty() {
        part(Span::new(0, text.len()), writer);
    } else {
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            match phrase_at(text, at, phrases, table) {
                Some((end, classes)) => {
                    part(Span::new(from, at), writer);
                    writer.push(at, end, classes & !class::SPACE);
                    (from, at) = (end, end);
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        part(Span::new(from, text.len()), writer);
    }
}

/// Returns the end of the longest phrase that starts at `start`, and the classes of its characters. A phrase that
/// begins or ends inside a run of letters or digits does not count.
fn phrase_at(text: &str, start: usize, phrases: &UserWords, table: &CharacterTable) -> Option<(usize, u32)> {
    let inside_word = |at: usize| {
        let is_part = |c: Option<char>| {
            let script = c.map_or(Script::Space, Script::of);
            matches!(script, Script::Latin | Script::Letter | Script::Digit | Script::Mark)
        };
        is_part(text[..at].chars().next_back()) && is_part(text[at..].chars().next())
    };
    let (mut cursor, mut at, mut classes, mut found) = (UserWordsCursor::ROOT, start, 0, None);
    for c in text[start..].chars() {
        let Some((next, word)) = phrases.step(cursor, table.folded(c)) else { break };
        cursor = next;
        at += c.len_utf8();
        classes |= table.of(c).classes();
        if word.is_some() && !inside_word(at) {
            found = Some((at, classes));
        }
    }
    found.filter(|_| !inside_word(start))
}
