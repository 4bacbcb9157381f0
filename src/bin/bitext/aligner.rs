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
    let additional: Vec<Lexicon> =
        paths.iter().map(|path| read_lexicon(path.as_ref())).collect::<Result<_, _>>()?;
    let embedded = Lexicon::embedded();
    Ok(Aligner::with_lexicon(match merged(additional) {
        Some(additional) => embedded.merged(&additional),
        None => embedded,
    }))
}

/// Merges lexicons, each with its neighbor, until one is left. `None` if there are none.
///
/// Merging is associative in the words, the stems and the weights. Only the whole word that a stem without one takes
/// over depends on the order, and an aligner does not read whole words.
///
/// Time O(n log n) in the pairs of all lexicons. One after another, each would rebuild all lexicons before it.
fn merged(mut lexicons: Vec<Lexicon>) -> Option<Lexicon> {
    while lexicons.len() > 1 {
        let pairs = lexicons.chunks(2).map(|pair| match pair {
            [one, other] => one.merged(other),
            _ => pair[0].clone(),
        });
        lexicons = pairs.collect();
    }
    lexicons.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five glossaries that contradict each other: the balanced merge is that of one after another.
    #[test]
    fn lexicons_merge_in_any_grouping() {
        let tables = [
            "行\tgo\t.5\n行\tok\t.5\n银行\tbank\n",
            "行\tgo\t.9\n列\trow\n",
            "行\tline\t.4\n银行\tbanks\t.3\n银行\tshore\t.2\n",
            "列\trows\t.7\n卡拉OK\tkaraoke\n",
            "行\tok\t.6\n列\tcolumn\t.7\n",
        ];
        let lexicons = tables.map(|table| Lexicon::from_tsv(table.as_bytes()).unwrap());
        for count in 1..=lexicons.len() {
            let one_by_one = lexicons[1..count].iter().fold(lexicons[0].clone(), |all, own| all.merged(own));
            let balanced = merged(lexicons[..count].to_vec()).unwrap();
            let [expected, found] = [&one_by_one, &balanced].map(|lexicon| {
                let glosses = |word: &str| -> Vec<_> {
                    lexicon.lookup(word).map(|gloss| (gloss.stem.to_owned(), gloss.weight)).collect()
                };
                lexicon.words().map(|word| (glosses(&word), word)).collect::<Vec<_>>()
            });
            assert_eq!(found, expected, "{count} lexicons");
        }
    }
}
