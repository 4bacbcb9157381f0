//! Reads bitexts that were saved.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use bitext::export::{Row, read_jsonl, read_tmx};
use bitext::{Error, OwnedBitext};
use pyo3::prelude::*;

use crate::bitexts::PyBitext;
use crate::errors::{exception_in, invalid, io};
use crate::unit::Unit;

/// Reads the pairs of a file in the format `jsonl` or `tmx`. The format is that of the extension, unless it is stated. The texts of
/// the bitext are the pairs, one after another.
///
/// `load` and `Bitext.save` together convert a file.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "tickets.tmx")
/// >>> bitext.align_page("Ticket office 售票处\n").save(path)
/// >>> [(pair.english, pair.chinese) for pair in bitext.load(path)]
/// [('Ticket office', '售票处')]
/// >>> bitext.load(path).save(path.with_suffix(".csv"))
#[pyfunction]
#[pyo3(
    signature = (path, format = None, *, unit = Unit::CodePoints),
    text_signature = "(path, format=None, *, unit='code-points')"
)]
pub(crate) fn load(py: Python<'_>, path: PathBuf, format: Option<&str>, unit: Unit) -> PyResult<PyBitext> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let format = format.unwrap_or(&extension);
    let file = File::open(&path).map_err(|error| io(&path, &error))?;
    let file = BufReader::new(file);
    let rows = match format {
        "jsonl" | "ndjson" => py.detach(|| rows(read_jsonl(file))),
        "tmx" => py.detach(|| rows(read_tmx(file))),
        _ => return Err(invalid(&format!("format: `{format}` is not `jsonl` or `tmx`"))),
    };
    let rows = rows.map_err(|error| exception_in(&path, &error))?;
    Ok(PyBitext::new(OwnedBitext::from_rows(rows), unit))
}

fn rows(rows: impl Iterator<Item = Result<Row<'static>, Error>>) -> Result<Vec<Row<'static>>, Error> {
    rows.collect()
}
