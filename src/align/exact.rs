//! The same path found without a band and without a lattice: slow, plain, and the reference of the tests.

use super::score::Range;
use super::viterbi::Turns;
use super::weights::{BEAD_TYPES, NULL_CHINESE, NULL_ENGLISH};

/// The score of the best path over the whole table, every cell looking back at every bead that ends there.
///
/// Time O(sentences of one side * sentences of the other * types).
pub(crate) fn best(
    chinese: usize,
    english: usize,
    turns: &Turns,
    mut score: impl FnMut(Range, usize) -> f32,
) -> f32 {
    let state = |kind: usize| match kind {
        NULL_CHINESE => 1,
        NULL_ENGLISH => 2,
        _ => 0,
    };
    let mut table = vec![vec![[f32::NEG_INFINITY; 3]; english + 1]; chinese + 1];
    table[0][0][0] = 0.0;
    for row in 0..=chinese {
        for column in 0..=english {
            for (kind, bead) in BEAD_TYPES.iter().enumerate() {
                let (rows, columns) = (usize::from(bead.chinese), usize::from(bead.english));
                if rows > row || columns > column {
                    continue;
                }
                let own = score(Range::ending(row, column, bead), kind);
                let to = state(kind);
                for before in 0..3 {
                    let value = table[row - rows][column - columns][before] + own + turns[before][to];
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
    use crate::align::band::Band;
    use crate::align::lexical::Translations;
    use crate::align::links::Links;
    use crate::align::score::Scorer;
    use crate::align::viterbi::Lattice;
    use crate::align::{chinese, english, lattice, turns};
    use crate::{Aligner, Lexicon};

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
        /// A band that holds everything gives the path that is found without one.
        #[test]
        fn the_lattice_finds_the_best_path(
            english in sentences(&["masks", "the", "company", "hospital", "donated", "March", "\"Yes\""], " "),
            chinese in sentences(&["面具", "公司", "医院", "捐", "三月", "的", "“是”"], ""),
        ) {
            let aligner = Aligner::with_lexicon(five_words());
            let (english, chinese) = (english::read(&english), chinese::read(&chinese, &aligner.lexicon));
            let translations = Translations::new(&english, &chinese, &aligner.lexicon, &aligner.model.weights);
            let band = Band::full(chinese.len(), english.len());
            let links = Links::new(&english, &chinese, &translations, &band);
            let scorer = Scorer::new(&english, &chinese, &translations, links, &aligner.model);
            let turns = turns(&english, &chinese, &aligner.model.weights);
            let (lattice, mut scorer): (Lattice<'_>, _) = lattice(scorer, &band, BEAD_TYPES.len(), turns);
            let (found, steps) = lattice.best();
            let exact = best(chinese.len(), english.len(), &turns, |range, kind| {
                let cut = scorer.cut(range.chinese.1, range.english.1);
                scorer.bead(range, kind) + cut
            });
            if !(english.len() == 0 && chinese.len() == 0) {
                prop_assert!((found - exact).abs() < 1e-3 * (1.0 + exact.abs()), "{} {}", found, exact);
            }
            let mut cut = (0, 0);
            for step in &steps {
                prop_assert_eq!((step.range.chinese.0, step.range.english.0), cut);
                cut = (step.range.chinese.1, step.range.english.1);
            }
            prop_assert_eq!(cut, (chinese.len(), english.len()));
        }
    }

    /// One word on each side, and each is the other's translation.
    ///
    /// Tokens: `masks.` is one token (mask); `面具。` is one. N = 1, so chance is (1 + 2) / 5000 = .0006 on both sides.
    /// Both stand in the middle: K(0) = 1 (.992 by the table's first step), D(.5) = floor + (1 - floor) * width *
    /// (2 - 2 exp(-.5 / width)). T = R = 1 and one token on the other side, so each of the two is explained
    /// K / (D * .0006) times as well as by chance. Lengths: 6 characters for 3 * 3.3 = 9.9: d = -3.9,
    /// variance 6.8 * (9.9 + 6) / 2 = 54.06, cost .38 * .5 * 15.21 / 54.06 = .0535.
    #[test]
    fn the_score_of_a_word_and_its_translation() {
        let aligner = Aligner::with_lexicon(five_words());
        let weights = &aligner.model.weights;
        let (english, chinese) = (english::read(&["masks."]), chinese::read(&["面具。"], &aligner.lexicon));
        let translations = Translations::new(&english, &chinese, &aligner.lexicon, weights);
        let links = Links::new(&english, &chinese, &translations, &Band::full(1, 1));
        let mut scorer = Scorer::new(&english, &chinese, &translations, links, &aligner.model);
        let score = scorer.bead(Range { chinese: (0, 1), english: (0, 1) }, 2);
        let (floor, width) = (weights.kernel_floor, weights.kernel_width);
        let mass = floor + (1.0 - floor) * width * (2.0 - 2.0 * (-0.5 / width).exp());
        let ratio = 1.0 / (mass * 0.0006);
        let word = (1.0 - weights.explained + weights.explained * ratio).ln();
        let length = weights.length_weight * 0.5 * 15.21 / 54.06;
        let expected =
            weights.types[2] - length + (weights.english_class[0] + weights.chinese_class[0]) * word;
        assert!((score - expected).abs() < 0.05, "{score} {expected}");
    }
}
