//! Finds the flags of a bead: numbers, names and lengths that do not match.

use super::flag::Flag;
use super::range::BeadRange;
use super::reason::Reason;
use super::score::Scorer;
use super::side::{Side, SideToken, TokenClass, TypeId};

/// Length cost above which a bead is flagged. At this cost, the lengths differ by four standard deviations.
const LENGTH_COST: f32 = 8.0;
/// Shortest Latin word that counts as a name: a single letter may be a label or a unit.
const MIN_NAME_LETTERS: usize = 2;
/// Maximum number of tokens of each side that are checked, because the time grows with the product of the numbers of
/// tokens. A bead of prose has fewer tokens.
const MAX_TOKENS: usize = 1_000;

/// Returns the flags of a bead, each at most once; a null bead has none.
pub(crate) fn flags(range: BeadRange, scorer: &Scorer<'_>) -> Vec<Flag> {
    let (english, chinese) = (
        head(scorer.english.tokens_within(range.english)),
        head(scorer.chinese.tokens_within(range.chinese)),
    );
    let mut flags = Vec::new();
    if english.is_empty() || chinese.is_empty() {
        return flags;
    }
    let in_digits = |side: &Side, token: &&SideToken| {
        token.class == TokenClass::Number && text_of(side, token.id).starts_with(|c: char| c.is_ascii_digit())
    };
    let translates = |chinese: &SideToken, english: &SideToken, reason: Reason| {
        let entries = scorer.translations.of(chinese.id);
        entries.iter().any(|entry| entry.english == english.id && entry.reason == reason)
    };
    let numbers_agree = english
        .iter()
        .filter(|token| in_digits(scorer.english, token))
        .all(|one| chinese.iter().any(|other| translates(other, one, Reason::Number)))
        && chinese
            .iter()
            .filter(|token| in_digits(scorer.chinese, token))
            .all(|one| english.iter().any(|other| translates(one, other, Reason::Number)));
    if !numbers_agree {
        flags.push(Flag::NumbersDiffer);
    }
    let names_agree = chinese
        .iter()
        .filter(|token| {
            let text = text_of(scorer.chinese, token.id);
            text.len() >= MIN_NAME_LETTERS && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
        .all(|one| english.iter().any(|other| translates(one, other, Reason::SameWord)));
    if !names_agree {
        flags.push(Flag::NameMissing);
    }
    if scorer.length_cost(range) > LENGTH_COST {
        flags.push(Flag::LengthsDiffer);
    }
    flags
}

fn text_of(side: &Side, id: TypeId) -> &str {
    &side.types.texts[id as usize]
}

fn head(tokens: &[SideToken]) -> &[SideToken] {
    &tokens[..tokens.len().min(MAX_TOKENS)]
}
