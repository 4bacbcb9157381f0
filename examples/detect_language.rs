//! Prints the language of a text, and of each run in it.
//!
//! ```text
//! cargo run --release --example detect_language -- [TEXT]
//! ```
//!
//! Without an argument it uses built-in sample texts, and prints:
//!
//! ```text
//! The library is open on Sunday.
//!   en with confidence 1.00
//!   100.0 % English
//!   0..30   en      "The library is open on Sunday."
//!
//! 与会企业有华为、Sunwalk、海康威视。
//!   zh-Hans with confidence 0.99
//!    82.5 % Chinese
//!    17.5 % English
//!   0..24   zh-Hans "与会企业有华为、"
//!   24..31  en      "Sunwalk"
//!   31..49  zh-Hans "、海康威视。"
//! ...
//! ```

use std::io::{self, Write};

use bitext::{Language, detect, runs};

const LINES: [&str; 6] = [
    "The library is open on Sunday.",
    "与会企业有华为、Sunwalk、海康威视。",
    "我們在臺北見面，然後去吃 beef noodles。",
    "彼女は図書館で本を読んでいる。",
    "Je ne sais pas où il est.",
    "2023-08-29 17:30",
];

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let given: Vec<String> = std::env::args().skip(1).collect();
    let lines = if given.is_empty() { LINES.map(str::to_owned).to_vec() } else { vec![given.join(" ")] };
    for line in &lines {
        let found = detect(line);
        writeln!(out, "{line}")?;
        writeln!(out, "  {} with confidence {:.2}", found.code(), found.confidence)?;
        for share in &found.shares {
            writeln!(out, "  {:>5.1} % {}", 100.0 * share.fraction, share.language.name())?;
        }
        for run in runs(line) {
            let code =
                if run.language == Language::Chinese { run.variant.code() } else { run.language.code() };
            writeln!(out, "  {:<7} {code:<7} {:?}", run.span.to_string(), run.of(line))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
