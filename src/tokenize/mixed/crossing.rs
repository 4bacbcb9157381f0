//! Removes the tokens inside tags that begin in one part of a text and end in another part: `#C位出道#`.

use crate::script::extends_character;
use crate::{Span, Token, TokenKind};

/// Removes the tokens inside tags, from token number `first` on. In `tokens`, the tokens inside a tag come after the
/// tag. With `keeps_parts`, as in search and full mode, words are kept: they are moved before the tag and get the
/// position of the tag.
#[cold]
pub(super) fn join_tags(text: &str, first: usize, keeps_parts: bool, tokens: &mut Vec<Token>) {
    let source = tokens.split_off(first);
    // The tokens of a position are the parts of a word, if there are any, and then the word or tag.
    let mut words = source.chunk_by(|one, other| one.position == other.position).peekable();
    let mut removed = 0;
    while let Some(word) = words.next() {
        let Some((&own, parts)) = word.split_last() else { continue };
        let mut token = Token { position: own.position.wrapping_sub(removed), ..own };
        tokens.extend(parts.iter().map(|part| Token { position: token.position, ..*part }));
        let (mut end, mut last) = (token.span.end, own.position);
        let is_inside = |word: &&[Token]| {
            token.kind == TokenKind::Tag && word.iter().any(|inner| inner.span.start < token.span.end)
        };
        while let Some(word) = words.next_if(is_inside) {
            for inner in word {
                end = end.max(inner.span.end);
                last = last.max(inner.position);
                let is_word = matches!(inner.kind, TokenKind::Han | TokenKind::Word | TokenKind::Number);
                if keeps_parts && is_word && inner.span.end <= token.span.end {
                    tokens.push(Token { position: token.position, ..*inner });
                }
            }
        }
        removed = removed.wrapping_add(last.wrapping_sub(own.position));
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
