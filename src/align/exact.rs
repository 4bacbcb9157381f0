//! The exact search for the best path, without a band: a slow and simple reference for the tests.

use super::kind::{BEAD_KINDS, NULL_CHINESE, NULL_ENGLISH};
use super::range::BeadRange;
use super::transitions::{STATES, Transitions};

/// Returns the score of the best path over the whole table: each cell tries every bead that ends there.
///
/// Time O(sentences of one side * sentences of the other * kinds).
pub(crate) fn best(
    chinese: usize,
    english: usize,
    transitions: &Transitions<STATES>,
    mut score: impl FnMut(BeadRange, usize) -> f32,
) -> f32 {
    let state = |kind: usize| match kind {
        NULL_CHINESE => 1,
        NULL_ENGLISH => 2,
        _ => 0,
    };
    let mut table = vec![vec![[f32::NEG_INFINITY; STATES]; english + 1]; chinese + 1];
    table[0][0][0] = 0.0;
    for row in 0..=chinese {
        for column in 0..=english {
            for (kind, bead) in BEAD_KINDS.iter().enumerate() {
                let (rows, columns) = (bead.chinese, bead.english);
                if rows > row || columns > column {
                    continue;
                }
                let own = score(BeadRange::ending(row, column, *bead), kind);
                let to = state(kind);
                for before in 0..STATES {
                    let value = table[row - rows][column - columns][before] + own + transitions[before][to];
                    table[row][column][to] = table[row][column][to].max(value);
                }
            }
        }
    }
    table[chinese][english].into_iter().fold(f32::NEG_INFINITY, f32::max)
}

mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Lexicon;
    use crate::align::band::Band;
    use crate::align::engine::lattice;
    use crate::align::fixed::FixedBeads;
    use crate::align::kind::ONE_TO_ONE;
    use crate::align::links::TokenLinks;
    use crate::align::model::Model;
    use crate::align::score::Scorer;
    use crate::align::transitions::transitions;
    use crate::align::translations::Translations;
    use crate::align::weights::Weights;
    use crate::align::{chinese_side, english_side};

    fn five_words() -> Lexicon {
        let lines = "面具\tmask\t1\n公司\tcompany\t1\n医院\thospital\t1\n捐\tdonate\t1\n三月\tMarch\t1\n";
        Lexicon::from_tsv(lines.as_bytes()).unwrap()
    }

    fn sentences(
        words: &'static [&'static str],
        separator: &'static str,
    ) -> impl Strategy<Value = Vec<String>> {
        let sentence = prop::collection::vec(prop::sample::select(words), 1..6);
        prop::collection::vec(sentence.prop_map(move |words| words.join(separator) + "."), 0..8)
    }

    proptest! {
        /// A band over the whole table gives the same score as the search without a band.
        #[test]
        fn lattice_finds_the_best_path(
            english in sentences(&["masks", "the", "company", "hospital", "donated", "March", "\"Yes\""], " "),
            chinese in sentences(&["面具", "公司", "医院", "捐", "三月", "的", "“是”"], ""),
        ) {
            let (lexicon, model) = (five_words(), Model::new(Weights::default()));
            let (english, chinese) = (english_side(&english), chinese_side(&chinese, &lexicon));
            let translations = Translations::new(&english, &chinese, &lexicon, &model.weights);
            let band = Band::full(chinese.len(), english.len());
            let links = TokenLinks::new(&english, &chinese, &translations, &band);
            let mut scorer = Scorer::new(&english, &chinese, &translations, links, &model);
            let transitions = transitions(&english, &chinese, &model, &[]);
            let Some(gap) = FixedBeads::NONE.gaps(english.len(), chinese.len()).next() else { return Ok(()) };
            let lattice = lattice(&mut scorer, &band, BEAD_KINDS.len(), transitions, &gap);
            let (found, beads) = lattice.best();
            let exact = best(chinese.len(), english.len(), &transitions, |range, kind| {
                let cut = scorer.cut(range.chinese.1, range.english.1);
                scorer.bead(range, kind) + cut
            });
            if !(english.len() == 0 && chinese.len() == 0) {
                prop_assert!((found - exact).abs() < 1e-3 * (1.0 + exact.abs()), "{} {}", found, exact);
            }
            let mut cut = (0, 0);
            for bead in &beads {
                prop_assert_eq!((bead.range.chinese.0, bead.range.english.0), cut);
                cut = (bead.range.chinese.1, bead.range.english.1);
            }
            prop_assert_eq!(cut, (chinese.len(), english.len()));
        }
    }

    /// Each side has one word, which translates the word of the other side.
    ///
    /// Tokens: `masks.` is one token (mask), and `面具。` is one token. With a count of 1 on each side, the background
    /// is (1 + 2) / 5000 = .0006. Both tokens are in the middle of the bead: K(0) = 1 (.992 by the first step of the
    /// table), and D(.5) = floor + (1 - floor) * width * (2 - 2 exp(-.5 / width)). t(e|z) = t(z|e) = 1, and the other
    /// side has one token, so each token is explained K / (D * .0006) times as well as by the background. Lengths: 6
    /// characters, where 3 * 3.3 = 9.9 are expected. The difference is -3.9, the variance 6.8 * (9.9 + 6) / 2 = 54.06,
    /// and the cost .38 * .5 * 15.21 / 54.06 = .0535.
    #[test]
    fn score_of_a_word_and_its_translation() {
        let (lexicon, model) = (five_words(), Model::new(Weights::default()));
        let weights = &model.weights;
        let (english, chinese) = (english_side(&["masks."]), chinese_side(&["面具。"], &lexicon));
        let translations = Translations::new(&english, &chinese, &lexicon, weights);
        let links = TokenLinks::new(&english, &chinese, &translations, &Band::full(1, 1));
        let mut scorer = Scorer::new(&english, &chinese, &translations, links, &model);
        let score = scorer.bead(BeadRange::single(0, 0), ONE_TO_ONE);
        let (floor, width) = (weights.kernel_floor, weights.kernel_width);
        let mass = floor + (1.0 - floor) * width * (2.0 - 2.0 * (-0.5 / width).exp());
        let ratio = 1.0 / (mass * 0.0006);
        let word = (1.0 - weights.explained + weights.explained * ratio).ln();
        let length = weights.length_weight * 0.5 * 15.21 / 54.06;
        let expected =
            weights.kinds[ONE_TO_ONE] - length + (weights.english_class[0] + weights.chinese_class[0]) * word;
        assert!((score - expected).abs() < 0.05, "{score} {expected}");
    }
}
