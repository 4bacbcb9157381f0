//! The text format of CC-CEDICT.

use std::io::BufRead;

use super::Lexicon;
use super::build::Builder;
use crate::{Error, normalize};

/// What a gloss counts relative to the one before it. Equal weights: strict F1 on novels .940
/// instead of .944; .6 is as good.
const DECAY: f32 = 0.8;
/// A gloss of more content words than this explains, and does not translate.
const MOST_WORDS: usize = 6;

/// Marks of glosses that only point to another entry.
const REFERENCES: [&str; 2] = ["variant of", "old variant"];
const REFERENCE_STARTS: [&str; 3] = ["surname", "see ", "CL:"];
/// Words about the gloss that are no part of it.
const LABELS: [&str; 10] = ["sb", "sth", "lit", "fig", "idiom", "abbr", "esp", "etc", "e.g", "i.e"];

pub(super) fn read(reader: impl BufRead) -> Result<Lexicon, Error> {
    let mut builder = Builder::default();
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

/// Whether the first line that is no comment has the form of an entry.
pub(super) fn is_cedict(bytes: &[u8]) -> bool {
    let lines =
        bytes.split(|&byte| byte == b'\n').map(|line| line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
    let mut lines = lines.map(<[u8]>::trim_ascii).filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = lines.next().and_then(|line| std::str::from_utf8(line).ok());
    first.is_some_and(|line| parse(line).is_some())
}

/// The simplified word and what stands between the first and the last slash.
fn parse(line: &str) -> Option<(&str, &str)> {
    let (words, rest) = line.split_once(" [")?;
    let (_, simplified) = words.split_once(' ')?;
    let (_, glosses) = rest.split_once("] /")?;
    Some((simplified, glosses.strip_suffix('/')?))
}

fn add(builder: &mut Builder, word: &str, glosses: &str) {
    // Entries write the simplified word with the middle dot and letters as they are; the folding
    // takes in the few that keep a character which texts write in its folded form.
    let word: String = word.chars().map(normalize::simplified).collect();
    let mut share = 1.0;
    for gloss in glosses.split('/') {
        let refers = REFERENCES.iter().any(|mark| gloss.contains(mark))
            || REFERENCE_STARTS.iter().any(|start| gloss.starts_with(start));
        if refers {
            continue;
        }
        let stems = Builder::gloss_stems(&without_labels(&without_brackets(gloss)));
        if stems.is_empty() || stems.len() > MOST_WORDS {
            continue;
        }
        for stem in &stems {
            builder.add(&word, stem, share / stems.len() as f32);
        }
        share *= DECAY;
    }
}

/// The gloss without what stands in round or square brackets.
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

fn without_labels(gloss: &str) -> String {
    let is_label = |word: &str| LABELS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let kept: Vec<&str> = gloss.split_whitespace().filter(|word| !is_label(word)).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english;

    /// 猫: `cat` has share 1; `to hide oneself` leaves hide and oneself with .4 each (.8 / 2), so the
    /// sum is 1.8: .556, .222, .222.
    #[test]
    fn weights_fall_with_the_rank_of_the_gloss() {
        let lexicon =
            read("貓 猫 [mao1] /cat/CL:隻|只[zhi1]/(dialect) to hide oneself/\n".as_bytes()).unwrap();
        let row: Vec<_> = lexicon.lookup("猫").map(|gloss| (gloss.stem, gloss.weight)).collect();
        assert_eq!(row[0].0, "cat");
        assert!((row[0].1 - 1.0 / 1.8).abs() < 1e-6, "{row:?}");
        assert_eq!(row.len(), 3);
        assert!(lexicon.contains("貓"));
        assert_eq!(english::stem("hide"), row[1].0);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = read("# comment\n猫 [mao1] cat\n".as_bytes()).unwrap_err();
        assert_eq!(error.line(), Some(2));
        let error = read(&b"\xff\xfe\n"[..]).unwrap_err();
        assert_eq!((error.line(), error.kind()), (Some(1), crate::ErrorKind::Encoding));
    }
}
