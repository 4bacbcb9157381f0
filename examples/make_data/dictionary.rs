//! Packs the Chinese word list and model from the sources of jieba-rs.

use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;

use bitext::{Dictionary, Hmm};

/// Packs the dictionary `words` with its supplement into `target/chinese_words.bin`, and the HMM `model` into
/// `target/chinese_hmm.bin`.
pub(crate) fn make(words: &str, supplement: &str, model: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let supplement = BufReader::new(File::open(supplement)?);
    let dictionary = Dictionary::from_path(words)?.with_supplement(supplement)?;
    fs::write(format!("{target}/chinese_words.bin"), dictionary.to_bytes()?)?;
    let hmm = Hmm::from_reader(BufReader::new(File::open(model)?))?;
    fs::write(format!("{target}/chinese_hmm.bin"), hmm.to_bytes())?;
    println!("{} words", dictionary.len());
    Ok(())
}
