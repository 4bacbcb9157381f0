//! XLSX: a workbook for reviewers.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties, ExcelDateTime,
    Format as CellFormat, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::document::Document;
use super::format::Format;
use super::row::Row;
use super::unit::UnitDetails;
use super::xml_characters::is_forbidden;
use crate::{Error, ErrorKind, Review};

/// Writes a workbook in the format of Excel (XLSX), for people who review pairs.
///
/// A row has the texts, the mark of the reviewer (chosen from a list), a note, the flags, the confidence, the score,
/// the bead type, and the document name. The first row has the names of the columns, stays in sight and has a filter; a
/// confidence below 0.5 is marked. All texts are written as text, never as a formula. After a million rows, the next
/// sheet begins.
///
/// The workbook is written at the end, because a file of this format cannot be written piece by piece: until then all
/// rows are in memory. A value of this type writes one file at a time, because it keeps the rows between `begin` and
/// `end`. A text of more than 32,767 characters, which a cell cannot hold, is an error ([`ErrorKind::Serialize`]).
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Xlsx};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut workbook = Vec::new();
/// Xlsx::new().write(&Document::new(&bitext), &mut workbook)?;
/// assert!(workbook.starts_with(b"PK"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Xlsx {
    title: String,
    sheets: Mutex<Sheets>,
}

/// The rows so far.
#[derive(Default)]
struct Sheets {
    done: Vec<Worksheet>,
    current: Option<Worksheet>,
    /// Number of rows of the current sheet, with the names of the columns.
    rows: u32,
}

impl std::fmt::Debug for Sheets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets")
            .field("done", &self.done.len())
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

/// The names and the widths of the columns.
const COLUMNS: [(&str, f64); 9] = [
    ("english", 60.0),
    ("chinese", 50.0),
    ("review", 11.0),
    ("note", 24.0),
    ("flags", 24.0),
    ("confidence", 11.0),
    ("score", 9.0),
    ("bead", 7.0),
    ("document", 24.0),
];
const REVIEW: u16 = 2;
const CONFIDENCE: u16 = 5;
/// The characters that a workbook cannot hold.
const NONCHARACTERS: [char; 2] = ['\u{fffe}', '\u{ffff}'];
/// Maximum number of rows of a sheet.
const MAX_ROWS: u32 = 1_048_576;
/// A confidence below this value is marked: the pair is more likely wrong than right.
const LOW_CONFIDENCE: f64 = 0.5;

impl Xlsx {
    /// Creates the format, for a workbook without a title.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title in the properties of the workbook.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    fn with_sheets<T>(&self, work: impl FnOnce(&mut Sheets) -> Result<T, XlsxError>) -> Result<T, Error> {
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut sheets).map_err(|error| match error {
            XlsxError::MaxStringLengthExceeded => {
                let message = format!(
                    "the text of row {} has more than 32,767 characters, which a cell cannot hold",
                    sheets.rows
                );
                Error::new(ErrorKind::Serialize, message)
            }
            error => Error::new(ErrorKind::Serialize, format!("the workbook cannot be written: {error}")),
        })
    }
}

impl Format for Xlsx {
    fn begin(&self, _out: &mut dyn Write) -> Result<(), Error> {
        self.with_sheets(|sheets| {
            *sheets = Sheets::default();
            Ok(())
        })
    }

    fn document(&self, document: &Document<'_, '_>, _out: &mut dyn Write) -> Result<(), Error> {
        self.with_sheets(|sheets| {
            for (number, row) in document.rows().enumerate() {
                sheets.write(&row, document.details_of(number))?;
            }
            Ok(())
        })
    }

    fn replaces(&self, c: char) -> bool {
        NONCHARACTERS.contains(&c)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        let bytes = self.with_sheets(|sheets| {
            sheets.end_sheet()?;
            if sheets.done.is_empty() {
                sheets.begin_sheet()?;
                sheets.end_sheet()?;
            }
            let mut workbook = Workbook::new();
            // The same rows give the same file, so it has no date of its own: this is the first one of a ZIP archive.
            let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
            let title = self.title.replace(is_forbidden, "\u{fffd}");
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(title));
            for sheet in std::mem::take(&mut sheets.done) {
                workbook.push_worksheet(sheet);
            }
            workbook.save_to_buffer()
        })?;
        Ok(out.write_all(&bytes)?)
    }
}

impl Sheets {
    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let bold = CellFormat::new().set_bold();
        let wrapped = CellFormat::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut sheet = Worksheet::new();
        for (column, (name, width)) in (0..).zip(COLUMNS) {
            sheet.set_column_width(column, width)?;
            sheet.set_column_format(column, &wrapped)?;
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        (self.current, self.rows) = (Some(sheet), 1);
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), XlsxError> {
        let Some(mut sheet) = self.current.take() else { return Ok(()) };
        let last = self.rows - 1;
        let last_column = COLUMNS.len() as u16 - 1;
        sheet.autofilter(0, 0, last, last_column)?;
        if last > 0 {
            let marks = [Review::Checked.name(), Review::Rejected.name()];
            let marks = DataValidation::new().allow_list_strings(&marks)?;
            sheet.add_data_validation(1, REVIEW, last, REVIEW, &marks)?;
            let low = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::LessThan(LOW_CONFIDENCE))
                .set_format(CellFormat::new().set_background_color("FFE0B2"));
            sheet.add_conditional_format(1, CONFIDENCE, last, CONFIDENCE, &low)?;
        }
        self.done.push(sheet);
        Ok(())
    }

    fn write(&mut self, row: &Row<'_>, details: Option<&UnitDetails>) -> Result<(), XlsxError> {
        if self.rows == MAX_ROWS {
            self.end_sheet()?;
        }
        if self.current.is_none() {
            self.begin_sheet()?;
        }
        let Some(sheet) = &mut self.current else { return Ok(()) };
        let number = self.rows;
        let review = if row.review.is_open() { "" } else { row.review.name() };
        let flags: Vec<String> = row.flags.iter().map(ToString::to_string).collect();
        let notes = details.map(|details| details.notes.join("\n")).unwrap_or_default();
        let texts = [&*row.english, &*row.chinese, review, &notes, &flags.join(" ")];
        for (column, text) in (0..).zip(texts) {
            // For an empty text, the cell stays empty.
            if !text.is_empty() {
                write_text(sheet, number, column, text)?;
            }
        }
        sheet.write_number(number, CONFIDENCE, rounded(row.confidence, 10_000.0))?;
        sheet.write_number(number, CONFIDENCE + 1, rounded(row.score, 100.0))?;
        sheet.write_string(number, CONFIDENCE + 2, row.kind.to_string())?;
        if !row.document.is_empty() {
            write_text(sheet, number, CONFIDENCE + 3, &row.document)?;
        }
        self.rows += 1;
        Ok(())
    }
}

/// Writes a text that is not empty into a cell.
///
/// A workbook has `_x0007_` for the control character U+0007, and `_x005F_x0007_` for the text `_x0007_`.
/// `rust_xlsxwriter` escapes both, but not `_x0041` before a control character, whose escape begins with `_`. In a rich
/// string it escapes control characters only, so such a text is written as a rich string and escaped here.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let text = text.replace(NONCHARACTERS, "\u{fffd}");
    if text.match_indices("_x").all(|(at, _)| after_escape(&text[at..]).is_none_or(|after| after == '_')) {
        sheet.write_string(row, column, text)?;
        return Ok(());
    }
    let mut escaped = String::with_capacity(2 * text.len());
    for (at, c) in text.char_indices() {
        match after_escape(&text[at..]) {
            Some(_) => escaped.push_str("_x005F_"),
            None => escaped.push(c),
        }
    }
    sheet.write_rich_string(row, column, &[(&CellFormat::new(), &escaped)])?;
    Ok(())
}

/// If a text begins with `_x` and four hexadecimal digits, and would be read as an escape because `_` or an escaped
/// control character follows, returns the character that follows.
fn after_escape(text: &str) -> Option<char> {
    let (digits, rest) = text.strip_prefix("_x")?.split_at_checked(4)?;
    let after = rest.chars().next()?;
    let is_closed = after == '_' || after < ' ' && !matches!(after, '\t' | '\n');
    (is_closed && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(after)
}

fn rounded(number: f32, parts: f64) -> f64 {
    (f64::from(number) * parts).round() / parts
}
