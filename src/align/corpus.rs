//! Learning a lexicon from many documents: what [`super::learn`] does within one, over all of them at once.

use std::collections::HashMap;
use std::io::Write;

use super::learn;
use super::lexical::Translations;
use super::score::Range;
use super::text::{Class, Side};
use super::{Aligner, Bead, chinese, english};
use crate::english::{Word, expand, for_each_word, stem};
use crate::{Error, ErrorKind, Script};

/// A word pair that a corpus has taught.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LearnedPair {
    /// The Chinese word, simplified.
    pub chinese: String,
    /// The English word, in the form that the corpus has most often, lower case.
    pub english: String,
    /// The chance that the Chinese word is rendered by the English one, 0 to 1.
    pub weight: f32,
    /// How often it was, as far as the model can tell.
    pub count: f32,
}

/// Collects documents, and makes a lexicon of what their translations have in common: terms, names, and the senses
/// that the texts use.
///
/// ```
/// use bitext::{Aligner, CorpusLearner, Lexicon};
///
/// let aligner = Aligner::with_lexicon(Lexicon::empty());
/// let mut learner = CorpusLearner::new(&aligner);
/// for _ in 0..3 {
///     learner.add(&["Trinket laughed.", "Old Hai coughed."], &["韦小宝笑了。", "海老公咳嗽。"]);
///     learner.add(&["The boy struck Trinket."], &["那男孩打了韦小宝。"]);
/// }
/// let pairs = learner.learn();
/// assert!(pairs.iter().any(|pair| pair.chinese == "韦小宝" && pair.english == "trinket"));
/// ```
#[derive(Debug)]
pub struct CorpusLearner<'a> {
    aligner: &'a Aligner,
    english: Vec<String>,
    chinese: Vec<String>,
    beads: Vec<Range>,
}

/// Beads that are less certain teach errors.
const CERTAIN: f32 = 0.5;

impl<'a> CorpusLearner<'a> {
    /// A learner that aligns with `aligner` and starts from its lexicon.
    #[must_use]
    pub fn new(aligner: &'a Aligner) -> Self {
        Self { aligner, english: Vec::new(), chinese: Vec::new(), beads: Vec::new() }
    }

    /// Aligns a document, and takes the pairs that are certain.
    ///
    /// Time as [`Aligner::align_sentences`]; memory for the sentences of the pairs.
    pub fn add<E: AsRef<str>, C: AsRef<str>>(&mut self, english: &[E], chinese: &[C]) {
        let alignment = self.aligner.align_sentences(english, chinese);
        let certain = alignment.pairs().filter(|bead| bead.confidence >= CERTAIN);
        for Bead { english: own, chinese: other, .. } in certain {
            self.push(&english[own.clone()], &chinese[other.clone()]);
        }
    }

    /// Takes a pair that is known to be a translation.
    pub fn add_pair(&mut self, english: &str, chinese: &str) {
        self.push(&[english], &[chinese]);
    }

    fn push<E: AsRef<str>, C: AsRef<str>>(&mut self, english: &[E], chinese: &[C]) {
        let (first_english, first_chinese) = (self.english.len(), self.chinese.len());
        self.english.extend(english.iter().map(|sentence| sentence.as_ref().to_owned()));
        self.chinese.extend(chinese.iter().map(|sentence| sentence.as_ref().to_owned()));
        self.beads.push(Range {
            english: (first_english, self.english.len()),
            chinese: (first_chinese, self.chinese.len()),
        });
    }

    /// Number of pairs of sentences taken so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.beads.len()
    }

    /// Whether no pair has been taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.beads.is_empty()
    }

    /// The word pairs, by Chinese word, the weightiest first. A name that the lexicon lacks is found by its
    /// characters, which stand together again and again.
    ///
    /// Time and memory O(words of all pairs * words of a pair).
    #[must_use]
    pub fn learn(&self) -> Vec<LearnedPair> {
        let lexicon =
            self.aligner.lexicon.with_words(new_words(&chinese::read(&self.chinese, &self.aligner.lexicon)));
        let (english, chinese) = (english::read(&self.english), chinese::read(&self.chinese, &lexicon));
        let translations = Translations::new(&english, &chinese, &lexicon, &self.aligner.model.weights);
        let learned = learn::learn(&english, &chinese, &translations, &self.beads, &self.aligner.model);
        let forms = forms(&self.english);
        let mut pairs = Vec::new();
        for (id, row) in learned.iter().enumerate() {
            let mut row: Vec<LearnedPair> = row
                .iter()
                .filter(|entry| entry.forward > 0.0)
                .map(|entry| {
                    let stem = &english.types.texts[entry.english as usize];
                    LearnedPair {
                        chinese: chinese.types.texts[id].to_string(),
                        english: forms.get(&**stem).map_or_else(|| stem.to_string(), |form| form.0.clone()),
                        weight: entry.forward.min(1.0),
                        count: entry.forward * (chinese.types.counts[id] as f32 + 1.0),
                    }
                })
                .collect();
            row.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.english.cmp(&b.english)));
            pairs.append(&mut row);
        }
        pairs.sort_by(|a, b| a.chinese.cmp(&b.chinese));
        pairs
    }
}

impl LearnedPair {
    /// Writes pairs as the tab-separated lines that [`Lexicon::from_tsv`](crate::Lexicon::from_tsv) reads: Chinese, English, weight, count.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] from the writer.
    pub fn write_tsv(pairs: &[Self], mut out: impl Write) -> Result<(), Error> {
        let mut write = || {
            writeln!(out, "# Chinese\tEnglish\tweight\tcount")?;
            for pair in pairs {
                writeln!(out, "{}\t{}\t{:.3}\t{:.1}", pair.chinese, pair.english, pair.weight, pair.count)?;
            }
            out.flush()
        };
        write().map_err(|error: std::io::Error| Error::new(ErrorKind::Io, error.to_string()))
    }
}

/// The most frequent form of each stem, with its count.
fn forms(sentences: &[String]) -> HashMap<String, (String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for sentence in sentences {
        for_each_word(sentence, |word| {
            if let Word::Letters(word) = word {
                expand(word, |part| *counts.entry(part.to_owned()).or_default() += 1);
            }
        });
    }
    let mut forms: HashMap<String, (String, usize)> = HashMap::new();
    for (form, count) in counts {
        let best = forms.entry(stem(&form)).or_insert_with(|| (form.clone(), count));
        if count > best.1 || (count == best.1 && form < best.0) {
            *best = (form, count);
        }
    }
    forms
}

/// Times that characters must stand together to be held for a word.
const LEAST_COUNT: u32 = 3;
/// And how often they must, of all the times that the rarest of their parts occurs.
const LEAST_SHARE: f32 = 0.6;
/// Characters of a word that is looked for.
const MOST_CHARS: usize = 4;

/// Sequences of tokens that are no word of the lexicon and yet stand together nearly whenever one of them occurs.
fn new_words(chinese: &Side) -> Vec<String> {
    let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
    for sentence in 0..chinese.len() {
        let words = chinese.words_of(sentence);
        for first in 0..words.len() {
            let mut text = String::new();
            let mut rarest = u32::MAX;
            for (at, word) in words[first..].iter().enumerate() {
                let part = &chinese.types.texts[word.id as usize];
                let apart = at > 0 && words[first + at - 1].end != word.start;
                let is_han = matches!(word.class, Class::Content | Class::Light)
                    && part.chars().all(|c| Script::of(c) == Script::Han);
                if apart || !is_han || text.chars().count() + part.chars().count() > MOST_CHARS {
                    break;
                }
                text.push_str(part);
                rarest = rarest.min(chinese.types.counts[word.id as usize]);
                if at > 0 {
                    counts.entry(text.clone()).or_insert((0, rarest)).0 += 1;
                }
            }
        }
    }
    let mut words: Vec<String> = counts
        .into_iter()
        .filter(|(_, (count, rarest))| *count >= LEAST_COUNT && *count as f32 >= LEAST_SHARE * *rarest as f32)
        .map(|(text, _)| text)
        .collect();
    words.sort_unstable();
    words
}
