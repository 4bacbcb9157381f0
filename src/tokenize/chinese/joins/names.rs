//! Joins foreign names written with a dot: `列夫·托尔斯泰`.

use crate::tables::{CharList, char_list};
use crate::tokenize::chinese::characters::is_name_dot;
use crate::tokenize::chinese::dictionary::Dictionary;
use crate::tokenize::chinese::options::Names;
use crate::{Token, TokenKind};

/// The characters with which foreign names are written.
const NAME_CHARACTERS: CharList = char_list!("name_characters.txt");

/// The characters of [`NAME_CHARACTERS`] that are common words. A token of one of these characters is not part of a
/// name.
const COMMON_WORDS: CharList = char_list!("name_character_words.txt");

/// Joins the foreign names of one text.
pub(crate) struct NameJoiner<'a> {
    pub(crate) text: &'a str,
    pub(crate) names: Names,
    pub(crate) dictionary: &'a Dictionary,
}

impl NameJoiner<'_> {
    /// Joins each name (or, with [`Names::Split`], each part of a name) to one token, from token number `first` on. The
    /// tokens must not overlap. `dots` are the offsets of the dots in the text, ascending. Positions are assigned
    /// again.
    pub(crate) fn join(&self, dots: &[usize], tokens: &mut Vec<Token>, first: usize) {
        let mut dots = dots.iter();
        let Some(dot) = self.next_dot(&mut dots, tokens, first + 1) else { return };
        let start = tokens[first].position;
        let mut tokens = Compaction { tokens, first, read: dot - 1, written: dot - 1 };
        let mut changed = tokens.written;
        loop {
            let name = self.begin_name(&mut tokens);
            changed = changed.min(tokens.written);
            self.finish_name(name, &mut tokens);
            let next = self.next_dot(&mut dots, tokens.tokens, tokens.read + 1);
            tokens.copy_until(next.map_or(tokens.tokens.len(), |dot| dot - 1));
            if next.is_none() {
                break;
            }
        }
        let Compaction { tokens, written, .. } = tokens;
        if written < tokens.len() {
            tokens.truncate(written);
            let changed_from = start.wrapping_add((changed - first) as u32);
            for (number, token) in (0..).zip(&mut tokens[changed..]) {
                token.position = changed_from.wrapping_add(number);
            }
        }
    }

    /// Returns the number of the next token that is a dot in a name, from token number `at` on.
    fn next_dot(
        &self,
        dots: &mut std::slice::Iter<'_, usize>,
        tokens: &[Token],
        mut at: usize,
    ) -> Option<usize> {
        dots.find_map(|&offset| {
            at += tokens.get(at..)?.partition_point(|token| token.span.start < offset);
            self.joins_parts(tokens, at).then_some(at)
        })
    }

    /// Whether token number `at` is a dot between two parts of a name.
    fn joins_parts(&self, tokens: &[Token], at: usize) -> bool {
        match tokens.get(at.wrapping_sub(1)..=at + 1) {
            Some(&[left, dot, right]) => {
                (is_han(left) & is_han(right) & touch(left, dot) & touch(dot, right))
                    && is_dot(dot.of(self.text))
            }
            _ => false,
        }
    }

    /// Reads the first part of a name, and takes back the written tokens that belong to it.
    fn begin_name(&self, tokens: &mut Compaction<'_>) -> Token {
        let mut name = tokens.next();
        if is_foreign(name.of(self.text)) {
            while let Some(last) = tokens.last_written()
                && touch(last, name)
                && self.is_part(last)
                && !self.is_place(last)
            {
                name.span.start = last.span.start;
                tokens.written -= 1;
            }
        }
        name
    }

    /// Reads the other parts of a name. Writes the whole name, or its parts and dots.
    fn finish_name(&self, mut name: Token, tokens: &mut Compaction<'_>) {
        while self.joins_parts(tokens.tokens, tokens.read) {
            let (dot, mut part) = (tokens.next(), tokens.next());
            if is_foreign(part.of(self.text)) {
                while let Some(&next) = tokens.tokens.get(tokens.read)
                    && touch(part, next)
                    && self.is_part(next)
                {
                    part.span.end = next.span.end;
                    tokens.read += 1;
                }
            }
            if self.names == Names::Whole {
                name.span.end = part.span.end;
            } else {
                tokens.write(name);
                tokens.write(dot);
                name = part;
            }
        }
        tokens.write(name);
    }

    fn is_part(&self, token: Token) -> bool {
        is_han(token) && is_foreign(token.of(self.text))
    }

    /// Whether a token is the name of a place, which is not part of a person's name: 巴西 in 巴西卡洛斯·科斯塔.
    fn is_place(&self, token: Token) -> bool {
        self.dictionary.tag(token.of(self.text)) == Some("ns")
    }
}

/// Tokens that are rewritten in place. `read` is the index of the next token to read; `written`, never above `read`, is
/// the index of the next token to write.
struct Compaction<'t> {
    tokens: &'t mut Vec<Token>,
    /// Tokens before this index stay unchanged.
    first: usize,
    read: usize,
    written: usize,
}

impl Compaction<'_> {
    fn next(&mut self) -> Token {
        self.read += 1;
        self.tokens[self.read - 1]
    }

    fn write(&mut self, token: Token) {
        self.tokens[self.written] = token;
        self.written += 1;
    }

    fn last_written(&self) -> Option<Token> {
        (self.written > self.first).then(|| self.tokens[self.written - 1])
    }

    /// Copies the unread tokens before index `until`.
    fn copy_until(&mut self, until: usize) {
        self.tokens.copy_within(self.read..until, self.written);
        self.written += until - self.read;
        self.read = until;
    }
}

fn is_foreign(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (None, _) => false,
        (Some(c), None) => NAME_CHARACTERS.contains(c) && !COMMON_WORDS.contains(c),
        _ => word.chars().all(|c| NAME_CHARACTERS.contains(c)),
    }
}

/// Whether a token is a dot that may join the parts of a name.
fn is_dot(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(is_name_dot) && chars.next().is_none()
}

fn touch(left: Token, right: Token) -> bool {
    left.span.end == right.span.start
}

fn is_han(token: Token) -> bool {
    token.kind == TokenKind::Han
}
