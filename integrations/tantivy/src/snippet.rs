//! The part of a text that is shown for a query.

use std::collections::HashMap;

use bitext::{Script, Span};

/// A place where a phrase or term of a query occurs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) span: Span,
    /// A number that is the same for all places of one phrase or term.
    pub(crate) key: u32,
}

/// A part of a text with highlighted parts, as byte ranges of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet<'t> {
    text: &'t str,
    span: Span,
    highlights: Vec<Span>,
}

impl<'t> Snippet<'t> {
    /// Creates the snippet around the best window. A window reaches from the start of a match to the end of a
    /// match, and has at most `characters` characters unless it is a single match. The best one has the most
    /// distinct phrases and terms, then the most matches, then comes first.
    pub(crate) fn of(text: &'t str, matches: &[Match], highlights: &[Span], characters: usize) -> Self {
        let best = best_window(text, matches, characters);
        let span = widened(text, best, characters);
        let inside = |highlight: &Span| {
            let clipped = Span::new(highlight.start.max(span.start), highlight.end.min(span.end));
            (!clipped.is_empty()).then_some(clipped)
        };
        Self { text, span, highlights: highlights.iter().filter_map(inside).collect() }
    }

    /// The text of the snippet.
    #[must_use]
    pub fn fragment(&self) -> &'t str {
        self.span.of(self.text)
    }

    /// The byte range of the snippet in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The highlighted parts as byte ranges of the text, in ascending order. All are inside the snippet, and no two
    /// touch.
    #[must_use]
    pub fn highlights(&self) -> &[Span] {
        &self.highlights
    }

    /// The snippet with `open` and `close` around each highlighted part. Nothing is escaped.
    #[must_use]
    pub fn marked(&self, open: &str, close: &str) -> String {
        self.written(open, close, |part, out| out.push_str(part))
    }

    /// The snippet as HTML, with `<b>` around each highlighted part.
    #[must_use]
    pub fn to_html(&self) -> String {
        self.written("<b>", "</b>", |part, out| {
            for c in part.chars() {
                match c {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '"' => out.push_str("&quot;"),
                    '\'' => out.push_str("&#39;"),
                    _ => out.push(c),
                }
            }
        })
    }

    fn written(&self, open: &str, close: &str, write: impl Fn(&str, &mut String)) -> String {
        let mut out = String::new();
        let mut at = self.span.start;
        for highlight in &self.highlights {
            write(Span::new(at, highlight.start).of(self.text), &mut out);
            out.push_str(open);
            write(highlight.of(self.text), &mut out);
            out.push_str(close);
            at = highlight.end;
        }
        write(Span::new(at, self.span.end).of(self.text), &mut out);
        out
    }
}

/// Returns the span of the best window, as defined at [`Snippet::of`]. Without matches, the span is empty, at offset 0.
fn best_window(text: &str, matches: &[Match], characters: usize) -> Span {
    // Maps the start and the end of each match to the number of characters before it.
    let mut offsets: Vec<usize> =
        matches.iter().flat_map(|found| [found.span.start, found.span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let (mut counts, mut count, mut before) = (HashMap::new(), 0, 0);
    for offset in offsets {
        count += Span::new(before, offset).of(text).chars().count();
        counts.insert(offset, count);
        before = offset;
    }
    let place = |offset: usize| counts.get(&offset).copied().unwrap_or(0);
    // The window contains `matches[first..last]`. `inside` counts the matches of the window by key.
    let mut inside: HashMap<u32, usize> = HashMap::new();
    let (mut last, mut best, mut best_score) = (0, Span::new(0, 0), (0, 0));
    for (first, found) in matches.iter().enumerate() {
        let limit = place(found.span.start) + characters;
        while let Some(next) = matches.get(last).filter(|next| last == first || place(next.span.end) <= limit)
        {
            *inside.entry(next.key).or_insert(0) += 1;
            last += 1;
        }
        let score = (inside.len(), last - first);
        if score > best_score {
            let window = matches.get(first..last).unwrap_or(&[]);
            let end = window.iter().map(|found| found.span.end).max().unwrap_or(found.span.end);
            (best, best_score) = (Span::new(found.span.start, end), score);
        }
        if let Some(count) = inside.get_mut(&found.key) {
            *count -= 1;
            if *count == 0 {
                inside.remove(&found.key);
            }
        }
    }
    best
}

/// Extends a span by the text around it, to at most `characters` characters. The result begins after the end of a
/// sentence if there is one in the text before the span, and splits no word of letters if this can be avoided.
fn widened(text: &str, span: Span, characters: usize) -> Span {
    let held = span.of(text).chars().count();
    if held >= characters {
        let length = span.of(text).char_indices().nth(characters).map_or(span.len(), |(at, _)| at);
        return Span::new(span.start, span.start + length);
    }
    let free = characters - held;
    let (left, right) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    // A third of the characters that can be added come from the text before the span, or more if the text after the
    // span is short.
    let after = right.chars().take(free).count();
    let before = (free / 3).max(free - after);
    let mut start = left.char_indices().rev().take(before).last().map_or(span.start, |(at, _)| at);
    let context = text.get(start..span.start).unwrap_or("");
    if start > 0 {
        start += sentence_start(context).unwrap_or_else(|| word_rest(left, context, start));
    }
    let used = held + text.get(start..span.start).unwrap_or("").chars().count();
    let length = right.char_indices().nth(characters - used).map_or(right.len(), |(at, _)| at);
    let mut end = span.end + length;
    if end < text.len() {
        let shown = text.get(span.end..end).unwrap_or("");
        let rest = text.get(end..).unwrap_or("");
        if rest.chars().next().is_some_and(is_letter) {
            let kept = shown.trim_end_matches(is_letter);
            if !kept.is_empty() {
                end = span.end + kept.len();
            }
        }
    }
    Span::new(start, end)
}

/// Returns the byte offset after the last sentence end of a text and the white space that follows it.
fn sentence_start(text: &str) -> Option<usize> {
    let mut next = None;
    let end = text.char_indices().rev().find(|&(_, c)| {
        let before_space = next.is_some_and(char::is_whitespace);
        next = Some(c);
        matches!(c, '。' | '！' | '？' | '\n') || before_space && matches!(c, '.' | '!' | '?')
    });
    let (at, c) = end?;
    let rest = text.get(at + c.len_utf8()..)?;
    Some(text.len() - rest.trim_start().len())
}

/// Returns the length in bytes of the rest of the word that `start` splits: 6 if `left` is `yesterday it` and
/// `context`, its text after `start`, is `terday it`. 0 if `start` splits no word, or if the word is all of
/// `context`.
fn word_rest(left: &str, context: &str, start: usize) -> usize {
    let splits = left.get(..start).is_some_and(|before| before.ends_with(is_letter));
    let rest = context.len() - context.trim_start_matches(is_letter).len();
    if splits && rest < context.len() { rest } else { 0 }
}

/// Whether a character is part of a word of letters and digits, which may have several characters.
fn is_letter(c: char) -> bool {
    matches!(Script::of(c), Script::Latin | Script::Letter | Script::Digit | Script::Mark)
}
