//! Prints the language code of the text in the third column of each row.

use std::error::Error;
use std::io::{BufRead, Write};

use bitext::Detector;

pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let detector = Detector::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let text = line.splitn(3, '\t').nth(2).ok_or("a row has no third column")?;
        writeln!(out, "{}", detector.detect(text))?;
    }
    Ok(())
}
