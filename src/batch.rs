//! Many documents at once: in parallel, in order, in bounded memory.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use rayon::{Scope, ThreadPoolBuilder};

/// Works on many inputs at once, and gives the results back in the order of the inputs.
///
/// The inputs are read and the results are taken on the caller's thread, while the threads of a pool of its own
/// do the work: the next inputs are worked on while a result is written. At most [`window`](Self::window) of
/// them live at a time, whatever the length of the list.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, Batch, Error};
///
/// let aligner = Aligner::new();
/// let pages = ["Lost and found 失物招领\n", "Ticket office 售票处\n", "No smoking 禁止吸烟\n"];
/// let mut found = Vec::new();
/// Batch::new().threads(2).run(
///     pages.into_iter(),
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
pub struct Batch {
    threads: Option<NonZero<usize>>,
}

impl Batch {
    /// Inputs for each thread that live at a time: those that wait to be worked on, that are worked on, and that
    /// wait for one before them. A thread finds work as long as no input takes longer than some ten others.
    pub const INPUTS_PER_THREAD: usize = 16;

    /// A batch with a thread for each processor that the system gives the program.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many threads do the work; 0 is one for each processor. With one, the caller's own thread does it, and
    /// one input lives at a time.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = NonZero::new(threads);
        self
    }

    /// The most inputs that live at a time, from the reading of one until its result has been taken:
    /// [`INPUTS_PER_THREAD`](Self::INPUTS_PER_THREAD) for each thread.
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

    /// Calls `work` for each input and `sink` for each result, the results in the order of the inputs.
    ///
    /// `inputs` and `sink` run on the caller's thread, in turn; so a list that is slow to read, such as files on a
    /// slow disk, is better a list of names that `work` opens. What `sink` is given, and in which order, does not
    /// depend on the number of threads. Should the system refuse the threads, the caller's does the work.
    ///
    /// # Errors
    /// The first error of `sink`: no further input is read, and what has begun is finished and dropped.
    ///
    /// # Panics
    /// Where `work` panics, after the results before it have been taken.
    pub fn run<I, R, E>(
        &self,
        mut inputs: impl Iterator<Item = I>,
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
        let Some(pool) = pool else { return inputs.try_for_each(|input| sink(work(input))) };
        let stopped = AtomicBool::new(false);
        pool.in_place_scope(|scope| {
            let _stop = StopOnDrop(&stopped);
            let mut pending = PendingResults::new(scope, &work, &stopped);
            let mut inputs = inputs.fuse();
            loop {
                // Before each result, so that the threads have work while it is taken.
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

type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// The inputs that have been read and whose results have not been taken, in their order.
struct PendingResults<'a, 'scope, W, R> {
    scope: &'a Scope<'scope>,
    work: &'scope W,
    stopped: &'scope AtomicBool,
    /// None where the work is not done.
    waiting: VecDeque<Option<Outcome<R>>>,
    /// Number of the first one that waits.
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
            // Nothing of a result whose making has panicked is looked at.
            let outcome = catch_unwind(AssertUnwindSafe(|| work(input)));
            // Nobody listens after an error.
            let _ = sender.send((number, outcome));
        });
    }

    /// The first result, waited for; None if nothing waits.
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

/// Lets the work that has not begun be left out, however the taking of results ends.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
