//! Aligns two sides as one window, with a lexicon and a model, in four steps:
//!
//! 1. [`coarse`](super::coarse) estimates a rough path from rare words.
//! 2. The first pass finds the best path of beads with at most four sentences, in a band around the rough path.
//! 3. [`measure`](mod@super::measure) computes the parameters of the document from the path of the first pass, and
//!    [`learn`](mod@super::learn) learns word pairs from the same path.
//! 4. The second pass finds the best path of beads of all kinds, in a band around the path of the first pass, and
//!    computes posteriors.

use super::band::{Band, FIRST_WIDTH, second_width};
use super::bead::{Alignment, Bead};
use super::coarse::CoarseAligner;
use super::evidence::evidence;
use super::flags::flags;
use super::kind::{BEAD_KINDS, kinds_up_to};
use super::learn::learn;
use super::links::TokenLinks;
use super::measure::measure;
use super::model::Model;
use super::range::BeadRange;
use super::score::Scorer;
use super::side::Side;
use super::transitions::{STATES, Transitions, transitions};
use super::translations::Translations;
use super::viterbi::{Lattice, PathBead};
use super::weights::{FIRST_PASS_SENTENCES, MAX_LENGTH_COST_FIRST};
use crate::Lexicon;

/// Aligns two sides as one document: the parameters of the document are measured once, on all of its text.
/// [`align_sides`](super::align_sides) splits longer texts into windows. The beads are in order and tile both sides.
///
/// Time and memory O(tokens), with a band of constant width.
pub(super) fn align_window(english: &Side, chinese: &Side, lexicon: &Lexicon, model: &Model) -> Alignment {
    if english.len() == 0 || chinese.len() == 0 {
        return Alignment::new(unaligned(english.len(), chinese.len()));
    }
    let transitions = transitions(english, chinese, model);
    let translations = Translations::new(english, chinese, lexicon, &model.weights);
    let coarse = CoarseAligner::new(english, chinese, &translations).path(0..english.len(), 0..chinese.len());
    let band = Band::around_cells(&coarse, english.len(), FIRST_WIDTH);
    let (path, fit) = {
        let links = TokenLinks::new(english, chinese, &translations, &band);
        let scorer =
            Scorer::new(english, chinese, &translations, links, model).max_length_cost(MAX_LENGTH_COST_FIRST);
        let (lattice, mut scorer) = lattice(scorer, &band, kinds_up_to(FIRST_PASS_SENTENCES), transitions);
        let path: Vec<BeadRange> = lattice.best().1.iter().map(|bead| bead.range).collect();
        let fit = measure(&path, &mut scorer, lexicon, model);
        (path, fit)
    };
    let learned = learn(english, chinese, &translations, &path, model);
    let translations = translations.with_learned(&learned);
    let mut cuts = vec![(0, 0)];
    cuts.extend(path.iter().map(|range| (range.chinese.1, range.english.1)));
    let band = Band::around(&cuts, chinese.len(), english.len(), second_width(&path));
    let links = TokenLinks::new(english, chinese, &translations, &band);
    let scorer = Scorer::new(english, chinese, &translations, links, model).fitted_to(&fit);
    let (lattice, mut scorer) = lattice(scorer, &band, BEAD_KINDS.len(), transitions);
    let (_, mut beads) = lattice.best();
    lattice.posteriors(&mut beads, model.weights.sharpness);
    for bead in &mut beads {
        bead.posterior = if bead.range.is_null() {
            1.0 - fit.translated * (1.0 - bead.posterior)
        } else {
            fit.translated * bead.posterior
        };
    }
    let beads = beads.iter().map(|bead| explained(bead, &mut scorer)).collect();
    Alignment::new(beads).with_translation_probability(fit.translated)
}

/// Scores all beads of a band. The score of a bead includes the score of the cut at its end.
pub(super) fn lattice<'b, 'd>(
    mut scorer: Scorer<'d>,
    band: &'b Band,
    kinds: usize,
    transitions: Transitions<STATES>,
) -> (Lattice<'b, STATES>, Scorer<'d>) {
    let mut cut = ((usize::MAX, usize::MAX), 0.0);
    let lattice = Lattice::new(band, kinds, transitions, None, |range, kind| {
        let end = (range.chinese.1, range.english.1);
        if cut.0 != end {
            cut = (end, scorer.cut(end.0, end.1));
        }
        scorer.bead(range, kind) + cut.1
    });
    (lattice, scorer)
}

/// One null bead for each sentence, used if one side is empty.
fn unaligned(english: usize, chinese: usize) -> Vec<Bead> {
    let english = (0..english).map(|at| Bead::bare(at..at + 1, 0..0, 0.0, 1.0));
    english.chain((0..chinese).map(|at| Bead::bare(0..0, at..at + 1, 0.0, 1.0))).collect()
}

/// Adds evidence and flags to a bead.
fn explained(bead: &PathBead, scorer: &mut Scorer<'_>) -> Bead {
    let range = bead.range;
    let (english, chinese) = (range.english_sentences(), range.chinese_sentences());
    if range.is_null() {
        return Bead::bare(english, chinese, bead.score, bead.posterior);
    }
    Bead {
        evidence: evidence(range, scorer),
        flags: flags(range, scorer),
        ..Bead::bare(english, chinese, bead.score, bead.posterior)
    }
}

#[cfg(test)]
mod tests {
    use super::super::flag::Flag;
    use super::super::weights::Weights;
    use super::super::{chinese_side, english_side};
    use super::*;

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
            let beads = align_window(&sides.0, &sides.1, &lexicon, &Model::new(Weights::default()));
            assert_eq!(beads.beads()[0].flags, expected, "{english} {chinese} {beads:?}");
        }
    }
}
