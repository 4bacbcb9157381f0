//! Links the words of beads.

use std::collections::{HashMap, HashSet};

use super::anchors::Anchors;
use super::bead_words::BeadWords;
use super::mark_links::mark_links;
use super::model::Model;
use super::name_links::{NameLink, name_links};
use super::parts::PartAligner;
use super::range::BeadRange;
use super::reason::Reason;
use super::side::{Side, TokenClass};
use super::translations::Translations;
use super::word_alignment::{WordAlignment, WordPair};
use super::word_candidates::{LinkCandidate, candidates, rate};
use crate::Span;

/// Links the words of any bead of two sides.
pub(crate) struct WordAligner<'d> {
    parts: PartAligner<'d>,
}

impl<'d> WordAligner<'d> {
    pub(crate) fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        model: &'d Model,
    ) -> Self {
        Self { parts: PartAligner::new(english, chinese, translations, model) }
    }

    /// Links the words of a bead. `english` and `chinese` are the texts of its sentences. The returned spans refer to
    /// these texts, joined without separators.
    ///
    /// Time O(n log n) in the tokens of the bead, for beads of a bounded number of sentences.
    pub(crate) fn align(&mut self, range: BeadRange, english: &[&str], chinese: &[&str]) -> WordAlignment {
        let scorer = self.parts.linked(range);
        let english = BeadWords::new(scorer.english, range.english.0, english);
        let chinese = BeadWords::new(scorer.chinese, range.chinese.0, chinese);
        let mut candidates = candidates(range, scorer, &english, &chinese);
        rate(&mut candidates, &english, &chinese);
        let linked: Vec<&LinkCandidate> =
            candidates.iter().filter(|one| one.probability >= WordAlignment::MIN_PROBABILITY).collect();
        let anchors = anchors(&linked, &english, &chinese);
        let sides = (
            &linked.iter().map(|one| one.english).collect::<HashSet<_>>(),
            &linked.iter().map(|one| one.chinese).collect::<HashSet<_>>(),
        );
        let names = name_links(&english, &chinese, sides, &anchors);
        TiledWords::new(&english, &chinese, &names).fill(&candidates, &names, &anchors)
    }
}

/// Returns as anchors the places of the most probable link of each English token that is not a function word.
fn anchors(linked: &[&LinkCandidate], english: &BeadWords, chinese: &BeadWords) -> Anchors {
    let best = linked
        .chunk_by(|one, other| one.english == other.english)
        .filter_map(|links| links.iter().max_by(|one, other| one.probability.total_cmp(&other.probability)));
    let places = best
        .map(|one| (english.tokens[one.english], chinese.tokens[one.chinese]))
        .filter(|(english, _)| english.class != TokenClass::FunctionWord)
        .map(|(english, chinese)| (english.middle(), chinese.middle()));
    Anchors::new(places.collect(), (english.text.len(), chinese.text.len()))
}

/// The words of a bead. Each array has the English side first, then the Chinese side.
struct TiledWords<'w> {
    sides: [&'w BeadWords; 2],
    words: [Vec<Span>; 2],
    /// For each side, a map from the offset at which a word begins to the index of the word.
    starts: [HashMap<usize, usize>; 2],
}

impl<'w> TiledWords<'w> {
    /// Tiles both sides with words. A Chinese name is one word, even if its characters are words of the lexicon.
    fn new(english: &'w BeadWords, chinese: &'w BeadWords, names: &[NameLink]) -> Self {
        let mut spans: Vec<Span> = chinese.tokens.iter().map(|token| token.span).collect();
        spans.extend(names.iter().map(|name| name.chinese));
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let words =
            [english.tile(english.tokens.iter().map(|token| token.span)), chinese.tile(spans.into_iter())];
        let starts = [&words[0], &words[1]]
            .map(|words| words.iter().enumerate().map(|(index, word)| (word.start, index)).collect());
        Self { sides: [english, chinese], words, starts }
    }

    fn fill(self, candidates: &[LinkCandidate], names: &[NameLink], anchors: &Anchors) -> WordAlignment {
        let [english, chinese] = self.sides;
        let mut pairs: Vec<WordPair> = Vec::new();
        let mut add = |spans: (Span, Span), probability, reason| {
            let found = (self.starts[0].get(&spans.0.start), self.starts[1].get(&spans.1.start));
            // A token inside a name is not a word.
            if let (Some(&english), Some(&chinese)) = found {
                pairs.push(WordPair { english, chinese, probability, reason });
            }
        };
        for one in candidates {
            let spans = (english.tokens[one.english].span, chinese.tokens[one.chinese].span);
            add(spans, one.probability, one.reason);
        }
        for name in names {
            add((english.tokens[name.english].span, name.chinese), name.probability, Reason::Name);
        }
        for mark in mark_links(english, chinese, anchors) {
            add((mark.english, mark.chinese), mark.probability, Reason::Punctuation);
        }
        // A word may have several tokens, such as the parts of `don't`. The most probable link of its tokens counts.
        pairs.sort_by(|one, other| {
            (one.english, one.chinese)
                .cmp(&(other.english, other.chinese))
                .then(other.probability.total_cmp(&one.probability))
        });
        pairs.dedup_by_key(|pair| (pair.english, pair.chinese));
        let [english, chinese] = self.words;
        WordAlignment::new(english, chinese, pairs)
    }
}
