//! Aligns a mixed page, or a text and its translation, and prints an HTML report: the pairs side by side, with
//! confidences and the words that support each pair.
//!
//! ```text
//! cargo run --release --features html --example align_html -- PAGE >page.html
//! cargo run --release --features html --example align_html -- ENGLISH CHINESE >page.html
//! ```

use std::error::Error;
use std::io;

use bitext::Aligner;
use bitext::export::{Document, Format, Html};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let aligner = Aligner::new();
    let (english, chinese);
    let bitext = match &paths[..] {
        [page] => {
            english = read(page)?;
            aligner.align_page(&english)
        }
        [one, other] => {
            (english, chinese) = (read(one)?, read(other)?);
            aligner.align_texts(&english, &chinese)
        }
        _ => return Err("usage: align_html PAGE, or align_html ENGLISH CHINESE".into()),
    };
    let name = paths.join(" · ");
    Html::new().write(&Document::whole(&bitext).name(&name), &mut io::stdout().lock())?;
    Ok(())
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}
