//! The note with the score of a bead.

use std::fmt::Write as _;

use crate::export::row::Row;
use crate::{Flag, Review};

/// The author of the note, in its attribute `from`.
pub(super) const FROM: &str = env!("CARGO_PKG_NAME");

/// Returns the confidence, the score, the type of the bead, the mark of a reviewer and the flags.
pub(super) fn score_note(row: &Row<'_>) -> String {
    let mut note = format!("confidence {:.4}, score {:.2}, bead {}", row.confidence, row.score, row.kind);
    if !row.review.is_open() {
        let _ = write!(note, ", {}", row.review);
    }
    for flag in &*row.flags {
        let _ = write!(note, ", {flag}");
    }
    note
}

/// Reads the score note of a unit into `row`. Returns whether there is one, and the other notes of the unit. If `note`
/// is not a score note, it is among the other notes.
pub(super) fn scored_notes(
    note: Option<&str>,
    others: &[String],
    row: &mut Row<'static>,
) -> (bool, Vec<String>) {
    let scored = note.is_some_and(|note| read_score_note(note, row));
    let other = note.filter(|_| !scored).map(str::to_owned);
    (scored, others.iter().cloned().chain(other).collect())
}

/// Reads the note into the row; false if it is not such a note.
fn read_score_note(note: &str, row: &mut Row<'static>) -> bool {
    let mut read = row.clone();
    let (mut confidence, mut kind) = (false, false);
    let number = |text: &str| text.parse().ok().filter(|number: &f32| number.is_finite());
    for part in note.split(", ") {
        match part.split_once(' ') {
            Some(("confidence", text)) => match number(text) {
                Some(value) => (confidence, read.confidence) = (true, value),
                None => return false,
            },
            Some(("score", text)) => match number(text) {
                Some(value) => read.score = value,
                None => return false,
            },
            Some(("bead", text)) => match text.parse() {
                Ok(value) => (kind, read.kind) = (true, value),
                Err(_) => return false,
            },
            Some(_) => return false,
            None => match (part.parse::<Review>(), part.parse::<Flag>()) {
                (Ok(review), _) => read.review = review,
                (_, Ok(flag)) => read.flags.to_mut().push(flag),
                _ => return false,
            },
        }
    }
    if confidence && kind {
        *row = read;
    }
    confidence && kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_round_trips_and_other_notes_are_left_alone() {
        let mut row = Row::new("Tea", "茶");
        (row.confidence, row.score, row.kind) = (0.25, -1.5, "2-1".parse().unwrap());
        (row.review, row.flags) = (Review::Checked, vec![Flag::NumbersDiffer, Flag::NameMissing].into());
        let note = score_note(&row);
        assert_eq!(note, "confidence 0.2500, score -1.50, bead 2-1, checked, numbers-differ, name-missing");
        let mut read = Row::new("Tea", "茶");
        assert!(read_score_note(&note, &mut read));
        assert_eq!(read, row);
        for note in [
            "",
            "ask Mei, please",
            "confidence 0.9",
            "confidence NaN, bead 1-1",
            "confidence 1, bead 1-1, odd",
        ] {
            let mut read = row.clone();
            assert!(!read_score_note(note, &mut read), "{note}");
            assert_eq!(read, row);
        }
    }
}
