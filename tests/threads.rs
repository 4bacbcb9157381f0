//! Checks engines that many threads share.

#![cfg(all(feature = "cedict", feature = "dictionary"))]

use std::fs;
use std::process::Command;
use std::sync::Barrier;
use std::thread;

use bitext::{
    Aligner, ChineseTokenizer, Detector, EnglishTokenizer, MixedTokenizer, Normalizer, SentenceSplitter,
    Span, Tokenizer,
};

const THREADS: usize = 64;

/// The engines under test.
struct Engines {
    english: EnglishTokenizer,
    chinese: ChineseTokenizer,
    mixed: MixedTokenizer,
    detector: Detector,
    splitter: SentenceSplitter,
    normalizer: Normalizer,
    aligner: Aligner,
}

/// The results of the engines for a page.
type Results = (Vec<Span>, Vec<Span>, Vec<Span>, String, Vec<Span>, String, Vec<String>);

impl Engines {
    fn new() -> Self {
        Self {
            english: EnglishTokenizer::new(),
            chinese: ChineseTokenizer::new(),
            mixed: MixedTokenizer::new(),
            detector: Detector::new(),
            splitter: SentenceSplitter::new(),
            normalizer: Normalizer::for_search(),
            aligner: Aligner::new(),
        }
    }

    fn tokens(&self, text: &str) -> [Vec<Span>; 3] {
        let spans =
            |tokenizer: &dyn Tokenizer| tokenizer.tokenize(text).iter().map(|token| token.span).collect();
        [spans(&self.english), spans(&self.chinese), spans(&self.mixed)]
    }

    fn results(&self, page: &str) -> Results {
        let [english, chinese, mixed] = self.tokens(page);
        let pairs = self.aligner.align_page(page);
        let pairs = pairs.pairs().map(|pair| format!("{} {}", pair.english(), pair.chinese())).collect();
        let language = format!("{:?}", self.detector.detect(page));
        let normalized = self.normalizer.normalize(page).text().to_owned();
        (english, chinese, mixed, language, self.splitter.split(page).collect(), normalized, pairs)
    }
}

/// Returns a different page for each number.
fn page(number: usize) -> String {
    format!(
        "Lost and found 失物招领\n\nThe ferry {number} leaves at eight. Tickets cost {} yuan.\n\n渡轮{number}八点出发。船票{}元。\n",
        number + 3,
        number + 3
    )
}

#[test]
fn threads_with_shared_engines_get_the_results_of_one_thread() {
    let engines = Engines::new();
    let expected: Vec<Results> = (0..THREADS).map(|number| engines.results(&page(number))).collect();
    let barrier = Barrier::new(THREADS);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (engines, expected, barrier) = (&engines, &expected, &barrier);
            scope.spawn(move || {
                barrier.wait();
                for turn in 0..THREADS {
                    let number = (number + turn) % THREADS;
                    assert_eq!(engines.results(&page(number)), expected[number], "page {number}");
                }
            });
        }
    });
}

/// Returns the memory of the process in bytes, or `None` on a system without `/proc`.
fn memory_in_use() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

/// Environment variable that is set only in the child process that measures its own memory.
const MEASURING: &str = "BITEXT_TEST_MEASURES_MEMORY";

#[test]
fn idle_threads_keep_little_memory() {
    if std::env::var_os(MEASURING).is_some() {
        return measure_idle_threads();
    }
    // The allocator of glibc keeps freed blocks of up to 32 MB unless the threshold for large blocks is set.
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "idle_threads_keep_little_memory", "--nocapture"])
        .env(MEASURING, "1")
        .env("MALLOC_MMAP_THRESHOLD_", "65536")
        .status()
        .unwrap();
    assert!(status.success());
}

fn measure_idle_threads() {
    /// Maximum number of bytes that a thread keeps after a long text. While the text is processed, the buffers of
    /// the thread take about forty million bytes.
    const KEPT: usize = 1 << 19;
    let engines = Engines::new();
    let text: String = (0..10_000).map(page).collect();
    assert!(text.len() > 1 << 20);
    let Some(before) = memory_in_use() else { return };
    let (measured, barrier) = (Barrier::new(THREADS + 1), Barrier::new(THREADS + 1));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                assert!(engines.tokens(&text).iter().all(|tokens| !tokens.is_empty()));
                barrier.wait();
                measured.wait();
            });
        }
        barrier.wait();
        let kept = memory_in_use().unwrap_or_default().saturating_sub(before);
        measured.wait();
        println!("{THREADS} idle threads keep {kept} bytes");
        assert!(kept < THREADS * KEPT, "{THREADS} idle threads keep {kept} bytes");
    });
}
