//! One side of a document as the aligner reads it: tokens with types and classes, lengths, marks.

use std::collections::HashMap;

use super::weights::LONGEST_QUOTE;

/// Number of a distinct token of the document.
pub(crate) type TypeId = u32;

/// How far a token is trusted. The weights of a class differ by language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// A content word; in Chinese one of two characters or more.
    Content = 0,
    /// A stop word; in Chinese also any single character.
    Light = 1,
    Punctuation = 2,
    /// A number; in Chinese also a Latin word.
    Number = 3,
    /// A capitalised English word inside its sentence.
    Capitalized = 4,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) id: TypeId,
    pub(crate) class: Class,
    /// Bytes of the sentence.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Middle of the token on the scale of the characters compared, from the start of its sentence.
    pub(crate) middle: f32,
}

/// What the edges of a sentence tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) opens: bool,
    pub(crate) closes: bool,
    pub(crate) asks: bool,
    pub(crate) unfinished: bool,
    /// Whether a quotation is open after the sentence.
    pub(crate) quoted: bool,
}

/// The sentences of one language. Tokens of all sentences lie end to end.
#[derive(Debug, Default)]
pub(crate) struct Side {
    pub(crate) words: Vec<Word>,
    /// Where the words of each sentence start; one more at the end.
    pub(crate) starts: Vec<u32>,
    /// Where each sentence starts on the scale of all characters compared; one more at the end. In
    /// `f64`, which is exact for a text of any length.
    pub(crate) scale: Vec<f64>,
    /// Characters of each sentence, summed up; one more than sentences.
    pub(crate) chars: Vec<u64>,
    pub(crate) marks: Vec<Marks>,
    pub(crate) types: Types,
    pub(crate) has_quotes: bool,
}

impl Side {
    pub(crate) fn len(&self) -> usize {
        self.marks.len()
    }

    pub(crate) fn words_of(&self, sentence: usize) -> &[Word] {
        &self.words[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }

    /// Number of tokens of the sentences from `first` up to `end`.
    pub(crate) fn word_count(&self, first: usize, end: usize) -> usize {
        (self.starts[end] - self.starts[first]) as usize
    }

    /// Characters of the sentences from `first` up to `end`.
    pub(crate) fn char_count(&self, first: usize, end: usize) -> f32 {
        (self.chars[end] - self.chars[first]) as f32
    }
}

/// The distinct tokens of a side.
#[derive(Debug, Default)]
pub(crate) struct Types {
    ids: HashMap<Box<str>, TypeId>,
    pub(crate) texts: Vec<Box<str>>,
    pub(crate) counts: Vec<u32>,
}

impl Types {
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn id(&self, text: &str) -> Option<TypeId> {
        self.ids.get(text).copied()
    }

    /// The number of a type, a new one if it was not there; its occurrence is not counted yet.
    pub(crate) fn intern(&mut self, text: &str) -> TypeId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.texts.len() as TypeId;
        self.ids.insert(text.into(), id);
        self.texts.push(text.into());
        self.counts.push(0);
        id
    }
}

/// Collects the sentences of a side one by one.
#[derive(Debug)]
pub(crate) struct Reader {
    side: Side,
    at: f64,
    sentence: f64,
    open: bool,
    open_for: usize,
}

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quote {
    Open,
    Close,
}

impl Reader {
    pub(crate) fn new() -> Self {
        let side = Side { starts: vec![0], scale: vec![0.0], chars: vec![0], ..Side::default() };
        Self { side, at: 0.0, sentence: 0.0, open: false, open_for: 0 }
    }

    pub(crate) fn types(&mut self) -> &mut Types {
        &mut self.side.types
    }

    /// Adds a token of the sentence; `width` is its length in characters as compared.
    pub(crate) fn word(&mut self, id: TypeId, class: Class, span: std::ops::Range<usize>, width: usize) {
        let width = width as f64;
        let middle = (self.at - self.sentence + width / 2.0) as f32;
        self.at += width;
        self.side.types.counts[id as usize] += 1;
        self.side.words.push(Word { id, class, start: span.start as u32, end: span.end as u32, middle });
    }

    pub(crate) fn mark(&mut self, text: &str, span: std::ops::Range<usize>) {
        let id = self.types().intern(text);
        self.word(id, Class::Punctuation, span, 1);
    }

    pub(crate) fn quote(&mut self, quote: Quote) {
        self.side.has_quotes = true;
        self.open = quote == Quote::Open;
        self.open_for = 0;
    }

    /// Ends the sentence. `chars` is its length; `edges` what its first and last characters tell.
    pub(crate) fn end(&mut self, chars: usize, edges: Marks) {
        self.open_for += 1;
        if self.open_for > LONGEST_QUOTE {
            self.open = false;
        }
        let side = &mut self.side;
        side.marks.push(Marks { quoted: self.open, ..edges });
        side.starts.push(side.words.len() as u32);
        side.chars.push(side.chars[side.chars.len() - 1] + chars as u64);
        side.scale.push(self.at);
        self.sentence = self.at;
    }

    pub(crate) fn finish(self) -> Side {
        self.side
    }
}
