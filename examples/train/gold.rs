//! Manually aligned documents, and sparse copies of them. A sparse copy lacks most of the Chinese.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::train::TrainingDocument;
use bitext::{Aligner, Lexicon};

/// A bead: the indices of its English sentences, and the indices of its Chinese sentences. A null bead has one empty
/// side.
pub(crate) type Gold = (Vec<usize>, Vec<usize>);

/// A document to train on.
pub(crate) struct Item {
    /// Index of the document's folder among the folders of the command line.
    pub(crate) folder: usize,
    /// Index of the document among all documents. A sparse copy has the index of its original.
    pub(crate) origin: usize,
    pub(crate) sparse: bool,
    pub(crate) gold: Vec<Gold>,
    pub(crate) document: TrainingDocument,
}

/// Number of sparse copies of each document.
pub(crate) const SPARSE_COPIES: u64 = 2;

/// A part of a document and its translation.
pub(crate) struct Section {
    /// Index of the folder among the folders of the command line.
    pub(crate) folder: usize,
    pub(crate) english: String,
    pub(crate) chinese: String,
}

/// Cuts every document of the folders into sections of `length` sentences: a section ends after the bead that brings
/// one of its sides to that number. A shorter rest is left out.
pub(crate) fn sections(folders: &[String], length: usize) -> Result<Vec<Section>, Box<dyn Error>> {
    let mut sections = Vec::new();
    for (folder, name) in folders.iter().enumerate() {
        for path in gold_files(name)? {
            let text = Text::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let (mut english, mut chinese) = (Vec::new(), Vec::new());
            for (own, other) in &text.gold {
                english.extend(own.iter().filter_map(|&at| text.english.get(at)).map(String::as_str));
                chinese.extend(other.iter().filter_map(|&at| text.chinese.get(at)).map(String::as_str));
                if english.len().max(chinese.len()) >= length {
                    sections.push(Section { folder, english: english.join(" "), chinese: chinese.concat() });
                    english.clear();
                    chinese.clear();
                }
            }
        }
    }
    Ok(sections)
}

/// Returns the files `NAME.gold` of a folder, by name.
fn gold_files(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == "gold") {
            names.push(path);
        }
    }
    names.sort();
    Ok(names)
}

struct Text {
    name: String,
    english: Vec<String>,
    chinese: Vec<String>,
    gold: Vec<Gold>,
}

/// Reads every `NAME.gold` of the folders with its `NAME.en` and `NAME.zh`, and makes sparse copies of each.
pub(crate) fn read(folders: &[String], copies: u64, aligner: &Aligner) -> Result<Vec<Item>, Box<dyn Error>> {
    let mut items = Vec::new();
    let mut origin = 0;
    for (number, folder) in folders.iter().enumerate() {
        for path in gold_files(folder)? {
            let text = Text::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            items.push(text.item(number, origin, false, aligner.lexicon()));
            for copy in 0..copies {
                items.push(text.thinned(copy).item(number, origin, true, aligner.lexicon()));
            }
            origin += 1;
        }
    }
    Ok(items)
}

impl Text {
    fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let lines = |extension| -> Result<Vec<String>, std::io::Error> {
            Ok(fs::read_to_string(path.with_extension(extension))?.lines().map(str::to_owned).collect())
        };
        let mut gold: Vec<Gold> = Vec::new();
        for line in lines("gold")? {
            let mut sides = line.split(':');
            let chinese = numbers(sides.next().unwrap_or_default())?;
            let english = numbers(sides.next().unwrap_or_default())?;
            if !(english.is_empty() && chinese.is_empty()) {
                gold.push((english, chinese));
            }
        }
        let name = path.display().to_string();
        Ok(Self { name, english: lines("en")?, chinese: lines("zh")?, gold })
    }

    fn item(&self, folder: usize, origin: usize, sparse: bool, lexicon: &Lexicon) -> Item {
        let document = TrainingDocument::new(&self.english, &self.chinese, lexicon);
        Item { folder, origin, sparse, gold: self.gold.clone(), document }
    }

    /// Creates a copy that lacks about three quarters of the Chinese. Runs of one to three beads, which keep their
    /// Chinese, alternate with runs of three to ten beads, which lose it.
    fn thinned(&self, copy: u64) -> Self {
        let mut dice = Dice::new(&self.name, copy);
        let mut thin = Self {
            name: self.name.clone(),
            english: self.english.clone(),
            chinese: Vec::new(),
            gold: Vec::new(),
        };
        let (mut drop, mut left) = (false, dice.between(1, 3));
        let mut gone = vec![false; self.chinese.len()];
        for (_, chinese) in &self.gold {
            if left == 0 {
                drop = !drop;
                left = if drop { dice.between(3, 10) } else { dice.between(1, 3) };
            }
            left -= 1;
            for &at in chinese {
                if let Some(gone) = gone.get_mut(at) {
                    *gone |= drop;
                }
            }
        }
        let mut new_indices = Vec::with_capacity(gone.len());
        for (sentence, gone) in self.chinese.iter().zip(gone) {
            new_indices.push((!gone).then_some(thin.chinese.len()));
            if !gone {
                thin.chinese.push(sentence.clone());
            }
        }
        for (english, chinese) in &self.gold {
            let chinese: Vec<usize> =
                chinese.iter().filter_map(|&at| new_indices.get(at).copied()?).collect();
            if chinese.is_empty() {
                thin.gold.extend(english.iter().map(|&sentence| (vec![sentence], Vec::new())));
            } else {
                thin.gold.push((english.clone(), chinese));
            }
        }
        thin
    }
}

/// Parses a list of numbers such as `[3, 4]`.
fn numbers(list: &str) -> Result<Vec<usize>, Box<dyn Error>> {
    let list = list.trim().trim_start_matches('[').trim_end_matches(']');
    let numbers = list.split(',').map(str::trim).filter(|number| !number.is_empty());
    Ok(numbers.map(str::parse).collect::<Result<_, _>>()?)
}

/// A pseudo-random generator (`SplitMix64`, Steele et al. 2014), seeded with the file name of the document and the
/// number of the copy.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(name: &str, copy: u64) -> Self {
        // FNV-1a of the file name, with the number of the copy in the initial value.
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(file.bytes().fold(0xcbf2_9ce4_8422_2325 ^ copy, hash))
    }

    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        low + (mixed ^ (mixed >> 31)) % (high - low + 1)
    }
}
