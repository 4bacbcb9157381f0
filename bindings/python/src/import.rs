//! Reads aligned files, of this package and of other tools.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};

use bitext::export::{
    LadderRow, NumberedSentences, PairFormat, PoUnits, Row, SideOrder, TableUnits, TmxUnits,
    Unit as FileUnit, XliffUnits, XlsxUnits, read_html, read_json, read_jsonl, read_ladder, read_moses,
    read_po, read_table, read_tmx_units, read_xces, read_xliff, read_xlsx,
};
use bitext::{Encoding, Error, LanguageTag, Markup, OwnedBitext, Reader};
use pyo3::prelude::*;

use crate::arguments::Strings;
use crate::bitexts::PyBitext;
use crate::errors::{exception, exception_in, invalid, io};
use crate::unit::Unit;

/// How a file is read.
#[derive(Debug)]
pub(crate) struct SourceOptions {
    format: Option<PairFormat>,
    variants: Vec<LanguageTag>,
    texts: Option<(PathBuf, PathBuf)>,
    encoding: Option<Encoding>,
}

impl SourceOptions {
    pub(crate) fn new(
        format: Option<&str>,
        variants: Option<&Strings>,
        texts: Option<(PathBuf, PathBuf)>,
        encoding: Option<&str>,
    ) -> PyResult<Self> {
        Ok(Self {
            format: format.map(str::parse).transpose().map_err(|error| exception(&error))?,
            variants: (variants
                .into_iter()
                .flat_map(Strings::iter)
                .map(str::parse)
                .collect::<Result<_, _>>())
            .map_err(|error| exception(&error))?,
            texts,
            encoding: encoding.map(str::parse).transpose().map_err(|error| exception(&error))?,
        })
    }

    /// The format of a file: the one that was stated, or that of the extension.
    fn format_of(&self, path: &Path) -> PyResult<PairFormat> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        if with_end(path, ".en").is_file() && !path.exists() {
            return Ok(PairFormat::Moses);
        }
        PairFormat::of_path(path).ok_or_else(|| {
            let path = path.display();
            invalid(&format!("{path}: the extension is not that of a format: state the format"))
        })
    }
}

/// Reads the pairs of a file that `Bitext.save` or another tool wrote: `tsv`, `csv`, `xlsx`, `jsonl`, `json`, `tmx`, `xliff`,
/// `po`, `html`, `moses`, or, with the two texts whose sentences are their lines, `ladder` and `xces`. The format is that of
/// the extension, unless it is stated. The texts of the bitext are the pairs, one after another.
///
/// `variants` are codes such as `zh-TW`: then only texts in these variants are taken. `convert` converts files without
/// loading them.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "tickets.tmx")
/// >>> bitext.align_page("Ticket office 售票处\n").save(path)
/// >>> [(pair.english, pair.chinese) for pair in bitext.load(path)]
/// [('Ticket office', '售票处')]
#[pyfunction]
#[pyo3(
    signature = (path, format = None, *, variants = None, texts = None, encoding = None, unit = Unit::CodePoints),
    text_signature = "(path, format=None, *, variants=(), texts=None, encoding=None, unit='code-points')"
)]
pub(crate) fn load(
    py: Python<'_>,
    path: PathBuf,
    format: Option<&str>,
    variants: Option<Strings>,
    texts: Option<(PathBuf, PathBuf)>,
    encoding: Option<&str>,
    unit: Unit,
) -> PyResult<PyBitext> {
    let options = SourceOptions::new(format, variants.as_ref(), texts, encoding)?;
    let bitext = py.detach(|| Ok::<_, PyErr>(OwnedBitext::from_rows(rows(&path, &options)?)))?;
    Ok(PyBitext::new(bitext, unit))
}

/// The rows of a file. Stops at the first error.
pub(crate) fn rows(path: &Path, options: &SourceOptions) -> PyResult<Vec<Row<'static>>> {
    let variants = &options.variants;
    let rows = match options.format_of(path)? {
        PairFormat::Tmx => {
            of_units(with_variants(variants, read_tmx_units(open(path, options)?), TmxUnits::variant))
        }
        PairFormat::Xliff => {
            of_units(with_variants(variants, read_xliff(open(path, options)?), XliffUnits::variant))
        }
        PairFormat::Po => of_units(with_variants(variants, read_po(open(path, options)?), PoUnits::variant)),
        PairFormat::Tsv | PairFormat::Csv => {
            of_units(with_variants(variants, read_table(open(path, options)?), TableUnits::variant))
        }
        PairFormat::Jsonl => read_jsonl(open(path, options)?).collect(),
        PairFormat::Json => {
            let text = read_text(path, options.encoding)?;
            read_json(text.as_str()).collect()
        }
        PairFormat::Xlsx => {
            let workbook = std::fs::read(path).map_err(|error| io(path, &error))?;
            let units = read_xlsx(&workbook).map_err(|error| exception_in(path, &error))?;
            of_units(with_variants(variants, units, XlsxUnits::variant))
        }
        PairFormat::Html => {
            let page = read_text(path, options.encoding)?;
            read_html(page.as_str()).collect()
        }
        PairFormat::Ladder => {
            numbered(read_ladder(open(path, options)?, SideOrder::EnglishFirst), path, options)?
        }
        PairFormat::Xces => numbered(read_xces(open(path, options)?), path, options)?,
        PairFormat::Moses => return moses(path, options),
        format => return Err(invalid(&format!("format: `{format}` is not read"))),
    };
    rows.map_err(|error| exception_in(path, &error))
}

fn with_variants<U>(tags: &[LanguageTag], units: U, add: impl Fn(U, LanguageTag) -> U) -> U {
    tags.iter().cloned().fold(units, add)
}

fn of_units(units: impl Iterator<Item = Result<FileUnit, Error>>) -> Result<Vec<Row<'static>>, Error> {
    units.map(|unit| unit.map(|unit| unit.row)).collect()
}

/// Rows of sentence numbers, whose sentences are the lines of two texts.
fn numbered(
    rows: impl Iterator<Item = Result<LadderRow, Error>>,
    path: &Path,
    options: &SourceOptions,
) -> PyResult<Result<Vec<Row<'static>>, Error>> {
    let (english, chinese) = options.texts.as_ref().ok_or_else(|| {
        let path = path.display();
        invalid(&format!(
            "{path}: the file has only the numbers of sentences: name the two texts with `texts`"
        ))
    })?;
    let (english, chinese) = (read_text(english, options.encoding)?, read_text(chinese, options.encoding)?);
    let (english, chinese) = (english.as_str().lines().collect(), chinese.as_str().lines().collect());
    let mut sentences = NumberedSentences::new(english, chinese);
    Ok(rows.map(|row| sentences.row(&row?)).collect())
}

/// The rows of the files that have `prefix` in common.
fn moses(prefix: &Path, options: &SourceOptions) -> PyResult<Vec<Row<'static>>> {
    let (english, chinese) = (with_end(prefix, ".en"), with_end(prefix, ".zh"));
    let ids = Some(with_end(prefix, ".ids")).filter(|ids| ids.is_file());
    let ids =
        ids.map(|ids| File::open(&ids).map(BufReader::new).map_err(|error| io(&ids, &error))).transpose()?;
    let rows = of_units(read_moses(open(&english, options)?, open(&chinese, options)?, ids));
    rows.map_err(|error| exception_in(&english, &error))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// A file as UTF-8. UTF-16, which the readers of XML know, and UTF-8 are read piece by piece.
fn open(path: &Path, options: &SourceOptions) -> PyResult<Box<dyn BufRead>> {
    /// The number of bytes from which the encoding is detected.
    const HEAD: usize = 1 << 16;
    let file = File::open(path).map_err(|error| io(path, &error))?;
    let mut file = BufReader::with_capacity(HEAD, file);
    let head = file.fill_buf().map_err(|error| io(path, &error))?;
    let is_utf16 = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..]);
    // The last character may be cut off.
    let is_utf8 = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    if options.encoding.is_none() && (is_utf16 || is_utf8) {
        return Ok(Box::new(file));
    }
    Ok(Box::new(Cursor::new(read_text(path, options.encoding)?.into_string())))
}

fn read_text(path: &Path, encoding: Option<Encoding>) -> PyResult<bitext::Text> {
    let reader = Reader::new().markup(Markup::Plain);
    let reader = encoding.map_or(reader, |encoding| reader.encoding(encoding));
    reader.read_path(path).map_err(|error| exception(&error))
}
