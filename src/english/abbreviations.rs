//! Abbreviations with a full stop, and whether that full stop ends a sentence.

use crate::tables::{WordTable, word_table};

/// The class of an abbreviation, which decides whether its full stop ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A title or another word that precedes a name: `Mr.`, `Prof.`, `Mt.`
    Title,
    /// An abbreviation that never ends a sentence: `e.g.`, `vs.`, `approx.`
    Inner,
    /// An abbreviation before a number: `No. 5`, `p. 55`, `Fig. 2`. If no number follows, it may be an
    /// ordinary word: `No.`
    Number,
    /// A month or a day of the week: `Sept. 11`.
    Date,
    /// An abbreviation that may end a sentence: `Inc.`, `Jr.`, `Ave.`
    Final,
    /// `etc.`, which ends a sentence before a capital letter, but not before a lower-case letter.
    Listing,
}

/// Each row has three columns: an abbreviation in lower case without its full stop, the class of its
/// capitalized form, and the class of its lower-case form: `capt title final`.
const TABLE: WordTable<3> = word_table!("abbreviations.txt", 3);

/// The second and third columns of [`TABLE`]. A `-` becomes `None`: that form is not an abbreviation.
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

/// `LENGTHS[b]` is a bit set of the lengths of the abbreviations that start with byte `b`: bit 3 is set if one
/// of them has three bytes. For most words, which are not abbreviations, this test saves the binary search.
static LENGTHS: [u32; 256] = {
    let mut lengths = [0; 256];
    let mut at = 0;
    while at < TABLE.rows().len() {
        let word = TABLE.rows()[at][0].as_bytes();
        assert!(word.len() < 32, "data/abbreviations.txt: an abbreviation is too long");
        lengths[word[0] as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Returns the class of the abbreviation `word`, given without its final full stop. An abbreviation whose
/// lower-case form is an ordinary word is recognized only if it is capitalized. Time O(log abbreviations).
pub(crate) fn abbreviation(word: &[u8]) -> Option<Abbreviation> {
    let first = word.first()?.to_ascii_lowercase();
    if word.len() >= 32 || LENGTHS[usize::from(first)] & (1 << word.len()) == 0 {
        return None;
    }
    let [capital, lower] = CLASSES[TABLE.find_ignore_case(word)?];
    if word[0].is_ascii_uppercase() { capital } else { lower }
}
