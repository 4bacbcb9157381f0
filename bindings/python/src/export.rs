//! Writes bitexts in the formats of the crate.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bitext::export::{
    Capacity, Columns, Csv, Document, Format, Html, JsonLines, Ladder, Moses, Pharaoh, Tmx, TrainingJson,
    Tsv, WordLinks, Xces, Xliff, XliffVersion, Xlsx,
};
use bitext::{Aligner, WordAlignment};
use pyo3::prelude::*;

use crate::aligner::PyAligner;
use crate::arrow_array::PyArrowArray;
use crate::bitexts::PyBitext;
use crate::errors::{exception, invalid, io};
use crate::filters::PyFilter;

/// What is written of each bitext.
pub(crate) struct Selection {
    pub(crate) whole: bool,
    pub(crate) word_links: bool,
    /// Finds the word links.
    pub(crate) aligner: Aligner,
    /// Decides which pairs are written.
    pub(crate) filter: Option<bitext::Filter>,
}

impl Selection {
    pub(crate) fn new(
        whole: bool,
        word_links: bool,
        aligner: Option<&Bound<'_, PyAligner>>,
        filter: Option<&PyFilter>,
    ) -> Self {
        Self {
            whole,
            word_links,
            aligner: PyAligner::or_default(aligner),
            filter: filter.map(PyFilter::filter),
        }
    }
}

/// A format with one file, or with three.
enum Target {
    One(Box<dyn Format>),
    Three([&'static str; 3]),
}

impl Target {
    fn named(name: &str, word_links: bool) -> PyResult<Self> {
        let format: Box<dyn Format> = match name {
            "tsv" => Box::new(Tsv::new()),
            "csv" => Box::new(Csv::new()),
            "jsonl" if word_links => Box::new(JsonLines::new().word_links(WordLinks::Written)),
            "jsonl" => Box::new(JsonLines::new()),
            "tmx" => Box::new(Tmx::new()),
            "xliff" => Box::new(Xliff::new()),
            "xliff2" => Box::new(Xliff::new().version(XliffVersion::V2_1)),
            "xlsx" => Box::new(Xlsx::new()),
            "translation" => Box::new(TrainingJson::translations()),
            "chat" => Box::new(TrainingJson::messages()),
            "xces" => Box::new(Xces::new()),
            "ladder" => Box::new(Ladder::new()),
            "columns" => Box::new(Columns::new()),
            "html" => Box::new(Html::new()),
            "moses" => return Ok(Self::Three([".en", ".zh", ".ids"])),
            "pharaoh" => return Ok(Self::Three([".en", ".zh", ".align"])),
            _ => {
                return Err(invalid(&format!(
                    "format: `{name}` is not `tsv`, `csv`, `jsonl`, `tmx`, `xliff`, `xliff2`, `xlsx`, `translation`, `chat`, \
                     `xces`, `ladder`, `columns`, `html`, `moses` or `pharaoh`"
                )));
            }
        };
        Ok(Self::One(format))
    }
}

/// The name of the format of a file with this extension.
fn format_of(path: &Path) -> PyResult<&'static str> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    Ok(match extension.as_str() {
        "tsv" => "tsv",
        "csv" => "csv",
        "jsonl" | "ndjson" => "jsonl",
        "tmx" => "tmx",
        "xlf" | "xliff" => "xliff",
        "xlsx" => "xlsx",
        "xces" => "xces",
        "ladder" => "ladder",
        "txt" => "columns",
        "html" | "htm" => "html",
        _ => {
            let path = path.display();
            return Err(invalid(&format!("{path}: the extension is not that of a format: state the format")));
        }
    })
}

/// Calls `write` with each document.
fn for_documents(
    bitexts: &[Bound<'_, PyBitext>],
    names: &[String],
    selection: &Selection,
    mut write: impl FnMut(&Document<'_, '_>) -> Result<(), bitext::Error>,
) -> PyResult<()> {
    if !names.is_empty() && names.len() != bitexts.len() {
        return Err(invalid(&format!("{} names for {} bitexts", names.len(), bitexts.len())));
    }
    let mut filtering = selection.filter.map(|filter| filter.start());
    for (number, bitext) in bitexts.iter().enumerate() {
        let bitext = bitext.get().bitext();
        let words: Option<Vec<WordAlignment>> =
            selection.word_links.then(|| selection.aligner.align_words_of(&bitext));
        let document = if selection.whole { Document::whole(&bitext) } else { Document::new(&bitext) };
        let mut document = document.name(names.get(number).map_or("", String::as_str));
        if let Some(words) = &words {
            document = document.word_alignments(words).map_err(|error| exception(&error))?;
        }
        if let Some(filtering) = &mut filtering {
            document.retain(|pair| filtering.check(pair).is_none());
        }
        write(&document).map_err(|error| exception(&error))?;
    }
    Ok(())
}

fn one_file(
    bitexts: &[Bound<'_, PyBitext>],
    names: &[String],
    format: &dyn Format,
    selection: &Selection,
) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    if format.capacity() == Capacity::One && bitexts.len() != 1 {
        return Err(invalid("the format holds one document: save each bitext to a file of its own"));
    }
    if bitexts.len() == 1 {
        for_documents(bitexts, names, selection, |document| format.write(document, &mut out))?;
        return Ok(out);
    }
    format.begin(&mut out).map_err(|error| exception(&error))?;
    for_documents(bitexts, names, selection, |document| format.document(document, &mut out))?;
    format.end(&mut out).map_err(|error| exception(&error))?;
    Ok(out)
}

/// Bitexts as a text.
pub(crate) fn to_string(
    py: Python<'_>,
    bitexts: &[Bound<'_, PyBitext>],
    names: &[String],
    format: &str,
    selection: &Selection,
) -> PyResult<String> {
    let _ = py;
    if format == "xlsx" {
        return Err(invalid("format: a workbook is not a text: save it"));
    }
    match Target::named(format, selection.word_links)? {
        Target::One(format) => {
            let out = one_file(bitexts, names, &*format, selection)?;
            Ok(String::from_utf8_lossy(&out).into_owned())
        }
        Target::Three(_) => Err(invalid(&format!("format: `{format}` has three files: save it"))),
    }
}

/// Writes bitexts to a file.
pub(crate) fn to_file(
    py: Python<'_>,
    bitexts: &[Bound<'_, PyBitext>],
    names: &[String],
    path: &Path,
    format: Option<&str>,
    selection: &Selection,
) -> PyResult<()> {
    let name = format.map_or_else(|| format_of(path), Ok)?;
    let put = |path: &Path, bytes: &[u8]| {
        py.detach(|| fs::File::create(path).and_then(|mut file| file.write_all(bytes)))
            .map_err(|error| io(path, &error))
    };
    let suffixes = match Target::named(name, selection.word_links)? {
        Target::One(format) => return put(path, &one_file(bitexts, names, &*format, selection)?),
        Target::Three(suffixes) => suffixes,
    };
    // Pharaoh consists of word links.
    let selection = Selection {
        whole: selection.whole,
        word_links: selection.word_links || name == "pharaoh",
        aligner: selection.aligner.clone(),
        filter: selection.filter,
    };
    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    for_documents(bitexts, names, &selection, |document| {
        let [english, chinese, third] = &mut files;
        match name {
            "pharaoh" => Pharaoh::new().write(document, english, chinese, third),
            _ => Moses::new().write(document, english, chinese, third),
        }
    })?;
    for (suffix, bytes) in suffixes.iter().zip(&files) {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        put(Path::new(&name), bytes)?;
    }
    Ok(())
}

/// Writes many bitexts to one file, as `Bitext.save` writes one. `names` are the names of the documents. Pairs that
/// `filter` rejects are left out.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "signs.tsv")
/// >>> found = bitext.Aligner().align_page_batch(["Ticket office 售票处\n", "No smoking 禁止吸烟\n"])
/// >>> bitext.save(found, path, names=["a.txt", "b.txt"])
/// >>> len(path.read_text(encoding="utf-8").splitlines())
/// 3
#[pyfunction]
#[pyo3(signature = (bitexts, path, format = None, *, names = None, whole = false, word_links = false, aligner = None, filter = None))]
pub(crate) fn save(
    py: Python<'_>,
    bitexts: Vec<Bound<'_, PyBitext>>,
    path: PathBuf,
    format: Option<&str>,
    names: Option<Vec<String>>,
    whole: bool,
    word_links: bool,
    aligner: Option<&Bound<'_, PyAligner>>,
    filter: Option<&PyFilter>,
) -> PyResult<()> {
    let selection = Selection::new(whole, word_links, aligner, filter);
    to_file(py, &bitexts, &names.unwrap_or_default(), &path, format, &selection)
}

/// The pairs of bitexts as an Arrow table with the columns document, english, chinese, confidence, score and kind, for
/// `polars.DataFrame` and `pyarrow.record_batch`. `document` is the index of the bitext.
///
/// >>> found = bitext.Aligner().align_page_batch(["Ticket office 售票处\n", "No smoking 禁止吸烟\n"])
/// >>> bitext.pairs_arrow(found)
/// ArrowArray(2 rows of document, english, chinese, confidence, score, kind)
#[pyfunction]
pub(crate) fn pairs_arrow(bitexts: Vec<Bound<'_, PyBitext>>) -> PyResult<PyArrowArray> {
    let bitexts: Vec<&PyBitext> = bitexts.iter().map(Bound::get).collect();
    PyArrowArray::of_pairs(&bitexts)
}
