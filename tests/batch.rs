//! Checks batches: order, bounds, errors and panics, with any number of threads.
#![cfg(feature = "parallel")]

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use bitext::Batch;

const THREADS: [usize; 5] = [0, 1, 2, 3, 8];

/// Squares a number. Every tenth call is slow, so that results are computed out of order.
fn uneven(number: usize) -> usize {
    if number.is_multiple_of(10) {
        thread::sleep(Duration::from_millis(3));
    }
    number * number
}

fn collected<R: Send>(
    batch: Batch,
    inputs: std::ops::Range<usize>,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    let mut results = Vec::new();
    let done: Result<(), Infallible> = batch.run(inputs, work, |result| {
        results.push(result);
        Ok(())
    });
    assert_eq!(done, Ok(()));
    results
}

#[test]
fn results_are_in_input_order() {
    let expected: Vec<usize> = (0..300).map(|number| number * number).collect();
    for threads in THREADS {
        assert_eq!(collected(Batch::new().threads(threads), 0..300, uneven), expected, "{threads} threads");
    }
}

#[test]
fn few_inputs_or_none() {
    for threads in THREADS {
        for count in 0..4 {
            assert_eq!(collected(Batch::new().threads(threads), 0..count, uneven).len(), count);
        }
    }
}

#[test]
fn an_error_stops_reading_and_working() {
    for threads in THREADS {
        let batch = Batch::new().threads(threads);
        let (read, worked) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs = (0..).inspect(|_| {
            read.fetch_add(1, SeqCst);
        });
        let work = |number: usize| {
            worked.fetch_add(1, SeqCst);
            uneven(number)
        };
        let mut taken = 0;
        let done = batch.run(inputs, work, |_| {
            taken += 1;
            if taken == 20 { Err("the disk is full") } else { Ok(()) }
        });
        assert_eq!((done, taken), (Err("the disk is full"), 20), "{threads} threads");
        let most = 20 + batch.window();
        let (read, worked) = (read.load(SeqCst), worked.load(SeqCst));
        assert!(
            worked <= read && read <= most,
            "{threads} threads: read {read}, worked {worked}, most {most}"
        );
    }
}

/// A value that counts its instances: the number alive now, and the highest number alive at the same time.
struct Live(Arc<(AtomicUsize, AtomicUsize)>);

impl Live {
    fn new(counters: &Arc<(AtomicUsize, AtomicUsize)>) -> Self {
        let alive = counters.0.fetch_add(1, SeqCst) + 1;
        counters.1.fetch_max(alive, SeqCst);
        Self(Arc::clone(counters))
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, SeqCst);
    }
}

#[test]
fn the_window_limits_the_inputs_in_memory() {
    for threads in THREADS {
        let batch = Batch::new().threads(threads);
        let counters = Arc::default();
        // The first of each hundred inputs is slow, and delays the results of the others.
        let inputs = (0..1_000).map(|number| (number, Live::new(&counters)));
        let work = |(number, live)| {
            if usize::is_multiple_of(number, 100) {
                thread::sleep(Duration::from_millis(20));
            }
            live
        };
        let done: Result<(), Infallible> = batch.run(inputs, work, |live| {
            drop(live);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        let (alive, most) = (counters.0.load(SeqCst), counters.1.load(SeqCst));
        assert_eq!(alive, 0, "{threads} threads: some are never dropped");
        let window = batch.window();
        assert!(most <= window, "{threads} threads: {most} alive at once, the window is {window}");
    }
}

#[test]
fn inputs_left_after_an_error_are_dropped() {
    let counters = Arc::default();
    let inputs = (0..1_000).map(|_| Live::new(&counters));
    let done = Batch::new().threads(4).run(inputs, |live| live, |_| Err(()));
    assert_eq!((done, counters.0.load(SeqCst)), (Err(()), 0));
}

#[test]
fn a_panic_follows_the_results_before_it() {
    for threads in THREADS {
        let mut taken = Vec::new();
        let work = |number: usize| {
            assert!(number != 30, "page 30 is broken");
            uneven(number)
        };
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let _: Result<(), Infallible> = Batch::new().threads(threads).run(0..1_000, work, |result| {
                taken.push(result);
                Ok(())
            });
        }));
        let panic = caught.expect_err("the panic propagates");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"page 30 is broken"), "{threads} threads");
        assert_eq!(taken.len(), 30, "{threads} threads");
    }
}

#[test]
fn batches_can_be_nested() {
    let inner = |number: usize| collected(Batch::new().threads(2), 0..number, uneven).len();
    assert_eq!(collected(Batch::new().threads(2), 0..5, inner), [0, 1, 2, 3, 4]);
}

#[cfg(feature = "cedict")]
#[test]
fn the_number_of_threads_does_not_change_bitexts() {
    let aligner = bitext::Aligner::new();
    let work = |number: usize| {
        let page = format!(
            "The tram leaves at {number} minutes past nine.\n\n电车九点{number}分开。\n\nThe driver sells tickets.\n"
        );
        let bitext = aligner.align_page(&page);
        bitext
            .entries()
            .map(|pair| format!("{}={} {}", pair.english(), pair.chinese(), pair.score()))
            .collect()
    };
    let one: Vec<Vec<String>> = collected(Batch::new().threads(1), 0..40, work);
    assert!(one[7][0].starts_with("The tram leaves at 7 minutes past nine.=电车九点7分开。"), "{:?}", one[7]);
    for threads in [2, 5] {
        assert_eq!(collected(Batch::new().threads(threads), 0..40, work), one, "{threads} threads");
    }
}

#[test]
fn the_first_failure_in_input_order_ends_a_run() {
    for threads in [1, 4] {
        let mut received = Vec::new();
        let work = |number: u32| if number % 7 == 6 { Err(number) } else { Ok(number) };
        let ended = Batch::new().threads(threads).try_run(vec![1, 2, 3, 6, 4, 13], work, |number| {
            received.push(number);
            Ok(())
        });
        assert_eq!((ended, received), (Err(6), vec![1, 2, 3]), "{threads} threads");
        let stopped = Batch::new()
            .threads(threads)
            .try_run(0..5, Ok, |number| if number == 2 { Err(9) } else { Ok(()) });
        assert_eq!(stopped, Err(9), "{threads} threads");
    }
}
