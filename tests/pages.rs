//! Mixed pages in many layouts: the pairs of the aligner against hand-made ones.
//!
//! `tests/data/pages` has each page as `NAME.txt` and its pairs as `NAME.gold.jsonl`. `NAME.neutral.json` lists labels
//! such as `WARNING!` whose pairs are neither right nor wrong.
#![cfg(all(feature = "serde", feature = "cedict"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its page fails")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use bitext::{Aligner, export};

/// Smallest F1 over all pages.
const FLOOR: f64 = 0.95;

#[test]
fn pairs_of_pages() {
    let aligner = Aligner::new();
    let (mut all, mut report) = (Score::default(), String::new());
    for path in pages() {
        let score = Score::of(&aligner, &path);
        if !(score.missed.is_empty() && score.wrong.is_empty()) {
            let _ = writeln!(report, "{}: F1 {:.3}", path.display(), score.f1());
            let pairs = score.missed.iter().zip(iter::repeat("missed"));
            for ((english, chinese), what) in pairs.chain(score.wrong.iter().zip(iter::repeat("wrong"))) {
                let _ = writeln!(report, "    {what:<6} {english}\n           {chinese}");
            }
        }
        all.right += score.right;
        all.missed.extend(score.missed);
        all.wrong.extend(score.wrong);
    }
    println!("F1 {:.4} of {} pairs\n{report}", all.f1(), all.right + all.missed.len());
    assert!(all.f1() >= FLOOR, "F1 {:.4}, expected {FLOOR}\n{report}", all.f1());
}

#[test]
fn seed_003_has_exactly_its_twelve_pairs() {
    let score = Score::of(&Aligner::new(), Path::new("tests/data/pages/seed-003.txt"));
    assert_eq!((score.right, &score.missed[..], &score.wrong[..]), (12, &[][..], &[][..]));
}

fn pages() -> Vec<PathBuf> {
    let folder = fs::read_dir("tests/data/pages").unwrap();
    let mut pages: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    pages.sort();
    assert_eq!(pages.len(), 17);
    pages
}

/// The texts of a pair, without white space and without marks at the ends.
type Core = (String, String);

#[derive(Debug, Default)]
struct Score {
    right: usize,
    missed: Vec<Core>,
    wrong: Vec<Core>,
}

impl Score {
    fn of(aligner: &Aligner, path: &Path) -> Self {
        let page = fs::read_to_string(path).unwrap();
        let gold = fs::read(path.with_extension("gold.jsonl")).unwrap();
        let neutral = fs::read(path.with_extension("neutral.json")).unwrap_or(b"[]".to_vec());
        let neutral: Vec<String> = serde_json::from_slice(&neutral).unwrap();
        let neutral: Vec<String> = neutral.iter().map(|label| core(label)).collect();

        let rows = export::read_jsonl(gold.as_slice()).map(Result::unwrap);
        let mut missed: Vec<Core> = rows.map(|row| (core(&row.english), core(&row.chinese))).collect();
        let (mut right, mut wrong) = (0, Vec::new());
        for pair in aligner.align_page(&page).pairs() {
            let found = (core(&pair.english()), core(&pair.chinese()));
            if let Some(at) = missed.iter().position(|expected| *expected == found) {
                missed.remove(at);
                right += 1;
            } else if !(neutral.contains(&found.0) || neutral.contains(&found.1)) {
                wrong.push(found);
            }
        }
        Self { right, missed, wrong }
    }

    fn f1(&self) -> f64 {
        let all = 2 * self.right + self.missed.len() + self.wrong.len();
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

fn core(text: &str) -> String {
    let squeezed: String = text.split_whitespace().collect();
    squeezed.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
