//! Prints the language runs of each text as `[start, end, code]`.

use std::error::Error;
use std::io::{BufRead, Write};

use bitext::RunFinder;
use serde_json::{Value, json};

pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let finder = RunFinder::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a row has no field \"text\"")?;
        let runs: Vec<_> =
            finder.runs(text).map(|run| json!([run.span.start, run.span.end, run.language.code()])).collect();
        writeln!(out, "{}", json!({ "runs": runs }))?;
    }
    Ok(())
}
