//! `bitext align` finds which sentences translate which.

use std::path::PathBuf;

use bitext::{Batch, Filter, Filtering, Rejection};

use crate::aligned::{SideOptions, align};
use crate::aligner::aligner;
use crate::alignment_writer::AlignmentWriter;
use crate::arguments::{AlignArgs, FilterArgs, FirstLanguage};
use crate::failure::{Failure, counted, report};
use crate::input::{self, Input};
use crate::input_files::InputFiles;
use crate::part_file::PartFiles;
use crate::plan::{Job, Plan};
use crate::progress;

pub(crate) fn run(arguments: &AlignArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let plan = Plan::of(arguments)?;
    let aligner = aligner(&arguments.lexicon)?;
    let others = arguments.lexicon.iter().chain(&arguments.pairs).map(PathBuf::as_path);
    let sources = InputFiles::new(plan.jobs.iter().flat_map(Job::files).chain(others));
    let mut writer = AlignmentWriter::open(&arguments.output, &plan, &sources, part_files)?;
    let whole = arguments.keep_unaligned || writer.wants_all();
    let mut filtering = filter(&arguments.filters).start();
    let input = Input::new(&arguments.text);
    let sides = SideOptions {
        presplit: arguments.presplit,
        words: writer.wants_words(),
        first: arguments.first.map(FirstLanguage::language),
    };
    let progress = progress::of_documents(plan.jobs.len(), arguments.output.output.as_deref(), quiet);
    let (mut failed, mut monolingual, mut doubtful) = (0, 0, 0);
    let threads = arguments.threads.map_or(0, |threads| usize::from(threads).min(plan.jobs.len()));
    Batch::new().threads(threads).run(
        plan.jobs.iter().enumerate(),
        |(number, job)| (number, job.name(), align(job, &aligner, input, sides)),
        |(number, name, aligned)| {
            progress.inc(1);
            match aligned {
                Ok(aligned) => {
                    for side in aligned.sides() {
                        progress.suspend(|| input::warn_of_losses(&side.file, side.replaced, quiet));
                    }
                    monolingual += usize::from(aligned.missing().is_some());
                    doubtful += usize::from(aligned.doubt().is_some());
                    if let Some(warning) = aligned.warning().filter(|_| !plan.several && !quiet) {
                        progress.suspend(|| report(format_args!("warning: {name}: {warning}")));
                    }
                    aligned
                        .write(whole, &mut filtering, |document| writer.write(number, &document.name(&name)))
                }
                Err(failure) if plan.several => {
                    failed += 1;
                    progress.suspend(|| report(format_args!("error: {failure}")));
                    Ok(())
                }
                Err(failure) => Err(failure),
            }
        },
    )?;
    progress.finish_and_clear();
    writer.finish()?;
    if !quiet {
        if plan.several {
            doubts(plan.jobs.len(), monolingual, doubtful);
        }
        summary(arguments, &filtering, plan.jobs.len(), failed);
    }
    if failed > 0 { Err(Failure::Reported) } else { Ok(()) }
}

/// Reports how many documents lack a language, and how many have texts that do not seem to translate each other.
fn doubts(documents: usize, monolingual: usize, doubtful: usize) {
    let of = counted(documents, "document");
    if monolingual > 0 {
        report(format_args!("text in only one language: {monolingual} of {of}"));
    }
    if doubtful > 0 {
        report(format_args!("texts that do not seem to translate each other: {doubtful} of {of}"));
    }
}

fn filter(options: &FilterArgs) -> Filter {
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
