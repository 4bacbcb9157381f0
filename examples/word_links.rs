//! Links the words of a sentence and its translation.
//!
//! ```text
//! cargo run --release --example word_links -- [ENGLISH CHINESE]
//! ```
//!
//! Without arguments it links the words of a built-in pair, and prints:
//!
//! ```text
//! 0.99  ferry = 渡轮 (lexicon)
//! ...
//! ```

use std::error::Error;
use std::io::{self, Write};

use bitext::Aligner;

const ENGLISH: &str = "The ferry to the island leaves at eight, and Captain Carmona plays chess on board.";
const CHINESE: &str = "开往岛上的渡轮八点出发，卡莫纳船长在船上下棋。";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (english, chinese) = match &arguments[..] {
        [] => (ENGLISH, CHINESE),
        [english, chinese] => (english.as_str(), chinese.as_str()),
        _ => return Err("usage: word_links [ENGLISH CHINESE]".into()),
    };
    let words = Aligner::new().align_words(english, chinese);
    let mut out = io::stdout().lock();
    for link in words.best() {
        writeln!(
            out,
            "{:.2}  {} = {} ({})",
            link.probability,
            words.english_words()[link.english].of(english),
            words.chinese_words()[link.chinese].of(chinese),
            link.reason
        )?;
    }
    Ok(())
}
