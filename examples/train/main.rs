//! Fits the weights of the alignment model to manually aligned documents, and prints an ablation of its terms.
//!
//! ```text
//! cargo run --release --all-features --example train -- [OPTION]... GOLD_DIR...
//! cargo run --release --all-features --example train -- pages [OPTION]... PAGE_DIR...
//! cargo run --release --all-features --example train -- match [OPTION]... GOLD_DIR...
//! ```
//!
//! The second form fits the weights of the page model, see [`pages`]. The third form fits the weights of the matcher of
//! documents, see [`matching`].
//!
//! The first form reads `NAME.en`, `NAME.zh` (one sentence per line) and `NAME.gold` (one bead per line, such as `[3,
//! 4]:[5]`, Chinese first) from each folder. It prints strict F1, the calibration error, the precision of the pairs
//! with a confidence of .9 or more, and how many sentences without a counterpart are missed and invented. It prints
//! these scores for the whole documents, and for sparse copies that lack most of the Chinese, with
//!
//! - the default weights,
//! - weights fitted to all documents,
//! - weights fitted to all documents except those in the same folder as the document that is scored.
//!
//! Then it prints strict F1 without each term, and the fitted weights in the format of `src/align/weights.rs`.
//!
//! | option | effect |
//! |---|---|
//! | `--fast` | one sweep over the weights instead of two |
//! | `--all` | no fitting that leaves a folder or a document out |
//! | `--documents` | leave out one document at a time, instead of one folder |
//! | `--keep` | no fitting at all |
//! | `--only NAME` | fit only this weight; with several such options, only the weights that they name |
//! | `--set NAME=VALUE` | the starting value of a weight |
//! | `--pull P` | strength of the regularization towards the starting values |
//! | `--sparse S` | weight of the sparse copies, relative to the whole documents; with 0, there are none |
//! | `--loss L` | weight of one nat of log loss of the confidences, relative to strict F1 |

use std::error::Error;

use bitext::Aligner;
use bitext::train::Weights;

mod gold;
mod matching;
mod pages;
mod score;
mod search;
mod terms;

use gold::Item;
use score::Score;
use search::{LeftOut, Search, Settings};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, rest)) if command == "pages" => pages::run(rest),
        Some((command, rest)) if command == "match" => matching::run(rest),
        _ => align(arguments),
    }
}

/// Fits the weights of the alignment model.
fn align(arguments: Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut settings = Settings { sparse: 0.5, loss: 0.05, pull: 0.0001, sweeps: 2, only: Vec::new() };
    let (mut keep, mut all_only, mut documents) = (false, false, false);
    let mut start = Weights::default();
    let mut folders = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut number = || -> Result<f64, Box<dyn Error>> {
            Ok(arguments.next().ok_or("expected a number after the option")?.parse()?)
        };
        match argument.as_str() {
            "--fast" => settings.sweeps = 1,
            "--keep" => keep = true,
            "--all" => all_only = true,
            "--documents" => documents = true,
            "--set" => set(&mut start, &arguments.next().unwrap_or_default())?,
            "--only" => settings.only.extend(arguments.next()),
            "--loss" => settings.loss = number()?,
            "--pull" => settings.pull = number()?,
            "--sparse" => settings.sparse = number()?,
            _ => folders.push(argument),
        }
    }
    if folders.is_empty() {
        return Err("usage: train [--fast] [--all] [--documents] [--keep] [--only NAME] [--set NAME=VALUE] [--pull P] [--sparse S] [--loss L] GOLD_DIR...".into());
    }
    let aligner = Aligner::new().with_weights(start);
    let copies = if settings.sparse > 0.0 { gold::SPARSE_COPIES } else { 0 };
    let items = gold::read(&folders, copies, &aligner)?;
    println!(
        "{:<40} {:>14} {:>14}",
        "F1, calibration error, precision at .9, nulls missed and invented", "whole", "sparse"
    );
    show("current weights", &folders, &items, |_| aligner.clone());
    let mut fitted = aligner.weights().clone();
    if !keep {
        let mut search = Search::new(&items, aligner.clone(), settings);
        fitted = search.run(LeftOut::Nothing);
        let own = aligner.clone().with_weights(fitted.clone());
        show("fitted to all", &folders, &items, |_| own.clone());
        if !all_only {
            let part = |item: &Item| if documents { item.origin } else { item.folder };
            let left_out = if documents { LeftOut::Document } else { LeftOut::Folder };
            let parts = items.iter().map(|item| part(item) + 1).max().unwrap_or_default();
            let without: Vec<Aligner> =
                (0..parts).map(|part| aligner.clone().with_weights(search.run(left_out(part)))).collect();
            let title = if documents { "leave one document out" } else { "leave one folder out" };
            show(title, &folders, &items, |item| without[part(item)].clone());
        }
    }
    terms::show(&folders, &items, &aligner.with_weights(fitted.clone()));
    print_weights(&mut fitted);
    Ok(())
}

/// Sets a start value such as `kernel_floor=0.1`.
fn set(weights: &mut Weights, text: &str) -> Result<(), Box<dyn Error>> {
    let (name, value) = text.split_once('=').ok_or("--set expects NAME=VALUE")?;
    let mut named = weights.named();
    let slot = named.iter_mut().find(|(known, _)| known == name);
    *slot.ok_or_else(|| format!("no weight is named {name}"))?.1 = value.parse()?;
    Ok(())
}

/// Prints the scores of each folder.
fn show(title: &str, folders: &[String], items: &[Item], aligner: impl Fn(&Item) -> Aligner + Sync) {
    println!("{title}");
    for ((folder, whole), sparse) in folders
        .iter()
        .zip(scores(folders, items, false, &aligner))
        .zip(scores(folders, items, true, &aligner))
    {
        let cells = [whole, sparse].map(|score| {
            let (missed, invented) = score.nulls();
            format!(
                "{:.4} {:.3} {:.3} {missed:>3} {invented:>3}",
                score.f1(),
                score.calibration_error(),
                score.sure_precision()
            )
        });
        println!("  {folder:<38} {}   {}", cells[0], cells[1]);
    }
}

/// Returns the score of each folder, on its sparse copies if `sparse` is true, and on its whole documents otherwise.
fn scores(
    folders: &[String],
    items: &[Item],
    sparse: bool,
    aligner: &(impl Fn(&Item) -> Aligner + Sync),
) -> Vec<Score> {
    let chosen: Vec<&Item> = items.iter().filter(|item| item.sparse == sparse).collect();
    let alignments = search::parallel_map(chosen.len(), |at| chosen[at].document.align(&aligner(chosen[at])));
    let mut scores = vec![Score::default(); folders.len()];
    for (item, alignment) in chosen.iter().zip(&alignments) {
        scores[item.folder].add(&item.gold, alignment.beads());
    }
    scores
}

/// Prints the weights in the format of `src/align/weights.rs`.
fn print_weights(weights: &mut Weights) {
    let mut lists: Vec<(&str, Vec<f32>)> =
        ["type", "english_class", "chinese_class"].map(|list| (list, Vec::new())).into();
    for (name, value) in weights.named() {
        match lists.iter_mut().find(|(list, _)| name.starts_with(*list)) {
            Some((_, values)) => values.push(*value),
            None => println!("    {name}: {value:.3},"),
        }
    }
    for (list, values) in lists {
        let values: Vec<String> = values.iter().map(|value| format!("{value:.3}")).collect();
        println!("{list}: [{}]", values.join(", "));
    }
}
