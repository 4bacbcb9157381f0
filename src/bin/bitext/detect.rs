//! `bitext detect` prints the language of a text, of each line, or of each run.

use std::io::{self, Write};
use std::path::PathBuf;

use bitext::{Detection, Detector, RunFinder, Share, one_line};
use serde::Serialize;

use crate::arguments::{DetectArgs, LineFormat};
use crate::failure::{Failure, report};
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::printable::printable;

pub(crate) fn run(arguments: &DetectArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let input = Input::new(&arguments.text);
    let files = input::or_standard(&arguments.files);
    input.check_encodings(files.len())?;
    let names = FileNames::new(files.iter().map(PathBuf::as_path), arguments.text.paths);
    let read = files.iter().map(PathBuf::as_path);
    let mut out = Output::open_protecting(arguments.output.output.as_deref(), read, part_files)?;
    let mut bad = false;
    for (number, path) in files.iter().enumerate() {
        let text = match input.at(number).text(path) {
            Ok(text) => text,
            // The results for the other files are useful even if this file fails.
            Err(failure) if arguments.files.len() > 1 => {
                report(format_args!("error: {failure}"));
                bad = true;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        input::warn_of_losses(&input::name(path), text.replaced(), quiet);
        let written = if arguments.runs {
            let finder = RunFinder::new().languages(&arguments.languages);
            let file = (files.len() > 1).then(|| names.of(path));
            write_runs(text.as_str(), &finder, arguments.output.format, file.as_deref(), &mut out)
        } else if arguments.lines {
            let detector = Detector::new().languages(&arguments.languages);
            let file = (files.len() > 1).then(|| names.of(path));
            write_lines(text.as_str(), &detector, arguments.output.format, file.as_deref(), &mut out)
        } else {
            let found = Detector::new().languages(&arguments.languages).detect(text.as_str());
            write_detection(&found, &names.of(path), arguments.output.format, &mut out)
        };
        written.map_err(|error| out.failure(&error))?;
    }
    out.finish()?;
    if bad { Err(Failure::Reported) } else { Ok(()) }
}

#[derive(Serialize)]
struct DetectionRecord<'a> {
    file: &'a str,
    language: &'a str,
    confidence: f64,
    shares: &'a [Share],
}

fn write_detection(
    found: &Detection,
    file: &str,
    format: LineFormat,
    out: &mut impl Write,
) -> io::Result<()> {
    let (language, confidence, shares) = (found.code(), found.confidence, &found.shares);
    if format == LineFormat::Jsonl {
        let answer = DetectionRecord { file, language, confidence, shares };
        serde_json::to_writer(&mut *out, &answer)?;
        return out.write_all(b"\n");
    }
    write!(out, "{language}\t{confidence:.2}\t")?;
    for (number, share) in shares.iter().enumerate() {
        let gap = if number > 0 { " " } else { "" };
        write!(out, "{gap}{}:{:.2}", share.language, share.fraction)?;
    }
    writeln!(out, "\t{}", printable(file))
}

#[derive(Serialize)]
struct LineLanguageRecord<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'s str>,
    line: usize,
    text: &'s str,
    language: &'s str,
    confidence: f64,
}

fn write_lines(
    text: &str,
    detector: &Detector,
    format: LineFormat,
    file: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    for (number, text) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let found = detector.detect(text);
        let (language, confidence) = (found.code(), found.confidence);
        if format == LineFormat::Jsonl {
            let record = LineLanguageRecord { file, line: number, text, language, confidence };
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        } else {
            writeln!(out, "{number}\t{language}\t{confidence:.2}\t{}", one_line(text))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct RunRecord<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'s str>,
    text: &'s str,
    start: usize,
    end: usize,
    language: &'s str,
}

fn write_runs(
    text: &str,
    finder: &RunFinder,
    format: LineFormat,
    file: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    for run in finder.runs(text) {
        let (content, language) = (run.of(text), run.code());
        let (start, end) = (run.span.start, run.span.end);
        if format == LineFormat::Jsonl {
            serde_json::to_writer(&mut *out, &RunRecord { file, text: content, start, end, language })?;
            out.write_all(b"\n")?;
        } else {
            let shown: String = content.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            writeln!(out, "{start}..{end}\t{language}\t{shown}")?;
        }
    }
    Ok(())
}
