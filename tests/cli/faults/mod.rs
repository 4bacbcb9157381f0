//! Produces faults while an output is written, and checks what they leave in the folder, for each format.
//!
//! `docs/faults.md` has the results as a table. A fault that this system cannot produce is skipped with a message.

mod disk;
mod files;
mod memory;
mod names;
mod signals;
mod writers;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::{bitext, folder};

/// The formats of `bitext align`: the name of each format, and the sorted names of the files that it writes for an
/// output called `out`.
const FORMATS: [(&str, &[&str]); 10] = [
    ("tsv", &["out.tsv"]),
    ("jsonl", &["out.jsonl"]),
    ("csv", &["out.csv"]),
    ("tmx", &["out.tmx"]),
    ("xliff", &["out.xliff"]),
    ("xces", &["out.xces", "out.xces.en", "out.xces.zh"]),
    ("moses", &["out.en", "out.ids", "out.zh"]),
    ("ladder", &["out.ladder", "out.ladder.en", "out.ladder.zh"]),
    ("columns", &["out.columns"]),
    ("html", &["out.html"]),
];

const FORMER: &str = "the former content\n";

/// Returns the value of `--output` for a format.
fn output_name(format: &str) -> String {
    if format == "moses" { "out".to_owned() } else { format!("out.{format}") }
}

/// Creates a folder with former outputs, each with the content [`FORMER`].
fn folder_with_outputs(name: &str, files: &[&str]) -> PathBuf {
    let folder = folder(name);
    for file in files {
        fs::write(folder.join(file), FORMER).unwrap();
    }
    folder
}

/// Returns the names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Returns the paths of the temporary files in a folder.
fn parts(folder: &Path) -> Vec<PathBuf> {
    let is_part = |name: &String| name.starts_with(".bitext-") && name.ends_with(".part");
    names(folder).into_iter().filter(is_part).map(|name| folder.join(name)).collect()
}

/// Checks that a folder holds the former outputs and nothing else.
#[track_caller]
fn assert_former(folder: &Path, files: &[&str], fault: &str) {
    assert_eq!(names(folder), files, "{fault}");
    for file in files {
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), FORMER, "{fault}: {file}");
    }
}

/// Checks that a folder holds the outputs of a run without a fault, and nothing else.
#[track_caller]
fn assert_complete(folder: &Path, files: &[&str], expected: &[String], fault: &str) {
    assert_eq!(names(folder), files, "{fault}");
    assert_eq!(contents(folder, files), expected, "{fault}");
}

fn contents(folder: &Path, files: &[&str]) -> Vec<String> {
    files.iter().map(|file| fs::read_to_string(folder.join(file)).unwrap()).collect()
}

/// Writes two long texts, and returns their paths. In every format, their pairs take more bytes than a buffer holds.
fn long_texts(name: &str) -> [String; 2] {
    let folder = folder(name);
    ["en", "zh"].map(|language| {
        let path = folder.join(format!("long.{language}"));
        let line = |number: usize| match language {
            "en" => format!("Ferry {number} leaves at eight, and tickets cost {} yuan.\n", number * 7 % 90),
            _ => format!("第{number}班渡轮八点出发，船票{}元。\n", number * 7 % 90),
        };
        fs::write(&path, (1..=2_000).map(line).collect::<String>()).unwrap();
        path.to_str().unwrap().to_owned()
    })
}

/// Runs a shell script with the program as `$0` and the arguments as `$1` and so on.
fn shell(script: &str, arguments: &[&str], folder: &Path) -> Output {
    Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_bitext")])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Starts the program with a pipe as standard input.
fn spawned(arguments: &[&str], folder: &Path) -> Child {
    bitext(arguments).current_dir(folder).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Prints that a fault cannot be produced on this system.
fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
}
