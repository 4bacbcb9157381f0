//! Cuts a chunk into words, in jieba's exact, search and full modes.

use super::best_path::{BestPath, PathWord};
use super::bit_path::{self, Bits};
use super::characters::{Character, class};
use super::cutter::Cutter;
use super::deferred::DeferredTokens;
use super::lattice::{CharacterLattice, CharacterRange};
use super::options::CutMode;
use super::scratch::Scratch;
use super::token_writer::TokenWriter;
use super::unknown::UnknownScratch;
use crate::Span;

impl Cutter<'_> {
    /// Ends the chunk before `at` and cuts it. `gap` appends the words of a gap, which is cut without the
    /// dictionary.
    #[inline]
    pub(crate) fn cut_chunk(
        &self,
        at: usize,
        scratch: &mut Scratch,
        writer: &mut TokenWriter<'_>,
        gap: &mut impl FnMut(Span, &mut DeferredTokens, &mut TokenWriter<'_>),
    ) {
        if scratch.lattice.len() == 0 {
            return;
        }
        scratch.lattice.end(at);
        if let Some(jieba) = self.engine.jieba() {
            return jieba.cut(&scratch.lattice, self.table, self.mode, writer);
        }
        if self.vocabulary.added().is_some() {
            self.spell(writer.text, &mut scratch.lattice);
        }
        match self.mode {
            CutMode::Exact => self.cut_exact(scratch, writer, gap, |_, word, writer| {
                writer.push_word(word);
            }),
            CutMode::Search => self.cut_exact(scratch, writer, gap, |path, word, writer| {
                self.push_parts_of(path, word.range(), writer);
                writer.push_word(word);
            }),
            CutMode::Full => self.cut_full(scratch, writer, gap),
        }
    }

    /// Records the form in which each character of the lattice is looked up.
    fn spell(&self, text: &str, lattice: &mut CharacterLattice) {
        let mut before = None;
        lattice.spell(|character, at| {
            // If invisible characters come before the character, `at` is their offset.
            let is_own = |c: &char| character.is(class::EXTENDING) || !self.table.of(*c).is(class::EXTENDING);
            let c = text[at..].chars().find(is_own).unwrap_or('\0');
            let c = if character.is(class::GAP) { '\0' } else { self.table.spelled(c, before) };
            before = Some(c);
            c
        });
    }

    /// Appends the words of the best path. `push` appends one word; `gap` appends the words of a gap.
    #[inline(never)]
    fn cut_exact(
        &self,
        scratch: &mut Scratch,
        writer: &mut TokenWriter<'_>,
        gap: &mut impl FnMut(Span, &mut DeferredTokens, &mut TokenWriter<'_>),
        push: impl Fn(BestPath<'_>, PathWord<'_>, &mut TokenWriter<'_>),
    ) {
        let Scratch { lattice, edges, solver, unknown, deferred, .. } = scratch;
        // Longer chunks are faster in windows: see docs/speed.md.
        if lattice.len() <= bit_path::LONGEST
            && let Some(boundaries) = self.bit_path(lattice)
        {
            return push_between(boundaries, lattice, deferred, writer, gap);
        }
        solver.solve(lattice, self.vocabulary, edges, self.mode == CutMode::Search);
        let (path, singles) = (solver.path(lattice), self.joinable_singles());
        let (mut at, mut is_single_before) = (0, false);
        while let Some(word) = path.word(at) {
            // Two single characters in a row are rare. So the first is appended like any word, and removed if a
            // second one follows.
            let is_single = singles.contain(word.first(), word.len());
            if is_single & is_single_before {
                writer.take_back();
                at = self.cut_singles(path, at - 1, unknown, writer, &push);
                is_single_before = false;
                continue;
            }
            if word.first().is(class::GAP) {
                gap(word.span(), deferred, writer);
            } else {
                push(path, word, writer);
            }
            (at, is_single_before) = (at + word.len(), is_single);
        }
    }

    /// Returns the boundaries between the words of a short chunk, if the options and its characters allow it.
    #[inline(never)]
    fn bit_path(&self, lattice: &CharacterLattice) -> Option<Bits> {
        let len = lattice.len();
        let model = self.model.filter(|_| self.allows_bits())?;
        let (mut codes, mut others, mut all_plain) = ([0; bit_path::ITEMS], 0, true);
        for (at, (code, cell)) in codes.iter_mut().zip(lattice.cells(0, len)).enumerate() {
            *code = cell.character.code();
            others |= Bits::from(*code == 0) << at;
            all_plain &= (*code == 0) | cell.character.is(class::MODEL);
        }
        if !all_plain {
            return None;
        }
        bit_path::cut::<_, true>(&codes, len, others, &self.vocabulary, model)
    }

    /// Whether the options are those of [`bit_path::cut`]. Short texts without a chunk have the same condition:
    /// `has_plain_options`.
    #[inline(always)]
    fn allows_bits(&self) -> bool {
        self.mode == CutMode::Exact
            && self.vocabulary.added().is_none()
            && !self.vocabulary.any_of_frequency_0
            && self.longest_unknown >= bit_path::LONGEST_RUN
    }

    /// Appends the words of the run of single characters that begins at `from`, and returns its end.
    #[inline(never)]
    fn cut_singles(
        &self,
        path: BestPath<'_>,
        mut from: usize,
        unknown: &mut UnknownScratch,
        writer: &mut TokenWriter<'_>,
        push: &impl Fn(BestPath<'_>, PathWord<'_>, &mut TokenWriter<'_>),
    ) -> usize {
        let (lattice, singles) = (path.lattice(), self.joinable_singles());
        let ends_run = |&at: &usize| !singles.contain(lattice.character(at), path.step(at));
        let to = (from + 2..lattice.len()).find(ends_run).unwrap_or(lattice.len());
        self.find_word_ends(lattice.range(from, to), unknown);
        for &end in &unknown.ends {
            push(path, PathWord::of(lattice.range(from, end as usize)), writer);
            from = end as usize;
        }
        to
    }

    /// Cuts a run of at least two single characters of the best path. Writes the ends of the resulting words to
    /// `unknown`.
    fn find_word_ends(&self, range: CharacterRange<'_>, unknown: &mut UnknownScratch) {
        unknown.ends.clear();
        let Some(model) = self.model else { return unknown.ends.push(range.to as u32) };
        if self.is_dictionary_word(range) {
            // The run is a dictionary word, but its single characters are more probable.
            return unknown.ends.extend(range.from as u32 + 1..=range.to as u32);
        }
        model.cut(range, self.longest_unknown, unknown);
    }

    fn joinable_singles(&self) -> SingleClass {
        SingleClass(class::BLOCK | if self.model.is_some() { 0 } else { class::ALPHANUMERIC })
    }
}

/// Appends the words between the boundaries.
#[inline(always)]
fn push_between(
    boundaries: Bits,
    lattice: &CharacterLattice,
    deferred: &mut DeferredTokens,
    writer: &mut TokenWriter<'_>,
    gap: &mut impl FnMut(Span, &mut DeferredTokens, &mut TokenWriter<'_>),
) {
    let (cells, start) = (lattice.cells(0, lattice.len() + 1), lattice.start());
    let (mut first, mut ends) = (cells[0], boundaries & (boundaries - 1));
    while ends != 0 {
        let Some(&end) = cells.get(ends.trailing_zeros() as usize) else { break };
        ends &= ends - 1;
        let span = Span::new(start + first.offset(), start + end.offset());
        if first.character.is(class::GAP) {
            gap(span, deferred, writer);
        } else {
            writer.push(span.start, span.end, first.character.classes());
        }
        first = end;
    }
}

/// A single character is joined with its neighbours only if it has all of these classes.
struct SingleClass(u32);

impl SingleClass {
    #[inline(always)]
    fn contain(&self, character: Character, step: usize) -> bool {
        (step == 1) & (character.classes() & self.0 == self.0)
    }
}
