//! Punctuation, symbols, emoticons, emoji, hashtags and mentions.

use super::byte_class::IN_WORD;
use super::options::Compounds;
use super::scan::Scan;
use crate::english::emoticon;
use crate::tables::{WordList, word_list};
use crate::{Script, TokenKind};

/// Words without the first letters that an apostrophe replaces: `tis` in `’tis`.
const CLIPPED: WordList = word_list!("clipped_words.txt");
/// Maximum length in bytes of a country code: `+` and three digits (ITU-T E.164).
const LONGEST_CODE: usize = 4;

impl Scan<'_, '_> {
    /// Appends a token that begins with an ASCII mark.
    pub(super) fn mark(&mut self, at: usize, byte: u8) -> usize {
        // No other mark begins an emoticon. The test comes first because the branches of the call are hard to predict.
        if matches!(byte, b':' | b';' | b'=' | b'<' | b'^')
            && let Some(end) = self.emoticon(at)
        {
            return self.push(at, end, TokenKind::Emoji);
        }
        let next = self.byte(at + 1);
        match byte {
            b'!' | b'?' => self.push_run(at, b"!?", TokenKind::Punctuation),
            b'*' if next >= 0x80 && self.keycap(at).is_some() => self.key(at),
            b'-' | b'=' | b'*' | b'~' => {
                let end = self.run_end(at, b"-=*~");
                let kind =
                    if byte == b'=' || byte == b'~' { TokenKind::Symbol } else { TokenKind::Punctuation };
                self.push(at, end, kind)
            }
            b'_' => self.push_run(at, b"_", TokenKind::Punctuation),
            b'.' if next.is_ascii_digit()
                && matches!(self.script_before(at), Script::Space | Script::Symbol) =>
            {
                let end = self.word_end(at + 1);
                self.push(at, end, TokenKind::Number)
            }
            b'.' => match self.dot_net(at) {
                Some(end) => self.push(at, end, TokenKind::Word),
                None => self.push_run(at, b".", TokenKind::Punctuation),
            },
            b'\'' => self.apostrophe(at, 1),
            b'#' | b'@' => self.tag(at, byte),
            b'$' if self.compounds == Compounds::Whole && next.is_ascii_digit() => self.amount(at, at + 1),
            b'+' if next.is_ascii_digit() && self.script_before(at) == Script::Space => self.dialling(at),
            b'$' | b'+' | b'<' | b'>' | b'|' | b'^' | b'`' => self.push_run(at, &[byte], TokenKind::Symbol),
            b'%' => self.percent(at, at + 1),
            b'&' => self.push(at, at + 1, TokenKind::Symbol),
            _ => self.push(at, at + 1, TokenKind::Punctuation),
        }
    }

    /// Appends a token that begins with a non-ASCII mark, symbol or unassigned character.
    pub(super) fn sign(&mut self, at: usize, c: char, script: Script) -> usize {
        let next = at + c.len_utf8();
        match c {
            '…' | '—' | '―' | '–' | '─' | '！' | '？' | '～' => {
                let mut end = next;
                while self
                    .char_at(end)
                    .is_some_and(|d| d == c || matches!((c, d), ('！', '？') | ('？', '！')))
                {
                    end += c.len_utf8();
                }
                let kind = if c == '─' || c == '～' { TokenKind::Symbol } else { TokenKind::Punctuation };
                self.push(at, end, kind)
            }
            '‘' | '’' => self.apostrophe(at, c.len_utf8()),
            '％' | '‰' => self.percent(at, next),
            '°' if self.is_degree_unit(at, next) => self.push(at, next + 1, TokenKind::Symbol),
            '£' | '€' | '¥' | '￥'
                if self.compounds == Compounds::Whole && self.byte(next).is_ascii_digit() =>
            {
                self.amount(at, next)
            }
            _ => {
                let kind = match script {
                    Script::Punctuation => TokenKind::Punctuation,
                    Script::Symbol => TokenKind::Symbol,
                    Script::Emoji => TokenKind::Emoji,
                    _ => TokenKind::Other,
                };
                let (end, emoji) = self.grapheme(next, c);
                self.push(at, end, if emoji { TokenKind::Emoji } else { kind })
            }
        }
    }

    /// Appends a hashtag or mention that begins with the `sign` at `at`, or the sign alone.
    fn tag(&mut self, at: usize, sign: u8) -> usize {
        if self.by_unit || self.in_tag(at) {
            return self.key(at);
        }
        if let Some(end) = self.chinese_tag(at, sign) {
            return self.push(at, end, TokenKind::Tag);
        }
        if self.letter_at(at + 1) {
            let end = if sign == b'@' { self.handle_end(at + 1) } else { self.word_end(at + 1) };
            return self.push(at, end, TokenKind::Tag);
        }
        self.key(at)
    }

    /// Appends a keycap emoji (`#️⃣`), or only the sign at `at`.
    fn key(&mut self, at: usize) -> usize {
        match self.keycap(at) {
            Some(end) => self.push(at, end, TokenKind::Emoji),
            None => self.push(at, at + 1, TokenKind::Punctuation),
        }
    }

    /// Appends a percent sign. In Chinese text, extends the number before it instead of appending a token.
    fn percent(&mut self, at: usize, end: usize) -> usize {
        let number = self.last_token(at).filter(|token| token.kind == TokenKind::Number);
        if let Some(start) = number.map(|token| token.span.start)
            && !self.by_unit
            && self.is_in_chinese(start, end)
            && let Some(number) = self.last_token(at)
        {
            number.span.end = end;
            return end;
        }
        self.push(at, end, TokenKind::Symbol)
    }

    /// Whether the degree sign `at..next` and the letter after it are a unit of temperature: `25°C`.
    fn is_degree_unit(&mut self, at: usize, next: usize) -> bool {
        let blank = usize::from(at > 0 && self.byte(at - 1) == b' ');
        !self.by_unit
            && matches!(self.byte(next), b'C' | b'F')
            && !self.alphanumeric_at(next + 1)
            && self.last_token(at - blank).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Returns the end of the grapheme whose first character `c` ends at `end`, and whether it is an emoji. A grapheme
    /// includes modifiers, joined emoji, and the second half of a flag.
    fn grapheme(&self, mut end: usize, c: char) -> (usize, bool) {
        let mut emoji = Script::of(c) == Script::Emoji;
        if is_regional(c) && self.char_at(end).is_some_and(is_regional) {
            return (end + c.len_utf8(), true);
        }
        loop {
            let marks = self.marks_after(end);
            emoji |= self.text.get(end..marks).is_some_and(|marks| marks.contains('\u{fe0f}'));
            let joined = self.text.get(end..marks).is_some_and(|marks| marks.ends_with('\u{200d}'));
            end = marks;
            let Some(next) = self.char_at(end).filter(|&next| joined && !next.is_ascii()) else { break };
            if !matches!(Script::of(next), Script::Emoji | Script::Symbol) {
                break;
            }
            emoji = true;
            end += next.len_utf8();
        }
        (end, emoji)
    }

    /// Appends the consecutive `marks` from `at` on as one token.
    fn push_run(&mut self, at: usize, marks: &[u8], kind: TokenKind) -> usize {
        let end = self.run_end(at, marks);
        self.push(at, end, kind)
    }

    /// Returns the end of the consecutive `marks` from `at` on.
    fn run_end(&self, at: usize, marks: &[u8]) -> usize {
        let mut end = at + 1;
        while self.bytes.get(end).is_some_and(|byte| marks.contains(byte)) {
            end += 1;
        }
        end
    }

    /// Appends a single quotation mark, or a word that begins with an apostrophe: `’s`, `’em`, `’70s`.
    fn apostrophe(&mut self, at: usize, len: usize) -> usize {
        let next = at + len;
        let end = self.word_end(next);
        let clipped = match self.bytes.get(next..end).unwrap_or(&[]) {
            b"s" | b"S" | b"re" | b"ve" | b"ll" | b"m" | b"d" => self.script_before(at) != Script::Space,
            word if CLIPPED.contains(word) => true,
            [b'0'..=b'9', b'0', b's'] => true,
            [b'0'..=b'9', b'0'..=b'9'] => !self.alphanumeric_at(end) && self.byte(end) != b'-',
            _ => false,
        };
        if clipped {
            return self.push(at, end, TokenKind::Word);
        }
        let opens =
            matches!(self.script_before(at), Script::Space | Script::Punctuation) && self.letter_at(next);
        self.quoted = opens || self.char_at(at) == Some('‘');
        self.push(at, next, TokenKind::Punctuation)
    }

    /// Appends an amount such as `$450` as one token; `digits` is the start of its digits.
    fn amount(&mut self, at: usize, digits: usize) -> usize {
        let mut end = digits;
        while self.byte(end).is_ascii_digit()
            || matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit()
        {
            end += 1;
        }
        self.push(at, end, TokenKind::Number)
    }

    /// Appends a telephone number without blanks (`+8613812345678`, `+86-10-12345678`), or a country code before
    /// another number (`+44` in `+44 20`), or only the `+`.
    fn dialling(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while self.byte(end).is_ascii_digit() && end - at <= LONGEST_CODE {
            end += 1;
        }
        let all = self.digits(at + 1);
        if (8..=15).contains(&(all - at - 1)) && !self.alphanumeric_at(all) {
            return self.push(at, all, TokenKind::Number);
        }
        if end - at <= LONGEST_CODE
            && let Some(end) = self.telephone(end)
        {
            return self.push(at, end, TokenKind::Number);
        }
        let code = end - at <= LONGEST_CODE
            && matches!(self.byte(end), b' ' | b'-')
            && self.byte(end + 1).is_ascii_digit();
        if code { self.push(at, end, TokenKind::Number) } else { self.push(at, at + 1, TokenKind::Symbol) }
    }

    /// Returns the end of the name of a mention (`@name`). The name begins at `at`.
    fn handle_end(&self, mut at: usize) -> usize {
        while IN_WORD[usize::from(self.byte(at))]
            || matches!(self.byte(at), b'.' | b'-') && self.byte(at + 1).is_ascii_alphanumeric()
        {
            at += 1;
        }
        at
    }

    /// Returns the end of the emoticon that begins at `at`.
    fn emoticon(&self, at: usize) -> Option<usize> {
        let end = at + emoticon(&self.bytes[at..])?;
        // After a letter or digit, emoticons without a bracket are ambiguous: `10:3`, `a<3`.
        let before = self.script_before(at);
        let after_word = before.is_letter() || before == Script::Digit;
        (!after_word || matches!(self.byte(end - 1), b')' | b'(')).then_some(end)
    }
}

/// Whether `c` is a regional indicator, half of a flag.
fn is_regional(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}
