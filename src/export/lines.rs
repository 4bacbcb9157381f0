//! Lines: texts kept to one when written, and numbered when read.

use std::io::{self, BufRead, Write};

use crate::{Error, ErrorKind};

/// Writes the text with a blank for each character that some reader takes for the end of a field or a line.
pub(super) fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    for (number, part) in text.split(breaks).enumerate() {
        if number > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(part.as_bytes())?;
    }
    Ok(())
}

/// The lines of a file that are not blank, as text without white space at the ends.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    /// The line in hand, its memory used again for the next one.
    buffer: Vec<u8>,
    line: usize,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), line: 0, failed: false }
    }

    /// What `parse` makes of the next line; an error of it gets the number of the line.
    pub(super) fn next_as<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, Error>,
    ) -> Option<Result<T, Error>> {
        while !self.failed {
            self.buffer.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => return None,
                Ok(_) if self.buffer.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let parsed = decoded(&self.buffer).and_then(parse);
                    return Some(parsed.map_err(|error| error.at_line(self.line)));
                }
                // A reader that failed once may fail for ever.
                Err(error) => {
                    self.failed = true;
                    return Some(Err(Error::from(error).at_line(self.line)));
                }
            }
        }
        None
    }
}

fn decoded(line: &[u8]) -> Result<&str, Error> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let column = error.valid_up_to() + 1;
        Error::new(ErrorKind::Encoding, format!("not UTF-8 at byte {column}: save the file as UTF-8"))
    })?;
    Ok(line.strip_prefix('\u{feff}').unwrap_or(line).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_ends_its_field_or_its_line() {
        for (text, expected) in [
            ("one\ttwo", "one two"),
            ("one\r\ntwo", "one  two"),
            ("“他说：\n走！”", "“他说： 走！”"),
            ("a\u{2028}b\u{85}c\u{0}d", "a b c d"),
            ("\t", " "),
            ("", ""),
        ] {
            let mut out = Vec::new();
            write_text(&mut out, text).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text:?}");
        }
    }
}
