//! Decides whether an end mark after a Latin word or a number ends the sentence.

use super::chinese;
use super::item::is_line_label;
use super::mark::{EndMark, MarkKind};
use super::state::Sentences;
use super::words::{
    LONGEST_OPENER, follows_quotation, is_code_noun, is_code_verb, is_speech_verb, is_time_preposition,
    is_zone_or_day, opens_but_is_no_name, opens_chinese, opens_sentence, starts_with_code_noun,
};
use crate::english::{Abbreviation, abbreviation};
use crate::script::{is_cjk, opens};

/// Maximum number of bytes read of the word before an end mark. The word may be an abbreviation or a name: the
/// longest abbreviation has 6 bytes, and few names have more than 20.
const MAX_WORD: usize = 24;

/// Maximum length, in bytes, of a number that labels a Chinese item: `如下：1.我们`.
const MAX_NUMBER: usize = 8;

/// Maximum number of bytes read of a word directly after a full stop. The word may begin a sentence, if the blank
/// between two sentences is missing: `home.Afterwards`.
const MAX_JOINED_WORD: usize = 16;

/// Maximum number of bytes read before an abbreviation to tell an English sentence from a Chinese sentence.
const MAX_CLAUSE: usize = 80;

/// Minimum number of words of a complete English sentence before a Chinese sentence: `He left the U.S. 他走了`.
const MIN_WORDS: usize = 4;

impl Sentences<'_> {
    /// Whether a mark after a Latin word ends the sentence if no blank follows the mark.
    pub(super) fn ends_without_blank(&self, mark: EndMark) -> bool {
        let cursor = self.cursor;
        let (last, next) = (cursor.char_before(mark.at), cursor.char_at(mark.end));
        if is_cjk(next) || opens(next) && !next.is_ascii() {
            return match mark.kind {
                MarkKind::Ellipsis => !is_cjk(last) || chinese::ellipsis_ends(self, mark, mark.end),
                // The number is a label in `如下：1.我们`, but ends a sentence in `in 2024.我们`.
                MarkKind::Stop if last.is_ascii_digit() => {
                    let number = cursor.word_start(self.start, mark.at, MAX_NUMBER);
                    number > self.start
                        && !matches!(cursor.char_before(number), ':' | ';' | ',' | '：' | '；' | '，' | '、')
                }
                MarkKind::Stop => self.stop_ends_before_chinese(mark),
                // The mark is part of a name: `Yahoo!的`, `println!宏`
                _ => {
                    !(follows_quotation(cursor.from(mark.end))
                        || starts_with_code_noun(cursor.from(mark.end)))
                }
            };
        }
        if mark.quote && (next.is_ascii_lowercase() || self.names_speaker(mark.end)) {
            return false;
        }
        let ordinary = cursor.word_start(self.start, mark.at, MAX_WORD);
        let ordinary = &cursor.bytes[ordinary..mark.at];
        let ordinary = ordinary.len() > 1
            && ordinary[ordinary.len() - 2..].iter().all(u8::is_ascii_lowercase)
            && !ordinary.contains(&b'.');
        match mark.kind {
            // `user!.name` is code.
            MarkKind::Exclamation => {
                ordinary && next.is_ascii_alphabetic() && cursor.byte(mark.run - 1) != b'.'
            }
            // `home.That` is two sentences without a blank between them; `Node.JS` and `bufio.Reader` are names.
            MarkKind::Stop | MarkKind::Ellipsis => {
                let word = cursor.letters(mark.end, MAX_JOINED_WORD);
                let whole = !matches!(cursor.byte(mark.end + word.len()), b'@' | b'.' | b'/' | b'_' | b'-');
                let begins = match mark.kind {
                    MarkKind::Stop => opens_sentence(word),
                    _ => {
                        word.len() > 1
                            && word[0].is_ascii_uppercase()
                            && word[1..].iter().all(u8::is_ascii_lowercase)
                    }
                };
                ordinary && whole && begins
            }
            MarkKind::Chinese => true,
        }
    }

    /// Whether a mark ends the sentence if white space follows the mark, up to `next`.
    pub(super) fn ends_before(&mut self, mark: EndMark, next: usize) -> bool {
        let cursor = self.cursor;
        if matches!(cursor.char_at(next), ',' | ';' | ':' | ')' | ']' | '，' | '、' | '；' | '：') {
            return false;
        }
        // A mark that is alone in brackets does not end the sentence: `(?)`, `[...]`
        if matches!(cursor.char_before(mark.at), '(' | '[' | '（') && mark.bracket && !mark.repeated {
            return false;
        }
        // Whether a sentence begins depends on the letter after opening quotes and brackets.
        let mut word = next;
        while opens(cursor.char_at(word)) || matches!(cursor.byte(word), b'"' | b'\'') {
            word += cursor.char_at(word).len_utf8();
        }
        let letter = cursor.char_at(word);
        match mark.kind {
            MarkKind::Chinese => true,
            MarkKind::Exclamation => self.exclamation_ends(mark, word, letter),
            MarkKind::Ellipsis => self.ellipsis_ends(mark, word, letter),
            MarkKind::Stop => self.full_stop_ends(mark, word, letter),
        }
    }

    fn exclamation_ends(&self, mark: EndMark, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if mark.quote && (next.is_lowercase() || self.names_speaker(word)) || next == '.' {
            return false;
        }
        // The mark is part of a name: `Yahoo! in`.
        let start = cursor.word_start(self.start, mark.at, MAX_WORD);
        let name =
            start > self.start && cursor.byte(start).is_ascii_uppercase() && cursor.byte(mark.at) == b'!';
        let one = mark.run - mark.at == 1;
        !(one && next.is_lowercase() && (name || self.names_code(start, mark.at, word)))
    }

    /// Whether the word from `start` to the `!` or `?` at `at` is the name of a macro or method: `the println! macro`,
    /// `call vec! to`, `is_empty? or`. `next` is the offset of the word after the mark.
    fn names_code(&self, start: usize, at: usize, next: usize) -> bool {
        let cursor = self.cursor;
        let name = &cursor.bytes[start..at];
        let snake = cursor.byte(start.wrapping_sub(1)) == b'_' || cursor.byte(at + 1) == b'[';
        if snake || is_code_noun(cursor.letters(next, LONGEST_OPENER)) {
            return true;
        }
        let before = cursor.trim_end(self.start, start);
        let previous = cursor.word_start(self.start, before, MAX_WORD);
        let previous = &cursor.bytes[previous..before];
        // Whether the name is the first or the second name of a list: `vec! and format! are`
        let first = || {
            let after = next + cursor.letters(next, MAX_WORD).len();
            let second = cursor.bytes.get(after + 1..).unwrap_or(&[]).iter().take(MAX_WORD);
            let len = second.take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
            is_conjunction(&cursor.bytes[next..after])
                && len > 0
                && cursor.byte(after + 1 + len) == cursor.byte(at)
        };
        let second = || {
            let end = cursor.trim_end(self.start, before - previous.len());
            is_conjunction(previous) && end > self.start && cursor.byte(end - 1) == cursor.byte(at)
        };
        let list = || cursor.byte(at) == b'!' && (first() || second());
        name.iter().all(u8::is_ascii_lowercase) && (is_code_verb(previous) || list())
    }

    /// Whether the text at `at` names the speaker of the quotation before it: `Wang asked`, `Mrs. Lau said`.
    pub(super) fn names_speaker(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            let word = self.cursor.letters(at, MAX_WORD);
            if is_speech_verb(word) {
                return true;
            }
            if !word.first().is_some_and(u8::is_ascii_uppercase)
                || opens_sentence(word) && !word.starts_with(b"M")
            {
                return false;
            }
            at += word.len() + usize::from(self.cursor.byte(at + word.len()) == b'.');
            if self.cursor.byte(at) != b' ' {
                return false;
            }
            at += 1;
        }
        false
    }

    fn ellipsis_ends(&self, mark: EndMark, word: usize, next: char) -> bool {
        // After an ellipsis, `I` begins a clause as often as it begins a sentence.
        !(next.is_lowercase() || self.cursor.letters(word, 2) == b"I" && !mark.quote)
    }

    fn full_stop_ends(&self, mark: EndMark, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if (mark.quote || mark.bracket) && next.is_lowercase() || mark.quote && self.names_speaker(word) {
            return false;
        }
        // The full stop belongs to a label: `1.`, `a.`, `• 9.`, `Chapter 5.`
        if self.is_item_label(mark.end) || is_line_label(cursor, self.start, mark.end, word) {
            return false;
        }
        let start = cursor.word_start(self.start, mark.at, MAX_WORD);
        let last = &cursor.bytes[start..mark.at];
        if last.is_empty() {
            // The sentence continues in `N°. 5`.
            return !(next.is_ascii_digit() && cursor.char_before(mark.at) == '°');
        }
        if let [letter] = last {
            return self.initial_ends(*letter, start, word, next);
        }
        let starter = || {
            opens_sentence(cursor.letters(word, LONGEST_OPENER)) || is_cjk(next) && self.chinese_begins(word)
        };
        let class = abbreviation(last);
        if class.is_none() && dotted(last) {
            if last.eq_ignore_ascii_case(b"a.m") || last.eq_ignore_ascii_case(b"p.m") {
                if is_cjk(next) {
                    return self.chinese_begins(word);
                }
                return next.is_uppercase()
                    && cursor.byte(word - 1) != b'('
                    && !self.opens_with_time(start)
                    && !self.continues_time(word);
            }
            return !next.is_lowercase() && starter();
        }
        match class {
            Some(Abbreviation::Title | Abbreviation::Inner) => false,
            Some(Abbreviation::Number) => {
                !next.is_ascii_digit() && (!next.is_lowercase() || last.eq_ignore_ascii_case(b"no"))
            }
            Some(Abbreviation::Date) => !(next.is_ascii_digit() || next.is_lowercase()),
            Some(Abbreviation::Final) => !next.is_lowercase() && starter(),
            Some(Abbreviation::Listing) => next.is_uppercase(),
            None => true,
        }
    }

    /// Whether a full stop after a single letter ends the sentence. The letter may be an initial, a label or the word
    /// `I`.
    fn initial_ends(&self, letter: u8, start: usize, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if next.is_lowercase() {
            return false;
        }
        if !letter.is_ascii_uppercase() {
            return !next.is_ascii_digit();
        }
        let before = cursor.trim_end(self.start, start);
        let previous = cursor.word_start(self.start, before, MAX_WORD);
        let after_name = cursor.byte(previous).is_ascii_uppercase() && before > self.start;
        if letter == b'I' {
            return !after_name;
        }
        if is_cjk(next) {
            return self.chinese_begins(word);
        }
        // `Plan B. The rest can wait` is two sentences, but `Plan B. Mason` may be a name.
        let opener = cursor.letters(word, LONGEST_OPENER);
        let opens = if after_name { opens_but_is_no_name(opener) } else { opens_sentence(opener) };
        opens && start > self.start && cursor.byte(word + opener.len()) != b'.'
    }

    /// Whether a full stop after a Latin word ends the sentence if Chinese text follows directly. The sentence
    /// continues after a title such as `Dr`. After another abbreviation, such as `U.S`, the Chinese text decides.
    fn stop_ends_before_chinese(&self, mark: EndMark) -> bool {
        let cursor = self.cursor;
        let start = cursor.word_start(self.start, mark.at, MAX_WORD);
        let begins = || self.chinese_begins(mark.end);
        match &cursor.bytes[start..mark.at] {
            [letter] => letter.is_ascii_lowercase() || begins(),
            last => match abbreviation(last) {
                None if dotted(last) => begins(),
                None => cursor.char_at(mark.end) != '的',
                Some(Abbreviation::Title | Abbreviation::Inner) => false,
                Some(_) => last == b"no" || begins(),
            },
        }
    }

    /// Whether the Chinese text at `at`, after an abbreviation, begins a sentence. The text does in `They left the
    /// U.S. 该公司`, but not in `在 U.S. 政府`. It must come after an English sentence, or begin with a word that opens
    /// sentences.
    fn chinese_begins(&self, at: usize) -> bool {
        let cursor = self.cursor;
        if chinese::attaches(cursor.char_at(at)) {
            return false;
        }
        let mut from = self.start.max(at.saturating_sub(MAX_CLAUSE));
        while !cursor.text.is_char_boundary(from) {
            from += 1;
        }
        let before = cursor.text.get(from..at).unwrap_or("");
        let words = before.split_ascii_whitespace().count();
        words >= MIN_WORDS && !before.chars().any(is_cjk) || opens_chinese(cursor.from(at))
    }

    /// Whether a time of day continues at `word` with a time zone or a day: `10 a.m. EST`, `9 a.m. Monday`,
    /// `3 p.m. Eastern Time`.
    fn continues_time(&self, word: usize) -> bool {
        let first = self.cursor.letters(word, LONGEST_OPENER);
        let second = self.cursor.letters(word + first.len() + 1, LONGEST_OPENER);
        is_zone_or_day(first) || matches!(second, b"time" | b"Time" | b"Standard" | b"Daylight")
    }

    /// Whether the time of day at `start` is in a short phrase that opens the sentence: `At 5 a.m. Mr. Smith went`.
    fn opens_with_time(&self, start: usize) -> bool {
        let opening = self.cursor.bytes.get(self.start..start).unwrap_or(&[]);
        let first = self.cursor.letters(self.start, LONGEST_OPENER);
        opening.len() < MAX_WORD && is_time_preposition(first)
    }
}

fn is_conjunction(word: &[u8]) -> bool {
    matches!(word, b"and" | b"or")
}

/// Whether `word` consists of parts of one or two letters with full stops between them: `U.S`, `a.m`, `Ph.D`.
fn dotted(word: &[u8]) -> bool {
    word.contains(&b'.')
        && word
            .split(|&byte| byte == b'.')
            .all(|part| part.len() < 3 && part.iter().all(u8::is_ascii_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::dotted;

    #[test]
    fn letters_with_full_stops() {
        for (word, expected) in
            [("U.S", true), ("a.m", true), ("Ph.D", true), ("word.end", false), ("3.5", false)]
        {
            assert_eq!(dotted(word.as_bytes()), expected, "{word}");
        }
    }
}
