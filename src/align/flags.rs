//! What a reader should look at in a pair: signs that it is a translation of something else, or a free one.

use std::fmt;
use std::str::FromStr;

use super::lexical::Reason;
use super::score::{Range, Scorer};
use super::text::{Class, Side, TypeId, Word};
use crate::{Error, ErrorKind};

/// A sign that something in a pair may be wrong. `Display` and `FromStr` use the form `numbers-differ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Flag {
    /// A number in digits on one side that the other side has neither in digits nor in words.
    NumbersDiffer,
    /// A word in Latin letters in the Chinese text that the English one does not have.
    NameMissing,
    /// One side is much longer than a translation of the other would be.
    LengthsDiffer,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NumbersDiffer => "numbers-differ",
            Self::NameMissing => "name-missing",
            Self::LengthsDiffer => "lengths-differ",
        })
    }
}

impl FromStr for Flag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let all = [Self::NumbersDiffer, Self::NameMissing, Self::LengthsDiffer];
        all.into_iter().find(|flag| flag.to_string() == text).ok_or_else(|| {
            Error::new(ErrorKind::Options, format!("`{text}` is not a flag such as `numbers-differ`"))
        })
    }
}

/// Half the square of the standard deviations by which lengths may differ before they are flagged: four of them.
const LENGTH_COST: f32 = 8.0;
/// Letters of a Latin word that can be a name: a single one may be a label or a unit.
const NAME_LETTERS: usize = 2;

/// The flags of a bead with both sides, each once.
pub(crate) fn flags(range: Range, scorer: &Scorer<'_>) -> Vec<Flag> {
    let (english, chinese) = (words(scorer.english, range.english), words(scorer.chinese, range.chinese));
    let mut flags = Vec::new();
    if english.is_empty() || chinese.is_empty() {
        return flags;
    }
    let text = |side: &'_ Side, id: TypeId| side.types.texts[id as usize].clone();
    let in_digits = |side: &Side, word: &&Word| {
        word.class == Class::Number && text(side, word.id).starts_with(|c: char| c.is_ascii_digit())
    };
    let means = |word: &Word, other: TypeId, reason: Reason| {
        let entries = scorer.translations.of(word.id);
        entries.iter().any(|entry| entry.english == other && entry.reason == reason)
    };
    let numbers_agree = english
        .iter()
        .filter(|word| in_digits(scorer.english, word))
        .all(|one| chinese.iter().any(|other| means(other, one.id, Reason::Number)))
        && chinese
            .iter()
            .filter(|word| in_digits(scorer.chinese, word))
            .all(|one| english.iter().any(|other| means(one, other.id, Reason::Number)));
    if !numbers_agree {
        flags.push(Flag::NumbersDiffer);
    }
    let names_agree = chinese
        .iter()
        .filter(|word| {
            let text = text(scorer.chinese, word.id);
            text.chars().all(char::is_alphabetic) && text.is_ascii() && text.len() >= NAME_LETTERS
        })
        .all(|one| english.iter().any(|other| means(one, other.id, Reason::SameWord)));
    if !names_agree {
        flags.push(Flag::NameMissing);
    }
    if scorer.length(range) > LENGTH_COST {
        flags.push(Flag::LengthsDiffer);
    }
    flags
}

/// More words than a bead of prose has: the flags of a longer one are not looked for word by word.
const MOST_WORDS: usize = 1_000;

fn words(side: &Side, (first, end): (usize, usize)) -> &[Word] {
    let words = &side.words[side.starts[first] as usize..side.starts[end] as usize];
    &words[..words.len().min(MOST_WORDS)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Aligner, Lexicon};

    #[test]
    fn a_flag_is_read_from_its_text() {
        for flag in [Flag::NumbersDiffer, Flag::NameMissing, Flag::LengthsDiffer] {
            assert_eq!(flag.to_string().parse::<Flag>().unwrap(), flag);
        }
        let error = "odd".parse::<Flag>().unwrap_err();
        assert_eq!(error.to_string(), "`odd` is not a flag such as `numbers-differ`");
    }

    #[test]
    fn what_does_not_agree_is_flagged() {
        let lexicon = Lexicon::from_tsv("面具\tmasks\n公司\tcompany\n".as_bytes()).unwrap();
        let aligner = Aligner::with_lexicon(lexicon);
        let cases: [(&str, &str, &[Flag]); 6] = [
            ("The company sold 32,000 masks.", "公司卖出三万二千个面具。", &[]),
            ("The company sold 1.02 billion masks.", "公司卖出10.2亿个面具。", &[]),
            ("The company sold five masks in May.", "5月公司卖出5个面具。", &[]),
            ("The company sold 32,000 masks.", "公司卖出三千二百个面具。", &[Flag::NumbersDiffer]),
            ("The company sold masks to Huawei.", "公司把面具卖给Zong。", &[Flag::NameMissing]),
            (
                "The company, which nobody had heard of until then, sold masks to everyone who came by its door that day.",
                "公司卖面具。",
                &[Flag::LengthsDiffer],
            ),
        ];
        for (english, chinese, expected) in cases {
            let alignment = aligner.align_sentences(&[english], &[chinese]);
            assert_eq!(alignment.beads()[0].flags, expected, "{english} {chinese} {alignment:?}");
        }
    }
}
