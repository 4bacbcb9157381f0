//! Processes many documents in parallel, in order, in bounded memory.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use rayon::{Scope, ThreadPoolBuilder};

/// Processes many inputs in parallel, and delivers the results in input order.
///
/// A thread pool does the work while the caller's thread reads inputs and receives results. At most
/// [`window`](Self::window) inputs are in memory at a time, as inputs or as results.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, Batch, Error};
///
/// let aligner = Aligner::new();
/// let pages = ["Lost and found 失物招领\n", "Ticket office 售票处\n", "No smoking 禁止吸烟\n"];
/// let mut found = Vec::new();
/// Batch::new().threads(2).run(
///     pages,
///     |page| aligner.align_page(page),
///     |bitext| {
///         found.extend(bitext.pairs().map(|pair| pair.chinese()));
///         Ok::<(), Error>(())
///     },
/// )?;
/// assert_eq!(found, ["失物招领", "售票处", "禁止吸烟"]);
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Batch {
    threads: Option<NonZero<usize>>,
}

impl Batch {
    /// Maximum number of inputs in memory per thread, as inputs or as results. All threads stay busy unless one input
    /// takes more than about ten times as long as the average.
    pub const INPUTS_PER_THREAD: usize = 16;

    /// Creates a batch with one thread per processor available to the program.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the number of threads; 0 means one per processor. With one thread, the work is done on the caller's thread.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = NonZero::new(threads);
        self
    }

    /// Returns the maximum number of inputs in memory at a time, as inputs or as results:
    /// [`INPUTS_PER_THREAD`](Self::INPUTS_PER_THREAD) per thread, or 1 with one thread.
    #[must_use]
    pub fn window(&self) -> usize {
        match self.count() {
            1 => 1,
            threads => threads.saturating_mul(Self::INPUTS_PER_THREAD),
        }
    }

    fn count(&self) -> usize {
        self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
    }

    /// Calls `work` on each input and `sink` on each result, with results in input order.
    ///
    /// `inputs` and `sink` run on the caller's thread. If files are slow to read, let `inputs` return file names, and
    /// open the files in `work`. For any number of threads, `sink` receives the same results in the same order. If the
    /// system refuses to start threads, the caller's thread does the work.
    ///
    /// # Errors
    /// Returns the first error of `sink`. No further input is read after an error. Work in progress is finished, and
    /// its results are dropped.
    ///
    /// # Panics
    /// If `work` panics. The results of the inputs before the panic are delivered first.
    pub fn run<I, R, E>(
        &self,
        inputs: impl IntoIterator<Item = I>,
        work: impl Fn(I) -> R + Sync,
        mut sink: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E>
    where
        I: Send,
        R: Send,
    {
        let threads = self.count();
        let pool = match threads {
            1 => None,
            _ => ThreadPoolBuilder::new().num_threads(threads).build().ok(),
        };
        let mut inputs = inputs.into_iter();
        let Some(pool) = pool else { return inputs.try_for_each(|input| sink(work(input))) };
        let stopped = AtomicBool::new(false);
        pool.in_place_scope(|scope| {
            let _stop = StopOnDrop(&stopped);
            let mut pending = PendingResults::new(scope, &work, &stopped);
            let mut inputs = inputs.fuse();
            loop {
                // Read inputs before each result, so that the threads have work while `sink` runs.
                while pending.waiting.len() < self.window()
                    && let Some(input) = inputs.next()
                {
                    pending.push(input);
                }
                match pending.pop() {
                    Some(result) => sink(result.unwrap_or_else(|panic| resume_unwind(panic)))?,
                    None => return Ok(()),
                }
            }
        })
    }
}

impl Batch {
    /// Calls `work` on each input like [`run`](Self::run), where `work` may fail, and `sink` on each result, in input
    /// order.
    ///
    /// # Errors
    /// Returns the first error in input order, whether of `work` or of `sink`. After that error, no further input is
    /// read; work in progress is finished, and its results are dropped.
    ///
    /// # Panics
    /// If `work` panics. The results of the inputs before the panic are delivered first.
    ///
    /// ```
    /// use bitext::Batch;
    ///
    /// let mut sum = 0;
    /// let work = |text: &str| text.parse::<u32>();
    /// let failed = Batch::new().try_run(["1", "2", "three", "4"], work, |number| {
    ///     sum += number;
    ///     Ok(())
    /// });
    /// assert!(failed.is_err());
    /// assert_eq!(sum, 3);
    /// ```
    pub fn try_run<I, R, E>(
        &self,
        inputs: impl IntoIterator<Item = I>,
        work: impl Fn(I) -> Result<R, E> + Sync,
        mut sink: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E>
    where
        I: Send,
        R: Send,
        E: Send,
    {
        self.run(inputs, work, |result| sink(result?))
    }
}

type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// Results that have not been delivered yet, in input order.
struct PendingResults<'a, 'scope, W, R> {
    scope: &'a Scope<'scope>,
    work: &'scope W,
    stopped: &'scope AtomicBool,
    /// The outcome of each input, in input order; `None` until the work on that input is done.
    waiting: VecDeque<Option<Outcome<R>>>,
    /// The number of the input whose outcome is `waiting[0]`; inputs are numbered from 0.
    first: usize,
    sender: mpsc::Sender<(usize, Outcome<R>)>,
    receiver: mpsc::Receiver<(usize, Outcome<R>)>,
}

impl<'a, 'scope, W, R: Send + 'scope> PendingResults<'a, 'scope, W, R> {
    fn new(scope: &'a Scope<'scope>, work: &'scope W, stopped: &'scope AtomicBool) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { scope, work, stopped, waiting: VecDeque::new(), first: 0, sender, receiver }
    }

    fn push<I: Send + 'scope>(&mut self, input: I)
    where
        W: Fn(I) -> R + Sync,
    {
        let number = self.first + self.waiting.len();
        self.waiting.push_back(None);
        let (work, stopped, sender) = (self.work, self.stopped, self.sender.clone());
        self.scope.spawn(move |_| {
            if stopped.load(Ordering::Relaxed) {
                return;
            }
            // Unwind safety: a panic of `work` is not swallowed, because `run` resumes it on the caller's thread.
            let outcome = catch_unwind(AssertUnwindSafe(|| work(input)));
            // Sending fails only after an error or a panic, when the receiver has been dropped.
            let _ = sender.send((number, outcome));
        });
    }

    /// Waits for the outcome of the first input in `waiting`. Returns `None` if `waiting` is empty.
    fn pop(&mut self) -> Option<Outcome<R>> {
        while let Some(None) = self.waiting.front() {
            let (number, outcome) = self.receiver.recv().expect("a sender is kept beside the receiver");
            if let Some(place) = self.waiting.get_mut(number - self.first) {
                *place = Some(outcome);
            }
        }
        self.first += 1;
        self.waiting.pop_front().flatten()
    }
}

/// When dropped, cancels the work that has not started. [`Batch::run`] drops it on return and on panic.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
