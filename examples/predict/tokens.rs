//! Reads a row `{"text"}` per line, and prints a row `{"tokens", "words"}`: the byte ranges of the default tokens,
//! and the byte ranges of the tokens with contractions split.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use bitext::{Contractions, MixedTokenizer, Token, Tokenizer};
use serde_json::{Value, json};

pub(crate) fn predict() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(stdout().lock());
    let tokens = MixedTokenizer::new();
    let words = tokens.clone().contractions(Contractions::Split);
    let mut buffer = Vec::new();
    for line in stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a row has no field \"text\"")?;
        let mut spans = |tokenizer: &dyn Tokenizer| -> Vec<[usize; 2]> {
            buffer.clear();
            tokenizer.tokenize_into(text, &mut buffer);
            buffer.iter().map(|token: &Token| [token.span.start, token.span.end]).collect()
        };
        let (tokens, words) = (spans(&tokens), spans(&words));
        writeln!(output, "{}", json!({ "tokens": tokens, "words": words }))?;
    }
    Ok(output.flush()?)
}
