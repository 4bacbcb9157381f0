//! Scores and aligns parts of two sides. On a page, any English block may translate any Chinese block.

use std::ops::Range;

use super::band::{Band, FIRST_WIDTH};
use super::bead::WordLink;
use super::coarse::CoarseAligner;
use super::evidence::{deciding_words, evidence};
use super::flag::Flag;
use super::flags::flags;
use super::kind::{BEAD_KINDS, ONE_TO_ONE};
use super::links::TokenLinks;
use super::model::Model;
use super::range::BeadRange;
use super::score::{Scorer, WordFit};
use super::side::Side;
use super::translations::Translations;
use super::viterbi::{Lattice, NullRuns, PathBead};
use super::weights::{RARE_COUNT, RARE_SHARE};
use crate::Lexicon;

/// Maximum number of cells of a search without a band: about 40 sentences per side. Only the longest blocks have more.
const WHOLE: usize = 1_600;
/// A word that occurs in more parts than this does not count as rare, however many parts there are. This limit keeps
/// [`PartAligner::similar`] linear.
const MAX_HOLDERS: usize = 40;
/// Inverse temperature of the posteriors of a part. It is not fitted: on a [`page`](crate::page), the posterior is one
/// of many features, and its weight is fitted.
const SHARPNESS: f32 = 1.0;

/// Returns how well each English sentence translates the Chinese sentence of the same index, in nats: the score of a
/// one-to-one bead without its prior. Both sides must have the same number of sentences.
///
/// Time O(tokens).
pub(crate) fn parallel_scores(english: &Side, chinese: &Side, lexicon: &Lexicon, model: &Model) -> Vec<f32> {
    let translations = Translations::new(english, chinese, lexicon, &model.weights);
    let diagonal = (0..=english.len()).map(|at| (at as u32, at as u32)).collect();
    let band = Band::new(diagonal, english.len());
    let links = TokenLinks::new(english, chinese, &translations, &band);
    let mut scorer = Scorer::new(english, chinese, &translations, links, model);
    (0..english.len()).map(|at| scorer.single(BeadRange::single(at, at))).collect()
}

/// How well the words and the lengths of a bead agree, in nats. The sum of the fields is the score of the bead without
/// its prior and its times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BeadFit {
    /// How well the Chinese side explains the English words.
    pub(crate) english: f32,
    /// How well the English side explains the Chinese words.
    pub(crate) chinese: f32,
    /// The length cost, with a negative sign.
    pub(crate) length: f32,
}

/// Aligns any part of one side with any part of the other.
pub(crate) struct PartAligner<'d> {
    scorer: Scorer<'d>,
    /// The aligner of coarse paths, created for the first part that is too large for a full search.
    coarse: Option<CoarseAligner<'d>>,
    /// Scratch buffer of [`TokenLinks::within`].
    heads: Vec<u32>,
}

impl<'d> PartAligner<'d> {
    pub(crate) fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        model: &'d Model,
    ) -> Self {
        let scorer = Scorer::new(english, chinese, translations, TokenLinks::default(), model);
        Self { scorer, coarse: None, heads: Vec::new() }
    }

    /// Returns the score of the best alignment of two parts, and its beads with their posteriors. A path may skip
    /// each of `runs` in one step. `adjust` maps the score of a bead to its final score. The cuts in `runs` are
    /// counted from the start of the parts. The returned ranges are counted from the start of the sides.
    ///
    /// Time O(tokens of the parts): large parts have a band of constant width.
    pub(crate) fn align(
        &mut self,
        english: Range<usize>,
        chinese: Range<usize>,
        runs: NullRuns,
        mut adjust: impl FnMut(BeadRange, f32) -> f32,
    ) -> (f32, Vec<PathBead>) {
        let band = self.band(&english, &chinese);
        self.link(&english, &chinese, &band);
        let lattice = Lattice::new(&band, BEAD_KINDS.len(), [[0.0]], Some(runs), |range, kind| {
            let range = range.shifted(chinese.start, english.start);
            let score = self.scorer.bead(range, kind);
            if score > f32::NEG_INFINITY { adjust(range, score) } else { score }
        });
        let (score, mut beads) = lattice.best();
        lattice.posteriors(&mut beads, SHARPNESS);
        for bead in &mut beads {
            bead.range = bead.range.shifted(chinese.start, english.start);
        }
        (score, beads)
    }

    /// Scores some English and some Chinese sentences as one bead, with the prior of a one-to-one bead.
    ///
    /// Time O(tokens + links of the sentences).
    pub(crate) fn whole(&mut self, english: Range<usize>, chinese: Range<usize>) -> f32 {
        self.link(&english, &chinese, &Band::full(chinese.len(), english.len()));
        let range =
            BeadRange { chinese: (chinese.start, chinese.end), english: (english.start, english.end) };
        self.scorer.bead(range, ONE_TO_ONE)
    }

    /// Returns how well each side of a bead explains the words of the other, English first.
    ///
    /// Time O(tokens + links of the bead).
    pub(crate) fn side_fits(&mut self, range: BeadRange) -> [WordFit; 2] {
        self.linked(range).side_fits(range)
    }

    /// Returns the pairs of types that contribute most to the score of a bead, strongest first. Each pair has the spans
    /// of its strongest link.
    pub(crate) fn deciding_words(&mut self, range: BeadRange) -> Vec<WordLink> {
        deciding_words(range, self.linked(range))
    }

    /// Returns the score of a bead, which is finite.
    ///
    /// Time O(tokens + links of the sentences).
    pub(crate) fn score(&mut self, range: BeadRange) -> f32 {
        let kind = range.kind();
        self.linked(range).kept_bead(range, kind)
    }

    /// Returns how well the words and the lengths of a bead agree.
    ///
    /// Time O(tokens + links of the sentences).
    pub(crate) fn fit(&mut self, range: BeadRange) -> BeadFit {
        let scorer = self.linked(range);
        let [english, chinese] = scorer.words_by_side(range);
        BeadFit { english, chinese, length: -scorer.weighted_length_cost(range) }
    }

    /// Returns the number of characters in a range of English sentences.
    pub(crate) fn english_chars(&self, english: &Range<usize>) -> f32 {
        self.scorer.english.char_count(english.start, english.end)
    }

    /// Returns the flags of a bead.
    pub(crate) fn flags(&self, range: BeadRange) -> Vec<Flag> {
        flags(range, &self.scorer)
    }

    /// Returns the evidence and the flags of a bead.
    pub(crate) fn explain(&mut self, range: BeadRange) -> (Vec<WordLink>, Vec<Flag>) {
        let scorer = self.linked(range);
        (evidence(range, scorer), flags(range, scorer))
    }

    /// Links the tokens of a bead, and returns the scorer, which can then score that bead.
    pub(crate) fn linked(&mut self, range: BeadRange) -> &mut Scorer<'d> {
        let (english, chinese) = (range.english_sentences(), range.chinese_sentences());
        self.link(&english, &chinese, &Band::full(chinese.len(), english.len()));
        &mut self.scorer
    }

    /// For each Chinese part, finds up to `most` English parts with the most translations of its words. Rare words have
    /// the highest weight. Returns pairs of indices: an English part and a Chinese part. The pairs with the
    /// highest weight come first.
    ///
    /// Time O(tokens + rare translations of the tokens + n log n) in the number of pairs.
    pub(crate) fn similar(
        &self,
        english: &[Range<usize>],
        chinese: &[Range<usize>],
        most: usize,
    ) -> Vec<(usize, usize)> {
        let holders = self.holders(english);
        let rare = RARE_COUNT.max(english.len() / RARE_SHARE).min(MAX_HOLDERS);
        let mut worth = vec![0.0_f32; english.len()];
        let mut pairs: Vec<(f32, (usize, usize))> = Vec::new();
        for (number, part) in chinese.iter().enumerate() {
            let mut touched: Vec<u32> = Vec::new();
            for token in part.clone().flat_map(|sentence| self.scorer.chinese.tokens_of(sentence)) {
                for entry in self.scorer.translations.of(token.id) {
                    let holders = &holders[entry.english as usize];
                    if holders.len() > rare {
                        continue;
                    }
                    let share = entry.forward * (1.0 + english.len() as f32 / holders.len() as f32).ln();
                    for &holder in holders {
                        if worth[holder as usize] == 0.0 {
                            touched.push(holder);
                        }
                        worth[holder as usize] += share;
                    }
                }
            }
            touched.sort_unstable();
            touched.dedup();
            touched.sort_by(|&a, &b| worth[b as usize].total_cmp(&worth[a as usize]));
            pairs.extend(touched.iter().take(most).map(|&one| (worth[one as usize], (one as usize, number))));
            touched.iter().for_each(|&one| worth[one as usize] = 0.0);
        }
        pairs.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// For each English type, the parts that contain it.
    fn holders(&self, parts: &[Range<usize>]) -> Vec<Vec<u32>> {
        let english = self.scorer.english;
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); english.types.len()];
        for (number, part) in parts.iter().enumerate() {
            for token in part.clone().flat_map(|sentence| english.tokens_of(sentence)) {
                let holders = &mut holders[token.id as usize];
                if holders.last() != Some(&(number as u32)) {
                    holders.push(number as u32);
                }
            }
        }
        holders
    }

    /// Links the tokens of two parts.
    fn link(&mut self, english: &Range<usize>, chinese: &Range<usize>, band: &Band) {
        let links = TokenLinks::within(
            (self.scorer.english, english.start),
            (self.scorer.chinese, chinese.start),
            self.scorer.translations,
            band,
            &mut self.heads,
        );
        self.scorer.set_links(links);
    }

    fn band(&mut self, english: &Range<usize>, chinese: &Range<usize>) -> Band {
        if english.len() * chinese.len() <= WHOLE {
            return Band::full(chinese.len(), english.len());
        }
        let scorer = &self.scorer;
        let coarse = self
            .coarse
            .get_or_insert_with(|| CoarseAligner::new(scorer.english, scorer.chinese, scorer.translations));
        Band::around_cells(&coarse.path(english.clone(), chinese.clone()), english.len(), FIRST_WIDTH)
    }
}
