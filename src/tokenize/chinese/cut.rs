//! Cuts a text into blocks, and blocks into words: jieba's exact, search and full mode.

use super::ascii::AsciiPairs;
use super::characters::{Character, CharacterTable, class};
use super::dictionary::Dictionary;
use super::edges::Edges;
use super::lattice::{Lattice, Run};
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

/// Memory that is reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) lattice: Lattice,
    edges: Edges,
    /// What the hidden Markov model chose.
    choices: Vec<u8>,
    /// Where the words end that a run of single characters makes, by number of the character.
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
    pub(super) hmm: Option<&'e UnknownWords>,
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
    /// Cuts the part of the text at `span`.
    pub(super) fn cut(&self, span: Span, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        let text = &sink.text[..span.end];
        let mut at = span.start;
        while at < text.len() {
            at = self.skip_ascii(text, at, sink);
            let start = at;
            scratch.lattice.begin(start);
            loop {
                at = self.push_plain(text, (start, at), class::ANY, scratch);
                if self.may_end(text, at, &scratch.lattice) || at - start >= Lattice::LONGEST {
                    break;
                }
                let Some((character, end)) = self.table.next(text, at) else { break };
                self.push(text, character, at, scratch);
                at = end;
            }
            if at > start {
                self.cut_stretch(at, scratch, sink);
            }
        }
    }

    /// Whether a stretch may end at `at`, and should: behind a mark, where a block of ASCII begins that
    /// is cut without the dictionary, or when the stretch is long.
    #[inline(always)]
    fn may_end(&self, text: &str, at: usize, lattice: &Lattice) -> bool {
        let behind_mark = |last: Character| !last.is(class::BLOCK | class::TOGETHER);
        let is_ascii = |byte: &u8| byte.is_ascii();
        lattice.last().is_some_and(behind_mark)
            && (lattice.len() >= STRETCH
                || text.as_bytes().get(at).is_some_and(is_ascii) && self.ascii_block(text, at).is_some())
    }

    /// Appends what needs no second look to the lattice of a stretch that begins at `start`: the
    /// characters of three bytes of the classes `wanted` from `at` on, up to the end that is returned.
    /// Not behind so many that the stretch should end.
    #[inline(always)]
    pub(super) fn push_plain(
        &self,
        text: &str,
        (start, at): (usize, usize),
        wanted: u32,
        scratch: &mut Scratch,
    ) -> usize {
        let limit = text.len().min(start.saturating_add(3 * STRETCH)).max(at);
        scratch.lattice.push_plain(self.table, &text.as_bytes()[at..limit], wanted, at)
    }

    /// Appends a character to the lattice.
    #[inline(always)]
    pub(super) fn push(&self, text: &str, character: Character, at: usize, scratch: &mut Scratch) {
        let mut character = character;
        if character.is(class::REVIEW) {
            scratch.review = true;
            if text[at..].starts_with('々') && scratch.lattice.len() > 0 {
                let before = scratch.lattice.character(scratch.lattice.len() - 1);
                character = character.looked_up_as(before);
            }
        }
        scratch.lattice.push(character, at);
    }

    /// A text as it is looked up.
    pub(super) fn spelled(&self, text: &str) -> impl Iterator<Item = char> {
        let mut before = None;
        text.chars().map(move |c| {
            let c = match before {
                Some(before) if c == '々' && self.table.of(c).is(class::HAN) => before,
                _ => self.table.folded(c),
            };
            before = Some(c);
            c
        })
    }

    /// Ends the lattice before `at` and cuts it.
    #[inline]
    pub(super) fn cut_stretch(&self, at: usize, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        scratch.lattice.end(at);
        #[cfg(feature = "jieba")]
        if let Some(engine) = self.jieba {
            return self.cut_by_jieba(engine, &scratch.lattice, sink);
        }
        if self.words.added().is_some() {
            let start = scratch.lattice.run(0, 0).start();
            scratch.lattice.spell(self.spelled(&sink.text[start..at]));
        }
        match self.mode {
            CutMode::Exact => self.cut_exact(scratch, sink, |word, sink| {
                word.push(sink);
            }),
            CutMode::Search => self.cut_exact(scratch, sink, |word, sink| self.push_with_parts(word, sink)),
            CutMode::Full => self.cut_full(&scratch.lattice, sink),
        }
    }

    /// Finds the words of the best way and hands each over to `word`.
    #[inline(always)]
    fn cut_exact(&self, scratch: &mut Scratch, sink: &mut Sink<'_>, word: impl Fn(Run<'_>, &mut Sink<'_>)) {
        let Scratch { lattice, edges, choices, ends, .. } = scratch;
        lattice.solve(self.words, edges, self.mode == CutMode::Search);
        let lattice = &*lattice;
        // Neighbours that the best way leaves single are joined if they have these classes.
        let classes = class::BLOCK | if self.hmm.is_some() { 0 } else { class::ALPHANUMERIC };
        let joins = |at: usize| lattice.step(at) == 1 && lattice.character(at).classes() & classes == classes;
        let (mut at, mut joins_before) = (0, false);
        while at < lattice.len() {
            let to = at + lattice.step(at);
            // Whether a word is single can't be guessed, whether two are can: the first of them is
            // appended all the same, and taken back.
            let joins_here = (to - at == 1) & (lattice.character(at).classes() & classes == classes);
            if joins_here & joins_before {
                sink.take_back();
                let to = (to..lattice.len()).find(|&at| !joins(at)).unwrap_or(lattice.len());
                let mut from = at - 1;
                self.cut_singles(sink.text, lattice.run(from, to), choices, ends);
                for &end in &*ends {
                    word(lattice.run(from, end as usize), sink);
                    from = end as usize;
                }
                (at, joins_before) = (to, false);
            } else {
                word(lattice.run(at, to), sink);
                (at, joins_before) = (to, joins_here);
            }
        }
    }

    /// Appends the parts of a word that the search mode adds, then the word.
    #[inline(always)]
    fn push_with_parts(&self, word: Run<'_>, sink: &mut Sink<'_>) {
        if word.lattice().any_connector() {
            self.push_connected(word, sink);
        }
        if word.len() > 2 {
            self.push_parts(word, sink);
        }
        word.push(sink);
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
    fn cut_full(&self, lattice: &Lattice, sink: &mut Sink<'_>) {
        let kind = |at: usize| lattice.character(at).classes() & (class::HAN | class::TOGETHER);
        let mut from = 0;
        while from < lattice.len() {
            let same = |at: &usize| kind(*at) == kind(from) && kind(from) != 0;
            let to = (from + 1..lattice.len()).find(|at| !same(at)).unwrap_or(lattice.len());
            if kind(from) == class::HAN {
                for at in from..to {
                    self.words.prefixes(lattice, at, to, |length, _| lattice.run(at, at + length).push(sink));
                }
            } else {
                lattice.run(from, to).push(sink);
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
