//! The lines of a page, and whether each line is continued by the next one.

use std::ops::Range;

use super::cells::{cut_cells, trimmed};
use super::hard_wrap::{LineShape, Margin, is_full};
use super::label::strip_label;
use super::language::{LineLanguage, LineLetters};
use crate::Span;

/// A non-blank line of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageLine {
    /// The line without white space and other invisible characters at its ends.
    pub(crate) span: Span,
    /// Number of the line on the page, from 0.
    pub(crate) number: usize,
    /// Number of the paragraph on the page, from 0. Blank lines separate paragraphs.
    pub(crate) paragraph: usize,
    language: Option<LineLanguage>,
    has_han: bool,
    labelled: bool,
}

/// Returns the non-blank lines of a page.
///
/// Time O(length of the page).
pub(crate) fn page_lines(page: &str) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    let (mut start, mut paragraph, mut blank) = (0, 0, false);
    for (number, text) in page.split_inclusive('\n').enumerate() {
        let span = trimmed(page, Span::new(start, start + text.len()));
        start += text.len();
        if span.is_empty() {
            blank = true;
            continue;
        }
        paragraph += usize::from(blank);
        blank = false;
        let letters = LineLetters::of(span.of(page));
        let (language, has_han) = (letters.language(), letters.han > 0);
        let labelled = strip_label(page, span).1.is_some();
        lines.push(PageLine { span, number, paragraph, language, has_han, labelled });
    }
    lines
}

/// Returns, for each line, whether the next line continues it.
///
/// A group of lines is joined at its own margin if it establishes one. Otherwise it is joined at the margin that the
/// groups in its language share or, failing that, at the margin that the groups in the other language share. Time
/// O(length of the page).
pub(crate) fn continued(page: &str, lines: &[PageLine]) -> Vec<bool> {
    let groups = groups(page, lines);
    let english = shared_width(&groups, LineLanguage::English);
    let chinese = shared_width(&groups, LineLanguage::Chinese);
    let mut continued = vec![false; lines.len()];
    for group in &groups {
        let shared = match group.language {
            Some(LineLanguage::English) => english.or(chinese),
            Some(LineLanguage::Chinese) => chinese.or(english),
            _ => None,
        };
        let shared = shared.filter(|&width| group.margin.fits(width));
        let Some(width) = (if group.margin.is_telling() { Some(group.margin.width) } else { shared }) else {
            continue;
        };
        let rows = group.lines.clone();
        for (at, next) in rows.clone().zip(rows.skip(1)) {
            let text = |at: usize| lines[at].span.of(page);
            continued[at] = is_full(LineShape::of(text(at)), text(next), width);
        }
    }
    continued
}

/// Consecutive lines that may be one paragraph. They are in one language, each line is a single cell, and only the
/// first may have a label.
struct LineGroup {
    lines: Range<usize>,
    language: Option<LineLanguage>,
    margin: Margin,
}

fn groups(page: &str, lines: &[PageLine]) -> Vec<LineGroup> {
    let mut groups: Vec<LineGroup> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        let single = cut_cells(page, line.span).len() == 1;
        let follows = at > 0 && may_follow(&lines[at - 1], line);
        match groups.last_mut() {
            Some(group) if open && single && follows => {
                group.lines.end = at + 1;
                group.language = group.language.or(line.language);
            }
            _ => groups.push(LineGroup {
                lines: at..at + 1,
                language: line.language,
                margin: Margin::default(),
            }),
        }
        // A line of several cells is never continued.
        open = single;
    }
    for group in &mut groups {
        group.margin = Margin::measure(lines[group.lines.clone()].iter().map(|line| line.span.of(page)));
    }
    groups
}

/// Whether `line` can continue `before`. A Chinese line and a mostly Latin line can belong together if the Latin line
/// has Han characters, because Latin names may fill most of a line of a Chinese sentence.
fn may_follow(before: &PageLine, line: &PageLine) -> bool {
    let same = line.language.is_none()
        || line.language == before.language
        || (before.language == Some(LineLanguage::Chinese) && line.has_han)
        || (line.language == Some(LineLanguage::Chinese) && before.has_han);
    same && before.paragraph == line.paragraph && !line.labelled
}

/// Fewest groups that together establish a margin if no group does on its own.
const TELLING_GROUPS: usize = 3;

/// Least width of a group that supports the margin of the widest group, in eighths of the width of the widest group.
const NEAR_EIGHTHS: usize = 7;

/// Returns the width at which the groups in a language were wrapped, if they establish one.
fn shared_width(groups: &[LineGroup], language: LineLanguage) -> Option<usize> {
    let own = || {
        let own = groups.iter().filter(|group| group.language == Some(language));
        own.map(|group| group.margin).filter(Margin::is_consistent)
    };
    let telling = own().filter(Margin::is_telling).map(|margin| margin.width).max();
    telling.or_else(|| {
        let widest = own().map(|margin| margin.width).max()?;
        let near = own().filter(|margin| margin.width * 8 >= widest * NEAR_EIGHTHS).count();
        (near >= TELLING_GROUPS).then_some(widest)
    })
}
