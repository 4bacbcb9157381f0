//! `train pages`: fits the weights of the page model to pages with known pairs, and prints the weights and the scores.

use std::error::Error;

use bitext::Aligner;
use bitext::train::{PageExample, PageWeights};

mod ablation;
mod gold;
pub(crate) mod logistic;
mod outcome;

use gold::{GoldPage, read};
use logistic::{Sample, fit};
use outcome::Outcome;

use crate::search::parallel_map;

const USAGE: &str = "usage: train pages [--keep] [--pull P] [--set NAME=VALUE]... [--test DIR]... [--list] \
                     [--ablation] [--without NAMES]... [--weights] DIR...";

/// L2 penalty of the logistic regressions: a weight of `w` costs `PENALTY * w * w / 2` nats.
const PENALTY: f64 = 1.0;

/// Runs `train pages [OPTION]... DIR...`.
/// - `--keep` fits nothing.
/// - `--pull` fits only the weights of pairs, with a penalty of `P` on the squared distance of each weight from its
///   starting value.
/// - `--set` sets a starting value.
/// - `--test` adds pages that are scored but not fitted to.
/// - `--ablation` prints the scores without each feature of pairs.
/// - `--without` adds a row without several features, whose names are separated by commas.
/// - `--weights` prints the scores with each of the other weights set to 0.
/// - `--list` prints the candidate pairs of the test pages, and the gold pairs that are not among them.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let (mut keep, mut features, mut others, mut list) = (false, false, false, false);
    let mut groups = Vec::new();
    let (mut folders, mut tests, mut pull) = (Vec::new(), Vec::new(), None);
    let mut weights = PageWeights::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--keep" => keep = true,
            "--ablation" => features = true,
            "--without" => groups.push(rest.next().ok_or("--without expects names")?.clone()),
            "--weights" => others = true,
            "--list" => list = true,
            "--test" => tests.push(rest.next().ok_or("--test expects a folder")?.clone()),
            "--pull" => pull = Some(rest.next().ok_or("--pull expects a number")?.parse()?),
            "--set" => set(&mut weights, rest.next().ok_or("--set expects NAME=VALUE")?)?,
            folder => folders.push(folder.to_owned()),
        }
    }
    if folders.is_empty() && tests.is_empty() {
        return Err(USAGE.into());
    }
    let (fit_pages, test_pages) = (read(&folders)?, read(&tests)?);
    let mut aligner = Aligner::new().with_page_weights(weights);
    if !keep {
        aligner = match pull {
            Some(pull) => pulled_pairs(aligner, &fit_pages, pull),
            None => fitted(aligner, &fit_pages),
        };
        print_weights(&aligner);
    }
    println!("{}", Outcome::HEADER);
    for (title, pages) in [("fit", &fit_pages), ("test", &test_pages)] {
        for folder in gold::folders(pages) {
            let own: Vec<&GoldPage> = pages.iter().filter(|page| page.folder == folder).collect();
            println!("{title:<5} {folder:<36} {}", outcome(&aligner, &own));
        }
    }
    if list {
        test_pages.iter().for_each(|page| print_errors(&aligner, page));
    }
    let scored = if tests.is_empty() { &fit_pages } else { &test_pages };
    if features || !groups.is_empty() {
        ablation::show_features(&aligner, &fit_pages, scored, &groups);
    }
    if others {
        ablation::show_weights(&aligner, &fit_pages, scored);
    }
    Ok(())
}

/// Fits the weights of lines, then the weights of pairs. The features of a pair depend on the weights of lines.
pub(crate) fn fitted(aligner: Aligner, pages: &[GoldPage]) -> Aligner {
    let aligner = fitted_lines(aligner, pages);
    fitted_pairs(aligner, pages)
}

fn fitted_lines(aligner: Aligner, pages: &[GoldPage]) -> Aligner {
    let found = parallel_map(pages.len(), |at| line_samples(&aligner, &pages[at]));
    let samples: Vec<Sample> = found.into_iter().flatten().collect();
    let centre = vec![0.0; current(&aligner, "line: ").len()];
    with_weights(aligner, "line: ", &fit(&samples, PENALTY, &centre, |_| true))
}

fn fitted_pairs(aligner: Aligner, pages: &[GoldPage]) -> Aligner {
    let centre = vec![0.0; current(&aligner, "pair: ").len()];
    let samples = samples_of_pairs(&aligner, pages);
    with_weights(aligner, "pair: ", &fit(&samples, PENALTY, &centre, |_| true))
}

/// Fits the weights of pairs, with a penalty on the distance of each weight from its current value.
fn pulled_pairs(aligner: Aligner, pages: &[GoldPage], penalty: f64) -> Aligner {
    let centre = current(&aligner, "pair: ");
    let samples = samples_of_pairs(&aligner, pages);
    with_weights(aligner, "pair: ", &fit(&samples, penalty, &centre, |_| true))
}

fn samples_of_pairs(aligner: &Aligner, pages: &[GoldPage]) -> Vec<Sample> {
    let found = parallel_map(pages.len(), |at| pair_samples(aligner, &pages[at]));
    found.into_iter().flatten().collect()
}

/// Returns the values of the weights whose names begin with `prefix`.
fn current(aligner: &Aligner, prefix: &str) -> Vec<f64> {
    let mut weights = aligner.page_weights().clone();
    let named = weights.named().into_iter().filter(|(name, _)| name.starts_with(prefix));
    named.map(|(_, value)| f64::from(*value)).collect()
}

/// Returns a sample for each pair of lines of a page. The offset of a sample is the log odds that a pair of lines
/// with the same relation on this page is right, so that no weight has to account for these odds.
fn line_samples(aligner: &Aligner, page: &GoldPage) -> Vec<Sample> {
    let examples = aligner.line_examples(&page.text);
    let right: Vec<bool> =
        examples.iter().map(|example| page.joins(&example.english, &example.chinese)).collect();
    let sample = |(at, example): (usize, &PageExample)| {
        let own = |other: &usize| examples[*other].relation == example.relation;
        let all = (0..examples.len()).filter(own).count() as f64;
        let true_ones = (0..examples.len()).filter(own).filter(|&other| right[other]).count() as f64;
        let share = (true_ones + 0.5) / (all + 1.0);
        let features = example.features.iter().map(|&value| f64::from(value)).collect();
        Sample { features, right: right[at], offset: (share / (1.0 - share)).ln(), weight: page.weight }
    };
    examples.iter().enumerate().map(sample).collect()
}

fn pair_samples(aligner: &Aligner, page: &GoldPage) -> Vec<Sample> {
    let mut left = page.unmatched();
    let examples = aligner.pair_examples(&page.text);
    examples
        .iter()
        .filter_map(|example| {
            let right = left.take(&example.english, &example.chinese)?;
            let features = example.features.iter().map(|&value| f64::from(value)).collect();
            Some(Sample { features, right, offset: 0.0, weight: page.weight })
        })
        .collect()
}

fn with_weights(aligner: Aligner, prefix: &str, values: &[f64]) -> Aligner {
    let mut weights = aligner.page_weights().clone();
    let named = weights.named().into_iter().filter(|(name, _)| name.starts_with(prefix));
    for ((_, weight), value) in named.zip(values) {
        *weight = *value as f32;
    }
    aligner.with_page_weights(weights)
}

/// Returns the scores of an aligner on all `pages` together.
pub(crate) fn outcome(aligner: &Aligner, pages: &[&GoldPage]) -> Outcome {
    let outcomes = parallel_map(pages.len(), |at| {
        let page = pages[at];
        let mut left = page.unmatched();
        let mut outcome = Outcome::default();
        for example in aligner.pair_examples(&page.text) {
            if let Some(right) = left.take(&example.english, &example.chinese) {
                outcome.add(f64::from(example.probability), right);
            }
        }
        outcome.gold = page.pairs();
        outcome
    });
    let mut all = Outcome::default();
    outcomes.iter().for_each(|outcome| all.merge(outcome));
    all
}

fn set(weights: &mut PageWeights, text: &str) -> Result<(), Box<dyn Error>> {
    let (name, value) = text.split_once('=').ok_or("--set expects NAME=VALUE")?;
    let mut named = weights.named();
    let slot = named.iter_mut().find(|(known, _)| known == name);
    *slot.ok_or_else(|| format!("no weight is named {name}"))?.1 = value.parse()?;
    Ok(())
}

/// Prints each candidate pair of a page, with whether it is right, its probability and its features; then each gold
/// pair that is not among the candidates.
fn print_errors(aligner: &Aligner, page: &GoldPage) {
    let mut left = page.unmatched();
    for example in aligner.pair_examples(&page.text) {
        let PageExample { english, chinese, features, probability, .. } = &example;
        if let Some(right) = left.take(english, chinese) {
            let features: Vec<String> = features.iter().map(|value| format!("{value:.3}")).collect();
            let features = features.join(" ");
            println!(
                "{}/{}\t{right}\t{probability:.3}\t{features}\t{english}\t{chinese}",
                page.folder, page.name
            );
        }
    }
    for (english, chinese) in left.rest() {
        println!("{}/{}\tmissing\t\t\t{english}\t{chinese}", page.folder, page.name);
    }
}

/// Prints the fitted lists in the format of `src/page/weights.rs`.
fn print_weights(aligner: &Aligner) {
    let mut weights = aligner.page_weights().clone();
    for (list, prefix) in [("LINE", "line: "), ("PAIR", "pair: ")] {
        let named = weights.named();
        let own = named.iter().filter(|(name, _)| name.starts_with(prefix));
        let values: Vec<String> = own.map(|(_, value)| format!("{value:.3}")).collect();
        println!("{list}: [{}]", values.join(", "));
    }
}
