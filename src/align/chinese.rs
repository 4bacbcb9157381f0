//! Prepares the Chinese side: finds the longest words of the lexicon, writes numbers in digits, and follows quotation
//! marks.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::progress::Progress;
use super::side::{QuoteMark, SentenceMarks, Side, SideBuilder, TokenClass, mark_token};
use crate::english::{expand, is_alphabetic, number_len, stem, word_len};
use crate::lexicon::Lexicon;
use crate::normalize;
use crate::numbers::{chinese_zeros, numeral, scaled};
use crate::script::{half_width, is_han};
use crate::tables::FastHash;

const STOP: &str = include_str!("../../data/stop_words_zh.txt");

static STOP_WORDS: LazyLock<HashSet<&'static str, FastHash>> = LazyLock::new(|| STOP.lines().collect());

/// Prepares the sentences of the Chinese side. A word is the longest match in the lexicon, or a single character if
/// nothing matches. Strict F1 is half a point lower with the words of a segmenter, some of which the lexicon lacks.
///
/// Time O(characters).
pub(crate) fn chinese_side<S: AsRef<str>>(sentences: &[S], lexicon: &Lexicon) -> Side {
    let ControlFlow::Continue(side) = chinese_side_with_progress(sentences, lexicon, &mut Progress::none());
    side
}

/// Like [`chinese_side`], but reports one unit of work per sentence. Breaks if the caller stops the work.
pub(crate) fn chinese_side_with_progress<S: AsRef<str>, B>(
    sentences: &[S],
    lexicon: &Lexicon,
    progress: &mut Progress<'_, B>,
) -> ControlFlow<B, Side> {
    let mut reader =
        ChineseReader { out: SideBuilder::new(), lexicon, folded: String::new(), origins: Vec::new() };
    for sentence in sentences {
        reader.sentence(sentence.as_ref());
        progress.advance(1)?;
    }
    ControlFlow::Continue(reader.out.build())
}

struct ChineseReader<'l> {
    out: SideBuilder,
    lexicon: &'l Lexicon,
    /// The sentence with simplified characters, half-width forms, `“”` for all quotation marks except straight ones,
    /// and no white space between Chinese characters.
    folded: String,
    /// `origins[i]` is the offset in the sentence of byte i of `folded`. One entry more than `folded` has bytes: the
    /// last is the length of the sentence.
    origins: Vec<u32>,
}

impl ChineseReader<'_> {
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
            } else if let Some(mark) = mark_token(c) {
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
        self.out.end_sentence(text.chars().count(), latin_count(&folded), marks(&folded));
        self.folded = folded;
    }

    /// Returns the byte range in the sentence that `folded[at..at + len]` comes from.
    fn origin(&self, at: usize, len: usize) -> std::ops::Range<usize> {
        self.origins[at] as usize..self.origins[at + len] as usize
    }

    fn word(&mut self, word: &str, at: usize) {
        let width = word.chars().count();
        let class = if width == 1 || STOP_WORDS.contains(word) {
            TokenClass::FunctionWord
        } else {
            TokenClass::Content
        };
        let id = self.out.types().intern(word);
        self.out.token(id, class, self.origin(at, word.len()), width);
    }

    /// Adds the number in digits at the start of `text`, and returns its length in bytes. A number includes a unit such
    /// as 亿 (`10.2亿`), or the character of a month (`4月`).
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
            self.out.token(id, TokenClass::Number, self.origin(at, len), len - 2);
            return len;
        }
        self.digits(&scaled(number, 0), at, len);
        len
    }

    fn digits(&mut self, digits: &str, at: usize, len: usize) {
        let id = self.out.types().intern(digits);
        self.out.token(id, TokenClass::Number, self.origin(at, len), digits.len());
    }

    fn latin(&mut self, word: &str, at: usize) {
        let span = self.origin(at, word.len());
        let out = &mut self.out;
        expand(word, |part| {
            let stem = stem(part);
            let id = out.types().intern(&stem);
            out.token(id, TokenClass::Number, span.clone(), stem.chars().count());
        });
    }
}

/// Returns the value and the length in bytes of a Chinese numeral of at least 100 at the start of `text`:
/// `三万二千人` gives `32000` and 12. The numeral must start with a digit such as 三, because 千万 without a digit
/// may be an adverb.
fn large_numeral(text: &str) -> Option<(String, usize)> {
    if !text.starts_with(['一', '二', '两', '三', '四', '五', '六', '七', '八', '九']) {
        return None;
    }
    let (value, taken) = numeral(text)?;
    let len = text.chars().take(taken).map(char::len_utf8).sum();
    (value >= 100 && taken > 1).then(|| (value.to_string(), len))
}

/// Returns the number of characters of Latin text: letters and digits, and the ASCII blanks and marks between them.
fn latin_count(folded: &str) -> usize {
    let (mut count, mut pending, mut inside) = (0, 0, false);
    for c in folded.chars() {
        if is_alphabetic(c) || c.is_ascii_digit() {
            count += pending + 1;
            (pending, inside) = (0, true);
        } else if !c.is_ascii() {
            (pending, inside) = (0, false);
        } else if inside {
            pending += 1;
        }
    }
    count
}

fn fold(c: char) -> char {
    match c {
        '「' | '『' | '‘' => '“',
        '」' | '』' | '’' => '”',
        _ => normalize::simplified(half_width(c)),
    }
}

/// Returns the effect of a quotation mark. A straight mark opens or closes a quotation, depending on the character
/// before it.
fn quote(previous: char, c: char) -> Option<QuoteMark> {
    match c {
        '“' => Some(QuoteMark::Open),
        '”' => Some(QuoteMark::Close),
        '"' if previous.is_whitespace() || matches!(previous, ':' | ',' | '。' | '(') => {
            Some(QuoteMark::Open)
        }
        '"' => Some(QuoteMark::Close),
        _ => None,
    }
}

fn marks(folded: &str) -> SentenceMarks {
    let text = folded.trim();
    let inner =
        text.trim_end_matches(|c: char| matches!(c, '”' | '"' | ')' | ']' | '\'') || c.is_whitespace());
    let last = inner.chars().next_back();
    SentenceMarks {
        opens: text.starts_with(['“', '"']),
        closes: text.ends_with(['”', '"']) && text.chars().count() > 1,
        asks: last == Some('?'),
        unfinished: last.is_none_or(|c| c.is_alphanumeric() || matches!(c, ':' | ';' | ',' | '、')),
        quoted: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_text_is_counted_with_its_inner_blanks_and_marks() {
        for (text, expected) in [
            ("没有拉丁字母。", 0),
            ("运行 cargo build 命令", "cargo build".len()),
            ("版本ｖ1.2，以及 C++。", "v1.2".len() + "C".len()),
            ("(see page 3)", "see page 3".len()),
            ("第3章：café", "3".len() + 4),
        ] {
            let side = chinese_side(&[text], &Lexicon::empty());
            assert_eq!(side.latin_count(0, 1), expected as f32, "{text}");
        }
    }
}
