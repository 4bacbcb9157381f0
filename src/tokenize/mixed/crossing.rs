//! Removes the tokens inside tags that begin in one part of a text and end in another part: `#C位出道#`.

use crate::script::extends_character;
use crate::{Span, Token, TokenKind};

/// Removes the tokens inside tags, from token number `first` on. In `tokens`, the tokens inside a tag come after the
/// tag. With `keeps_parts`, as in search and full mode, words are kept: they are moved before the tag and get the
/// position of the tag.
#[cold]
pub(super) fn join_tags(text: &str, first: usize, keeps_parts: bool, tokens: &mut Vec<Token>) {
    let crosses = |pair: &[Token]| pair[0].kind == TokenKind::Tag && pair[1].span.start < pair[0].span.end;
    let Some(at) = tokens[first..].windows(2).position(crosses) else { return };
    let mut source = tokens.split_off(first + at).into_iter().peekable();
    let mut removed = 0;
    while let Some(mut token) = source.next() {
        let original = token.position;
        token.position = original.wrapping_sub(removed);
        if token.kind != TokenKind::Tag || source.peek().is_none_or(|next| next.span.start >= token.span.end)
        {
            tokens.push(token);
            continue;
        }
        let (mut end, mut last) = (token.span.end, original);
        while let Some(inner) = source.next_if(|next| next.span.start < token.span.end) {
            end = end.max(inner.span.end);
            last = last.max(inner.position);
            let is_word = matches!(inner.kind, TokenKind::Han | TokenKind::Word | TokenKind::Number);
            if keeps_parts && is_word && inner.span.end <= token.span.end {
                tokens.push(Token { position: token.position, ..inner });
            }
        }
        removed = removed.wrapping_add(last.wrapping_sub(original));
        // `rest` is the end of a token that begins inside the tag and ends after the tag.
        let rest = Span::new(token.span.end, end);
        if rest.of(text).chars().all(extends_character) {
            token.span.end = end;
            tokens.push(token);
        } else {
            tokens.push(token);
            tokens.push(Token::new(rest, TokenKind::Other, token.position.wrapping_add(1)));
            removed = removed.wrapping_sub(1);
        }
    }
}
