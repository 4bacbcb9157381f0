//! Units of measure, and the superscript and subscript digits of units and formulas.

use crate::tables::{WordList, word_list};

/// Units that are separate tokens even without a blank before them: `5km` is `5` `km`.
const ATTACHED_UNITS: WordList = word_list!("attached_units.txt");

/// Whether `word` is a unit, with or without an exponent: `km`, `m²`.
pub(super) fn is_unit(word: &str) -> bool {
    ATTACHED_UNITS.contains(word.trim_end_matches(is_small_digit))
}

/// Whether `c` is a superscript or subscript digit or sign: part of `m²`, `CO₂`, `Ca²⁺` and `10⁻³`.
pub(super) const fn is_small_digit(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '⁺' | '⁻' | '₀'..='₉' | '₊' | '₋')
}
