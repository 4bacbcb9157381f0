//! Joins numbers written digit by digit with `〇`: `二〇二六年`.

use crate::{Span, Token, TokenKind};

fn is_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// Makes one token of each run of digits with a `〇`, from token number `first` on. A token that is only partly in the
/// run is split. All positions are assigned again.
pub(crate) fn join_digits(text: &str, tokens: &mut Vec<Token>, first: usize) {
    let is_zero = |token: &Token| token.kind == TokenKind::Han && token.of(text).contains('〇');
    let Some(found) = tokens[first..].iter().position(is_zero) else { return };
    let start = tokens[first].position;
    // The run may begin in an earlier token.
    let digits = |token: &&Token| token.of(text).chars().any(is_digit);
    let before = tokens[first..first + found].iter().rev().take_while(digits).count();
    let source = tokens.split_off(first + found - before);
    let mut source = source.into_iter().peekable();
    let mut done = 0;
    while let Some(token) = source.next() {
        // The search resumes at `done`, so no byte is read twice.
        let run = if token.span.end <= done { None } else { run_from(text, token.span, done) };
        let run = run.filter(|&run| {
            done = run.end;
            run.of(text).contains('〇') && run.of(text).chars().nth(1).is_some()
        });
        let Some(run) = run else {
            tokens.push(token);
            continue;
        };
        let mut end = token.span.end;
        while let Some(next) = source.next_if(|next| next.span.start < run.end) {
            end = next.span.end;
        }
        for span in [Span::new(token.span.start, run.start), run, Span::new(run.end, end)] {
            if !span.is_empty() {
                tokens.push(Token::new(span, TokenKind::Han, 0));
            }
        }
        done = end.max(done);
    }
    for (position, token) in (start..).zip(&mut tokens[first..]) {
        token.position = position;
    }
}

/// Returns the run of digits that begins in `span`, at or after `done`.
fn run_from(text: &str, span: Span, done: usize) -> Option<Span> {
    let start = span.start.max(done);
    let start = start + text.get(start..span.end)?.find(is_digit)?;
    let rest = &text[start..];
    Some(Span::new(start, start + rest.find(|c| !is_digit(c)).unwrap_or(rest.len())))
}
