//! The evidence of a bead: the word pairs that contribute most to its score.

use super::bead::WordLink;
use super::range::BeadRange;
use super::score::Scorer;
use crate::Span;

/// Minimum contribution of a word pair that is shown, in nats.
const MIN_NATS: f32 = 0.1;
/// Maximum number of word pairs that are shown.
const MAX_LINKS: usize = 12;

/// Returns the word pairs that contribute most to the score of a bead, strongest first.
pub(crate) fn evidence(range: BeadRange, scorer: &mut Scorer<'_>) -> Vec<WordLink> {
    let mut shares = scorer.link_shares(range);
    shares.retain(|share| share.nats >= MIN_NATS);
    shares
        .sort_by(|a, b| b.nats.total_cmp(&a.nats).then((a.english, a.chinese).cmp(&(b.english, b.chinese))));
    shares.truncate(MAX_LINKS);
    shares
        .into_iter()
        .map(|share| {
            let english = scorer.english.tokens_of(share.english.0)[share.english.1];
            let chinese = scorer.chinese.tokens_of(share.chinese.0)[share.chinese.1];
            WordLink {
                english_sentence: share.english.0,
                english: Span::new(english.start as usize, english.end as usize),
                chinese_sentence: share.chinese.0,
                chinese: Span::new(chinese.start as usize, chinese.end as usize),
                reason: share.reason,
                nats: share.nats,
            }
        })
        .collect()
}
