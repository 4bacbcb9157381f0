//! Work on the texts of a batch, on any number of threads and without the global interpreter lock.

use std::ops::Range;
use std::time::{Duration, Instant};

use bitext::Batch;
use pyo3::prelude::*;

use crate::texts::Texts;

/// The largest number of threads. With more, the system may take minutes before it refuses to start them.
const MAX_THREADS: usize = 1024;

/// How often a batch looks for signals, so that Ctrl+C stops it.
const SIGNAL_INTERVAL: Duration = Duration::from_millis(100);

/// Calls `work` on ranges of texts, and `sink` on each result in order. With 0 threads, there is one per processor.
pub(crate) fn for_parts<R: Send>(
    py: Python<'_>,
    texts: &Texts,
    threads: usize,
    work: impl Fn(Range<usize>) -> R + Sync + Send,
    sink: impl FnMut(R) + Send,
) -> PyResult<()> {
    run(py, texts.parts(), threads, work, sink)
}

/// Calls `work` on each text, and returns the results in order.
pub(crate) fn map<R: Send>(
    py: Python<'_>,
    texts: usize,
    threads: usize,
    work: impl Fn(usize) -> R + Sync + Send,
) -> PyResult<Vec<R>> {
    let mut results = Vec::with_capacity(texts);
    run(py, 0..texts, threads, work, |result| results.push(result))?;
    Ok(results)
}

fn run<I: Send, R: Send>(
    py: Python<'_>,
    inputs: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(I) -> R + Sync + Send,
    mut sink: impl FnMut(R) + Send,
) -> PyResult<()> {
    py.detach(|| {
        let mut checked = Instant::now();
        Batch::new().threads(threads.min(MAX_THREADS)).run(inputs, work, |result| {
            sink(result);
            if checked.elapsed() >= SIGNAL_INTERVAL {
                checked = Instant::now();
                check_signals()?;
            }
            Ok(())
        })
    })
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "the method is of one lifetime")]
fn check_signals() -> PyResult<()> {
    Python::attach(|py| py.check_signals())
}

/// Whether work on a text takes so long that other Python threads should run meanwhile: about 50 µs.
pub(crate) const fn is_long(text: &str) -> bool {
    text.len() >= 4096
}

/// Work on one text, without the global interpreter lock if the text is long.
pub(crate) fn on_text<R: Send>(py: Python<'_>, text: &str, work: impl FnOnce() -> R + Send) -> R {
    if is_long(text) { py.detach(work) } else { work() }
}
