//! Joins numbers in digits with Chinese characters before or after them, as the Chinese treebanks of
//! Universal Dependencies do: `4.5万`, `500多`, `第6`.

use crate::tokenize::chinese::{APPROXIMATIONS, MULTIPLIERS};
use crate::{Span, Token, TokenKind};

/// `第`, the prefix of ordinals.
const PREFIX: &str = "第";

/// If the last token is a number that ends at `at`, adds the Chinese characters that belong to it: `4.5` becomes
/// `4.5万`. Returns the new end, or `at`.
pub(super) fn extend(text: &str, at: usize, tokens: &mut [Token]) -> usize {
    let Some(number) =
        tokens.last_mut().filter(|token| token.span.end == at && token.kind == TokenKind::Number)
    else {
        return at;
    };
    let rest = &text[at..];
    let [hundred, thousand, large @ ..] = MULTIPLIERS;
    let after_small = rest.trim_start_matches([hundred, thousand]);
    let after_large = after_small.trim_start_matches(large);
    let mut end = at;
    // The numerals after the digits count only if they end in 万 or 亿: in `3千米`, 千 belongs to the unit.
    if after_large.len() < after_small.len() {
        end = text.len() - after_large.len();
    }
    // An approximation may follow a round number: `500多`, `1.3万余`.
    if end > at || text[..at].ends_with("0") {
        end += text[end..].chars().next().filter(|c| APPROXIMATIONS.contains(c)).map_or(0, char::len_utf8);
    }
    number.span.end = end;
    end
}

/// Joins a `第` with the number directly after it: `第6`. The number begins at byte `start` and is the token at index
/// `first`; the tokens of the text begin at index `text_first`. Returns the number of tokens removed.
#[inline]
pub(super) fn join_ordinal(
    text: &str,
    start: usize,
    text_first: usize,
    first: usize,
    tokens: &mut Vec<Token>,
) -> u32 {
    // Whether a gap begins with a number is hard to predict, but hardly any follows a `第`.
    let follows_prefix = text.as_bytes()[..start].ends_with(PREFIX.as_bytes());
    match tokens.get(first).filter(|_| follows_prefix) {
        Some(token) if token.kind == TokenKind::Number && first > text_first => {
            join_with_prefix(text, first, tokens)
        }
        _ => 0,
    }
}

fn join_with_prefix(text: &str, first: usize, tokens: &mut Vec<Token>) -> u32 {
    let (prefix, number) = (tokens[first - 1], tokens[first]);
    if prefix.span.end != number.span.start || prefix.of(text) != PREFIX {
        return 0;
    }
    tokens[first - 1] = Token { span: Span::new(prefix.span.start, number.span.end), ..number };
    tokens[first - 1].position = prefix.position;
    tokens.remove(first);
    for token in &mut tokens[first..] {
        token.position = token.position.saturating_sub(1);
    }
    1
}
