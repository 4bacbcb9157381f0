//! Builds the table of traditional and simplified characters from OpenCC's two tables.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

/// Rows that OpenCC lacks: the female form of "you", and "it" for animals.
const OWN: &str = "妳你\n牠它\n";

/// `traditional` is the path of `TSCharacters.txt`, `simplified` the path of `STCharacters.txt`.
pub(crate) fn make(traditional: &str, simplified: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let (traditional, simplified) = (fs::read_to_string(traditional)?, fs::read_to_string(simplified)?);
    let (to_simplified, to_traditional) = (rows(&traditional), rows(&simplified));
    let only_simplified: HashMap<_, _> =
        to_traditional.iter().filter(|(from, to)| !to.contains(from)).map(|(from, to)| (*from, to)).collect();
    let mut out = String::new();
    for (from, to) in &to_simplified {
        let first = to.first().ok_or("a row without a target")?;
        // A character that is also in use as a simplified one maps to itself, so that folding is idempotent.
        if first == from || only_simplified.contains_key(from) {
            continue;
        }
        let both = to.contains(from) || to_traditional.iter().any(|(simplified, _)| simplified == from);
        out.extend([if both { "?" } else { "" }, from, first, "\n"]);
    }
    for (from, _) in to_traditional.iter().filter(|(from, _)| only_simplified.contains_key(from)) {
        out.extend([from, "\n"]);
    }
    out += OWN;
    fs::write(target, out)?;
    Ok(())
}

/// The rows of an OpenCC table: a character, and its counterparts, most common first.
fn rows(table: &str) -> Vec<(&str, Vec<&str>)> {
    let fields = table.lines().filter_map(|line| line.split_once('\t'));
    fields.map(|(from, to)| (from, to.split(' ').collect())).collect()
}
