//! `bitext align`: which sentences translate which.

use std::path::{Path, PathBuf};

use bitext::export::Document;
use bitext::{
    Aligner, Batch, Bead, Bitext, Fault, Filter, Filtering, Language, Lexicon, Pair, Span, Text, detect,
};

use crate::arguments::{Align, Filters};
use crate::failure::{Failure, counted, tell};
use crate::input::{self, Input, Sources};
use crate::output::Unfinished;
use crate::plan::{Job, Plan};
use crate::progress;
use crate::sink::Sink;

pub(crate) fn run(arguments: &Align, quiet: bool, unfinished: &Unfinished) -> Result<(), Failure> {
    let plan = Plan::of(arguments)?;
    let aligner = aligner(&arguments.lexicon)?;
    let others = arguments.lexicon.iter().chain(&arguments.pairs).map(PathBuf::as_path);
    // Each is looked up: in vain where no file is written.
    let read =
        plan.jobs.iter().flat_map(Job::files).chain(others).filter(|_| arguments.output.output.is_some());
    let sources = Sources::new(read);
    let mut sink = Sink::open(&arguments.output, &plan, &sources, unfinished)?;
    let whole = arguments.keep_unaligned || sink.wants_all();
    let mut filtering = filter(&arguments.filters).start();
    let input = Input::new(&arguments.text);
    let progress = progress::of_documents(plan.jobs.len(), arguments.output.output.as_deref(), quiet);
    let (mut failed, mut monolingual) = (0, 0);
    let threads = arguments.threads.map_or(0, |threads| usize::from(threads).min(plan.jobs.len()));
    Batch::new().threads(threads).run(
        plan.jobs.iter().enumerate(),
        |(number, job)| (number, job.name(), align(job, &aligner, input, arguments.presplit)),
        |(number, name, aligned)| {
            progress.inc(1);
            match aligned {
                Ok(aligned) => {
                    for side in std::iter::once(&aligned.english).chain(&aligned.chinese) {
                        progress.suspend(|| input::warn_of_losses(&side.file, side.replaced, quiet));
                    }
                    monolingual += usize::from(aligned.missing().is_some());
                    if let Some(warning) = aligned.warning().filter(|_| !plan.several && !quiet) {
                        progress.suspend(|| tell(format_args!("warning: {name}: {warning}")));
                    }
                    aligned.write(whole, &mut filtering, |document| sink.write(number, &document.name(&name)))
                }
                Err(failure) if plan.several => {
                    failed += 1;
                    progress.suspend(|| tell(format_args!("error: {failure}")));
                    Ok(())
                }
                Err(failure) => Err(failure),
            }
        },
    )?;
    progress.finish_and_clear();
    sink.finish()?;
    if !quiet {
        if plan.several && monolingual > 0 {
            tell(format_args!(
                "{monolingual} of {} in one language only",
                counted(plan.jobs.len(), "document")
            ));
        }
        summary(arguments, &filtering, plan.jobs.len(), failed);
    }
    if failed > 0 { Err(Failure::Reported) } else { Ok(()) }
}

/// An aligner with the words of more lexicons.
pub(crate) fn aligner(paths: &[impl AsRef<Path>]) -> Result<Aligner, Failure> {
    let mut lexicon = Lexicon::embedded();
    for path in paths {
        lexicon = lexicon.merged(&crate::lexicon::read(path.as_ref())?);
    }
    Ok(Aligner::with_lexicon(lexicon))
}

fn filter(options: &Filters) -> Filter {
    let mut filter = Filter::new();
    if let Some(least) = options.min_confidence {
        filter = filter.least_confidence(least.0);
    }
    if let Some(most) = options.max_length_ratio {
        filter = filter.most_length_ratio(most.0);
    }
    if let Some(least) = options.min_letters {
        filter = filter.least_letters(least);
    }
    let checks = [
        (options.check_language, Fault::Language),
        (options.check_numbers, Fault::Numbers),
        (options.unique, Fault::Duplicate),
    ];
    let checks = checks.into_iter().filter(|(wanted, _)| *wanted).map(|(_, fault)| fault);
    let strict = Fault::ALL.iter().copied().filter(|_| options.strict);
    checks.chain(strict).fold(filter, Filter::without)
}

/// A document that was aligned, with its texts.
struct Aligned {
    english: Side,
    /// None where both languages are in one text.
    chinese: Option<Side>,
    parts: (Vec<Span>, Vec<Span>, Vec<Bead>),
}

struct Side {
    text: String,
    file: String,
    /// Bytes that did not decode.
    replaced: usize,
}

impl Side {
    fn new(path: &Path, text: Text) -> Self {
        let replaced = text.replaced();
        Self { text: text.into_string(), file: input::name(path), replaced }
    }
}

fn align(job: &Job, aligner: &Aligner, input: Input, presplit: bool) -> Result<Aligned, Failure> {
    let read = |path: &Path| {
        let text = input.text(path)?;
        if text.as_str().trim().is_empty() {
            return Err(Failure::Input(format!(
                "{}: is empty: there is nothing to align",
                input::name(path)
            )));
        }
        Ok(Side::new(path, text))
    };
    match job {
        Job::Page(path) => {
            let page = read(path)?;
            let bitext = aligner.align_page(&page.text);
            let parts = bitext.into_parts();
            Ok(Aligned { english: page, chinese: None, parts })
        }
        Job::Texts(one, other) => {
            let (english, chinese) = in_order(read(one)?, read(other)?, are_named(one, other))?;
            let bitext = if presplit {
                aligner.align_lines(&english.text, &chinese.text)
            } else {
                aligner.align_texts(&english.text, &chinese.text)
            };
            let parts = bitext.into_parts();
            Ok(Aligned { english, chinese: Some(chinese), parts })
        }
    }
}

/// Whether the names say that the first text is English and the second one Chinese.
fn are_named(one: &Path, other: &Path) -> bool {
    let ends = |path: &Path, end: &str| path.extension().is_some_and(|extension| extension == end);
    ends(one, "en") && ends(other, "zh")
}

/// The English text first. One without letters, such as a table of figures, is in the language that the other is not;
/// a short one that looks like neither is what its name says, if `named`.
fn in_order(one: Side, other: Side, named: bool) -> Result<(Side, Side), Failure> {
    let (of_one, of_other) = (detect(&one.text), detect(&other.text));
    match (of_one.language(), of_other.language()) {
        (Language::English, Language::Chinese | Language::Undetermined)
        | (Language::Undetermined, Language::Chinese) => Ok((one, other)),
        (Language::Chinese, Language::English | Language::Undetermined)
        | (Language::Undetermined, Language::English) => Ok((other, one)),
        (first, second) if first == second => Err(Failure::Input(format!(
            "{} and {}: both are {}: name one text in English and one in Chinese, or say --pages if each holds both",
            one.file,
            other.file,
            english_name(first)
        ))),
        _ if named => Ok((one, other)),
        (first, second) => {
            let (file, language) = if matches!(first, Language::English | Language::Chinese) {
                (&other.file, second)
            } else {
                (&one.file, first)
            };
            Err(Failure::Input(format!(
                "{file}: is {}: name one text in English and one in Chinese",
                english_name(language)
            )))
        }
    }
}

fn english_name(language: Language) -> String {
    match language {
        Language::English => "English".to_owned(),
        Language::Chinese => "Chinese".to_owned(),
        Language::Undetermined => "without letters".to_owned(),
        other => format!("in the language `{other}`"),
    }
}

impl Aligned {
    /// The language that is missing from a page.
    fn missing(&self) -> Option<&'static str> {
        match &self.parts {
            (english, _, _) if english.is_empty() => Some("English"),
            (_, chinese, _) if chinese.is_empty() => Some("Chinese"),
            _ => None,
        }
    }

    /// What a reader of the empty output would wonder about.
    fn warning(&self) -> Option<String> {
        if let Some(language) = self.missing() {
            return Some(format!("there is no {language} on the page"));
        }
        let (_, _, beads) = &self.parts;
        beads.iter().all(Bead::is_null).then(|| "no sentence has a counterpart".to_owned())
    }

    fn write(
        self,
        whole: bool,
        filtering: &mut Filtering,
        write: impl FnOnce(Document<'_, '_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let chinese = self.chinese.as_ref().unwrap_or(&self.english);
        let (english_spans, chinese_spans, beads) = self.parts;
        let bitext =
            Bitext::from_parts(&self.english.text, english_spans, &chinese.text, chinese_spans, beads)?;
        let document = if whole { Document::whole(&bitext) } else { Document::new(&bitext) };
        let mut document = document.files(&self.english.file, &chinese.file);
        // Lines that are blank on a side stand for nothing, as do sentences without a counterpart.
        document.retain(|pair| (whole || has_both(pair)) && filtering.check(pair).is_none());
        write(document)
    }
}

/// Whether both sides of a pair say something: a line taken for a sentence may be blank.
fn has_both(pair: Pair<'_, '_>) -> bool {
    !pair.english().trim().is_empty() && !pair.chinese().trim().is_empty()
}

/// Says on standard error what was done.
fn summary(arguments: &Align, filtering: &Filtering, documents: usize, failed: usize) {
    let counts = filtering.summary();
    if counts.kept() < counts.pairs()
        || Fault::ALL.iter().any(|&fault| filter(&arguments.filters).drops(fault))
    {
        tell(format_args!("{counts}"));
    } else if documents > 1 || arguments.output.output.is_some() {
        let of = if documents == 1 {
            String::new()
        } else {
            format!(" of {}", counted(documents - failed, "document"))
        };
        tell(format_args!("{}{of}", counted(counts.pairs(), "pair")));
    }
    if failed > 0 {
        tell(format_args!("{failed} of {} could not be aligned", counted(documents, "document")));
    }
}
