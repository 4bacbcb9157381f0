//! Ablation of the page model: the scores without some features or weights, after fitting the weights of pairs again.

use bitext::Aligner;
use bitext::train::PageWeights;

use super::gold::{self, GoldPage};
use super::logistic::{Sample, fit, log_odds};
use super::outcome::Outcome;
use super::{PENALTY, pair_samples, samples_of_pairs};

/// The candidate pairs of the pages of a folder.
struct TestFolder {
    name: String,
    gold: usize,
    samples: Vec<Sample>,
}

/// Prints the scores on each folder of `tests` without each feature of pairs, and without each group of features in
/// `groups`. A group is the names of its features, separated by commas. The weights of pairs are fitted to `pages` each
/// time.
pub(crate) fn show_features(aligner: &Aligner, pages: &[GoldPage], tests: &[GoldPage], groups: &[String]) {
    let (samples, tests) = (samples_of_pairs(aligner, pages), test_folders(aligner, tests));
    let names = names(aligner, "pair: ");
    print_header(&tests);
    print_row("nothing", &samples, &tests, |_| true);
    for group in names.iter().skip(1).chain(groups) {
        let left_out: Vec<&str> = group.split(',').map(str::trim).collect();
        print_row(group, &samples, &tests, |at| !left_out.contains(&names[at].as_str()));
    }
}

/// Prints the scores on each folder of `tests` with each weight that belongs neither to pairs nor to lines set to 0.
pub(crate) fn show_weights(aligner: &Aligner, pages: &[GoldPage], tests: &[GoldPage]) {
    let without = |name: &str| {
        let mut weights: PageWeights = aligner.page_weights().clone();
        weights.named().into_iter().filter(|(known, _)| known == name).for_each(|(_, value)| *value = 0.0);
        aligner.clone().with_page_weights(weights)
    };
    let others = names(aligner, "").into_iter().filter(|name| !name.contains(": "));
    for (at, name) in std::iter::once("nothing".to_owned()).chain(others).enumerate() {
        let changed = without(&name);
        let tests = test_folders(&changed, tests);
        if at == 0 {
            print_header(&tests);
        }
        print_row(&name, &samples_of_pairs(&changed, pages), &tests, |_| true);
    }
}

/// Returns the names of the weights that begin with `prefix`, without the prefix.
fn names(aligner: &Aligner, prefix: &str) -> Vec<String> {
    let mut weights = aligner.page_weights().clone();
    let named = weights.named();
    named.iter().filter_map(|(name, _)| Some(name.strip_prefix(prefix)?.to_owned())).collect()
}

fn test_folders(aligner: &Aligner, tests: &[GoldPage]) -> Vec<TestFolder> {
    let folder = |name: String| {
        let own = tests.iter().filter(|page| page.folder == name);
        let (gold, samples) = own.fold((0, Vec::new()), |(gold, mut samples), page| {
            samples.extend(pair_samples(aligner, page));
            (gold + page.pairs(), samples)
        });
        TestFolder { name, gold, samples }
    };
    gold::folders(tests).into_iter().map(folder).collect()
}

fn print_header(tests: &[TestFolder]) {
    let titles = tests.iter().map(|test| format!(" | {:>28}", test.name));
    println!("\n{:<44}{}", "without", titles.collect::<String>());
    let columns = tests.iter().map(|_| " |  F1     log loss  pairs found");
    println!("{:<44}{}", "", columns.collect::<String>());
}

fn print_row(name: &str, samples: &[Sample], tests: &[TestFolder], used: impl Fn(usize) -> bool) {
    let count = samples.first().map_or(0, |sample| sample.features.len());
    let weights = fit(samples, PENALTY, &vec![0.0; count], used);
    let cells = tests.iter().map(|test| {
        let mut outcome = Outcome::default();
        outcome.gold = test.gold;
        for sample in &test.samples {
            outcome.add(1.0 / (1.0 + (-log_odds(sample, &weights)).exp()), sample.right);
        }
        format!(" | {:6.4} {:6.4} {:14}", outcome.f1(), outcome.log_loss(), outcome.kept())
    });
    println!("{name:<44}{}", cells.collect::<String>());
}
