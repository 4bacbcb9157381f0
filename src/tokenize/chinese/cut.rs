//! Cuts a text into blocks, and blocks into words: jieba's exact, search and full mode.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::characters::{Character, CharacterTable, class, folded};
use super::dictionary::Dictionary;
use super::hmm::Hmm;
use super::route::{Route, Words};
use super::user_words::{NodeHasher, UserWords};

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
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) classes: u32,
    pub(super) inner: bool,
}

/// Memory that is reused from text to text.
#[derive(Debug, Default)]
pub(in super::super) struct Scratch {
    block: Vec<Character>,
    chars: Vec<char>,
    route: Route,
    choices: Vec<u8>,
}

impl Scratch {
    /// Characters of a block whose memory is kept for the next text.
    const KEPT: usize = 1 << 16;

    pub(super) fn shrink(&mut self) {
        if self.block.capacity() > Self::KEPT {
            *self = Self::default();
        }
        self.route.shrink(Self::KEPT);
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

/// First two characters of the dictionary's words that are all ASCII (`AT&T`, `C++`): a block of
/// ASCII without them needs no look-up.
#[derive(Clone, Debug)]
pub(super) struct AsciiPairs(Box<[u128; 128]>);

impl Default for AsciiPairs {
    fn default() -> Self {
        Self(Box::new([0; 128]))
    }
}

impl AsciiPairs {
    pub(super) fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            _ if !word.is_ascii() => {}
            [first, second, ..] => self.0[usize::from(first)] |= 1 << second,
            // A single character is a word by itself in any case.
            _ => {}
        }
    }

    #[inline(always)]
    fn contain(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first & 0x7f)] >> (second & 0x7f) & 1 == 1
    }
}

/// Pairs of characters at which a word of the dictionary goes over from Chinese to letters and
/// digits, or back: `T恤`, `卡拉OK`.
#[derive(Clone, Debug, Default)]
pub(super) struct Joints(HashSet<(char, char), BuildHasherDefault<NodeHasher>>);

impl Joints {
    pub(super) fn add(&mut self, word: &str, table: &CharacterTable) {
        for (left, right) in word.chars().zip(word.chars().skip(1)) {
            if table.of(left).is(class::HAN) != table.of(right).is(class::HAN) {
                self.0.insert((left, right));
            }
        }
    }

    #[inline]
    fn contain(&self, left: char, right: char) -> bool {
        self.0.contains(&(left, right))
    }
}

/// What a block is cut from: its characters and where it starts in the text.
#[derive(Clone, Copy)]
struct Block<'s> {
    characters: &'s [Character],
    chars: &'s [char],
    start: usize,
}

impl<'s> Block<'s> {
    fn part(self, from: usize, to: usize, start: usize) -> Self {
        Self { characters: &self.characters[from..to], chars: self.chars.get(from..to).unwrap_or(&[]), start }
    }

    #[inline(always)]
    fn piece(self) -> Piece {
        let (mut end, mut classes) = (self.start, 0);
        for character in self.characters {
            end += character.len();
            classes |= character.classes();
        }
        Piece { start: self.start, end, classes, inner: false }
    }
}

impl Cutter<'_> {
    /// Cuts `text[start..end]` and hands over its pieces in order, white space among them.
    pub(super) fn cut(
        &self,
        text: &str,
        start: usize,
        end: usize,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) {
        match self.mode {
            CutMode::Full => self.cut_full(text, start, end, scratch, emit),
            CutMode::Exact | CutMode::Search => self.cut_blocks(text, start, end, scratch, emit),
        }
    }

    /// Cuts one stretch of Chinese that begins at `start`, where everything up to `from` belongs
    /// to it in any case, and returns its end. Letters and digits after Chinese characters belong
    /// to it if a word of the dictionary goes on into them.
    pub(super) fn cut_stretch(
        &self,
        text: &str,
        (start, from, end): (usize, usize, usize),
        joints: &Joints,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) -> usize {
        let needs_chars = self.words.needs_characters();
        let Scratch { block, chars, route, choices } = scratch;
        block.clear();
        chars.clear();
        let mut at = start;
        // Up to here letters and digits belong to the stretch.
        let mut inside = from;
        let mut last = '\0';
        for c in text[start..end].chars() {
            let character = self.table.of(c);
            if at >= inside && !character.is(class::HAN) {
                if !joints.contain(last, c) {
                    break;
                }
                match self.words_into(&text[at..end], block, chars) {
                    0 => break,
                    length => inside = at + length,
                }
            }
            block.push(character);
            if needs_chars {
                chars.push(self.folded(c, chars.last()));
            }
            at += character.len();
            last = c;
        }
        let block = Block { characters: block, chars, start };
        self.cut_block(text, block, false, route, choices, emit);
        at
    }

    /// How many bytes of `rest` belong to words of the dictionary that begin in the Chinese
    /// characters of `before`; 0 if the word would leave a letter or digit behind.
    fn words_into(&self, rest: &str, before: &[Character], chars: &[char]) -> usize {
        let tail: Vec<_> = rest.chars().take(Self::LONGEST_TAIL + 1).map(|c| (c, self.table.of(c))).collect();
        let is_part =
            |at: usize| tail.get(at).is_some_and(|(_, c)| !c.is(class::HAN) && c.is(class::ALPHANUMERIC));
        let first = before.len().saturating_sub(Self::LONGEST_HEAD);
        let mut longest = 0;
        for from in first..before.len() {
            let mut characters = before[from..].to_vec();
            let mut spelled = chars.get(from..).map_or_else(Vec::new, <[char]>::to_vec);
            for (at, &(c, character)) in tail.iter().enumerate() {
                if !character.is(class::BLOCK) || character.is(class::HAN) {
                    break;
                }
                characters.push(character);
                spelled.push(self.folded(c, None));
                if !is_part(at + 1) && self.words.contain(&characters, &spelled) {
                    longest = longest.max(at + 1);
                }
            }
        }
        tail[..longest].iter().map(|(_, character)| character.len()).sum()
    }

    /// Characters of a word before and after the place where its Chinese part ends; both more than
    /// any such word of jieba's has, and the bound keeps time linear.
    const LONGEST_HEAD: usize = 8;
    const LONGEST_TAIL: usize = 12;

    /// Where a word of the dictionary begins that has letters or digits before the Chinese
    /// character at `at`, but not before `from`; or `at`.
    pub(super) fn word_before(&self, text: &str, from: usize, at: usize, joints: &Joints) -> usize {
        let Some(first) = text[at..].chars().next() else { return at };
        let mut before = text[from..at].chars().rev();
        if !before.next().is_some_and(|c| joints.contain(c, first)) {
            return at;
        }
        let is_part = |c: &char| c.is_alphanumeric() && !self.table.of(*c).is(class::HAN);
        let head = text[from..at].chars().rev().take_while(is_part).take(Self::LONGEST_HEAD + 1);
        let len: usize = head.clone().map(char::len_utf8).sum();
        if head.count() > Self::LONGEST_HEAD {
            return at;
        }
        let start = at - len;
        let letters = text[start..at].chars().count();
        let mut characters = Vec::new();
        let mut spelled = Vec::new();
        for c in text[start..].chars().take(letters + Self::LONGEST_TAIL) {
            characters.push(self.table.of(c));
            spelled.push(self.folded(c, spelled.last()));
            if characters.len() > letters && self.words.contain(&characters, &spelled) {
                return start;
            }
        }
        at
    }

    /// Hands over the parts of a word that the search mode adds, then the word.
    fn cut_inner(&self, word: Block<'_>, emit: &mut impl FnMut(Piece)) {
        self.parts(word, emit);
        for length in 2..=3 {
            if word.characters.len() <= length {
                break;
            }
            let mut start = word.start;
            for (at, part) in word.characters.windows(length).enumerate() {
                if self.words.contain(part, word.chars.get(at..at + length).unwrap_or(&[])) {
                    emit(Piece { inner: true, ..word.part(at, at + length, start).piece() });
                }
                start += part[0].len();
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
            let has_letter =
                part.iter().any(|character| character.is(class::ALPHANUMERIC) && character.is(class::LETTER));
            if has_letter && piece.end - piece.start >= 2 {
                emit(Piece { inner: true, ..piece });
            }
            let connector = word.characters.get(to).map_or(0, |character| character.len());
            (from, start) = (to + 1, piece.end + connector);
        }
    }

    /// Cuts block by block; what stands between blocks is handed over character by character.
    fn cut_blocks(
        &self,
        text: &str,
        start: usize,
        end: usize,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) {
        let needs_chars = self.words.needs_characters();
        let Scratch { block, chars, route, choices } = scratch;
        let mut at = start;
        while at < end {
            let block_start = at;
            block.clear();
            chars.clear();
            // Whether no word of the dictionary can stand here.
            let mut plain = true;
            let mut last = 0_u8;
            let mut other = None;
            for c in text[at..end].chars() {
                let character = self.table.of(c);
                if !character.is(class::BLOCK) {
                    other = Some(character);
                    break;
                }
                plain &= c.is_ascii() && !self.ascii.contain(last, c as u8);
                last = c as u8;
                block.push(character);
                if needs_chars {
                    chars.push(self.folded(c, chars.last()));
                }
                at += character.len();
            }
            if !block.is_empty() {
                let block = Block { characters: block, chars, start: block_start };
                self.cut_block(text, block, plain, route, choices, emit);
            }
            if let Some(other) = other {
                // jieba keeps the two characters of a line end together; both are white space here.
                let next = at + other.len();
                emit(Piece { start: at, end: next, classes: other.classes(), inner: false });
                at = next;
            }
        }
    }

    /// The character that is looked up for `c` after `before`.
    fn folded(&self, c: char, before: Option<&char>) -> char {
        match before {
            Some(&before) if c == '々' && self.table.of(c).is(class::HAN) => before,
            _ => folded(c, self.table.folding, self.table.signs),
        }
    }

    fn cut_block(
        &self,
        text: &str,
        block: Block<'_>,
        plain: bool,
        route: &mut Route,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Piece),
    ) {
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
    fn cut_exactly(
        &self,
        text: &str,
        block: Block<'_>,
        plain: bool,
        route: &mut Route,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        let len = block.characters.len();
        if len == 1 {
            return emit(block);
        }
        if plain && self.hmm.is_some() {
            return self.cut_unknown(text, block, choices, emit);
        }
        route.find(self.words, block.characters, block.chars);
        let steps = &route.steps[..len];
        let (mut at, mut byte) = (0, block.start);
        // Single characters that still wait to be joined, and the byte where they start.
        let mut waiting: Option<(usize, usize)> = None;
        while at < len {
            let step = steps[at] as usize;
            let joins = step == 1 && (self.hmm.is_some() || block.characters[at].is(class::ALPHANUMERIC));
            if joins {
                waiting.get_or_insert((at, byte));
                byte += block.characters[at].len();
            } else {
                if let Some((from, start)) = waiting.take() {
                    self.cut_singles(text, block.part(from, at, start), choices, emit);
                }
                let word = block.part(at, at + step, byte);
                byte += word.characters.iter().map(|character| character.len()).sum::<usize>();
                emit(word);
            }
            at += step;
        }
        if let Some((from, start)) = waiting {
            self.cut_singles(text, block.part(from, len, start), choices, emit);
        }
    }

    /// Cuts a run of characters that the dictionary left single.
    fn cut_singles(
        &self,
        text: &str,
        run: Block<'_>,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        if run.characters.len() == 1 || self.hmm.is_none() {
            return emit(run);
        }
        if self.words.contain(run.characters, run.chars) {
            // A word that the best way passed over: its characters were more probable.
            return Self::cut_characters(run, emit);
        }
        self.cut_unknown(text, run, choices, emit);
    }

    fn cut_characters(run: Block<'_>, emit: &mut impl FnMut(Block<'_>)) {
        let mut start = run.start;
        for at in 0..run.characters.len() {
            emit(run.part(at, at + 1, start));
            start += run.characters[at].len();
        }
    }

    /// Cuts characters by the hidden Markov model, and those that it does not know into runs of
    /// letters and digits and what stands between them.
    fn cut_unknown(
        &self,
        text: &str,
        run: Block<'_>,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        let (mut from, mut start) = (0, run.start);
        while from < run.characters.len() {
            let of_model = run.characters[from].is(class::MODEL);
            let len = run.characters[from..].iter().take_while(|c| c.is(class::MODEL) == of_model).count();
            let part = run.part(from, from + len, start);
            let end = part.piece().end;
            match self.hmm {
                Some(hmm) if of_model && len > 1 => {
                    let (mut at, mut byte) = (0, start);
                    let mut before = None;
                    let chars = text[start..end].chars().map(|c| {
                        let c = self.folded(c, before.as_ref());
                        before = Some(c);
                        c
                    });
                    hmm.cut(chars, choices, |length| {
                        let word = part.part(at, at + length, byte);
                        at += length;
                        byte = word.piece().end;
                        self.emit_unknown(word, emit);
                    });
                }
                _ if of_model => emit(part),
                _ => self.cut_alphanumeric(part, emit),
            }
            (from, start) = (from + len, end);
        }
    }

    /// A word that nothing but statistics made, unless it is longer than any word can be.
    #[inline]
    fn emit_unknown(&self, word: Block<'_>, emit: &mut impl FnMut(Block<'_>)) {
        if word.characters.len() > self.longest && word.characters.iter().any(|c| c.is(class::HAN)) {
            Self::cut_characters(word, emit);
        } else {
            emit(word);
        }
    }

    /// Letters and digits, joined by `.`, `_` or `-` and with `%` after them, are one word each;
    /// so is whatever stands between.
    fn cut_alphanumeric(&self, run: Block<'_>, emit: &mut impl FnMut(Block<'_>)) {
        let characters = run.characters;
        let alphanumeric = |at: usize| characters.get(at).is_some_and(|c| c.is(class::ALPHANUMERIC));
        let (mut from, mut start) = (0, run.start);
        while from < characters.len() {
            let mut to = from;
            if alphanumeric(from) {
                loop {
                    while alphanumeric(to) {
                        to += 1;
                    }
                    if characters.get(to).is_some_and(|c| c.is(class::CONNECTOR)) && alphanumeric(to + 1) {
                        to += 1;
                    } else {
                        break;
                    }
                }
                to += usize::from(characters.get(to).is_some_and(|c| c.is(class::PERCENT)));
            } else {
                while to < characters.len() && !alphanumeric(to) {
                    to += 1;
                }
            }
            let word = run.part(from, to, start);
            (from, start) = (to, word.piece().end);
            self.emit_unknown(word, emit);
        }
    }

    fn cut_full(
        &self,
        text: &str,
        start: usize,
        end: usize,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) {
        let Scratch { block, chars, .. } = scratch;
        let mut at = start;
        while at < end {
            let block_start = at;
            block.clear();
            chars.clear();
            let mut first = None;
            for c in text[at..end].chars() {
                let character = self.table.of(c);
                let kind = (character.is(class::HAN), character.is(class::TOGETHER));
                // A character of no kind stands alone.
                if *first.get_or_insert(kind) != kind || (kind == (false, false) && at > block_start) {
                    break;
                }
                block.push(character);
                chars.push(self.folded(c, chars.last()));
                at += character.len();
            }
            let block = Block { characters: block, chars, start: block_start };
            if first != Some((true, false)) {
                emit(block.piece());
                continue;
            }
            self.every_word(block, emit);
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
    let ascii = AsciiPairs(Box::new([u128::MAX; 128]));
    let cutter = Cutter {
        words: Words::new(dictionary, &dictionary.user, false),
        table: &base.table,
        ascii: &ascii,
        hmm: None,
        mode: CutMode::Exact,
        longest: usize::MAX,
    };
    let mut log = 0.0;
    cutter.cut(word, 0, word.len(), &mut Scratch::default(), &mut |piece| {
        let frequency = dictionary.frequency(&word[piece.start..piece.end]).unwrap_or(1);
        log = log + (frequency as f64).ln() - dictionary.log_total;
    });
    let suggested = (log + dictionary.log_total).exp() as u64;
    suggested.saturating_add(1).max(dictionary.frequency(word).unwrap_or(1))
}

/// Added words as folding spells them, with those apart that hold characters outside blocks.
pub(super) fn sort_user_words(dictionary: &Dictionary, table: &CharacterTable) -> (UserWords, UserWords) {
    let (mut words, mut phrases) = (UserWords::default(), UserWords::default());
    for word in dictionary.user.words() {
        sort_user_word(word, table, &mut words, &mut phrases);
    }
    (words, phrases)
}

/// Puts one added word where it belongs.
pub(super) fn sort_user_word(
    word: &super::user_words::UserWord,
    table: &CharacterTable,
    words: &mut UserWords,
    phrases: &mut UserWords,
) {
    let spelled: String = word.word.chars().map(|c| folded(c, table.folding, table.signs)).collect();
    let target = if word.word.chars().all(|c| table.of(c).is(class::BLOCK)) { words } else { phrases };
    target.insert(super::user_words::UserWord { word: spelled.into(), ..word.clone() });
}
