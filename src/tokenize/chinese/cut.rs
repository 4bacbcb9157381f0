//! Cuts a text into blocks, and blocks into words: jieba's exact, search and full mode.

use super::ascii::AsciiPairs;
use super::block::{Block, Piece};
use super::characters::{Character, CharacterTable, class};
use super::dictionary::Dictionary;
use super::hmm::Hmm;
use super::route::{Route, Words};

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
    pub(super) block: Vec<Character>,
    /// The same characters as they are looked up, while there are added words.
    pub(super) chars: Vec<char>,
    route: Route,
    /// What the hidden Markov model chose.
    choices: Vec<u8>,
}

impl Scratch {
    /// Characters of a block whose memory is kept for the next text.
    const KEPT: usize = 1 << 16;

    pub(super) fn shrink(&mut self) {
        if self.block.capacity() > Self::KEPT {
            *self = Self::default();
        }
    }
}

/// Everything that a text is cut by.
#[derive(Clone, Copy)]
pub(super) struct Cutter<'e> {
    pub(super) words: Words<'e>,
    pub(super) table: &'e CharacterTable,
    pub(super) ascii: &'e AsciiPairs,
    pub(super) hmm: Option<&'e Hmm>,
    pub(super) mode: CutMode,
    /// Longest word that may be made without the dictionary, in characters.
    pub(super) longest: usize,
}

impl Cutter<'_> {
    /// Cuts `text` from `start` on and hands over its pieces in order, white space among them.
    pub(super) fn cut(&self, text: &str, start: usize, scratch: &mut Scratch, emit: &mut impl FnMut(Piece)) {
        match self.mode {
            CutMode::Full => self.cut_full(text, start, scratch, emit),
            CutMode::Exact | CutMode::Search => self.cut_blocks(text, start, scratch, emit),
        }
    }

    /// Cuts block by block; what stands between blocks is handed over character by character.
    fn cut_blocks(&self, text: &str, start: usize, scratch: &mut Scratch, emit: &mut impl FnMut(Piece)) {
        let needs_chars = self.words.needs_characters();
        let mut at = start;
        loop {
            let block_start = at;
            scratch.block.clear();
            scratch.chars.clear();
            // Whether no word of the dictionary can stand here.
            let mut plain = true;
            let mut last = 0;
            let other = loop {
                let character = self.table.at(text, at);
                let Some(character) = character.filter(|character| character.is(class::BLOCK)) else {
                    break character;
                };
                if plain {
                    let byte = text.as_bytes()[at];
                    plain = byte.is_ascii() && !self.ascii.contain(last, byte);
                    last = byte;
                }
                scratch.block.push(character);
                if needs_chars {
                    self.push_char(text, at, &mut scratch.chars);
                }
                at += character.len();
            };
            if !scratch.block.is_empty() {
                self.cut_block(text, (block_start, at), plain, scratch, emit);
            }
            let Some(other) = other else { break };
            // jieba keeps the two characters of a line end together; both are white space here.
            emit(Piece { start: at, end: at + other.len(), classes: other.classes(), inner: false });
            at += other.len();
        }
    }

    /// Takes the character at `at` as it is looked up.
    #[cold]
    pub(super) fn push_char(&self, text: &str, at: usize, chars: &mut Vec<char>) {
        let c = text[at..].chars().next().unwrap_or('\0');
        chars.push(self.folded(c, chars.last().copied()));
    }

    /// The character that is looked up for `c` after `before`.
    #[inline]
    pub(super) fn folded(&self, c: char, before: Option<char>) -> char {
        match before {
            Some(before) if c == '々' && self.table.of(c).is(class::HAN) => before,
            _ => self.table.folded(c),
        }
    }

    /// Cuts the block of the scratch memory, whose bytes are `start..end`.
    #[inline]
    pub(super) fn cut_block(
        &self,
        text: &str,
        (start, end): (usize, usize),
        plain: bool,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) {
        let Scratch { block, chars, route, choices } = scratch;
        let block = Block { characters: block, chars, start, end };
        match self.mode {
            CutMode::Exact => {
                self.cut_exactly(text, block, plain, route, choices, &mut |word| emit(word.piece()));
            }
            CutMode::Search => {
                self.cut_exactly(text, block, plain, route, choices, &mut |word| self.cut_inner(word, emit));
            }
            CutMode::Full => self.every_word(block, emit),
        }
    }

    /// Hands over the words of the exact mode, each with its characters.
    #[inline]
    fn cut_exactly(
        &self,
        text: &str,
        block: Block<'_>,
        plain: bool,
        route: &mut Route,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        if block.len() == 1 {
            return emit(block);
        }
        if plain && self.hmm.is_some() {
            return self.cut_unknown(text, block, choices, emit);
        }
        route.find(self.words, block.characters, block.chars);
        // Single characters that still wait to be joined, from this one on.
        let mut waiting: Option<(usize, usize)> = None;
        let (mut at, mut start) = (0, block.start);
        while let Some(&step) = route.steps(block.len()).get(at) {
            let word = block.part(at, at + step as usize, start);
            if step == 1 && (self.hmm.is_some() || block.characters[at].is(class::ALPHANUMERIC)) {
                waiting.get_or_insert((at, start));
            } else {
                if let Some((from, start)) = waiting.take() {
                    self.cut_singles(text, block.part(from, at, start), choices, emit);
                }
                emit(word);
            }
            (at, start) = (at + step as usize, word.end);
        }
        if let Some((from, start)) = waiting {
            self.cut_singles(text, block.part(from, at, start), choices, emit);
        }
    }

    /// Hands over the parts of a word that the search mode adds, then the word.
    fn cut_inner(&self, word: Block<'_>, emit: &mut impl FnMut(Piece)) {
        self.parts(word, emit);
        for length in 2..word.len().min(4) {
            let mut start = word.start;
            for at in 0..=word.len() - length {
                let part = word.part(at, at + length, start);
                if self.words.contain(part.characters, part.chars) {
                    emit(Piece { inner: true, ..part.piece() });
                }
                start += word.characters[at].len();
            }
        }
        emit(word.piece());
    }

    /// The parts of `WES-5.4.5` that could be searched for by themselves: those with a letter and
    /// at least two bytes.
    fn parts(&self, word: Block<'_>, emit: &mut impl FnMut(Piece)) {
        let connector = |character: &Character| character.is(class::CONNECTOR);
        if !word.characters.iter().any(connector) {
            return;
        }
        let (mut from, mut start) = (0, word.start);
        for part in word.characters.split(connector) {
            let to = from + part.len();
            let piece = word.part(from, to, start).piece();
            let is_letter = |c: &Character| c.is(class::ALPHANUMERIC) && c.is(class::LETTER);
            if part.iter().any(is_letter) && piece.end - piece.start >= 2 {
                emit(Piece { inner: true, ..piece });
            }
            let connector = word.characters.get(to).map_or(0, |character| character.len());
            (from, start) = (to + 1, piece.end + connector);
        }
    }

    fn cut_full(&self, text: &str, start: usize, scratch: &mut Scratch, emit: &mut impl FnMut(Piece)) {
        let mut at = start;
        while let Some(first) = self.table.at(text, at) {
            let block_start = at;
            scratch.block.clear();
            scratch.chars.clear();
            let kind = |character: Character| (character.is(class::HAN), character.is(class::TOGETHER));
            while let Some(character) =
                self.table.at(text, at).filter(|&character| kind(character) == kind(first))
            {
                scratch.block.push(character);
                self.push_char(text, at, &mut scratch.chars);
                at += character.len();
                // A character of no kind stands alone.
                if kind(first) == (false, false) {
                    break;
                }
            }
            let block =
                Block { characters: &scratch.block, chars: &scratch.chars, start: block_start, end: at };
            if first.is(class::HAN) {
                self.every_word(block, emit);
            } else {
                emit(block.piece());
            }
        }
    }

    /// Hands over every word of the dictionary that the block spells.
    fn every_word(&self, block: Block<'_>, emit: &mut impl FnMut(Piece)) {
        let (mut start, mut next) = (block.start, 0);
        self.words.all(block.characters, block.chars, |from, to| {
            while next < from {
                start += block.characters[next].len();
                next += 1;
            }
            emit(block.part(from, to, start).piece());
        });
    }
}

/// The frequency that makes `word` as probable as the words that it falls into now: jieba's rule.
pub(super) fn suggested_frequency(dictionary: &Dictionary, word: &str) -> u64 {
    let base = &dictionary.base;
    let ascii = AsciiPairs::all();
    let cutter = Cutter {
        words: Words::new(dictionary, &dictionary.user, false),
        table: &base.table,
        ascii: &ascii,
        hmm: None,
        mode: CutMode::Exact,
        longest: usize::MAX,
    };
    let mut log = 0.0;
    cutter.cut(word, 0, &mut Scratch::default(), &mut |piece| {
        let frequency = dictionary.frequency(&word[piece.start..piece.end]).unwrap_or(1);
        log = log + (frequency as f64).ln() - dictionary.log_total;
    });
    let suggested = (log + dictionary.log_total).exp() as u64;
    suggested.saturating_add(1).max(dictionary.frequency(word).unwrap_or(1))
}
