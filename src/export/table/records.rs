//! The records of a table: lines cut into fields.

use std::collections::VecDeque;
use std::io::BufRead;

use crate::export::utf8_source::Utf8Source;
use crate::{Error, ErrorKind};

/// Which fields are in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// A field that starts with `"` ends with `"`, maybe lines later (RFC 4180).
    Always,
    /// A field is in quotation marks if it starts and ends with `"` and has no other `"` that is not doubled. Otherwise
    /// its quotation marks are text: tab-separated values are written with and without quoting.
    WherePlausible,
    /// Quotation marks are text.
    Never,
}

/// Maximum number of lines of a field in quotation marks, with [`WherePlausible`](Quoting::WherePlausible).
const MAX_FIELD_LINES: usize = 100;

/// Reads a table record by record.
#[derive(Debug)]
pub(super) struct Records<R> {
    source: Utf8Source<R>,
    pub(super) delimiter: u8,
    pub(super) quoting: Quoting,
    /// Lines that have been read ahead, with their numbers.
    ahead: VecDeque<(String, usize)>,
    /// Whether the last line that was taken ends with CR LF.
    ends_with_cr: bool,
}

/// A record: its fields and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) fields: Vec<String>,
    pub(super) line: usize,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            source: Utf8Source::new(reader),
            delimiter: b'\t',
            quoting: Quoting::Never,
            ahead: VecDeque::new(),
            ends_with_cr: false,
        }
    }

    /// Returns the first line, which [`next`](Self::next) then reads again.
    pub(super) fn first_line(&mut self) -> Result<Option<&str>, Error> {
        if self.ahead.is_empty() {
            let Some(line) = self.line()? else { return Ok(None) };
            self.ahead.push_back(line);
        }
        Ok(self.ahead.front().map(|(line, _)| &**line))
    }

    /// Returns the next record that is not blank.
    pub(super) fn next(&mut self) -> Result<Option<Record>, Error> {
        loop {
            let Some((line, number)) = self.line()? else { return Ok(None) };
            if !line.trim().is_empty() {
                return self.record(line, number).map(Some);
            }
        }
    }

    fn record(&mut self, mut line: String, number: usize) -> Result<Record, Error> {
        let mut fields = Vec::new();
        let mut start = 0;
        loop {
            let quoted = self.quoting != Quoting::Never && line[start..].starts_with('"');
            let closed = if quoted { self.quoted(&mut line, start, number)? } else { None };
            let (field, end) = match closed {
                Some(end) => (line[start + 1..end].replace("\"\"", "\""), end + 1),
                None => {
                    let rest = &line[start..];
                    let len = rest.bytes().position(|byte| byte == self.delimiter).unwrap_or(rest.len());
                    (rest[..len].to_owned(), start + len)
                }
            };
            fields.push(field);
            match line.as_bytes().get(end) {
                Some(&byte) if byte == self.delimiter => start = end + 1,
                // Text after the closing quotation mark belongs to the field.
                Some(_) => {
                    let rest = &line[end..];
                    let len = rest.bytes().position(|byte| byte == self.delimiter).unwrap_or(rest.len());
                    if let Some(field) = fields.last_mut() {
                        field.push_str(&rest[..len]);
                    }
                    if end + len == line.len() {
                        return Ok(Record { fields, line: number });
                    }
                    start = end + len + 1;
                }
                None => return Ok(Record { fields, line: number }),
            }
        }
    }

    /// Adds the next lines to `line` until the field at `start` is closed. Returns the place of the closing quotation
    /// mark, or `None` if the quotation marks are text.
    fn quoted(&mut self, line: &mut String, start: usize, number: usize) -> Result<Option<usize>, Error> {
        let mut from = start + 1;
        let mut taken = 0;
        loop {
            if let Some(end) = closing_mark(line.as_bytes(), &mut from) {
                let is_end = line.as_bytes().get(end + 1).is_none_or(|&byte| byte == self.delimiter);
                if self.quoting == Quoting::Always || is_end {
                    self.ahead.drain(..if self.quoting == Quoting::Always { 0 } else { taken });
                    return Ok(Some(end));
                }
                line.truncate(self.first_len(line, taken));
                return Ok(None);
            }
            if self.quoting == Quoting::WherePlausible {
                if taken == MAX_FIELD_LINES || !self.peek(taken)? {
                    line.truncate(self.first_len(line, taken));
                    return Ok(None);
                }
                line.push('\n');
                line.push_str(&self.ahead[taken].0);
                taken += 1;
                continue;
            }
            let end = if self.ends_with_cr { "\r\n" } else { "\n" };
            let Some((next, _)) = self.line()? else {
                let message = "the field has no closing quotation mark";
                return Err(Error::new(ErrorKind::Syntax, message).at_line(number));
            };
            line.push_str(end);
            line.push_str(&next);
        }
    }

    /// Returns the length of a line without the `taken` lines that were added to it.
    fn first_len(&self, line: &str, taken: usize) -> usize {
        line.len() - self.ahead.iter().take(taken).map(|(next, _)| next.len() + 1).sum::<usize>()
    }

    /// Reads ahead so that there is a line after `count` others; false at the end of the file.
    fn peek(&mut self, count: usize) -> Result<bool, Error> {
        while self.ahead.len() <= count {
            let Some(line) = self.read_line()? else { return Ok(false) };
            self.ahead.push_back(line);
        }
        Ok(true)
    }

    fn line(&mut self) -> Result<Option<(String, usize)>, Error> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read_line(),
        }
    }

    /// Returns the next line of the file, without its line ending.
    fn read_line(&mut self) -> Result<Option<(String, usize)>, Error> {
        let number = self.source.line();
        let mut bytes = Vec::new();
        let read =
            self.source.read_until(b'\n', &mut bytes).map_err(|error| Error::from(error).at_line(number))?;
        if read == 0 {
            return Ok(None);
        }
        if bytes.pop_if(|byte| *byte == b'\n').is_some() {
            self.ends_with_cr = bytes.pop_if(|byte| *byte == b'\r').is_some();
        } else {
            self.ends_with_cr = false;
        }
        match String::from_utf8(bytes) {
            Ok(line) => Ok(Some((line, number))),
            Err(_) => {
                Err(Error::new(ErrorKind::Encoding, "not UTF-8: save the file as UTF-8").at_line(number))
            }
        }
    }
}

/// Returns the place of the first quotation mark from `from` on that is not doubled. If there is none, `from` becomes
/// the place at which the search goes on when there is more text.
fn closing_mark(line: &[u8], from: &mut usize) -> Option<usize> {
    while let Some(at) = line.get(*from..)?.iter().position(|&byte| byte == b'"').map(|at| *from + at) {
        if line.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        *from = at + 2;
    }
    *from = line.len().max(*from);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(table: &str, delimiter: u8, quoting: Quoting) -> Vec<(usize, Vec<String>)> {
        let mut records = Records { delimiter, quoting, ..Records::new(table.as_bytes()) };
        let mut found = Vec::new();
        while let Ok(Some(record)) = records.next() {
            found.push((record.line, record.fields));
        }
        found
    }

    #[test]
    fn fields_in_quotation_marks() {
        use Quoting::{Always, Never, WherePlausible};
        type Expected = &'static [(usize, &'static [&'static str])];
        let rows: [(&str, u8, Quoting, Expected); 9] = [
            ("a,b\r\n\nc,\n", b',', Always, &[(1, &["a", "b"]), (3, &["c", ""])]),
            ("\"a\"\"b\",\"c,d\"\n", b',', Always, &[(1, &["a\"b", "c,d"])]),
            ("\"a\r\nb\",c\nd", b',', Always, &[(1, &["a\r\nb", "c"]), (3, &["d"])]),
            ("\"a\" b,c\n", b',', Always, &[(1, &["a b", "c"])]),
            ("\"a\"\tb\n", b'\t', Never, &[(1, &["\"a\"", "b"])]),
            ("\"a\"\tb\n", b'\t', WherePlausible, &[(1, &["a", "b"])]),
            (
                "\"Go,\" he said.\t“走”\nb\tc\n",
                b'\t',
                WherePlausible,
                &[(1, &["\"Go,\" he said.", "“走”"]), (2, &["b", "c"])],
            ),
            ("\"a\nb\"\tc\nd\te\n", b'\t', WherePlausible, &[(1, &["a\nb", "c"]), (3, &["d", "e"])]),
            (
                "5\" pipe\t管\n\"open\tb\nc\td\n",
                b'\t',
                WherePlausible,
                &[(1, &["5\" pipe", "管"]), (2, &["\"open", "b"]), (3, &["c", "d"])],
            ),
        ];
        for (table, delimiter, quoting, expected) in rows {
            let expected: Vec<(usize, Vec<String>)> = expected
                .iter()
                .map(|(line, fields)| (*line, fields.iter().map(|field| (*field).to_owned()).collect()))
                .collect();
            assert_eq!(records(table, delimiter, quoting), expected, "{table:?}");
        }
    }
}
