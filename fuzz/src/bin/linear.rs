//! Looks for inputs that take more than linear time.
//!
//! `linear [--bytes N] [--random N] [--seed S] [TARGET]...` repeats units until there are N bytes and eight times N bytes:
//! alone, as each of three parts, and in the middle of an input, also with as many of another unit after them: the time
//! may grow with both, such as with the blanks after a bullet and the full stops after the blanks. The units are the inputs of the corpus, the pieces that
//! the mutations insert, the printable ASCII characters, and random sequences of two to four of these pieces and
//! characters. It prints the inputs for which eight times the length takes much more than eight times as long, and four
//! times that length much more than four times as long again: an input may be refused at one length and read at another.
//! If there are any, the exit status is 1.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bitext_fuzz::mutate::{PIECES, Random};
use bitext_fuzz::{TARGETS, Target, target};

/// Maximum ratio of the times. Linear time gives a ratio of 8, and quadratic time gives a ratio of 64.
const MAX_RATIO: f64 = 20.0;
/// Maximum ratio of the time of the longest input to that of the long input, which is a fourth as long.
const MAX_LAST_RATIO: f64 = 8.0;
/// A shorter time of the short input counts as this time: the clock and the scheduler may change it by a large factor.
const LEAST: Duration = Duration::from_millis(2);
/// Maximum number of measurements of a ratio. Other programs may slow down one, but not each of them.
const ATTEMPTS: usize = 4;

/// How a unit is repeated.
#[derive(Clone, Copy, Debug)]
enum Form {
    Alone,
    /// As each of three parts, which NULs separate, after a byte that chooses options.
    Parts,
    /// In the middle of the input of the corpus with this number, modulo the number of inputs.
    Within(usize),
    /// In the middle of an input, with as many of the text with the second number after it.
    WithAnother(usize, usize),
}

/// Number of other texts that follow each unit.
const OTHERS: usize = 2;

fn main() -> ExitCode {
    let (mut bytes, mut sequences, mut seed, mut chosen) = (8_000, 100, 1, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let option = match argument.as_str() {
            "--bytes" => &mut bytes,
            "--random" => &mut sequences,
            "--seed" => &mut seed,
            name => match target(name) {
                Some(target) => {
                    chosen.push(target);
                    continue;
                }
                None => return usage(),
            },
        };
        match arguments.next().and_then(|number| number.parse().ok()) {
            Some(number) => *option = number,
            None => return usage(),
        }
    }
    if chosen.is_empty() {
        chosen.extend(TARGETS);
    }
    // A reader that is bounded for the fuzz targets panics on long inputs.
    panic::set_hook(Box::new(|_| {}));
    let texts = texts(sequences, seed);
    let slow: usize = chosen.into_iter().map(|target| slow_units(target, &texts, bytes, seed)).sum();
    if slow == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    eprintln!("usage: linear [--bytes N] [--random N] [--seed S] [TARGET]...\ntargets: {}", names.join(" "));
    ExitCode::from(2)
}

/// The pieces, the printable characters, and random sequences of them.
fn texts(sequences: usize, seed: usize) -> Vec<String> {
    let mut texts: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    texts.extend((' '..='~').map(String::from));
    let (single, mut random) = (texts.len(), Random::new(seed as u64));
    for _ in 0..sequences {
        let length = 2 + random.below(3);
        texts.push((0..length).map(|_| texts[random.below(single)].as_str()).collect());
    }
    texts
}

/// Prints the units that take more than linear time, and returns their number.
fn slow_units(target: &Target, texts: &[String], bytes: usize, seed: usize) -> usize {
    let mut random = Random::new(seed as u64);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
    let pieces = texts.iter().map(|text| (format!("{text:?}"), text.as_bytes()));
    let inputs = files.iter().map(|file| file.display().to_string()).zip(corpus.iter().map(Vec::as_slice));
    let (mut slow, mut count) = (0, 0);
    for (number, (name, unit)) in pieces.chain(inputs).enumerate().filter(|(_, (_, unit))| !unit.is_empty()) {
        let forms = [Form::Alone, Form::Parts, Form::Within(number), Form::Within(number + 1)];
        let others = [(); OTHERS].map(|()| Form::WithAnother(number, random.below(texts.len())));
        for form in forms.into_iter().chain(others) {
            count += 1;
            let make = |bytes| repeated(unit, form, (&corpus, texts), bytes);
            if let Some(times) = superlinear(target, bytes, make) {
                slow += 1;
                let other = match form {
                    Form::WithAnother(_, other) => format!(" and {:?}", texts[other]),
                    _ => String::new(),
                };
                println!(
                    "{}: {name}{other}, {form:?}: {bytes} bytes, 8 and 32 times as many: {times:.1?}",
                    target.name
                );
            }
        }
    }
    println!("{:12} {count:8} inputs, {slow} not linear", target.name);
    slow
}

/// Returns about `bytes` bytes of a unit.
fn repeated(unit: &[u8], form: Form, (corpus, texts): (&[Vec<u8>], &[String]), bytes: usize) -> Vec<u8> {
    let many = |unit: &[u8], bytes: usize| unit.repeat(bytes / unit.len() + 1);
    let halves = |number: usize| {
        let input = &corpus[number % corpus.len()];
        input.split_at(input.len() / 2)
    };
    match form {
        Form::Alone => many(unit, bytes),
        Form::Parts => {
            let many = many(unit, bytes);
            [b"\x03", &*many, b"\0", &many, b"\0", &many].concat()
        }
        Form::Within(number) => {
            let (before, after) = halves(number);
            [before, &many(unit, bytes), after].concat()
        }
        Form::WithAnother(number, other) => {
            let (before, after) = halves(number);
            [before, &many(unit, bytes / 2), &many(texts[other].as_bytes(), bytes / 2), after].concat()
        }
    }
}

/// Returns the times for `bytes` bytes and for 8 and 32 times as many, if each measurement of them has high ratios.
fn superlinear(target: &Target, bytes: usize, make: impl Fn(usize) -> Vec<u8>) -> Option<[Duration; 3]> {
    let time = |input: &[u8]| {
        let start = Instant::now();
        let _ = panic::catch_unwind(AssertUnwindSafe(|| target.run_whole(input)));
        start.elapsed()
    };
    let exceeds = |long: Duration, short: Duration, ratio: f64| {
        long.as_secs_f64() > ratio * short.max(LEAST).as_secs_f64()
    };
    let inputs = [make(bytes), make(8 * bytes)];
    let mut times = [Duration::ZERO; 3];
    for _ in 0..ATTEMPTS {
        (times[0], times[1]) = (time(&inputs[0]), time(&inputs[1]));
        if !exceeds(times[1], times[0], MAX_RATIO) {
            return None;
        }
    }
    times[2] = time(&make(32 * bytes));
    exceeds(times[2], times[1], MAX_LAST_RATIO).then_some(times)
}
