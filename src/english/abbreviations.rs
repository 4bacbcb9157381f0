//! Which words a full stop abbreviates, and what may follow them.

use crate::tables::{WordTable, word_table};

/// What an abbreviation tells about the full stop after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A title or the like, always before a name: `Mr.`, `Prof.`, `Mt.`
    Title,
    /// Stands in the middle of a sentence: `e.g.`, `vs.`, `approx.`
    Inner,
    /// Stands before a number: `No. 5`, `p. 55`, `Fig. 2`; otherwise it may be an ordinary word.
    Number,
    /// A month or a day: `Sept. 11`.
    Date,
    /// May end a sentence as well: `Inc.`, `Jr.`, `Ave.`
    Final,
    /// `etc.`, which ends the sentence unless the next word is in lower case.
    Listing,
}

/// The abbreviation, then its class with a capital and in lower case.
const TABLE: WordTable<3> = word_table!("abbreviations.txt", 3);

/// The classes of the rows of [`TABLE`]: with a capital, in lower case.
static CLASSES: [[Option<Abbreviation>; 2]; TABLE.rows().len()] = {
    let mut classes = [[None; 2]; TABLE.rows().len()];
    let mut at = 0;
    while at < classes.len() {
        let [_, capital, lower] = TABLE.rows()[at];
        classes[at] = [class(capital), class(lower)];
        at += 1;
    }
    classes
};

const fn class(name: &str) -> Option<Abbreviation> {
    Some(match name.as_bytes() {
        b"title" => Abbreviation::Title,
        b"inner" => Abbreviation::Inner,
        b"number" => Abbreviation::Number,
        b"date" => Abbreviation::Date,
        b"final" => Abbreviation::Final,
        b"listing" => Abbreviation::Listing,
        b"-" => return None,
        _ => panic!("data/abbreviations.txt: unknown class"),
    })
}

/// The class of `word`, given without its last full stop. Those that are ordinary words in lower case
/// count with a capital only. Time O(log abbreviations).
pub(crate) fn abbreviation(word: &[u8]) -> Option<Abbreviation> {
    let [capital, lower] = CLASSES[TABLE.find_ignore_case(word)?];
    if word[0].is_ascii_uppercase() { capital } else { lower }
}
