//! Foreign names written with a dot: `列夫·托尔斯泰`.

use crate::{Token, TokenKind};

/// What becomes of foreign names with a dot between their parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Names {
    /// `列夫·托尔斯泰` is one word.
    #[default]
    Whole,
    /// Parts and dots are words of their own.
    Split,
}

/// Dots that stand between the parts of a name.
fn is_dot(text: &str) -> bool {
    matches!(text, "·" | "‧" | "•" | "・" | "･" | "∙" | "⋅")
}

/// Joins the names among the tokens from `first` on; positions move up by what was joined.
pub(super) fn join(text: &str, tokens: &mut Vec<Token>, first: usize, position: &mut u32) {
    let is_name_dot = |at: usize| {
        let [left, dot, right] = [tokens[at - 1], tokens[at], tokens[at + 1]];
        is_dot(dot.of(text))
            && left.kind == TokenKind::Han
            && right.kind == TokenKind::Han
            && left.span.end == dot.span.start
            && dot.span.end == right.span.start
    };
    let Some(found) = (first + 1..tokens.len().saturating_sub(1)).find(|&at| is_name_dot(at)) else { return };
    let dots: Vec<usize> = (found..tokens.len() - 1).filter(|&at| is_name_dot(at)).collect();
    let mut dots = dots.into_iter().peekable();
    let mut kept = found - 1;
    let mut at = kept;
    let start = tokens[kept].position;
    while at < tokens.len() {
        let mut token = tokens[at];
        while dots.next_if_eq(&(at + 1)).is_some() {
            at += 2;
            token.span.end = tokens[at].span.end;
        }
        token.position = start + (kept - (found - 1)) as u32;
        tokens[kept] = token;
        kept += 1;
        at += 1;
    }
    tokens.truncate(kept);
    *position = start + (kept - (found - 1)) as u32;
}
