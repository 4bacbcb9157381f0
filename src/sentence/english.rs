//! Whether an end mark in English text ends the sentence.

use super::LineBreaks;
use super::address::in_address;
use super::chinese;

use super::emoji;
use super::label::Label;
use super::mark::{Kind, Mark};
use super::opener::{is_saying, opens_plainly, starts_sentences};
use super::scan::{Sentences, Step};
use crate::english::{Abbreviation, abbreviation};
use crate::script::{is_cjk, opens};

/// Longest word before a full stop, in bytes, that may be an abbreviation.
const WORD: usize = 24;

impl Sentences<'_> {
    /// Whether the sentence ends with the end mark at `at`.
    pub(super) fn mark(&mut self, at: usize) -> Step {
        let mut mark = self.read_mark(at);
        let cursor = self.cursor;
        let marks_end = mark.end;
        if Label::at(cursor, self.start).is_none_or(|label| label.end != mark.end) {
            mark.end = emoji::end_after(cursor, mark.end);
        }
        let next = cursor.skip_space(mark.end);
        if next >= cursor.len() {
            return Step::End(mark.end);
        }
        if self.title > 0 && self.title_closes(mark.end) {
            return Step::On(mark.end);
        }
        if self.round > 0 && self.round_open > self.start && self.round_closes(mark.end) {
            return Step::On(mark.end);
        }
        let breaks =
            if self.line_breaks == LineBreaks::Never { 0 } else { cursor.line_breaks(mark.end, next) };
        if breaks > 1 || breaks == 1 && self.line_breaks == LineBreaks::Always {
            return Step::End(mark.end);
        }
        if mark.kind == Kind::Ellipsis && at == self.start {
            // An ellipsis that opens a sentence.
            return Step::On(mark.end);
        }
        if mark.run - at > 6
            && cursor.bytes[at..].starts_with(b". . . .")
            && cursor.char_before(at).is_alphanumeric()
        {
            // A full stop, and an ellipsis that opens the next sentence.
            return Step::End(at + 1);
        }
        let ends = match mark.kind {
            Kind::Chinese => chinese::ends(self, mark, next),
            Kind::Ellipsis if mark.quote && is_cjk(cursor.char_before(at)) => chinese::ends(self, mark, next),
            // A line of Chinese text that was broken after an ellipsis.
            Kind::Ellipsis
                if matches!(cursor.byte(mark.end), b'\n' | b'\r')
                    && is_cjk(cursor.char_before(at))
                    && is_cjk(cursor.char_at(next)) =>
            {
                chinese::ellipsis_ends(self, mark, next)
            }
            _ if next == marks_end => self.ends_without_blank(mark),
            _ => self.ends_before(mark, next),
        };
        let ends = ends && !(next == marks_end && in_address(cursor, self.start, at, next));
        if ends { Step::End(mark.end) } else { Step::On(mark.end) }
    }

    /// A mark after a Latin word with the next character right after it.
    fn ends_without_blank(&self, mark: Mark) -> bool {
        let cursor = self.cursor;
        let (last, next) = (cursor.char_before(mark.at), cursor.char_at(mark.end));
        if is_cjk(next) || opens(next) && !next.is_ascii() {
            return match mark.kind {
                Kind::Ellipsis => !is_cjk(last) || chinese::ellipsis_ends(self, mark, mark.end),
                // `如下：1.我们` is a label, `2024.我们` is a sentence.
                Kind::Stop if last.is_ascii_digit() => {
                    let number = cursor.word_start(self.start, mark.at, 8);
                    number > self.start
                        && !matches!(cursor.char_before(number), ':' | ';' | ',' | '：' | '；' | '，' | '、')
                }
                _ => true,
            };
        }
        let ordinary = cursor.word_start(self.start, mark.at, WORD);
        let ordinary = &cursor.bytes[ordinary..mark.at];
        let ordinary = ordinary.len() > 1
            && ordinary[ordinary.len() - 2..].iter().all(u8::is_ascii_lowercase)
            && !ordinary.contains(&b'.');
        match mark.kind {
            Kind::Exclamation => ordinary && next.is_ascii_alphabetic(),
            // No blank after the mark: `home.That`, but not `Node.JS`.
            Kind::Stop | Kind::Ellipsis => {
                let word = cursor.letters(mark.end, 16);
                let whole = !matches!(cursor.byte(mark.end + word.len()), b'@' | b'.' | b'/' | b'_' | b'-');
                ordinary
                    && whole
                    && word.len() > 1
                    && word[0].is_ascii_uppercase()
                    && word[1..].iter().all(u8::is_ascii_lowercase)
            }
            Kind::Chinese => true,
        }
    }

    /// A mark with white space between it and `next`.
    fn ends_before(&mut self, mark: Mark, next: usize) -> bool {
        let cursor = self.cursor;
        if matches!(cursor.char_at(next), ',' | ';' | ':' | ')' | ']' | '，' | '、' | '；' | '：') {
            return false;
        }
        // `(?)`, `[...]`
        if matches!(cursor.char_before(mark.at), '(' | '[' | '（') && mark.bracket && !mark.again {
            return false;
        }
        // The letter after opening quotes and brackets tells.
        let mut word = next;
        while opens(cursor.char_at(word)) || matches!(cursor.byte(word), b'"' | b'\'') {
            word += cursor.char_at(word).len_utf8();
        }
        let letter = cursor.char_at(word);
        match mark.kind {
            Kind::Chinese => true,
            Kind::Exclamation => self.exclamation_ends(mark, word, letter),
            Kind::Ellipsis => self.ellipsis_ends(mark, word, letter),
            Kind::Stop => self.full_stop_ends(mark, word, letter),
        }
    }

    fn exclamation_ends(&self, mark: Mark, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if mark.quote && (next.is_lowercase() || self.says(word)) || next == '.' {
            return false;
        }
        // A name with its mark: `Yahoo! in`.
        let start = cursor.word_start(self.start, mark.at, WORD);
        let name =
            start > self.start && cursor.byte(start).is_ascii_uppercase() && cursor.byte(mark.at) == b'!';
        !(name && next.is_lowercase() && mark.run - mark.at == 1)
    }

    /// Whether a name that says the quotation before it begins at `at`: `Wang asked`, `Mrs. Lau said`.
    fn says(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            let word = self.cursor.letters(at, WORD);
            if is_saying(word) {
                return true;
            }
            if !word.first().is_some_and(u8::is_ascii_uppercase)
                || starts_sentences(word) && !word.starts_with(b"M")
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

    fn ellipsis_ends(&self, mark: Mark, word: usize, next: char) -> bool {
        // `I` begins a clause as often as a sentence.
        !(next.is_lowercase() || self.cursor.letters(word, 2) == b"I" && !mark.quote)
    }

    fn full_stop_ends(&self, mark: Mark, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if (mark.quote || mark.bracket) && next.is_lowercase() || mark.quote && self.says(word) {
            return false;
        }
        // The full stop of a label: `1.`, `a.`, `• 9.`
        if Label::at(cursor, self.start).is_some_and(|label| label.end == mark.end) {
            return false;
        }
        let start = cursor.word_start(self.start, mark.at, WORD);
        let last = &cursor.bytes[start..mark.at];
        if last.is_empty() {
            // `N°. 5`
            return !(next.is_ascii_digit() && cursor.char_before(mark.at) == '°');
        }
        if let [letter] = last {
            return self.initial_ends(*letter, start, word, next);
        }
        let starter = starts_sentences(cursor.letters(word, 12)) || is_cjk(next);
        let class = abbreviation(last);
        if class.is_none() && dotted(last) {
            if last.eq_ignore_ascii_case(b"a.m") || last.eq_ignore_ascii_case(b"p.m") {
                return next.is_uppercase()
                    && cursor.byte(word - 1) != b'('
                    && !self.introduces(start)
                    && !self.dates(word);
            }
            return starter && !next.is_lowercase();
        }
        match class {
            Some(Abbreviation::Title | Abbreviation::Inner) => false,
            Some(Abbreviation::Number) => {
                !next.is_ascii_digit() && (!next.is_lowercase() || last.eq_ignore_ascii_case(b"no"))
            }
            Some(Abbreviation::Date) => !(next.is_ascii_digit() || next.is_lowercase()),
            Some(Abbreviation::Final) => starter && !next.is_lowercase(),
            Some(Abbreviation::Listing) => next.is_uppercase(),
            None => true,
        }
    }

    /// A single letter before a full stop: an initial, a label, or a short word.
    fn initial_ends(&self, letter: u8, start: usize, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if next.is_lowercase() {
            return false;
        }
        if !letter.is_ascii_uppercase() {
            return !next.is_ascii_digit();
        }
        let before = cursor.trim_end(self.start, start);
        let previous = cursor.word_start(self.start, before, WORD);
        let after_name = cursor.byte(previous).is_ascii_uppercase() && before > self.start;
        if letter == b'I' {
            return !after_name;
        }
        // `Plan B. The rest can wait`, but `Plan B. Mason`; no name goes on with a plain opener.
        let opener = cursor.letters(word, 12);
        let opens = if after_name { opens_plainly(opener) } else { starts_sentences(opener) };
        opens && start > self.start && cursor.byte(word + opener.len()) != b'.'
    }

    /// Whether the zone, the day or the kind of a time begins at `word`: `10 a.m. EST`, `9 a.m. Monday`,
    /// `3 p.m. Eastern Time`
    fn dates(&self, word: usize) -> bool {
        let first = self.cursor.letters(word, 12);
        let second = self.cursor.letters(word + first.len() + 1, 12);
        match first {
            b"UTC" | b"GMT" | b"BST" | b"ET" | b"CT" | b"MT" | b"PT" => true,
            // `EST`, `PDT`, `CEST`, `JST`
            [.., b'S' | b'D' | b'E', b'T'] => {
                matches!(first.len(), 3 | 4) && first.iter().all(u8::is_ascii_uppercase)
            }
            b"HKT" | b"SGT" | b"Monday" | b"Tuesday" | b"Wednesday" | b"Thursday" | b"Friday"
            | b"Saturday" | b"Sunday" | b"Mondays" | b"Tuesdays" | b"Wednesdays" | b"Thursdays"
            | b"Fridays" | b"Saturdays" | b"Sundays" => true,
            _ => matches!(second, b"time" | b"Time" | b"Standard" | b"Daylight"),
        }
    }

    /// Whether the time that begins at `start` stands in a short phrase that opens the sentence:
    /// `At 5 a.m. Mr. Smith went`.
    fn introduces(&self, start: usize) -> bool {
        let opening = self.cursor.bytes.get(self.start..start).unwrap_or(&[]);
        let first = self.cursor.letters(self.start, 12);
        let prepositions = ["at", "by", "on", "from", "around", "about", "until", "after", "before", "since"];
        opening.len() < WORD && prepositions.iter().any(|word| first.eq_ignore_ascii_case(word.as_bytes()))
    }
}

/// Whether `word` is letters with a full stop between each: `U.S`, `a.m`.
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
