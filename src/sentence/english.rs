//! End marks: how far they reach, and whether they end the sentence.

use super::abbreviation::{Abbreviation, abbreviation};
use super::cursor::{closes, is_han, opens};
use super::label::Label;
use super::scan::{Sentences, Step};
use super::{LineBreaks, chinese};

/// An end mark, or a run of them, with what closes after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it begins.
    pub(super) at: usize,
    /// The offset after the last end mark.
    pub(super) marks: usize,
    /// The offset after the closing quotes and brackets.
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Whether a quotation closes after it.
    pub(super) quote: bool,
    /// Whether a bracket closes after it.
    pub(super) bracket: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One `.`
    Stop,
    /// `...`, `…`, `. . .`
    Ellipsis,
    /// Anything with `!` or `?`.
    Exclamation,
    /// `。`, `！`, `？`
    Chinese,
}

impl Sentences<'_> {
    /// Whether the sentence ends with the end mark at `at`.
    pub(super) fn mark(&mut self, at: usize) -> Step {
        let mark = self.read_mark(at);
        let cursor = self.cursor;
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
        let ends = if mark.kind == Kind::Chinese {
            chinese::ends(self, mark, next)
        } else if next == mark.end {
            self.ends_without_blank(mark)
        } else {
            self.ends_before(mark, next)
        };
        if ends { Step::End(mark.end) } else { Step::On(mark.end) }
    }

    /// Reads the run of end marks that begins at `at` and what closes after it.
    fn read_mark(&mut self, at: usize) -> Mark {
        let cursor = self.cursor;
        let mut mark = Mark { at, marks: at, end: at, kind: Kind::Stop, quote: false, bracket: false };
        let mut count = 0;
        let mut end = at;
        loop {
            let c = cursor.char_at(end);
            match c {
                '.' | '．' => {}
                '…' => {
                    if mark.kind == Kind::Stop {
                        mark.kind = Kind::Ellipsis;
                    }
                }
                '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' => {
                    if mark.kind != Kind::Chinese {
                        mark.kind = Kind::Exclamation;
                    }
                }
                '。' | '！' | '？' | '｡' => mark.kind = Kind::Chinese,
                // An ellipsis with blanks between its full stops.
                ' ' if cursor.byte(end + 1) == b'.'
                    && cursor.byte(end - 1) == b'.'
                    && !cursor.byte(end + 2).is_ascii_alphanumeric() => {}
                '"' if count > 0 && (self.straight || chinese::closing_quote(cursor, end + 1)) => {
                    self.straight = false;
                    mark.quote = true;
                    end += 1;
                    mark.end = end;
                    continue;
                }
                '\'' if count > 0 && !cursor.byte(end + 1).is_ascii_alphanumeric() => {
                    mark.quote = true;
                    end += 1;
                    mark.end = end;
                    continue;
                }
                _ if count > 0 && closes(c) => {
                    match c {
                        ')' | ']' | '）' | '】' | '〕' | '］' | '}' | '｝' | '〗' => {
                            self.round = self.round.saturating_sub(1);
                            mark.bracket = true;
                        }
                        '》' | '〉' => {
                            if self.title == 0 {
                                break;
                            }
                            self.title -= 1;
                            mark.bracket = true;
                        }
                        _ => {
                            mark.quote = true;
                        }
                    }
                    end += c.len_utf8();
                    mark.end = end;
                    continue;
                }
                _ => break,
            }
            end += c.len_utf8();
            if c != ' ' {
                count += 1;
                mark.marks = end;
                mark.end = end;
            }
        }
        if count > 1 && mark.kind == Kind::Stop && mark.marks - at > 1 && !mark.bracket {
            mark.kind = Kind::Ellipsis;
        }
        mark
    }

    /// A mark with the next character right after it.
    fn ends_without_blank(&self, mark: Mark) -> bool {
        let cursor = self.cursor;
        let (last, next) = (cursor.char_before(mark.at), cursor.char_at(mark.end));
        if is_han(next) || opens(next) && !next.is_ascii() {
            return match mark.kind {
                Kind::Ellipsis => false,
                Kind::Stop if last.is_ascii_digit() => {
                    Label::at(cursor, self.start).is_none()
                        && cursor.word_start(self.start, mark.at, 8) > self.start
                }
                _ => last.is_alphanumeric() || mark.end > mark.marks || is_han(last),
            };
        }
        if is_han(last) && mark.kind != Kind::Ellipsis {
            return next.is_alphanumeric() || matches!(next, '"' | '\'');
        }
        false
    }

    /// A mark with white space between it and `next`.
    fn ends_before(&mut self, mark: Mark, next: usize) -> bool {
        let cursor = self.cursor;
        let first = cursor.char_at(next);
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '，' | '、' | '；' | '：') {
            return false;
        }
        // The letter after opening quotes and brackets tells.
        let mut word = next;
        while opens(cursor.char_at(word)) {
            word += cursor.char_at(word).len_utf8();
        }
        let letter = cursor.char_at(word);
        match mark.kind {
            Kind::Chinese => true,
            Kind::Exclamation => self.exclamation_ends(mark, letter),
            Kind::Ellipsis => {
                if letter.is_lowercase() {
                    return false;
                }
                true
            }
            Kind::Stop => self.full_stop_ends(mark, word, letter),
        }
    }

    fn exclamation_ends(&self, mark: Mark, next: char) -> bool {
        let cursor = self.cursor;
        if mark.quote && next.is_lowercase() {
            return false;
        }
        if matches!(cursor.char_before(mark.at), '(' | '[' | '（') {
            return false;
        }
        // A name with its mark: `Yahoo! in`.
        let start = cursor.word_start(self.start, mark.at, 24);
        let name =
            cursor.byte(mark.at) == b'!' && start > self.start && cursor.byte(start).is_ascii_uppercase();
        !(name && next.is_lowercase() && mark.marks - mark.at == 1)
    }

    fn full_stop_ends(&self, mark: Mark, word: usize, next: char) -> bool {
        let cursor = self.cursor;
        if (mark.quote || mark.bracket) && next.is_lowercase() {
            return false;
        }
        let start = cursor.word_start(self.start, mark.at, 24);
        let last = &cursor.bytes[start..mark.at];
        if last.is_empty() {
            return !next.is_lowercase() || is_han(cursor.char_before(mark.at));
        }
        // A label at the start of the sentence: `1.`, `a.`
        if start == self.start && Label::at(cursor, start).is_some_and(|label| label.end == mark.end) {
            return false;
        }
        if let [letter] = last {
            return self.initial_ends(*letter, start, word, next);
        }
        let starter = starts_sentences(cursor.letters(word, 12)) || is_han(next);
        if last.contains(&b'.') && dotted(last) {
            if last.eq_ignore_ascii_case(b"a.m") || last.eq_ignore_ascii_case(b"p.m") {
                return next.is_uppercase() && !self.introduces(start);
            }
            return starter && !next.is_lowercase() && abbreviation(last) != Some(Abbreviation::Inner);
        }
        match abbreviation(last) {
            Some(Abbreviation::Title | Abbreviation::Inner) => false,
            Some(Abbreviation::Number) => !(next.is_ascii_digit() || next == 'N'),
            Some(Abbreviation::Date) => !(next.is_ascii_digit() || next.is_lowercase()),
            Some(Abbreviation::Final) => starter && !next.is_lowercase(),
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
        let previous = cursor.word_start(self.start, before, 24);
        let after_name = cursor.byte(previous).is_ascii_uppercase() && before > self.start;
        if letter == b'I' {
            return !after_name;
        }
        !after_name && start > self.start && starts_sentences(cursor.letters(word, 12))
    }

    /// Whether the time that begins at `start` stands in a short phrase that opens the sentence:
    /// `At 5 a.m. Mr. Smith went`.
    fn introduces(&self, start: usize) -> bool {
        let opening = self.cursor.bytes.get(self.start..start).unwrap_or(&[]);
        let first = self.cursor.letters(self.start, 12);
        let preposition =
            [&b"at"[..], b"by", b"on", b"from", b"around", b"about", b"until", b"after", b"before", b"since"];
        opening.len() < 24 && preposition.iter().any(|word| first.eq_ignore_ascii_case(word))
    }
}

/// Whether `word` is letters with a full stop between each: `U.S`, `a.m`.
fn dotted(word: &[u8]) -> bool {
    word.split(|&byte| byte == b'.').all(|part| part.len() < 3 && part.iter().all(u8::is_ascii_alphabetic))
}

/// Words that begin a sentence far more often than they follow an abbreviation inside one.
fn starts_sentences(word: &[u8]) -> bool {
    matches!(
        word,
        b"The"
            | b"He"
            | b"She"
            | b"It"
            | b"I"
            | b"We"
            | b"They"
            | b"You"
            | b"This"
            | b"That"
            | b"These"
            | b"Those"
            | b"There"
            | b"Here"
            | b"His"
            | b"Her"
            | b"Its"
            | b"My"
            | b"Our"
            | b"Your"
            | b"Their"
            | b"In"
            | b"On"
            | b"At"
            | b"For"
            | b"From"
            | b"With"
            | b"By"
            | b"To"
            | b"As"
            | b"After"
            | b"Before"
            | b"When"
            | b"While"
            | b"If"
            | b"Although"
            | b"Though"
            | b"Because"
            | b"Since"
            | b"But"
            | b"And"
            | b"Or"
            | b"So"
            | b"Yet"
            | b"However"
            | b"Then"
            | b"Now"
            | b"How"
            | b"What"
            | b"Why"
            | b"Who"
            | b"Where"
            | b"Which"
            | b"Is"
            | b"Are"
            | b"Was"
            | b"Were"
            | b"Do"
            | b"Does"
            | b"Did"
            | b"Can"
            | b"Could"
            | b"Will"
            | b"Would"
            | b"Should"
            | b"Have"
            | b"Has"
            | b"Had"
            | b"Please"
            | b"Some"
            | b"Many"
            | b"Most"
            | b"All"
            | b"Each"
            | b"One"
            | b"Two"
            | b"No"
            | b"Not"
            | b"An"
            | b"A"
            | b"Mr"
            | b"Mrs"
            | b"Ms"
            | b"Also"
            | b"Another"
            | b"Both"
            | b"During"
            | b"Despite"
            | b"Let"
            | b"Just"
            | b"Only"
            | b"Even"
            | b"Once"
            | b"Under"
            | b"Until"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_full_stops() {
        for (word, expected) in
            [("U.S", true), ("a.m", true), ("Ph.D", true), ("word.end", false), ("3.5", false)]
        {
            assert_eq!(dotted(word.as_bytes()), expected, "{word}");
        }
    }
}
