//! Text lists of `data/`, compiled into arrays: one entry a line, columns separated by tabs.
//!
//! ```text
//! # Lines that begin with `#` and empty lines are comments; → is a tab.
//! capt→title→final
//! jan→date→-
//! ```
//! The files are parsed at compile time by `const fn` ([`list_parser`](super::list_parser)), so a list
//! costs nothing at start-up.

/// A set of words, made by [`word_list!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList(&'static [[&'static str; 1]]);

impl WordList {
    /// Makes a list of rows that [`rows`] parsed in `RowOrder::Sorted`.
    pub(crate) const fn new(rows: &'static [[&'static str; 1]]) -> Self {
        Self(rows)
    }

    /// Whether the list contains `word`, byte for byte. Time O(log entries).
    pub(crate) fn contains(self, word: impl AsRef<[u8]>) -> bool {
        find(self.0, word.as_ref()).is_some()
    }

    /// Whether the list contains `word`, ignoring ASCII case. The list must be in lower case. Time O(log
    /// entries).
    pub(crate) fn contains_ignore_case(self, word: impl AsRef<[u8]>) -> bool {
        find_ignore_case(self.0, word.as_ref()).is_some()
    }

    /// Returns the words, sorted by their bytes.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|&[word]| word)
    }
}

/// A map from the words of the first column to rows of `COLUMNS` columns, made by [`word_table!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordTable<const COLUMNS: usize>(&'static [[&'static str; COLUMNS]]);

impl<const COLUMNS: usize> WordTable<COLUMNS> {
    /// Makes a table of rows that [`rows`] parsed in `RowOrder::Sorted`.
    pub(crate) const fn new(rows: &'static [[&'static str; COLUMNS]]) -> Self {
        Self(rows)
    }

    /// Returns the index of the row whose first column is `word`. Time O(log entries).
    pub(crate) fn find(self, word: impl AsRef<[u8]>) -> Option<usize> {
        find(self.0, word.as_ref())
    }

    /// Like [`WordTable::find`], but ignores ASCII case. The first column must be in lower case.
    pub(crate) fn find_ignore_case(self, word: impl AsRef<[u8]>) -> Option<usize> {
        find_ignore_case(self.0, word.as_ref())
    }

    /// Returns the row whose first column is `word`. Time O(log entries).
    pub(crate) fn get(self, word: impl AsRef<[u8]>) -> Option<[&'static str; COLUMNS]> {
        self.find(word).and_then(|at| self.0.get(at)).copied()
    }

    /// Like [`WordTable::get`], but ignores ASCII case. The first column must be in lower case.
    pub(crate) fn get_ignore_case(self, word: impl AsRef<[u8]>) -> Option<[&'static str; COLUMNS]> {
        self.find_ignore_case(word).and_then(|at| self.0.get(at)).copied()
    }

    /// Returns the rows, sorted by the bytes of their first column.
    pub(crate) const fn rows(self) -> &'static [[&'static str; COLUMNS]] {
        self.0
    }
}

/// A set of characters, made by [`char_list!`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharList(&'static [char]);

impl CharList {
    /// Makes a list of characters that `chars` parsed.
    pub(crate) const fn new(chars: &'static [char]) -> Self {
        Self(chars)
    }

    /// Whether the list contains `c`. Time O(log entries).
    pub(crate) fn contains(self, c: char) -> bool {
        self.0.binary_search(&c).is_ok()
    }
}

/// Expands to the [`WordList`] of a file in `data/`: `word_list!("units.txt")`.
macro_rules! word_list {
    ($file:literal) => {{
        const ROWS: &[[&str; 1]] = $crate::tables::rows!($file, Sorted);
        $crate::tables::WordList::new(ROWS)
    }};
}

/// Expands to the [`WordTable`] of a file in `data/`: `word_table!("abbreviations.txt", 3)` for three columns.
macro_rules! word_table {
    ($file:literal, $columns:literal) => {{
        const ROWS: &[[&str; $columns]] = $crate::tables::rows!($file, Sorted);
        $crate::tables::WordTable::<$columns>::new(ROWS)
    }};
}

/// Expands to the [`CharList`] of a file in `data/` with one character a line: `char_list!("bullets.txt")`.
macro_rules! char_list {
    ($file:literal) => {{
        const ROWS: &[[&str; 1]] = $crate::tables::rows!($file, Sorted);
        const CHARS: &[char] = &$crate::tables::chars::<{ ROWS.len() }>($file, ROWS);
        $crate::tables::CharList::new(CHARS)
    }};
}

/// Expands to the rows of a file in `data/` as a `&'static [[&'static str; COLUMNS]]`: `rows!("months.txt", Kept)`.
/// COLUMNS is inferred. The second argument is a variant of `RowOrder`.
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

/// Expands to the lines of a file in `data/`, in the order of the file, as a `&'static [&'static str]`:
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

#[cfg(test)]
mod tests {
    use super::super::list_parser::chars;
    use super::*;

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
}
