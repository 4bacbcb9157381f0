//! Sentence numbers with the sentences that they refer to.

use std::io::BufRead;
use std::path::PathBuf;

use bitext::Error;
use bitext::export::{LadderRow, LadderRows, Row, SideOrder, XcesLinks, read_ladder, read_xces};

use crate::arguments::InputFormat;
use crate::failure::Failure;
use crate::input::Input;

/// Returns the rows of a ladder or an XCES file, with their sentences and their lines. `texts` names the English and
/// the Chinese text, each with one sentence per line.
pub(crate) fn numbered_rows(
    reader: Box<dyn BufRead>,
    format: InputFormat,
    texts: &[PathBuf],
) -> Result<impl Iterator<Item = (Result<Row<'static>, Error>, usize)> + use<>, Failure> {
    let mut lines = Vec::new();
    for path in texts {
        let text = Input::plain().text(path)?;
        lines.push(text.as_str().lines().map(str::to_owned).collect::<Vec<String>>());
    }
    let (chinese, english) = (lines.pop().unwrap_or_default(), lines.pop().unwrap_or_default());
    let rows: Box<dyn Iterator<Item = (Result<LadderRow, Error>, usize)>> = match format {
        InputFormat::Xces => Box::new(with_lines(read_xces(reader), XcesLinks::line)),
        _ => Box::new(with_lines(read_ladder(reader, SideOrder::EnglishFirst), LadderRows::line)),
    };
    Ok(rows.map(move |(row, line)| (row.and_then(|row| row.with_sentences(&english, &chinese)), line)))
}

/// Returns the items of an iterator with their lines.
pub(crate) fn with_lines<I: Iterator>(
    mut rows: I,
    line: impl Fn(&I) -> usize,
) -> impl Iterator<Item = (I::Item, usize)> {
    std::iter::from_fn(move || {
        let row = rows.next()?;
        Some((row, line(&rows)))
    })
}
