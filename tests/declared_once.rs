//! Checks that a file in which something is declared once and used many times takes linear time and memory: a long
//! string, a long name, or a long list.
//!
//! A file of a given size holds a declaration of half the size, and as many uses as have room in the other half. If
//! each use copied the declaration or searched it, the time would be quadratic.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::fs;
use std::time::{Duration, Instant};

use bitext::export::{read_html, read_table};

/// How many times as long the time for eight times the uses may be. In linear time it is about 8, in quadratic time 64.
const MAX_RATIO: f64 = 24.0;
/// Number of measurements, of which one must be within the limit.
const ATTEMPTS: usize = 4;

/// Returns the processor time of the thread, which other load on the machine hardly changes; where the system does not
/// tell it, the elapsed time.
fn processor_time(start: Instant) -> Duration {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|spent| spent.split_whitespace().next()?.parse().ok());
    nanoseconds.filter(|&spent| spent > 0).map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Fails if `work` takes much more than eight times as long for eight times as many uses.
fn assert_linear<I>(n: usize, make: impl Fn(usize) -> I, work: impl Fn(&I)) {
    let start = Instant::now();
    let time = |input: &I| {
        let before = processor_time(start);
        work(input);
        (processor_time(start) - before).as_secs_f64()
    };
    let (short, long) = (make(n), make(8 * n));
    let ratio = || time(&long) / time(&short).min(time(&short));
    let ratios: Vec<f64> = (0..ATTEMPTS).map(|_| ratio()).take_while(|ratio| *ratio > MAX_RATIO).collect();
    assert!(ratios.len() < ATTEMPTS, "{ratios:.1?} times as long");
}

#[test]
fn elements_of_a_page_that_are_not_rows() {
    let page = |n: usize| {
        let name = "x".repeat(10 * n);
        format!("<main><section data-zh=\"zh\" data-name=\"{name}\">{}</section></main>", "<li>".repeat(n))
    };
    assert_linear(4000, page, |page| assert_eq!(read_html(page).count(), 0));
}

#[test]
fn rows_of_a_table_with_many_columns() {
    let table = |n: usize| format!("en,zh{}\n{}", ",x".repeat(n), "Tea,茶\n".repeat(n));
    assert_linear(3000, table, |table| {
        assert!(read_table(table.as_bytes()).all(|unit| unit.unwrap().row.chinese == "茶"));
    });
}

#[test]
fn english_columns_beside_a_long_chinese_text() {
    let table = |n: usize| format!("{}{}\n", "q9,".repeat(n), "汉".repeat(n));
    assert_linear(1500, table, |table| {
        let unit = read_table(table.as_bytes()).next().unwrap().unwrap();
        assert_eq!(unit.row.english, "q9");
    });
}
