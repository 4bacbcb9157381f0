//! Aligns each `NAME.en` in a folder with its `NAME.zh`, one sentence per line.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bitext::Aligner;

pub(crate) fn predict(source: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let aligner = Aligner::new();
    eprintln!("loaded in {:.3} s", start.elapsed().as_secs_f64());
    fs::create_dir_all(target)?;
    let start = Instant::now();
    for chinese in with_extension(source, "zh")? {
        let (english_text, chinese_text) =
            (fs::read_to_string(chinese.with_extension("en"))?, fs::read_to_string(&chinese)?);
        let (english_lines, chinese_lines) = (lines(&english_text), lines(&chinese_text));
        let mut out = String::new();
        for bead in aligner.align_sentences(&english_lines, &chinese_lines).beads() {
            let (chinese, english) = (list(&bead.chinese), list(&bead.english));
            writeln!(out, "[{chinese}]:[{english}]:{:.4}", bead.confidence)?;
        }
        let name = chinese.file_name().unwrap_or_default();
        fs::write(Path::new(target).join(name).with_extension("pred"), out)?;
    }
    eprintln!("aligned in {:.3} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Returns the files in a folder with an extension, sorted by name.
pub(crate) fn with_extension(folder: &str, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Returns the lines of a text. Each line is a sentence, even if it is empty.
fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn list(range: &Range<usize>) -> String {
    range.clone().map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}
