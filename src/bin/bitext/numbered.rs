//! Sentence numbers with the sentences that they refer to.

use std::io::BufRead;
use std::path::PathBuf;

use bitext::Error;
use bitext::export::{
    LadderRow, LadderRows, NumberedSentences, PairFormat, Row, SideOrder, XcesLinks, read_ladder, read_xces,
};

use crate::failure::Failure;
use crate::input::Input;

/// A row and its place.
pub(crate) type PlacedRow = (Result<Row<'static>, Error>, FilePlace);

/// Where a row is in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FilePlace {
    /// The line on which the row begins, from 1.
    pub(crate) line: usize,
    /// Whether the reading ended with this row, before the end of the file.
    pub(crate) is_cut_off: bool,
}

/// Returns the rows of a ladder or an XCES file, with their sentences and their places. `texts` names the English and
/// the Chinese text, each with one sentence per line.
pub(crate) fn numbered_rows(
    reader: Box<dyn BufRead>,
    format: PairFormat,
    texts: &[PathBuf],
) -> Result<impl Iterator<Item = PlacedRow> + use<>, Failure> {
    let mut lines = Vec::new();
    for path in texts {
        let text = Input::plain().text(path)?;
        lines.push(text.as_str().lines().map(str::to_owned).collect::<Vec<String>>());
    }
    let (chinese, english) = (lines.pop().unwrap_or_default(), lines.pop().unwrap_or_default());
    let rows: Box<dyn Iterator<Item = (Result<LadderRow, Error>, FilePlace)>> = match format {
        PairFormat::Xces => Box::new(with_places(read_xces(reader), XcesLinks::line, XcesLinks::is_cut_off)),
        _ => {
            let rows = read_ladder(reader, SideOrder::EnglishFirst);
            Box::new(with_places(rows, LadderRows::line, LadderRows::is_cut_off))
        }
    };
    let mut sentences = NumberedSentences::new(english, chinese);
    Ok(rows.map(move |(row, place)| (row.and_then(|row| sentences.row(&row)), place)))
}

/// Returns the items of an iterator with their places.
pub(crate) fn with_places<I: Iterator>(
    mut rows: I,
    line: impl Fn(&I) -> usize,
    is_cut_off: impl Fn(&I) -> bool,
) -> impl Iterator<Item = (I::Item, FilePlace)> {
    std::iter::from_fn(move || {
        let row = rows.next()?;
        Some((row, FilePlace { line: line(&rows), is_cut_off: is_cut_off(&rows) }))
    })
}
