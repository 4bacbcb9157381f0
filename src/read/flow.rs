//! Lays out the text of a marked-up page: blocks, lines, cells, and white space as a browser renders it.

use super::extracted::Extracted;
use super::source_map::Source;
use crate::lines::needs_blank;

/// The text of a page so far. The separator between two pieces of text is written together with the second piece.
#[derive(Debug, Default)]
pub(super) struct Flow {
    page: Extracted,
    /// Number of pending line breaks.
    breaks: usize,
    /// Whether a tab is pending instead of line breaks, between two cells or in a line.
    tab: bool,
    space: PendingSpace,
    /// Whether a cell has started but has no text yet; a block at the start of a cell adds no line break.
    fresh: bool,
    /// The open rows, one for each enclosing table.
    rows: Vec<TableRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum PendingSpace {
    #[default]
    None,
    Blank,
    LineBreak,
}

/// The state of a table row. It has `begun` if it has text, and is `broken` if a cell has several lines, so that the
/// row cannot be one line.
#[derive(Clone, Copy, Debug, Default)]
struct TableRow {
    begun: bool,
    broken: bool,
}

impl Flow {
    /// Starts or ends a block. Blank lines separate blocks.
    pub(super) fn block(&mut self) {
        self.part(2);
    }

    /// Starts or ends a line.
    pub(super) fn line(&mut self) {
        self.part(1);
    }

    fn part(&mut self, breaks: usize) {
        if !self.fresh {
            self.breaks = self.breaks.max(breaks);
            self.tab = false;
        }
        self.space = PendingSpace::None;
    }

    /// Adds a tab, unless a line begins here.
    pub(super) fn tab(&mut self) {
        if self.breaks == 0 && !self.fresh && !self.page.text.is_empty() {
            (self.tab, self.space) = (true, PendingSpace::None);
        }
    }

    /// Notes a line break in the source that browsers show as white space.
    pub(super) fn soft_break(&mut self) {
        self.space = PendingSpace::LineBreak;
    }

    /// Adds a line break. Two consecutive line breaks make a blank line.
    pub(super) fn line_break(&mut self) {
        if !self.fresh {
            self.breaks = (self.breaks + 1).min(2);
            self.tab = false;
        }
        self.space = PendingSpace::None;
    }

    pub(super) fn table_begins(&mut self) {
        // A table at the start of a cell is a separate block.
        (self.tab, self.fresh) = (false, false);
        self.block();
        self.rows.push(TableRow::default());
    }

    pub(super) fn table_ends(&mut self) {
        self.row();
        self.rows.pop();
        if let Some(row) = self.rows.last_mut() {
            row.broken = row.begun;
        }
        self.block();
    }

    /// Starts or ends a table row.
    pub(super) fn row(&mut self) {
        (self.tab, self.fresh, self.space) = (false, false, PendingSpace::None);
        let Some(row) = self.rows.last_mut() else { return self.line() };
        if row.begun && !row.broken {
            // A row ends in one line break, even if a block at the end of its last cell asks for a blank line.
            self.breaks = 1;
        }
        *row = TableRow::default();
        self.line();
    }

    /// Starts a table cell.
    pub(super) fn cell(&mut self) {
        self.space = PendingSpace::None;
        match self.rows.last() {
            Some(row) if row.begun && !row.broken => (self.tab, self.breaks) = (true, 0),
            Some(row) if row.begun => self.block(),
            Some(_) => {}
            None => self.line(),
        }
        self.fresh = true;
    }

    /// Appends text with white space collapsed.
    pub(super) fn text(&mut self, text: &str, source: Source) {
        let mut rest = text;
        loop {
            let word = rest.trim_ascii_start();
            let space = &rest[..rest.len() - word.len()];
            if !space.is_empty() {
                let space = if space.contains('\n') { PendingSpace::LineBreak } else { PendingSpace::Blank };
                self.space = self.space.max(space);
            }
            if word.is_empty() {
                return;
            }
            let end = word.find(|c: char| c.is_ascii_whitespace()).unwrap_or(word.len());
            self.gap(word);
            self.page.push(&word[..end], source.after(text.len() - word.len()));
            rest = &word[end..];
        }
    }

    /// Appends preformatted text.
    pub(super) fn preformatted(&mut self, text: &str, source: Source) {
        let mut start = 0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.breaks += 1;
            }
            if !line.trim().is_empty() {
                self.gap(line);
                self.page.push(line, source.after(start));
            }
            start += line.len() + 1;
        }
    }

    /// Returns the text of the page, which ends in a line break unless it is empty.
    pub(super) fn finish(mut self) -> Extracted {
        if !self.page.text.is_empty() {
            self.page.insert("\n");
        }
        self.page
    }

    /// Writes the pending separator before `text`.
    fn gap(&mut self, text: &str) {
        let row = self.rows.last_mut();
        match self.page.text.chars().next_back() {
            None => {}
            Some(_) if self.tab => self.page.insert("\t"),
            Some(_) if self.breaks > 0 => {
                self.page.text.extend(std::iter::repeat_n('\n', self.breaks));
                if let Some(row) = row {
                    row.broken |= row.begun;
                }
            }
            Some(_) => match self.space {
                PendingSpace::None => {}
                PendingSpace::LineBreak if !needs_blank(&self.page.text, text) => {}
                PendingSpace::Blank | PendingSpace::LineBreak => self.page.insert(" "),
            },
        }
        if let Some(row) = self.rows.last_mut() {
            row.begun = true;
        }
        (self.breaks, self.tab, self.space, self.fresh) = (0, false, PendingSpace::None, false);
    }
}
