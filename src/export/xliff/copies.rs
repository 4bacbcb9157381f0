//! The limit of what the segments of a unit repeat.

use crate::Error;

/// Maximum total length in bytes of the copies. Without a limit, a unit of 2 MB with a note of 1 MB and very many
/// segments becomes segments of 10 GB.
const MAX_COPIES: usize = 4_000_000;

/// Checks the total length in bytes of texts that have the length `own` in the file and the length `copied` in the
/// segments.
///
/// # Errors
/// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with this line if the copies are longer than the texts by more than
/// [`MAX_COPIES`].
pub(super) fn check_copies(own: usize, copied: usize, line: usize) -> Result<(), Error> {
    if copied.saturating_sub(own) <= MAX_COPIES {
        return Ok(());
    }
    let megabytes = MAX_COPIES / 1_000_000;
    let message = format!(
        "the segments of the unit repeat more than {megabytes} MB of notes, properties or codes: shorten them, or split \
         the unit"
    );
    Err(Error::syntax(line, message))
}

/// Returns the length in bytes of the properties and the notes, with the memory that each of them takes.
pub(super) fn details_len<'d>(
    properties: &[(String, String)],
    notes: impl Iterator<Item = &'d String>,
) -> usize {
    let pairs =
        properties.iter().map(|(name, value)| name.len() + value.len() + size_of::<(String, String)>());
    pairs.sum::<usize>() + notes.map(|note| note.len() + size_of::<String>()).sum::<usize>()
}
