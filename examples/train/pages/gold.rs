//! Pages with their known pairs.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::{Reader, export};

/// A page and its gold pairs.
pub(crate) struct GoldPage {
    pub(crate) folder: String,
    pub(crate) name: String,
    pub(crate) text: String,
    /// Weight of each pair of the page in a fit.
    pub(crate) weight: f64,
    gold: Vec<Core>,
    /// Texts, such as labels, whose pairs are not judged. A found pair with one of these texts counts neither as
    /// right nor as wrong, unless it is a gold pair.
    neutral: HashSet<String>,
}

/// The English and the Chinese text of a pair, without white space, and without punctuation at the ends of each text.
type Core = (String, String);

/// Reads the pages of `folders`. The argument `FOLDER=3` gives each page of the folder a weight of 3.
pub(crate) fn read(folders: &[String]) -> Result<Vec<GoldPage>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for argument in folders {
        let (folder, weight) = argument.split_once('=').unwrap_or((argument, "1"));
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.to_string_lossy().ends_with(".gold.jsonl") {
                names.push(path);
            }
        }
        names.sort();
        for path in names {
            let page = GoldPage::read(folder, &path, weight.parse()?);
            pages.push(page.map_err(|error| format!("{}: {error}", path.display()))?);
        }
    }
    Ok(pages)
}

/// Returns the distinct folders of `pages`, sorted.
pub(crate) fn folders(pages: &[GoldPage]) -> BTreeSet<String> {
    pages.iter().map(|page| page.folder.clone()).collect()
}

impl GoldPage {
    fn read(folder: &str, gold: &Path, weight: f64) -> Result<Self, Box<dyn Error>> {
        let base = gold.to_string_lossy().replace(".gold.jsonl", "");
        let file = ["txt", "md", "html", "srt"].iter().map(|ending| format!("{base}.{ending}"));
        let file = file.into_iter().find(|path| Path::new(path).exists()).ok_or("has no page")?;
        let text = Reader::new().read_path(&file)?.into_string();
        let rows = export::read_jsonl(fs::read(gold)?.as_slice()).collect::<Result<Vec<_>, _>>()?;
        let gold = rows.iter().map(|row| (core(&row.english), core(&row.chinese))).collect();
        let neutral = fs::read(format!("{base}.neutral.json")).unwrap_or_else(|_| b"[]".to_vec());
        let neutral: Vec<String> = serde_json::from_slice(&neutral)?;
        let neutral = neutral.iter().map(|label| core(label)).collect();
        let name = Path::new(&file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { folder: folder.to_owned(), name, text, weight, gold, neutral })
    }

    /// Returns the number of gold pairs.
    pub(crate) fn pairs(&self) -> usize {
        self.gold.len()
    }

    /// Returns the gold pairs, before any of them is found.
    pub(crate) fn unmatched(&self) -> Unmatched<'_> {
        let mut left = HashMap::new();
        for pair in &self.gold {
            *left.entry(pair).or_insert(0) += 1;
        }
        Unmatched { left, neutral: &self.neutral }
    }

    /// Whether `english` contains the English of a gold pair, and `chinese` the Chinese of the same pair.
    pub(crate) fn joins(&self, english: &str, chinese: &str) -> bool {
        let (english, chinese) = (core(english), core(chinese));
        self.gold.iter().any(|pair| english.contains(&pair.0) && chinese.contains(&pair.1))
    }
}

/// The gold pairs of a page that are not found yet.
pub(crate) struct Unmatched<'p> {
    /// For each pair, how many times it is still to be found.
    left: HashMap<&'p Core, usize>,
    neutral: &'p HashSet<String>,
}

impl Unmatched<'_> {
    /// Whether a found pair is right. A right pair is removed, so that it counts once. Returns `None` if the pair is
    /// not right, but has a neutral text.
    pub(crate) fn take(&mut self, english: &str, chinese: &str) -> Option<bool> {
        let pair = (core(english), core(chinese));
        match self.left.get_mut(&pair) {
            Some(left) if *left > 0 => {
                *left -= 1;
                Some(true)
            }
            _ if self.neutral.contains(&pair.0) || self.neutral.contains(&pair.1) => None,
            _ => Some(false),
        }
    }
}

impl Unmatched<'_> {
    /// Returns the gold pairs that were not found.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &Core> {
        self.left.iter().filter(|(_, left)| **left > 0).map(|(pair, _)| *pair)
    }
}

fn core(text: &str) -> String {
    let squeezed: String = text.split_whitespace().collect();
    squeezed.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
