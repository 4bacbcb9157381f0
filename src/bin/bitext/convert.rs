//! `bitext convert`: alignments and translation memories in another format.

use std::path::{Path, PathBuf};

use bitext::export::{Document, FileHeader, Row, Unit, UnitDetails, UnitReader};
use bitext::{Aligner, Filter, Filtering, Language, LanguageTag, OwnedBitext, Rejection, Review};

use crate::align::filter;
use crate::alignment_writer::check_codes;
use crate::arguments::{AlignFormat, ConvertArgs};
use crate::converted::ConvertedOutput;
use crate::failure::{Failure, counted, report};
use crate::input;
use crate::input_files::InputFiles;
use crate::lost_characters::WHAT;
use crate::lost_details::LostDetails;
use crate::part_file::PartFiles;
use crate::unit_source::{files_of, units};

/// Number of units that are written together where a document may be written in parts.
const PART: usize = 1_000;
/// Maximum number of warnings about the units of one input.
const MAX_WARNINGS: usize = 20;

pub(crate) fn run(arguments: &ConvertArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    check_codes(&arguments.output)?;
    check_variants(arguments)?;
    let inputs = input::or_standard(&arguments.inputs);
    let standard = inputs.iter().filter(|path| input::is_standard(path)).count();
    if standard > 1 {
        return Err(Failure::Usage("standard input can only be read once: name it once".to_owned()));
    }
    let files: Vec<PathBuf> = inputs.iter().flat_map(|path| files_of(path, &arguments.source)).collect();
    let others = arguments.source.texts.iter().flatten();
    let sources = InputFiles::new(files.iter().chain(others).map(PathBuf::as_path));
    let output = ConvertedOutput::open(&arguments.output, &inputs, &sources, part_files)?;
    let filter = filter(&arguments.filters);
    let needs_flags = filter.rejects(Rejection::Numbers);
    let aligner = (needs_flags || output.wants_words()).then(Aligner::new);
    let mut converter =
        Converter { arguments, quiet, aligner, filtering: filter.start(), output, rejected: 0, failed: 0 };
    for path in &inputs {
        match converter.input(path) {
            Ok(()) => {}
            Err(Failure::Input(message)) if inputs.len() > 1 => {
                report(format_args!("error: {message}"));
                converter.failed += 1;
                converter.output.drop_input();
            }
            Err(failure) => return Err(failure),
        }
    }
    converter.output.finish()?;
    if !quiet {
        converter.summary(filter);
    }
    if converter.failed > 0 { Err(Failure::Reported) } else { Ok(()) }
}

/// Returns an error if a tag of `--variant` is neither English nor Chinese.
fn check_variants(arguments: &ConvertArgs) -> Result<(), Failure> {
    let other = |tag: &&LanguageTag| !matches!(tag.language(), Some(Language::English | Language::Chinese));
    match arguments.source.variant.iter().find(other) {
        Some(tag) => Err(Failure::Usage(format!("--variant {tag}: is neither English nor Chinese"))),
        None => Ok(()),
    }
}

struct Converter<'a> {
    arguments: &'a ConvertArgs,
    quiet: bool,
    /// Finds flags and links between words, if they are needed.
    aligner: Option<Aligner>,
    filtering: Filtering,
    output: ConvertedOutput,
    /// Number of pairs that a reviewer has rejected.
    rejected: usize,
    /// Number of inputs that could not be read to their end.
    failed: usize,
}

/// The units of an input that are not converted, and the details that are not.
#[derive(Default)]
struct Losses {
    broken: usize,
    one_sided: usize,
    empty: usize,
    characters: usize,
    details: LostDetails,
}

impl Converter<'_> {
    fn input(&mut self, path: &Path) -> Result<(), Failure> {
        let mut units = units(path, &self.arguments.source)?;
        self.output.begin_input(path)?;
        let name = input::name(path);
        let mut losses = Losses::default();
        let mut part: Vec<Unit> = Vec::new();
        let mut has_header = false;
        while let Some(unit) = units.next() {
            if !has_header && let Some(header) = units.header() {
                has_header = true;
                self.keep_header(header, &name);
            }
            let unit = match unit {
                Ok(unit) => unit,
                Err(error) if units.is_cut_off() => {
                    self.document(&mut part, path, &mut losses)?;
                    self.failed += 1;
                    report(format_args!("error: {name}, {error}"));
                    break;
                }
                Err(error) => {
                    losses.broken += 1;
                    self.warn(losses.broken, format_args!("{name}, {error}: skipped"));
                    continue;
                }
            };
            if !self.is_wanted(&unit, &name, &mut losses) {
                continue;
            }
            let is_full = self.output.takes_parts() && part.len() == PART;
            if is_full || part.first().is_some_and(|first| first.row.document != unit.row.document) {
                self.document(&mut part, path, &mut losses)?;
            }
            part.push(unit);
        }
        self.document(&mut part, path, &mut losses)?;
        self.report_losses(&name, &losses, units.as_ref());
        self.output.end_input()
    }

    /// Keeps the header of an input, with the language codes that the options name.
    fn keep_header(&mut self, header: &FileHeader, name: &str) {
        let mut header = header.clone();
        let options = &self.arguments.output;
        for (_, source) in header.attributes.iter_mut().filter(|(name, _)| name == "srclang") {
            let code = match source.parse::<LanguageTag>().ok().and_then(|tag| tag.language()) {
                Some(Language::English) => &options.english_code,
                Some(Language::Chinese) => &options.chinese_code,
                _ => &None,
            };
            if let Some(code) = code {
                *source = code.to_string();
            }
        }
        if let Some(why) = self.output.keep_header(&header).filter(|_| !self.quiet) {
            report(format_args!("note: {name}: left out: the header ({why})"));
        }
    }

    /// Prints a warning about a unit. `number` counts the units with the same problem; if `number` is over
    /// [`MAX_WARNINGS`], nothing is printed.
    fn warn(&self, number: usize, message: std::fmt::Arguments<'_>) {
        if !self.quiet && number <= MAX_WARNINGS {
            report(format_args!("warning: {message}"));
        }
    }

    /// Whether a unit is to be converted; counts it if not.
    fn is_wanted(&mut self, unit: &Unit, name: &str, losses: &mut Losses) -> bool {
        let row = &unit.row;
        if row.english.is_empty() && row.chinese.is_empty() {
            losses.empty += 1;
            return false;
        }
        if row.review == Review::Rejected && !self.arguments.keep_rejected {
            self.rejected += 1;
            return false;
        }
        let keeps = self.arguments.keep_unaligned || self.output.wants_all();
        let missing = match (row.english.is_empty(), row.chinese.is_empty()) {
            (true, _) => "English",
            (_, true) => "Chinese",
            _ => return true,
        };
        if !keeps {
            losses.one_sided += 1;
            // Files of this crate have sentences without a counterpart, so no warning is needed.
            if !unit.details.scored && unit.line > 0 {
                let line = unit.line;
                let message = format_args!("{name}, line {line}: there is no {missing} text: skipped");
                self.warn(losses.one_sided, message);
            }
        }
        keeps
    }

    /// Writes units as a document, or as a part of one.
    fn document(&mut self, part: &mut Vec<Unit>, path: &Path, losses: &mut Losses) -> Result<(), Failure> {
        if part.is_empty() {
            return Ok(());
        }
        let (rows, mut details): (Vec<Row<'static>>, Vec<UnitDetails>) =
            part.drain(..).map(|unit| self.completed(unit).into_parts()).unzip();
        let options = &self.arguments.output;
        for details in &mut details {
            losses.details.add(self.output.kind, details);
            let codes = [
                (&options.english_code, &mut details.english),
                (&options.chinese_code, &mut details.chinese),
            ];
            for (code, side) in codes {
                if code.is_some() {
                    side.tag.clone_from(code);
                }
            }
        }
        let (english, chinese) = (
            common(&details, |details| &details.english.tag),
            common(&details, |details| &details.chinese.tag),
        );
        let title = match rows.first().map(|row| row.document.clone()) {
            Some(document) if !document.is_empty() => document.into_owned(),
            // A memory of another tool gets no property that names its file.
            _ if self.output.kind == AlignFormat::Tmx && details.iter().all(|details| !details.scored) => {
                String::new()
            }
            _ => file_name(path),
        };
        let owned = OwnedBitext::from_rows(rows);
        let bitext = owned.bitext();
        let words = self.aligner.as_ref().filter(|_| self.output.wants_words());
        let words = words.map(|aligner| aligner.align_words_of(&bitext));
        let mut document = Document::whole(&bitext).name(&title).details(&details)?;
        if let Some(words) = &words {
            document = document.word_alignments(words)?;
        }
        if let Some(tag) = english {
            document = document.english_tag(tag);
        }
        if let Some(tag) = chinese {
            document = document.chinese_tag(tag);
        }
        document.retain(|pair| self.filtering.check(pair).is_none());
        losses.characters += self.output.lost_characters(&document);
        self.output.write(&document)
    }

    /// Adds what the filters need to a unit of another tool: a confidence of 1, and flags.
    fn completed(&self, mut unit: Unit) -> Unit {
        if unit.details.scored {
            return unit;
        }
        let row = &mut unit.row;
        row.confidence = 1.0;
        if let Some(aligner) = &self.aligner {
            let alignment = aligner.align_sentences(&[&*row.english], &[&*row.chinese]);
            if let Some(bead) = alignment.pairs().next() {
                row.flags = bead.flags.clone().into();
            }
        }
        unit
    }

    fn report_losses(&self, name: &str, losses: &Losses, units: &dyn UnitReader) {
        if self.quiet {
            return;
        }
        for (what, count) in
            [("broken units", losses.broken), ("units with one language only", losses.one_sided)]
        {
            if count > MAX_WARNINGS {
                report(format_args!("warning: {name}: {} more of {count} {what}", count - MAX_WARNINGS));
            }
        }
        let mut left_out = units.left_out();
        left_out.push(("unit without text".to_owned(), losses.empty));
        let one_sided = "unit with one language only (--keep-unaligned writes them)";
        left_out.push((one_sided.to_owned(), losses.one_sided));
        left_out.extend(losses.details.left_out());
        left_out.push((WHAT.to_owned(), losses.characters));
        for (what, count) in left_out.into_iter().filter(|(_, count)| *count > 0) {
            report(format_args!("note: {name}: left out: {count} x {what}"));
        }
    }

    /// Reports how many pairs were written, and which filters omitted pairs.
    fn summary(&self, filter: Filter) {
        if self.rejected > 0 {
            let pairs = counted(self.rejected as u64, "rejected pair");
            report(format_args!("note: left out: {pairs} (--keep-rejected writes them)"));
        }
        let counts = self.filtering.summary();
        if Rejection::ALL.iter().any(|&reason| filter.rejects(reason)) {
            counts.to_string().lines().for_each(report);
        } else if self.arguments.output.output.is_some() {
            report(counted(counts.pairs(), "pair"));
        }
    }
}

/// Returns the tag of the units, if all of them have the same tag.
fn common<'d>(
    details: &'d [UnitDetails],
    tag: impl Fn(&'d UnitDetails) -> &'d Option<LanguageTag>,
) -> Option<&'d LanguageTag> {
    let first = details.first().map(&tag)?.as_ref()?;
    details.iter().all(|details| tag(details).as_ref() == Some(first)).then_some(first)
}

/// Returns the name of an input in outputs, without its folder.
fn file_name(path: &Path) -> String {
    let own = path.file_name().map(|name| name.to_string_lossy().into_owned());
    own.filter(|_| !input::is_standard(path)).unwrap_or_else(|| "standard input".to_owned())
}
