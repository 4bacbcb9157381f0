//! Pairs of sentences whose translations are elsewhere, as in a list that each language sorts in its own order.
//!
//! The search pairs sentences in order, so it may pair two sentences only because their neighbours have been paired. If
//! one of them has a better counterpart elsewhere, the pair is probably wrong. The confidence then is multiplied by the
//! probability of the pair against this counterpart. The beads stay as they are, because an alignment is in order.

use std::ops::Range;

use super::band::Band;
use super::bead::Bead;
use super::links::{TokenLinks, may_be_linked};
use super::occurrences::Occurrences;
use super::range::BeadRange;
use super::rare_words::RareWords;
use super::review::Review;
use super::score::Scorer;
use super::weights::RARE_COUNT;

/// A pair with a higher score, in nats without the prior of its kind, is right at least in part.
const WEAK: f32 = 5.0;
/// Prior of a sentence whose translation is elsewhere, in nats. It is shared by all sentences on the other side.
const MOVED: f32 = -1.0;

/// A value for each English and each Chinese sentence.
struct BySentence {
    english: Vec<f32>,
    chinese: Vec<f32>,
}

impl BySentence {
    fn zero(scorer: &Scorer<'_>) -> Self {
        Self { english: vec![0.0; scorer.english.len()], chinese: vec![0.0; scorer.chinese.len()] }
    }
}

/// Lowers the confidence of the pairs whose sentences have a better counterpart elsewhere. `scorer` must have links for
/// all beads, and its links are replaced.
///
/// Time O(tokens).
pub(super) fn lower_moved(beads: &mut [Bead], scorer: &mut Scorer<'_>) {
    let (scores, margins) = margins(beads, scorer);
    let claims = claims(beads, &scores, &margins, scorer);
    for (bead, &own) in beads.iter_mut().zip(&scores).filter(|(bead, _)| is_open(bead) && !bead.is_null()) {
        let (english, chinese) =
            (&claims.english[bead.english.clone()], &claims.chinese[bead.chinese.clone()]);
        let elsewhere: f32 = english.iter().chain(chinese).sum();
        let mut odds = if own < WEAK && elsewhere > 0.0 { (elsewhere - own).exp() } else { 0.0 };
        for (side, claims, margins) in
            [(&bead.english, english, &margins.english), (&bead.chinese, chinese, &margins.chinese)]
        {
            if side.len() > 1 {
                let alone = claims.iter().zip(&margins[side.clone()]).filter(|(claim, _)| **claim > 0.0);
                odds += alone.map(|(claim, margin)| (claim - margin).exp()).sum::<f32>();
            }
        }
        bead.confidence /= 1.0 + odds;
    }
}

/// Whether nothing about a bead is fixed by the caller.
fn is_open(bead: &Bead) -> bool {
    bead.review == Review::Open
}

/// Returns the score of each bead without its prior and its cut, 0 for null beads and fixed beads; and for each sentence,
/// how much of the score of its bead is lost without it. For a sentence between others, this is the whole score.
fn margins(beads: &[Bead], scorer: &mut Scorer<'_>) -> (Vec<f32>, BySentence) {
    let mut margins = BySentence::zero(scorer);
    let mut scores = Vec::with_capacity(beads.len());
    for bead in beads {
        let range = BeadRange::from(bead);
        if range.is_null() || !is_open(bead) {
            scores.push(0.0);
            continue;
        }
        let own = scorer.without_prior(range);
        scores.push(own);
        margins.english[bead.english.clone()].fill(own);
        margins.chinese[bead.chinese.clone()].fill(own);
        let ((first, end), (top, bottom)) = (range.english, range.chinese);
        if end - first > 1 {
            margins.english[first] -= scorer.without_prior(BeadRange { english: (first + 1, end), ..range });
            margins.english[end - 1] -=
                scorer.without_prior(BeadRange { english: (first, end - 1), ..range });
        }
        if bottom - top > 1 {
            margins.chinese[top] -= scorer.without_prior(BeadRange { chinese: (top + 1, bottom), ..range });
            margins.chinese[bottom - 1] -=
                scorer.without_prior(BeadRange { chinese: (top, bottom - 1), ..range });
        }
    }
    (scores, margins)
}

/// Finds a counterpart elsewhere for each Chinese sentence that is alone, in a weak pair, or beside other Chinese
/// sentences. Returns how much better the two sentences are as a pair, in nats: what they score above the prior, and
/// above what the other one of them is worth in its bead. 0 if they are no better.
fn claims(beads: &[Bead], scores: &[f32], margins: &BySentence, scorer: &mut Scorer<'_>) -> BySentence {
    let mut claims = BySentence::zero(scorer);
    let prior = MOVED - (scorer.english.len().max(1) as f32).ln();
    let mut search = CounterpartSearch::new(scorer);
    for (bead, &own) in beads.iter().zip(scores).filter(|(bead, _)| is_open(bead)) {
        if own >= WEAK && bead.chinese.len() < 2 {
            continue;
        }
        for sentence in bead.chinese.clone() {
            let Some(other) = search.best(sentence, &bead.english, scorer) else { continue };
            let score = search.score(sentence, other, scorer) + prior;
            let raise = |claim: &mut f32, margin: f32| *claim = claim.max(score - margin.max(0.0));
            raise(&mut claims.chinese[sentence], margins.english[other]);
            raise(&mut claims.english[other], margins.chinese[sentence]);
        }
    }
    claims
}

/// Finds English sentences anywhere in the text by rare words.
struct CounterpartSearch {
    occurrences: Occurrences,
    rare_words: RareWords,
    /// `rarity[n]` is the worth of a translation that occurs n times.
    rarity: Vec<f32>,
    /// For each English sentence, the worth of the translations that it shares with the Chinese sentence.
    worth: Vec<f32>,
    /// The English sentences with a worth.
    touched: Vec<usize>,
    /// Scratch buffer of [`TokenLinks::within`].
    heads: Vec<u32>,
}

impl CounterpartSearch {
    fn new(scorer: &Scorer<'_>) -> Self {
        let mut occurrences = Occurrences::new(scorer.english);
        occurrences.move_to(scorer.english, 0..scorer.english.len());
        Self {
            occurrences,
            rare_words: RareWords::new(scorer.chinese),
            rarity: (0..=RARE_COUNT).map(|count| 1.0 / count.max(1) as f32).collect(),
            worth: vec![0.0; scorer.english.len()],
            touched: Vec::new(),
            heads: Vec::new(),
        }
    }

    /// Returns the English sentence outside `own` that shares the rarest words with a Chinese sentence.
    fn best(&mut self, chinese: usize, own: &Range<usize>, scorer: &Scorer<'_>) -> Option<usize> {
        for token in scorer.chinese.tokens_of(chinese) {
            let words = self.rare_words.of(token.id, scorer.translations, &self.occurrences, &self.rarity);
            for word in words {
                for &other in self.occurrences.from(&mut word.rest.clone(), 0) {
                    let sum = &mut self.worth[other as usize];
                    if *sum == 0.0 {
                        self.touched.push(other as usize);
                    }
                    *sum += word.worth;
                }
            }
        }
        let worth = &mut self.worth;
        let count = scorer.chinese.tokens_of(chinese).len();
        let elsewhere = self.touched.iter().copied().filter(|&other| {
            !own.contains(&other) && may_be_linked(scorer.english.tokens_of(other).len(), count)
        });
        let best = elsewhere.max_by(|&a, &b| worth[a].total_cmp(&worth[b]).then(b.cmp(&a)));
        self.touched.drain(..).for_each(|other| worth[other] = 0.0);
        best
    }

    /// Returns how well an English sentence translates a Chinese sentence, in nats. Replaces the links of the scorer.
    fn score(&mut self, chinese: usize, english: usize, scorer: &mut Scorer<'_>) -> f32 {
        let (own, other) = ((scorer.english, english), (scorer.chinese, chinese));
        let band = Band::full(1, 1);
        scorer.set_links(TokenLinks::within(own, other, scorer.translations, &band, &mut self.heads));
        scorer.single(BeadRange::single(chinese, english))
    }
}

#[cfg(feature = "cedict")]
#[cfg(test)]
mod tests {
    use crate::Aligner;

    /// Fifteen entries of a glossary, in the order of each language. The number is the place in the Chinese text.
    const GLOSSARY: [(&str, &str, usize); 15] = [
        ("Annealing: heating a metal and letting it cool slowly.", "退火：把金属加热后让它慢慢冷却。", 10),
        ("Bearing: a part that supports a rotating shaft.", "轴承：支撑转轴的零件。", 12),
        ("Casting: pouring liquid metal into a mould.", "铸造：把液态金属倒进模具。", 13),
        ("Drill: a tool that makes round holes.", "钻头：打圆孔的工具。", 14),
        ("Engine: a machine that turns fuel into motion.", "发动机：把燃料变成运动的机器。", 2),
        ("Filter: a device that removes dirt from oil.", "过滤器：除去油中污物的装置。", 3),
        ("Gauge: an instrument that shows the pressure.", "压力表：显示压力的仪器。", 11),
        ("Hinge: a joint on which a door swings.", "铰链：门转动所绕的接头。", 4),
        ("Insulator: a material that does not conduct electricity.", "绝缘体：不导电的材料。", 5),
        ("Jack: a device for lifting a car.", "千斤顶：抬起汽车的装置。", 8),
        ("Key: a piece of metal that opens a lock.", "钥匙：开锁的金属片。", 9),
        ("Lathe: a machine on which wood or metal is turned.", "车床：车削木头或金属的机器。", 0),
        ("Magnet: a piece of iron that attracts other iron.", "磁铁：吸引其他铁的铁块。", 1),
        ("Nozzle: the end of a pipe through which water leaves.", "喷嘴：水流出的管子末端。", 7),
        ("Oven: a chamber for baking bread.", "烤炉：烤面包的炉室。", 6),
    ];

    /// An alignment is in order, so it cannot have all entries. No wrong pair has a confidence of .5.
    #[test]
    fn a_list_in_another_order_has_no_sure_wrong_pairs() {
        let english = GLOSSARY.map(|(english, _, _)| english);
        let mut chinese = [""; 15];
        GLOSSARY.iter().for_each(|&(_, entry, place)| chinese[place] = entry);
        let alignment = Aligner::new().align_sentences(&english, &chinese);
        let sure: Vec<_> =
            alignment.beads().iter().filter(|bead| bead.confidence >= 0.5 && !bead.is_null()).collect();
        let right = sure.iter().filter(|bead| {
            bead.english.len() == 1
                && bead.chinese == (GLOSSARY[bead.english.start].2..GLOSSARY[bead.english.start].2 + 1)
        });
        assert_eq!((right.count(), sure.len() >= 4), (sure.len(), true), "{sure:?}");
    }
}
