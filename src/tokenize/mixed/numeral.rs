//! Joins numbers in digits with Chinese characters before or after them, as the Chinese treebanks of
//! Universal Dependencies do: `4.5万`, `500多`, `第6`, `50%`.

use crate::tokenize::chinese::{APPROXIMATIONS, MULTIPLIERS};
use crate::{Span, Token, TokenKind};

/// Extends the last token, if it is a number that ends at `at`, by the Chinese characters after it that belong to
/// the number. Returns the new end, or `at`.
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
    // Only 万 and 亿 end a number: in `3千米`, 千 belongs to the unit.
    if after_large.len() < after_small.len() {
        end = text.len() - after_large.len();
    }
    // Approximations, after a round number: `500多`, `1.3万余`.
    if end > at || text[..at].ends_with("0") {
        end += text[end..].chars().next().filter(|c| APPROXIMATIONS.contains(c)).map_or(0, char::len_utf8);
    }
    number.span.end = end;
    end
}

/// Joins the first and the last number of a part between runs of Chinese: with a `第` that ends right before the
/// part, and with a `%` if Chinese is adjacent. The tokens of the part begin at `first`, those of the text at
/// `text_first`. Returns the number of tokens removed.
pub(super) fn join(text: &str, text_first: usize, first: usize, tokens: &mut Vec<Token>) -> u32 {
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    let part = tokens.get(first..).unwrap_or(&[]);
    let last_two = &part[part.len().saturating_sub(2)..];
    // Most parts have no number at either end.
    if !part.first().is_some_and(is_number) && !last_two.first().is_some_and(is_number) {
        return 0;
    }
    let Some(&Token { span: Span { end, .. }, .. }) = part.last() else { return 0 };
    let mut removed = 0;
    let percent = |tokens: &[Token], at: usize| match tokens.get(at..at + 2) {
        Some([number, sign]) => {
            number.kind == TokenKind::Number
                && matches!(sign.of(text), "%" | "％" | "‰")
                && number.span.end == sign.span.start
        }
        _ => false,
    };
    let after_chinese =
        |tokens: &[Token]| first > text_first && tokens[first - 1].span.end == tokens[first].span.start;
    let last = tokens.len().saturating_sub(2);
    if last >= first
        && end < text.len()
        && !text[end..].starts_with(char::is_whitespace)
        && percent(tokens, last)
    {
        merge(tokens, last);
        removed += 1;
    }
    if after_chinese(tokens) {
        if percent(tokens, first) {
            merge(tokens, first);
            removed += 1;
        }
        if tokens[first].kind == TokenKind::Number && tokens[first - 1].of(text) == "第" {
            tokens[first - 1].kind = TokenKind::Number;
            merge(tokens, first - 1);
            removed += 1;
        }
    }
    removed
}

/// Merges a token with the next one.
fn merge(tokens: &mut Vec<Token>, at: usize) {
    let second = tokens.remove(at + 1);
    tokens[at].span.end = second.span.end;
    for token in &mut tokens[at + 1..] {
        token.position = token.position.saturating_sub(1);
    }
}
