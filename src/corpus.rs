//! Learns word pairs from many documents, and writes them as lines that a lexicon reads.

use std::collections::HashMap;
use std::io::Write;

use crate::align::{BeadRange, Side, TokenClass, Translations, chinese_side, english_side, learn};
use crate::english::{WordOrNumber, expand, for_each_word, stem};
use crate::script::is_han;
use crate::{Aligner, Bead, Bitext, Error, ErrorKind, Review, Span};

/// A Chinese word and an English translation of the word, learned from a corpus.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LearnedPair {
    /// The Chinese word, in simplified characters.
    pub chinese: String,
    /// The English word, in lower case and in the form that the corpus has most often, such as `coughed`.
    pub english: String,
    /// Probability that the Chinese word is translated by the English word, 0 to 1.
    pub weight: f32,
    /// Expected number of times that the corpus translates the Chinese word by the English word.
    pub count: f32,
}

/// Learns word pairs, such as terms and names that the aligner's lexicon lacks, from any number of documents.
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
    beads: Vec<BeadRange>,
}

/// Minimum confidence of a pair to learn from. Less certain pairs introduce errors.
const MIN_CONFIDENCE: f32 = 0.5;

impl<'a> CorpusLearner<'a> {
    /// Creates a learner that aligns documents with `aligner` and takes known translations from the aligner's
    /// lexicon.
    #[must_use]
    pub fn new(aligner: &'a Aligner) -> Self {
        Self { aligner, english: Vec::new(), chinese: Vec::new(), beads: Vec::new() }
    }

    /// Aligns the sentences of a document and adds the pairs of sentences whose confidence is at least .5.
    ///
    /// Takes as long as [`Aligner::align_sentences`]. Keeps a copy of the sentences in the added pairs.
    pub fn add<E: AsRef<str>, C: AsRef<str>>(&mut self, english: &[E], chinese: &[C]) {
        let alignment = self.aligner.align_sentences(english, chinese);
        let certain = alignment.pairs().filter(|bead| bead.confidence >= MIN_CONFIDENCE);
        for Bead { english: own, chinese: other, .. } in certain {
            self.push(&english[own.clone()], &chinese[other.clone()]);
        }
    }

    /// Adds a text and its known translation as one pair.
    pub fn add_pair(&mut self, english: &str, chinese: &str) {
        self.push(&[english], &[chinese]);
    }

    /// Adds the pairs of an aligned bitext, such as one that somebody has corrected, without aligning it again.
    ///
    /// If any pair of the bitext is marked, only the pairs marked as [`Review::Checked`] are added. If no pair is
    /// marked, the pairs with a confidence of at least .5 are added. If, moreover, no pair states a confidence, as in
    /// the rows of another program, all pairs are added.
    ///
    /// Time O(length of the pairs). Keeps a copy of the sentences in the added pairs.
    ///
    /// ```
    /// use bitext::export::Row;
    /// use bitext::{Aligner, CorpusLearner, Lexicon, OwnedBitext, Review};
    ///
    /// let mut row = Row::new("Trinket laughed.", "韦小宝笑了。");
    /// row.review = Review::Checked;
    /// let corrected = OwnedBitext::from_rows([row, Row::new("Old Hai coughed.", "双儿走了。")]);
    /// let aligner = Aligner::with_lexicon(Lexicon::empty());
    /// let mut learner = CorpusLearner::new(&aligner);
    /// learner.add_bitext(&corrected.bitext());
    /// assert_eq!(learner.len(), 1);
    /// ```
    pub fn add_bitext(&mut self, bitext: &Bitext<'_>) {
        let is_marked = bitext.pairs().any(|pair| !pair.review().is_open());
        let states_confidences = bitext.pairs().any(|pair| pair.confidence() > 0.0);
        for pair in bitext.pairs() {
            let is_right = match pair.review() {
                Review::Open => !is_marked && (!states_confidences || pair.confidence() >= MIN_CONFIDENCE),
                review => review == Review::Checked,
            };
            if is_right {
                let texts = |text: &str, spans: &[Span]| -> Vec<String> {
                    spans.iter().map(|span| span.of(text).to_owned()).collect()
                };
                self.push(
                    &texts(bitext.english_text(), pair.english_spans()),
                    &texts(bitext.chinese_text(), pair.chinese_spans()),
                );
            }
        }
    }

    fn push<E: AsRef<str>, C: AsRef<str>>(&mut self, english: &[E], chinese: &[C]) {
        let (first_english, first_chinese) = (self.english.len(), self.chinese.len());
        self.english.extend(english.iter().map(|sentence| sentence.as_ref().to_owned()));
        self.chinese.extend(chinese.iter().map(|sentence| sentence.as_ref().to_owned()));
        self.beads.push(BeadRange {
            english: (first_english, self.english.len()),
            chinese: (first_chinese, self.chinese.len()),
        });
    }

    /// Returns the number of pairs added so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.beads.len()
    }

    /// Whether no pair was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.beads.is_empty()
    }

    /// Returns the learned word pairs, sorted by Chinese word, then by descending weight.
    ///
    /// Chinese tokens in a row, such as the parts of the name 韦小宝, count as one word if they have at most four
    /// characters together and occur together at least three times. At least three fifths of the occurrences of the
    /// rarest token must be in that word.
    ///
    /// Time and memory O(total words * words per pair).
    #[must_use]
    pub fn learn(&self) -> Vec<LearnedPair> {
        let Aligner { lexicon, model, .. } = self.aligner;
        let lexicon = lexicon.with_words(new_words(&chinese_side(&self.chinese, lexicon)));
        let (english, chinese) = (english_side(&self.english), chinese_side(&self.chinese, &lexicon));
        let translations = Translations::new(&english, &chinese, &lexicon, &model.weights);
        let learned = learn(&english, &chinese, &translations, &self.beads, model);
        let forms = forms(&self.english);
        let mut pairs = Vec::new();
        for (id, row) in learned.rows().enumerate() {
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
    /// Writes pairs as tab-separated lines of Chinese, English, weight and count, which
    /// [`Lexicon::from_tsv`](crate::Lexicon::from_tsv) reads.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the writer fails.
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

/// Maps each English stem to its most frequent form and the count of that form: `"cough" -> ("coughed", 3)`.
fn forms(sentences: &[String]) -> HashMap<String, (String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for sentence in sentences {
        for_each_word(sentence, |word| {
            if let WordOrNumber::Letters(word) = word {
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

/// Minimum number of occurrences of a word that [`new_words`] returns.
const MIN_COUNT: u32 = 3;
/// Minimum share of the occurrences of a new word's rarest token that are inside the new word.
const MIN_SHARE: f32 = 0.6;
/// Maximum length of a new word in characters: the longest common personal names have four.
const MAX_CHARS: usize = 4;

/// Returns the sequences of Chinese tokens to treat as one word, such as the name 韦小宝. The rarest token of a
/// sequence must occur mostly in that sequence.
fn new_words(chinese: &Side) -> Vec<String> {
    let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
    for sentence in 0..chinese.len() {
        let tokens = chinese.tokens_of(sentence);
        for first in 0..tokens.len() {
            let mut text = String::new();
            let mut rarest = u32::MAX;
            for (at, token) in tokens[first..].iter().enumerate() {
                let part = &chinese.types.texts[token.id as usize];
                let apart = at > 0 && tokens[first + at - 1].end != token.start;
                let is_han = matches!(token.class, TokenClass::Content | TokenClass::FunctionWord)
                    && part.chars().all(is_han);
                if apart || !is_han || text.chars().count() + part.chars().count() > MAX_CHARS {
                    break;
                }
                text.push_str(part);
                rarest = rarest.min(chinese.types.counts[token.id as usize]);
                if at > 0 {
                    counts.entry(text.clone()).or_insert((0, rarest)).0 += 1;
                }
            }
        }
    }
    let mut words: Vec<String> = counts
        .into_iter()
        .filter(|(_, (count, rarest))| *count >= MIN_COUNT && *count as f32 >= MIN_SHARE * *rarest as f32)
        .map(|(text, _)| text)
        .collect();
    words.sort_unstable();
    words
}
