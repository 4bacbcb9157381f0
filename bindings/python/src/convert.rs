//! Converts files, as the program does.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use bitext::{Filter, Rejection};
use pyo3::prelude::*;
use serde_json::Value;

use crate::arguments::{Inputs, Strings};
use crate::errors::{failed, io};
use crate::filters::PyFilter;

/// Converts alignments and translation memories: one unit at a time is in memory, and TMX and XLIFF keep their ids,
/// notes and tags. This is the command `bitext convert`. Returns its messages: warnings with the line of each broken
/// unit, which is left out, and the numbers of what was left out and written.
///
/// The formats of `inputs` are those of `load`, and those of `output` those of `Bitext.save`; the extensions decide,
/// unless the formats are stated. If `output` is a folder, each input gets a file in it. Pairs that `filter` rejects
/// are left out.
///
/// >>> import pathlib, tempfile
/// >>> memory = pathlib.Path(tempfile.mkdtemp(), "memory.csv")
/// >>> _ = memory.write_text("English,Chinese\nTea,茶\nTea,茶\nGreen tea,绿茶\n", encoding="utf-8")
/// >>> table = memory.with_suffix(".tsv")
/// >>> for message in bitext.convert(memory, table, filter=bitext.Filter(reject=["duplicate"])):
/// ...     print(message)
/// pairs           3
/// duplicate       1   33.3 %
/// kept            2   66.7 %
/// >>> [pair.english for pair in bitext.load(table)]
/// ['Tea', 'Green tea']
#[pyfunction]
#[pyo3(
    signature = (
        inputs, output, format = None, *, from_format = None, variants = None, texts = None, encoding = None,
        keep_unaligned = false, keep_rejected = false, filter = None, english_code = None, chinese_code = None, title = None
    ),
    text_signature = "(inputs, output, format=None, *, from_format=None, variants=(), texts=None, encoding=None, \
        keep_unaligned=False, keep_rejected=False, filter=None, english_code=None, chinese_code=None, title=None)"
)]
pub(crate) fn convert(
    py: Python<'_>,
    inputs: Inputs,
    output: PathBuf,
    format: Option<String>,
    from_format: Option<String>,
    variants: Option<Strings>,
    texts: Option<(PathBuf, PathBuf)>,
    encoding: Option<String>,
    keep_unaligned: bool,
    keep_rejected: bool,
    filter: Option<&PyFilter>,
    english_code: Option<String>,
    chinese_code: Option<String>,
    title: Option<String>,
) -> PyResult<Vec<String>> {
    let Inputs(inputs) = inputs;
    let mut arguments = Arguments(vec!["bitext".into(), "convert".into()]);
    arguments.option("--output", Some(output));
    arguments.option("--format", format);
    arguments.option("--from", from_format);
    variants.iter().flat_map(Strings::iter).for_each(|code| arguments.option("--variant", Some(code)));
    arguments.option("--encoding", encoding);
    arguments.flag("--keep-unaligned", keep_unaligned);
    arguments.flag("--keep-rejected", keep_rejected);
    arguments.option("--english-code", english_code);
    arguments.option("--chinese-code", chinese_code);
    arguments.option("--title", title);
    if let Some(filter) = filter {
        arguments.filter(filter.filter());
    }
    if let Some((english, chinese)) = texts {
        arguments.0.extend(["--texts".into(), english.into_os_string(), chinese.into_os_string()]);
    }
    arguments.0.push("--".into());
    arguments.0.extend(inputs.iter().map(|path| path.clone().into_os_string()));
    py.detach(|| {
        for path in &inputs {
            check(path)?;
        }
        let mut messages = Vec::new();
        let status = bitext_program::main_with(arguments.0, Some(&mut messages));
        if status == 0 { Ok(messages) } else { Err(failed(status, &messages, &inputs)) }
    })
}

/// Fails if a file cannot be opened. The common prefix of parallel files is no file.
fn check(path: &Path) -> PyResult<()> {
    let mut english = path.as_os_str().to_owned();
    english.push(".en");
    if Path::new(&english).is_file() {
        return Ok(());
    }
    std::fs::File::open(path).map(drop).map_err(|error| io(path, &error))
}

/// The arguments of the command.
struct Arguments(Vec<OsString>);

impl Arguments {
    fn option(&mut self, name: &str, value: Option<impl AsRef<OsStr>>) {
        if let Some(value) = value {
            let mut argument = OsString::from(name);
            argument.push("=");
            argument.push(value.as_ref());
            self.0.push(argument);
        }
    }

    fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.0.push(name.into());
        }
    }

    fn filter(&mut self, filter: Filter) {
        let options: Value = serde_json::to_value(filter).unwrap_or_default();
        for name in ["min-confidence", "min-letters", "max-length-ratio"] {
            let value = options.get(name).filter(|value| !value.is_null());
            self.option(&format!("--{name}"), value.map(Value::to_string));
        }
        self.flag("--check-language", filter.rejects(Rejection::Language));
        self.flag("--check-numbers", filter.rejects(Rejection::Numbers));
        self.flag("--unique", filter.rejects(Rejection::Duplicate));
    }
}
