//! `bitext completions`: a completion script for a shell.

use std::io::Write;

use clap::CommandFactory;

use crate::arguments::{Arguments, Completions};
use crate::failure::Failure;
use crate::output::{Output, Unfinished};

pub(crate) fn run(arguments: &Completions, unfinished: &Unfinished) -> Result<(), Failure> {
    // The generator panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "bitext", &mut script);
    let mut out = Output::open(None, unfinished)?;
    out.write_all(&script).map_err(|error| out.failure(&error))?;
    out.finish()
}
