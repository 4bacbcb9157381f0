//! The parser of text lists. All its functions are `const fn`, which the macros of [`list`](super::list) call
//! at compile time.
//!
//! A malformed list (a line out of order, a duplicate, a missing column, trailing white space) is a compile
//! error that names the file and the line. `LC_ALL=C sort` sorts a list in the required order.

/// The order of the rows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowOrder {
    /// Sorted by the bytes of the first column, without duplicates, for binary search.
    Sorted,
    /// In the order of the file, as for the months of a year. Duplicates are allowed.
    Kept,
}

/// Returns the number of rows of a file, not counting comments and empty lines.
pub(crate) const fn row_count(text: &str) -> usize {
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        let (line, next) = split_at_byte(rest, b'\n');
        count += !is_comment(line) as usize;
        rest = next;
    }
    count
}

/// Parses `text`, the content of `file`. The file name is used only in panic messages.
///
/// # Panics
/// If the file is malformed. In a constant the panic is a compile error.
pub(crate) const fn parse_rows<const ROWS: usize, const COLUMNS: usize>(
    file: &str,
    text: &'static str,
    order: RowOrder,
) -> [[&'static str; COLUMNS]; ROWS] {
    let mut rows = [[""; COLUMNS]; ROWS];
    let (mut rest, mut number, mut count) = (text, 0, 0);
    while !rest.is_empty() {
        let (line, next) = split_at_byte(rest, b'\n');
        (rest, number) = (next, number + 1);
        if is_comment(line) {
            continue;
        }
        match columns(line) {
            Ok(row) => rows[count] = row,
            Err(reason) => fail(file, number, reason),
        }
        if count > 0 && matches!(order, RowOrder::Sorted) && !is_less(rows[count - 1][0], rows[count][0]) {
            fail(file, number, "duplicate or out of order, sort with LC_ALL=C");
        }
        count += 1;
    }
    rows
}

/// Returns the characters of a list with one character per row.
///
/// # Panics
/// If a row has more than one character. In a constant the panic is a compile error.
pub(crate) const fn chars<const ROWS: usize>(file: &str, rows: &[[&str; 1]]) -> [char; ROWS] {
    let mut chars = ['\0'; ROWS];
    let mut at = 0;
    while at < ROWS {
        let row = rows[at][0].as_bytes();
        let (code, end) = decode(row, 0);
        match char::from_u32(code) {
            Some(c) if end == row.len() => chars[at] = c,
            _ => fail(file, at + 1, "one character per row expected (rows counted without comments)"),
        }
        at += 1;
    }
    chars
}

/// Returns the only column of each row.
pub(crate) const fn first_column<const ROWS: usize>(rows: &[[&'static str; 1]]) -> [&'static str; ROWS] {
    let mut lines = [""; ROWS];
    let mut at = 0;
    while at < ROWS {
        lines[at] = rows[at][0];
        at += 1;
    }
    lines
}

/// Decodes the UTF-8 sequence at offset `at`. Returns its code point, and the offset of the next sequence.
pub(crate) const fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let lead = bytes[at] as u32;
    let (mut code, len) = match lead {
        0..0x80 => (lead, 1),
        0x80..0xe0 => (lead & 0x1f, 2),
        0xe0..0xf0 => (lead & 0x0f, 3),
        _ => (lead & 0x07, 4),
    };
    let mut next = 1;
    while next < len {
        code = (code << 6) | (bytes[at + next] & 0x3f) as u32;
        next += 1;
    }
    (code, at + len)
}

const fn is_comment(line: &str) -> bool {
    line.is_empty() || line.as_bytes()[0] == b'#'
}

const fn columns<const COLUMNS: usize>(line: &'static str) -> Result<[&'static str; COLUMNS], &'static str> {
    let mut row = [""; COLUMNS];
    let (mut rest, mut column) = (line, 0);
    while column < COLUMNS {
        (row[column], rest) = split_at_byte(rest, b'\t');
        if row[column].is_empty() {
            return Err("empty or missing column");
        }
        column += 1;
    }
    if !rest.is_empty() {
        return Err("too many columns");
    }
    if line.as_bytes()[line.len() - 1].is_ascii_whitespace() {
        return Err("trailing white space");
    }
    Ok(row)
}

/// Splits `text` at its first ASCII `byte`, and returns the parts before and after that byte. If `text` does
/// not contain `byte`, returns the whole text and an empty string.
const fn split_at_byte(text: &str, byte: u8) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != byte {
        at += 1;
    }
    let (head, tail) = text.split_at(at);
    (head, if tail.is_empty() { tail } else { tail.split_at(1).1 })
}

/// Whether `left` sorts before `right`, by bytes.
const fn is_less(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return left[at] < right[at];
        }
        at += 1;
    }
    left.len() < right.len()
}

/// Panics with `data/FILE, line NUMBER: REASON`. A `const fn` cannot call `format!`, so the message is
/// copied into a buffer.
const fn fail(file: &str, number: usize, reason: &str) -> ! {
    const LEN: usize = 256;
    let mut message = [b' '; LEN];
    let mut digits = [b'0'; 5];
    let (mut at, mut left) = (digits.len(), number);
    while at > 0 {
        at -= 1;
        digits[at] += (left % 10) as u8;
        left /= 10;
    }
    let parts: [&[u8]; 6] = [b"data/", file.as_bytes(), b", line ", &digits, b": ", reason.as_bytes()];
    let (mut part, mut len) = (0, 0);
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() && len < LEN {
            message[len] = parts[part][at];
            (at, len) = (at + 1, len + 1);
        }
        part += 1;
    }
    match std::str::from_utf8(message.split_at(len).0) {
        Ok(message) => panic!("{}", message),
        Err(_) => panic!("malformed list in data/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse<const ROWS: usize, const COLUMNS: usize>(text: &'static str) -> [[&'static str; COLUMNS]; ROWS] {
        parse_rows("test.txt", text, RowOrder::Sorted)
    }

    #[test]
    fn comments_and_empty_lines_are_not_rows() {
        const TEXT: &str = "# 注释\n\nab\tx y\n# b\nabc\t中\n";
        const ROWS: [[&str; 2]; row_count(TEXT)] = parse_rows("test.txt", TEXT, RowOrder::Sorted);
        assert_eq!(ROWS, [["ab", "x y"], ["abc", "中"]]);
        assert_eq!(parse::<2, 1>("a\nb"), [["a"], ["b"]]);
        assert_eq!(parse_rows::<2, 1>("test.txt", "b\na\n", RowOrder::Kept), [["b"], ["a"]]);
    }

    #[test]
    #[should_panic(expected = "data/test.txt, line 00003: duplicate or out of order, sort with LC_ALL=C")]
    fn duplicates_are_refused() {
        parse::<2, 1>("a\n#\na\n");
    }

    #[test]
    #[should_panic(expected = "data/test.txt, line 00002: duplicate or out of order")]
    fn unsorted_rows_are_refused() {
        parse::<2, 1>("b\na\n");
    }

    #[test]
    #[should_panic(expected = "data/test.txt, line 00001: empty or missing column")]
    fn missing_columns_are_refused() {
        parse::<1, 2>("a\n");
    }

    #[test]
    #[should_panic(expected = "data/test.txt, line 00001: too many columns")]
    fn further_columns_are_refused() {
        parse::<1, 1>("a\tb\n");
    }

    #[test]
    #[should_panic(expected = "data/test.txt, line 00001: trailing white space")]
    fn trailing_white_space_is_refused() {
        parse::<1, 1>("a\r\n");
    }

    #[test]
    #[should_panic(expected = "one character per row expected")]
    fn rows_with_two_characters_are_refused() {
        chars::<1>("test.txt", &[["ab"]]);
    }
}
