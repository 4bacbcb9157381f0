//! Lines that were broken at a margin, by hand or by a mail program: which of them go on in the next.

use std::ops::RangeInclusive;

use super::layout::{Line, Tongue, columns};
use crate::Script;
use crate::script::{self, is_han};

/// Narrowest and widest page that text is wrapped to.
const WRAP: RangeInclusive<usize> = 50..=100;
/// Columns by which Chinese lines differ, since no line starts with a comma.
const CHINESE_SLACK: usize = 4;
/// Lines that show a margin by themselves, if each of them has no room for the first word of the next.
const TELLING_LINES: usize = 4;
/// Shorter stretches that show one together, if their longest lines are nearly equal.
const TELLING_STRETCHES: usize = 3;

/// For each line, whether it goes on in the next one.
///
/// Time O(length of the page).
pub(super) fn goes_on(page: &str, lines: &[Line]) -> Vec<bool> {
    let stretches = stretches(page, lines);
    let margins = [Tongue::English, Tongue::Chinese].map(|tongue| margin(&stretches, tongue));
    let mut goes_on = vec![false; lines.len()];
    for stretch in &stretches {
        let shared = match stretch.tongue {
            Some(Tongue::English) => margins[0].or(margins[1]),
            Some(Tongue::Chinese) => margins[1].or(margins[0]),
            _ => None,
        };
        let margin = if stretch.is_telling() { Some(stretch.widest) } else { shared };
        for (at, needed) in stretch.needed.iter().enumerate() {
            goes_on[stretch.first + at] = margin.is_some_and(|margin| *needed > margin);
        }
    }
    goes_on
}

/// Lines of a paragraph that might be one: of one language, none of them with a label or several cells.
struct Stretch {
    first: usize,
    tongue: Option<Tongue>,
    widest: usize,
    /// For each line but the last, the columns that it would have with the first word of the next.
    needed: Vec<usize>,
}

impl Stretch {
    /// Whether the widest line is a margin that all others respect.
    fn is_wrapped(&self) -> bool {
        WRAP.contains(&self.widest)
            && !self.needed.is_empty()
            && self.needed.iter().all(|&needed| needed > self.widest)
    }

    fn is_telling(&self) -> bool {
        self.needed.len() + 1 >= TELLING_LINES && self.is_wrapped()
    }
}

fn stretches(page: &str, lines: &[Line]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let single = columns(page, line.span).len() == 1;
        let joins = at.checked_sub(1).map(|before| &lines[before]).filter(|before| may_follow(before, line));
        match (stretches.last_mut(), joins) {
            (Some(stretch), Some(before)) if single && stretch.widest > 0 => {
                let chinese = stretch.tongue == Some(Tongue::Chinese) || before.has_han;
                let (blank, slack) = if chinese { (0, CHINESE_SLACK) } else { (1, 0) };
                stretch.needed.push(before.columns + blank + first_word(line.span.of(page)) + slack);
                stretch.widest = stretch.widest.max(line.columns);
                stretch.tongue = stretch.tongue.or(line.tongue);
            }
            // A row of cells is a stretch of no width, which nothing joins.
            _ => {
                let widest = if single { line.columns } else { 0 };
                stretches.push(Stretch { first: at, tongue: line.tongue, widest, needed: Vec::new() });
            }
        }
    }
    stretches
}

/// Whether a line can be the rest of the one before it. The last words of a Chinese sentence may all be Latin, and so
/// may be most of a line inside it.
fn may_follow(before: &Line, line: &Line) -> bool {
    let same = line.tongue.is_none()
        || line.tongue == before.tongue
        || (before.tongue == Some(Tongue::Chinese) && line.has_han)
        || (line.tongue == Some(Tongue::Chinese) && before.has_han);
    same && before.paragraph == line.paragraph && !line.labelled
}

/// The margin of a language on the page, if its lines show one.
fn margin(stretches: &[Stretch], tongue: Tongue) -> Option<usize> {
    let own = || stretches.iter().filter(|stretch| stretch.tongue == Some(tongue) && stretch.is_wrapped());
    let telling = own().filter(|stretch| stretch.is_telling()).map(|stretch| stretch.widest).max();
    telling.or_else(|| {
        let widest = own().map(|stretch| stretch.widest).max()?;
        let near = own().filter(|stretch| stretch.widest * 8 >= widest * 7).count();
        (near >= TELLING_STRETCHES).then_some(widest)
    })
}

/// Columns of what cannot be broken at the start of a line: a word, or a Chinese character with the marks
/// that follow it.
fn first_word(text: &str) -> usize {
    let mut columns = 0;
    for (count, c) in text.chars().enumerate() {
        let han = is_han(c);
        if c.is_whitespace() || (count > 0 && han) {
            break;
        }
        columns += script::columns(c);
        if han && !text[c.len_utf8()..].starts_with(|next| Script::of(next) == Script::Punctuation) {
            break;
        }
    }
    columns
}
