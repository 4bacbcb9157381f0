//! `train match`: fits the weights of the matcher of documents to sections of manually aligned documents, and prints
//! the weights and the scores.
//!
//! A collection holds sections of one folder or of all folders. A third of the sections are in both languages, a third
//! in English only, and a third in Chinese only, so that the best candidate of a section without a translation is often
//! a neighbour of the missing translation.

use std::error::Error;

use bitext::train::MatchExample;
use bitext::{Aligner, DocumentMatcher};

use crate::gold::{Dice, Section, sections};
use crate::pages::logistic::{Sample, fit};

/// Lengths of the sections in sentences. The scores are those of sections of [`SCORED`] sentences.
const LENGTHS: [usize; 3] = [4, 10, 20];
const SCORED: usize = 10;
/// Numbers of the draws. Each draw chooses other sections that lack a language.
const DRAWS: std::ops::Range<u64> = 0..2;
/// Minimum confidences at which the pairs are scored.
const LIMITS: [f32; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];
/// L2 penalty of the logistic regression: a weight of `w` costs `PENALTY * w * w / 2` nats.
const PENALTY: f64 = 1.0;

/// English and Chinese documents.
struct Collection {
    english: Vec<(String, usize)>,
    chinese: Vec<(String, usize)>,
    /// For each English document, the Chinese document that translates it.
    partners: Vec<Option<usize>>,
}

impl Collection {
    fn new<'s>(sections: impl Iterator<Item = &'s Section>, draw: u64) -> Self {
        let mut dice = Dice::new("match", draw);
        let mut all = Self { english: Vec::new(), chinese: Vec::new(), partners: Vec::new() };
        for section in sections {
            let fate = dice.between(0, 2);
            if fate != 0 {
                all.english.push((section.english.clone(), section.folder));
                all.partners.push((fate == 1).then_some(all.chinese.len()));
            }
            if fate != 2 {
                all.chinese.push((section.chinese.clone(), section.folder));
            }
        }
        all
    }

    fn texts(documents: &[(String, usize)]) -> Vec<&str> {
        documents.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Returns the examples that `find` finds, each with the folder of its English document.
    fn samples(
        &self,
        find: impl Fn(&[&str], &[&str]) -> Vec<MatchExample>,
    ) -> impl Iterator<Item = (usize, Sample)> + '_ {
        let examples = find(&Self::texts(&self.english), &Self::texts(&self.chinese));
        examples.into_iter().map(|example| {
            let sample = Sample {
                features: example.features.iter().map(|&value| f64::from(value)).collect(),
                right: self.partners[example.english] == Some(example.chinese),
                offset: 0.0,
                weight: 1.0,
            };
            (self.english[example.english].1, sample)
        })
    }
}

/// The pairs that the matcher found, whatever their confidence.
#[derive(Default)]
struct MatchScore {
    partners: usize,
    /// For each pair, its confidence and whether it is right.
    pairs: Vec<(f32, bool)>,
    wrong: Vec<String>,
}

impl MatchScore {
    fn add(&mut self, matcher: &DocumentMatcher, collection: &Collection, folder: Option<usize>) {
        let matcher = matcher.clone().min_confidence(0.0);
        let found =
            matcher.find(&Collection::texts(&collection.english), &Collection::texts(&collection.chinese));
        let counts = |of: usize| folder.is_none_or(|folder| folder == of);
        let partners = collection.partners.iter().zip(&collection.english);
        self.partners +=
            partners.filter(|(partner, (_, folder))| partner.is_some() && counts(*folder)).count();
        for pair in found.pairs.iter().filter(|pair| counts(collection.english[pair.english].1)) {
            let is_right = collection.partners[pair.english] == Some(pair.chinese);
            self.pairs.push((pair.confidence, is_right));
            if !is_right && pair.confidence >= LIMITS[0] {
                let (english, chinese) =
                    (&collection.english[pair.english].0, &collection.chinese[pair.chinese].0);
                let head = |text: &str| text.chars().take(60).collect::<String>();
                self.wrong.push(format!("{:.2} {} | {}", pair.confidence, head(english), head(chinese)));
            }
        }
    }

    /// Returns the scores of the pairs with at least this confidence, as a line.
    fn at(&self, limit: f32) -> String {
        // For each tenth of the confidences: sum of the confidences, number of right pairs.
        let mut bins = [(0.0, 0.0); 10];
        let (mut found, mut right) = (0, 0);
        for &(confidence, is_right) in self.pairs.iter().filter(|(confidence, _)| *confidence >= limit) {
            (found, right) = (found + 1, right + usize::from(is_right));
            let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
            *bin = (bin.0 + f64::from(confidence), bin.1 + f64::from(u8::from(is_right)));
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let error = bins.iter().map(|(sum, right)| f64::abs(sum - right)).sum::<f64>() / found.max(1) as f64;
        format!(
            "limit {limit:.1} precision {:.4} recall {:.4} calibration error {error:.4} ({right} of {} pairs, {found} found)",
            share(right, found),
            share(right, self.partners),
            self.partners
        )
    }
}

/// Writes a line with the scores at each of [`LIMITS`].
impl std::fmt::Display for MatchScore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        LIMITS.iter().try_for_each(|&limit| write!(f, "\n        {}", self.at(limit)))
    }
}

/// Runs `train match [--keep] [--wrong] [--without FEATURE]... DIR...`.
/// - `--keep` fits nothing.
/// - `--wrong` prints the wrong pairs.
/// - `--without` leaves out the feature with this index.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let (mut keep, mut wrong, mut without, mut folders) = (false, false, Vec::new(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--keep" => keep = true,
            "--wrong" => wrong = true,
            "--without" => without.push(rest.next().ok_or("--without expects an index")?.parse()?),
            folder => folders.push(folder.to_owned()),
        }
    }
    if folders.is_empty() {
        return Err("usage: train match [--keep] [--wrong] [--without FEATURE]... DIR...".into());
    }
    let matcher = DocumentMatcher::new(&Aligner::new());
    let scored = sections(&folders, SCORED)?;
    let mixed: Vec<Collection> = DRAWS.map(|draw| Collection::new(scored.iter(), draw)).collect();
    let own = |folder: usize| -> Vec<Collection> {
        DRAWS
            .map(|draw| Collection::new(scored.iter().filter(|section| section.folder == folder), draw))
            .collect()
    };
    let (mut words, mut aligned) = (Vec::new(), Vec::new());
    if !keep {
        let collections = collections(&folders)?;
        let found = collections.iter().flat_map(|all| all.samples(|own, other| matcher.examples(own, other)));
        words.extend(found);
        let first = matcher.clone().with_weights(&weights(&words, |_| true, &without));
        let found =
            collections.iter().flat_map(|all| all.samples(|own, other| first.confirmations(own, other)));
        aligned.extend(found);
        for (names, samples) in
            [(DocumentMatcher::FEATURES, &words), (DocumentMatcher::CONFIRMATION_FEATURES, &aligned)]
        {
            for (name, weight) in names.iter().zip(weights(samples, |_| true, &without)) {
                println!("    {weight:.3}, // {name}");
            }
        }
    }
    let fitted = |used: &dyn Fn(usize) -> bool| {
        if keep {
            return matcher.clone();
        }
        let first = matcher.clone().with_weights(&weights(&words, used, &without));
        first.with_confirmation(&weights(&aligned, used, &[]))
    };
    let all = fitted(&|_| true);
    let mut total = MatchScore::default();
    mixed.iter().for_each(|collection| total.add(&all, collection, None));
    println!("all folders together, fitted to them: {total}");
    let (mut together, mut alone) = (MatchScore::default(), MatchScore::default());
    for (number, folder) in folders.iter().enumerate() {
        let others = fitted(&|folder| folder != number);
        let (mut mix, mut single) = (MatchScore::default(), MatchScore::default());
        for collection in &mixed {
            mix.add(&others, collection, Some(number));
            together.add(&others, collection, Some(number));
        }
        for collection in &own(number) {
            single.add(&others, collection, None);
            alone.add(&others, collection, None);
        }
        println!("{folder}, fitted to the others\n    among all: {mix}\n    alone:     {single}");
        if wrong {
            mix.wrong.iter().chain(&single.wrong).for_each(|pair| println!("        {pair}"));
        }
    }
    println!(
        "each fitted to the others, among all: {together}\neach fitted to the others, alone:     {alone}"
    );
    Ok(())
}

/// Collections of sections of each length: of all folders, and of each folder alone.
fn collections(folders: &[String]) -> Result<Vec<Collection>, Box<dyn Error>> {
    let mut collections = Vec::new();
    for length in LENGTHS {
        let sections = sections(folders, length)?;
        collections.extend(DRAWS.map(|draw| Collection::new(sections.iter(), 10 + draw)));
        for folder in 0..folders.len() {
            let own = sections.iter().filter(|section| section.folder == folder);
            collections.extend(DRAWS.map(|draw| Collection::new(own.clone(), 20 + draw)));
        }
    }
    Ok(collections)
}

/// Returns the weights fitted to the samples of the folders for which `used` is true, without some features.
fn weights(samples: &[(usize, Sample)], used: impl Fn(usize) -> bool, without: &[usize]) -> Vec<f32> {
    let samples: Vec<Sample> = samples
        .iter()
        .filter(|(folder, _)| used(*folder))
        .map(|(_, sample)| Sample { features: sample.features.clone(), ..*sample })
        .collect();
    let centre = vec![0.0; samples.first().map_or(0, |sample| sample.features.len())];
    fit(&samples, PENALTY, &centre, |feature| !without.contains(&feature))
        .iter()
        .map(|&weight| weight as f32)
        .collect()
}
