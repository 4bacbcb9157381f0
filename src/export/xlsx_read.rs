//! Reads XLSX workbooks.

use std::io::Cursor;

use super::table::{TableUnits, read_table};
use super::unit::{Unit, UnitReader};
use super::xlsx_parts::{MAX_UNPACKED, SheetRow, WorkbookParts, named, rows, shared_strings, too_large};
use crate::{Error, ErrorKind, LanguageTag};

/// Reads a workbook in the format of Excel (XLSX) as a table; see [`read_table`]. The columns of the first sheet are
/// found by the names in its first row, otherwise by their texts. Further sheets are read if their first row is the
/// same, as in the workbooks of [`Xlsx`](super::Xlsx); other sheets are [left out](UnitReader::left_out).
///
/// [`Unit::line`] and the lines of errors are row numbers. Time and memory O(size of the unpacked workbook).
///
/// # Errors
/// [`ErrorKind::Format`](crate::ErrorKind::Format) if the bytes are no workbook, or unpack to more than 1 GB, or to
/// cells or a table of more than 1 GB; [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) if a part of the workbook is
/// damaged.
///
/// ```
/// use bitext::OwnedBitext;
/// use bitext::export::{Document, Format, Row, Xlsx, read_xlsx};
///
/// let owned = OwnedBitext::from_rows([Row::new("The museum is closed.", "博物馆闭馆。")]);
/// let mut workbook = Vec::new();
/// Xlsx::new().write(&Document::new(&owned.bitext()), &mut workbook)?;
/// let unit = read_xlsx(&workbook)?.next().unwrap()?;
/// assert_eq!((&*unit.row.chinese, unit.line), ("博物馆闭馆。", 2));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_xlsx(bytes: &[u8]) -> Result<XlsxUnits, Error> {
    let mut workbook = WorkbookParts::open(bytes)?;
    let strings = match workbook.part("xl/sharedStrings.xml")? {
        Some(part) => shared_strings(&part)?,
        None => Vec::new(),
    };
    let mut table = SheetTable::default();
    let (mut other_sheets, mut left) = (0, MAX_UNPACKED);
    for name in workbook.sheets()? {
        let Some(part) = workbook.part(&name)? else { continue };
        let rows = rows(&part, &strings, &mut left).map_err(|error| match error.kind() {
            ErrorKind::Format => error,
            _ => named(&name, &error),
        })?;
        other_sheets += usize::from(!table.add(rows, MAX_UNPACKED as usize)?);
    }
    let units = read_table(Cursor::new(table.text.into_bytes()));
    Ok(XlsxUnits { units, rows: table.rows, other_sheets })
}

/// The iterator that [`read_xlsx`] returns.
#[derive(Debug)]
pub struct XlsxUnits {
    units: TableUnits<Cursor<Vec<u8>>>,
    /// The first line of each row in the table, and the number of the row.
    rows: Vec<(usize, usize)>,
    other_sheets: usize,
}

impl XlsxUnits {
    /// Takes the columns whose tag [matches](LanguageTag::matches) `tag`. May be called for several tags.
    #[must_use]
    pub fn variant(mut self, tag: LanguageTag) -> Self {
        self.units = self.units.variant(tag);
        self
    }

    /// Returns the number of the row with this line of the table.
    fn row(&self, line: usize) -> usize {
        let next = self.rows.partition_point(|&(first, _)| first <= line);
        next.checked_sub(1).map_or(1, |row| self.rows[row].1)
    }
}

impl Iterator for XlsxUnits {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.units.next()? {
            Ok(unit) => Ok(Unit { line: self.row(unit.line), ..unit }),
            Err(error) => {
                let row = self.row(error.line().unwrap_or(1));
                Err(error.at_line(row))
            }
        })
    }
}

impl std::iter::FusedIterator for XlsxUnits {}

impl UnitReader for XlsxUnits {
    fn is_cut_off(&self) -> bool {
        self.units.is_cut_off()
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        let sheets =
            (self.other_sheets > 0).then(|| ("sheet with other columns".to_owned(), self.other_sheets));
        self.units.left_out().into_iter().chain(sheets).collect()
    }
}

/// The sheets as one table, in comma-separated values.
#[derive(Debug, Default)]
struct SheetTable {
    text: String,
    rows: Vec<(usize, usize)>,
    lines: usize,
    /// The first row of the first sheet.
    names: Option<Vec<(usize, String)>>,
}

impl SheetTable {
    /// Adds a sheet. Returns false if it has cells, but not the first row of the first sheet. Fails if the table grows
    /// beyond `limit` bytes: a sheet with a few cells that are far to the right gives a large table.
    fn add(&mut self, rows: Vec<SheetRow>, limit: usize) -> Result<bool, Error> {
        let width = rows.iter().filter_map(|(_, cells)| Some(cells.last()?.0 + 1)).max().unwrap_or(0);
        // The first line shows the separator, so it has one even for one cell.
        let width = width.max(2);
        let mut rows = rows.into_iter();
        let Some((number, first)) = rows.next() else { return Ok(true) };
        match &self.names {
            None => {
                self.add_row(number, &first, width);
                self.names = Some(first);
            }
            Some(names) if *names != first => return Ok(false),
            Some(_) => {}
        }
        for (number, row) in rows {
            self.add_row(number, &row, width);
            if self.text.len() > limit {
                return Err(too_large());
            }
        }
        Ok(true)
    }

    fn add_row(&mut self, number: usize, cells: &[(usize, String)], width: usize) {
        self.rows.push((self.lines + 1, number));
        let mut at = 0;
        for (column, cell) in cells {
            self.text.extend(std::iter::repeat_n(',', column - at));
            at = *column;
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
            self.lines += cell.matches('\n').count();
        }
        self.text.extend(std::iter::repeat_n(',', width - 1 - at));
        self.text.push_str("\r\n");
        self.lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_with_the_same_first_row_are_one_table() {
        let row = |cells: &[&str]| {
            let cells = cells.iter().map(|cell| (*cell).to_owned()).enumerate();
            cells.filter(|(_, cell)| !cell.is_empty()).collect::<Vec<_>>()
        };
        let mut table = SheetTable::default();
        let first = vec![(2, row(&["English", "Chinese"])), (3, row(&["\"Tea\"\nhot", "茶", "", "x"]))];
        assert_eq!(table.add(first, 1000).ok(), Some(true));
        assert_eq!(table.add(vec![(1, row(&["a", "b"]))], 1000).ok(), Some(false));
        assert_eq!(table.add(Vec::new(), 1000).ok(), Some(true));
        let second = vec![(1, row(&["English", "Chinese"])), (9, row(&["", "奶"]))];
        assert_eq!(table.add(second, 1000).ok(), Some(true));
        let expected = "\"English\",\"Chinese\",,\r\n\"\"\"Tea\"\"\nhot\",\"茶\",,\"x\"\r\n,\"奶\"\r\n";
        assert_eq!(table.text, expected);
        assert_eq!(table.rows, [(1, 2), (2, 3), (4, 9)]);
    }

    #[test]
    fn a_table_of_cells_far_to_the_right_is_limited() {
        let rows = (1..=100).map(|number| (number, vec![(16_383, "Tea".to_owned())])).collect();
        let error = SheetTable::default().add(rows, 100_000).unwrap_err();
        assert!(error.to_string().contains("more than 1 GB"), "{error}");
    }
}
