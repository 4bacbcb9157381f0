//! Reads lexicons of tab-separated lines.

use std::collections::HashMap;
use std::io::BufRead;

use super::builder::{LexiconBuilder, StemGloss};
use super::gloss_stems::{GlossStem, gloss_stems};
use super::table::LexiconTable;
use crate::{Error, normalize};

/// A line with a word, the stems of the gloss after the word, and the weight if the line states one.
struct TsvRow {
    word: String,
    stems: Vec<GlossStem>,
    weight: Option<f32>,
}

/// Minimum total weight of a word's lines without a weight. The minimum takes effect if the stated weights of the
/// word sum to more than .9.
const MIN_SHARE: f32 = 0.1;

/// Reads a table: see [`Lexicon::from_tsv`](crate::Lexicon::from_tsv).
pub(super) fn read(reader: impl BufRead) -> Result<LexiconTable, Error> {
    let mut rows: Vec<TsvRow> = Vec::new();
    for (index, line) in reader.lines().enumerate() {
        let line = line.map_err(|error| Error::from(error).at_line(index + 1))?;
        let line = line.trim_start_matches('\u{feff}').trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        rows.push(parse(line).map_err(|message| Error::syntax(index + 1, message))?);
    }
    let mut builder = LexiconBuilder::default();
    let shares = shares_left(&rows);
    for TsvRow { word, stems, weight } in &rows {
        let weight = weight.unwrap_or_else(|| shares[word.as_str()]);
        for GlossStem { stem, word: whole } in stems {
            builder.count_word(stem, whole, weight);
            builder.raise(word, StemGloss { stem, whole, weight: weight / stems.len() as f32 });
        }
    }
    Ok(builder.finish())
}

fn parse(line: &str) -> Result<TsvRow, String> {
    let mut columns = line.split('\t').map(str::trim);
    let word = columns.next().filter(|word| !word.is_empty()).ok_or("no Chinese word before the tab")?;
    let gloss = columns.next().ok_or("no tab: write the Chinese word, a tab, the English one")?;
    let weight = match columns.next().filter(|weight| !weight.is_empty()) {
        None => None,
        Some(text) => match text.parse::<f32>() {
            Ok(weight) if (0.0..=1.0).contains(&weight) => Some(weight),
            _ => return Err(format!("`{text}` is not a weight from 0 to 1")),
        },
    };
    let stems = match gloss.strip_prefix('=').map(str::trim) {
        Some(stem) if !stem.is_empty() => vec![GlossStem { stem: stem.to_lowercase(), word: String::new() }],
        _ => gloss_stems(gloss),
    };
    if stems.is_empty() {
        return Err(format!("`{gloss}` has no English word"));
    }
    Ok(TsvRow { word: word.chars().map(normalize::simplified).collect(), stems, weight })
}

/// Maps a word to the weight of each of its lines without a weight. These lines share what the stated weights leave of
/// 1, but at least [`MIN_SHARE`]: if one line states .4 and two lines state nothing, each of the two gets .3.
fn shares_left(rows: &[TsvRow]) -> HashMap<&str, f32> {
    let mut left: HashMap<&str, (f32, f32)> = HashMap::new();
    for TsvRow { word, weight, .. } in rows {
        let entry = left.entry(word).or_insert((1.0, 0.0));
        match weight {
            Some(weight) => entry.0 -= weight,
            None => entry.1 += 1.0,
        }
    }
    left.into_iter().map(|(word, (rest, count))| (word, rest.max(MIN_SHARE) / count.max(1.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_without_a_weight_share_the_rest() {
        let table = read("# ours\n行\tgo\t.4\n行\trow\n行\tline\n\n".as_bytes()).unwrap();
        let stems = table.stems_of(table.row_of("行").unwrap());
        let mut row: Vec<_> = stems.map(|pair| (table.stem(pair.stem), pair.weight)).collect();
        row.sort_by_key(|&(stem, _)| stem);
        assert_eq!(row, [("go", 0.4), ("line", 0.3), ("row", 0.3)]);
    }

    #[test]
    fn malformed_lines_are_errors() {
        let cases = [
            ("苹果 apple", "line 1: no tab: write the Chinese word, a tab, the English one"),
            ("\tapple", "line 1: no Chinese word before the tab"),
            ("苹果\tapple\tmuch", "line 1: `much` is not a weight from 0 to 1"),
            ("苹果\tapple\t7", "line 1: `7` is not a weight from 0 to 1"),
            ("苹果\tapple\t.5\n橙\t。", "line 2: `。` has no English word"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text.as_bytes()).unwrap_err().to_string(), expected, "{text}");
        }
    }
}
