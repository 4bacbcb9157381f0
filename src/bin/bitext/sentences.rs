//! `bitext sentences` writes one sentence per line.

use std::io::{self, Write};
use std::path::PathBuf;

use bitext::{LineBreaks, SentenceSplitter, SentenceStream, Span, TextOrder, one_line, text_order};
use serde::Serialize;

use crate::arguments::{Breaks, LineFormat, SentencesArgs};
use crate::failure::Failure;
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::progress;
use crate::segmentation::Segmentation;

pub(crate) fn run(arguments: &SentencesArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let line_breaks = match arguments.line_breaks {
        Breaks::Complete => LineBreaks::Auto,
        Breaks::Always => LineBreaks::Always,
        Breaks::Never => LineBreaks::Never,
    };
    let splitter = SentenceSplitter::new().line_breaks(line_breaks);
    let input = Input::new(&arguments.text);
    let files = input::or_standard(&arguments.files);
    input.check_encodings(files.len())?;
    let names = FileNames::new(files.iter().map(PathBuf::as_path), arguments.text.paths);
    let read = files.iter().map(PathBuf::as_path);
    let mut out = Output::open_protecting(arguments.output.output.as_deref(), read, part_files)?;
    let progress = progress::of_bytes(&arguments.files, arguments.output.output.as_deref(), quiet);
    let rules = arguments.srx.as_deref().map(Segmentation::read).transpose()?;
    for (number, path) in files.iter().enumerate() {
        if let Some(rules) = &rules {
            let text = input.at(number).text(path)?;
            let file = (files.len() > 1).then(|| names.of(path));
            write_by_rules(
                text.as_str(),
                rules,
                line_breaks,
                (arguments.output.format, file.as_deref()),
                &mut out,
            )
            .map_err(|error| out.failure(&error))?;
            progress.suspend(|| input::warn_of_losses(&input::name(path), text.replaced(), quiet));
            continue;
        }
        let mut lines = input.at(number).lines(path, &progress)?;
        let mut stream = splitter.stream();
        let mut line = String::new();
        let file = (files.len() > 1).then(|| names.of(path));
        let file = file.as_deref();
        while lines.read_line(&mut line).map_err(|error| input::failure(path, &error))? {
            stream.push(&line);
            write_found(&mut stream, arguments.output.format, file, &mut out)
                .map_err(|error| out.failure(&error))?;
        }
        stream.finish();
        write_found(&mut stream, arguments.output.format, file, &mut out)
            .map_err(|error| out.failure(&error))?;
        progress.suspend(|| input::warn_of_losses(&input::name(path), lines.replaced(), quiet));
    }
    out.finish()
}

/// Writes the sentences of a text by the rules of its language.
fn write_by_rules(
    text: &str,
    rules: &Segmentation,
    line_breaks: LineBreaks,
    (format, file): (LineFormat, Option<&str>),
    out: &mut impl Write,
) -> io::Result<()> {
    let is_chinese = text_order(text, "") == TextOrder::ChineseFirst;
    let splitter = if is_chinese { &rules.chinese } else { &rules.english };
    for span in splitter.clone().line_breaks(line_breaks).split(text) {
        write_sentence(span, span.of(text), (format, file), out)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct SentenceRecord<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'s str>,
    text: &'s str,
    start: usize,
    end: usize,
}

fn write_found(
    stream: &mut SentenceStream,
    format: LineFormat,
    file: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    while let Some((span, text)) = stream.next_sentence() {
        write_sentence(span, text, (format, file), out)?;
    }
    Ok(())
}

fn write_sentence(
    span: Span,
    text: &str,
    (format, file): (LineFormat, Option<&str>),
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        LineFormat::Text => out.write_all(one_line(text).as_bytes())?,
        LineFormat::Jsonl => {
            let record = SentenceRecord { file, text, start: span.start, end: span.end };
            serde_json::to_writer(&mut *out, &record)?;
        }
    }
    out.write_all(b"\n")
}
