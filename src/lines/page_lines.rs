//! The lines of a page, and whether each line is continued by the next one.

use std::ops::Range;

use super::cells::{cut_cells, trimmed};
use super::hard_wrap::Margin;
use super::label::{LineLabel, strip_label};
use super::language::{LineLanguage, LineLetters};
use super::line_shape::{LineShape, is_full};
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
    label: Label,
    /// Whether the last character of the line suggests that the line ends within a sentence.
    open: bool,
}

/// The kind of label at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    None,
    /// A number that may be part of a sentence from the preceding line, as in `25、56和46%`.
    Number,
    Item,
}

impl PageLine {
    /// Returns the same line as part of another paragraph.
    #[cfg(feature = "read")]
    pub(crate) const fn in_paragraph(self, paragraph: usize) -> Self {
        Self { paragraph, ..self }
    }
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
        let label = match strip_label(page, span).1 {
            None => Label::None,
            Some(LineLabel::Number(numbers)) if numbers.last() != Some(&1) => Label::Number,
            Some(_) => Label::Item,
        };
        let open = span.of(page).ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '，' | '、'));
        lines.push(PageLine { span, number, paragraph, language, has_han, label, open });
    }
    lines
}

/// Returns, for each line, whether the next line continues it.
///
/// A [`LineGroup`] that establishes a margin is joined at that margin. Any other group is joined at the margin that
/// the groups in its language share, or else at the margin that the groups in the other language share. Time O(length
/// of the page).
pub(crate) fn continued(page: &str, lines: &[PageLine]) -> Vec<bool> {
    let groups = groups(page, lines);
    let english = SharedMargin::of(&groups, LineLanguage::English);
    let chinese = SharedMargin::of(&groups, LineLanguage::Chinese);
    let mut continued = vec![false; lines.len()];
    for group in &groups {
        let width = match group.language {
            Some(LineLanguage::English) => english.width.or(chinese.width),
            Some(LineLanguage::Chinese) => chinese.width.or(english.width),
            _ => None,
        };
        let width = width.filter(|&width| group.margin.fits(width));
        let even = chinese.chars.is_some_and(|chars| group.margin.fits_chars(chars));
        let is_full = |shape: LineShape, next: &str| {
            if group.margin.is_telling() {
                group.margin.explains(shape, next)
            } else {
                (even && group.margin.explains_chars(shape))
                    || width.is_some_and(|width| is_full(shape, next, width))
            }
        };
        let rows = group.lines.clone();
        for (at, next) in rows.clone().zip(rows.skip(1)) {
            let text = |at: usize| lines[at].span.of(page);
            continued[at] = is_full(LineShape::of(text(at)), text(next));
        }
    }
    continued
}

/// Consecutive lines that may be one paragraph: each line after the first [may follow](may_follow) the line before it.
/// A line of several cells is a group by itself.
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
        let follows = at > 0 && may_follow(&lines[at - 1], line, lines.get(at + 1));
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

/// Whether `line` can continue `before`: both are in one paragraph and language, and `line` begins with no label
/// except a number within a sentence. A Chinese line and a mostly Latin line with Han characters also count as one
/// language, because names may fill most of a line of a Chinese sentence.
fn may_follow(before: &PageLine, line: &PageLine, after: Option<&PageLine>) -> bool {
    let same = line.language.is_none()
        || line.language == before.language
        || (before.language == Some(LineLanguage::Chinese) && line.has_han)
        || (line.language == Some(LineLanguage::Chinese) && before.has_han);
    // Whether the number is within a sentence: `before` ends within a sentence, and neither neighbour of `line` in the
    // paragraph has a label.
    let in_sentence = || {
        let ends_list =
            after.is_none_or(|after| after.paragraph != line.paragraph || after.label == Label::None);
        before.label == Label::None && before.open && ends_list
    };
    let unlabelled = match line.label {
        Label::None => true,
        Label::Number => in_sentence(),
        Label::Item => false,
    };
    same && before.paragraph == line.paragraph && unlabelled
}

/// Minimum number of groups that together establish a margin if no single group establishes it.
const TELLING_GROUPS: usize = 3;

/// A group supports the margin of the widest group if its width is at least this many eighths of that margin.
const NEAR_EIGHTHS: usize = 7;

/// The margin that the groups in a language share.
struct SharedMargin {
    /// The width at which the groups were wrapped, if they establish one.
    width: Option<usize>,
    /// The number of characters after which the lines of the groups were broken, if there is enough evidence for it.
    chars: Option<usize>,
}

impl SharedMargin {
    fn of(groups: &[LineGroup], language: LineLanguage) -> Self {
        let margins = || {
            let own = groups.iter().filter(|group| group.language == Some(language));
            own.map(|group| group.margin)
        };
        let consistent = || margins().filter(Margin::is_consistent);
        let telling = consistent().filter(Margin::is_telling).map(|margin| margin.width).max();
        let width = telling.or_else(|| {
            let widest = consistent().map(|margin| margin.width).max()?;
            let near = consistent().filter(|margin| margin.width * 8 >= widest * NEAR_EIGHTHS).count();
            (near >= TELLING_GROUPS).then_some(widest)
        });
        Self { width, chars: margins().filter_map(|margin| margin.even_chars()).max() }
    }
}
