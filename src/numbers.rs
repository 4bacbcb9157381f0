//! Chinese and English numerals and their values.

mod numerals;

pub(crate) use numerals::{MONTHS, TENS, UNITS, chinese_zeros, english_zeros, numeral, scaled};
