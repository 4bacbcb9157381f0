//! Pairs the English documents of one folder with their Chinese translations in another folder.
//!
//! ```text
//! cargo run --release --all-features --example match_documents -- EN_FOLDER ZH_FOLDER
//! ```
//!
//! Prints the names of each pair, its confidence, and the three words that decide most:
//!
//! ```text
//! 0.998  harbour.txt  d41.txt  ferry=渡轮 captain=船长 chess=下棋
//! ```

use std::error::Error;
use std::fs;
use std::path::Path;

use bitext::{Aligner, DocumentMatcher};

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = std::env::args().skip(1);
    let (Some(english), Some(chinese)) = (folders.next(), folders.next()) else {
        return Err("usage: match_documents EN_FOLDER ZH_FOLDER".into());
    };
    let ((english_names, english), (chinese_names, chinese)) = (read(&english)?, read(&chinese)?);
    let found = DocumentMatcher::new(&Aligner::new()).find(&english, &chinese);
    for pair in &found.pairs {
        let texts = (&english[pair.english], &chinese[pair.chinese]);
        let words: Vec<String> = (pair.evidence.iter().take(3))
            .map(|word| format!("{}={}", word.english.of(texts.0), word.chinese.of(texts.1)))
            .collect();
        let names = (&english_names[pair.english], &chinese_names[pair.chinese]);
        println!("{:.3}  {}  {}  {}", pair.confidence, names.0, names.1, words.join(" "));
    }
    eprintln!("{} pairs among {} and {} documents", found.pairs.len(), english.len(), chinese.len());
    Ok(())
}

/// Returns the names and the texts of the files of a folder.
fn read(folder: impl AsRef<Path>) -> Result<(Vec<String>, Vec<String>), Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push((entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path())?));
        }
    }
    files.sort();
    Ok(files.into_iter().unzip())
}
