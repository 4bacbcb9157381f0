//! The evidence of a bead: the word pairs that contribute most to its score.

use std::collections::HashMap;

use super::bead::WordLink;
use super::range::BeadRange;
use super::score::{LinkShare, Scorer};
use super::side::{SideToken, TokenClass, TypeId};
use crate::Span;

/// Minimum contribution of a word pair that is shown, in nats.
const MIN_NATS: f32 = 0.1;
/// Maximum number of word pairs that are shown.
const MAX_LINKS: usize = 12;

/// Returns the word pairs that contribute most to the score of a bead, strongest first.
pub(crate) fn evidence(range: BeadRange, scorer: &mut Scorer<'_>) -> Vec<WordLink> {
    let mut shares = scorer.link_shares(range);
    shares.retain(|share| share.nats >= MIN_NATS);
    strongest(&mut shares);
    shares.into_iter().map(|share| word_link(&share, scorer)).collect()
}

/// Returns the pairs of types that contribute most to the score of a bead, strongest first. Each pair has the sum of
/// the contributions of its links, and the spans of its strongest link. Punctuation is left out.
pub(crate) fn deciding_words(range: BeadRange, scorer: &mut Scorer<'_>) -> Vec<WordLink> {
    let shares = scorer.link_shares(range);
    let mut of_types: HashMap<(TypeId, TypeId), (f32, LinkShare)> = HashMap::new();
    for share in shares {
        let (english, chinese) = (english_token(&share, scorer), chinese_token(&share, scorer));
        if english.class == TokenClass::Punctuation || chinese.class == TokenClass::Punctuation {
            continue;
        }
        let (sum, strongest) = of_types.entry((english.id, chinese.id)).or_insert((0.0, share));
        *sum += share.nats;
        if share.nats > strongest.nats {
            *strongest = share;
        }
    }
    let summed = of_types.into_values().map(|(nats, share)| LinkShare { nats, ..share });
    let mut shares: Vec<LinkShare> = summed.filter(|share| share.nats >= MIN_NATS).collect();
    strongest(&mut shares);
    shares.into_iter().map(|share| word_link(&share, scorer)).collect()
}

/// Sorts links by their contribution, and keeps the first [`MAX_LINKS`].
fn strongest(shares: &mut Vec<LinkShare>) {
    shares
        .sort_by(|a, b| b.nats.total_cmp(&a.nats).then((a.english, a.chinese).cmp(&(b.english, b.chinese))));
    shares.truncate(MAX_LINKS);
}

fn english_token(share: &LinkShare, scorer: &Scorer<'_>) -> SideToken {
    scorer.english.tokens_of(share.english.0)[share.english.1]
}

fn chinese_token(share: &LinkShare, scorer: &Scorer<'_>) -> SideToken {
    scorer.chinese.tokens_of(share.chinese.0)[share.chinese.1]
}

fn word_link(share: &LinkShare, scorer: &Scorer<'_>) -> WordLink {
    let (english, chinese) = (english_token(share, scorer), chinese_token(share, scorer));
    WordLink {
        english_sentence: share.english.0,
        english: Span::new(english.start as usize, english.end as usize),
        chinese_sentence: share.chinese.0,
        chinese: Span::new(chinese.start as usize, chinese.end as usize),
        reason: scorer.reason(share),
        nats: share.nats,
    }
}
