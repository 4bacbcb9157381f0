//! Reads Chinese and English numerals, scales such as 万 or million, and names of months, and computes exact
//! decimals.

mod chinese;
mod decimal;
mod english;

pub(crate) use chinese::{chinese_zeros, numeral};
pub(crate) use decimal::scaled;
pub(crate) use english::{MONTHS, TENS, UNITS, english_zeros, month_abbreviations};
