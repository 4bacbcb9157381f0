//! Decides which lines are page numbers and running heads, and which paragraphs continue on the next page.

use std::ops::Range;

use super::halves::goes_on;
use super::page_number::page_number;
use super::running_heads::{RunningHeads, has_number_at_edge, may_be_head};
use crate::Span;
use crate::lines::PageLine;

/// Maximum number of lines between the texts of two pages.
const MAX_LINES: usize = 4;
/// Number of lines that may be running heads, at the top and at the bottom of each page.
const EDGE_LINES: usize = 2;
/// Minimum number of occurrences of a running head that never interrupts a paragraph.
const MIN_HEADS: usize = 3;

/// The treatment of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineRole {
    #[default]
    Text,
    /// A page number or a running head. The line is left out.
    Furniture,
    /// Any other line between the halves of a paragraph. The line is moved after the paragraph.
    Moved,
    /// The first line after a page break, if it continues the paragraph before the page break.
    Continued,
}

/// The lines between the texts of two pages. Their range is empty if the pages are separated only by a form feed.
struct PageBreak {
    lines: Range<usize>,
    /// Whether a form feed is before, between or after the lines.
    feed: bool,
    /// Whether the paragraph before the lines continues after them.
    joins: bool,
}

/// Returns the role of each line of a text.
///
/// Time O(length of the text).
pub(super) fn line_roles(page: &str, lines: &[PageLine]) -> Vec<LineRole> {
    let feeds: Vec<bool> = feeds(page, lines);
    let text = |at: usize| lines[at].span.of(page);
    let placed: Vec<bool> = (0..lines.len()).map(|at| may_be_furniture(page, lines, &feeds, at)).collect();
    let mut heads = RunningHeads::default();
    (0..lines.len()).filter(|&at| placed[at]).for_each(|at| heads.add(text(at)));
    let looks_so = |at: usize| {
        page_number(text(at)).is_some() || heads.count(text(at)) > 1 || has_number_at_edge(text(at))
    };
    let candidates: Vec<bool> =
        placed.iter().enumerate().map(|(at, placed)| *placed && looks_so(at)).collect();
    let mut breaks = page_breaks(&candidates, &feeds);
    for page_break in &mut breaks {
        let Range { start, end } = page_break.lines;
        page_break.joins = start > 0 && end < lines.len() && goes_on(page, &lines[..start], &lines[end..]);
    }
    roles(page, lines, &breaks, &heads)
}

/// Returns, for each line, whether a form feed is between the preceding line and this line.
fn feeds(page: &str, lines: &[PageLine]) -> Vec<bool> {
    let mut end = 0;
    let has_feed = |line: &PageLine| {
        let before = Span::new(end, line.span.start).of(page);
        end = line.span.end;
        before.contains('\u{c}')
    };
    lines.iter().map(has_feed).collect()
}

/// Whether a line may be a page number or a running head. A running head has a paragraph to itself, is next to a
/// page number, or is one of the [`EDGE_LINES`] before or after a form feed.
fn may_be_furniture(page: &str, lines: &[PageLine], feeds: &[bool], at: usize) -> bool {
    let text = |at: usize| lines[at].span.of(page);
    if page_number(text(at)).is_some() {
        return true;
    }
    let same = |other: Option<usize>| {
        other.and_then(|other| lines.get(other)).is_some_and(|line| line.paragraph == lines[at].paragraph)
    };
    let numbered = |other: Option<usize>| {
        other.filter(|&other| other < lines.len()).is_some_and(|other| page_number(text(other)).is_some())
    };
    let top = (0..EDGE_LINES).any(|back| at.checked_sub(back).is_some_and(|at| feeds[at]));
    let bottom = (1..=EDGE_LINES).any(|ahead| feeds.get(at + ahead).is_some_and(|feed| *feed));
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    let placed = !same(before) && !same(after) || top || bottom || numbered(before) || numbered(after);
    placed && may_be_head(text(at))
}

/// Returns a page break for each run of at most [`MAX_LINES`] candidates, and for each form feed between two lines of
/// text. A candidate is a line that looks like a page number or a running head.
fn page_breaks(candidates: &[bool], feeds: &[bool]) -> Vec<PageBreak> {
    let mut breaks = Vec::new();
    let mut at = 0;
    while at < candidates.len() {
        let count = candidates[at..].iter().take_while(|candidate| **candidate).count();
        let end = at + count;
        let feed = feeds[at..feeds.len().min(end + 1)].contains(&true);
        if (count > 0 || feed) && count <= MAX_LINES {
            breaks.push(PageBreak { lines: at..end, feed, joins: false });
        }
        at = end + 1;
    }
    breaks
}

/// Returns the role of each line, given all page breaks.
fn roles(page: &str, lines: &[PageLine], breaks: &[PageBreak], heads: &RunningHeads) -> Vec<LineRole> {
    let text = |at: usize| lines[at].span.of(page);
    let mut confirmed = RunningHeads::default();
    for page_break in breaks.iter().filter(|page_break| page_break.joins) {
        page_break.lines.clone().for_each(|at| confirmed.add(text(at)));
    }
    let numbers: Vec<Option<u32>> = breaks
        .iter()
        .map(|page_break| page_break.lines.clone().find_map(|at| page_number(text(at))))
        .collect();
    let mut sure: Vec<bool> = breaks.iter().map(|page_break| page_break.joins || page_break.feed).collect();
    // A page break with a form feed is sure, and so is one that a paragraph continues across. A page break next
    // to a sure one is also sure if their page numbers are consecutive.
    for at in 1..breaks.len() {
        sure[at] |= sure[at - 1] && follows(numbers[at - 1], numbers[at]);
    }
    for at in (1..breaks.len()).rev() {
        sure[at - 1] |= sure[at] && follows(numbers[at - 1], numbers[at]);
    }
    let mut roles = vec![LineRole::Text; lines.len()];
    for (page_break, sure) in breaks.iter().zip(sure) {
        for at in page_break.lines.clone() {
            let count = heads.count(text(at));
            let is_head = confirmed.count(text(at)) > 0 && count > 1
                || count >= MIN_HEADS && !text(at).contains(|c: char| c.is_ascii_digit());
            roles[at] = if sure && (page_number(text(at)).is_some() || is_head) {
                LineRole::Furniture
            } else if page_break.joins {
                LineRole::Moved
            } else {
                LineRole::Text
            };
        }
        if page_break.joins {
            roles[page_break.lines.end] = LineRole::Continued;
        }
    }
    roles
}

/// Whether `next` is the page number after `one`.
fn follows(one: Option<u32>, next: Option<u32>) -> bool {
    one.zip(next).is_some_and(|(one, next)| one + 1 == next)
}
