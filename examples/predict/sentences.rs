//! `{"text"}` in, `{"sentences"}` out.

use std::error::Error;
use std::io::{BufRead, Write};

use serde_json::{Value, json};

pub(crate) fn predict(input: impl BufRead, mut output: impl Write) -> Result<(), Box<dyn Error>> {
    for line in input.lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a row without the field \"text\"")?;
        let sentences: Vec<[usize; 2]> = bitext::sentences(text).map(|span| [span.start, span.end]).collect();
        writeln!(output, "{}", json!({ "sentences": sentences }))?;
    }
    Ok(())
}
