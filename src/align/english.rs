//! Prepares the English side: stems and classifies words, writes numbers in one form, and follows quotation marks.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::progress::Progress;
use super::side::{QuoteMark, SentenceMarks, Side, SideBuilder, TokenClass, TypeId, mark_token};
use crate::english::{expand, is_alphabetic, is_apostrophe, is_stop_stem, number_len, stem, word_len};
use crate::numbers::{english_zeros, scaled};
use crate::tables::FastHash;

/// Prepares the sentences of the English side.
///
/// Time O(characters).
pub(crate) fn english_side<S: AsRef<str>>(sentences: &[S]) -> Side {
    let ControlFlow::Continue(side) = english_side_with_progress(sentences, &mut Progress::none());
    side
}

/// Like [`english_side`], but reports one unit of work per sentence. Breaks if the caller stops the work.
pub(crate) fn english_side_with_progress<S: AsRef<str>, B>(
    sentences: &[S],
    progress: &mut Progress<'_, B>,
) -> ControlFlow<B, Side> {
    let mut reader = EnglishReader { out: SideBuilder::new(), parts: HashMap::default() };
    for sentence in sentences {
        reader.sentence(sentence.as_ref());
        progress.advance(1)?;
    }
    ControlFlow::Continue(reader.out.build())
}

struct EnglishReader {
    out: SideBuilder,
    /// The parts of each spelling, cached because stemming is slow.
    parts: HashMap<Box<str>, (WordPart, Option<WordPart>), FastHash>,
}

/// A part of a word that is a separate token, such as `not` in `can't`.
#[derive(Clone, Copy)]
struct WordPart {
    id: TypeId,
    class: TokenClass,
    width: usize,
}

impl EnglishReader {
    fn sentence(&mut self, text: &str) {
        let mut at = 0;
        let mut previous = ' ';
        // Whether the next word may be capitalized only because it starts a sentence.
        let mut first = true;
        while let Some(c) = text[at..].chars().next() {
            let mut len = word_len(&text[at..]);
            if len > 0 {
                self.word(&text[at..at + len], at, first);
                first = false;
            } else if c.is_ascii_digit() {
                len = self.number(&text[at..], at);
                first = false;
            } else {
                len = c.len_utf8();
                let next = text[at + len..].chars().next();
                if let Some(quote) = quote(previous, c, next) {
                    self.out.quote(quote);
                }
                if let Some(mark) = mark_token(c) {
                    first |= matches!(mark, "\"" | "?" | "!" | ":");
                    self.out.mark(mark, at..at + len);
                }
            }
            previous = text[at..at + len].chars().next_back().unwrap_or(' ');
            at += len;
        }
        self.out.end_sentence(text.chars().count(), 0, marks(text));
    }

    fn word(&mut self, word: &str, at: usize, first: bool) {
        let capital = !first && word.chars().next().is_some_and(char::is_uppercase);
        let (first_part, second_part) = match self.parts.get(word) {
            Some(&parts) => parts,
            None => self.add_parts(word),
        };
        for part in [Some(first_part), second_part].into_iter().flatten() {
            let class = match part.class {
                TokenClass::Content if capital => TokenClass::Capitalized,
                class => class,
            };
            self.out.token(part.id, class, at..at + word.len(), part.width);
        }
    }

    /// Splits a spelling into its parts, such as `can't` into `can` and `not`, and caches the parts.
    fn add_parts(&mut self, word: &str) -> (WordPart, Option<WordPart>) {
        let mut parts = [None; 2];
        let mut count = 0;
        expand(word, |part| {
            let stem = stem(part);
            let class = if is_stop_stem(&stem) { TokenClass::FunctionWord } else { TokenClass::Content };
            let width = stem.chars().count() + 1;
            let id = self.out.types().intern(&stem);
            if let Some(slot) = parts.get_mut(count) {
                *slot = Some(WordPart { id, class, width });
            }
            count += 1;
        });
        let empty =
            || WordPart { id: self.out.types().intern(""), class: TokenClass::FunctionWord, width: 1 };
        let parts = (parts[0].unwrap_or_else(empty), parts[1]);
        self.parts.insert(word.into(), parts);
        parts
    }

    /// Adds the number at the start of `text` as one token, together with a unit such as `billion`. Returns the length
    /// of the token in bytes.
    fn number(&mut self, text: &str, at: usize) -> usize {
        let mut len = number_len(text);
        let number = &text[..len];
        let unit = text[len..].strip_prefix([' ', '-']).map(|rest| &rest[..word_len(rest)]);
        let zeros = unit.and_then(english_zeros);
        if let (Some(unit), Some(_)) = (unit, zeros) {
            len += 1 + unit.len();
        }
        let digits = scaled(number, zeros.unwrap_or_default());
        let id = self.out.types().intern(&digits);
        self.out.token(id, TokenClass::Number, at..at + len, digits.len() + 1);
        len
    }
}

/// Returns the effect of a quotation mark. If a mark can both open and close a quotation, the adjacent characters
/// decide.
fn quote(previous: char, c: char, next: Option<char>) -> Option<QuoteMark> {
    let blank_after = next.is_none_or(char::is_whitespace);
    let opening_before = previous.is_whitespace() || matches!(previous, '(' | '—' | '-' | '[' | '“' | '"');
    match c {
        '“' | '‘' | '`' => Some(QuoteMark::Open),
        '”' => Some(QuoteMark::Close),
        '"' if opening_before && !blank_after => Some(QuoteMark::Open),
        '"' => Some(QuoteMark::Close),
        '\'' | '’' => {
            let word_before = previous.is_alphanumeric();
            let word_after = next.is_some_and(char::is_alphanumeric);
            if word_before && word_after {
                None
            } else if c == '\'' && opening_before && !blank_after {
                Some(QuoteMark::Open)
            } else if !previous.is_whitespace() && !word_after && previous != 's' {
                Some(QuoteMark::Close)
            } else {
                None
            }
        }
        _ => None,
    }
}

fn marks(text: &str) -> SentenceMarks {
    let text = text.trim();
    let opens = text.starts_with(['“', '‘', '`'])
        || (text.starts_with(['"', '\'']) && text[1..].chars().next().is_some_and(|c| !c.is_whitespace()));
    // At the end of a sentence, an apostrophe counts as a closing quotation mark, even in `the farmers’`.
    let closes = text.ends_with(['”', '"', '\'', '’']) && text.chars().count() > 1;
    let inner = text.trim_end_matches(|c: char| {
        is_apostrophe(c) || matches!(c, '”' | '"' | ')' | ']' | '）' | '’') || c.is_whitespace()
    });
    let last = inner.chars().next_back();
    SentenceMarks {
        opens,
        closes,
        asks: matches!(last, Some('?' | '？')),
        unfinished: last
            .is_none_or(|c| is_alphabetic(c) || c.is_alphanumeric() || matches!(c, ':' | ';' | ',')),
        quoted: false,
    }
}
