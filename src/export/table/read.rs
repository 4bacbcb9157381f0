//! Reads the rows of a table.

use std::collections::VecDeque;
use std::io::BufRead;

use super::by_content;
use super::fields::{armed, set};
use super::header::{Column, columns, text_columns};
use super::records::{Quoting, Record, Records};
use crate::export::language_choice::LanguageChoice;
use crate::export::row::Row;
use crate::export::unit::{Unit, UnitReader};
use crate::{Error, LanguageTag};

/// Number of records from which the columns are found if their names do not tell.
const SAMPLE: usize = 100;
/// Maximum length of the name of a column in a message, in characters.
const MAX_SHOWN: usize = 40;

/// Reads a table with English and Chinese, of this crate or of other tools, row by row; at most 100 rows are in memory.
///
/// Fields are separated by tabs, commas or semicolons, as the first line shows. The columns are found by their names,
/// such as `English` and `zh_CN`, or `source` and `target`, in any order; otherwise by their texts, and then the first
/// line may be a row. Other columns that [`Tsv`](crate::export::Tsv) and `Csv` write are read, too; `id` and `note`
/// become [details](crate::export::UnitDetails), and `review` has the mark of a reviewer. Fields in other columns are
/// [left out](UnitReader::left_out), and so are rows that the column `fuzzy` marks. Fields may be in quotation marks, except in tables of `Tsv`. The apostrophe that
/// `Csv` writes before a formula is removed. The file is UTF-8, or UTF-16 with a byte-order mark.
///
/// Errors have a line number. After a row with a broken field ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax)), reading continues with the next
/// row; after any other error, it ends.
///
/// ```
/// use bitext::export::read_table;
///
/// let table = "id,zh_CN,English\r\n7,小心站台间隙。,\"Mind the \"\"gap\"\".\"\r\n";
/// let unit = read_table(table.as_bytes()).next().unwrap()?;
/// assert_eq!((&*unit.row.english, &*unit.row.chinese), ("Mind the \"gap\".", "小心站台间隙。"));
/// assert_eq!((unit.line, &*unit.details.id), (2, "7"));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_table<R: BufRead>(reader: R) -> TableUnits<R> {
    TableUnits {
        records: Records::new(reader),
        choice: LanguageChoice::default(),
        layout: None,
        sample: VecDeque::new(),
        left_out: Vec::new(),
        fuzzy: 0,
        stage: TableStage::Start,
    }
}

/// The iterator that [`read_table`] returns.
#[derive(Debug)]
pub struct TableUnits<R> {
    records: Records<R>,
    choice: LanguageChoice,
    layout: Option<TableLayout>,
    /// Records that have been read to find the columns.
    sample: VecDeque<Record>,
    /// Numbers of fields that were left out, by column.
    left_out: Vec<usize>,
    /// Number of fuzzy rows, which were left out.
    fuzzy: usize,
    stage: TableStage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableStage {
    Start,
    Rows,
    Ended,
    CutOff,
}

/// What each column has, and which two columns have the texts.
#[derive(Debug)]
struct TableLayout {
    /// The names of the columns; empty if the first line is a row.
    names: Vec<String>,
    columns: Vec<Column>,
    english: usize,
    chinese: usize,
    /// The first column that marks fuzzy rows.
    fuzzy: Option<usize>,
    tags: [Option<LanguageTag>; 2],
    /// Whether a text may start with an apostrophe that `Csv` added.
    disarmed: bool,
}

impl<R> TableUnits<R> {
    /// Takes the columns whose tag [matches](LanguageTag::matches) `tag`. May be called for several tags.
    #[must_use]
    pub fn variant(mut self, tag: LanguageTag) -> Self {
        self.choice.want(tag);
        self
    }
}

impl<R: BufRead> Iterator for TableUnits<R> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.stage, TableStage::Ended | TableStage::CutOff) {
            return None;
        }
        match self.advance() {
            Ok(Some(unit)) => Some(unit),
            Ok(None) => {
                self.stage = TableStage::Ended;
                None
            }
            Err(error) => {
                self.stage = TableStage::CutOff;
                Some(Err(error))
            }
        }
    }
}

impl<R: BufRead> std::iter::FusedIterator for TableUnits<R> {}

impl<R: BufRead> UnitReader for TableUnits<R> {
    fn is_cut_off(&self) -> bool {
        self.stage == TableStage::CutOff
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        let Some(layout) = &self.layout else { return Vec::new() };
        let counts = self.left_out.iter().enumerate().filter(|(_, count)| **count > 0);
        let fuzzy = (self.fuzzy > 0).then(|| ("fuzzy row".to_owned(), self.fuzzy));
        counts.map(|(number, &count)| (layout.description(number), count)).chain(fuzzy).collect()
    }
}

impl<R: BufRead> TableUnits<R> {
    fn advance(&mut self) -> Result<Option<Result<Unit, Error>>, Error> {
        if self.stage == TableStage::Start {
            self.stage = TableStage::Rows;
            self.begin()?;
        }
        let Some(layout) = &self.layout else { return Ok(None) };
        loop {
            let record = match self.sample.pop_front() {
                Some(record) => Some(record),
                None => self.records.next()?,
            };
            let Some(record) = record else { return Ok(None) };
            if layout.is_fuzzy(&record) {
                self.fuzzy += 1;
                continue;
            }
            return Ok(Some(layout.unit(record, &mut self.left_out)));
        }
    }

    /// Finds the separator and the columns.
    fn begin(&mut self) -> Result<(), Error> {
        let Some(line) = self.records.first_line()? else { return Ok(()) };
        let (commas, semicolons) = (line.matches(',').count(), line.matches(';').count());
        let (delimiter, quoting) = match line {
            line if line.contains('\t') => (b'\t', Quoting::WherePlausible),
            _ if commas + semicolons == 0 => {
                let message = "not a table of two languages: the first line has no tab, comma or semicolon";
                return Err(Error::syntax(1, message));
            }
            _ if semicolons > commas => (b';', Quoting::Always),
            _ => (b',', Quoting::Always),
        };
        (self.records.delimiter, self.records.quoting) = (delimiter, quoting);
        let Some(first) = self.records.next()? else { return Ok(()) };
        let columns = columns(&first.fields);
        let names = first.fields.clone();
        let own = columns.contains(&Column::EnglishSpans);
        if own && delimiter == b'\t' {
            self.records.quoting = Quoting::Never;
        }
        let columns = if self.is_above_codes(&first)? { Vec::new() } else { columns };
        let has_names =
            columns.iter().any(|column| !matches!(column, Column::Other | Column::Id | Column::Note));
        let first_line = first.line;
        self.sample.push_front(first);
        let (english, chinese) = text_columns(&columns, &self.choice);
        let (english, chinese) = match (english, chinese) {
            (Some(english), Some(chinese)) => (english, chinese),
            found => self.by_content(&columns, has_names, found)?.ok_or_else(|| {
                Error::syntax(
                    first_line,
                    "no English and Chinese columns found: name the columns in the first line",
                )
            })?,
        };
        let sample = self.sample.make_contiguous();
        if has_names || by_content::is_header(sample, english, chinese) {
            self.sample.pop_front();
        }
        let tag = |column: usize| match columns.get(column) {
            Some(Column::Text(tag)) => Some(tag.clone()),
            _ => None,
        };
        let tags = [tag(english), tag(chinese)];
        let disarmed = own && delimiter != b'\t';
        let (names, columns) = if has_names { (names, columns) } else { (Vec::new(), Vec::new()) };
        let fuzzy = columns.iter().position(|column| *column == Column::Fuzzy);
        self.layout = Some(TableLayout { names, columns, english, chinese, fuzzy, tags, disarmed });
        Ok(())
    }

    /// Whether the record before the next one is a row, although it has the name of a language: the next one has
    /// another language code below it, as in a list of sentences in many languages.
    fn is_above_codes(&mut self, first: &Record) -> Result<bool, Error> {
        let Some(next) = self.records.next()? else { return Ok(false) };
        let mut pairs = first.fields.iter().zip(&next.fields);
        let is_above = pairs.any(|(one, other)| by_content::is_code(one) && by_content::is_code(other));
        self.sample.push_back(next);
        Ok(is_above)
    }

    /// Returns the English and the Chinese column, found from the texts of the first records. Columns in `found` are
    /// kept.
    fn by_content(
        &mut self,
        columns: &[Column],
        has_names: bool,
        found: (Option<usize>, Option<usize>),
    ) -> Result<Option<(usize, usize)>, Error> {
        while self.sample.len() < SAMPLE {
            let Some(record) = self.records.next()? else { break };
            self.sample.push_back(record);
        }
        let skipped = usize::from(has_names);
        let records = self.sample.make_contiguous().get(skipped..).unwrap_or_default();
        let pick = |takes_reviews: bool| {
            let is_text = |number: usize| match columns.get(number) {
                None | Some(Column::Source | Column::Target) => true,
                Some(Column::Review) => !has_names || takes_reviews,
                Some(column) => !has_names || *column == Column::Other,
            };
            let (english, chinese) = by_content::text_columns(records, |number| {
                is_text(number) && found.0 != Some(number) && found.1 != Some(number)
            });
            found.0.or(english).zip(found.1.or(chinese))
        };
        // The texts may be reviews of products, with their translations.
        Ok(pick(false).or_else(|| pick(true)))
    }
}

impl TableLayout {
    /// Whether the row is marked as fuzzy.
    fn is_fuzzy(&self, record: &Record) -> bool {
        let field = self.fuzzy.and_then(|column| record.fields.get(column)).map(|field| field.trim());
        field.is_some_and(|field| ["true", "yes", "1"].iter().any(|value| field.eq_ignore_ascii_case(value)))
    }

    /// Describes the fields of a column that is left out.
    fn description(&self, number: usize) -> String {
        let name = self.names.get(number).map_or("", |name| name.trim());
        let name: String = name.chars().take(MAX_SHOWN).collect();
        match self.columns.get(number) {
            _ if name.is_empty() => format!("field in column {}", number + 1),
            Some(Column::Text(_)) => format!("text in `{name}`"),
            _ => format!("field in the column `{name}`"),
        }
    }

    /// Makes a unit of a record. `left_out` counts the fields without a meaning, by column.
    fn unit(&self, record: Record, left_out: &mut Vec<usize>) -> Result<Unit, Error> {
        let Record { mut fields, line } = record;
        let wanted = self.english.max(self.chinese) + 1;
        if fields.len() < wanted {
            let message = format!("the row has {} of at least {wanted} fields", fields.len());
            return Err(Error::syntax(line, message));
        }
        let mut text = |column: usize| {
            let text = std::mem::take(&mut fields[column]);
            if self.disarmed { armed(text) } else { text }
        };
        let row = Row::new(text(self.english), text(self.chinese));
        let mut unit = Unit::new(row, line);
        [unit.details.english.tag, unit.details.chinese.tag] = self.tags.clone();
        for (number, field) in fields.into_iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            match self.columns.get(number).filter(|column| column.has_meaning()) {
                Some(column) => {
                    set(&mut unit, column, field, self.disarmed).map_err(|error| error.at_line(line))?;
                }
                None => {
                    left_out.resize(left_out.len().max(number + 1), 0);
                    left_out[number] += 1;
                }
            }
        }
        Ok(unit)
    }
}
