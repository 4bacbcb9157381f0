//! Ablation of the page model: the scores without each term, after fitting the weights of pairs again.

use bitext::Aligner;
use bitext::train::PageWeights;

use super::gold::GoldPage;
use super::{fitted_pairs, outcome};

/// Prints F1 and log loss on `tests` without each feature of pairs, and with each weight that belongs neither to
/// pairs nor to lines set to 0. The weights of pairs are fitted to `pages` each time.
pub(crate) fn show(aligner: &Aligner, pages: &[GoldPage], tests: &[GoldPage]) {
    let tests: Vec<&GoldPage> = tests.iter().collect();
    let all = outcome(aligner, &tests);
    println!("\n{:<34} F1       log loss   (all: {:.4} {:.4})", "without", all.f1(), all.log_loss());
    let row = |name: &str, aligner: &Aligner| {
        let found = outcome(aligner, &tests);
        println!("{name:<34} {:.4} {:+.4}  {:.4}", found.f1(), found.f1() - all.f1(), found.log_loss());
    };
    let names: Vec<String> =
        aligner.page_weights().clone().named().into_iter().map(|(name, _)| name).collect();
    let first = names.iter().position(|name| name.starts_with("pair: ")).unwrap_or(0);
    for (at, name) in names.iter().enumerate() {
        if name == "pair: constant" || name.starts_with("line: ") {
            continue;
        }
        let changed = match at.checked_sub(first) {
            Some(feature) => fitted_pairs(aligner.clone(), pages, |other| other != feature),
            None => {
                let mut weights: PageWeights = aligner.page_weights().clone();
                *weights.named().swap_remove(at).1 = 0.0;
                fitted_pairs(aligner.clone().with_page_weights(weights), pages, |_| true)
            }
        };
        row(name, &changed);
    }
}
