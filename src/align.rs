//! Aligns sentences with their translations.
//!
//! A bead's score is a log-likelihood ratio against "these are not translations": lengths (Gale and
//! Church 1993), words through a lexicon (Brown et al. 1993; Moore 2002) with a position kernel, and the marks
//! at the cuts. Dynamic programming finds the best path of beads within a band; the words are learned
//! from the document on the way. The order:
//!
//! 1. [`text`]: tokens, classes, lengths and marks of both sides;
//! 2. [`lexical`]: what translates what, and chance;
//! 3. [`coarse`]: a rough path by rare words, and a band around it;
//! 4. a first pass with simple beads, then the document's own length ratio, and [`learn`];
//! 5. a second pass with all beads in a narrower band: the path, and the posterior of each bead.

pub(crate) mod band;
mod bead;
pub(crate) mod chinese;
pub(crate) mod coarse;
mod corpus;
pub(crate) mod english;
#[cfg(test)]
mod exact;
pub(crate) mod flags;
pub(crate) mod kernel;
mod learn;
pub(crate) mod lexical;
pub(crate) mod links;
pub(crate) mod score;
pub(crate) mod text;
#[cfg(feature = "train")]
pub mod train;
pub(crate) mod viterbi;
pub(crate) mod weights;

pub use bead::{Alignment, Bead, BeadKind, WordLink};
pub use corpus::{CorpusLearner, LearnedPair};
pub use flags::Flag;
pub use lexical::Reason;

use std::sync::Arc;

use crate::{Bitext, Lexicon, SentenceSplitter, Span, page};
use band::Band;
use kernel::Kernel;
use lexical::Translations;
use links::Links;
use score::{Range, Scorer};
use text::Side;
use viterbi::{Lattice, Step, Turns};
use weights::Weights;

/// Aligns English with Chinese: sentences that the caller has split, two texts, or one page that holds
/// both.
///
/// Immutable and cheap to clone; build one and share it between threads.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
///
/// let aligner = Aligner::new();
/// let english = ["The library is open.", "Borrowing is free.", "Bring your card."];
/// let chinese = ["图书馆开放。", "请携带借书证,借阅免费。"];
/// let alignment = aligner.align_sentences(&english, &chinese);
/// assert_eq!(alignment.beads()[0].english, 0..1);
/// assert_eq!(alignment.beads()[0].chinese, 0..1);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Aligner {
    pub(crate) lexicon: Lexicon,
    pub(crate) model: Arc<Model>,
}

/// The weights with what is computed from them.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) weights: Weights,
    pub(crate) kernel: Kernel,
}

impl Model {
    fn new(weights: Weights) -> Self {
        Self { kernel: Kernel::new(&weights), weights }
    }
}

impl Aligner {
    /// An aligner with the embedded lexicon.
    #[cfg(feature = "cedict")]
    #[cfg_attr(docsrs, doc(cfg(feature = "cedict")))]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "reads a table: not a trivial value")]
    pub fn new() -> Self {
        Self::with_lexicon(Lexicon::embedded())
    }

    /// An aligner with a lexicon of the caller's own. [`Lexicon::merged`] adds one to the embedded
    /// lexicon; [`Lexicon::empty`] does without any.
    #[must_use]
    pub fn with_lexicon(lexicon: Lexicon) -> Self {
        Self { lexicon, model: Arc::new(Model::new(Weights::default())) }
    }

    /// The lexicon in use.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Aligns sentences as they are: they are never split or merged but into beads.
    ///
    /// Time and memory O(characters of both sides), with a band of a few sentences around a rough path.
    #[must_use]
    pub fn align_sentences<E: AsRef<str>, C: AsRef<str>>(&self, english: &[E], chinese: &[C]) -> Alignment {
        let (english, chinese) = (english::read(english), chinese::read(chinese, &self.lexicon));
        Alignment::new(self.beads(&english, &chinese))
    }

    /// Splits two texts into sentences and aligns these.
    ///
    /// Time and memory O(length of both texts).
    #[must_use]
    pub fn align_texts<'t>(&self, english: &'t str, chinese: &'t str) -> Bitext<'t> {
        let splitter = SentenceSplitter::new();
        self.align_spans(
            english,
            splitter.split(english).collect(),
            chinese,
            splitter.split(chinese).collect(),
        )
    }

    /// Aligns two texts that hold a sentence a line. A line is never split; a blank one is an empty sentence, so
    /// that numbers of sentences are numbers of lines, from 0.
    ///
    /// Time and memory O(length of both texts).
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::Aligner;
    ///
    /// let bitext = Aligner::new().align_lines("Good morning. Tea?\nNo sugar, please.\n", "早上好。喝茶吗？\n请不要放糖。\n");
    /// let pairs: Vec<_> = bitext.pairs().map(|pair| pair.english()).collect();
    /// assert_eq!(pairs, ["Good morning. Tea?", "No sugar, please."]);
    /// # }
    /// ```
    #[must_use]
    pub fn align_lines<'t>(&self, english: &'t str, chinese: &'t str) -> Bitext<'t> {
        self.align_spans(english, lines(english), chinese, lines(chinese))
    }

    fn align_spans<'t>(
        &self,
        english: &'t str,
        english_spans: Vec<Span>,
        chinese: &'t str,
        chinese_spans: Vec<Span>,
    ) -> Bitext<'t> {
        let english_sentences: Vec<&str> = english_spans.iter().map(|span| span.of(english)).collect();
        let chinese_sentences: Vec<&str> = chinese_spans.iter().map(|span| span.of(chinese)).collect();
        let alignment = self.align_sentences(&english_sentences, &chinese_sentences);
        Bitext::new(english, english_spans, chinese, chinese_spans, alignment.into_beads())
    }

    /// Finds the pairs in one page that holds both languages, in any layout: headings in both languages
    /// on one line, paragraph after paragraph, line after line, tables, lists, subtitles, one whole text after
    /// the other. What has no counterpart is left alone; no pair crosses a block.
    ///
    /// Time and memory O(length of the page).
    #[must_use]
    pub fn align_page<'t>(&self, page: &'t str) -> Bitext<'t> {
        page::align(self, SentenceSplitter::new(), page)
    }

    fn beads(&self, english: &Side, chinese: &Side) -> Vec<Bead> {
        if english.len() == 0 || chinese.len() == 0 {
            return unaligned(english.len(), chinese.len());
        }
        let turns = turns(english, chinese, &self.model.weights);
        let translations = Translations::new(english, chinese, &self.lexicon, &self.model.weights);
        let coarse = coarse::path(english, chinese, &translations);
        let band = Band::around_cells(&coarse, english.len(), weights::BAND_FIRST);
        let first = {
            let links = Links::new(english, chinese, &translations, &band);
            let scorer = Scorer::new(english, chinese, &translations, links, &self.model)
                .length_limit(weights::LENGTH_LIMIT_FIRST);
            lattice(scorer, &band, viterbi::types_up_to(weights::FIRST_PASS_SENTENCES), turns).0.best().1
        };
        let path: Vec<Range> = first.iter().map(|step| step.range).collect();
        let learned = learn::learn(english, chinese, &translations, &path, &self.model);
        let translations = translations.with_learned(&learned);
        let mut cuts = vec![(0, 0)];
        cuts.extend(path.iter().map(|range| (range.chinese.1, range.english.1)));
        let band = Band::around(&cuts, chinese.len(), english.len(), second_width(&path));
        let links = Links::new(english, chinese, &translations, &band);
        let scorer = Scorer::new(english, chinese, &translations, links, &self.model)
            .ratio(length_ratio(english, chinese, &path));
        let (lattice, mut scorer) = lattice(scorer, &band, weights::BEAD_TYPES.len(), turns);
        let (_, mut steps) = lattice.best();
        lattice.posteriors(&mut steps, self.model.weights.sharpness);
        steps.iter().map(|step| bead(step, &mut scorer)).collect()
    }
}

/// The lines of a text, without white space at their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len();
            span
        })
        .collect()
}

/// Scores the beads of a band, each with the cut at its end.
fn lattice<'b, 'd>(
    mut scorer: Scorer<'d>,
    band: &'b Band,
    types: usize,
    turns: Turns,
) -> (Lattice<'b>, Scorer<'d>) {
    let mut cut = ((usize::MAX, usize::MAX), 0.0);
    let lattice = Lattice::new(band, types, turns, |range, kind| {
        let end = (range.chinese.1, range.english.1);
        if cut.0 != end {
            cut = (end, scorer.cut(end.0, end.1));
        }
        scorer.bead(range, kind) + cut.1
    });
    (lattice, scorer)
}

/// The width of the band of the second pass: where half the beads are null, the first path has little to hold on to.
fn second_width(first: &[Range]) -> usize {
    let nulls =
        first.iter().filter(|range| range.chinese.0 == range.chinese.1 || range.english.0 == range.english.1);
    if nulls.count() * 2 > first.len() { weights::BAND_SPARSE } else { weights::BAND_SECOND }
}

/// Null beads only, where one side is empty.
fn unaligned(english: usize, chinese: usize) -> Vec<Bead> {
    let english = (0..english).map(|at| Bead::null(at..at + 1, 0..0, 0.0, 1.0));
    english.chain((0..chinese).map(|at| Bead::null(0..0, at..at + 1, 0.0, 1.0))).collect()
}

/// A bead for the caller, with the words that carry it.
fn bead(step: &Step, scorer: &mut Scorer<'_>) -> Bead {
    let Range { chinese, english } = step.range;
    let (english, chinese) = (english.0..english.1, chinese.0..chinese.1);
    if english.is_empty() || chinese.is_empty() {
        return Bead::null(english, chinese, step.score, step.posterior);
    }
    Bead {
        english,
        chinese,
        score: step.score,
        confidence: step.posterior,
        evidence: evidence(step.range, scorer),
        flags: flags::flags(step.range, scorer),
    }
}

/// Links that add less than this, in nats, are not worth showing.
const LEAST_EVIDENCE: f32 = 0.1;
/// Links of a bead that are shown at most.
const MOST_EVIDENCE: usize = 12;

pub(crate) fn evidence(range: Range, scorer: &mut Scorer<'_>) -> Vec<WordLink> {
    let mut shares = scorer.shares(range);
    shares.retain(|share| share.nats >= LEAST_EVIDENCE);
    shares
        .sort_by(|a, b| b.nats.total_cmp(&a.nats).then((a.english, a.chinese).cmp(&(b.english, b.chinese))));
    shares.truncate(MOST_EVIDENCE);
    shares
        .into_iter()
        .map(|share| {
            let english = scorer.english.words_of(share.english.0)[share.english.1];
            let chinese = scorer.chinese.words_of(share.chinese.0)[share.chinese.1];
            let entries = scorer.translations.of(chinese.id);
            let entry = entries.iter().find(|entry| entry.english == english.id);
            WordLink {
                english_sentence: share.english.0,
                english: Span::new(english.start as usize, english.end as usize),
                chinese_sentence: share.chinese.0,
                chinese: Span::new(chinese.start as usize, chinese.end as usize),
                reason: entry.map_or(Reason::Lexicon, |entry| entry.reason),
                nats: share.nats,
            }
        })
        .collect()
}

/// What the balance of lengths says of missing sentences: nothing unless one side is 1.6 times as long as the
/// other would translate to. Sentences without a counterpart stand together, the more so the more there
/// are: a chain of three states (a pair, a Chinese null bead, an English one) with the share p of null beads and the
/// mean length of their runs, as log odds to what the priors of the bead types hold already.
fn turns(english: &Side, chinese: &Side, fitted: &Weights) -> Turns {
    let ratio = english.char_count(0, english.len())
        / (weights::LENGTH_RATIO * chinese.char_count(0, chinese.len())).max(1.0);
    let share =
        |excess: f32| (1.0 - fitted.balanced / excess).clamp(weights::NULL_SHARE, fitted.null_share_most);
    // By state: the share of its beads, and how long they stay together.
    let shares = [1.0, share(1.0 / ratio), share(ratio)];
    let stays = shares.map(|share| {
        let run = 1.0 + fitted.run_growth * (share - weights::NULL_SHARE);
        1.0 - 1.0 / run
    });
    let usual = [1.0 - 2.0 * weights::NULL_SHARE, weights::NULL_SHARE, weights::NULL_SHARE];
    let pairs = 1.0 - shares[1] - shares[2];
    let enters = |null: usize| (shares[null] / pairs * (1.0 - stays[null])).min(0.45);
    let leaves_pairs = [1.0 - enters(1) - enters(2), enters(1), enters(2)];
    let mut turns = [[0.0; 3]; 3];
    for (before, row) in turns.iter_mut().enumerate() {
        for (after, turn) in row.iter_mut().enumerate() {
            let chance = match (before, after) {
                (0, _) => leaves_pairs[after],
                _ if before == after => stays[before].max(usual[after]),
                _ => {
                    (1.0 - stays[before].max(usual[before])) * leaves_pairs[after]
                        / (1.0 - leaves_pairs[before])
                }
            };
            *turn = (chance / usual[after]).ln();
        }
    }
    turns
}

/// Characters of English for one of Chinese in the pairs of a path, drawn to the usual ratio where the
/// document is short.
fn length_ratio(english: &Side, chinese: &Side, path: &[Range]) -> f32 {
    let (mut english_chars, mut chinese_chars) = (0.0, 0.0);
    for range in path {
        let own = english.char_count(range.english.0, range.english.1);
        let other = chinese.char_count(range.chinese.0, range.chinese.1);
        if own > 0.0 && other > 0.0 {
            english_chars += f64::from(own);
            chinese_chars += f64::from(other);
        }
    }
    let prior = f64::from(weights::LENGTH_RATIO_PRIOR);
    ((english_chars + prior * f64::from(weights::LENGTH_RATIO)) / (chinese_chars + prior)) as f32
}
