//! The units of an input of `bitext convert`.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use bitext::export::{
    PairFormat, PoUnits, TableUnits, TmxUnits, Unit, UnitReader, XliffUnits, XlsxUnits, read_html,
    read_json_units, read_jsonl_units, read_moses, read_po, read_table, read_tmx_units, read_xliff,
    read_xlsx,
};
use bitext::{Error, LanguageTag};

use crate::arguments::SourceOptions;
use crate::decoded_input::InputBytes;
use crate::failure::Failure;
use crate::input;
use crate::numbered::{PlacedRow, numbered_rows, with_places};
use crate::source_format::source_format;

/// Opens an input and returns its units.
pub(crate) fn units(path: &Path, options: &SourceOptions) -> Result<Box<dyn UnitReader>, Failure> {
    if let Some(files) = moses_files(path, options.from) {
        return moses(&files);
    }
    let bytes = InputBytes::open(path)?;
    let format = match options.from {
        Some(format) => format,
        None => source_format(path, &bytes.head)?,
    };
    let variants = &options.variant;
    if format == PairFormat::Xlsx {
        let workbook = read_xlsx(&bytes.whole(path)?).map_err(|error| input::failure(path, &error))?;
        return Ok(Box::new(with_variants(variants, workbook, XlsxUnits::variant)));
    }
    let reader = bytes.decoded(path, options.encoding)?;
    Ok(match format {
        PairFormat::Tmx => Box::new(with_variants(variants, read_tmx_units(reader), TmxUnits::variant)),
        PairFormat::Xliff => Box::new(with_variants(variants, read_xliff(reader), XliffUnits::variant)),
        PairFormat::Po => Box::new(with_variants(variants, read_po(reader), PoUnits::variant)),
        PairFormat::Tsv | PairFormat::Csv => {
            Box::new(with_variants(variants, read_table(reader), TableUnits::variant))
        }
        PairFormat::Jsonl => Box::new(read_jsonl_units(reader)),
        PairFormat::Json => {
            let text = whole(path, reader)?;
            let mut units = read_json_units(&text);
            let all: Vec<_> = units.by_ref().collect();
            let (is_cut_off, left_out) = (units.is_cut_off(), units.left_out());
            Box::new(ReadUnits { units: all.into_iter(), is_cut_off, left_out })
        }
        PairFormat::Html => {
            let page = whole(path, reader)?;
            let mut rows = read_html(&page);
            let places = with_places(rows.by_ref(), |rows| rows.line(), |rows| rows.is_cut_off());
            let all: Vec<_> = RowUnits { rows: places, is_cut_off: false }.collect();
            let (is_cut_off, left_out) = (rows.is_cut_off(), rows.left_out());
            Box::new(ReadUnits { units: all.into_iter(), is_cut_off, left_out })
        }
        PairFormat::Ladder | PairFormat::Xces => {
            let texts = options.texts.clone().or_else(|| sentence_files(path)).ok_or_else(|| {
                let message = "a ladder or XCES file has only the numbers of sentences: name the two texts with --texts";
                Failure::Usage(format!("{}: {message}", input::name(path)))
            })?;
            Box::new(RowUnits { rows: numbered_rows(reader, format, &texts)?, is_cut_off: false })
        }
        PairFormat::Moses => {
            return Err(Failure::Input(format!(
                "{}: there is no {0}.en with a {0}.zh: name their common prefix",
                input::name(path)
            )));
        }
        format => {
            return Err(Failure::Input(format!("{}: the format {format} is not read", input::name(path))));
        }
    })
}

fn with_variants<U>(tags: &[LanguageTag], units: U, add: impl Fn(U, LanguageTag) -> U) -> U {
    tags.iter().cloned().fold(units, add)
}

/// Returns the names of the parallel files with this prefix: English, Chinese, and the sentence ids, which may be
/// missing. Returns `None` if the input has another format or the English or the Chinese file is missing.
fn moses_files(prefix: &Path, format: Option<PairFormat>) -> Option<[PathBuf; 3]> {
    if format.is_some_and(|format| format != PairFormat::Moses) || format.is_none() && prefix.exists() {
        return None;
    }
    let files = [".en", ".zh", ".ids"].map(|end| with_end(prefix, end));
    (files[0].is_file() && files[1].is_file()).then_some(files)
}

/// Returns a path with `end` added to its name.
pub(crate) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Returns the files that an input is read from.
pub(crate) fn files_of(path: &Path, options: &SourceOptions) -> Vec<PathBuf> {
    match moses_files(path, options.from) {
        Some(files) => files.into(),
        None => vec![path.to_owned()],
    }
}

fn moses([english, chinese, ids]: &[PathBuf; 3]) -> Result<Box<dyn UnitReader>, Failure> {
    let open = |path: &Path| InputBytes::open(path)?.decoded(path, None);
    let ids = if ids.is_file() {
        Some(BufReader::new(File::open(ids).map_err(|error| Failure::file(ids, &error))?))
    } else {
        None
    };
    Ok(Box::new(read_moses(open(english)?, open(chinese)?, ids)))
}

/// Returns the files with the English and the Chinese sentences that are written beside a ladder or an XCES file.
fn sentence_files(path: &Path) -> Option<Vec<PathBuf>> {
    let files = ENDS.map(|end| with_end(path, end));
    files.iter().all(|file| file.is_file()).then(|| files.into())
}

/// What the names of the files with the sentences of a ladder or an XCES file end with: English and Chinese.
pub(crate) const ENDS: [&str; 2] = [".en", ".zh"];

fn whole(path: &Path, mut reader: Box<dyn BufRead>) -> Result<String, Failure> {
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(|error| Failure::file(path, &error))?;
    Ok(text)
}

/// An iterator that makes a unit of each row and its place.
struct RowUnits<I> {
    rows: I,
    is_cut_off: bool,
}

impl<I: Iterator<Item = PlacedRow>> Iterator for RowUnits<I> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (row, place) = self.rows.next()?;
        self.is_cut_off = place.is_cut_off;
        Some(row.map(|row| {
            let mut unit = Unit::new(row, place.line);
            unit.details.scored = true;
            unit
        }))
    }
}

impl<I: Iterator<Item = PlacedRow>> UnitReader for RowUnits<I> {
    fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }
}

/// The units of a file that has been read.
struct ReadUnits {
    units: std::vec::IntoIter<Result<Unit, Error>>,
    is_cut_off: bool,
    left_out: Vec<(String, usize)>,
}

impl Iterator for ReadUnits {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.units.next()
    }
}

impl UnitReader for ReadUnits {
    fn is_cut_off(&self) -> bool {
        // The error is the last item.
        self.is_cut_off && self.units.len() == 0
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        self.left_out.clone()
    }
}
