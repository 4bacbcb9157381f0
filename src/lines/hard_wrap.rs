//! Recognises hard-wrapped text, in which a line ends where the next word did not fit.

use std::ops::RangeInclusive;

use crate::script::ascii::ascii_end;
use crate::script::{closes, columns, is_cjk, is_end_mark, opens};

/// Widths of hard-wrapped text, in columns. Narrower lines are short on purpose (verse, menus, tables); wider lines are
/// whole paragraphs. Strict F1 on generated pages is .972 for text wrapped at 46 columns and .963 at 108 columns. With
/// limits of 50 and 100 columns instead of 40 and 120, the two figures are .025 and .557.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// Number of columns by which a full Chinese line may be narrower than the margin. No line starts with a comma or ends
/// with an opening mark, so a character and its mark may move to the next line together. Each of the two is two columns
/// wide.
const CHINESE_SLACK: usize = 4;

/// Fewest full lines that establish a margin: two lines may be equally long by chance.
const TELLING_LINES: usize = 3;

/// Fewest lines with an initial capital in verse or in a list. In prose too, some lines begin with a name.
const MIN_ITEMS: usize = 3;

/// The width of a line, and the properties that decide where it can be broken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineShape {
    pub(crate) columns: usize,
    chinese: bool,
    blanks: bool,
    /// Number of marks that are two columns wide in some fonts and one column wide in others.
    ambiguous: usize,
}

impl LineShape {
    /// Time O(length of `line`).
    pub(crate) fn of(line: &str) -> Self {
        Self::within(line, usize::MAX)
    }

    /// Returns the shape of a prefix of `line` that can be broken and is wider than `limit` columns. If there is no
    /// such prefix, returns the shape of the whole line.
    fn within(line: &str, limit: usize) -> Self {
        let mut shape = Self::default();
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                let end = ascii_end(bytes, at);
                shape.columns += end - at;
                shape.blanks |= bytes[at..end].contains(&b' ');
                at = end;
            } else if let Some(chinese) = common_wide(bytes, at) {
                shape.columns += 2;
                shape.chinese |= chinese;
                at += 3;
            } else {
                let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) else { break };
                shape.columns += columns(c);
                shape.chinese |= is_cjk(c);
                shape.ambiguous += usize::from(matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·'));
                at += c.len_utf8();
            }
            if shape.columns > limit && shape.is_breakable() {
                break;
            }
        }
        shape
    }

    /// Whether the line can be broken at all. A long web address cannot.
    const fn is_breakable(self) -> bool {
        self.chinese || self.blanks
    }
}

/// Classifies the character at byte offset `at` if it is a common one that is two columns wide: `Some(true)` for a
/// Chinese character, and `Some(false)` for a full-width mark or letter, `、`, `。` or a bracket. Returns `None` for any
/// other character.
fn common_wide(bytes: &[u8], at: usize) -> Option<bool> {
    let &[first, second, third] = bytes.get(at..)?.first_chunk()?;
    match (first, second, third) {
        (0xe4, 0xb8.., _) | (0xe5..=0xe9, _, _) => Some(true),
        (0xef, 0xbc, 0x81..) | (0xe3, 0x80, 0x81 | 0x82 | 0x88..=0x91) => Some(false),
        _ => None,
    }
}

/// Whether a line has no room for the first word of the next line, in text wrapped at `width` columns.
pub(crate) fn is_full(line: LineShape, next: &str, width: usize) -> bool {
    let chinese = line.chinese || next.starts_with(is_cjk);
    // Chinese needs no blank before the next word.
    let between = if chinese { CHINESE_SLACK + line.ambiguous } else { 1 };
    line.columns + between + first_word(next) > width
}

/// Returns the number of columns before the first possible line break of a line: the width of its first word or Chinese
/// character.
fn first_word(line: &str) -> usize {
    let mut needed = 0;
    for c in line.chars().take(*WIDTHS.end()) {
        if c.is_whitespace() {
            break;
        }
        if is_cjk(c) {
            return needed.max(columns(c));
        }
        needed += columns(c);
    }
    needed
}

/// The margin of a paragraph, and the number of line breaks that the margin explains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Margin {
    /// Columns of the widest line that contains a possible line break.
    pub(crate) width: usize,
    /// Number of lines that have no room for the first word of the next line.
    full: usize,
    /// Number of lines that have room for the first word of the next line and do not end in an end mark.
    short: usize,
    /// Number of lines that have room for the first word of the next line and end in an end mark.
    closed: usize,
    /// Number of lines that do not end in an end mark, whether or not they have room for the first word of the next
    /// line.
    open: usize,
    /// Number of lines counted in `open` that precede a line with an initial capital.
    capitals: usize,
}

impl Margin {
    /// Measures a paragraph. The lines have no white space at their ends.
    ///
    /// Time O(length of the lines).
    pub(crate) fn measure<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut margin = Self::default();
        let shapes = lines.clone().map(LineShape::of).filter(|shape| shape.is_breakable());
        margin.width = shapes.map(|shape| shape.columns).max().unwrap_or(0);
        margin.count(lines);
        margin
    }

    /// Measures a paragraph for a caller that ignores a margin unless it is [wrapped](Margin::is_wrapped). The lines
    /// are not counted if their width is not in [`WIDTHS`].
    ///
    /// Time O(number of lines) once a line is too wide, and O(length of the lines) otherwise.
    pub(crate) fn measure_wrapped<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut margin = Self::default();
        for line in lines.clone() {
            // After a line that is too wide, the widths of the other lines no longer matter.
            if margin.width <= *WIDTHS.end() {
                let shape = LineShape::within(line, *WIDTHS.end());
                margin.width = margin.width.max(if shape.is_breakable() { shape.columns } else { 0 });
            }
        }
        if WIDTHS.contains(&margin.width) {
            margin.count(lines);
        }
        margin
    }

    /// Counts the lines in `full`, `short`, `closed`, `open` and `capitals`.
    fn count<'t>(&mut self, lines: impl Iterator<Item = &'t str>) {
        let mut rest = lines;
        let Some(mut line) = rest.next() else { return };
        for next in rest {
            let closed = line.ends_with(is_final);
            self.open += usize::from(!closed);
            self.capitals += usize::from(!closed && is_capitalized(next));
            if is_full(LineShape::of(line), next, self.width) {
                self.full += 1;
            } else if closed {
                self.closed += 1;
            } else {
                self.short += 1;
            }
            line = next;
        }
    }

    /// Whether the lines look hard-wrapped.
    pub(crate) fn is_wrapped(&self) -> bool {
        WIDTHS.contains(&self.width) && self.short <= self.full
    }

    /// Whether at least a fifth of the lines counted in `open` precede a line without an initial capital. This holds in
    /// prose, even if the prose is full of names.
    const fn is_prose(&self) -> bool {
        self.capitals * 5 <= self.open * 4
    }

    /// Whether nearly all lines begin with a capital, as in verse and in lists.
    const fn is_itemized(&self) -> bool {
        self.capitals >= MIN_ITEMS && !self.is_prose()
    }

    /// Whether the margin explains every line break, apart from those after an end mark.
    pub(crate) fn is_consistent(&self) -> bool {
        self.is_wrapped() && self.full > 0 && self.short == 0 && self.closed <= self.full && self.is_prose()
    }

    /// Whether the lines may have been wrapped at `width`, the margin of other paragraphs. A line may be an eighth
    /// wider than `width`.
    pub(crate) const fn fits(&self, width: usize) -> bool {
        self.width * 8 <= width * 9 && !self.is_itemized()
    }

    /// Whether there are enough full lines to establish the margin.
    pub(crate) fn is_telling(&self) -> bool {
        self.is_consistent() && self.full >= TELLING_LINES
    }
}

/// Whether a line begins with a capital; `I` and lines all in capitals do not count.
fn is_capitalized(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| opens(c) || matches!(c, '"' | '\''));
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let pronoun = first == Some('I') && second.is_none_or(|c| !c.is_alphabetic());
    first.is_some_and(char::is_uppercase) && !pronoun && text.contains(char::is_lowercase)
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
    fn shapes_agree_with_the_classes_of_characters() {
        for c in '\0'..=char::MAX {
            let shape = LineShape::of(c.encode_utf8(&mut [0; 4]));
            assert_eq!(
                (shape.columns, shape.chinese, shape.blanks),
                (columns(c), is_cjk(c), c == ' '),
                "{c:?}"
            );
        }
    }

    #[test]
    fn margins_of_prose() {
        let prose = "The ferry leaves the island at seven each day\nand takes two hours to reach the mainland if\n\
                     the wind is fair; when it turns to the north,\nnobody can say how long it takes.";
        let found = margin(prose);
        assert!(found.is_telling() && found.width == 45, "{found:?}");
        let chinese = "渡轮每天早上七点离开小岛，顺风的话两个小时\n就能到达大陆；可是一旦转成北风，谁也说不准要\n\
                       走多久，也说不准港口什么时候才会终于再次出现\n在眼前。";
        assert!(margin(chinese).is_telling(), "{:?}", margin(chinese));
    }

    #[test]
    fn lines_by_intent_have_no_margin() {
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
