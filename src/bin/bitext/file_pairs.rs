//! Pairs of files by their names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use crate::file_marks::{Mark, MarkLanguage, marks, without};

/// Two files that are a text and its translation, according to their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilePair {
    /// The numbers of the files.
    pub(crate) english: usize,
    pub(crate) chinese: usize,
    /// The name of both files without marks and extension. If several pairs have this name, the stem is instead the
    /// name of a file of this pair that no other pair has.
    pub(crate) stem: String,
    /// Whether both names have a mark.
    pub(crate) both_marked: bool,
}

/// The pairs among files.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilePairs {
    /// In the order of their first files.
    pub(crate) pairs: Vec<FilePair>,
    /// The files of which the names do not tell which one translates which, by their names without marks.
    pub(crate) ambiguous: Vec<AmbiguousFiles>,
    /// The other files without a counterpart, ascending.
    pub(crate) unpaired: Vec<usize>,
}

/// More files of one name than [`MAX_EDITIONS`] in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AmbiguousFiles {
    /// The name without marks and extension.
    pub(crate) name: String,
    /// The numbers of the files, ascending. There are some on both sides.
    pub(crate) english: Vec<usize>,
    pub(crate) chinese: Vec<usize>,
}

/// Maximum number of files of one name in the language that has fewer: as many as there are editions of a text, such as
/// `en-US` and `en-GB`. Each of them pairs with each file of the other language. Without a maximum, 10,000 files
/// `guide.en.00001`... and as many `guide.zh.20001`... were 100 million pairs.
const MAX_EDITIONS: usize = 8;

/// A name of a file without some of its marks.
#[derive(Debug)]
struct Reading {
    /// `None` for the whole name of a file without a mark.
    language: Option<MarkLanguage>,
    /// The name without the marks.
    name: String,
    /// The same in lower case.
    key: String,
}

/// Pairs files by their names. `names` are paths whose parts are separated by `/`.
///
/// A name with a mark of English pairs with the same name with a mark of Chinese. A mark may be missing on one side.
/// An extension may differ, if no other file fits. A text with several translations is in several pairs, and so is a
/// text of several editions; more than [`MAX_EDITIONS`] in both languages are ambiguous. A translation into another
/// language is neither paired nor unpaired.
///
/// Time O(n log n) in the length of the names.
pub(crate) fn pair_files(names: &[String]) -> FilePairs {
    let readings: Vec<[Vec<Reading>; 2]> = names.iter().map(|name| readings(name)).collect();
    let mut pairing = Pairing {
        names,
        readings: &readings,
        paired: HashSet::new(),
        pairs: Vec::new(),
        ambiguous: Vec::new(),
    };
    for without_extension in [false, true] {
        pairing.pair(0, 0, without_extension);
        pairing.pair(1, 1, without_extension);
        pairing.pair_with_unmarked(without_extension);
    }
    pairing.finish()
}

/// Returns the readings of a name: first those in which all marks agree, then those of single marks.
fn readings(name: &str) -> [Vec<Reading>; 2] {
    let found = marks(name);
    let known: Vec<&Mark> = found.iter().filter(|mark| mark.language != MarkLanguage::Other).collect();
    if known.is_empty() {
        let reading = Reading { language: None, name: name.to_owned(), key: name.to_lowercase() };
        return [vec![reading], Vec::new()];
    }
    let reading = |marks: &[&Mark]| {
        let short = without(name, marks);
        Reading { language: marks.first().map(|mark| mark.language), key: short.to_lowercase(), name: short }
    };
    let agree = known.iter().all(|mark| mark.language == known[0].language);
    let mut single: Vec<Reading> = known.iter().rev().map(|mark| reading(&[mark])).collect();
    if agree {
        return [vec![reading(&known)], single];
    }
    for language in [MarkLanguage::English, MarkLanguage::Chinese] {
        let own: Vec<&Mark> = known.iter().copied().filter(|mark| mark.language == language).collect();
        if own.len() > 1 {
            single.push(reading(&own));
        }
    }
    [Vec::new(), single]
}

struct Pairing<'n> {
    names: &'n [String],
    readings: &'n [[Vec<Reading>; 2]],
    paired: HashSet<usize>,
    pairs: Vec<NamedPair<'n>>,
    /// Those of each pass. A later pass may still pair some of the files.
    ambiguous: Vec<AmbiguousFiles>,
}

/// The files with the same key, each with its name without marks: English files, Chinese files, files without a mark.
type KeyFiles<'n> = [Vec<(usize, &'n str)>; 3];

/// A pair, and the name of its English file without marks.
type NamedPair<'n> = (usize, usize, &'n str, bool);

impl<'n> Pairing<'n> {
    /// Pairs the files that are still unpaired, whose names have marks of both languages.
    fn pair(&mut self, first: usize, last: usize, without_extension: bool) {
        for [english, chinese, _] in self.keys(first..=last, without_extension).into_values() {
            self.cross(&english, &chinese, true);
        }
    }

    /// Pairs the files that are still unpaired, if the name of one side has no mark.
    fn pair_with_unmarked(&mut self, without_extension: bool) {
        for [english, chinese, unmarked] in self.keys(0..=1, without_extension).into_values() {
            match (english.is_empty(), chinese.is_empty()) {
                (true, false) => self.cross(&unmarked, &chinese, false),
                (false, true) => self.cross(&english, &unmarked, false),
                _ => {}
            }
        }
    }

    fn keys(
        &self,
        ranks: std::ops::RangeInclusive<usize>,
        without_extension: bool,
    ) -> BTreeMap<&'n str, KeyFiles<'n>> {
        let mut keys: BTreeMap<&'n str, KeyFiles<'n>> = BTreeMap::new();
        for (number, readings) in self.readings.iter().enumerate() {
            if self.paired.contains(&number) {
                continue;
            }
            for reading in ranks.clone().filter_map(|rank| readings.get(rank)).flatten() {
                let key = if without_extension { stem(&reading.key) } else { &reading.key };
                let sides = keys.entry(key).or_default();
                let side = match reading.language {
                    Some(MarkLanguage::English) => &mut sides[0],
                    Some(_) => &mut sides[1],
                    None => &mut sides[2],
                };
                if side.last().is_none_or(|&(last, _)| last != number) {
                    side.push((number, &reading.name));
                }
            }
        }
        keys
    }

    fn cross(&mut self, english: &[(usize, &'n str)], chinese: &[(usize, &'n str)], both_marked: bool) {
        let is_free = |(file, _): &&(usize, &str)| !self.paired.contains(file);
        let english: Vec<_> = english.iter().filter(is_free).copied().collect();
        let chinese: Vec<usize> = chinese.iter().filter(is_free).map(|&(file, _)| file).collect();
        if let Some(&(_, name)) = english.first()
            && english.len().min(chinese.len()) > MAX_EDITIONS
        {
            let english = english.iter().map(|&(file, _)| file).collect();
            self.ambiguous.push(AmbiguousFiles { name: stem(name).to_owned(), english, chinese });
            return;
        }
        for &(own, name) in &english {
            for &other in chinese.iter().filter(|&&other| other != own) {
                self.pairs.push((own, other, name, both_marked));
                self.paired.extend([own, other]);
            }
        }
    }

    /// Returns the ambiguous files that no pass has paired, each of them once, and their numbers.
    fn take_ambiguous(&mut self) -> (Vec<AmbiguousFiles>, HashSet<usize>) {
        let mut told = HashSet::new();
        let mut found = std::mem::take(&mut self.ambiguous);
        found.retain_mut(|files| {
            let is_open = |file: &usize| !self.paired.contains(file) && !told.contains(file);
            files.english.retain(is_open);
            files.chinese.retain(is_open);
            let has_both = !files.english.is_empty() && !files.chinese.is_empty();
            if has_both {
                told.extend(files.english.iter().chain(&files.chinese));
            }
            has_both
        });
        (found, told)
    }

    fn finish(mut self) -> FilePairs {
        let (ambiguous, told) = self.take_ambiguous();
        let (mut stems, mut translations) = (HashMap::new(), HashMap::new());
        for (english, _, name, _) in &self.pairs {
            *stems.entry(stem(name)).or_insert(0) += 1;
            *translations.entry(*english).or_insert(0) += 1;
        }
        let stem_of = |&(english, chinese, short, _): &NamedPair<'_>| {
            let name = &self.names[if translations[&english] > 1 { chinese } else { english }];
            let is_own = stems[stem(short)] == 1 && !is_only_extension(short, name);
            stem(if is_own { short } else { name }).to_owned()
        };
        let pair = |pair: &NamedPair<'_>| FilePair {
            english: pair.0,
            chinese: pair.1,
            stem: stem_of(pair),
            both_marked: pair.3,
        };
        let mut pairs: Vec<FilePair> = self.pairs.iter().map(pair).collect();
        pairs.sort_by_key(|pair| (pair.english.min(pair.chinese), pair.english.max(pair.chinese)));
        let keys: BTreeSet<String> =
            self.pairs.iter().map(|(_, _, name, _)| stem(name).to_lowercase()).collect();
        let unpaired = (0..self.names.len())
            .filter(|number| {
                !self.paired.contains(number)
                    && !told.contains(number)
                    && !is_other_translation(&self.names[*number], &keys)
            })
            .collect();
        FilePairs { pairs, ambiguous, unpaired }
    }
}

/// Whether `short`, the name without its marks, is empty or only the extension: `txt` of `en.txt`.
fn is_only_extension(short: &str, name: &str) -> bool {
    let file = short.rsplit('/').next().unwrap_or_default();
    file.is_empty() || Path::new(name).extension().is_some_and(|extension| extension == file)
}

/// Whether a name is that of a pair, with a mark of another language.
fn is_other_translation(name: &str, keys: &BTreeSet<String>) -> bool {
    let found = marks(name);
    let others: Vec<&Mark> = found.iter().filter(|mark| mark.language == MarkLanguage::Other).collect();
    !others.is_empty() && keys.contains(stem(&without(name, &others).to_lowercase()))
}

/// Returns the path without the extension of its last part.
fn stem(path: &str) -> &str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.len() <= MAX_EXTENSION => &path[..path.len() - extension.len() - 1],
        _ => path,
    }
}

/// Maximum length of an extension: `chapter 1. The mill` has none.
const MAX_EXTENSION: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the pairs as `ENGLISH|CHINESE|STEM`, then the unpaired files.
    fn paired(names: &[&str]) -> (Vec<String>, Vec<String>) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let found = pair_files(&names);
        let pairs = found.pairs.iter();
        (
            pairs
                .map(|pair| format!("{}|{}|{}", names[pair.english], names[pair.chinese], pair.stem))
                .collect(),
            found.unpaired.iter().map(|&number| names[number].clone()).collect(),
        )
    }

    #[test]
    fn names_of_every_kind_pair() {
        let rows: &[(&[&str], &[&str], &[&str])] = &[
            (&["x.en", "x.zh", "y.zh"], &["x.en|x.zh|x"], &["y.zh"]),
            (&["x.en.txt", "x.zh.txt"], &["x.en.txt|x.zh.txt|x"], &[]),
            (&["README.md", "README.zh-CN.md"], &["README.md|README.zh-CN.md|README"], &[]),
            (&["README.md", "README_EN.md"], &["README_EN.md|README.md|README"], &[]),
            (&["Readme.md", "README-zh_Hans.md"], &["Readme.md|README-zh_Hans.md|Readme"], &[]),
            (&["en/x.txt", "zh-cn/x.txt"], &["en/x.txt|zh-cn/x.txt|x"], &[]),
            (
                &["en/a/x.txt", "zh/a/x.txt", "en/b/x.txt", "zh/b/x.txt"],
                &["en/a/x.txt|zh/a/x.txt|a/x", "en/b/x.txt|zh/b/x.txt|b/x"],
                &[],
            ),
            (&["docs/x.md", "docs/zh/x.md"], &["docs/x.md|docs/zh/x.md|docs/x"], &[]),
            (&["x_en.txt", "x_zh.md"], &["x_en.txt|x_zh.md|x"], &[]),
            (&["x_en.txt", "x_zh.md", "x_zh.txt"], &["x_en.txt|x_zh.txt|x"], &["x_zh.md"]),
            (
                &["README.md", "README.zh-CN.md", "README.zh-TW.md", "README.ja.md"],
                &["README.md|README.zh-CN.md|README.zh-CN", "README.md|README.zh-TW.md|README.zh-TW"],
                &[],
            ),
            (&["zh/zh-guide.md", "en/zh-guide.md"], &["en/zh-guide.md|zh/zh-guide.md|zh-guide"], &[]),
            (&["合同中文版.docx", "合同英文版.docx"], &["合同英文版.docx|合同中文版.docx|合同"], &[]),
            (&["notes.txt", "x.en", "x.zh"], &["x.en|x.zh|x"], &["notes.txt"]),
            (&["en.txt", "zh.txt"], &["en.txt|zh.txt|en"], &[]),
            (&["english/1.txt", "chinese/1.txt"], &["english/1.txt|chinese/1.txt|1"], &[]),
            (&[], &[], &[]),
        ];
        for (names, pairs, unpaired) in rows {
            let found = paired(names);
            assert_eq!(found.0, *pairs, "{names:?}");
            assert_eq!(found.1, *unpaired, "{names:?}");
        }
    }

    /// The pass without extensions gives all files one name, except those of the letter.
    #[test]
    fn many_files_of_one_name_are_ambiguous() {
        for count in [MAX_EDITIONS + 1, 10_000] {
            let files = |language: &str, from: usize| {
                let names = (from..from + count).map(|number| format!("guide.{language}.{number:05}"));
                names.collect::<Vec<_>>()
            };
            let letter = ["letter.en.txt", "letter.zh.txt"].map(str::to_owned);
            let names = [files("en", 0), files("zh", 20_000), letter.into()].concat();
            let found = pair_files(&names);
            let pairs: Vec<_> = found.pairs.iter().map(|pair| pair.stem.as_str()).collect();
            assert_eq!((pairs, found.unpaired), (vec!["letter"], vec![]));
            let (english, chinese) = ((0..count).collect(), (count..2 * count).collect());
            assert_eq!(found.ambiguous, [AmbiguousFiles { name: "guide".to_owned(), english, chinese }]);
        }
    }

    /// Each of the few Chinese editions pairs with all English files.
    #[test]
    fn the_language_with_fewer_files_decides_what_is_ambiguous() {
        let english = (0..1000).map(|number| format!("guide.en.{number:05}"));
        let chinese = (0..MAX_EDITIONS).map(|number| format!("guide.zh.{:05}", 20_000 + number));
        let found = pair_files(&english.chain(chinese).collect::<Vec<_>>());
        assert_eq!(
            (found.pairs.len(), found.ambiguous, found.unpaired),
            (1000 * MAX_EDITIONS, vec![], vec![])
        );
    }
}
