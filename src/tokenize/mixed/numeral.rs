//! Numbers in digits that go on in Chinese characters, or begin with one, as the Chinese treebanks
//! of Universal Dependencies join them: `4.5万`, `500多`, `第6`, `50%`.

use crate::{Span, Token, TokenKind};

/// Takes the part of a number that begins with the Chinese character at `at` into the number that
/// ends there, if there is one; returns the end of that part, or `at`.
pub(super) fn extend(text: &str, at: usize, tokens: &mut [Token]) -> usize {
    let Some(number) =
        tokens.last_mut().filter(|token| token.span.end == at && token.kind == TokenKind::Number)
    else {
        return at;
    };
    let rest = &text[at..];
    let large = rest.trim_start_matches(['百', '千']).trim_start_matches(['万', '萬', '亿', '億']);
    let mut end = at;
    // `3千米` is no number of thousands: only those of 万 and 亿 go on.
    if text[..text.len() - large.len()].ends_with(['万', '萬', '亿', '億']) && large.len() < rest.len() {
        end = text.len() - large.len();
    }
    // More or less, after a round number: `500多`, `1.3万余`.
    if end > at || text[..at].ends_with("0") {
        let after = &text[end..];
        if let Some(more) = ["余", "餘", "多", "几", "幾"].iter().find(|more| after.starts_with(**more))
        {
            end += more.len();
        }
    }
    number.span.end = end;
    end
}

/// Joins what belongs to numbers at the ends of a stretch between Chinese, whose tokens begin at
/// `first`: `第` right before it, and a `%` after a number that touches Chinese. The tokens of the text
/// begin at `text_first`. Returns how many tokens it took away.
pub(super) fn join(text: &str, text_first: usize, first: usize, tokens: &mut Vec<Token>) -> u32 {
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    let part = tokens.get(first..).unwrap_or(&[]);
    let last_two = &part[part.len().saturating_sub(2)..];
    // Most parts have no number at either end.
    if !part.first().is_some_and(is_number) && !last_two.first().is_some_and(is_number) {
        return 0;
    }
    let Some(&Token { span: Span { end, .. }, .. }) = part.last() else { return 0 };
    let mut gone = 0;
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
        gone += 1;
    }
    if after_chinese(tokens) {
        if percent(tokens, first) {
            merge(tokens, first);
            gone += 1;
        }
        if tokens[first].kind == TokenKind::Number && tokens[first - 1].of(text) == "第" {
            tokens[first - 1].kind = TokenKind::Number;
            merge(tokens, first - 1);
            gone += 1;
        }
    }
    gone
}

/// Makes one token of two neighbours.
fn merge(tokens: &mut Vec<Token>, at: usize) {
    let second = tokens.remove(at + 1);
    tokens[at].span.end = second.span.end;
    for token in &mut tokens[at + 1..] {
        token.position = token.position.saturating_sub(1);
    }
}
