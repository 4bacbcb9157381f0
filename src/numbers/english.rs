//! English names of numbers, scales and months.

use crate::tables::sequence;

/// Returns the number of zeros of an English scale word in the singular: 6 for `million`.
pub(crate) fn english_zeros(word: &str) -> Option<usize> {
    Some(match word {
        "hundred" => 2,
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// English names of the months, in the order of the year.
pub(crate) const MONTHS: &[&str] = sequence!("months.txt");

/// Returns the abbreviations of a month, without a full stop: `sep` and `sept` for `september`, none for `may`.
pub(crate) fn month_abbreviations(month: &str) -> impl Iterator<Item = &str> {
    let length = if month == "september" { 4 } else { 3 };
    (3..=length).filter_map(|length| month.get(..length)).filter(move |short| *short != month)
}

/// `UNITS[i]` is the English name of the number `i`, from 0 to 20.
pub(crate) const UNITS: &[&str] = sequence!("english_units.txt");
/// English names of the tens: `TENS[i]` is the name of `10 * i`. `TENS[0]` is empty.
pub(crate) const TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
