//! Chinese sentences as the aligner compares them: the longest words of the lexicon.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::text::{Class, Marks, Quote, Reader, Side};
use crate::english::{expand, number_len, stem, word_len};
use crate::lexicon::Lexicon;
use crate::normalize;
use crate::numbers::{chinese_zeros, numeral, scaled};

const STOP: &str = include_str!("../../data/stop_words_zh.txt");

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| STOP.lines().collect());

/// Reads the sentences of the Chinese side. Words are the longest ones of the lexicon, a single
/// character where none matches: better by half a point of strict F1 than any segmenter, since
/// every token is then one that the lexicon can translate.
pub(crate) fn read<S: AsRef<str>>(sentences: &[S], lexicon: &Lexicon) -> Side {
    let mut reader = Chinese { out: Reader::new(), lexicon, folded: String::new(), origins: Vec::new() };
    for sentence in sentences {
        reader.sentence(sentence.as_ref());
    }
    reader.out.finish()
}

struct Chinese<'l> {
    out: Reader,
    lexicon: &'l Lexicon,
    /// The sentence with traditional characters, full-width signs and quotes folded, and without the
    /// white space between Chinese characters.
    folded: String,
    /// For each byte of `folded`, and its end, the byte of the sentence that it came from.
    origins: Vec<u32>,
}

impl Chinese<'_> {
    fn fold(&mut self, text: &str) {
        self.folded.clear();
        self.origins.clear();
        let mut blank = None;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                blank.get_or_insert(at);
                continue;
            }
            if let Some(at) = blank.take()
                && !(is_han(c) && self.folded.ends_with(is_han))
            {
                self.push(' ', at);
            }
            self.push(fold(c), at);
        }
        self.origins.push(text.len() as u32);
    }

    fn push(&mut self, c: char, origin: usize) {
        self.folded.push(c);
        self.origins.resize(self.folded.len(), origin as u32);
    }

    fn sentence(&mut self, text: &str) {
        self.fold(text);
        let folded = std::mem::take(&mut self.folded);
        let mut at = 0;
        let mut previous = ' ';
        while let Some(c) = folded[at..].chars().next() {
            let rest = &folded[at..];
            let mut len = c.len_utf8();
            if let Some((digits, taken)) = large_numeral(rest) {
                len = taken;
                self.digits(&digits, at, len);
            } else if is_han(c) {
                len = self.lexicon.table().longest_match(rest).map_or(len, |(len, _)| len);
                self.word(&rest[..len], at);
            } else if word_len(rest) > 0 {
                len = word_len(rest);
                self.latin(&rest[..len], at);
            } else if c.is_ascii_digit() {
                len = self.number(rest, at);
            } else if let Some(mark) = mark(c) {
                match quote(previous, c) {
                    Some(quote) => {
                        self.out.quote(quote);
                        self.out.mark("\"", self.origin(at, len));
                    }
                    None => self.out.mark(mark, self.origin(at, len)),
                }
            }
            previous = folded[at..at + len].chars().next_back().unwrap_or(' ');
            at += len;
        }
        self.out.end(text.chars().count(), marks(&folded));
        self.folded = folded;
    }

    /// Bytes of the sentence for `len` bytes of its folded form from `at`.
    fn origin(&self, at: usize, len: usize) -> std::ops::Range<usize> {
        self.origins[at] as usize..self.origins[at + len] as usize
    }

    fn word(&mut self, word: &str, at: usize) {
        let width = word.chars().count();
        let class = if width == 1 || STOP_WORDS.contains(word) { Class::Light } else { Class::Content };
        let id = self.out.types().intern(word);
        self.out.word(id, class, self.origin(at, word.len()), width);
    }

    /// The number in digits that `text` starts with: `10.2亿` as one, and `4月` as a month; returns its length in bytes.
    fn number(&mut self, text: &str, at: usize) -> usize {
        let len = number_len(text);
        let (number, rest) = (&text[..len], &text[len..]);
        if let Some((zeros, unit)) = chinese_zeros(rest) {
            self.digits(&scaled(number, zeros), at, len + unit);
            return len + unit;
        }
        let month = rest.starts_with('月') && matches!(number.parse(), Ok(1..=12));
        if month {
            let len = len + '月'.len_utf8();
            let id = self.out.types().intern(&text[..len]);
            self.out.word(id, Class::Number, self.origin(at, len), len - 2);
            return len;
        }
        self.digits(&scaled(number, 0), at, len);
        len
    }

    fn digits(&mut self, digits: &str, at: usize, len: usize) {
        let id = self.out.types().intern(digits);
        self.out.word(id, Class::Number, self.origin(at, len), digits.len());
    }

    fn latin(&mut self, word: &str, at: usize) {
        let span = self.origin(at, word.len());
        let out = &mut self.out;
        expand(word, |part| {
            let stem = stem(part);
            let id = out.types().intern(&stem);
            out.word(id, Class::Number, span.clone(), stem.chars().count());
        });
    }
}

/// A numeral of a hundred and more in Chinese characters, in digits, with its length in bytes: `三万二千`. Smaller ones
/// are words like others, and 千万 may be a warning.
fn large_numeral(text: &str) -> Option<(String, usize)> {
    if !text.starts_with(['一', '二', '两', '三', '四', '五', '六', '七', '八', '九']) {
        return None;
    }
    let (value, taken) = numeral(text)?;
    let len = text.chars().take(taken).map(char::len_utf8).sum();
    (value >= 100 && taken > 1).then(|| (value.to_string(), len))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

fn fold(c: char) -> char {
    match c {
        '「' | '『' | '‘' => '“',
        '」' | '』' | '’' => '”',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => normalize::simplified(c),
    }
}

/// The marks that are tokens, in the form that both languages share.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '?' => "?",
        '!' => "!",
        '"' | '“' | '”' => "\"",
        ':' => ":",
        ';' => ";",
        '…' => "…",
        '—' => "—",
        '(' => "(",
        ')' => ")",
        _ => return None,
    })
}

fn quote(previous: char, c: char) -> Option<Quote> {
    match c {
        '“' => Some(Quote::Open),
        '”' => Some(Quote::Close),
        '"' if previous.is_whitespace() || matches!(previous, ':' | ',' | '。' | '(') => Some(Quote::Open),
        '"' => Some(Quote::Close),
        _ => None,
    }
}

fn marks(folded: &str) -> Marks {
    let text = folded.trim();
    let inner =
        text.trim_end_matches(|c: char| matches!(c, '”' | '"' | ')' | ']' | '\'') || c.is_whitespace());
    let last = inner.chars().next_back();
    Marks {
        opens: text.starts_with(['“', '"']),
        closes: text.ends_with(['”', '"']) && text.chars().count() > 1,
        asks: last == Some('?'),
        unfinished: last.is_none_or(|c| c.is_alphanumeric() || matches!(c, ':' | ';' | ',' | '、')),
        quoted: false,
    }
}
