//! Writes bitexts in the formats of the crate.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bitext::export::{
    Capacity, Columns, Csv, Document, Format, Html, JsonLines, Ladder, Moses, Pharaoh, Tmx, TrainingJson,
    Tsv, WordLinks, Xces, Xliff, XliffVersion, Xlsx,
};
use bitext::{Aligner, Language, LanguageTag, OwnedBitext, WordAlignment};
use pyo3::prelude::*;

use crate::aligner::PyAligner;
use crate::arguments::Strings;
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
    pub(crate) labels: Labels,
}

/// The names and the language tags that a file gets.
#[derive(Clone, Default)]
pub(crate) struct Labels {
    /// The names of the documents.
    names: Vec<String>,
    /// The tags of the texts of each language.
    english: Option<LanguageTag>,
    chinese: Option<LanguageTag>,
    /// The title of an HTML page.
    title: Option<String>,
}

impl Labels {
    pub(crate) fn new(
        names: Option<&Strings>,
        english_code: Option<&str>,
        chinese_code: Option<&str>,
        title: Option<String>,
    ) -> PyResult<Self> {
        let tag = |code: Option<&str>| code.map(str::parse).transpose().map_err(|error| exception(&error));
        Ok(Self {
            names: names.map(Strings::to_vec).unwrap_or_default(),
            english: tag(english_code)?,
            chinese: tag(chinese_code)?,
            title,
        })
    }

    /// The tags of a format that has one for each language of the file.
    fn languages(&self) -> (LanguageTag, LanguageTag) {
        let (english, chinese) = (self.english.clone(), self.chinese.clone());
        (
            english.unwrap_or_else(|| Language::English.into()),
            chinese.unwrap_or_else(|| Language::Chinese.into()),
        )
    }
}

impl Selection {
    pub(crate) fn new(
        whole: bool,
        word_links: bool,
        aligner: Option<&Bound<'_, PyAligner>>,
        filter: Option<&PyFilter>,
        labels: Labels,
    ) -> Self {
        Self {
            labels,
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
    fn named(name: &str, word_links: bool, labels: &Labels) -> PyResult<Self> {
        let training = |format: TrainingJson| {
            let (english, chinese) = labels.languages();
            Box::new(format.languages(english, chinese))
        };
        let xliff2 = || {
            let format = Xliff::new().version(XliffVersion::V2_1);
            if labels.english.is_none() && labels.chinese.is_none() {
                return format;
            }
            let (english, chinese) = labels.languages();
            format.languages(english, chinese)
        };
        let format: Box<dyn Format> = match name {
            "tsv" => Box::new(Tsv::new()),
            "csv" => Box::new(Csv::new()),
            "jsonl" if word_links => Box::new(JsonLines::new().word_links(WordLinks::Written)),
            "jsonl" => Box::new(JsonLines::new()),
            "tmx" => Box::new(Tmx::new()),
            "xliff" => Box::new(Xliff::new()),
            "xliff2" => Box::new(xliff2()),
            "xlsx" => Box::new(Xlsx::new()),
            "translation" => training(TrainingJson::translations()),
            "chat" => training(TrainingJson::messages()),
            "xces" => Box::new(Xces::new()),
            "ladder" => Box::new(Ladder::new()),
            "columns" => Box::new(Columns::new()),
            "html" => {
                Box::new(labels.title.iter().fold(Html::new(), |page, title| page.title(title.clone())))
            }
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
    bitexts: &[OwnedBitext],
    selection: &Selection,
    mut write: impl FnMut(&Document<'_, '_>) -> Result<(), bitext::Error>,
) -> PyResult<()> {
    let Labels { names, english, chinese, .. } = &selection.labels;
    if !names.is_empty() && names.len() != bitexts.len() {
        return Err(invalid(&format!("{} names for {} bitexts", names.len(), bitexts.len())));
    }
    let mut filtering = selection.filter.map(|filter| filter.start());
    for (number, bitext) in bitexts.iter().enumerate() {
        let bitext = bitext.bitext();
        let words: Option<Vec<WordAlignment>> =
            selection.word_links.then(|| selection.aligner.align_words_of(&bitext));
        let document = if selection.whole { Document::whole(&bitext) } else { Document::new(&bitext) };
        let mut document = document.name(names.get(number).map_or("", String::as_str));
        if let Some(tag) = english {
            document = document.english_tag(tag);
        }
        if let Some(tag) = chinese {
            document = document.chinese_tag(tag);
        }
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

fn one_file(bitexts: &[OwnedBitext], format: &dyn Format, selection: &Selection) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    if format.capacity() == Capacity::One && bitexts.len() != 1 {
        return Err(invalid("the format holds one document: save each bitext to a file of its own"));
    }
    if bitexts.len() == 1 {
        for_documents(bitexts, selection, |document| format.write(document, &mut out))?;
        return Ok(out);
    }
    format.begin(&mut out).map_err(|error| exception(&error))?;
    for_documents(bitexts, selection, |document| format.document(document, &mut out))?;
    format.end(&mut out).map_err(|error| exception(&error))?;
    Ok(out)
}

/// Bitexts as a text.
pub(crate) fn to_string(
    py: Python<'_>,
    bitexts: &[OwnedBitext],
    format: &str,
    selection: &Selection,
) -> PyResult<String> {
    if format == "xlsx" {
        return Err(invalid("format: a workbook is not a text: save it"));
    }
    match Target::named(format, selection.word_links, &selection.labels)? {
        Target::One(format) => py.detach(|| {
            let out = one_file(bitexts, &*format, selection)?;
            Ok(String::from_utf8_lossy(&out).into_owned())
        }),
        Target::Three(_) => Err(invalid(&format!("format: `{format}` has three files: save it"))),
    }
}

/// Writes bitexts to a file.
pub(crate) fn to_file(
    py: Python<'_>,
    bitexts: &[OwnedBitext],
    path: &Path,
    format: Option<&str>,
    selection: &Selection,
) -> PyResult<()> {
    let name = format.map_or_else(|| format_of(path), Ok)?;
    py.detach(|| match Target::named(name, selection.word_links, &selection.labels)? {
        Target::One(format) => put(path, &one_file(bitexts, &*format, selection)?),
        Target::Three(suffixes) => three_files(bitexts, path, name, suffixes, selection),
    })
}

fn put(path: &Path, bytes: &[u8]) -> PyResult<()> {
    fs::File::create(path).and_then(|mut file| file.write_all(bytes)).map_err(|error| io(path, &error))
}

/// Writes the files of `moses` or `pharaoh`, whose names are `path` with the suffixes.
fn three_files(
    bitexts: &[OwnedBitext],
    path: &Path,
    name: &str,
    suffixes: [&str; 3],
    selection: &Selection,
) -> PyResult<()> {
    // Pharaoh consists of word links.
    let selection = Selection {
        whole: selection.whole,
        word_links: selection.word_links || name == "pharaoh",
        aligner: selection.aligner.clone(),
        filter: selection.filter,
        labels: selection.labels.clone(),
    };
    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    for_documents(bitexts, &selection, |document| {
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
/// `filter` rejects are left out. `english_code`, `chinese_code` and `title` are those of `Bitext.save`.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "signs.tsv")
/// >>> found = bitext.Aligner().align_page_batch(["Ticket office 售票处\n", "No smoking 禁止吸烟\n"])
/// >>> bitext.save(found, path, names=["a.txt", "b.txt"])
/// >>> len(path.read_text(encoding="utf-8").splitlines())
/// 3
#[pyfunction]
#[pyo3(signature = (
    bitexts, path, format = None, *, names = None, whole = false, word_links = false, aligner = None, filter = None,
    english_code = None, chinese_code = None, title = None
))]
pub(crate) fn save(
    py: Python<'_>,
    bitexts: Vec<Bound<'_, PyBitext>>,
    path: PathBuf,
    format: Option<&str>,
    names: Option<Strings>,
    whole: bool,
    word_links: bool,
    aligner: Option<&Bound<'_, PyAligner>>,
    filter: Option<&PyFilter>,
    english_code: Option<&str>,
    chinese_code: Option<&str>,
    title: Option<String>,
) -> PyResult<()> {
    let labels = Labels::new(names.as_ref(), english_code, chinese_code, title)?;
    let selection = Selection::new(whole, word_links, aligner, filter, labels);
    let bitexts: Vec<OwnedBitext> = bitexts.iter().map(|bitext| bitext.get().owned()).collect();
    to_file(py, &bitexts, &path, format, &selection)
}

/// The pairs of bitexts as an Arrow table with the columns document, english, chinese, confidence, score and kind, for
/// `polars.DataFrame` and `pyarrow.record_batch`. `document` is the index of the bitext.
///
/// >>> found = bitext.Aligner().align_page_batch(["Ticket office 售票处\n", "No smoking 禁止吸烟\n"])
/// >>> bitext.pairs_arrow(found)
/// ArrowArray(2 rows of document, english, chinese, confidence, score, kind)
#[pyfunction]
pub(crate) fn pairs_arrow(py: Python<'_>, bitexts: Vec<Bound<'_, PyBitext>>) -> PyResult<PyArrowArray> {
    let bitexts: Vec<OwnedBitext> = bitexts.iter().map(|bitext| bitext.get().owned()).collect();
    py.detach(|| PyArrowArray::of_pairs(&bitexts))
}
