//! Finds the English and the Chinese column of a table by the texts in the columns.

use super::records::Record;
use crate::{LanguageTag, Script};

/// Letters of the two languages in a column.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnLetters {
    latin: usize,
    han: usize,
}

impl ColumnLetters {
    /// Returns the letters of a field.
    fn of(record: &Record, column: usize) -> Self {
        let mut letters = Self::default();
        for c in record.fields.get(column).into_iter().flat_map(|field| field.chars()) {
            match Script::of(c) {
                Script::Latin => letters.latin += 1,
                Script::Han => letters.han += 1,
                _ => {}
            }
        }
        letters
    }
}

/// How many Latin letters translate a Chinese character: the ratio of the lengths of English and Chinese texts.
const LATIN_PER_HAN: f64 = 3.4;

/// Returns the indices of the English and of the Chinese column, by the letters in `records`. Only columns for which
/// `candidates` returns true count, and no column that has nothing but language codes. The Chinese column has the most
/// Chinese characters. The English column is the column with few Chinese characters whose texts are as long as
/// translations should be: a column with names, numbers or remarks is shorter or longer.
///
/// Time O(length of the records).
pub(super) fn text_columns(
    records: &[Record],
    candidates: impl Fn(usize) -> bool,
) -> (Option<usize>, Option<usize>) {
    let width = records.iter().map(|record| record.fields.len()).max().unwrap_or(0);
    let column = |number: usize| records.iter().map(move |record| ColumnLetters::of(record, number));
    let sum = |number: usize| {
        column(number).fold(ColumnLetters::default(), |sum, letters| ColumnLetters {
            latin: sum.latin + letters.latin,
            han: sum.han + letters.han,
        })
    };
    let columns: Vec<(usize, ColumnLetters)> = (0..width)
        .filter(|&number| candidates(number) && !has_only_codes(records, number))
        .map(|number| (number, sum(number)))
        .collect();
    // Of equal columns, the first is returned.
    let chinese = columns.iter().rev().max_by_key(|(_, letters)| letters.han);
    let Some(&(chinese, _)) = chinese.filter(|(_, letters)| letters.han > 0) else {
        let english = columns.iter().rev().max_by_key(|(_, letters)| letters.latin);
        return (english.filter(|(_, letters)| letters.latin > 0).map(|(number, _)| *number), None);
    };
    let translations: Vec<ColumnLetters> = column(chinese).collect();
    let misfit = |number: usize| -> f64 {
        let pairs = column(number).zip(&translations).filter(|(_, chinese)| chinese.han > 0);
        let of_pair = |(english, chinese): (ColumnLetters, &ColumnLetters)| {
            ((english.latin as f64 + 1.0) / (LATIN_PER_HAN * chinese.han as f64 + 1.0)).ln().abs()
        };
        pairs.map(of_pair).sum()
    };
    let is_english = |(number, letters): &&(usize, ColumnLetters)| {
        *number != chinese && letters.latin > 0 && letters.han * 3 <= letters.latin
    };
    let english = columns.iter().filter(is_english).map(|(number, _)| (*number, misfit(*number)));
    (english.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(number, _)| number), Some(chinese))
}

/// Whether a field is a language code such as `eng` or `zh-CN`.
pub(super) fn is_code(field: &str) -> bool {
    field.parse::<LanguageTag>().is_ok_and(|tag| tag.language().is_some())
}

/// Whether each field of a column is empty or a language code.
fn has_only_codes(records: &[Record], column: usize) -> bool {
    let mut fields =
        records.iter().filter_map(|record| record.fields.get(column)).filter(|field| !field.is_empty());
    fields.all(|field| is_code(field))
}

/// Whether the first record has the names of the columns. In one of the two columns, it has no letters of the language
/// of the column, but all other records have some.
pub(super) fn is_header(records: &[Record], english: usize, chinese: usize) -> bool {
    let has_han = |record: &Record| ColumnLetters::of(record, chinese).han > 0;
    let has_latin = |record: &Record| ColumnLetters::of(record, english).latin > 0;
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
        let rows: [(&[&[&str]], Expected); 7] = [
            (
                &[
                    &["Hi.", "嗨。", "CC-BY 2.0 (France) Attribution: #538123 & #891077"],
                    &["Wait a moment!", "等一下！", "CC-BY 2.0 (France) Attribution: #1744314"],
                ],
                (Some(0), Some(1), false),
            ),
            (&[&["n1", "EN-US", "Open the file.", "ZH-CN", "打开文件。"]], (Some(2), Some(4), false)),
            (&[&["eng", "Let's try."], &["cmn", "我們試試看！"]], (None, Some(1), false)),
            (&[&["17", "茶好了。", "Tea is ready."], &["18", "是", "Yes"]], (Some(2), Some(1), false)),
            (&[&["Texte", "Traduction"], &["Tea", "茶"], &["Milk", "牛奶"]], (Some(0), Some(1), true)),
            (&[&["Tea", "Milk"]], (Some(1), None, false)),
            (&[&["1", "2"]], (None, None, false)),
        ];
        for (fields, (english, chinese, header)) in rows {
            let records = table(fields);
            assert_eq!(text_columns(&records, |_| true), (english, chinese), "{fields:?}");
            let found = is_header(&records, english.unwrap_or(0), chinese.unwrap_or(1));
            assert_eq!(found && english.is_some() && chinese.is_some(), header, "{fields:?}");
        }
    }
}
