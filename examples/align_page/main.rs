//! Prints the pairs of a mixed page as a table of confidence, English and Chinese.
//!
//! ```text
//! cargo run --release --example align_page -- [PAGE]
//! ```
//!
//! Without a path it reads a page in `seeds/`. For `docs/picture/page.txt` it prints:
//!
//! ```text
//! 1.00  The Island Ferry                                              海岛渡轮
//! 0.98  The ferry leaves the old harbour at eight every morning. It   渡轮每天早上八点从老码头出发，遇北风停航。
//!       stays in when the wind is in the north.
//! ...
//! 8 pairs in 10 English and 8 Chinese sentences of docs/picture/page.txt
//! ```

use std::error::Error;
use std::io::{self, Write};

use bitext::Aligner;

mod column;

/// Widths of the English and of the Chinese texts in terminal columns.
const ENGLISH: usize = 60;
const CHINESE: usize = 48;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "seeds/003_4b8c95ad6a02e0f4.txt".to_owned());
    let page = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let bitext = Aligner::new().align_page(&page);

    let mut out = io::stdout().lock();
    let mut pairs = 0;
    for pair in bitext.pairs() {
        let (english, chinese) = (pair.english(), pair.chinese());
        let (english, chinese) = (column::wrap(&english, ENGLISH), column::wrap(&chinese, CHINESE));
        for line in 0..english.len().max(chinese.len()) {
            let confidence = if line == 0 { format!("{:.2}", pair.confidence()) } else { String::new() };
            let cell = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
            let left = column::padded(&cell(&english), ENGLISH);
            writeln!(out, "{confidence:>4}  {left}  {}", cell(&chinese))?;
        }
        pairs += 1;
    }
    let (english, chinese) = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
    writeln!(out, "{pairs} pairs in {english} English and {chinese} Chinese sentences of {path}")?;
    Ok(())
}
