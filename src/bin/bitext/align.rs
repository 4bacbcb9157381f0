//! `bitext align` finds which sentences translate which.

use std::path::PathBuf;

use bitext::{Batch, Filter, Filtering, Rejection};

use crate::aligned::{AlignedDocument, SideOptions, align};
use crate::aligner::aligner;
use crate::alignment_writer::{AlignmentWriter, check_codes, tagged};
use crate::arguments::{AlignArgs, FilterArgs, FirstLanguage};
use crate::failure::{Failure, counted, report};
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::input_files::InputFiles;
use crate::job::{Job, JobFiles};
use crate::kept_rows::KeptRows;
use crate::lost_characters::WHAT;
use crate::part_file::PartFiles;
use crate::plan::Plan;
use crate::progress;
use crate::segmentation::Segmentation;

pub(crate) fn run(arguments: &AlignArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    check_codes(&arguments.output)?;
    let input = Input::new(&arguments.text);
    let plan = Plan::of(arguments, &input)?;
    let pages = plan.jobs.iter().filter(|job| matches!(job.files, JobFiles::Page(_))).count();
    input.check_encodings(if pages == 0 { 2 } else { pages })?;
    let names = FileNames::new(plan.jobs.iter().flat_map(Job::paths), arguments.text.paths);
    let aligner = aligner(&arguments.lexicon)?;
    let sources = sources(arguments, &plan);
    let mut writer = AlignmentWriter::open(&arguments.output, &plan, &names, &sources, part_files)?;
    let whole = arguments.keep_unaligned || writer.wants_all();
    let mut filtering = filter(&arguments.filters).start();
    let rules = arguments.srx.as_deref().map(Segmentation::read).transpose()?;
    let kept = arguments.keep.as_deref().map(KeptRows::read).transpose()?;
    let sides = SideOptions {
        presplit: arguments.presplit,
        kept: kept.as_ref(),
        rules: rules.as_ref(),
        words: writer.wants_words(),
        first: arguments.first.map(FirstLanguage::language),
    };
    announce(&plan, quiet);
    let has_bar = pages == 0 && plan.jobs.len() == 1;
    let progress =
        progress::of_alignment(plan.jobs.len(), has_bar, arguments.output.output.as_deref(), quiet);
    let bar = Some(&progress).filter(|_| has_bar);
    let mut counts = Counts::default();
    let written = written_before(arguments, &plan, &mut writer, quiet);
    progress.inc(written.iter().filter(|&&is_written| is_written).count() as u64);
    Batch::new().threads(threads(arguments, &plan)).run(
        plan.jobs.iter().enumerate().filter(|(number, _)| !written[*number]),
        |(number, job)| {
            let input = if pages == 0 { input.clone() } else { input.at(number) };
            (number, job, align(job, &aligner, &input, sides, bar))
        },
        |(number, job, aligned)| {
            progress.inc(1);
            match aligned {
                Ok(aligned) => {
                    progress.suspend(|| counts.add(&aligned, job, plan.several, quiet));
                    let name = job.joined(|path| names.of(path));
                    aligned.write(whole, &names, &mut filtering, |document| {
                        counts.lost_characters += writer.lost_characters(&document);
                        writer.write(number, &tagged(document.name(&name), &arguments.output))
                    })?;
                    writer.note(number, job);
                    Ok(())
                }
                Err(failure) if plan.several => {
                    progress.suspend(|| counts.fail(&failure));
                    Ok(())
                }
                Err(failure) => Err(failure),
            }
        },
    )?;
    progress.finish_and_clear();
    writer.finish()?;
    conclude(arguments, &plan, &counts, &filtering, quiet)
}

/// Returns the number of threads: at most one per document, or 0 for one per processor.
fn threads(arguments: &AlignArgs, plan: &Plan) -> usize {
    arguments.threads.map_or(0, |threads| usize::from(threads).min(plan.jobs.len()))
}

/// Returns the files that the command reads.
fn sources(arguments: &AlignArgs, plan: &Plan) -> InputFiles {
    let others =
        arguments.lexicon.iter().chain(&arguments.pairs).chain(&arguments.srx).chain(&arguments.keep);
    InputFiles::new(plan.jobs.iter().flat_map(Job::paths).chain(others.map(PathBuf::as_path)))
}

/// Reports what was done. Fails if a document could not be aligned, or a file is in no document.
fn conclude(
    arguments: &AlignArgs,
    plan: &Plan,
    counts: &Counts,
    filtering: &Filtering,
    quiet: bool,
) -> Result<(), Failure> {
    if !quiet {
        if counts.lost_characters > 0 {
            report(format_args!("note: left out: {} x {WHAT}", counts.lost_characters));
        }
        if plan.several {
            doubts(plan.jobs.len(), counts);
        }
        summary(arguments, filtering, plan.jobs.len(), counts.failed);
    }
    if counts.failed > 0 || !plan.unpaired.is_empty() { Err(Failure::Reported) } else { Ok(()) }
}

/// Returns for each job whether an interrupted batch with the same arguments has written its document.
///
/// Which pairs are duplicates depends on all earlier documents, so a batch that omits duplicates always begins anew.
fn written_before(
    arguments: &AlignArgs,
    plan: &Plan,
    writer: &mut AlignmentWriter,
    quiet: bool,
) -> Vec<bool> {
    if !plan.several || filter(&arguments.filters).rejects(Rejection::Duplicate) {
        return vec![false; plan.jobs.len()];
    }
    let written = writer.keep_journal(&format!("{arguments:?}"), &plan.jobs);
    let number = written.iter().filter(|&&is_written| is_written).count();
    if number > 0 && !quiet {
        let of = counted(plan.jobs.len(), "document");
        report(format_args!(
            "note: an interrupted run has written {number} of {of}: continuing with the others"
        ));
    }
    written
}

/// Reports the files that are in no document, and how the arguments were understood.
fn announce(plan: &Plan, quiet: bool) {
    for message in &plan.unpaired {
        report(format_args!("error: {message}"));
    }
    if let Some(note) = plan.note.as_ref().filter(|_| !quiet) {
        report(format_args!("note: {note}"));
    }
}

/// Numbers of documents and characters.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Documents that could not be aligned.
    failed: usize,
    /// Documents that lack a language.
    monolingual: usize,
    /// Documents whose texts do not seem to translate each other.
    doubtful: usize,
    /// Characters that the format of the output cannot hold.
    lost_characters: usize,
}

impl Counts {
    /// Reports that a document could not be aligned.
    fn fail(&mut self, failure: &Failure) {
        self.failed += 1;
        report(format_args!("error: {failure}"));
    }

    /// Adds a document, and reports what is wrong with it. If there are `several` documents, only the counts are
    /// reported, at the end.
    fn add(&mut self, aligned: &AlignedDocument, job: &Job, several: bool, quiet: bool) {
        for side in aligned.sides() {
            input::warn_of_losses(&side.file, side.replaced, quiet);
        }
        self.monolingual += usize::from(aligned.missing().is_some());
        self.doubtful += usize::from(aligned.doubt().is_some());
        if let Some(note) = aligned.note().filter(|_| !quiet) {
            report(format_args!("note: {note}"));
        }
        if let Some(warning) = aligned.warning().filter(|_| !several && !quiet) {
            report(format_args!("warning: {}: {warning}", job.label()));
        }
    }
}

/// Reports how many documents lack a language, and how many have texts that do not seem to translate each other.
fn doubts(documents: usize, counts: &Counts) {
    let of = counted(documents, "document");
    if counts.monolingual > 0 {
        report(format_args!("text in only one language: {} of {of}", counts.monolingual));
    }
    if counts.doubtful > 0 {
        report(format_args!("texts that do not seem to translate each other: {} of {of}", counts.doubtful));
    }
}

/// Returns the filter that the options describe.
pub(crate) fn filter(options: &FilterArgs) -> Filter {
    let mut filter = Filter::new();
    if let Some(least) = options.min_confidence {
        filter = filter.min_confidence(least.0);
    }
    if let Some(most) = options.max_length_ratio {
        filter = filter.max_length_ratio(most.0);
    }
    if let Some(least) = options.min_letters {
        filter = filter.min_letters(least);
    }
    let checks = [
        (options.check_language, Rejection::Language),
        (options.check_numbers, Rejection::Numbers),
        (options.unique, Rejection::Duplicate),
    ];
    let checks = checks.into_iter().filter(|(wanted, _)| *wanted).map(|(_, reason)| reason);
    let strict = Rejection::ALL.iter().copied().filter(|_| options.strict);
    checks.chain(strict).fold(filter, Filter::reject)
}

/// Reports on standard error how many pairs were kept and how many documents failed.
fn summary(arguments: &AlignArgs, filtering: &Filtering, documents: usize, failed: usize) {
    let counts = filtering.summary();
    if counts.kept() < counts.pairs()
        || Rejection::ALL.iter().any(|&reason| filter(&arguments.filters).rejects(reason))
    {
        counts.to_string().lines().for_each(report);
    } else if documents > 1 || arguments.output.output.is_some() {
        let of = if documents == 1 {
            String::new()
        } else {
            format!(" of {}", counted(documents - failed, "document"))
        };
        report(format_args!("{}{of}", counted(counts.pairs(), "pair")));
    }
    if failed > 0 {
        report(format_args!("{failed} of {} could not be aligned", counted(documents, "document")));
    }
}
