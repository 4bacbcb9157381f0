//! Overlapping words: the parts of words that search mode adds, and the words of full mode.

use super::best_path::{BestPath, PathWord};
use super::characters::{Character, class};
use super::cutter::Cutter;
use super::deferred::DeferredTokens;
use super::lattice::CharacterRange;
use super::scratch::Scratch;
use super::token_writer::TokenWriter;
use crate::Span;

impl Cutter<'_> {
    /// Appends the parts of a word that search mode adds.
    #[inline(always)]
    pub(super) fn push_parts_of(
        &self,
        path: BestPath<'_>,
        word: CharacterRange<'_>,
        writer: &mut TokenWriter<'_>,
    ) {
        if path.any_connector() {
            push_connected(word, writer);
        }
        if word.len() > 2 {
            self.push_parts(path, word, writer);
        }
    }

    /// Appends the dictionary words of two and three characters inside a longer word.
    fn push_parts(&self, path: BestPath<'_>, word: CharacterRange<'_>, writer: &mut TokenWriter<'_>) {
        for length in 2..word.len().min(4) {
            for at in 0..=word.len() - length {
                let part = word.part(at, at + length);
                if path.is_known(part).unwrap_or_else(|| self.is_dictionary_word(part)) {
                    writer.push_part(part);
                }
            }
        }
    }

    /// Full mode: appends every dictionary word in a run of Chinese. Outside Chinese, adjacent letters and digits
    /// are one word, and any other character is one.
    pub(super) fn cut_full(
        &self,
        scratch: &mut Scratch,
        writer: &mut TokenWriter<'_>,
        gap: &mut impl FnMut(Span, &mut DeferredTokens, &mut TokenWriter<'_>),
    ) {
        let Scratch { lattice, deferred, .. } = scratch;
        let kind = |at: usize| lattice.character(at).classes() & (class::HAN | class::UNSPLIT);
        let mut from = 0;
        while from < lattice.len() {
            let same = |at: &usize| kind(*at) == kind(from) && kind(from) != 0;
            let to = (from + 1..lattice.len()).find(|at| !same(at)).unwrap_or(lattice.len());
            let run = lattice.range(from, to);
            if kind(from) == class::HAN {
                for at in from..to {
                    self.vocabulary.prefixes(lattice.cells(at, to), lattice.chars(at, to), |length, _| {
                        writer.push_word(PathWord::of(lattice.range(at, at + length)));
                    });
                }
            } else if lattice.character(from).is(class::GAP) {
                gap(Span::new(run.start(), run.end()), deferred, writer);
            } else {
                writer.push_word(PathWord::of(run));
            }
            from = to;
        }
    }
}

/// Appends the parts of `WES-5.4.5` that are useful in a search: those with a letter and at least two bytes.
fn push_connected(word: CharacterRange<'_>, writer: &mut TokenWriter<'_>) {
    let is_connector = |at: &usize| word.lattice().character(word.from + at).is(class::CONNECTOR);
    if word.len() < 2 || !(0..word.len()).any(|at| is_connector(&at)) {
        return;
    }
    let mut from = 0;
    for to in (0..word.len()).filter(is_connector).chain([word.len()]) {
        let part = word.part(from, to);
        let is_letter = |c: Character| c.is(class::ALPHANUMERIC) && c.is(class::LETTER);
        if part.end() - part.start() >= 2 && part.characters().any(is_letter) {
            writer.push_part(part);
        }
        from = to + 1;
    }
}
