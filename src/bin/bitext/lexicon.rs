//! `bitext lexicon` queries and converts lexicons.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bitext::index::stem;
use bitext::{CorpusLearner, LearnedPair, Lexicon, Script};

use crate::aligner::{aligner, read_lexicon};
use crate::arguments::{LexiconArgs, LexiconCommand};
use crate::corrected::corrected_documents;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::part_file::PartFiles;

pub(crate) fn run(arguments: &LexiconArgs, part_files: &PartFiles) -> Result<(), Failure> {
    match &arguments.command {
        LexiconCommand::Lookup { words, lexicon } => lookup(words, &named(lexicon.as_deref())?, part_files),
        LexiconCommand::Convert { file, output } => convert(file, output.as_deref(), part_files),
        LexiconCommand::Learn { files, lexicon, output } => {
            learn(files, lexicon, output.as_deref(), part_files)
        }
        LexiconCommand::Stats { lexicon } => stats(&named(lexicon.as_deref())?, part_files),
    }
}

fn named(path: Option<&Path>) -> Result<Lexicon, Failure> {
    path.map_or_else(|| Ok(Lexicon::embedded()), read_lexicon)
}

fn lookup(words: &[String], lexicon: &Lexicon, part_files: &PartFiles) -> Result<(), Failure> {
    let mut out = Output::open(None, part_files)?;
    let mut missing = Vec::new();
    let chinese = chinese_words(words.iter().filter(|word| !is_chinese(word)), lexicon);
    for word in words {
        let found: Cow<'_, [(String, f32)]> = if is_chinese(word) {
            english_words(word, lexicon).into()
        } else {
            chinese.get(&stem_of(word)).map_or(&[][..], Vec::as_slice).into()
        };
        for (other, weight) in found.iter() {
            writeln!(out, "{word}\t{other}\t{weight:.3}").map_err(|error| out.failure(&error))?;
        }
        if found.is_empty() {
            missing.push(word.as_str());
        }
    }
    out.finish()?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::Input(format!("not in the lexicon: {}", missing.join(", "))))
}

fn is_chinese(word: &str) -> bool {
    word.chars().any(|c| Script::of(c) == Script::Han)
}

/// Returns the English words that translate a Chinese word, with their weights.
fn english_words(word: &str, lexicon: &Lexicon) -> Vec<(String, f32)> {
    lexicon.lookup(word).map(|gloss| (gloss.word.to_owned(), gloss.weight)).collect()
}

fn stem_of(english: &str) -> String {
    stem(&english.to_lowercase())
}

/// Returns for the stem of each English word the Chinese words that it translates, with their weights, the highest
/// first.
///
/// Time O(translations in the lexicon) for all words together.
fn chinese_words<'w>(
    words: impl Iterator<Item = &'w String>,
    lexicon: &Lexicon,
) -> HashMap<String, Vec<(String, f32)>> {
    let mut found: HashMap<String, Vec<(String, f32)>> =
        words.map(|word| (stem_of(word), Vec::new())).collect();
    if found.is_empty() {
        return found;
    }
    for chinese in lexicon.words() {
        for gloss in lexicon.lookup(&chinese) {
            // A lexicon that was packed elsewhere may have a stem twice: the first one has the larger weight.
            if let Some(words) = found.get_mut(gloss.stem)
                && words.last().is_none_or(|(last, _)| *last != chinese)
            {
                words.push((chinese.clone(), gloss.weight));
            }
        }
    }
    for words in found.values_mut() {
        words.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
    found
}

fn convert(file: &Path, output: Option<&Path>, part_files: &PartFiles) -> Result<(), Failure> {
    let lexicon = read_lexicon(file)?;
    let mut out = Output::open_protecting(output, [file], part_files)?;
    let packed = output.and_then(Path::extension).is_some_and(|extension| extension == "bin");
    if packed {
        out.write_all(&lexicon.to_bytes()).map_err(|error| out.failure(&error))?;
    } else {
        lexicon.write_tsv(&mut out).map_err(|error| out.library_failure(error))?;
    }
    out.finish()
}

/// Learns word pairs from the sentence pairs of corrected files, and writes the word pairs as a lexicon.
fn learn(
    files: &[PathBuf],
    lexicons: &[PathBuf],
    output: Option<&Path>,
    part_files: &PartFiles,
) -> Result<(), Failure> {
    let files = input::or_standard(files);
    let read = files.iter().chain(lexicons).map(PathBuf::as_path);
    let mut out = Output::open_protecting(output, read, part_files)?;
    let aligner = aligner(lexicons)?;
    let mut learner = CorpusLearner::new(&aligner);
    for file in &files {
        for document in corrected_documents(file)? {
            learner.add_bitext(&document.bitext.bitext());
        }
    }
    LearnedPair::write_tsv(&learner.learn(), &mut out).map_err(|error| out.library_failure(error))?;
    out.finish()
}

fn stats(lexicon: &Lexicon, part_files: &PartFiles) -> Result<(), Failure> {
    let (mut translations, mut most, mut lengths) = (0, (0, String::new()), [0_usize; 5]);
    for word in lexicon.words() {
        let stems = lexicon.lookup(&word).count();
        translations += stems;
        lengths[word.chars().count().clamp(1, 5) - 1] += 1;
        if stems > most.0 {
            most = (stems, word);
        }
    }
    let mut out = Output::open(None, part_files)?;
    let written: io::Result<()> = (|| {
        writeln!(out, "words                {}", lexicon.len())?;
        for (characters, words) in lengths.iter().enumerate() {
            let more = if characters + 1 == lengths.len() { " or more" } else { "" };
            writeln!(out, "{:21}{words}", format!("  of length {}{more}", characters + 1))?;
        }
        writeln!(out, "translations         {translations}")?;
        writeln!(out, "  most per word      {} for {}", most.0, most.1)
    })();
    written.map_err(|error| out.failure(&error))?;
    out.finish()
}
