//! Prints the words of each line of text, separated by spaces.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use bitext::{MixedTokenizer, Tokenizer};

pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(stdout().lock());
    let tokenizer = MixedTokenizer::new();
    let mut tokens = Vec::new();
    for line in stdin().lock().lines() {
        let line = line?;
        tokens.clear();
        tokenizer.tokenize_into(&line, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.of(&line)).collect();
        writeln!(output, "{}", words.join(" "))?;
    }
    Ok(())
}
