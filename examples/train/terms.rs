//! Ablation: strict F1 without each term of the model.

use bitext::train::Weights;
use bitext::{Aligner, Lexicon};

use crate::gold::Item;
use crate::scores;

/// The name of a term, and a function that switches the term off.
type Term = (&'static str, fn(&mut Weights));

const TERMS: [Term; 13] = [
    ("nothing", |_| {}),
    ("position kernel", |weights| set(weights, |name| name == "kernel_floor", 1.0)),
    // The threshold of 10 is above any learned probability.
    ("learning from the document", |weights| set(weights, |name| name == "learn_least", 10.0)),
    ("quotation marks", |weights| set(weights, |name| QUOTES.contains(&name), 0.0)),
    ("final marks", |weights| set(weights, |name| FINAL.contains(&name), 0.0)),
    ("pinyin", |weights| set(weights, |name| name == "pinyin_share", 0.0)),
    ("numerals", |weights| set(weights, |name| name.starts_with("numeral_"), 0.0)),
    ("parts of words", |weights| set(weights, |name| name == "parts_share", 0.0)),
    ("lengths", |weights| set(weights, |name| name == "length_weight", 0.0)),
    ("a prior for each bead kind", |weights| level(weights, is_pair)),
    ("classes of English words", |weights| level(weights, |name| name.starts_with("english_class_"))),
    ("classes of Chinese words", |weights| level(weights, |name| name.starts_with("chinese_class_"))),
    ("runs of null beads", |weights| {
        set(weights, |name| name == "run_growth", 0.0);
        set(weights, |name| name == "null_share_most", 0.03);
    }),
];

const QUOTES: [&str; 4] = ["quote_state_differs", "both_close", "one_closes", "both_open"];
const FINAL: [&str; 5] =
    ["both_ask", "one_asks", "chinese_unfinished", "english_unfinished", "both_unfinished"];

fn is_pair(name: &str) -> bool {
    name.starts_with("type_") && name != "type_1_0" && name != "type_0_1"
}

fn set(weights: &mut Weights, chosen: impl Fn(&str) -> bool, value: f32) {
    for (name, weight) in weights.named() {
        if chosen(&name) {
            *weight = value;
        }
    }
}

/// Sets all chosen weights that are not 0 to the mean of these weights.
fn level(weights: &mut Weights, chosen: impl Fn(&str) -> bool) {
    let mut values = Vec::new();
    for (name, weight) in weights.named() {
        if chosen(&name) && *weight != 0.0 {
            values.push(weight);
        }
    }
    let mean = values.iter().map(|value| **value).sum::<f32>() / values.len().max(1) as f32;
    for value in values {
        *value = mean;
    }
}

/// Prints the table. Each row switches off one term and keeps the other weights.
pub(crate) fn show(folders: &[String], items: &[Item], aligner: &Aligner) {
    let row = |name: &str, aligner: &Aligner| {
        let cells: Vec<String> = [false, true]
            .into_iter()
            .flat_map(|sparse| scores(folders, items, sparse, &|_: &Item| aligner.clone()))
            .map(|score| format!("{:.4}", score.f1()))
            .collect();
        println!("  {name:<30} {}", cells.join(" "));
    };
    println!("strict F1 without (whole documents by folder, then sparse copies)");
    for (name, switch_off) in TERMS {
        let mut weights = aligner.weights().clone();
        switch_off(&mut weights);
        row(name, &aligner.clone().with_weights(weights));
    }
    let bare = Aligner::with_lexicon(Lexicon::empty()).with_weights(aligner.weights().clone());
    row("lexicon", &bare);
}
