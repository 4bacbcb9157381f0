//! Names joined by `-`, `.` or `_`, in the modes with overlapping words: `WES-5.4.5` is a token, and so are its
//! parts `WES` and `5.4.5`.

use crate::{Span, Token, TokenKind};

/// Joins `WES` `-` `5.4.5` into the word `WES-5.4.5`, whose parts come before it and have its position. Also adds the
/// parts of words such as `foo_bar`. Numbers alone are not joined. Only the tokens from index `first` on are joined.
///
/// If a tag begins before these tokens, it ends at `tag_end`, and a token that begins inside the tag will be cut there.
/// So nothing is joined across `tag_end`, and a token that is cut there gets no parts. Returns the number of positions
/// removed.
pub(super) fn join_names(text: &str, first: usize, tag_end: usize, tokens: &mut Vec<Token>) -> u32 {
    let joins = |byte: u8| matches!(byte, b'-' | b'.' | b'_');
    if !tokens[first..].iter().any(|token| token.of(text).bytes().any(joins)) {
        return 0;
    }
    let source = tokens.split_off(first);
    let mut removed = 0;
    let mut at = 0;
    while let Some(&token) = source.get(at) {
        let limit = if token.span.start < tag_end { tag_end } else { usize::MAX };
        let (length, is_name) = chain(text, &source[at..], limit);
        let parts = &source[at..at + length];
        for part in parts.iter().filter(|part| !is_name || is_part(part)) {
            let position = if is_name { token.position } else { part.position }.wrapping_sub(removed);
            if part.span.end <= limit {
                push_parts(text, *part, position, tokens);
            }
            tokens.push(Token { position, ..*part });
        }
        if is_name {
            let span = Span::new(token.span.start, parts[length - 1].span.end);
            tokens.push(Token::new(span, TokenKind::Word, token.position.wrapping_sub(removed)));
            removed += length as u32 - 1;
        }
        at += length;
    }
    removed
}

/// Returns the number of tokens of the chain of joined words and numbers that `tokens` starts with and that ends at
/// offset `limit` or before, and whether the chain is a name. A chain that is no name does not contain a name, either.
fn chain(text: &str, tokens: &[Token], limit: usize) -> (usize, bool) {
    let mut length = 1;
    let fits = |token: &Token| is_part(token) && token.span.end <= limit;
    let Some(first) = tokens.first().filter(|token| fits(token)) else { return (1, false) };
    let mut any_word = first.kind == TokenKind::Word;
    while let [.., left, sign, right] = tokens.get(..length + 2).unwrap_or(&[])
        && matches!(sign.of(text), "-" | ".")
        && fits(right)
        && left.span.end == sign.span.start
        && sign.span.end == right.span.start
    {
        any_word |= right.kind == TokenKind::Word;
        length += 2;
    }
    (length, length > 1 && any_word)
}

fn is_part(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Appends the parts of `token` between `-`, `.` and `_` that have a letter and at least two bytes.
fn push_parts(text: &str, token: Token, position: u32, tokens: &mut Vec<Token>) {
    if token.kind != TokenKind::Word {
        return;
    }
    let mut start = token.span.start;
    for part in token.of(text).split(['-', '.', '_']) {
        let span = Span::new(start, start + part.len());
        start = span.end + 1;
        if span != token.span && part.len() >= 2 && part.contains(char::is_alphabetic) {
            tokens.push(Token::new(span, TokenKind::Word, position));
        }
    }
}
