//! The scan over a text, which dispatches on the first byte of each token.

use super::byte_class::{ENDS, ENDS_NUMBER, ENDS_WORD, STARTS, TokenStart};
use super::options::{Compounds, Contractions, EnglishOptions};
use crate::script::ascii::{alphanumeric_end, byte_offset, letters_end};
use crate::script::extends_character;
use crate::{Script, Span, Token, TokenKind};

/// The state of a scan over a text or a part of it. Each method that reads a token takes the start of the
/// token, appends the token, and returns its end. All offsets are relative to the whole text.
#[derive(Debug)]
pub(super) struct Scan<'t, 'o> {
    /// The text up to the end of the part that is scanned.
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// The whole text. Reads of eight bytes may cross the end of the part that is scanned.
    pub(super) whole: &'t str,
    /// Whether the text around the part may influence its tokens.
    in_context: bool,
    /// Whether tokens are the units of an index, which do not depend on the text around them.
    pub(super) by_unit: bool,
    /// Whether there is a token of invisible characters, which may belong to the token after it.
    any_leading: bool,
    /// Start of the part. The text before it is ignored, unless `in_context` is set.
    pub(super) start: usize,
    /// The position of the next token.
    position: u32,
    pub(super) compounds: Compounds,
    pub(super) contractions: Contractions,
    out: &'o mut Vec<Token>,
    /// Index in `out` of the first token of the text.
    first: usize,
    /// Offset of the next `@`, or the end of the part if there is none; `None` until first needed. A token is
    /// tried as an e-mail address only if an `@` follows within the maximum length of a local part.
    next_at: Option<usize>,
    /// The end of the last chain of letters and full stops that is no acronym: `A.B.` in `A.B.Smith`. No letter before
    /// this offset begins an acronym.
    pub(super) no_acronym: usize,
    /// Whether a single quotation mark is open. If so, the next single quotation mark closes the quotation, and
    /// is not a possessive.
    pub(super) quoted: bool,
}

impl<'t, 'o> Scan<'t, 'o> {
    #[inline]
    pub(super) fn new(
        text: &'t str,
        part: Span,
        position: u32,
        options: EnglishOptions,
        out: &'o mut Vec<Token>,
    ) -> Self {
        let EnglishOptions { compounds, contractions } = options;
        let (whole, first) = (text, out.len());
        let text = text.get(..part.end).filter(|text| text.is_char_boundary(part.start)).unwrap_or("");
        Self {
            text,
            bytes: text.as_bytes(),
            whole,
            in_context: false,
            by_unit: false,
            any_leading: false,
            start: part.start,
            position,
            compounds,
            contractions,
            out,
            first,
            next_at: None,
            no_acronym: 0,
            quoted: false,
        }
    }

    /// Lets the text around the part decide between the conventions of English and Chinese. The tokens of the
    /// text begin at index `first` of the output.
    #[inline]
    pub(super) fn in_context(mut self, first: usize) -> Self {
        (self.in_context, self.first) = (true, first);
        self
    }

    /// Makes [`Scan::run`] append the units of an index.
    pub(super) fn by_unit(mut self) -> Self {
        self.by_unit = true;
        self
    }

    /// Returns the byte range of the text that may influence the tokens.
    pub(super) fn visible(&self) -> (usize, usize) {
        if self.in_context { (0, self.whole.len()) } else { (self.start, self.bytes.len()) }
    }

    /// Appends all tokens. Returns the position after the last token.
    pub(super) fn run(mut self) -> u32 {
        let from = self.out.len();
        let mut at = self.start;
        while let Some(&byte) = self.bytes.get(at) {
            // Blanks and letters, the most frequent bytes, are tested first. The branch of the jump table
            // below is harder to predict.
            if byte == b' ' {
                at += 1;
                continue;
            }
            if byte.is_ascii_alphabetic() {
                at = self.plain_word(at).unwrap_or_else(|| self.word(at));
                continue;
            }
            let start = STARTS[usize::from(byte)];
            at = match start {
                TokenStart::Space => {
                    self.quoted &= byte != b'\n';
                    at + 1
                }
                TokenStart::Letter => self.word(at),
                TokenStart::Digit => self.plain_number(at).unwrap_or_else(|| self.number(at)),
                TokenStart::SingleMark => self.push(at, at + 1, TokenKind::Punctuation),
                TokenStart::Mark => self.mark(at, byte),
                TokenStart::Control => self.push(at, at + 1, TokenKind::Other),
                TokenStart::High => self.high(at),
            };
        }
        if self.any_leading {
            self.join_leading(from);
        }
        self.position
    }

    /// A fast path: appends the word of letters that begins at `start`, if a blank or a mark that cannot belong
    /// to the word follows. Returns the end of the word.
    #[inline(always)]
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        // The end of the letters suffices: digits after them fail the test below.
        let end = letters_end(self.whole.as_bytes(), start).min(self.bytes.len());
        ((self.ends(end, ENDS_WORD) || self.wide_mark_at(end)) && self.contractions == Contractions::Whole)
            .then(|| self.push(start, end, TokenKind::Word))
    }

    /// A fast path: appends the number of digits that begins at `start`, if the byte after it ends any number.
    /// Returns the end of the number.
    #[inline(always)]
    fn plain_number(&mut self, start: usize) -> Option<usize> {
        let end = self.alphanumeric_end(start);
        let is_plain = self.ends(end, ENDS_NUMBER) && self.bytes[start..end].iter().all(u8::is_ascii_digit);
        is_plain.then(|| self.push(start, end, TokenKind::Number))
    }

    /// Whether the part ends at `at`, or the byte at `at` has the flag `kind` of [`ENDS`].
    #[inline(always)]
    fn ends(&self, at: usize, kind: u8) -> bool {
        self.bytes.get(at).is_none_or(|&byte| ENDS[usize::from(byte)] & kind != 0)
    }

    /// Whether the character at `at` is a Chinese mark that ends any word.
    #[inline(always)]
    fn wide_mark_at(&self, at: usize) -> bool {
        match self.bytes.get(at..).and_then(<[u8]>::first_chunk) {
            // `、`, `。`, and `〈` to `】`.
            Some([0xe3, 0x80, third]) => matches!(third, 0x81 | 0x82 | 0x88..=0x91),
            // `（`, `）`, `，`, `：` and `；`.
            Some([0xef, 0xbc, third]) => matches!(third, 0x88 | 0x89 | 0x8c | 0x9a | 0x9b),
            _ => false,
        }
    }

    /// Returns the end of the ASCII letters and digits that begin at `at`.
    #[inline(always)]
    pub(super) fn alphanumeric_end(&self, at: usize) -> usize {
        alphanumeric_end(self.whole.as_bytes(), at).min(self.bytes.len()).max(at)
    }

    /// Appends the token `start..end` and returns `end`.
    #[inline]
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.out.push(Token::new(Span::new(start, end), kind, self.position));
        self.position = self.position.wrapping_add(1);
        end
    }

    /// Returns the byte at `at`, or 0 past the end.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Returns the character at `at`.
    #[inline]
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Returns the script class of the character at `at`, or white space past the end.
    pub(super) fn script_at(&self, at: usize) -> Script {
        self.char_at(at).map_or(Script::Space, Script::of)
    }

    /// Returns the script class of the character before `at`, or white space at the start.
    pub(super) fn script_before(&self, at: usize) -> Script {
        let before = self.text.get(self.start..at);
        before.and_then(|before| before.chars().next_back()).map_or(Script::Space, Script::of)
    }

    /// Returns the offset of the first `@` from `at` on, or the end of the part. Amortized O(1) over a scan.
    pub(super) fn next_at_sign(&mut self, at: usize) -> usize {
        match self.next_at {
            Some(next) if next >= at => next,
            _ => *self.next_at.insert(find(self.bytes, at, b'@')),
        }
    }

    /// Appends the token that begins with a non-ASCII character, or skips white space.
    fn high(&mut self, at: usize) -> usize {
        // This case is the most frequent one in mixed text. The next byte must be ASCII, because a combining mark
        // would belong to the token.
        if self.wide_mark_at(at) && self.bytes.get(at + 3).is_none_or(|&byte| byte < 0x80) {
            return self.push(at, at + 3, TokenKind::Punctuation);
        }
        let Some(c) = self.char_at(at) else { return self.bytes.len() };
        let next = at + c.len_utf8();
        match Script::of(c) {
            Script::Space => next,
            Script::Latin | Script::Letter | Script::Hangul => self.word(at),
            Script::Han => {
                let end = self.marks_after(next);
                self.push(at, end, TokenKind::Han)
            }
            script @ (Script::Kana | Script::Bopomofo) => {
                let mut end = next;
                while let Some(c) = self
                    .char_at(end)
                    .filter(|&c| matches!(Script::of(c), s if s == script || s == Script::Mark))
                {
                    end += c.len_utf8();
                }
                self.push(at, end, TokenKind::Word)
            }
            Script::Digit => self.number(at),
            _ if extends_character(c) => self.extending(at),
            script => self.sign(at, c, script),
        }
    }

    /// Reads the invisible characters and combining marks that begin at `at`. They extend the token that ends
    /// at `at`. If no token ends there, they become a separate token, which [`Scan::join_leading`] joins with
    /// the token after it.
    #[cold]
    fn extending(&mut self, at: usize) -> usize {
        let end = self.marks_after(at);
        match self.last_token(at) {
            Some(last) => last.span.end = end,
            None => {
                self.push(at, end, TokenKind::Other);
                self.any_leading = true;
            }
        }
        end
    }

    /// Joins each token of invisible characters with a token that begins at its end. Only the tokens from index
    /// `from` on are joined.
    #[cold]
    fn join_leading(&mut self, from: usize) {
        let tokens = self.out.split_off(from);
        let mut leading: Option<Token> = None;
        for mut token in tokens {
            if let Some(before) = leading.take_if(|before| before.span.end == token.span.start) {
                token.span.start = before.span.start;
                self.position = self.position.wrapping_sub(1);
            }
            self.out.extend(leading.take());
            let is_leading = token.kind == TokenKind::Other
                && self.text.get(token.span.range()).is_some_and(|text| text.chars().all(extends_character));
            if is_leading {
                leading = Some(token);
            } else {
                self.out.push(token);
            }
        }
        self.out.extend(leading);
        let first = self.position.wrapping_sub((self.out.len() - from) as u32);
        for (number, token) in (0..).zip(&mut self.out[from..]) {
            token.position = first.wrapping_add(number);
        }
    }

    /// Returns the tokens of the text so far.
    pub(super) fn tokens(&self) -> &[Token] {
        self.out.get(self.first..).unwrap_or(&[])
    }

    /// Returns the last token, if it ends at `end`.
    pub(super) fn last_token(&mut self, end: usize) -> Option<&mut Token> {
        self.out.get_mut(self.first..)?.last_mut().filter(|token| token.span.end == end)
    }

    /// Returns the end of the combining marks and invisible characters that begin at `at`.
    pub(super) fn marks_after(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at).filter(|&c| extends_character(c)) {
            at += c.len_utf8();
        }
        at
    }
}

/// Returns the offset of the first `byte` from `from` on, or the length of `bytes`. Compares sixteen bytes at a
/// time, and eight at the end.
pub(super) fn find(bytes: &[u8], from: usize, byte: u8) -> usize {
    let (blocks, _) = bytes.get(from..).unwrap_or(&[]).as_chunks::<16>();
    let none = |block: &&[u8; 16]| !block.iter().fold(false, |any, &b| any | (b == byte));
    let start = from + blocks.iter().take_while(none).count() * 16;
    byte_offset(bytes, start, byte).min(bytes.len())
}
