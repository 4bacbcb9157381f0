//! `bitext man`: the manual page.

use std::fs;
use std::io::Write;

use clap::CommandFactory;

use crate::arguments::{Arguments, Man};
use crate::failure::Failure;
use crate::output::{Output, Unfinished};

pub(crate) fn run(arguments: &Man, unfinished: &Unfinished) -> Result<(), Failure> {
    let command = Arguments::command();
    let Some(folder) = &arguments.output else {
        let mut out = Output::open(None, unfinished)?;
        clap_mangen::Man::new(command).render(&mut out).map_err(|error| out.failure(&error))?;
        return out.finish();
    };
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let page = |name: &str, command: clap::Command| {
        let mut out = Output::open(Some(&folder.join(format!("{name}.1"))), unfinished)?;
        let mut text = Vec::new();
        clap_mangen::Man::new(command).title(name).render(&mut text).map_err(|error| out.failure(&error))?;
        out.write_all(&text).map_err(|error| out.failure(&error))?;
        out.finish()
    };
    for sub in command.get_subcommands() {
        let name = format!("bitext-{}", sub.get_name());
        page(&name, sub.clone().name(name.clone()))?;
    }
    page("bitext", command)
}
