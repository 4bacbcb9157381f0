//! Progress bars for long work that is written to a file. They are hidden unless standard error is a terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

use crate::output;

/// Returns a bar that counts documents. `place` is the output file.
pub(crate) fn of_documents(documents: usize, place: Option<&Path>, quiet: bool) -> ProgressBar {
    if is_in_the_way(place, quiet) {
        ProgressBar::hidden()
    } else if documents > 1 {
        shown(ProgressBar::new(documents as u64), "{bar:40} {pos}/{len} documents, {eta} left")
    } else {
        shown(ProgressBar::new_spinner(), "{spinner} aligning, {elapsed}")
    }
}

/// Returns a bar for an alignment: of two texts if `is_share`, otherwise of documents. `place` is the output file.
pub(crate) fn of_alignment(
    documents: usize,
    is_share: bool,
    place: Option<&Path>,
    quiet: bool,
) -> ProgressBar {
    if is_share { of_texts(place, quiet) } else { of_documents(documents, place, quiet) }
}

/// Returns a bar for the share of the work on a text and its translation, in thousandths. `place` is the output file.
fn of_texts(place: Option<&Path>, quiet: bool) -> ProgressBar {
    if is_in_the_way(place, quiet) {
        return ProgressBar::hidden();
    }
    shown(ProgressBar::new(THOUSANDTHS), "{bar:40} {percent} %, {eta} left")
}

/// The length of the bar of [`of_texts`].
pub(crate) const THOUSANDTHS: u64 = 1000;

/// Returns a bar that counts the bytes read. `place` is the output file.
pub(crate) fn of_bytes(inputs: &[PathBuf], place: Option<&Path>, quiet: bool) -> ProgressBar {
    if is_in_the_way(place, quiet) {
        return ProgressBar::hidden();
    }
    // Standard input and other pipes have no known length.
    let length =
        |path: &PathBuf| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len());
    let all: Option<u64> = inputs.iter().map(length).sum();
    match all.filter(|_| !inputs.is_empty()) {
        Some(all) => shown(ProgressBar::new(all), "{bar:40} {bytes} of {total_bytes}, {eta} left"),
        None => shown(ProgressBar::new_spinner(), "{spinner} {bytes} read, {elapsed}"),
    }
}

/// Whether to show no bar: with `--quiet`, or if the output is standard output. Standard output may go to the terminal
/// that shows the bar, or to a pager on that terminal.
fn is_in_the_way(place: Option<&Path>, quiet: bool) -> bool {
    quiet || output::is_standard(place)
}

fn shown(bar: ProgressBar, shape: &str) -> ProgressBar {
    if let Ok(style) = ProgressStyle::with_template(shape) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    // The bar is cleared, so that an error message starts on a fresh line.
    bar.with_finish(ProgressFinish::AndClear)
}
