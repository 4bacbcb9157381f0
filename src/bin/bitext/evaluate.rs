//! `bitext evaluate` measures the agreement with manual alignments.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use bitext::Aligner;
use bitext::evaluate::{Agreement, GoldBead, Score};
use bitext::export::{SideOrder, read_ladder};
use serde::Serialize;

use crate::arguments::{EvaluateArgs, LineFormat};
use crate::failure::{Failure, counted};
use crate::input::Input;
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::printable::printable;
use crate::progress;

pub(crate) fn run(arguments: &EvaluateArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let mut documents = Vec::new();
    for folder in &arguments.folders {
        documents.extend(gold_files(folder)?);
    }
    let aligner = crate::aligner::aligner(&arguments.lexicon)?;
    let format = arguments.output.format;
    let read: Vec<PathBuf> = documents
        .iter()
        .flat_map(|gold| ["gold", "en", "zh"].map(|extension| gold.with_extension(extension)))
        .chain(arguments.lexicon.iter().cloned())
        .collect();
    let read = read.iter().map(PathBuf::as_path);
    let mut out = Output::open_protecting(arguments.output.output.as_deref(), read, part_files)?;
    if format == LineFormat::Text {
        writeln!(out, "{HEADER}").map_err(|error| out.failure(&error))?;
    }
    let mut all = Agreement::default();
    let progress = progress::of_documents(documents.len(), arguments.output.output.as_deref(), quiet);
    for gold in &documents {
        let agreement = agreement(gold, &aligner)?;
        progress.inc(1);
        all += agreement;
        let name = gold.with_extension("").display().to_string();
        write_row(&name, &agreement, format, &mut out)
            .and_then(|()| out.flush())
            .map_err(|error| out.failure(&error))?;
    }
    progress.finish_and_clear();
    let name = format!("all {}", counted(documents.len(), "document"));
    write_row(&name, &all, format, &mut out).map_err(|error| out.failure(&error))?;
    out.finish()
}

const HEADER: &str = "strict P      R     F1   lax P      R     F1   gold  found  document";

/// Returns the gold alignments in a folder, sorted by name.
fn gold_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::Input(format!("{}: no such folder: check the name", folder.display()))
        }
        io::ErrorKind::NotADirectory => {
            Failure::Input(format!("{}: not a folder: name the folder that contains it", folder.display()))
        }
        _ => Failure::file(folder, &error),
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "gold") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        let folder = folder.display();
        return Err(Failure::Input(format!("{folder}: no NAME.gold in it: see bitext evaluate --help")));
    }
    paths.sort();
    Ok(paths)
}

fn agreement(path: &Path, aligner: &Aligner) -> Result<Agreement, Failure> {
    let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
    let mut gold = Vec::new();
    for row in read_ladder(BufReader::new(file), SideOrder::ChineseFirst) {
        let row = row.map_err(|error| Failure::Input(format!("{}, {error}", path.display())))?;
        if !(row.english.is_empty() && row.chinese.is_empty()) {
            gold.push(GoldBead { english: row.english, chinese: row.chinese });
        }
    }
    let text = |extension| Input::plain().text(&path.with_extension(extension));
    let (english, chinese) = (text("en")?, text("zh")?);
    let english: Vec<&str> = english.as_str().lines().collect();
    let chinese: Vec<&str> = chinese.as_str().lines().collect();
    for (what, lines, most) in [
        ("English", english.len(), gold.iter().flat_map(|bead| &bead.english).max()),
        ("Chinese", chinese.len(), gold.iter().flat_map(|bead| &bead.chinese).max()),
    ] {
        if let Some(most) = most.filter(|&&most| most >= lines) {
            return Err(Failure::Input(format!(
                "{}: there is no {what} sentence {most}: the text has {lines} lines, numbered from 0",
                path.display()
            )));
        }
    }
    Ok(Agreement::of(&gold, aligner.align_sentences(&english, &chinese).beads()))
}

#[derive(Serialize)]
struct AgreementRecord<'r> {
    document: &'r str,
    strict: ScoreRecord,
    lax: ScoreRecord,
    gold: usize,
    found: usize,
}

#[derive(Serialize)]
struct ScoreRecord {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl From<Score> for ScoreRecord {
    fn from(score: Score) -> Self {
        Self { precision: score.precision, recall: score.recall, f1: score.f1() }
    }
}

fn write_row(name: &str, agreement: &Agreement, format: LineFormat, out: &mut impl Write) -> io::Result<()> {
    let (strict, lax) = (agreement.strict(), agreement.lax());
    let (gold, found) = (agreement.gold(), agreement.predicted());
    if format == LineFormat::Jsonl {
        let row = AgreementRecord { document: name, strict: strict.into(), lax: lax.into(), gold, found };
        serde_json::to_writer(&mut *out, &row)?;
        return out.write_all(b"\n");
    }
    writeln!(
        out,
        "{:8.4} {:6.4} {:6.4}  {:6.4} {:6.4} {:6.4} {gold:6} {found:6}  {}",
        strict.precision,
        strict.recall,
        strict.f1(),
        lax.precision,
        lax.recall,
        lax.f1(),
        printable(name)
    )
}
