//! Links the words of each pair of texts `{"en", "zh"}`.

use std::error::Error;
use std::io::{self, BufRead, Write};

use bitext::Aligner;
use serde_json::{Value, json};

/// Reads a row `{"en", "zh"}` per line, and prints a row `{"links": [[start, end, start, end, probability], ...]}`. The
/// first byte range of a link is in `en`, the second in `zh`.
pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let aligner = Aligner::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let pair: Value = serde_json::from_str(&line?)?;
        let text = |key| pair[key].as_str().ok_or(format!("a line has no field `{key}`"));
        let words = aligner.align_words(text("en")?, text("zh")?);
        let links: Vec<_> = words
            .best()
            .map(|link| {
                let (en, zh) = (words.english_words()[link.english], words.chinese_words()[link.chinese]);
                json!([en.start, en.end, zh.start, zh.end, link.probability])
            })
            .collect();
        writeln!(out, "{}", json!({ "links": links }))?;
    }
    Ok(())
}
