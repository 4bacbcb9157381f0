//! Finds the English and the Chinese column of a table by the texts in the columns.

use super::records::Record;
use crate::Script;

/// Letters of the two languages in a column.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnLetters {
    latin: usize,
    han: usize,
}

impl ColumnLetters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            match Script::of(c) {
                Script::Latin => letters.latin += 1,
                Script::Han => letters.han += 1,
                _ => {}
            }
        }
        letters
    }
}

/// Returns the indices of the English and of the Chinese column, by the letters in `records`. Only columns for which
/// `candidates` returns true count. The English column has the most Latin letters among the columns with few Chinese
/// characters; the Chinese column has the most Chinese characters.
pub(super) fn text_columns(
    records: &[Record],
    candidates: impl Fn(usize) -> bool,
) -> (Option<usize>, Option<usize>) {
    let mut columns: Vec<ColumnLetters> = Vec::new();
    for record in records {
        for (number, field) in record.fields.iter().enumerate() {
            if columns.len() <= number {
                columns.push(ColumnLetters::default());
            }
            let letters = ColumnLetters::of(field);
            columns[number].latin += letters.latin;
            columns[number].han += letters.han;
        }
    }
    let most = |count: &dyn Fn(&ColumnLetters) -> usize| {
        let of_candidates = columns.iter().enumerate().filter(|(number, _)| candidates(*number));
        // Of equal columns, the first is returned.
        let best = of_candidates.rev().max_by_key(|(_, letters)| count(letters))?;
        (count(best.1) > 0).then_some(best.0)
    };
    let chinese = most(&|letters| letters.han);
    let english = most(&|letters| if letters.han * 3 > letters.latin { 0 } else { letters.latin });
    (english, chinese.filter(|_| chinese != english))
}

/// Whether the first record has the names of the columns. In one of the two columns, it has no letters of the language
/// of the column, but all other records have some.
pub(super) fn is_header(records: &[Record], english: usize, chinese: usize) -> bool {
    let has_han =
        |record: &Record| record.fields.get(chinese).is_some_and(|field| ColumnLetters::of(field).han > 0);
    let has_latin =
        |record: &Record| record.fields.get(english).is_some_and(|field| ColumnLetters::of(field).latin > 0);
    let Some((first, others)) = records.split_first() else { return false };
    !others.is_empty()
        && (!has_han(first) && others.iter().all(has_han)
            || !has_latin(first) && others.iter().all(has_latin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_texts() {
        let table = |rows: &[&[&str]]| -> Vec<Record> {
            let record = |fields: &&[&str]| Record {
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
                line: 1,
            };
            rows.iter().map(record).collect()
        };
        type Expected = (Option<usize>, Option<usize>, bool);
        let rows: [(&[&[&str]], Expected); 4] = [
            (&[&["17", "茶好了。", "Tea is ready."], &["18", "是", "Yes"]], (Some(2), Some(1), false)),
            (&[&["Texte", "Traduction"], &["Tea", "茶"], &["Milk", "牛奶"]], (Some(0), Some(1), true)),
            (&[&["Tea", "Milk"]], (Some(1), None, false)),
            (&[&["1", "2"]], (None, None, false)),
        ];
        for (fields, (english, chinese, header)) in rows {
            let records = table(fields);
            assert_eq!(text_columns(&records, |_| true), (english, chinese), "{fields:?}");
            let found = is_header(&records, english.unwrap_or(0), chinese.unwrap_or(1));
            assert_eq!(found && chinese.is_some(), header, "{fields:?}");
        }
    }
}
