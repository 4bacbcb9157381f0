//! The command line of bitext: arguments, files and terminals; all else is the library's.

mod align;
mod arguments;
mod completions;
mod detect;
mod evaluate;
mod failure;
mod input;
mod lexicon;
mod man;
mod output;
mod plan;
mod progress;
mod sentences;
mod sink;
mod tokenize;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use failure::{Failure, tell};
use output::Unfinished;

fn main() -> ExitCode {
    let Arguments { quiet, command } = Arguments::parse();
    match run(&command, quiet) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                tell(format_args!("error: {failure}"));
            }
            failure.status()
        }
    }
}

fn run(command: &Command, quiet: bool) -> Result<(), Failure> {
    let unfinished = Unfinished::default();
    unfinished.remove_on_interrupt()?;
    match command {
        Command::Align(arguments) => align::run(arguments, quiet, &unfinished),
        Command::Tokenize(arguments) => tokenize::run(arguments, quiet, &unfinished),
        Command::Sentences(arguments) => sentences::run(arguments, quiet, &unfinished),
        Command::Detect(arguments) => detect::run(arguments, quiet, &unfinished),
        Command::Evaluate(arguments) => evaluate::run(arguments, quiet, &unfinished),
        Command::Lexicon(arguments) => lexicon::run(arguments, &unfinished),
        Command::Completions(arguments) => completions::run(arguments, &unfinished),
        Command::Man(arguments) => man::run(arguments, &unfinished),
    }
}
