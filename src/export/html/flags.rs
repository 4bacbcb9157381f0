//! The names and meanings of flags.

use crate::Flag;

pub(super) fn name(flag: Flag) -> &'static str {
    match flag {
        Flag::NumbersDiffer => "Numbers differ",
        Flag::NameMissing => "Name missing",
        Flag::LengthsDiffer => "Lengths differ",
    }
}

pub(super) fn meaning(flag: Flag) -> &'static str {
    match flag {
        Flag::NumbersDiffer => "a number on one side is missing from the other.",
        Flag::NameMissing => "a word in Latin letters in the Chinese is missing from the English.",
        Flag::LengthsDiffer => "one side is much longer than a translation of the other would be.",
    }
}
