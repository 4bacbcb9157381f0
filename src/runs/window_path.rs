//! Finds the most likely language of each word of a window, by dynamic programming (Viterbi) over the languages.
//!
//! A window is the words that are scored together. A path assigns a language to each word. Its score is the sum of the
//! words' log-odds, minus the costs of the changes of language.

use super::features::WordSymbols;
use super::window_word::WindowWord;
use super::word_model::{COLUMNS, LogOdds, highest, log_odds};
use super::word_weight::WordWeight;

/// Cost of a change of language between sentences, in nats.
pub(super) const CHANGE_BETWEEN_SENTENCES: f32 = 2.0;
/// Cost of a change of language within a sentence, in nats. Greater than [`CAP`](super::word_model::CAP), so that no
/// single word outweighs it.
const CHANGE_WITHIN_SENTENCE: f32 = 9.0;

/// The costs with which the paths of a window begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathCosts {
    /// Cost of a change to the language of each column, in nats, in addition to the cost of any change. Infinite for a
    /// language that is not allowed, and for the unused columns of the model.
    pub(super) entering: LogOdds,
    /// The column of the language before the window.
    pub(super) last: usize,
}

impl PathCosts {
    /// Returns the score of each language before the first word.
    fn start(&self) -> LogOdds {
        let mut total = self.entering.map(|entering| -entering - CHANGE_BETWEEN_SENTENCES);
        if self.entering[self.last] < f32::INFINITY {
            total[self.last] = 0.0;
        }
        total
    }

    /// Adds the log-odds of a word to the scores of the best paths. Records in `changed` the languages whose best path
    /// changes its language before the word.
    #[inline(always)]
    fn add(&self, total: &mut LogOdds, word: &LogOdds, factor: f32, changed: &mut [u32; COLUMNS]) {
        let change = highest(total) - CHANGE_WITHIN_SENTENCE;
        for column in 0..COLUMNS {
            let (kept, entered) = (total[column], change - self.entering[column]);
            changed[column] |= u32::from(entered > kept);
            total[column] = if entered > kept { entered } else { kept } + word[column] * factor;
        }
    }
}

/// The best path through a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct WindowPath {
    /// The column of the last word.
    pub(super) last: usize,
    /// Log-odds of the path over the best path with another last language, in nats.
    pub(super) margin: f32,
    /// Sum of the log-odds, in nats, of the ordinary words: those of [`WordWeight::Full`].
    pub(super) fit: f32,
    /// Sum of the weights of the ordinary words.
    pub(super) ordinary: f32,
    /// Sum of the weights of all words.
    pub(super) weights: f32,
}

impl WindowPath {
    /// Finds the best path, and writes its columns to `words`, at most `MOST` words. Of two languages with equal scores,
    /// the first one wins. Time O(letters + words * languages).
    pub(super) fn find<const MOST: usize>(text: &str, words: &mut [WindowWord], costs: &PathCosts) -> Self {
        let (mut scores, mut changed) = ([[0.0; COLUMNS]; MOST], [0; COLUMNS]);
        let mut total = costs.start();
        // Whether a further word without weight would change neither a score nor a language.
        let mut settled = true;
        for (word, scores) in words.iter().zip(&mut scores) {
            let factor = word.weight.factor();
            if factor > 0.0 {
                let symbols = WordSymbols::of(text.get(word.start..word.end).unwrap_or_default());
                *scores = log_odds(&symbols, word.rank);
            } else if settled {
                continue;
            }
            settled = factor == 0.0;
            costs.add(&mut total, scores, factor, &mut changed);
        }
        let (last, best) = best_column(&total);
        if changed[last] == 0 {
            // The path never changes its language.
            for word in &mut *words {
                word.column = last as u8;
            }
        } else {
            trace::<MOST>(words, &scores, costs, last);
        }
        total[last] = f32::NEG_INFINITY;
        let margin = best - highest(&total).max(best - CHANGE_WITHIN_SENTENCE);
        let mut path = Self { last, margin, fit: 0.0, ordinary: 0.0, weights: 0.0 };
        for (word, scores) in words.iter().zip(&scores).rev() {
            let weight = word.weight.factor();
            if word.weight == WordWeight::Full {
                path.fit += scores.get(usize::from(word.column)).copied().unwrap_or_default();
                path.ordinary += weight;
            }
            path.weights += weight;
        }
        path
    }
}

/// Writes the columns of the best path that ends with the column `last`. `scores` has the log-odds of each word.
#[inline(never)]
fn trace<const MOST: usize>(
    words: &mut [WindowWord],
    scores: &[LogOdds; MOST],
    costs: &PathCosts,
    last: usize,
) {
    // The scores of the best paths before each word.
    let mut before = [[0.0; COLUMNS]; MOST];
    let mut total = costs.start();
    for ((word, scores), before) in words.iter().zip(scores).zip(&mut before) {
        *before = total;
        costs.add(&mut total, scores, word.weight.factor(), &mut [0; COLUMNS]);
    }
    let mut column = last;
    for (word, before) in words.iter_mut().zip(&before).rev() {
        word.column = column as u8;
        let (best, score) = best_column(before);
        if score - CHANGE_WITHIN_SENTENCE - costs.entering[column] > before[column] {
            column = best;
        }
    }
}

/// Returns the column with the highest score, and that score. On a tie, the first column wins.
fn best_column(scores: &LogOdds) -> (usize, f32) {
    let best = highest(scores);
    (scores.iter().position(|&score| score == best).unwrap_or_default(), best)
}

#[cfg(test)]
mod tests {
    use super::super::features::hash;
    use super::super::pinyin::Pinyin;
    use super::super::word_model::{ENGLISH, english_rank};
    use super::*;

    /// Returns the words of a text in lower case.
    fn words(text: &str) -> Vec<WindowWord> {
        let mut at = 0;
        text.split(' ')
            .map(|word| {
                let start = at;
                at += word.len() + 1;
                let rank = english_rank(hash(word.as_bytes()));
                let weight = if word == "haha" { WordWeight::Neutral } else { WordWeight::Full };
                WindowWord { start, end: start + word.len(), rank, weight, pinyin: Pinyin::No, column: 0 }
            })
            .collect()
    }

    /// Returns the log-odds of each word.
    fn odds(text: &str, words: &[WindowWord]) -> Vec<LogOdds> {
        let odds = |word: &WindowWord| match word.weight {
            WordWeight::Neutral => [0.0; COLUMNS],
            _ => log_odds(&WordSymbols::of(&text[word.start..word.end]), word.rank),
        };
        words.iter().map(odds).collect()
    }

    /// Returns the score of a path, from its definition.
    fn score(odds: &[LogOdds], costs: &PathCosts, columns: &[usize]) -> f32 {
        let mut last = costs.last;
        let mut total = 0.0;
        for (number, (odds, &column)) in odds.iter().zip(columns).enumerate() {
            if column != last {
                let change = if number == 0 { CHANGE_BETWEEN_SENTENCES } else { CHANGE_WITHIN_SENTENCE };
                total -= change + costs.entering[column];
            }
            total += odds[column];
            last = column;
        }
        total
    }

    #[test]
    fn best_of_all_paths_with_at_most_two_changes() {
        let mut entering = [f32::INFINITY; COLUMNS];
        entering[..6].copy_from_slice(&[0.0, 3.0, 3.0, 6.0, 6.0, 6.0]);
        let mut changes = 0;
        for text in [
            "the bus was late again",
            "die leute warten schon lange auf den bus",
            "they walked home haha dann haben wir noch lange darüber gesprochen und gelacht",
            "nous sommes arrivés haha trop tard haha haha but nobody had noticed that we were missing",
            "haha",
        ] {
            for last in [ENGLISH, 1] {
                let (costs, mut words) = (PathCosts { entering, last }, words(text));
                let path = WindowPath::find::<24>(text, &mut words, &costs);
                let columns: Vec<usize> = words.iter().map(|word| usize::from(word.column)).collect();
                let odds = odds(text, &words);
                let found = score(&odds, &costs, &columns);
                changes += columns.windows(2).filter(|pair| pair[0] != pair[1]).count();
                assert_eq!(columns.last(), Some(&path.last));
                for (first, second) in (0..=words.len())
                    .flat_map(|first| (first..=words.len()).map(move |second| (first, second)))
                {
                    for (a, b, c) in (0..6 * 6 * 6).map(|n| (n % 6, n / 6 % 6, n / 36)) {
                        let part = |at: usize| {
                            if at < first {
                                a
                            } else if at < second {
                                b
                            } else {
                                c
                            }
                        };
                        let other: Vec<usize> = (0..words.len()).map(part).collect();
                        assert!(score(&odds, &costs, &other) <= found + 1e-3, "{text}: {other:?}");
                    }
                }
            }
        }
        assert!(changes > 0, "no path changes its language");
    }
}
