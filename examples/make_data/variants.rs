//! Builds the table of traditional and simplified characters from OpenCC's two tables.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

/// Rows that OpenCC lacks: the female form of "you", and "it" for animals.
const OWN: &str = "妳你\n牠它\n";

/// Reads OpenCC's `TSCharacters.txt` from the path `traditional` and its `STCharacters.txt` from the path `simplified`,
/// and writes the table to the path `target`.
pub(crate) fn make(traditional: &str, simplified: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let (traditional, simplified) = (fs::read_to_string(traditional)?, fs::read_to_string(simplified)?);
    let (to_simplified, to_traditional) = (rows(&traditional), rows(&simplified));
    let only_simplified: HashMap<_, _> =
        to_traditional.iter().filter(|(from, to)| !to.contains(from)).map(|(from, to)| (*from, to)).collect();
    let mut out = String::new();
    for (from, to) in &to_simplified {
        let first = to.first().ok_or("a row without a target")?;
        // Leaves out a traditional character that is also a simplified character. The character then maps to itself, so
        // folding a folded text changes nothing.
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

/// Returns the rows of an OpenCC table. Each row is a character and its counterparts, the most common counterpart
/// first.
fn rows(table: &str) -> Vec<(&str, Vec<&str>)> {
    let fields = table.lines().filter_map(|line| line.split_once('\t'));
    fields.map(|(from, to)| (from, to.split(' ').collect())).collect()
}
