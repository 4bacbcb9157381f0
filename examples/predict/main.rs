//! Writes bitext's predictions for test files, in formats that can be scored against gold data.
//!
//! ```text
//! predict align  DIR OUT        OUT/NAME.pred for each DIR/NAME.{zh,en}: `[3]:[4, 5]:0.97`, Chinese first
//! predict pages  DIR OUT        OUT/NAME.pred.jsonl for each DIR/NAME.txt: {"en", "zh", "score", "confidence"}
//! predict tokens    <x.jsonl    {"tokens", "words"}: byte ranges of the field `text`
//! predict sentences <x.jsonl    {"sentences"}: byte ranges
//! predict runs      <x.jsonl    {"runs"}: byte ranges with a language code
//! predict language  <x.tsv      one language code per line, for the text in the third column
//! predict links     <x.jsonl    {"links"}: byte ranges of the fields `en` and `zh`, and a probability
//! predict words     <x.txt      words separated by spaces, line by line
//! ```
//!
//! Prints wall time and peak memory on standard error.

use std::error::Error;
use std::time::Instant;

mod align;
mod language;
mod links;
mod pages;
mod runs;
mod sentences;
mod tokens;
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["align", source, target] => align::predict(source, target)?,
        ["tokens"] => tokens::predict()?,
        ["sentences"] => sentences::predict()?,
        ["pages", source, target] => pages::predict(source, target)?,
        ["words"] => words::predict()?,
        ["language"] => language::predict()?,
        ["links"] => links::predict()?,
        ["runs"] => runs::predict()?,
        _ => {
            return Err(
                "usage: predict align|pages DIR OUT, or predict tokens|sentences|runs|language|words|links < FILE"
                    .into(),
            );
        }
    }
    eprintln!("{:.3} s, peak memory {}", start.elapsed().as_secs_f64(), peak_memory());
    Ok(())
}

/// Returns the peak memory of the process, if the system reports it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |value| value.trim().to_owned())
}
