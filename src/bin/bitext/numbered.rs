//! Sentence numbers with the sentences that they refer to.

use std::io::BufRead;
use std::path::PathBuf;

use bitext::Error;
use bitext::export::{LadderRow, Row, SideOrder, read_ladder, read_xces};

use crate::arguments::InputFormat;
use crate::failure::Failure;
use crate::input::Input;

/// Returns the rows of a ladder or an XCES file, with their sentences. `texts` names the English and the Chinese text,
/// each with one sentence per line.
pub(crate) fn numbered_rows(
    reader: Box<dyn BufRead>,
    format: InputFormat,
    texts: &[PathBuf],
) -> Result<impl Iterator<Item = Result<Row<'static>, Error>> + use<>, Failure> {
    let mut lines = Vec::new();
    for path in texts {
        let text = Input::plain().text(path)?;
        lines.push(text.as_str().lines().map(str::to_owned).collect::<Vec<String>>());
    }
    let (chinese, english) = (lines.pop().unwrap_or_default(), lines.pop().unwrap_or_default());
    let rows: Box<dyn Iterator<Item = Result<LadderRow, Error>>> = match format {
        InputFormat::Xces => Box::new(read_xces(reader)),
        _ => Box::new(read_ladder(reader, SideOrder::EnglishFirst)),
    };
    Ok(rows.map(move |row| row?.with_sentences(&english, &chinese)))
}
