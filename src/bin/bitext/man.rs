//! `bitext man` prints the manual page.

use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::arguments::{Arguments, ManArgs};
use crate::failure::Failure;
use crate::output::Output;
use crate::part_file::PartFiles;

pub(crate) fn run(arguments: &ManArgs, part_files: &PartFiles) -> Result<(), Failure> {
    let command = Arguments::command().disable_help_subcommand(true);
    let Some(folder) = &arguments.output else {
        let mut out = Output::open(None, part_files)?;
        clap_mangen::Man::new(command).render(&mut out).map_err(|error| out.failure(&error))?;
        return out.finish();
    };
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    write_pages(&command, folder, part_files)
}

/// Writes a page for a command and for each of its subcommands, such as `bitext-lexicon-lookup.1`.
fn write_pages(command: &Command, folder: &Path, part_files: &PartFiles) -> Result<(), Failure> {
    let spoken = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let name = spoken.replace(' ', "-");
    let mut out = Output::open(Some(&folder.join(format!("{name}.1"))), part_files)?;
    let page = clap_mangen::Man::new(command.clone().name(name.clone())).title(name);
    page.render(&mut out).map_err(|error| out.failure(&error))?;
    out.finish()?;
    for below in command.get_subcommands() {
        let spoken = format!("{spoken} {}", below.get_name());
        write_pages(&below.clone().disable_help_subcommand(true).bin_name(spoken), folder, part_files)?;
    }
    Ok(())
}
