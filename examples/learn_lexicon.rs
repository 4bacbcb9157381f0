//! Learns a lexicon from a folder of English documents `NAME.en` and their translations `NAME.zh`, with one sentence
//! per line.
//!
//! ```text
//! cargo run --release --example learn_lexicon -- FOLDER >lexicon.tsv
//! ```
//!
//! Prints the lexicon as tab-separated lines in the format of `Lexicon::from_tsv`. The numbers of word pairs and of
//! sentence pairs go to standard error.
//!
//! ```text
//! # Chinese  English  weight  count
//! 一         a        0.247   19.3
//! ...
//! ```

use std::error::Error;
use std::fs;

use bitext::{Aligner, CorpusLearner, LearnedPair};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: learn_lexicon FOLDER")?;
    let aligner = Aligner::new();
    let mut learner = CorpusLearner::new(&aligner);
    let mut paths: Vec<_> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for chinese in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "zh")) {
        let english_text = fs::read_to_string(chinese.with_extension("en"))?;
        let chinese_text = fs::read_to_string(chinese)?;
        learner.add(&english_text.lines().collect::<Vec<_>>(), &chinese_text.lines().collect::<Vec<_>>());
    }
    let pairs = learner.learn();
    eprintln!("{} pairs of words from {} pairs of sentences", pairs.len(), learner.len());
    LearnedPair::write_tsv(&pairs, std::io::stdout().lock())?;
    Ok(())
}
