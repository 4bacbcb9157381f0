//! Cuts a text into blocks, and blocks into words: jieba's exact, search and full mode.

use super::ascii::AsciiPairs;
use super::characters::{Character, CharacterTable, class};
use super::dictionary::Dictionary;
use super::hmm::Hmm;
use super::lattice::{Lattice, Run};
use super::stretch::Joints;
use super::words::Words;

/// How a text is cut into words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CutMode {
    /// The most probable words, none overlapping another.
    #[default]
    Exact,
    /// Those of the exact mode, each after the dictionary's words of two and three characters
    /// inside it: for the index of a search engine.
    Search,
    /// Every word of the dictionary that the text spells.
    Full,
}

/// A word that was cut: its bytes in the text, the classes of its characters, and whether it lies
/// in another word that comes after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) classes: u32,
    pub(super) inner: bool,
}

impl From<Run<'_>> for Piece {
    #[inline(always)]
    fn from(run: Run<'_>) -> Self {
        Self { start: run.start(), end: run.end(), classes: run.classes(), inner: false }
    }
}

/// Memory that is reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) lattice: Lattice,
    /// What the hidden Markov model chose.
    choices: Vec<u8>,
    /// Where the words of a stretch end, by number of the character.
    ends: Vec<u32>,
    /// Whether a character was met after which names and numbers must be looked at once more.
    pub(crate) review: bool,
}

impl Scratch {
    pub(super) fn shrink(&mut self) {
        self.lattice.shrink();
        if self.choices.capacity() > Lattice::KEPT {
            self.choices = Vec::new();
        }
        if self.ends.capacity() > Lattice::KEPT {
            self.ends = Vec::new();
        }
    }
}

/// Everything that a text is cut by.
#[derive(Clone, Copy)]
pub(crate) struct Cutter<'e> {
    pub(super) words: Words<'e>,
    pub(crate) table: &'e CharacterTable,
    pub(super) hmm: Option<&'e Hmm>,
    #[cfg(feature = "jieba")]
    pub(super) jieba: Option<&'e super::jieba::JiebaEngine>,
    pub(super) mode: CutMode,
    /// Longest word that may be made without the dictionary, in characters.
    pub(super) longest: usize,
    pub(super) joints: &'e Joints,
    pub(super) ascii: &'e AsciiPairs,
}

/// Characters after which a stretch ends with its block: so many that what happens once a stretch
/// does not count, so few that they stay in the first cache.
const STRETCH: usize = 1 << 10;

impl Cutter<'_> {
    /// Cuts `text` from `start` on and hands over its pieces in order, white space among them.
    #[inline]
    pub(super) fn cut(&self, text: &str, start: usize, scratch: &mut Scratch, emit: &mut impl FnMut(Piece)) {
        let mut at = start;
        while at < text.len() {
            at = self.skip_ascii(text, at, emit);
            let start = at;
            scratch.lattice.begin(start);
            loop {
                at = self.push_plain(text, (start, at), scratch);
                let Some((character, end)) = self.table.next(text, at) else { break };
                self.push(text, character, at, scratch);
                at = end;
                let may_end = !character.is(class::BLOCK | class::TOGETHER);
                if may_end && (scratch.lattice.pushed() >= STRETCH || self.ascii_block(text, at).is_some())
                    || at - start >= Lattice::LONGEST
                {
                    break;
                }
            }
            if at > start {
                self.cut_stretch(text, at, scratch, emit);
            }
        }
    }

    /// Appends what needs no second look to the lattice of a stretch that begins at `start`: the
    /// Chinese characters from `at` on, up to the end that is returned.
    #[inline(always)]
    pub(super) fn push_plain(&self, text: &str, (start, at): (usize, usize), scratch: &mut Scratch) -> usize {
        if self.words.has_added() {
            return at;
        }
        let limit = text.len().min(start.saturating_add(Lattice::LONGEST)).max(at);
        scratch.lattice.push_all(self.table.plain_han(&text.as_bytes()[at..limit]), at)
    }

    /// Appends a character to the lattice.
    #[inline(always)]
    pub(super) fn push(&self, text: &str, character: Character, at: usize, scratch: &mut Scratch) {
        let mut character = character;
        if character.is(class::REVIEW) {
            scratch.review = true;
            if text[at..].starts_with('々') && scratch.lattice.pushed() > 0 {
                let before = scratch.lattice.character(scratch.lattice.pushed() - 1);
                character = character.looked_up_as(before);
            }
        }
        scratch.lattice.push(character, at);
        if self.words.has_added() {
            self.push_char(text, at, &mut scratch.lattice);
        }
    }

    #[cold]
    fn push_char(&self, text: &str, at: usize, lattice: &mut Lattice) {
        let c = text[at..].chars().next().unwrap_or('\0');
        lattice.push_char(self.folded(c, lattice.last_char()));
    }

    /// The character that is looked up for `c` after `before`.
    #[inline]
    pub(super) fn folded(&self, c: char, before: Option<char>) -> char {
        match before {
            Some(before) if c == '々' && self.table.of(c).is(class::HAN) => before,
            _ => self.table.folded(c),
        }
    }

    /// Ends the lattice before `at` and cuts it.
    #[inline]
    pub(super) fn cut_stretch(
        &self,
        text: &str,
        at: usize,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) {
        let Scratch { lattice, choices, ends, .. } = scratch;
        lattice.end(at);
        #[cfg(feature = "jieba")]
        if let Some(engine) = self.jieba {
            return self.cut_by_jieba(engine, text, lattice, emit);
        }
        match self.mode {
            CutMode::Exact => {
                lattice.solve(self.words);
                self.follow(text, lattice, choices, ends);
                lattice.runs(ends).for_each(|word| emit(word.into()));
            }
            CutMode::Search => {
                lattice.solve(self.words);
                self.follow(text, lattice, choices, ends);
                lattice.runs(ends).for_each(|word| self.cut_inner(word, emit));
            }
            CutMode::Full => self.cut_full(lattice, emit),
        }
    }

    /// Leaves in `ends` where the words of the best way end.
    #[inline]
    fn follow(&self, text: &str, lattice: &Lattice, choices: &mut Vec<u8>, ends: &mut Vec<u32>) {
        ends.clear();
        let waits = class::BLOCK | if self.hmm.is_some() { 0 } else { class::ALPHANUMERIC };
        // Single characters that still wait to be joined begin here.
        let mut waiting = None;
        let mut at = 0;
        while at < lattice.len() {
            let step = lattice.step(at);
            if step == 1 && lattice.character(at).classes() & waits == waits {
                waiting.get_or_insert(at);
            } else {
                if let Some(from) = waiting.take() {
                    self.cut_singles(text, lattice.run(from, at), choices, ends);
                }
                ends.push((at + step) as u32);
            }
            at += step;
        }
        if let Some(from) = waiting {
            self.cut_singles(text, lattice.run(from, at), choices, ends);
        }
    }

    /// Hands over the parts of a word that the search mode adds, then the word.
    fn cut_inner(&self, word: Run<'_>, emit: &mut impl FnMut(Piece)) {
        self.parts(word, emit);
        for length in 2..word.len().min(4) {
            for at in 0..=word.len() - length {
                let part = word.part(at, at + length);
                if self.words.contain(part) {
                    emit(Piece { inner: true, ..part.into() });
                }
            }
        }
        emit(word.into());
    }

    /// The parts of `WES-5.4.5` that could be searched for by themselves: those with a letter and
    /// at least two bytes.
    fn parts(&self, word: Run<'_>, emit: &mut impl FnMut(Piece)) {
        let is_connector = |at: &usize| word.lattice().character(word.from + at).is(class::CONNECTOR);
        if word.len() < 2 || !(0..word.len()).any(|at| is_connector(&at)) {
            return;
        }
        let mut from = 0;
        for to in (0..word.len()).filter(is_connector).chain([word.len()]) {
            let part = word.part(from, to);
            let is_letter = |c: Character| c.is(class::ALPHANUMERIC) && c.is(class::LETTER);
            if part.end() - part.start() >= 2 && part.characters().any(is_letter) {
                emit(Piece { inner: true, ..part.into() });
            }
            from = to + 1;
        }
    }

    /// Hands over every word of the dictionary that runs of Chinese spell, and between them
    /// letters and digits together, anything else by itself.
    fn cut_full(&self, lattice: &Lattice, emit: &mut impl FnMut(Piece)) {
        let kind = |at: usize| lattice.character(at).classes() & (class::HAN | class::TOGETHER);
        let mut from = 0;
        while from < lattice.len() {
            let same = |at: &usize| kind(*at) == kind(from) && kind(from) != 0;
            let to = (from + 1..lattice.len()).find(|at| !same(at)).unwrap_or(lattice.len());
            if kind(from) == class::HAN {
                for at in from..to {
                    self.words
                        .prefixes(lattice, at, to, |length, _| emit(lattice.run(at, at + length).into()));
                }
            } else {
                emit(lattice.run(from, to).into());
            }
            from = to;
        }
    }
}

/// The frequency that makes `word` as probable as the words that it falls into now: jieba's rule.
pub(super) fn suggested_frequency(dictionary: &Dictionary, word: &str) -> u64 {
    let base = &dictionary.base;
    let cutter = Cutter {
        words: Words::new(dictionary, &dictionary.user, false),
        table: &base.table,
        hmm: None,
        #[cfg(feature = "jieba")]
        jieba: None,
        mode: CutMode::Exact,
        longest: usize::MAX,
        joints: &Joints::default(),
        ascii: &AsciiPairs::all(),
    };
    let mut log = 0.0;
    cutter.cut(word, 0, &mut Scratch::default(), &mut |piece| {
        let frequency = dictionary.frequency(&word[piece.start..piece.end]).unwrap_or(1);
        log = log + (frequency as f64).ln() - dictionary.log_total;
    });
    let suggested = (log + dictionary.log_total).exp() as u64;
    suggested.saturating_add(1).max(dictionary.frequency(word).unwrap_or(1))
}
