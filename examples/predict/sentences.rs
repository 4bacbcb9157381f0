//! Reads a row `{"text"}` per line, and prints the byte ranges of its sentences as a row `{"sentences"}`.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use serde_json::{Value, json};

pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a row has no field \"text\"")?;
        let sentences: Vec<[usize; 2]> = bitext::sentences(text).map(|span| [span.start, span.end]).collect();
        writeln!(output, "{}", json!({ "sentences": sentences }))?;
    }
    Ok(output.flush()?)
}
