//! The program `bitext`: arguments, files and terminals. Everything else is in the library.

mod align;
mod aligned;
mod aligner;
mod alignment_format;
mod alignment_writer;
mod arguments;
mod completions;
mod convert;
mod converted;
mod corrected;
mod decoded_input;
mod detect;
mod evaluate;
mod failure;
mod file_marks;
mod file_names;
mod file_pairs;
mod folder;
mod input;
mod input_files;
mod job;
mod journal;
mod json_array;
mod kept_rows;
mod lexicon;
mod lost_characters;
mod lost_details;
mod man;
mod matching;
mod numbered;
mod output;
mod part_file;
mod plan;
mod printable;
mod progress;
mod segmentation;
mod sentence_files;
mod sentences;
mod sides;
mod source_format;
mod tokenize;
mod unit_source;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use failure::{Failure, report};
use part_file::PartFiles;

/// Runs the program.
pub fn main() -> ExitCode {
    ExitCode::from(main_with(std::env::args_os(), None))
}

/// Runs the program with these arguments, the first of which is its name. Returns the exit status. Messages are
/// appended to `messages`, or written to standard error if `messages` is `None`. The Python package builds this file as
/// a library, for `python -m bitext`.
pub fn main_with(arguments: impl IntoIterator<Item = OsString>, messages: Option<&mut Vec<String>>) -> u8 {
    match messages {
        None => status(arguments),
        Some(messages) => failure::collect(messages, || status(arguments)),
    }
}

fn status(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let Arguments { quiet, command } = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            if failure::is_collecting() {
                error.to_string().lines().for_each(report);
            } else {
                // If the output is closed, nothing can be reported.
                let _ = error.print();
            }
            return u8::try_from(error.exit_code()).unwrap_or(u8::MAX);
        }
    };
    match run(&command, quiet) {
        Ok(()) => 0,
        Err(failure) => {
            if !failure.is_silent() {
                report(format_args!("error: {failure}"));
            }
            if matches!(failure, Failure::Usage(_)) {
                report("");
                report("For more information, try '--help'.");
            }
            failure.status()
        }
    }
}

fn run(command: &Command, quiet: bool) -> Result<(), Failure> {
    let part_files = PartFiles::default();
    // A caller that collects messages handles signals itself.
    if !failure::is_collecting() {
        part_files.remove_on_interrupt()?;
    }
    match command {
        Command::Align(arguments) => align::run(arguments, quiet, &part_files),
        Command::Convert(arguments) => convert::run(arguments, quiet, &part_files),
        Command::Match(arguments) => matching::run(arguments, quiet, &part_files),
        Command::Tokenize(arguments) => tokenize::run(arguments, quiet, &part_files),
        Command::Sentences(arguments) => sentences::run(arguments, quiet, &part_files),
        Command::Detect(arguments) => detect::run(arguments, quiet, &part_files),
        Command::Evaluate(arguments) => evaluate::run(arguments, quiet, &part_files),
        Command::Lexicon(arguments) => lexicon::run(arguments, &part_files),
        Command::Completions(arguments) => completions::run(arguments, &part_files),
        Command::Man(arguments) => man::run(arguments, &part_files),
    }
}
