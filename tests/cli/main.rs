//! Checks the command line: output, error messages and exit status.
#![allow(clippy::unwrap_used, reason = "helpers that run the program are test code")]

mod align;
mod commands;
mod convert;
mod endings;
#[cfg(unix)]
mod faults;
mod file_names;
mod keep;
mod matching;
#[cfg(target_os = "linux")]
mod memory;
mod refusals;
mod sentence_files;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PAGE: &str = "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n\nBring your card. 请携带借书证。\n";
const ENGLISH: &str =
    "The ferry leaves at eight. Tickets cost 35 yuan and can be bought on board. Dogs travel free.\n";
const CHINESE: &str = "渡轮八点出发。船票35元，可以在船上购买。狗免费乘船。\n";
const SEED: &str = "seeds/003_4b8c95ad6a02e0f4.txt";
/// The absolute path of [`SEED`], for tests that run the program in another folder.
const SEED_FROM_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/003_4b8c95ad6a02e0f4.txt");

fn bitext(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bitext"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Creates an empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Runs the program in `folder`, expects success, and returns the standard output.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = bitext(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output).to_owned()
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = bitext(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may exit without reading its input.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}
