//! What the page says about flags.

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
        Flag::NumbersDiffer => "a number on one side is not on the other.",
        Flag::NameMissing => "a word in Latin letters in the Chinese is not in the English.",
        Flag::LengthsDiffer => "one side is much longer than a translation of the other would be.",
    }
}
