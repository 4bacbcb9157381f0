//! The units of an input of `bitext convert`.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

use bitext::export::{
    PoUnits, Row, TableUnits, TmxUnits, Unit, UnitReader, XliffUnits, read_html, read_jsonl, read_moses,
    read_po, read_table, read_tmx_units, read_xliff,
};
use bitext::{Error, LanguageTag};

use crate::arguments::{ConvertArgs, InputFormat};
use crate::decoded_input::InputBytes;
use crate::failure::Failure;
use crate::input;
use crate::numbered::numbered_rows;
use crate::source_format::source_format;

/// Opens an input and returns its units.
pub(crate) fn units(path: &Path, arguments: &ConvertArgs) -> Result<Box<dyn UnitReader>, Failure> {
    if let Some(files) = moses_files(path, arguments.from) {
        return moses(&files);
    }
    let bytes = InputBytes::open(path)?;
    let format = match arguments.from {
        Some(format) => format,
        None => source_format(path, &bytes.head)?,
    };
    let reader = bytes.decoded(path, arguments.encoding)?;
    let variants = &arguments.variant;
    Ok(match format {
        InputFormat::Tmx => Box::new(with_variants(variants, read_tmx_units(reader), TmxUnits::variant)),
        InputFormat::Xliff => Box::new(with_variants(variants, read_xliff(reader), XliffUnits::variant)),
        InputFormat::Po => Box::new(with_variants(variants, read_po(reader), PoUnits::variant)),
        InputFormat::Tsv | InputFormat::Csv => {
            Box::new(with_variants(variants, read_table(reader), TableUnits::variant))
        }
        InputFormat::Jsonl => Box::new(RowUnits::new(read_jsonl(reader))),
        InputFormat::Html => {
            let mut page = String::new();
            let mut reader = reader;
            reader.read_to_string(&mut page).map_err(|error| Failure::file(path, &error))?;
            let rows: Vec<Result<Row<'static>, Error>> = read_html(&page).collect();
            Box::new(RowUnits::new(rows.into_iter()))
        }
        InputFormat::Ladder | InputFormat::Xces => {
            let texts = arguments.texts.as_deref().ok_or_else(|| {
                let message = "a ladder or XCES file has only the numbers of sentences: name the two texts with --texts";
                Failure::Usage(format!("{}: {message}", input::name(path)))
            })?;
            Box::new(RowUnits::new(numbered_rows(reader, format, texts)?))
        }
        InputFormat::Moses => {
            return Err(Failure::Input(format!(
                "{}: there is no {0}.en with a {0}.zh: name their common prefix",
                input::name(path)
            )));
        }
    })
}

fn with_variants<U>(tags: &[LanguageTag], units: U, add: impl Fn(U, LanguageTag) -> U) -> U {
    tags.iter().cloned().fold(units, add)
}

/// Returns the names of the parallel files with this prefix: English, Chinese, and the sentence ids, which may be
/// missing. Returns `None` if the input has another format or the English or the Chinese file is missing.
fn moses_files(prefix: &Path, format: Option<InputFormat>) -> Option<[PathBuf; 3]> {
    if format.is_some_and(|format| format != InputFormat::Moses) || format.is_none() && prefix.exists() {
        return None;
    }
    let name = |extension: &str| {
        let mut name = prefix.as_os_str().to_owned();
        name.push(extension);
        PathBuf::from(name)
    };
    let files = [name(".en"), name(".zh"), name(".ids")];
    (files[0].is_file() && files[1].is_file()).then_some(files)
}

/// Returns the files that an input is read from.
pub(crate) fn files_of(path: &Path, arguments: &ConvertArgs) -> Vec<PathBuf> {
    match moses_files(path, arguments.from) {
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

/// An iterator that makes each row a unit.
struct RowUnits<I> {
    rows: I,
    line: usize,
}

impl<I> RowUnits<I> {
    fn new(rows: I) -> Self {
        Self { rows, line: 0 }
    }
}

impl<I: Iterator<Item = Result<Row<'static>, Error>>> Iterator for RowUnits<I> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line += 1;
        Some(self.rows.next()?.map(|row| {
            // A row with a bead type comes from this crate, which writes the confidence with the type.
            let scored = row.kind.english + row.kind.chinese > 0;
            let mut unit = Unit::new(row, self.line);
            unit.details.scored = scored;
            unit
        }))
    }
}

impl<I: Iterator<Item = Result<Row<'static>, Error>>> UnitReader for RowUnits<I> {
    fn is_cut_off(&self) -> bool {
        false
    }
}
