//! Text from files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bitext::{DecodeErrors, Encoding, Markup, Reader, Span, Text, TextOrder};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyType};

use crate::choice;
use crate::errors::{exception, exception_in, invalid, io};
use crate::record::record;
use crate::shared_string::SharedString;
use crate::unit::{Unit, UnitIndex};

record! {
    /// A part of a Word file or of a book, from which text was read.
    ///
    /// >>> bitext.TextPart("word/document.xml", 0, 120).name
    /// 'word/document.xml'
    TextPart {
        /// The name of the part in the archive, such as `word/document.xml`.
        name: String,
        /// The start of the part, in bytes of all parts, unpacked and one after another.
        start: usize,
        /// The end of the part.
        end: usize,
    }
}

/// The text of a file, with its encoding and its markup. It keeps the bytes of the file, so that it can be pickled.
///
/// >>> text = bitext.decode("<h1>Tea</h1><p>Green &amp; black</p>".encode(), markup="html")
/// >>> text
/// Text('Tea\n\nGreen & black\n', encoding='UTF-8', markup='html')
/// >>> str(text)
/// 'Tea\n\nGreen & black\n'
#[pyclass(frozen, eq, module = "bitext", name = "Text")]
#[derive(Debug)]
pub(crate) struct PyText {
    text: Text,
    /// The file and the options, from which the text is made again.
    origin: Origin,
    /// The offsets of the text in each unit, made when they are first used: a caller asks for each sentence.
    indexes: [OnceLock<UnitIndex>; 3],
    string: SharedString,
}

/// What pickle stores of a text.
#[derive(Debug)]
struct Origin {
    file: Vec<u8>,
    reader: Reader,
}

impl PartialEq for PyText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[pymethods]
impl PyText {
    /// Restores a pickled text.
    #[new]
    fn restore(py: Python<'_>, file: &[u8], reader: &str) -> PyResult<Self> {
        let reader = choice::from_json(reader)?;
        py.detach(|| Self::decoded(file.to_vec(), reader)).map_err(|error| exception(&error))
    }

    /// The text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.string.of(py, self.text.as_str())
    }

    /// The encoding of the file, such as `UTF-8` or `GBK`.
    #[getter]
    fn encoding(&self) -> &'static str {
        self.text.encoding().name()
    }

    /// The markup that the file was read as: `plain`, `paged`, `markdown`, `html`, `subtitles`, `docx` or `epub`.
    #[getter]
    fn markup(&self) -> &'static str {
        self.text.markup().name()
    }

    /// The number of U+FFFD that replace bytes that are not valid in the encoding.
    #[getter]
    fn replaced(&self) -> usize {
        self.text.replaced()
    }

    /// The parts of a Word file or a book from which text was read; empty for other files.
    ///
    /// >>> bitext.decode(b"Tea").parts
    /// []
    #[getter]
    fn parts(&self) -> Vec<TextPart> {
        let part = |part: &bitext::TextPart| TextPart {
            name: part.name.clone(),
            start: part.span.start,
            end: part.span.end,
        };
        self.text.parts().iter().map(part).collect()
    }

    /// The byte ranges of the file that a span of the text comes from. In a Word file or a book, they count the bytes
    /// of `parts`.
    ///
    /// >>> text = bitext.decode(b"- Green **tea**\n", markup="markdown")
    /// >>> text.sources(0, 9)
    /// [(2, 13)]
    #[pyo3(
        signature = (start, end, *, unit = Unit::CodePoints),
        text_signature = "($self, start, end, *, unit='code-points')"
    )]
    fn sources(&self, start: usize, end: usize, unit: Unit) -> PyResult<Vec<(usize, usize)>> {
        let sources = self.text.sources(self.span(start, end, unit)?);
        Ok(sources.into_iter().map(|span| (span.start, span.end)).collect())
    }

    /// The seconds at which a span of subtitles appears and disappears; `None` for other text.
    ///
    /// >>> text = bitext.decode(b"1\n00:00:01,000 --> 00:00:02,500\nCome in.\n")
    /// >>> text.time(0, 8)
    /// (1.0, 2.5)
    #[pyo3(
        signature = (start, end, *, unit = Unit::CodePoints),
        text_signature = "($self, start, end, *, unit='code-points')"
    )]
    fn time(&self, start: usize, end: usize, unit: Unit) -> PyResult<Option<(f64, f64)>> {
        let time = self.text.time(self.span(start, end, unit)?);
        Ok(time.map(|(start, end)| (start.as_secs_f64(), end.as_secs_f64())))
    }

    /// The text, the encoding, the markup, the number of replaced bytes and the parts as a dictionary.
    ///
    /// >>> bitext.decode("茶".encode("gbk"), encoding="gbk").to_dict()
    /// {'text': '茶', 'encoding': 'GBK', 'markup': 'plain', 'replaced': 0, 'parts': []}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("text", self.text(py))?;
        dict.set_item("encoding", self.encoding())?;
        dict.set_item("markup", self.markup())?;
        dict.set_item("replaced", self.replaced())?;
        let parts = self.parts().into_iter().map(|part| part.to_dict(py)).collect::<PyResult<Vec<_>>>()?;
        dict.set_item("parts", parts)?;
        Ok(dict)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Restored<'py>)> {
        let file = PyBytes::new(py, &self.origin.file);
        Ok((py.get_type::<Self>(), (file, choice::json(&self.origin.reader)?)))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let start: String = self.text.as_str().chars().take(40).collect();
        let dots = if start.len() < self.text.as_str().len() { "..." } else { "" };
        let start = start.into_pyobject(py)?.repr()?;
        Ok(format!("Text({start}{dots}, encoding='{}', markup='{}')", self.encoding(), self.markup()))
    }
}

/// The bytes of a file, and how they are read.
type Restored<'py> = (Bound<'py, PyBytes>, String);

impl PyText {
    fn decoded(file: Vec<u8>, reader: Reader) -> Result<Self, bitext::Error> {
        let text = reader.decode(&file)?;
        Ok(Self {
            text,
            origin: Origin { file, reader },
            indexes: Default::default(),
            string: SharedString::default(),
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    pub(crate) fn crate_text(&self) -> &Text {
        &self.text
    }

    /// The byte span of a span in `unit`.
    fn span(&self, start: usize, end: usize, unit: Unit) -> PyResult<Span> {
        let index = self.indexes[unit as usize].get_or_init(|| UnitIndex::new(self.text.as_str(), unit));
        let range = index.range(self.text.as_str(), (start, end))?;
        Ok(Span::new(range.start, range.end))
    }
}

fn reader(encoding: Option<&str>, markup: Option<&str>, errors: &str) -> PyResult<Reader> {
    let mut reader = Reader::new().decode_errors(match errors {
        "strict" => DecodeErrors::Refused,
        "replace" => DecodeErrors::Replaced,
        _ => return Err(invalid(&format!("errors: `{errors}` is not `strict` or `replace`"))),
    });
    if let Some(encoding) = encoding {
        reader = reader.encoding(encoding.parse::<Encoding>().map_err(|error| exception(&error))?);
    }
    if let Some(markup) = markup {
        reader = reader.markup(markup.parse::<Markup>().map_err(|error| exception(&error))?);
    }
    Ok(reader)
}

/// The bytes of a file, and a reader with the markup of its name.
fn file_of(path: &Path, reader: Reader) -> PyResult<(Reader, Vec<u8>)> {
    let file = fs::read(path).map_err(|error| match reader.read_path(path) {
        Err(error) => exception(&error),
        Ok(_) => io(path, &error),
    })?;
    Ok((reader.for_path(path).map_err(|error| exception(&error))?, file))
}

/// Reads a file: text, Markdown, HTML, subtitles, a Word file or a book (EPUB). The encoding and the markup are
/// detected, unless they are stated.
///
/// `errors` says what happens to bytes that are not valid in the encoding: `strict` or `replace`.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "tea.txt")
/// >>> _ = path.write_bytes("茶和咖啡，你喜欢哪一个？".encode("gbk"))
/// >>> text = bitext.read(path)
/// >>> text.text, text.encoding
/// ('茶和咖啡，你喜欢哪一个？', 'GBK')
/// >>> try:
/// ...     bitext.read(path, encoding="utf-8")
/// ... except bitext.BitextError as error:
/// ...     print(error.kind, error.line, error.offset)
/// encoding 1 0
#[pyfunction]
#[pyo3(signature = (path, *, encoding = None, markup = None, errors = "strict"))]
pub(crate) fn read(
    py: Python<'_>,
    path: PathBuf,
    encoding: Option<&str>,
    markup: Option<&str>,
    errors: &str,
) -> PyResult<PyText> {
    let reader = reader(encoding, markup, errors)?;
    let (reader, file) = py.detach(|| file_of(&path, reader))?;
    let text = py.detach(|| PyText::decoded(file, reader));
    text.map_err(|error| exception_in(&path, &error))
}

/// Reads bytes as `read` reads a file.
///
/// >>> bitext.decode("茶".encode("utf-16")).encoding
/// 'UTF-16LE'
#[pyfunction]
#[pyo3(signature = (data, *, encoding = None, markup = None, errors = "strict"))]
pub(crate) fn decode(
    py: Python<'_>,
    data: &[u8],
    encoding: Option<&str>,
    markup: Option<&str>,
    errors: &str,
) -> PyResult<PyText> {
    let reader = reader(encoding, markup, errors)?;
    py.detach(|| PyText::decoded(data.to_vec(), reader)).map_err(|error| exception(&error))
}

/// Which of two texts is in English and which is in Chinese: `english-first`, `chinese-first`, `both-english`,
/// `both-chinese` or `unclear`.
///
/// >>> bitext.text_order("渡轮八点出发。", "The ferry leaves at eight.")
/// 'chinese-first'
#[pyfunction]
pub(crate) fn text_order(one: &str, other: &str) -> &'static str {
    match bitext::text_order(one, other) {
        TextOrder::EnglishFirst => "english-first",
        TextOrder::ChineseFirst => "chinese-first",
        TextOrder::BothEnglish => "both-english",
        TextOrder::BothChinese => "both-chinese",
        _ => "unclear",
    }
}
