//! Cuts lines of English, Chinese and mixed text into words. Prints each word with its position, byte range and kind,
//! and then the words of the line with compounds kept whole.
//!
//! ```text
//! cargo run --release --example tokenize_mixed -- [TEXT]
//! ```
//!
//! Without an argument it uses built-in sample texts, and prints:
//!
//! ```text
//! 她在卡拉OK唱了3.5个小时，然后打车去了北京大学。
//!     0  0..3      Han          她
//!     1  3..6      Han          在
//!     2  6..14     Han          卡拉OK
//! ...
//! ```

use std::io::{self, Write};

use bitext::{Compounds, MixedTokenizer, Tokenizer};

const LINES: [&str; 4] = [
    "她在卡拉OK唱了3.5个小时，然后打车去了北京大学。",
    "The China-Pakistan B2B fair raised $450 million; don’t miss it!",
    "iPhone 15售价5,999元，详见 https://example.com/shop 或致信 help@example.com 🙂",
    "圖書館週末不開放。",
];

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    // Build the tokenizer once, and reuse the buffer for each line.
    let (tokenizer, mut tokens) = (MixedTokenizer::new(), Vec::new());
    let whole = tokenizer.clone().compounds(Compounds::Whole);
    let given: Vec<String> = std::env::args().skip(1).collect();
    let lines = if given.is_empty() { LINES.map(str::to_owned).to_vec() } else { vec![given.join(" ")] };
    for line in &lines {
        tokens.clear();
        tokenizer.tokenize_into(line, &mut tokens);
        writeln!(out, "{line}")?;
        for token in &tokens {
            let (span, kind) = (token.span.to_string(), format!("{:?}", token.kind));
            writeln!(out, "  {:>3}  {span:<8}  {kind:<12} {}", token.position, token.of(line))?;
        }
        let words: Vec<&str> = whole.tokenize(line).iter().map(|token| token.of(line)).collect();
        writeln!(out, "  compounds whole: {}\n", words.join(" | "))?;
    }
    Ok(())
}
