//! `bitext lexicon`: what a lexicon holds, and its formats.

use std::io::{self, Write};
use std::path::Path;

use bitext::Lexicon;

use crate::arguments::{Lexicon as Arguments, LexiconCommand};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, Unfinished};

pub(crate) fn run(arguments: &Arguments, unfinished: &Unfinished) -> Result<(), Failure> {
    match &arguments.command {
        LexiconCommand::Lookup { words, lexicon } => lookup(words, &named(lexicon.as_deref())?, unfinished),
        LexiconCommand::Convert { file, output } => convert(file, output.as_deref(), unfinished),
        LexiconCommand::Stats { lexicon } => stats(&named(lexicon.as_deref())?, unfinished),
    }
}

/// A lexicon in any of its formats.
pub(crate) fn read(path: &Path) -> Result<Lexicon, Failure> {
    input::check(path)?;
    let lexicon = Lexicon::from_path(path)?;
    if lexicon.is_empty() {
        return Err(Failure::Input(format!("{}: the lexicon holds no word", path.display())));
    }
    Ok(lexicon)
}

fn named(path: Option<&Path>) -> Result<Lexicon, Failure> {
    path.map_or_else(|| Ok(Lexicon::embedded()), read)
}

fn lookup(words: &[String], lexicon: &Lexicon, unfinished: &Unfinished) -> Result<(), Failure> {
    let mut out = Output::open(None, unfinished)?;
    let mut missing = Vec::new();
    for word in words {
        for gloss in lexicon.lookup(word) {
            writeln!(out, "{word}\t{}\t{:.3}", gloss.stem, gloss.weight)
                .map_err(|error| out.failure(&error))?;
        }
        if !lexicon.contains(word) {
            missing.push(word.as_str());
        }
    }
    out.finish()?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::Input(format!("the lexicon has not: {}", missing.join(", "))))
}

fn convert(file: &Path, output: Option<&Path>, unfinished: &Unfinished) -> Result<(), Failure> {
    let lexicon = read(file)?;
    let mut out = Output::open_sparing(output, [file], unfinished)?;
    let packed = output.and_then(Path::extension).is_some_and(|extension| extension == "bin");
    if packed {
        out.write_all(&lexicon.to_bytes()).map_err(|error| out.failure(&error))?;
    } else {
        lexicon.write_tsv(&mut out).map_err(|error| out.library_failure(error))?;
    }
    out.finish()
}

fn stats(lexicon: &Lexicon, unfinished: &Unfinished) -> Result<(), Failure> {
    let (mut translations, mut most, mut lengths) = (0, (0, String::new()), [0_usize; 5]);
    for word in lexicon.words() {
        let stems = lexicon.lookup(&word).count();
        translations += stems;
        lengths[word.chars().count().clamp(1, 5) - 1] += 1;
        if stems > most.0 {
            most = (stems, word);
        }
    }
    let mut out = Output::open(None, unfinished)?;
    let written: io::Result<()> = (|| {
        writeln!(out, "words                {}", lexicon.len())?;
        for (characters, words) in lengths.iter().enumerate() {
            let more = if characters + 1 == lengths.len() { " and more" } else { "" };
            writeln!(out, "{:21}{words}", format!("  of {}{more}", characters + 1))?;
        }
        writeln!(out, "translations         {translations}")?;
        writeln!(out, "  the most           {} of {}", most.0, most.1)
    })();
    written.map_err(|error| out.failure(&error))?;
    out.finish()
}
