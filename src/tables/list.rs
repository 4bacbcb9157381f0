//! Text lists of `data/`, compiled into arrays: one entry a line, columns separated by tabs.
//!
//! ```text
//! # Lines that begin with `#` and empty lines are comments; → is a tab.
//! capt→title→final
//! jan→date→-
//! ```
//! The files are parsed by `const fn`, so a list costs no work at start-up, and a malformed one (a line out of
//! order, a duplicate, a missing column, trailing white space) is a compile error that names the file and
//! the line. Sort with `LC_ALL=C sort`.

/// A set of words: [`word_list!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList(&'static [[&'static str; 1]]);

impl WordList {
    /// A list parsed by [`rows`] in [`RowOrder::Sorted`].
    pub(crate) const fn new(rows: &'static [[&'static str; 1]]) -> Self {
        Self(rows)
    }

    /// Whether the list has exactly these bytes. Time O(log entries).
    pub(crate) fn contains(self, word: impl AsRef<[u8]>) -> bool {
        find(self.0, word.as_ref()).is_some()
    }

    /// Whether the list, all in lower case, has `word` in any case of ASCII. Time O(log entries).
    pub(crate) fn contains_ignore_case(self, word: impl AsRef<[u8]>) -> bool {
        find_ignore_case(self.0, word.as_ref()).is_some()
    }

    /// The words, in the order of their bytes.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|&[word]| word)
    }
}

/// A map from the words of the first column to `COLUMNS` columns: [`word_table!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordTable<const COLUMNS: usize>(&'static [[&'static str; COLUMNS]]);

impl<const COLUMNS: usize> WordTable<COLUMNS> {
    /// A table parsed by [`rows`] in [`RowOrder::Sorted`].
    pub(crate) const fn new(rows: &'static [[&'static str; COLUMNS]]) -> Self {
        Self(rows)
    }

    /// The index of the row whose first column is `word`, for an array of typed values beside the table.
    /// Time O(log entries).
    pub(crate) fn find(self, word: impl AsRef<[u8]>) -> Option<usize> {
        find(self.0, word.as_ref())
    }

    /// The same for a table whose first column is all in lower case, and `word` in any case of ASCII.
    pub(crate) fn find_ignore_case(self, word: impl AsRef<[u8]>) -> Option<usize> {
        find_ignore_case(self.0, word.as_ref())
    }

    /// The row whose first column is `word`. Time O(log entries).
    pub(crate) fn get(self, word: impl AsRef<[u8]>) -> Option<[&'static str; COLUMNS]> {
        self.find(word).and_then(|at| self.0.get(at)).copied()
    }

    /// The row whose first column, all in lower case in the table, is `word` in any case of ASCII.
    pub(crate) fn get_ignore_case(self, word: impl AsRef<[u8]>) -> Option<[&'static str; COLUMNS]> {
        self.find_ignore_case(word).and_then(|at| self.0.get(at)).copied()
    }

    /// The rows, in the order of the bytes of their first column.
    pub(crate) const fn rows(self) -> &'static [[&'static str; COLUMNS]] {
        self.0
    }
}

/// A set of characters: [`char_list!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharList(&'static [char]);

impl CharList {
    /// A list parsed by [`chars`].
    pub(crate) const fn new(chars: &'static [char]) -> Self {
        Self(chars)
    }

    /// Time O(log entries).
    pub(crate) fn contains(self, c: char) -> bool {
        self.0.binary_search(&c).is_ok()
    }
}

/// Whether the rows of a file are looked up by their first column, or their order carries meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowOrder {
    /// By the bytes of the first column, without duplicates.
    Sorted,
    /// Any order, as for the months of a year; duplicates are not looked for.
    Kept,
}

/// The [`WordList`] of a file in `data/`: `word_list!("units.txt")`.
macro_rules! word_list {
    ($file:literal) => {{
        const ROWS: &[[&str; 1]] = $crate::tables::rows!($file, Sorted);
        $crate::tables::WordList::new(ROWS)
    }};
}

/// The [`WordTable`] of a file in `data/`: `word_table!("abbreviations.txt", 3)` for three columns.
macro_rules! word_table {
    ($file:literal, $columns:literal) => {{
        const ROWS: &[[&str; $columns]] = $crate::tables::rows!($file, Sorted);
        $crate::tables::WordTable::<$columns>::new(ROWS)
    }};
}

/// The [`CharList`] of a file in `data/` with one character a line: `char_list!("bullets.txt")`.
macro_rules! char_list {
    ($file:literal) => {{
        const ROWS: &[[&str; 1]] = $crate::tables::rows!($file, Sorted);
        const CHARS: &[char] = &$crate::tables::chars::<{ ROWS.len() }>($file, ROWS);
        $crate::tables::CharList::new(CHARS)
    }};
}

/// The rows of a file in `data/` as a `&'static [[&'static str; COLUMNS]]`: `rows!("months.txt", Kept)`.
/// COLUMNS is inferred; the second argument is a [`RowOrder`].
macro_rules! rows {
    ($file:literal, $order:ident) => {{
        const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file));
        &$crate::tables::parse_rows::<{ $crate::tables::row_count(TEXT) }, _>(
            $file,
            TEXT,
            $crate::tables::RowOrder::$order,
        )
    }};
}

/// The lines of a file in `data/` whose order carries meaning, as a `&'static [&'static str]`:
/// `sequence!("months.txt")`.
macro_rules! sequence {
    ($file:literal) => {{
        const ROWS: &[[&str; 1]] = $crate::tables::rows!($file, Kept);
        const LINES: &[&str] = &$crate::tables::first_column::<{ ROWS.len() }>(ROWS);
        LINES
    }};
}

pub(crate) use {char_list, rows, sequence, word_list, word_table};

fn find<const COLUMNS: usize>(rows: &[[&str; COLUMNS]], word: &[u8]) -> Option<usize> {
    rows.binary_search_by(|row| row[0].as_bytes().cmp(word)).ok()
}

fn find_ignore_case<const COLUMNS: usize>(rows: &[[&str; COLUMNS]], word: &[u8]) -> Option<usize> {
    rows.binary_search_by(|row| row[0].bytes().cmp(word.iter().map(u8::to_ascii_lowercase))).ok()
}

/// How many rows a file has, without comments.
pub(crate) const fn row_count(text: &str) -> usize {
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        let (line, next) = split_at_byte(rest, b'\n');
        count += !is_comment(line) as usize;
        rest = next;
    }
    count
}

/// The rows of `text`, the content of `file`, which is named in panics only.
///
/// # Panics
/// Where the file is malformed. Evaluated in a constant, the panic is a compile error.
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

/// The characters of a list with one a row.
///
/// # Panics
/// Where a row has more than one character. Evaluated in a constant, the panic is a compile error.
pub(crate) const fn chars<const ROWS: usize>(file: &str, rows: &[[&str; 1]]) -> [char; ROWS] {
    let mut chars = ['\0'; ROWS];
    let mut at = 0;
    while at < ROWS {
        let row = rows[at][0].as_bytes();
        let (code, end) = decode(row, 0);
        match char::from_u32(code) {
            Some(c) if end == row.len() => chars[at] = c,
            _ => fail(file, at + 1, "one character a row expected (rows counted without comments)"),
        }
        at += 1;
    }
    chars
}

/// The rows of a file with one column.
pub(crate) const fn first_column<const ROWS: usize>(rows: &[[&'static str; 1]]) -> [&'static str; ROWS] {
    let mut lines = [""; ROWS];
    let mut at = 0;
    while at < ROWS {
        lines[at] = rows[at][0];
        at += 1;
    }
    lines
}

/// The code point whose UTF-8 form starts at `at`, and the offset after it.
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

/// `text` before and after the first ASCII `byte`; all of it and nothing if it has none.
const fn split_at_byte(text: &str, byte: u8) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != byte {
        at += 1;
    }
    let (head, tail) = text.split_at(at);
    (head, if tail.is_empty() { tail } else { tail.split_at(1).1 })
}

/// Whether `left` comes before `right` in the order of their bytes.
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

/// Panics with `data/FILE, line NUMBER: REASON`. A `const fn` cannot format, so the message is put
/// together by hand.
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
    fn comments_and_empty_lines_are_no_rows() {
        const TEXT: &str = "# 注释\n\nab\tx y\n# b\nabc\t中\n";
        const ROWS: [[&str; 2]; row_count(TEXT)] = parse_rows("test.txt", TEXT, RowOrder::Sorted);
        assert_eq!(ROWS, [["ab", "x y"], ["abc", "中"]]);
        assert_eq!(parse::<2, 1>("a\nb"), [["a"], ["b"]]);
        assert_eq!(parse_rows::<2, 1>("test.txt", "b\na\n", RowOrder::Kept), [["b"], ["a"]]);
    }

    #[test]
    fn lookup_compares_whole_words() {
        const TABLE: WordTable<2> = WordTable::new(&[["a", "1"], ["ab", "2"], ["b", "3"]]);
        assert_eq!(TABLE.get("ab"), Some(["ab", "2"]));
        assert_eq!(TABLE.get("abc"), None);
        assert_eq!(TABLE.find(b"b"), Some(2));
        assert_eq!(TABLE.find_ignore_case("AB"), Some(1));
        const LIST: WordList = WordList::new(&[["etc"], ["mr"]]);
        assert!(LIST.contains("mr") && !LIST.contains("Mr") && LIST.contains_ignore_case("Mr"));
        const CHARS: CharList = CharList::new(&chars::<3>("test.txt", &[["·"], ["•"], ["你"]]));
        assert!(CHARS.contains('你') && !CHARS.contains('好'));
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
    #[should_panic(expected = "one character a row expected")]
    fn longer_rows_are_no_characters() {
        chars::<1>("test.txt", &[["ab"]]);
    }
}
