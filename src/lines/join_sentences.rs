//! Joins several sentences of a text into one text.

use std::borrow::Cow;

use super::join::append_line;
use crate::Span;
use crate::script::is_han;

/// Joins sentences into one text, without the line breaks inside them.
pub(crate) fn join_sentences<'t>(text: &'t str, spans: &[Span]) -> Cow<'t, str> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Cow::Borrowed("") };
    let whole = Span::new(first.start, last.end).of(text);
    let clean =
        !whole.contains(['\n', '\r', '\t']) && spans.windows(2).all(|pair| is_gap(text, pair[0], pair[1]));
    if clean {
        return Cow::Borrowed(whole);
    }
    let mut out = String::with_capacity(whole.len());
    let mut end = first.start;
    for span in spans {
        let sentence = span.of(text);
        // Without a blank, two Chinese lines or cells without end marks would read as one sentence.
        let gap = Span::new(end, span.start).of(text);
        if gap.contains(['\n', '\t']) && out.ends_with(is_han) && sentence.starts_with(is_han) {
            out.push(' ');
        }
        for line in sentence.lines() {
            append_line(&mut out, line);
        }
        end = span.end;
    }
    Cow::Owned(out)
}

/// Whether only white space separates two sentences.
fn is_gap(text: &str, one: Span, other: Span) -> bool {
    Span::new(one.end, other.start).of(text).trim().is_empty()
}
