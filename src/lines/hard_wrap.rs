//! Recognizes hard-wrapped lines, which were broken because the next word did not fit.
//!
//! The *margin* of a paragraph is the width of the widest line in which a line break is possible. A line is *full* if
//! the first word of the next line does not fit on it within the margin. Closing brackets and quotation marks count as
//! end marks here.

use std::ops::RangeInclusive;

use super::line_shape::{LineLimits, LineShape, is_full};
use crate::script::{closes, is_end_mark, opens};

/// Widths of hard-wrapped text, in columns. Narrower lines are usually short on purpose (verse, menus, tables); wider
/// lines are whole paragraphs. The strict F1 of the pairs on generated pages is .972 for text wrapped at 46 columns and
/// .963 at 108 columns. With limits of 50 and 100 columns instead of 40 and 120, the two figures are .025 and .557.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// Maximum length, in bytes, of a line whose width is estimated before it is measured.
const MAX_BYTES: usize = 4 * *WIDTHS.end();

/// Minimum width, in columns, of hard-wrapped lines whose breaks are mostly [inner](is_inner). In text wrapped at 36
/// columns, the widest line may be this narrow.
const MIN_NARROW: usize = 32;

/// This many full lines establish a margin of at least [`TELLING_WIDTH`] columns, even without [inner](is_inner)
/// breaks. Two lines may be equally long by chance.
const TELLING_LINES: usize = 3;

/// Minimum width, in columns, of a margin that the number of full lines alone can establish. Lines of verse and
/// lists are narrower.
const TELLING_WIDTH: usize = 50;

/// [Inner](is_inner) breaks establish a margin only if at least two thirds of the breaks after full lines are inner.
/// The two numbers are the numerator and the denominator of this share.
const INNER_SHARE: (usize, usize) = (2, 3);
/// Minimum number of inner breaks that establish a margin, except where [`Margin::min_inner`] allows a single one.
const MIN_INNER: usize = 2;

/// Minimum number of characters per line in Chinese text with equally many characters on each line. Verse has
/// shorter lines.
const MIN_EVEN_CHARS: usize = 15;

/// Minimum number of lines with an initial capital by which verse or a list is recognized. In prose too, some lines
/// begin with a name.
const MIN_ITEMS: usize = 3;

/// The margin of a paragraph, and the number of line breaks that the margin explains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Margin {
    /// Columns of the widest line that contains a possible line break.
    pub(crate) width: usize,
    /// The line breaks, by whether a margin of `width` columns explains them.
    columns: BreakCounts,
    /// Characters of the longest line that contains a possible line break.
    chars: usize,
    /// The line breaks, by whether a break after `chars` characters explains them.
    even: BreakCounts,
    /// Number of lines without a Chinese character, not counting the last line.
    latin: usize,
    /// Number of [inner](is_inner) breaks. A break after a Chinese line counts only if that line contains a [mark of
    /// prose](is_mark_of_prose).
    torn: usize,
    /// Whether the last line ends with an end mark.
    ends: bool,
    /// Number of lines that do not end with an end mark, not counting the last line.
    open: usize,
    /// Number of open lines, as counted in `open`, that are followed by a line with an initial capital.
    capitals: usize,
}

/// The numbers of line breaks in a paragraph, by whether a margin explains them.
#[derive(Clone, Copy, Debug, Default)]
struct BreakCounts {
    /// Breaks after full lines, on which the first word of the next line does not fit.
    full: usize,
    /// Breaks after full lines whose last sentence visibly continues on the next line.
    inner: usize,
    /// Breaks after lines that are not full and do not end with an end mark.
    short: usize,
    /// Breaks after lines that are not full and end with an end mark.
    closed: usize,
}

impl BreakCounts {
    fn add(&mut self, full: bool, closed: bool, inner: bool) {
        match (full, closed) {
            (true, _) => {
                self.full += 1;
                self.inner += usize::from(inner);
            }
            (false, true) => self.closed += 1,
            (false, false) => self.short += 1,
        }
    }

    /// Whether the sentence visibly continues after at least `min` full lines, and after at least [`INNER_SHARE`] of
    /// the full lines.
    const fn are_inner(&self, min: usize) -> bool {
        let (part, whole) = INNER_SHARE;
        self.inner >= min && self.inner * whole >= self.full * part
    }

    /// Whether all breaks are after full lines or after an end mark, and at least half of them are after full lines.
    const fn are_explained(&self) -> bool {
        self.full > 0 && self.short == 0 && self.closed <= self.full
    }
}

impl Margin {
    /// Measures a paragraph. The lines must have no white space at their ends.
    ///
    /// Time O(length of the lines).
    pub(crate) fn measure<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut margin = Self::default();
        for shape in lines.clone().map(LineShape::of) {
            margin.widen(shape);
        }
        margin.count(lines);
        margin
    }

    /// Like [`Margin::measure`], but counts no line breaks if the lines are too narrow or too wide to be
    /// hard-wrapped. [`Margin::is_wrapped`] is then false.
    ///
    /// Time O(number of lines) once a line is too wide, and O(length of the lines) otherwise.
    pub(crate) fn measure_wrapped<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut margin = Self::default();
        for line in lines.clone() {
            // If one line is too wide, the lines are not hard-wrapped.
            if margin.width <= *WIDTHS.end() && margin.may_widen(line) {
                margin.widen(LineShape::within(line, *WIDTHS.end()));
            }
        }
        if margin.width >= MIN_NARROW && margin.width <= *WIDTHS.end() {
            margin.count(lines);
        }
        margin
    }

    /// Whether a line may be wider, or have more characters, than the widest line so far. Most lines need not be measured
    /// then.
    fn may_widen(&self, line: &str) -> bool {
        // The limits of a very long line would take longer than measuring its first columns.
        if line.len() > MAX_BYTES {
            return true;
        }
        let limits = LineLimits::of(line);
        limits.columns > self.width || limits.chars > self.chars
    }

    fn widen(&mut self, shape: LineShape) {
        if shape.is_breakable() {
            self.width = self.width.max(shape.columns);
            self.chars = self.chars.max(shape.chars);
        }
    }

    /// Counts the line breaks by whether the margin explains them.
    fn count<'t>(&mut self, lines: impl Iterator<Item = &'t str>) {
        let mut rest = lines;
        let Some(mut line) = rest.next() else { return };
        for next in rest {
            // Few lines are nearly as wide as the margin, so that their exact width matters.
            let is_certain =
                |shape: &LineShape| shape.chars == line.len() || !is_full(*shape, next, self.width);
            let shape = LineShape::at_most(line).filter(is_certain).unwrap_or_else(|| LineShape::of(line));
            let closed = line.ends_with(is_final);
            let inner = !closed && is_inner(line, shape, next);
            self.torn += usize::from(inner && (!shape.chinese || line.contains(is_mark_of_prose)));
            self.open += usize::from(!closed);
            self.capitals += usize::from(!closed && is_capitalized(next));
            self.latin += usize::from(!shape.chinese);
            let full = is_full(shape, next, self.width) || is_hyphenated(line, next);
            self.columns.add(full, closed, inner);
            self.even.add(shape.chars + 1 >= self.chars, closed, inner);
            line = next;
        }
        self.ends = line.ends_with(is_final);
    }

    /// Whether the lines look hard-wrapped.
    pub(crate) fn is_wrapped(&self) -> bool {
        (WIDTHS.contains(&self.width) && self.columns.short <= self.columns.full) || self.is_telling()
    }

    /// Whether at least a fifth of the lines after open lines begin without a capital, as in prose.
    const fn is_prose(&self) -> bool {
        self.capitals * 5 <= self.open * 4
    }

    /// Whether at least [`MIN_ITEMS`] lines, and more than four fifths of the lines after open lines, begin with a
    /// capital, as in verse and in lists.
    const fn is_itemized(&self) -> bool {
        self.capitals >= MIN_ITEMS && !self.is_prose()
    }

    /// Whether the lines are prose with the width of hard-wrapped text, and each line break is after a full line
    /// or an end mark.
    pub(crate) fn is_consistent(&self) -> bool {
        let narrow = self.width >= MIN_NARROW && self.columns.are_inner(MIN_INNER);
        (narrow || self.width >= *WIDTHS.start())
            && self.width <= *WIDTHS.end()
            && self.columns.are_explained()
            && self.is_prose()
    }

    /// Whether the lines may have been wrapped at `width`, the margin of other paragraphs. The margin of the lines
    /// may exceed `width` by an eighth. Verse and lists do not fit.
    pub(crate) const fn fits(&self, width: usize) -> bool {
        self.width * 8 <= width * 9 && !self.is_itemized()
    }

    /// Whether there is enough evidence to establish the margin.
    pub(crate) fn is_telling(&self) -> bool {
        let wide = self.width >= TELLING_WIDTH && self.columns.full >= TELLING_LINES;
        (self.is_consistent() && (wide || self.columns.are_inner(self.min_inner()))) || self.is_even()
    }

    /// Whether the lines are Chinese and were broken after equally many characters.
    fn is_even(&self) -> bool {
        self.may_be_even() && self.even.are_inner(self.min_inner())
    }

    /// Returns the minimum number of inner breaks that establish the margin. One is enough in prose whose margin has at
    /// least [`TELLING_WIDTH`] columns and whose last line ends with an end mark.
    const fn min_inner(&self) -> usize {
        if self.width >= TELLING_WIDTH && self.torn > 0 && self.ends { 1 } else { MIN_INNER }
    }

    /// Whether the lines may have been broken after equally many characters.
    fn may_be_even(&self) -> bool {
        self.latin == 0
            && self.chars >= MIN_EVEN_CHARS
            && self.width <= *WIDTHS.end()
            && self.even.are_explained()
    }

    /// Returns the number of characters after which the lines were broken, if there is enough evidence for it.
    pub(crate) fn even_chars(&self) -> Option<usize> {
        self.is_even().then_some(self.chars)
    }

    /// Whether the lines may have been broken after `chars` characters, as other paragraphs were.
    pub(crate) fn fits_chars(&self, chars: usize) -> bool {
        self.may_be_even() && self.chars.abs_diff(chars) <= 1
    }

    /// Whether the margin explains the line break between two lines.
    pub(crate) fn explains(&self, line: LineShape, next: &str) -> bool {
        if self.is_even() { self.explains_chars(line) } else { is_full(line, next, self.width) }
    }

    /// Whether `line` has as many characters as the longest line, or one less.
    pub(crate) const fn explains_chars(&self, line: LineShape) -> bool {
        line.chars + 1 >= self.chars
    }
}

/// Whether a sentence visibly continues after a line break. A Chinese line must end with a letter or a digit. An
/// English line must end with a letter, a digit, a comma, a semicolon or a dash, and the next line must begin with a
/// small letter.
fn is_inner(line: &str, shape: LineShape, next: &str) -> bool {
    let Some(last) = line.chars().next_back() else { return false };
    if shape.chinese {
        return last.is_alphanumeric();
    }
    next.starts_with(char::is_lowercase)
        && (last.is_alphanumeric() || matches!(last, ',' | ';' | '-' | '–' | '—'))
}

/// Whether a line begins with a capital; the word `I` and lines without a small letter do not count.
fn is_capitalized(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| opens(c) || matches!(c, '"' | '\''));
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let pronoun = first == Some('I') && second.is_none_or(|c| !c.is_alphabetic());
    first.is_some_and(char::is_uppercase) && !pronoun && text.contains(char::is_lowercase)
}

/// Whether the line ends with a hyphen that may divide a word, as between `moun-` and `tain`. The line is then full,
/// because the rest of the word did not fit on it.
fn is_hyphenated(line: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase)
        && line.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether `c` is a mark that is frequent in prose and rare in headings and items.
const fn is_mark_of_prose(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '，' | '；' | ',')
}

/// Whether a paragraph may end with `c`.
const fn is_final(c: char) -> bool {
    is_end_mark(c) || matches!(c, '"' | '\'') || closes(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(text: &str) -> Margin {
        Margin::measure(text.lines())
    }

    #[test]
    fn prose_has_a_margin() {
        let prose = "The ferry leaves the island at seven each day\nand takes two hours to reach the mainland if\n\
                     the wind is fair; when it turns to the north,\nnobody can say how long it takes.";
        let found = margin(prose);
        assert!(found.is_telling() && found.width == 45, "{found:?}");
        let chinese = "渡轮每天早上七点离开小岛，顺风的话两个小时\n就能到达大陆；可是一旦转成北风，谁也说不准要\n\
                       走多久，也说不准港口什么时候才会终于再次出现\n在眼前。";
        assert!(margin(chinese).is_telling(), "{:?}", margin(chinese));
    }

    #[test]
    fn verse_and_lists_have_no_margin() {
        let rows = [
            // Verse.
            "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n\
             Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;",
            // A list.
            "Wash the rice in a bowl\nSoak it for an hour in cold water from the well\nBoil it with a pinch of salt\nLet it rest",
            // A list of long items.
            "Two hundred grams of flour and a pinch of salt\nOne litre of cold water from the village well\n\
             Three fresh eggs from the farm beside the river\nA spoon of honey and the juice of half a lemon\n\
             Half a cup of sugar and some grated nutmeg",
            // Short lines of one length.
            "窗外下着雨\n屋里点着灯\n谁在等谁回家\n谁也没有说话",
            // Whole paragraphs.
            &format!("{0}\n{0}\n{0}\n{0}", "It rained. ".repeat(12).trim_end()),
        ];
        for text in rows {
            assert!(!margin(text).is_telling(), "{text}\n{:?}", margin(text));
        }
    }
}
