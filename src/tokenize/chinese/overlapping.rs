//! Overlapping words: the parts of words that search mode adds, and the words of full mode.

use super::best_path::{BestPath, PathWord};
use super::characters::{Character, class};
use super::cutter::Cutter;
use super::deferred::DeferredTokens;
use super::lattice::{CharacterLattice, CharacterRange};
use super::options::Overlaps;
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

    /// Appends the dictionary words inside a word of three characters or more: words of two characters first,
    /// then words of three, then longer words.
    fn push_parts(&self, path: BestPath<'_>, word: CharacterRange<'_>, writer: &mut TokenWriter<'_>) {
        for length in 2..word.len().min(4) {
            for at in 0..=word.len() - length {
                let part = word.part(at, at + length);
                if path.is_known(part).unwrap_or_else(|| self.is_dictionary_word(part)) {
                    writer.push_part(part);
                }
            }
        }
        if word.len() > 4 && self.overlaps == Overlaps::All {
            self.push_longer_parts(word, writer);
        }
    }

    /// Appends the dictionary words of four characters or more inside a longer word.
    #[inline(never)]
    fn push_longer_parts(&self, word: CharacterRange<'_>, writer: &mut TokenWriter<'_>) {
        for at in word.from..word.to - 3 {
            self.prefixes(word.lattice(), (at, word.to), |part| {
                if part.len() > 3 && part.len() < word.len() {
                    writer.push_part(part);
                }
            });
        }
    }

    /// Calls `found` with each dictionary word that begins at character `at` and ends at `to` or before it.
    fn prefixes<'l>(
        &self,
        lattice: &'l CharacterLattice,
        (at, to): (usize, usize),
        mut found: impl FnMut(CharacterRange<'l>),
    ) {
        self.vocabulary.prefixes(lattice.cells(at, to), lattice.chars(at, to), |length, _| {
            found(lattice.range(at, at + length));
        });
    }

    /// Cuts in full mode: appends every dictionary word that begins in a run of Chinese. Outside Chinese, a run of
    /// characters of the class [`class::UNSPLIT`] is one word, and so is any other character. [`Overlaps::All`] adds
    /// words such as `T恤`, which begin outside Chinese, and ends a run before a line break.
    pub(super) fn cut_full(
        &self,
        scratch: &mut Scratch,
        writer: &mut TokenWriter<'_>,
        gap: &mut impl FnMut(Span, &mut DeferredTokens, &mut TokenWriter<'_>),
    ) {
        let Scratch { lattice, deferred, .. } = scratch;
        let kinds = |character: Character| match self.overlaps {
            Overlaps::All if character.is(class::SPACE) => 0,
            Overlaps::All | Overlaps::AsJieba => character.classes() & (class::HAN | class::UNSPLIT),
        };
        let kind = |at: usize| kinds(lattice.character(at));
        let mut from = 0;
        while from < lattice.len() {
            let same = |at: &usize| kind(*at) == kind(from) && kind(from) != 0;
            let to = (from + 1..lattice.len()).find(|at| !same(at)).unwrap_or(lattice.len());
            let run = lattice.range(from, to);
            let limit = if self.overlaps == Overlaps::All { lattice.len() } else { to };
            if kind(from) == class::HAN {
                for at in from..to {
                    self.prefixes(lattice, (at, limit), |word| {
                        if word.to <= to || ends_word(word) {
                            writer.push_word(PathWord::of(word));
                        }
                    });
                }
            } else if lattice.character(from).is(class::GAP) {
                gap(Span::new(run.start(), run.end()), deferred, writer);
            } else {
                writer.push_word(PathWord::of(run));
                if limit > to {
                    self.prefixes(lattice, (from, limit), |word| {
                        if word.to > to && word.characters().any(|c| c.is(class::HAN)) && ends_word(word) {
                            writer.push_word(PathWord::of(word));
                        }
                    });
                }
            }
            from = to;
        }
    }
}

/// Returns true unless `word` ends inside a run of letters and digits.
fn ends_word(word: CharacterRange<'_>) -> bool {
    let is_alphanumeric = |at: usize| word.lattice().character(at).is(class::ALPHANUMERIC);
    !(is_alphanumeric(word.to - 1) && is_alphanumeric(word.to))
}

/// Splits a word such as `WES-5.4.5` at its connectors, and appends the parts of at least two bytes that contain a
/// letter: `WES`. Appends nothing if the word has no connector.
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
