//! The rows of a corrected file, which `bitext align --keep` keeps.

use std::fmt;
use std::path::Path;

use bitext::export::{Row, RowAnchors};
use bitext::{Anchor, Review};

use crate::arguments::SourceOptions;
use crate::failure::{Failure, counted};
use crate::input;
use crate::unit_source::units;

/// The rows of a corrected file.
#[derive(Debug)]
pub(crate) struct KeptRows {
    /// The name of the file in messages.
    name: String,
    rows: Vec<Row<'static>>,
    /// The line on which each row begins.
    lines: Vec<usize>,
}

/// What the rows say about the alignment of two texts.
pub(crate) struct KeptAnchors {
    pub(crate) anchors: Vec<Anchor>,
    /// A note if rows have other words than the texts, or if rejected pairs are not in the texts.
    pub(crate) note: Option<String>,
}

/// Maximum number of characters of a row in a message.
const MAX_SHOWN: usize = 40;

impl KeptRows {
    /// Reads a file in any format that `bitext convert` reads. Fails if a unit of the file is broken.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let name = input::name(path);
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        for unit in units(path, &SourceOptions::default())? {
            let unit = unit.map_err(|error| Failure::Input(format!("{name}, {error}")))?;
            rows.push(unit.row);
            lines.push(unit.line);
        }
        if rows.is_empty() {
            return Err(Failure::Input(format!("{name}: there is no pair in the file")));
        }
        Ok(Self { name, rows, lines })
    }

    /// Finds the rows in two texts. For a page, both texts are the page.
    pub(crate) fn anchors(&self, english: &str, chinese: &str) -> Result<KeptAnchors, Failure> {
        let found = RowAnchors::find(&self.rows, english, chinese);
        let is_rejected = |&&row: &&usize| self.rows[row].review == Review::Rejected;
        let lost: Vec<usize> = found.missing.iter().filter(|row| !is_rejected(row)).copied().collect();
        if let Some(&first) = lost.first() {
            let others = match lost.len() - 1 {
                0 => String::new(),
                others => format!(" (and {})", counted(others, "other row")),
            };
            return Err(self.at(
                first,
                format_args!("{}{others}: correct the row, or unmark it", self.loss(first, english, chinese)),
            ));
        }
        if !std::ptr::eq(english, chinese) {
            self.check_order(&found)?;
        }
        let rejected = found.missing.iter().filter(is_rejected).count();
        let note = self.note(&found.differing, rejected);
        Ok(KeptAnchors { anchors: found.anchors, note })
    }

    /// Returns the failure for anchors that the aligner refuses.
    pub(crate) fn refused(&self, error: &bitext::Error) -> Failure {
        Failure::Input(format!("{}: {error}", self.name))
    }

    /// Fails if two kept pairs overlap or cross.
    fn check_order(&self, found: &RowAnchors) -> Result<(), Failure> {
        let pair = |(anchor, &row): (&Anchor, &usize)| match anchor {
            Anchor::Pair { english, chinese } if !english.is_empty() && !chinese.is_empty() => {
                Some((english.clone(), chinese.clone(), row))
            }
            _ => None,
        };
        let mut pairs: Vec<_> = found.anchors.iter().zip(&found.rows).filter_map(pair).collect();
        pairs.sort_by_key(|(english, chinese, _)| (english.start, chinese.start));
        for two in pairs.windows(2) {
            let ((english, chinese, row), (next_english, next_chinese, next)) = (&two[0], &two[1]);
            if next_english.start < english.end || next_chinese.start < chinese.end {
                let other = self.lines[*row];
                let problem = format_args!(
                    "the pair overlaps or crosses the pair of line {other}: correct one of them, or unmark it"
                );
                return Err(self.at(*next, problem));
            }
        }
        Ok(())
    }

    /// Returns why a row has no place in the texts.
    fn loss(&self, row: usize, english: &str, chinese: &str) -> String {
        let row = &self.rows[row];
        for (side, text, language) in [(&row.english, english, "English"), (&row.chinese, chinese, "Chinese")]
        {
            if !compact(text).contains(&compact(side)) {
                return format!("`{}` is not in the {language} text", shown(side));
            }
        }
        format!("`{}` is in the texts, but another row has its place", shown(&row.english))
    }

    fn note(&self, differing: &[usize], rejected: usize) -> Option<String> {
        if let Some(&first) = differing.first() {
            let rows = counted(differing.len(), "row");
            let line = self.lines[first];
            return Some(format!(
                "{}: the words of {rows} differ from the texts (first on line {line}): the output has the words of the texts",
                self.name
            ));
        }
        let pairs = counted(rejected, "rejected pair");
        (rejected > 0).then(|| format!("{}: {pairs} not in the texts: ignored", self.name))
    }

    fn at(&self, row: usize, problem: fmt::Arguments<'_>) -> Failure {
        Failure::Input(format!("{}, line {}: {problem}", self.name, self.lines[row]))
    }
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the first [`MAX_SHOWN`] characters of a text.
fn shown(text: &str) -> &str {
    text.char_indices().nth(MAX_SHOWN).map_or(text, |(end, _)| &text[..end])
}
