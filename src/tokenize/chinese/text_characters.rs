//! The characters of a text as they are looked up, and all dictionary words that begin at each of them, even words that
//! the tokenizer would not choose.

use super::characters::{Character, class};
use super::dictionary::{UserWords, UserWordsCursor};
use super::tokenizer::ChineseTokenizer;

/// Maximum length in characters of a word that is looked up in a caller's jieba: the length of the longest word
/// in jieba's own dictionary.
const LONGEST_OF_JIEBA: usize = 16;

/// The characters of a text as they are looked up, without invisible characters and combining marks. The buffer is
/// reused for the next text.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextCharacters {
    spelled: Vec<(char, Character)>,
}

impl ChineseTokenizer {
    /// Reads the characters of `text`. Calls `each` with the start and the end of each character. The end is after the
    /// invisible characters and combining marks that follow the character.
    pub(crate) fn read_characters(
        &self,
        text: &str,
        out: &mut TextCharacters,
        mut each: impl FnMut(usize, usize),
    ) {
        out.spelled.clear();
        let extends = |c: char| self.table.of(c).is(class::EXTENDING);
        let mut before = None;
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let entry = self.table.of(c);
            if entry.is(class::EXTENDING) {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((_, next)) = rest.next_if(|&(_, next)| extends(next)) {
                end += next.len_utf8();
            }
            let spelled = *before.insert(self.table.spelled(c, before));
            out.spelled.push((spelled, entry));
            each(at, end);
        }
    }

    /// Calls `found` with the length in characters of each dictionary word or added word of at most `most` characters
    /// that begins at character `from`, shortest first. Time O(`most`).
    pub(crate) fn word_lengths(
        &self,
        text: &TextCharacters,
        from: usize,
        most: usize,
        mut found: impl FnMut(usize),
    ) {
        let characters = text.spelled.get(from..).unwrap_or(&[]);
        let characters = &characters[..characters.len().min(most)];
        if let Some(jieba) = self.engine.jieba() {
            let mut word = Vec::new();
            for (length, &(c, character)) in (1..=LONGEST_OF_JIEBA).zip(characters) {
                if !character.is(class::BLOCK) {
                    break;
                }
                word.push(c);
                if jieba.has_word(&word) {
                    found(length);
                }
            }
            return;
        }
        let vocabulary = self.cutter().vocabulary;
        if self.added.phrases.is_empty() {
            return vocabulary.prefix_lengths(characters, found);
        }
        let mut phrases = phrase_lengths(&self.added.phrases, characters).peekable();
        vocabulary.prefix_lengths(characters, |length| {
            while let Some(shorter) = phrases.next_if(|&phrase| phrase < length) {
                found(shorter);
            }
            found(length);
        });
        phrases.for_each(found);
    }
}

/// Returns the lengths in characters of the phrases with which `characters` begin.
fn phrase_lengths<'p>(
    phrases: &'p UserWords,
    characters: &'p [(char, Character)],
) -> impl Iterator<Item = usize> + 'p {
    let steps = characters.iter().scan(UserWordsCursor::ROOT, |cursor, &(c, _)| {
        let (next, word) = phrases.step(*cursor, c)?;
        *cursor = next;
        Some(word.is_some())
    });
    steps.zip(1..).filter_map(|(is_phrase, length)| is_phrase.then_some(length))
}
