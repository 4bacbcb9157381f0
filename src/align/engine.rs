//! Aligns two sides as one window, with a lexicon and a model, in four steps:
//!
//! 1. [`coarse`](super::coarse) estimates a rough path from rare words.
//! 2. The first pass finds the best path of beads with at most four sentences, in a band around the rough path.
//! 3. [`measure`](mod@super::measure) computes the parameters of the document from the path of the first pass, and
//!    [`learn`](mod@super::learn) learns word pairs from the same path.
//! 4. The second pass finds the best path of beads of all kinds, in a band around the path of the first pass, and
//!    computes posteriors.
//!
//! Beads that the caller fixed divide the two sides into gaps. Both passes search in each gap; everything else is
//! measured on the whole document.

use super::band::{Band, FIRST_WIDTH, is_sparse, second_width};
use super::bead::{Alignment, Bead};
use super::coarse::CoarseAligner;
use super::evidence::evidence;
use super::fixed::{FixedBeads, Gap, cuts, is_scored};
use super::flags::flags;
use super::kind::{BEAD_KINDS, BeadKind, kinds_up_to};
use super::learn::learn;
use super::likely_cuts::{LikelyCuts, is_likely};
use super::links::TokenLinks;
use super::measure::measure;
use super::model::Model;
use super::moved::lower_moved;
use super::range::BeadRange;
use super::score::Scorer;
use super::side::Side;
use super::transitions::{STATES, Transitions, transitions};
use super::translations::Translations;
use super::viterbi::{Lattice, PathBead};
use super::weights::{FIRST_PASS_SENTENCES, MAX_LENGTH_COST_FIRST};

/// Two sides, and what the caller knows about their alignment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'s> {
    pub(crate) english: &'s Side,
    pub(crate) chinese: &'s Side,
    pub(crate) fixed: &'s FixedBeads,
}

/// Aligns two sides as one document: the parameters of the document are measured once, on all of its text.
/// [`align_sides`](super::align_sides) splits longer texts into windows. The beads are in order and tile both sides.
/// The fixed beads are among them. `coarse` is the coarse path of the window; `None` if it must be searched.
///
/// Time and memory O(tokens), with a band of constant width.
pub(super) fn align_window(
    Sides { english, chinese, fixed }: Sides<'_>,
    translations: &Translations,
    model: &Model,
    coarse: Option<Vec<(u32, u32)>>,
) -> Alignment {
    if english.len() == 0 || chinese.len() == 0 {
        return Alignment::new(unaligned(english.len(), chinese.len(), fixed));
    }
    let coarse = coarse.unwrap_or_else(|| {
        let mut coarse = CoarseAligner::new(english, chinese, translations);
        fixed.coarse_path(&mut coarse, english.len(), chinese.len())
    });
    let gaps: Vec<Gap<'_>> = fixed.gaps(english.len(), chinese.len()).collect();
    let band = Band::around_cells(&coarse, english.len(), FIRST_WIDTH).most_chinese(FIRST_PASS_SENTENCES - 1);
    let mut likely = LikelyCuts::unknown(chinese.len());
    let (path, fit) = {
        let links = TokenLinks::new(english, chinese, translations, &band);
        let mut scorer =
            Scorer::new(english, chinese, translations, links, model).max_length_cost(MAX_LENGTH_COST_FIRST);
        let (kinds, small_kinds) = (kinds_up_to(FIRST_PASS_SENTENCES), kinds_up_to(SMALL_BEAD));
        let transitions = transitions(english, chinese, model, &[]);
        let search = Search { kinds, small_kinds, transitions };
        let path = search.path(&mut scorer, &band, &gaps, &mut likely);
        let fit = measure(&path, &mut scorer, model);
        (path, fit)
    };
    let learned = learn(english, chinese, translations, &path, model);
    let translations = translations.with_learned(&learned);
    let cuts = cuts(&path, &coarse);
    let band = Band::around(&cuts, chinese.len(), english.len(), second_width(&path));
    // A sparse path is unreliable, so all cuts around it are visited.
    let (band, small_kinds) = if is_sparse(&path) {
        (band, BEAD_KINDS.len())
    } else {
        (likely.within(&band), kinds_up_to(SMALL_BEAD))
    };
    let links = TokenLinks::new(english, chinese, &translations, &band);
    let mut scorer = Scorer::new(english, chinese, &translations, links, model).fitted_to(&fit);
    let transitions = transitions(english, chinese, model, &path);
    let search = Search { kinds: BEAD_KINDS.len(), small_kinds, transitions };
    // A fixed pair says that the texts translate each other.
    let translated = if fixed.has_pairs() { 1.0 } else { fit.translated };
    let mut beads = Vec::with_capacity(path.len());
    for gap in &gaps {
        for mut bead in search.posteriors(&mut scorer, &band.part(gap.range), gap, model.weights.sharpness) {
            bead.posterior = if bead.range.is_null() {
                1.0 - translated * (1.0 - bead.posterior)
            } else {
                translated * bead.posterior
            };
            let is_fixed = fixed.is_fixed_null(bead.range);
            let bead = explained(bead.range, (bead.score, bead.posterior), &mut scorer);
            beads.push(if is_fixed { bead.checked() } else { bead });
        }
        beads.extend(fixed_pair(gap).map(|range| explained_fixed(range, &mut scorer)));
    }
    lower_moved(&mut beads, &mut scorer);
    Alignment::new(beads).with_translation_probability(translated)
}

/// Returns the fixed pair at the end of a gap; `None` for a boundary and for the end of the text.
fn fixed_pair(gap: &Gap<'_>) -> Option<BeadRange> {
    gap.next.filter(|range| !range.is_null())
}

/// Maximum number of sentences of a small bead, on both sides together. Small beads are scored first.
const SMALL_BEAD: usize = 2;

/// A search with the first `kinds` of the bead kinds.
struct Search {
    kinds: usize,
    /// The number of kinds that are scored first. Beads of the other kinds are scored only between likely cuts.
    small_kinds: usize,
    transitions: Transitions<STATES>,
}

impl Search {
    /// Returns the best path through all gaps, with the fixed pairs between them. Adds the likely cuts of the gaps to
    /// `likely`.
    fn path(
        &self,
        scorer: &mut Scorer<'_>,
        band: &Band,
        gaps: &[Gap<'_>],
        likely: &mut LikelyCuts,
    ) -> Vec<BeadRange> {
        let mut path = Vec::new();
        for gap in gaps {
            let band = band.part(gap.range);
            let (chinese, english) = gap.start();
            let lattice = self.lattice(scorer, &band, gap);
            let (table, beads) = lattice.best_with_table();
            likely.add(&lattice, &table, (chinese, english));
            path.extend(beads.iter().map(|bead| bead.range.shifted(chinese, english)));
            path.extend(fixed_pair(gap));
        }
        path
    }

    /// Returns the beads of the best path through a gap with their posteriors. Pairs that are probably wrong are
    /// replaced by null beads; see [`Lattice::with_posteriors`]. `band` covers only the gap.
    fn posteriors(
        &self,
        scorer: &mut Scorer<'_>,
        band: &Band,
        gap: &Gap<'_>,
        sharpness: f32,
    ) -> Vec<PathBead> {
        let (chinese, english) = gap.start();
        let lattice = self.lattice(scorer, band, gap);
        let (_, beads) = lattice.best();
        let mut beads = lattice.with_posteriors(beads, sharpness);
        for bead in &mut beads {
            bead.range = bead.range.shifted(chinese, english);
        }
        beads
    }

    /// Scores the beads of a gap: first the small beads, and then the other beads between cuts that are likely by the
    /// scores of the small beads.
    fn lattice<'b>(&self, scorer: &mut Scorer<'_>, band: &'b Band, gap: &Gap<'_>) -> Lattice<'b, STATES> {
        let small = lattice(scorer, band, self.small_kinds, self.transitions, gap);
        if self.small_kinds == self.kinds {
            return small;
        }
        let losses = small.losses(&small.best_with_table().0);
        small.with_kinds(self.kinds, |cell| is_likely(losses[cell]), bead_scores(scorer, gap))
    }
}

/// Scores all beads of a gap. The score of a bead includes the score of the cut at its end. Cuts of the band are
/// counted from the start of the gap.
pub(super) fn lattice<'b>(
    scorer: &mut Scorer<'_>,
    band: &'b Band,
    kinds: usize,
    transitions: Transitions<STATES>,
    gap: &Gap<'_>,
) -> Lattice<'b, STATES> {
    Lattice::new(band, kinds, transitions, None, bead_scores(scorer, gap))
}

/// Returns a function that scores a bead of a gap, with the score of the cut at its end.
fn bead_scores(scorer: &mut Scorer<'_>, gap: &Gap<'_>) -> impl FnMut(BeadRange, usize) -> f32 {
    let start = gap.start();
    let mut cut = ((usize::MAX, usize::MAX), 0.0);
    move |range, kind| {
        let range = range.shifted(start.0, start.1);
        if !gap.allows(range) {
            return f32::NEG_INFINITY;
        }
        let end = range.end();
        if cut.0 != end {
            cut = (end, scorer.cut(end.0, end.1));
        }
        scorer.bead(range, kind) + cut.1
    }
}

/// Returns one null bead for each sentence, used if one side is empty.
fn unaligned(english: usize, chinese: usize, fixed: &FixedBeads) -> Vec<Bead> {
    let english = (0..english).map(|at| Bead::bare(at..at + 1, 0..0, 0.0, 1.0));
    let all = english.chain((0..chinese).map(|at| Bead::bare(0..0, at..at + 1, 0.0, 1.0)));
    all.map(|bead| if fixed.is_fixed_null(BeadRange::from(&bead)) { bead.checked() } else { bead }).collect()
}

/// Returns the bead of a range, with evidence and flags.
fn explained(range: BeadRange, (score, confidence): (f32, f32), scorer: &mut Scorer<'_>) -> Bead {
    let bead = Bead::bare(range.english_sentences(), range.chinese_sentences(), score, confidence);
    if range.is_null() {
        return bead;
    }
    Bead { evidence: evidence(range, scorer), flags: flags(range, scorer), ..bead }
}

/// Returns the bead of a fixed pair. Its score includes the prior of its kind, or the prior of the last kind if the
/// pair is of no kind in [`BEAD_KINDS`].
fn explained_fixed(range: BeadRange, scorer: &mut Scorer<'_>) -> Bead {
    if !is_scored(range) {
        return Bead::bare(range.english_sentences(), range.chinese_sentences(), 0.0, 1.0).checked();
    }
    let size =
        BeadKind { english: range.english_sentences().len(), chinese: range.chinese_sentences().len() };
    let kind = BEAD_KINDS.iter().position(|&kind| kind == size).unwrap_or(BEAD_KINDS.len() - 1);
    let score = scorer.kept_bead(range, kind);
    let (chinese, english) = range.end();
    explained(range, (score + scorer.cut(chinese, english), 1.0), scorer).checked()
}

#[cfg(test)]
mod tests {
    use super::super::flag::Flag;
    use super::super::weights::Weights;
    use super::super::{chinese_side, english_side};
    use super::*;
    use crate::Lexicon;

    #[test]
    fn flags_mismatched_numbers_names_and_lengths() {
        let lexicon = Lexicon::from_tsv("面具\tmasks\n公司\tcompany\n".as_bytes()).unwrap();
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
            let sides = (english_side(&[english]), chinese_side(&[chinese], &lexicon));
            let model = Model::new(Weights::default());
            let translations = Translations::new(&sides.0, &sides.1, &lexicon, &model.weights);
            let sides = Sides { english: &sides.0, chinese: &sides.1, fixed: FixedBeads::NONE };
            let beads = align_window(sides, &translations, &model, None);
            assert_eq!(beads.beads()[0].flags, expected, "{english} {chinese} {beads:?}");
        }
    }
}
