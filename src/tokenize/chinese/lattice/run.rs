//! Parts of a lattice: runs of characters, and the words of the best way.

use super::{Cell, Lattice, OF_THREE, OF_TWO};
use crate::Span;
use crate::tokenize::chinese::characters::{Character, class};
use crate::tokenize::chinese::sink::Sink;

/// Characters of a lattice, from one up to, but not with, another: a word or what may be some.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'l> {
    pub(super) lattice: &'l Lattice,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl<'l> Run<'l> {
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.to - self.from
    }

    /// Its first byte in the text.
    #[inline(always)]
    pub(crate) fn start(self) -> usize {
        self.lattice.start + self.lattice.cells[self.from].offset as usize
    }

    /// The byte after it.
    #[inline(always)]
    pub(crate) fn end(self) -> usize {
        self.lattice.start + self.lattice.cells[self.to].offset as usize
    }

    /// Whether a run of two or three characters is a word; `None` if it must be looked up.
    #[inline(always)]
    pub(crate) fn is_known(self) -> Option<bool> {
        let part = if self.len() == 2 { OF_TWO } else { OF_THREE };
        self.lattice.parts.get(self.from).map(|parts| parts & part != 0)
    }

    pub(crate) fn lattice(self) -> &'l Lattice {
        self.lattice
    }

    pub(crate) fn characters(self) -> impl DoubleEndedIterator<Item = Character> + Clone + 'l {
        self.lattice.cells[self.from..self.to].iter().map(|cell| cell.character)
    }

    /// Its characters from number `from` up to, but not with, `to`.
    #[inline(always)]
    pub(crate) fn part(self, from: usize, to: usize) -> Self {
        Self { from: self.from + from, to: self.from + to, ..self }
    }

    /// It as a word.
    #[inline(always)]
    pub(crate) fn word(self) -> Word<'l> {
        let first = self.lattice.cells[self.from].character;
        Word { run: self, first, span: Span::new(self.start(), self.end()) }
    }

    /// Appends it to the words of a text.
    #[inline(always)]
    pub(crate) fn push(self, sink: &mut Sink<'_>) {
        self.word().push(sink);
    }

    /// Appends it as a part of a word that comes after it.
    #[inline(always)]
    pub(crate) fn push_inner(self, sink: &mut Sink<'_>) {
        let first = self.lattice.cells[self.from].character;
        let classes = if first.is(class::HAN) { first.classes() } else { self.classes() };
        sink.push_inner(self.start(), self.end(), classes);
    }

    /// Classes of any of its characters.
    fn classes(self) -> u32 {
        self.characters().fold(0, |classes, character| classes | character.classes())
    }
}

/// The best way through a lattice, once it is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way<'l> {
    lattice: &'l Lattice,
    /// The characters and one more.
    cells: &'l [Cell],
    steps: &'l [u32],
}

impl<'l> Way<'l> {
    #[inline(always)]
    pub(crate) fn of(lattice: &'l Lattice) -> Self {
        Self { lattice, cells: &lattice.cells[..lattice.len + 1], steps: &lattice.steps[..lattice.len] }
    }

    /// The word that the way takes at `at`; `None` behind the last.
    #[inline(always)]
    pub(crate) fn word(&self, at: usize) -> Option<Word<'l>> {
        let to = at + *self.steps.get(at)? as usize;
        let (first, end, start) = (self.cells.get(at)?, self.cells.get(to)?, self.lattice.start);
        let span = Span::new(start + first.offset as usize, start + end.offset as usize);
        Some(Word { run: self.lattice.run(at, to), first: first.character, span })
    }
}

/// A word in a lattice, with what it takes to append it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'l> {
    run: Run<'l>,
    first: Character,
    span: Span,
}

/// Appends the characters `from..to` to the words of a text, whatever they are.
#[inline(never)]
fn push_other(lattice: &Lattice, from: usize, to: usize, sink: &mut Sink<'_>) {
    let run = lattice.run(from, to);
    sink.push(run.start(), run.end(), run.classes());
}

impl<'l> Word<'l> {
    #[inline(always)]
    pub(crate) fn run(self) -> Run<'l> {
        self.run
    }

    /// Number of characters.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.run.len()
    }

    #[inline(always)]
    pub(crate) fn first(self) -> Character {
        self.first
    }

    /// Where it stands in the text.
    #[inline(always)]
    pub(crate) fn span(self) -> Span {
        self.span
    }

    /// Appends it to the words of a text.
    #[inline(always)]
    pub(crate) fn push(self, sink: &mut Sink<'_>) {
        if self.first.is(class::HAN | class::PUNCTUATION) {
            sink.push(self.span.start, self.span.end, self.first.classes());
        } else {
            push_other(self.run.lattice, self.run.from, self.run.to, sink);
        }
    }
}
