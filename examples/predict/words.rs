//! A line of text in, its words parted by blanks out.

use std::error::Error;
use std::io::{BufRead, Write};

use bitext::{MixedTokenizer, Tokenizer};

pub(crate) fn predict(input: impl BufRead, mut output: impl Write) -> Result<(), Box<dyn Error>> {
    let tokenizer = MixedTokenizer::new();
    let mut tokens = Vec::new();
    for line in input.lines() {
        let line = line?;
        tokens.clear();
        tokenizer.tokenize_into(&line, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.of(&line)).collect();
        writeln!(output, "{}", words.join(" "))?;
    }
    Ok(())
}
