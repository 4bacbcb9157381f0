//! Cuts a text into blocks, and blocks into words: jieba's exact, search and full mode.

use super::ascii::{AsciiPairs, Stop};
use super::characters::{Character, CharacterTable, class};
use super::dictionary::Dictionary;
use super::gaps::Gaps;
use super::lattice::{Lattice, Run, Way, Word};
use super::scratch::Scratch;
use super::sink::Sink;
use super::stretch::Joints;
use super::unknown::UnknownWords;
use super::words::Words;
use crate::Span;

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

/// Everything that a text is cut by.
#[derive(Clone, Copy)]
pub(crate) struct Cutter<'e> {
    pub(super) words: Words<'e>,
    pub(crate) table: &'e CharacterTable,
    pub(super) hmm: Option<&'e UnknownWords>,
    #[cfg(feature = "jieba")]
    pub(super) jieba: Option<&'e super::jieba::JiebaEngine>,
    pub(super) mode: CutMode,
    /// Longest word that may be made without the dictionary, in characters.
    pub(super) longest: usize,
    pub(super) joints: &'e Joints,
    pub(super) ascii: &'e AsciiPairs,
}

impl Cutter<'_> {
    /// Cuts the part of the text at `span`.
    pub(super) fn cut(&self, span: Span, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        let text = &sink.text[..span.end];
        let mut at = span.start;
        loop {
            (at, _) = self.cut_ascii(text, (at, text.len()), &mut scratch.nested, sink);
            if at == text.len() {
                break;
            }
            scratch.lattice.begin(at);
            at = self.push_stretch(text, at, scratch);
            self.cut_stretch(at, scratch, sink, &mut |_, gaps, sink| gaps.push_next(sink));
        }
    }

    /// Appends a stretch to the lattice that begins where ASCII can't be cut without the dictionary. Further
    /// ASCII that can be makes gaps, whose words are kept. Returns its end: where the text ends, or between
    /// two blocks when it is long.
    #[inline(never)]
    fn push_stretch(&self, text: &str, start: usize, scratch: &mut Scratch) -> usize {
        let Scratch { lattice, review, gaps, nested, .. } = scratch;
        gaps.clear();
        let near = &text.as_bytes()[start..text.len().min(start + Lattice::LONG)];
        let left = lattice.append(|cells| {
            let (mut last, mut rest) = (Character::END, near);
            loop {
                let offset = near.len() - rest.len();
                let (mut character, tail) = match rest {
                    [] => break,
                    // Nearly all of Chinese.
                    &[first @ 0xe0..0xf0, second, third, ref tail @ ..] => {
                        (self.table.of_three([first, second, third]), tail)
                    }
                    &[byte @ ..0x80, ref tail @ ..] => {
                        let character = self.table.of_ascii(byte);
                        let inside = last.is(class::BLOCK | class::TOGETHER) && character.is(class::BLOCK);
                        if !inside && offset > 0 {
                            let (at, limit) = (start + offset, start + near.len());
                            let (end, stop) =
                                gaps.read(text, at, |sink| self.cut_ascii(text, (at, limit), nested, sink));
                            if end > at {
                                cells.push(Character::GAP, offset);
                                (last, rest) = (Character::GAP, &near[end - start..]);
                            }
                            if stop == Stop::Limit {
                                break;
                            }
                            if end > at {
                                continue;
                            }
                        }
                        (character, tail)
                    }
                    _ => {
                        let Some((character, end)) = self.table.next(text, start + offset) else { break };
                        let Some(tail) = near.get(end - start..) else { break };
                        (character, tail)
                    }
                };
                if character.is(class::REVIEW) {
                    character = review.read(text, start + offset, character, last);
                }
                cells.push(character, offset);
                (last, rest) = (character, tail);
            }
            rest.len()
        });
        let at = start + near.len() - left;
        if at < text.len() { self.push_rest(text, at, scratch) } else { at }
    }

    /// Appends what a long stretch goes on with.
    #[cold]
    fn push_rest(&self, text: &str, mut at: usize, scratch: &mut Scratch) -> usize {
        let in_block = |last: Character| last.is(class::BLOCK | class::TOGETHER);
        while let Some(&byte) = text.as_bytes().get(at)
            && scratch.lattice.last().is_some_and(in_block)
            && !self.ends_block(byte)
            && !scratch.lattice.is_too_long(at)
        {
            let end = self.push_plain(text, at, class::HAN, scratch);
            if end > at {
                at = end;
            } else if let Some((character, end)) = self.table.next(text, at) {
                self.push(text, character, at, scratch);
                at = end;
            }
        }
        at
    }

    /// Whether a stretch may hold gaps: an engine of the caller's would cut them, too.
    pub(crate) fn takes_gaps(&self) -> bool {
        #[cfg(feature = "jieba")]
        return self.jieba.is_none();
        #[cfg(not(feature = "jieba"))]
        true
    }

    /// Cuts a block by the dictionary.
    pub(super) fn cut_block(&self, block: Span, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        let text = &sink.text[..block.end];
        let mut at = block.start;
        while at < block.end {
            scratch.lattice.begin(at);
            while !scratch.lattice.is_too_long(at)
                && let Some((character, end)) = self.table.next(text, at)
            {
                self.push(text, character, at, scratch);
                at = end;
            }
            // Gaps are for what lies between blocks.
            self.cut_stretch(at, scratch, sink, &mut |_, _, _| {});
        }
    }

    /// Appends what needs no second look to the lattice: the characters of three bytes of the classes
    /// `wanted` from `at` on, up to the end that is returned. When the stretch is long, only Chinese,
    /// so that it may end with the block.
    #[inline(always)]
    pub(super) fn push_plain(&self, text: &str, at: usize, wanted: u32, scratch: &mut Scratch) -> usize {
        let lattice = &mut scratch.lattice;
        let (wanted, most) =
            if lattice.is_long(at) { (class::HAN, Lattice::LONGEST) } else { (wanted, Lattice::LONG) };
        let bytes = &text.as_bytes()[at..text.len().min(at + most)];
        let start = lattice.start();
        start + lattice.append(|cells| cells.push_plain(self.table, bytes, wanted, at - start))
    }

    /// Appends a character to the lattice.
    #[inline(always)]
    pub(super) fn push(&self, text: &str, character: Character, at: usize, scratch: &mut Scratch) {
        let mut character = character;
        if character.is(class::REVIEW) {
            let last = scratch.lattice.last().unwrap_or(Character::END);
            character = scratch.review.read(text, at, character, last);
        }
        scratch.lattice.push(character, at);
    }

    /// Ends the lattice before `at` and cuts it; `gap` appends the words of a gap.
    #[inline]
    pub(crate) fn cut_stretch(
        &self,
        at: usize,
        scratch: &mut Scratch,
        sink: &mut Sink<'_>,
        gap: &mut impl FnMut(Span, &mut Gaps, &mut Sink<'_>),
    ) {
        if scratch.lattice.len() == 0 {
            return;
        }
        scratch.lattice.end(at);
        #[cfg(feature = "jieba")]
        if let Some(engine) = self.jieba {
            return self.cut_by_jieba(engine, &scratch.lattice, sink);
        }
        if self.words.added().is_some() {
            self.spell(sink.text, &mut scratch.lattice);
        }
        match self.mode {
            CutMode::Exact => self.cut_exact(scratch, sink, gap, |word, sink| {
                word.push(sink);
            }),
            CutMode::Search => self.cut_exact(scratch, sink, gap, |word, sink| {
                self.push_parts_of(word.run(), sink);
                word.push(sink);
            }),
            CutMode::Full => self.cut_full(scratch, sink, gap),
        }
    }

    /// Takes note of how each character of the lattice is looked up.
    fn spell(&self, text: &str, lattice: &mut Lattice) {
        let mut before = None;
        lattice.spell(|character, at| {
            let c = text[at..].chars().next().unwrap_or('\0');
            let c = if character.is(class::GAP) { '\0' } else { self.table.spelled(c, before) };
            before = Some(c);
            c
        });
    }

    /// Finds the words of the best way; `push` appends each, and `gap` the words of each gap.
    #[inline(never)]
    fn cut_exact(
        &self,
        scratch: &mut Scratch,
        sink: &mut Sink<'_>,
        gap: &mut impl FnMut(Span, &mut Gaps, &mut Sink<'_>),
        push: impl Fn(Word<'_>, &mut Sink<'_>),
    ) {
        let Scratch { lattice, edges, choices, ends, gaps, .. } = scratch;
        lattice.solve(self.words, edges, self.mode == CutMode::Search);
        let (lattice, singles) = (&*lattice, self.singles());
        let way = Way::of(lattice);
        let (mut at, mut is_single_before) = (0, false);
        while let Some(word) = way.word(at) {
            // Whether a word is single can't be guessed, whether two are can: the first of them is
            // appended all the same, and taken back.
            let is_single = singles.contain(word.first(), word.len());
            if is_single & is_single_before {
                sink.take_back();
                at = self.cut_run(lattice, at - 1, (choices, ends), sink, &push);
                is_single_before = false;
                continue;
            }
            if word.first().is(class::GAP) {
                gap(word.span(), gaps, sink);
            } else {
                push(word, sink);
            }
            (at, is_single_before) = (at + word.len(), is_single);
        }
    }

    /// Appends the words of the run of single characters that begins at `from`; returns its end.
    #[inline(never)]
    fn cut_run(
        &self,
        lattice: &Lattice,
        mut from: usize,
        (choices, ends): (&mut Vec<u8>, &mut Vec<u32>),
        sink: &mut Sink<'_>,
        push: &impl Fn(Word<'_>, &mut Sink<'_>),
    ) -> usize {
        let singles = self.singles();
        let ends_run = |&at: &usize| !singles.contain(lattice.character(at), lattice.step(at));
        let to = (from + 2..lattice.len()).find(ends_run).unwrap_or(lattice.len());
        self.cut_singles(lattice.run(from, to), choices, ends);
        for &end in &*ends {
            push(lattice.run(from, end as usize).word(), sink);
            from = end as usize;
        }
        to
    }

    fn singles(&self) -> Singles {
        Singles(class::BLOCK | if self.hmm.is_some() { 0 } else { class::ALPHANUMERIC })
    }

    /// Appends the parts of a word that the search mode adds.
    #[inline(always)]
    fn push_parts_of(&self, word: Run<'_>, sink: &mut Sink<'_>) {
        if word.lattice().any_connector() {
            self.push_connected(word, sink);
        }
        if word.len() > 2 {
            self.push_parts(word, sink);
        }
    }

    /// Appends the words of two and three characters in a longer word.
    fn push_parts(&self, word: Run<'_>, sink: &mut Sink<'_>) {
        for length in 2..word.len().min(4) {
            for at in 0..=word.len() - length {
                let part = word.part(at, at + length);
                if part.is_known().unwrap_or_else(|| self.words.contain(part)) {
                    part.push_inner(sink);
                }
            }
        }
    }

    /// Appends the parts of `WES-5.4.5` that could be searched for by themselves: those with a letter
    /// and at least two bytes.
    fn push_connected(&self, word: Run<'_>, sink: &mut Sink<'_>) {
        let is_connector = |at: &usize| word.lattice().character(word.from + at).is(class::CONNECTOR);
        if word.len() < 2 || !(0..word.len()).any(|at| is_connector(&at)) {
            return;
        }
        let mut from = 0;
        for to in (0..word.len()).filter(is_connector).chain([word.len()]) {
            let part = word.part(from, to);
            let is_letter = |c: Character| c.is(class::ALPHANUMERIC) && c.is(class::LETTER);
            if part.end() - part.start() >= 2 && part.characters().any(is_letter) {
                part.push_inner(sink);
            }
            from = to + 1;
        }
    }

    /// Appends every word of the dictionary that runs of Chinese spell, and between them letters and
    /// digits together, anything else by itself.
    fn cut_full(
        &self,
        scratch: &mut Scratch,
        sink: &mut Sink<'_>,
        gap: &mut impl FnMut(Span, &mut Gaps, &mut Sink<'_>),
    ) {
        let Scratch { lattice, gaps, .. } = scratch;
        let kind = |at: usize| lattice.character(at).classes() & (class::HAN | class::TOGETHER);
        let mut from = 0;
        while from < lattice.len() {
            let same = |at: &usize| kind(*at) == kind(from) && kind(from) != 0;
            let to = (from + 1..lattice.len()).find(|at| !same(at)).unwrap_or(lattice.len());
            let run = lattice.run(from, to);
            if kind(from) == class::HAN {
                for at in from..to {
                    self.words.prefixes(lattice, at, to, |length, _| lattice.run(at, at + length).push(sink));
                }
            } else if lattice.character(from).is(class::GAP) {
                gap(Span::new(run.start(), run.end()), gaps, sink);
            } else {
                run.push(sink);
            }
            from = to;
        }
    }
}

/// The words that are joined with their neighbours: single characters with all of these classes.
struct Singles(u32);

impl Singles {
    #[inline(always)]
    fn contain(&self, character: Character, step: usize) -> bool {
        (step == 1) & (character.classes() & self.0 == self.0)
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
    let mut tokens = Vec::new();
    let mut sink = Sink { text: word, out: &mut tokens, position: 0 };
    cutter.cut(Span::new(0, word.len()), &mut Scratch::default(), &mut sink);
    let mut log = 0.0;
    for token in tokens {
        let frequency = dictionary.frequency(token.of(word)).unwrap_or(1);
        log = log + (frequency as f64).ln() - dictionary.log_total;
    }
    let suggested = (log + dictionary.log_total).exp() as u64;
    suggested.saturating_add(1).max(dictionary.frequency(word).unwrap_or(1))
}
