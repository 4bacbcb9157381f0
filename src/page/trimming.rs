//! Takes away the sentences at an edge of a pair that translate nothing on its other side.
//!
//! The words of a sentence without a translation may have counterparts all the same: in
//! `What is Python good for? Python is a language.` and `Python 是一种语言。`, one Chinese word explains two English
//! ones. The Chinese words show that the first English sentence does not belong to the pair: with this sentence, the
//! English text explains them no better than without it.

use super::block_aligner::BlockAligner;
use super::blocks::PageSide;
use super::weights::PageWeights;
use crate::align::{BeadRange, PathBead};

/// Limit of the gain of the words of the other side, in nats. The words of a sentence that is translated gain more.
const MAX_GAIN: f32 = 4.0;

/// Takes away sentences at the edges of a bead until the bead needs the sentences at all of its edges. A side keeps at
/// least one sentence.
///
/// Time O(tokens + links of the sentences) for each sentence that is taken away.
pub(crate) fn trimmed(mut bead: PathBead, aligner: &mut BlockAligner<'_>) -> PathBead {
    while let Some((_, range)) = least_needed(bead.range, aligner).filter(|&(need, _)| need < 0.0) {
        bead.range = range;
        bead.score = aligner.score(range);
    }
    bead
}

/// Returns the bead without the sentence at an edge that it needs least, with the log odds that the sentence belongs to
/// the bead. `None` if each side has one sentence.
pub(crate) fn least_needed(range: BeadRange, aligner: &mut BlockAligner<'_>) -> Option<(f32, BeadRange)> {
    let mut least: Option<(f32, BeadRange)> = None;
    for edge in edges(range) {
        let need = need(range, edge, aligner);
        if least.is_none_or(|(known, _)| need < known) {
            least = Some((need, edge));
        }
    }
    least
}

/// Returns the bead without its first and without its last sentence, for each side of several sentences.
fn edges(range: BeadRange) -> impl Iterator<Item = BeadRange> {
    let shorter = |(first, end): (usize, usize)| {
        let several = end - first > 1;
        several.then_some([(first + 1, end), (first, end - 1)]).into_iter().flatten()
    };
    let english = shorter(range.english).map(move |english| BeadRange { english, ..range });
    english.chain(shorter(range.chinese).map(move |chinese| BeadRange { chinese, ..range }))
}

/// Returns the log odds that a sentence belongs to the bead `range`. `part` is the bead without this sentence.
fn need(range: BeadRange, part: BeadRange, aligner: &mut BlockAligner<'_>) -> f32 {
    let (whole, without) = (aligner.fit(range), aligner.fit(part));
    let other = if part.chinese == range.chinese {
        whole.chinese - without.chinese
    } else {
        whole.english - without.english
    };
    let own = whole.english + whole.chinese - without.english - without.chinese - other;
    let layout = aligner.layout.terms(range) - aligner.layout.terms(part);
    let asked = asked_on_one_side(range, aligner) - asked_on_one_side(part, aligner);
    let PageWeights { need, need_other, need_own, need_length, need_layout, need_asked, .. } =
        aligner.weights();
    need + need_other * other.min(MAX_GAIN)
        + need_own * own
        + need_length * (whole.length - without.length)
        + need_layout * layout
        + need_asked * asked
}

/// Returns the difference between the numbers of questions on the two sides of a bead.
fn asked_on_one_side(range: BeadRange, aligner: &BlockAligner<'_>) -> f32 {
    let questions = |side: &PageSide, (first, end): (usize, usize)| {
        (first..end).filter(|&sentence| side.side.asks(sentence)).count()
    };
    let (english, chinese) = (aligner.english(), aligner.chinese());
    questions(english, range.english).abs_diff(questions(chinese, range.chinese)) as f32
}
