//! Numbers in digits that go on in Chinese characters, or begin with one, as the Chinese treebanks
//! of Universal Dependencies join them: `4.5万`, `500多`, `第6`.

use crate::{Token, TokenKind};

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

/// Joins `第` with the number right after it, where the tokens of the number begin at `first`;
/// returns whether it did.
pub(super) fn join_ordinal(text: &str, first: usize, tokens: &mut Vec<Token>) -> bool {
    let Some([.., mark, number]) = tokens.get(..=first) else { return false };
    let joins =
        number.kind == TokenKind::Number && mark.span.end == number.span.start && mark.of(text) == "第";
    if joins {
        let mark = *mark;
        let number = tokens.remove(first);
        tokens[first - 1].span.end = number.span.end;
        tokens[first - 1].kind = TokenKind::Number;
        for token in &mut tokens[first..] {
            token.position -= 1;
        }
        debug_assert_eq!(mark.position + 1, number.position);
    }
    joins
}
