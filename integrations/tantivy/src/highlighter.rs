//! Finds the places where a query occurs in a text.

use std::collections::{HashMap, HashSet};

use bitext::Span;
use bitext::index::{Analyzer, Terms};

use crate::snippet::{Match, Snippet};
use crate::tokenizers::QueryTokenizer;

/// Finds the phrases of a query in the original text of documents.
///
/// A phrase is highlighted where its terms occur at the same distances from each other as in the query. If a document
/// does not contain the phrase, the terms of the phrase are highlighted. The highlighter needs only the text, not the
/// index.
///
/// ```
/// use bitext_tantivy::{Highlighter, QueryTokenizer};
///
/// let highlighter = Highlighter::new(&QueryTokenizer::default(), "京大 图书馆");
/// let text = "他在北京大學讀書，每天去圖書館。京是首都。";
/// let snippet = highlighter.snippet(text, 150);
/// assert_eq!(snippet.marked("[", "]"), "他在北[京大]學讀書，每天去[圖書館]。京是首都。");
/// ```
#[derive(Clone, Debug)]
pub struct Highlighter {
    analyzer: Analyzer,
    /// The number of each term of the query, by the text of the term.
    numbers: HashMap<Box<str>, u32>,
    phrases: Vec<Vec<PhraseTerm>>,
}

#[derive(Clone, Copy, Debug)]
struct PhraseTerm {
    /// The number of the term in [`Highlighter::numbers`].
    number: u32,
    position: u32,
}

/// The occurrences of the terms of a query in a text.
#[derive(Default)]
struct Occurrences {
    /// The span of each occurrence, by the number of the term and the position.
    spans: HashMap<(u32, u32), Span>,
    /// `positions[n]` are the positions of term number `n`, in ascending order.
    positions: Vec<Vec<u32>>,
}

impl Highlighter {
    /// Creates the highlighter of a query. White space separates phrases.
    #[must_use]
    pub fn new(tokenizer: &QueryTokenizer, query: &str) -> Self {
        let analyzer = tokenizer.analyzer().clone();
        let mut terms = Terms::new();
        analyzer.query_into(query, &mut terms);
        let mut numbers = HashMap::new();
        let phrases = terms
            .phrases()
            .map(|phrase| {
                phrase
                    .map(|term| {
                        let next = numbers.len() as u32;
                        let number = *numbers.entry(Box::from(term.text)).or_insert(next);
                        PhraseTerm { number, position: term.position }
                    })
                    .collect()
            })
            .collect();
        Self { analyzer, numbers, phrases }
    }

    /// Returns the highlighted parts of a text, in ascending order. No two parts overlap or touch.
    ///
    /// Time O(length of `text` · terms of the query).
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        merged(&self.matches(text))
    }

    /// Returns the part of a text, of at most `characters` characters, that contains the most phrases of the query. If
    /// the text does not contain a phrase, the terms of that phrase count instead. If the text contains no term of the
    /// query, returns the beginning of the text.
    ///
    /// Time O(length of `text` · terms of the query).
    #[must_use]
    pub fn snippet<'t>(&self, text: &'t str, characters: usize) -> Snippet<'t> {
        let matches = self.matches(text);
        Snippet::of(text, &matches, &merged(&matches), characters)
    }

    /// Returns the matches of each phrase or, if a phrase has none, of its terms. The matches are sorted by their
    /// start.
    fn matches(&self, text: &str) -> Vec<Match> {
        let found = self.occurrences(text);
        let mut matches = Vec::new();
        for (phrase, key) in self.phrases.iter().zip(0..) {
            let before = matches.len();
            found.add_phrase(phrase, key, &mut matches);
            if matches.len() == before {
                for term in phrase {
                    let key = self.phrases.len() as u32 + term.number;
                    found.add_phrase(&[*term], key, &mut matches);
                }
            }
        }
        matches.sort_by_key(|found| (found.span.start, found.span.end));
        matches
    }

    fn occurrences(&self, text: &str) -> Occurrences {
        let mut terms = Terms::new();
        self.analyzer.document_into(text, &mut terms);
        let mut found =
            Occurrences { spans: HashMap::new(), positions: vec![Vec::new(); self.numbers.len()] };
        for term in terms.iter() {
            let Some(&number) = self.numbers.get(term.text) else { continue };
            found.spans.insert((number, term.position), term.span);
            if let Some(positions) = found.positions.get_mut(number as usize) {
                positions.push(term.position);
            }
        }
        found
    }
}

impl Occurrences {
    /// Appends the places where all terms of a phrase occur at the distances that they have in the query.
    fn add_phrase(&self, phrase: &[PhraseTerm], key: u32, matches: &mut Vec<Match>) {
        let Some(first) = phrase.first() else { return };
        let starts = self.positions.get(first.number as usize).map_or(&[][..], Vec::as_slice);
        let mut seen = HashSet::new();
        for &start in starts.iter().filter(|&&start| seen.insert(start)) {
            let span = |term: &PhraseTerm| {
                let at = start + (term.position - first.position);
                self.spans.get(&(term.number, at)).copied()
            };
            let whole = phrase.iter().map(span).try_fold(None, |whole: Option<Span>, span| {
                let span = span?;
                Some(Some(whole.map_or(span, |whole| Span::new(whole.start, whole.end.max(span.end)))))
            });
            if let Some(Some(span)) = whole {
                matches.push(Match { span, key });
            }
        }
    }
}

/// Returns the spans of the matches. Spans that overlap or touch are merged.
fn merged(matches: &[Match]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for found in matches {
        match spans.last_mut() {
            Some(last) if found.span.start <= last.end => last.end = last.end.max(found.span.end),
            _ => spans.push(found.span),
        }
    }
    spans
}
