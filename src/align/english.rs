//! English sentences as the aligner compares them.

use std::collections::HashMap;

use super::text::{Class, Marks, Quote, Reader, Side, TypeId};
use crate::english::{expand, is_alphabetic, is_apostrophe, is_stop_stem, number_len, stem, word_len};
use crate::numbers::{english_zeros, scaled};

/// Reads the sentences of the English side.
pub(crate) fn read<S: AsRef<str>>(sentences: &[S]) -> Side {
    let mut reader = English { out: Reader::new(), forms: HashMap::new() };
    for sentence in sentences {
        reader.sentence(sentence.as_ref());
    }
    reader.out.finish()
}

struct English {
    out: Reader,
    /// Types of a word as it is written in lower case: its parts, each with class and length.
    forms: HashMap<Box<str>, Vec<Form>>,
}

#[derive(Clone, Copy)]
struct Form {
    id: TypeId,
    class: Class,
    width: usize,
}

impl English {
    fn sentence(&mut self, text: &str) {
        let mut at = 0;
        let mut previous = ' ';
        // A capital tells nothing at the start, nor after a mark that may start a sentence inside.
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
                if let Some(mark) = mark(c) {
                    first |= matches!(mark, "\"" | "?" | "!" | ":");
                    self.out.mark(mark, at..at + len);
                }
            }
            previous = text[at..at + len].chars().next_back().unwrap_or(' ');
            at += len;
        }
        self.out.end(text.chars().count(), marks(text));
    }

    fn word(&mut self, word: &str, at: usize, first: bool) {
        let capital = !first && word.chars().next().is_some_and(char::is_uppercase);
        if !self.forms.contains_key(word) {
            let mut forms = Vec::new();
            expand(word, |part| {
                let stem = stem(part);
                let class = if is_stop_stem(&stem) { Class::Light } else { Class::Content };
                let width = stem.chars().count() + 1;
                forms.push(Form { id: self.out.types().intern(&stem), class, width });
            });
            self.forms.insert(word.into(), forms);
        }
        for form in &self.forms[word] {
            let class = match form.class {
                Class::Content if capital => Class::Capitalized,
                class => class,
            };
            self.out.word(form.id, class, at..at + word.len(), form.width);
        }
    }

    /// The number that `text` starts with, `1.02 billion` as one; returns its length in bytes.
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
        self.out.word(id, Class::Number, at..at + len, digits.len() + 1);
        len
    }
}

/// The marks that are tokens, in the form that both languages share.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '?' | '？' => "?",
        '!' | '！' => "!",
        '"' | '“' | '”' => "\"",
        ':' | '：' => ":",
        ';' | '；' => ";",
        '…' => "…",
        '—' => "—",
        '(' | '（' => "(",
        ')' | '）' => ")",
        _ => return None,
    })
}

/// Whether a mark opens or closes a quotation, by its neighbours where it can be both.
fn quote(previous: char, c: char, next: Option<char>) -> Option<Quote> {
    let blank_after = next.is_none_or(char::is_whitespace);
    let opening_before = previous.is_whitespace() || matches!(previous, '(' | '—' | '-' | '[' | '“' | '"');
    match c {
        '“' | '‘' | '`' => Some(Quote::Open),
        '”' => Some(Quote::Close),
        '"' if opening_before && !blank_after => Some(Quote::Open),
        '"' => Some(Quote::Close),
        '\'' | '’' => {
            let word_before = previous.is_alphanumeric();
            let word_after = next.is_some_and(char::is_alphanumeric);
            if word_before && word_after {
                None
            } else if c == '\'' && opening_before && !blank_after {
                Some(Quote::Open)
            } else if !previous.is_whitespace() && !word_after && previous != 's' {
                Some(Quote::Close)
            } else {
                None
            }
        }
        _ => None,
    }
}

fn marks(text: &str) -> Marks {
    let text = text.trim();
    let opens = text.starts_with(['“', '‘', '`'])
        || (text.starts_with(['"', '\'']) && text[1..].chars().next().is_some_and(|c| !c.is_whitespace()));
    // A quote after `s` may be a genitive; at the end of a sentence it closes all the same.
    let closes = text.ends_with(['”', '"', '\'', '’']) && text.chars().count() > 1;
    let inner = text.trim_end_matches(|c: char| {
        is_apostrophe(c) || matches!(c, '”' | '"' | ')' | ']' | '）' | '’') || c.is_whitespace()
    });
    let last = inner.chars().next_back();
    Marks {
        opens,
        closes,
        asks: matches!(last, Some('?' | '？')),
        unfinished: last
            .is_none_or(|c| is_alphabetic(c) || c.is_alphanumeric() || matches!(c, ':' | ';' | ',')),
        quoted: false,
    }
}
