//! Builds the embedded tables in `data/` from their sources, which `data/README.md` lists, and prints their sizes.
//!
//! ```text
//! make_data dictionary dict.txt data/mixed_words.txt hmm.model data
//! make_data lexicon cedict_ts.u8 data/lexicon.bin
//! make_data scripts data/scripts.bin
//! make_data variants TSCharacters.txt STCharacters.txt data/han_variants.txt
//! make_data words SCOWL SNOWBALL voc_fr.txt data/frequent_words.txt data/words.bin
//! ```

use std::error::Error;

mod dictionary;
mod lexicon;
mod scripts;
mod variants;
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["dictionary", words, supplement, model, target] => dictionary::make(words, supplement, model, target),
        ["lexicon", source, target] => lexicon::make(source, target),
        ["scripts", target] => scripts::make(target),
        ["variants", traditional, simplified, target] => variants::make(traditional, simplified, target),
        ["words", scowl, snowball, french, frequent, target] => {
            words::make(scowl, snowball, french, frequent, target)
        }
        _ => {
            Err("usage: make_data dictionary WORDS SUPPLEMENT MODEL DIRECTORY, lexicon CEDICT TARGET, scripts TARGET, variants TRADITIONAL SIMPLIFIED TARGET, or words SCOWL SNOWBALL FRENCH FREQUENT TARGET"
                .into())
        }
    }
}
