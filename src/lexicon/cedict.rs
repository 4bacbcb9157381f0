//! Reads the text format of CC-CEDICT.

use std::io::BufRead;

use super::builder::{LexiconBuilder, StemGloss};
use super::gloss_stems::{GlossStem, gloss_stems};
use super::table::LexiconTable;
use crate::tables::{WordList, word_list};
use crate::{Error, normalize};

/// Weight of a gloss relative to the previous gloss of the entry. With equal weights, strict F1 of alignments of novels
/// is .940 instead of .944. A factor of .6 is as good as .8.
const DECAY: f32 = 0.8;
/// Maximum number of content words in a gloss. A longer gloss is an explanation, not a translation.
const MAX_WORDS: usize = 6;

/// A gloss that contains one of these strings refers to another entry.
const REFERENCES: [&str; 2] = ["variant of", "old variant"];
/// A gloss that starts with one of these strings marks a surname, a reference or a measure word, and is not a
/// translation.
const REFERENCE_STARTS: [&str; 3] = ["surname", "see ", "CL:"];
/// Abbreviations that describe a gloss and are not part of the translation, such as `sb` and `fig`.
const LABELS: WordList = word_list!("gloss_labels.txt");

/// Reads a dictionary: see [`Lexicon::from_cedict`](crate::Lexicon::from_cedict).
pub(super) fn read(reader: impl BufRead) -> Result<LexiconTable, Error> {
    let mut builder = LexiconBuilder::default();
    for (index, line) in reader.lines().enumerate() {
        let line = line.map_err(|error| Error::from(error).at_line(index + 1))?;
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, glosses) = parse(line).ok_or_else(|| {
            Error::syntax(index + 1, "not of the form `傳統 传统 [chuan2 tong3] /tradition/traditional/`")
        })?;
        add(&mut builder, word, glosses);
    }
    builder.normalize();
    builder.prune();
    Ok(builder.finish())
}

/// Whether the first line that is not a comment is an entry.
pub(super) fn is_cedict(bytes: &[u8]) -> bool {
    let lines =
        bytes.split(|&byte| byte == b'\n').map(|line| line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
    let mut lines = lines.map(<[u8]>::trim_ascii).filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = lines.next().and_then(|line| std::str::from_utf8(line).ok());
    first.is_some_and(|line| parse(line).is_some())
}

/// Parses an entry: `貓 猫 [mao1] /cat/kitten/` gives `猫` and `cat/kitten`.
fn parse(line: &str) -> Option<(&str, &str)> {
    let (words, rest) = line.split_once(" [")?;
    let (_, simplified) = words.split_once(' ')?;
    let (_, glosses) = rest.split_once("] /")?;
    Some((simplified, glosses.strip_suffix('/')?))
}

/// Adds the stems of an entry's glosses. The weights of the glosses are 1, [`DECAY`], `DECAY`^2, ...
fn add(builder: &mut LexiconBuilder, word: &str, glosses: &str) {
    // Look-ups fold traditional characters, so the word is folded too: a few simplified words contain a traditional
    // character.
    let word: String = word.chars().map(normalize::simplified).collect();
    let mut share = 1.0;
    for gloss in glosses.split('/') {
        let refers = REFERENCES.iter().any(|mark| gloss.contains(mark))
            || REFERENCE_STARTS.iter().any(|start| gloss.starts_with(start));
        let gloss = without_brackets(gloss);
        if refers || is_pronunciation(&gloss) {
            continue;
        }
        let stems = gloss_stems(&without_labels(&gloss));
        if stems.is_empty() || stems.len() > MAX_WORDS {
            continue;
        }
        for GlossStem { stem, word: whole } in &stems {
            builder.count_word(stem, whole, share);
            builder.add(&word, StemGloss { stem, whole, weight: share / stems.len() as f32 });
        }
        share *= DECAY;
    }
}

/// Returns the gloss without the text in round or square brackets.
fn without_brackets(gloss: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(gloss.len());
    for c in gloss.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether a gloss, without its brackets, only notes another pronunciation: `Taiwan pr.`, `also pr.`, `pr.`.
fn is_pronunciation(gloss: &str) -> bool {
    gloss.split_whitespace().take(2).any(|word| word == "pr.")
}

/// Returns the gloss without the words in [`LABELS`].
fn without_labels(gloss: &str) -> String {
    let is_label = |word: &str| LABELS.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let kept: Vec<&str> = gloss.split_whitespace().filter(|word| !is_label(word)).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, english};

    /// The first gloss of 猫, `cat`, has weight 1. The content words of `to hide oneself` share weight .8, so `hide`
    /// and `oneself` have .4 each. The sum is 1.8, so the normalized weights are .556, .222 and .222.
    #[test]
    fn weights_fall_with_the_rank_of_the_gloss() {
        let table = read("貓 猫 [mao1] /cat/CL:隻|只[zhi1]/(dialect) to hide oneself/\n".as_bytes()).unwrap();
        let row: Vec<_> = table.stems_of(table.row_of("猫").unwrap()).collect();
        assert_eq!(table.stem(row[0].stem), "cat");
        assert!((row[0].weight - 1.0 / 1.8).abs() < 1e-6, "{row:?}");
        assert_eq!(row.len(), 3);
        assert_eq!(english::stem("hide"), table.stem(row[1].stem));
    }

    #[test]
    fn pronunciation_notes_are_no_translations() {
        let text = "企業 企业 [qi3 ye4] /company/Taiwan pr. [qi4 ye4]/firm/\n\
                    誰 谁 [shei2] /who/also pr. [shui2]/\n\
                    嗯 嗯 [en1] /pr. [en5]/\n";
        let table = read(text.as_bytes()).unwrap();
        let stems = |word: &str| -> Vec<_> {
            let row = table.row_of(word).into_iter();
            row.flat_map(|row| table.stems_of(row)).map(|pair| table.stem(pair.stem)).collect()
        };
        assert_eq!(stems("企业"), [english::stem("company"), english::stem("firm")]);
        assert_eq!(stems("谁"), ["who"]);
        assert_eq!(table.row_of("嗯"), None);
    }

    #[test]
    fn a_malformed_line_is_reported_by_its_number() {
        let error = read("# comment\n猫 [mao1] cat\n".as_bytes()).unwrap_err();
        assert_eq!(error.line(), Some(2));
        let error = read(&b"\xff\xfe\n"[..]).unwrap_err();
        assert_eq!((error.line(), error.kind()), (Some(1), ErrorKind::Encoding));
    }
}
