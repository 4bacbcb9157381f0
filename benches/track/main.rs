//! Tracks the speed of the crate from commit to commit.
//!
//! `cargo bench --bench track` measures each workload and a reference in the same run, so that the speed of the machine
//! cancels out. The reference is jieba-rs for Chinese words, and a hash of the bytes for everything else. The program
//! prints the speed relative to the reference, and the change since the last line of `benches/history.jsonl`. With
//! `-- --save` it also appends a line with the commit, and draws the history in `docs/speed.svg`.

mod history;
mod picture;
#[path = "../peers/src/texts.rs"]
#[expect(dead_code, reason = "the peers also read files")]
mod texts;
mod workloads;

use std::{fs, io, thread, time::Instant};

use history::History;
use workloads::Workload;

/// Number of rounds of a workload and its reference. The number is odd, so that the median is the ratio of one round.
const ROUNDS: usize = 31;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` only checks that the benchmark runs, for which one round is enough.
    let rounds = if arguments.iter().any(|argument| argument == "--bench") { ROUNDS } else { 1 };
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let mut history = History::read(&format!("{root}benches/history.jsonl"))?;
    println!("{:28} {:>10} {:>8}  speed relative to", "workload", "speed", "change");
    let mut speeds = Vec::new();
    for workload in &mut workloads::all() {
        let speed = relative_speed(workload, rounds);
        let change = history.last(&workload.name).map(|last| speed / last * 100.0 - 100.0);
        let change = change.map_or_else(|| "new".to_owned(), |change| format!("{change:+.1} %"));
        println!("{:28} {speed:>10.4} {change:>8}  {}", workload.name, workload.reference.name());
        speeds.push((workload.name.clone(), speed));
    }
    if arguments.iter().any(|argument| argument == "--save") {
        history.append(speeds)?;
        fs::write(format!("{root}docs/speed.svg"), picture::draw(&history))?;
    }
    Ok(())
}

/// Returns the median, over the rounds, of the time of the reference divided by the time of the workload.
fn relative_speed(workload: &mut Workload, rounds: usize) -> f64 {
    let mut ratios = Vec::new();
    // The first round warms up the caches.
    for round in 0..=rounds {
        let time = seconds(&mut workload.run);
        let ratio = seconds(&mut || workload.reference.run()) / time;
        if round > 0 {
            ratios.push(ratio);
        }
    }
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

/// Returns the time of a call, in seconds. On Linux it is processor time, to which other processes do not add;
/// elsewhere it is wall time.
fn seconds(run: &mut dyn FnMut()) -> f64 {
    let (start, on_processor) = (Instant::now(), processor_seconds());
    run();
    let end = start.elapsed().as_secs_f64();
    on_processor.and_then(|start| Some(processor_seconds()? - start)).unwrap_or(end)
}

/// Returns the processor time of this thread in seconds, if the system is Linux.
fn processor_seconds() -> Option<f64> {
    // The kernel updates its count when the thread yields.
    thread::yield_now();
    let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(counts.split(' ').next()?.parse::<f64>().ok()? * 1e-9)
}
