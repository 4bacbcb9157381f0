//! The aligner, with the lexicons named on the command line.

use std::path::Path;

use bitext::{Aligner, Lexicon};

use crate::failure::Failure;
use crate::input;

/// Reads a lexicon in any format.
pub(crate) fn read_lexicon(path: &Path) -> Result<Lexicon, Failure> {
    input::check(path)?;
    let lexicon = Lexicon::from_path(path)?;
    if lexicon.is_empty() {
        return Err(Failure::Input(format!("{}: the lexicon has no words", path.display())));
    }
    Ok(lexicon)
}

/// Returns an aligner with the embedded lexicon and the words of additional lexicons.
pub(crate) fn aligner(paths: &[impl AsRef<Path>]) -> Result<Aligner, Failure> {
    let mut lexicon = Lexicon::embedded();
    for path in paths {
        lexicon = lexicon.merged(&read_lexicon(path.as_ref())?);
    }
    Ok(Aligner::with_lexicon(lexicon))
}
