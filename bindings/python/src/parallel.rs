//! Work on the texts of a batch, on any number of threads and without the global interpreter lock.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use bitext::Batch;
use pyo3::prelude::*;

use crate::texts::Texts;

/// The largest number of threads. With more, the system may take minutes before it refuses to start them.
const MAX_THREADS: usize = 1024;

/// How often a batch looks for signals, so that Ctrl+C stops it.
const SIGNAL_INTERVAL: Duration = Duration::from_millis(100);

/// Calls `work` on ranges of texts, and returns the results in order. With 0 threads, there is one per processor.
pub(crate) fn map_parts<R: Send>(
    py: Python<'_>,
    texts: &Texts,
    threads: usize,
    work: impl Fn(Range<usize>) -> R + Sync,
) -> PyResult<Vec<R>> {
    let threads = count(threads);
    map(py, texts.parts(threads).into_iter(), threads, work)
}

/// Calls `work` on ranges of texts, and `sink` on each result in order, while other threads work on the next ranges.
pub(crate) fn for_parts<R: Send>(
    py: Python<'_>,
    texts: &Texts,
    threads: usize,
    work: impl Fn(Range<usize>) -> R + Sync + Send,
    mut sink: impl FnMut(R) -> PyResult<()> + Send,
) -> PyResult<()> {
    let threads = count(threads);
    py.detach(|| {
        let mut signals = Signals::new();
        Batch::new().threads(threads).run(texts.parts(threads), work, |result| {
            sink(result)?;
            signals.check()
        })
    })
}

/// Calls `work` on each input, and returns the results in order. The calling thread is one of the threads, and no
/// thread waits for another, so no more threads run than are asked for.
pub(crate) fn map<I: Send, R: Send>(
    py: Python<'_>,
    inputs: impl ExactSizeIterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(I) -> R + Sync,
) -> PyResult<Vec<R>> {
    let helpers = count(threads).min(inputs.len()).saturating_sub(1);
    let inputs = Mutex::new(Some(inputs.enumerate()));
    let next = || inputs.lock().unwrap_or_else(PoisonError::into_inner).as_mut()?.next();
    let stop = || *inputs.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let work_on = |(number, input)| (number, work(input));
    py.detach(|| {
        thread::scope(|scope| {
            let help = || std::iter::from_fn(next).map(work_on).collect::<Vec<_>>();
            // If the system refuses a thread, the others do its work.
            let start = |_| thread::Builder::new().spawn_scoped(scope, help).ok();
            let helpers: Vec<_> = (0..helpers).map_while(start).collect();
            let mut results = Vec::new();
            let mut signals = Signals::new();
            let mut status = Ok(());
            while status.is_ok()
                && let Some(input) = next()
            {
                results.push(work_on(input));
                status = signals.check();
            }
            if status.is_err() {
                stop();
            }
            for helper in helpers {
                results.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            status?;
            results.sort_unstable_by_key(|(number, _)| *number);
            Ok(results.into_iter().map(|(_, result)| result).collect())
        })
    })
}

/// The number of threads; 0 means one per processor.
fn count(threads: usize) -> usize {
    match threads {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        threads => threads.min(MAX_THREADS),
    }
}

/// Looks for signals from time to time.
struct Signals(Instant);

impl Signals {
    fn new() -> Self {
        Self(Instant::now())
    }

    /// Fails if a signal has raised an exception.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is of one lifetime")]
    fn check(&mut self) -> PyResult<()> {
        if self.0.elapsed() < SIGNAL_INTERVAL {
            return Ok(());
        }
        self.0 = Instant::now();
        Python::attach(|py| py.check_signals())
    }
}

/// Whether work on a text takes so long that other Python threads should run meanwhile: about 50 µs.
pub(crate) const fn is_long(text: &str) -> bool {
    text.len() >= 4096
}

/// Work on one text, without the global interpreter lock if the text is long.
pub(crate) fn on_text<R: Send>(py: Python<'_>, text: &str, work: impl FnOnce() -> R + Send) -> R {
    if is_long(text) { py.detach(work) } else { work() }
}
