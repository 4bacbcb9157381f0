//! Measures how the CPU time and the peak memory grow with the size of very large inputs.
//!
//! `cargo bench --bench scale --all-features -- NAME...` runs the named parts: `sentences`, `page`, `batch`, `threads`,
//! `gold`, or `all`. Without a name, nothing is run, because a million sentences take minutes. The bench needs Linux: the
//! figures come from `/proc`. The part `gold` needs a folder of gold alignments: see [`gold::gold`].

mod gold;

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use bitext::{
    Aligner, Batch, Bitext, ChineseTokenizer, Detector, EnglishTokenizer, MixedTokenizer, Tokenizer,
};

/// A story and its translation, one sentence per line.
const ENGLISH: &str = include_str!("../story/english.txt");
const CHINESE: &str = include_str!("../story/chinese.txt");

/// The parts of the bench: the name of each part, and the function that runs it.
const PARTS: [(&str, fn()); 6] = [
    ("sentences", sentences),
    ("page", page),
    ("batch", batch),
    ("batch-process", batch_process),
    ("threads", threads),
    ("gold", gold::gold),
];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, run) in PARTS {
        if named.iter().any(|one| one == name || one == "all" && name != "batch-process") {
            println!("{name}");
            run();
        }
    }
}

/// Repeats the lines of the story until there are `len` lines. Each line ends with the number of its copy, counted from
/// `first`, so that an English copy translates only the Chinese copy with the same number.
fn numbered(story: &str, first: usize, len: usize, end: char) -> Vec<String> {
    let lines = story.lines().count();
    let line = |(number, line): (usize, &str)| {
        let copy = first + number / lines;
        line.strip_suffix(end).map_or_else(|| line.to_owned(), |rest| format!("{rest} ({copy}){end}"))
    };
    story.lines().cycle().take(len).enumerate().map(line).collect()
}

/// Returns the CPU time that the process has used so far in user mode, in seconds.
fn cpu_seconds() -> f64 {
    /// Number of ticks per second in `/proc/self/stat`, the same on all Linux systems.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program may contain blanks, so fields are counted from the end of the name.
    let mut fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.nth(11).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default() / TICKS
}

/// Returns the value of a line of `/proc/self/status`, in MB. `VmHWM` is the peak memory, and `VmRSS` the memory in
/// use.
fn memory(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kilobytes =
        line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse::<usize>().ok());
    kilobytes.unwrap_or_default() / 1000
}

/// Runs `work`, and prints its CPU time and the peak memory. Also prints the CPU time as a multiple of what
/// linear growth from the first size predicts.
fn measured<R>(label: &str, size: usize, base: &mut Option<(usize, f64)>, work: impl FnOnce() -> R) -> R {
    let start = cpu_seconds();
    let result = work();
    let seconds = cpu_seconds() - start;
    let (base_size, base_seconds) = *base.get_or_insert((size, seconds));
    let linear = base_seconds * size as f64 / base_size as f64;
    println!(
        "  {label:>24} {seconds:8.1} s CPU, {:5.2} of linear, {:6} MB at the peak",
        seconds / linear,
        memory("VmHWM")
    );
    result
}

/// Aligns up to a million sentences per side in one call.
fn sentences() {
    let aligner = Aligner::new();
    let mut base = None;
    for size in [10_000, 100_000, 1_000_000] {
        let (english, chinese) = (numbered(ENGLISH, 10, size, '.'), numbered(CHINESE, 10, size, '。'));
        let mut reports = 0;
        let alignment = measured(&format!("{size} sentences"), size, &mut base, || {
            aligner.try_align_sentences(&english, &chinese, |_| {
                reports += 1;
                ControlFlow::<()>::Continue(())
            })
        });
        let pairs = alignment.continue_value().map_or(0, |alignment| alignment.pairs().count());
        println!("  {pairs:>24} pairs, {reports} reports of the progress");
    }
}

/// Returns the story as paragraphs of five sentences in alternating languages, and repeats it until the page has `len` bytes.
fn mixed_page(len: usize) -> String {
    let lines = (ENGLISH.lines().count(), CHINESE.lines().count());
    let mut page = String::new();
    let mut copies = 10;
    while page.len() < len {
        let (english, chinese) =
            (numbered(ENGLISH, copies, lines.0, '.'), numbered(CHINESE, copies, lines.1, '。'));
        let _ = write!(page, "Part {copies} 第{copies}部分\n\n");
        for (english, chinese) in english.chunks(5).zip(chinese.chunks(5)) {
            page.extend([&english.join(" "), "\n\n", &chinese.concat(), "\n\n"]);
            if page.len() >= len {
                break;
            }
        }
        copies += 1;
    }
    page
}

/// Aligns one page of up to 20 MB.
fn page() {
    let aligner = Aligner::new();
    let mut base = None;
    for size in [1_000_000, 5_000_000, 20_000_000] {
        let page = mixed_page(size);
        let bitext = measured(&format!("page of {} MB", size / 1_000_000), page.len(), &mut base, || {
            aligner.align_page(&page)
        });
        println!("  {:>24} pairs", bitext.pairs().count());
    }
}

/// Aligns the page `pages` times on `threads` threads, and returns the seconds that it takes.
fn seconds_of_batch(page: &str, pages: usize, threads: usize) -> f64 {
    let aligner = Aligner::new();
    let start = Instant::now();
    let mut pairs = 0;
    let result = Batch::new().threads(threads).run(
        (0..pages).map(|_| page),
        |page| aligner.align_page(page),
        |bitext: Bitext<'_>| {
            pairs += bitext.pairs().count();
            Ok::<(), bitext::Error>(())
        },
    );
    assert!(result.is_ok() && pairs > 0);
    start.elapsed().as_secs_f64()
}

/// Number of bytes of a page of the batch, and number of pages of a process.
const BATCH_PAGE: usize = 2_000;
const BATCH_PROCESS: usize = 500;

/// Aligns 50,000 pages on one thread and 50,000 on two threads, in turns, so that other programs slow both. Two
/// processes of one thread each, which share nothing but the machine, show what its second processor adds.
fn batch() {
    const TURNS: usize = 25;
    const PAGES: usize = 2_000;
    let page = mixed_page(BATCH_PAGE);
    let before = memory("VmRSS");
    let (mut threads, mut processes) = (Vec::new(), Vec::new());
    for turn in 1..=TURNS {
        let one = seconds_of_batch(&page, PAGES, 1);
        threads.push(one / seconds_of_batch(&page, PAGES, 2));
        let share = BATCH_PROCESS as f64 / PAGES as f64;
        processes.push(2.0 * one * share / seconds_of_two_processes());
        if turn % 5 == 0 {
            let grown = memory("VmRSS").saturating_sub(before);
            println!("  {:>24} pages on each: memory grew by {grown} MB", turn * PAGES);
        }
    }
    for (name, mut ratios) in [("threads", threads), ("processes", processes)] {
        ratios.sort_by(f64::total_cmp);
        let (least, median, most) = (ratios[0], ratios[TURNS / 2], ratios[TURNS - 1]);
        println!(
            "  {name:>24}: two are {median:.2} times as fast as one (median of {TURNS}; {least:.2} to {most:.2})"
        );
    }
}

/// Runs [`batch_process`] in two processes at the same time, and returns the seconds that both take.
fn seconds_of_two_processes() -> f64 {
    let start = Instant::now();
    let children: Vec<_> = (0..2)
        .filter_map(|_| {
            Command::new(std::env::current_exe().ok()?)
                .arg("batch-process")
                .stdout(Stdio::null())
                .spawn()
                .ok()
        })
        .collect();
    assert_eq!(children.len(), 2);
    for mut child in children {
        assert!(child.wait().is_ok_and(|status| status.success()));
    }
    start.elapsed().as_secs_f64()
}

/// Aligns the pages of one of the two processes.
fn batch_process() {
    seconds_of_batch(&mixed_page(BATCH_PAGE), BATCH_PROCESS, 1);
}

/// Measures the memory of 64 threads that have shared engines and now wait. The allocator of glibc keeps freed blocks of
/// up to 32 MB for each thread. The environment variable `MALLOC_MMAP_THRESHOLD_=65536` leaves them out.
fn threads() {
    const THREADS: usize = 64;
    let text = mixed_page(1_000_000);
    let (english, chinese, mixed) = (EnglishTokenizer::new(), ChineseTokenizer::new(), MixedTokenizer::new());
    let (detector, aligner) = (Detector::new(), Aligner::new());
    let before = memory("VmRSS");
    // The end of a paragraph: the page that each thread aligns has at most 20 KB.
    let ends = text.match_indices("\n\n").map(|(at, _)| at);
    let end = ends.take_while(|&at| at <= 20_000).last().unwrap_or(0);
    let (done, waiting) = std::sync::mpsc::channel::<()>();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let done = done.clone();
            let released = &released;
            let (text, english, chinese, mixed) = (&text, &english, &chinese, &mixed);
            let (detector, aligner) = (&detector, &aligner);
            scope.spawn(move || {
                let tokens =
                    english.tokenize(text).len() + chinese.tokenize(text).len() + mixed.tokenize(text).len();
                let page = &text[..end];
                assert!(tokens > 0 && detector.detect(text).confidence > 0.0);
                assert!(aligner.align_page(page).pairs().count() > 0);
                let _ = done.send(());
                // Waits until the memory of all threads is measured.
                let _ = released.lock().map(|released| released.recv());
            });
        }
        // If a thread panics, nothing is left to wait for.
        drop(done);
        for _ in 0..THREADS {
            let _ = waiting.recv();
        }
        let grown = memory("VmRSS").saturating_sub(before);
        println!(
            "  {THREADS} idle threads after a text of {} bytes each: {grown} MB more, peak {} MB",
            text.len(),
            memory("VmHWM")
        );
        for _ in 0..THREADS {
            let _ = release.send(());
        }
    });
}
