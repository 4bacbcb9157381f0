//! `bitext completions` prints a completion script for a shell.

use std::io::Write;

use clap::CommandFactory;

use crate::arguments::{Arguments, CompletionsArgs};
use crate::failure::Failure;
use crate::output::Output;
use crate::part_file::PartFiles;

pub(crate) fn run(arguments: &CompletionsArgs, part_files: &PartFiles) -> Result<(), Failure> {
    // The script is written to memory first, because the generator panics if its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "bitext", &mut script);
    let mut out = Output::open(None, part_files)?;
    out.write_all(&script).map_err(|error| out.failure(&error))?;
    out.finish()
}
