//! The arguments of `bitext man`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Print the manual page, for man(1).
///
/// With --output, writes a page for each command into a folder.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext man | man -l -
  bitext man --output ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// A folder for the pages of all commands.
    #[arg(long, short, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
}
