//! Runs targets on their corpus and on mutations of it, without libFuzzer.
//!
//! `replay [--mutations N] [--seed S] [--inputs FOLDER] [TARGET]...` runs the named targets, or all targets if none is
//! named. The files of the folder `FOLDER/TARGET` are added to the corpus, for example the inputs that libFuzzer found.
//! `replay TARGET FILE` runs one input. If an input fails, the exit status is 1. A mutated input that fails is written to
//! `artifacts/TARGET/`.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use bitext_fuzz::mutate::{Random, mutated};
use bitext_fuzz::{TARGETS, Target, target};

/// Maximum time for an input. An input that takes longer fails. Most inputs take milliseconds.
const MAX_TIME: Duration = Duration::from_secs(10);

/// Stack of the thread that runs the targets, in bytes: an eighth of a main thread's, so that deep recursion fails.
const STACK: usize = 1 << 20;

fn main() -> ExitCode {
    let (mut mutations, mut seed, mut inputs, mut names) = (300, 1, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let option = match argument.as_str() {
            "--mutations" => &mut mutations,
            "--seed" => &mut seed,
            "--inputs" => {
                inputs = arguments.next().map(PathBuf::from).filter(|folder| folder.is_dir());
                if inputs.is_none() {
                    return usage();
                }
                continue;
            }
            _ => {
                names.push(argument);
                continue;
            }
        };
        match arguments.next().and_then(|number| number.parse::<u64>().ok()) {
            Some(number) => *option = number,
            None => return usage(),
        }
    }
    let file = names.get(1).map(PathBuf::from).filter(|file| names.len() == 2 && file.is_file());
    let count = if file.is_some() { 1 } else { names.len() };
    let chosen: Option<Vec<&'static Target>> = names[..count].iter().map(|name| target(name)).collect();
    let Some(mut chosen) = chosen else { return usage() };
    if chosen.is_empty() {
        chosen.extend(TARGETS);
    }
    let work = move || match file {
        Some(file) => run(chosen[0], &fs::read(&file).unwrap_or_default(), &file.display().to_string()),
        None => {
            let fails = |target: &&Target| !replay(target, inputs.as_deref(), mutations, seed);
            chosen.into_iter().filter(fails).count() == 0
        }
    };
    let passed =
        thread::Builder::new().stack_size(STACK).spawn(work).is_ok_and(|work| work.join().unwrap_or(false));
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    eprintln!(
        "usage: replay [--mutations N] [--seed S] [--inputs FOLDER] [TARGET]...\n       replay TARGET FILE\ntargets: {}",
        names.join(" ")
    );
    ExitCode::from(2)
}

/// Whether a target passes on its corpus, on the files of its folder in `inputs`, and on mutations of both.
fn replay(target: &Target, inputs: Option<&Path>, mutations: u64, seed: u64) -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
    let inputs = inputs.map(|inputs| inputs.join(target.name)).filter(|folder| folder.is_dir());
    let mut files = Vec::new();
    for folder in [Some(&folder), inputs.as_ref()].into_iter().flatten() {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut own: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        own.sort();
        files.extend(own);
    }
    let corpus: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
    assert!(!corpus.is_empty(), "{}: no inputs", folder.display());
    let start = Instant::now();
    let mut failed = 0;
    for (file, input) in files.iter().zip(&corpus) {
        failed += usize::from(!run(target, input, &file.display().to_string()));
    }
    let mut random = Random::new(seed);
    for number in 0..mutations {
        let input = mutated(&corpus, target.max_len, &mut random);
        if !run(target, &input, &format!("seed {seed}, mutation {number}")) {
            failed += 1;
            keep(target, &input);
        }
    }
    let (inputs, seconds) = (corpus.len() as u64 + mutations, start.elapsed().as_secs_f64());
    println!("{:12} {inputs:8} inputs, {failed} failed, {seconds:.1} s", target.name);
    failed == 0
}

/// Whether a target handles an input within [`MAX_TIME`] and without a panic.
fn run(target: &Target, input: &[u8], name: &str) -> bool {
    let start = Instant::now();
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| target.run(input)));
    let is_late = start.elapsed() > MAX_TIME;
    if outcome.is_err() || is_late {
        eprintln!("{}: {name} {}", target.name, if is_late { "takes too long" } else { "panics" });
    }
    outcome.is_ok() && !is_late
}

/// Writes a failed input to a file whose name is the hash (FNV-1a) of the input.
fn keep(target: &Target, input: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target.name);
    let hash = input.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    let file = folder.join(format!("{hash:016x}"));
    match fs::create_dir_all(&folder).and_then(|()| fs::write(&file, input)) {
        Ok(()) => eprintln!("    written to {}", file.display()),
        Err(error) => eprintln!("    {}: {error}", file.display()),
    }
}
