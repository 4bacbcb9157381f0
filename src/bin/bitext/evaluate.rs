//! `bitext evaluate` measures the agreement with manual alignments.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use bitext::evaluate::{Agreement, GoldBead, Score};
use bitext::export::{SideOrder, read_ladder};
use bitext::{Aligner, Bitext, Span, one_line};
use serde::Serialize;

use crate::arguments::{EvaluateArgs, LineFormat, SourceOptions};
use crate::corrected::{CorrectedDocument, corrected_documents};
use crate::failure::{Failure, counted};
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::printable::printable;
use crate::progress;
use crate::unit_source::files_of;

pub(crate) fn run(arguments: &EvaluateArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let mut golds = Vec::new();
    for path in &arguments.golds {
        let has_pairs = path.is_file() || input::is_standard(path) || pair_files(path).len() > 1;
        if has_pairs {
            golds.push(Gold::Corrected(path.clone()));
        } else {
            golds.extend(gold_files(path)?.into_iter().map(Gold::Beads));
        }
    }
    let names = FileNames::new(golds.iter().map(Gold::path), false);
    let aligner = crate::aligner::aligner(&arguments.lexicon)?;
    let format = arguments.output.format;
    let read: Vec<PathBuf> =
        golds.iter().flat_map(Gold::files).chain(arguments.lexicon.iter().cloned()).collect();
    let read = read.iter().map(PathBuf::as_path);
    let mut out = Output::open_protecting(arguments.output.output.as_deref(), read, part_files)?;
    if format == LineFormat::Text {
        writeln!(out, "{HEADER}").map_err(|error| out.failure(&error))?;
    }
    let mut all = Agreement::default();
    let mut documents = 0;
    let progress = progress::of_documents(golds.len(), arguments.output.output.as_deref(), quiet);
    for gold in &golds {
        for (name, agreement) in gold.agreements(&names.of(gold.path()), &aligner)? {
            all += agreement;
            documents += 1;
            write_row(&name, &agreement, format, &mut out)
                .and_then(|()| out.flush())
                .map_err(|error| out.failure(&error))?;
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let name = format!("all {}", counted(documents, "document"));
    write_row(&name, &all, format, &mut out).map_err(|error| out.failure(&error))?;
    out.finish()
}

const HEADER: &str = "strict P      R     F1   lax P      R     F1   gold  found  document";

/// A file with gold alignments.
enum Gold {
    /// The beads of one document, whose sentences are in two other files.
    Beads(PathBuf),
    /// The rows of a corrected file.
    Corrected(PathBuf),
}

impl Gold {
    fn path(&self) -> &Path {
        let (Self::Beads(path) | Self::Corrected(path)) = self;
        path
    }

    /// Returns the files to read.
    fn files(&self) -> Vec<PathBuf> {
        match self {
            Self::Beads(gold) => ["gold", "en", "zh"].map(|extension| gold.with_extension(extension)).into(),
            Self::Corrected(path) => pair_files(path),
        }
    }

    /// Aligns each document, and compares it with the gold alignment. Returns the name and the agreement of each
    /// document. The name is made from `name`, the name of the file.
    fn agreements(&self, name: &str, aligner: &Aligner) -> Result<Vec<(String, Agreement)>, Failure> {
        match self {
            Self::Beads(gold) => {
                let name = name.strip_suffix(".gold").unwrap_or(name).to_owned();
                Ok(vec![(name, agreement(gold, aligner)?)])
            }
            Self::Corrected(path) => {
                let documents = corrected_documents(path)?;
                let several = documents.len() > 1;
                let agreement = |document: CorrectedDocument| {
                    let name = if several { format!("{name}: {}", document.name) } else { name.to_owned() };
                    (name, agreement_of_corrected(&document.bitext.bitext(), aligner))
                };
                Ok(documents.into_iter().map(agreement).collect())
            }
        }
    }
}

/// Returns the files of an input with pairs: one, or the files of Moses.
fn pair_files(path: &Path) -> Vec<PathBuf> {
    files_of(path, &SourceOptions::default())
}

/// Aligns the sentences of a corrected bitext, and compares the alignment with the corrected pairs.
fn agreement_of_corrected(corrected: &Bitext<'_>, aligner: &Aligner) -> Agreement {
    let texts = |text: &str, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| one_line(span.of(text)).trim().to_owned()).collect()
    };
    let english = texts(corrected.english_text(), corrected.english_sentences());
    let chinese = texts(corrected.chinese_text(), corrected.chinese_sentences());
    Agreement::of_corrected(corrected, aligner.align_sentences(&english, &chinese).beads())
}

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
