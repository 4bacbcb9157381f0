//! One language of a document, prepared for comparison: tokens with types and classes, lengths, marks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::weights::LONGEST_QUOTE;
use crate::tables::{FastHash, Fnv1a};

/// Index in a [`TypeTable`] of a type. A type is a distinct token: all occurrences of `the` have the same type.
pub(crate) type TypeId = u32;

/// Classes of tokens. Some are more reliable evidence than others, so each class has a weight in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum TokenClass {
    /// A content word. A Chinese content word has at least two characters.
    Content = 0,
    /// A stop word; in Chinese, also any single character.
    FunctionWord = 1,
    Punctuation = 2,
    /// A number; in Chinese, also a Latin word.
    Number = 3,
    /// A capitalized English word that does not start a sentence.
    Capitalized = 4,
}

/// A token of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SideToken {
    pub(crate) id: TypeId,
    pub(crate) class: TokenClass,
    /// Byte range in the sentence.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Distance of the middle of the token from the start of the side, in half characters. The value may wrap around;
    /// only differences within a bead are used.
    pub(crate) middle: u32,
}

/// Marks at the start and the end of a sentence, which affect the scores of the cuts before and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SentenceMarks {
    /// The sentence starts with an opening quotation mark.
    pub(crate) opens: bool,
    /// The sentence ends with a closing quotation mark.
    pub(crate) closes: bool,
    /// The sentence ends with a question mark.
    pub(crate) asks: bool,
    /// The sentence has no final mark.
    pub(crate) unfinished: bool,
    /// A quotation is open after the sentence.
    pub(crate) quoted: bool,
}

/// The sentences of one language.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// The tokens of all sentences, in order.
    pub(crate) tokens: Vec<SideToken>,
    /// `starts[i]` is the index of the first token of sentence i. One entry more than sentences: the last is
    /// `tokens.len()`.
    pub(crate) starts: Vec<u32>,
    /// `scale[i]` is the position of the start of sentence i, in the units of [`SideToken::middle`]. One entry more
    /// than sentences: the last is the position of the end.
    pub(crate) scale: Vec<u32>,
    /// `chars[i]` is the number of characters before sentence i. One entry more than sentences: the last is the total.
    pub(crate) chars: Vec<u64>,
    /// `latin[i]` is the number of Latin characters before sentence i; 0 on the English side. One entry more than
    /// sentences: the last is the total.
    pub(crate) latin: Vec<u64>,
    /// Whether each sentence repeats an earlier sentence of the side.
    pub(crate) repeats: Vec<bool>,
    pub(crate) marks: Vec<SentenceMarks>,
    pub(crate) types: TypeTable,
    pub(crate) has_quotes: bool,
    /// When each sentence is shown: start and end in seconds, on the same clock for both sides. Empty if the text has
    /// no times.
    pub(crate) times: Vec<(f64, f64)>,
}

impl Side {
    /// Returns the number of sentences.
    pub(crate) fn len(&self) -> usize {
        self.marks.len()
    }

    pub(crate) fn tokens_of(&self, sentence: usize) -> &[SideToken] {
        self.tokens_within((sentence, sentence + 1))
    }

    pub(crate) fn tokens_within(&self, (first, end): (usize, usize)) -> &[SideToken] {
        &self.tokens[self.starts[first] as usize..self.starts[end] as usize]
    }

    /// Returns the number of tokens in the sentences from `first` up to `end`.
    pub(crate) fn token_count(&self, first: usize, end: usize) -> usize {
        (self.starts[end] - self.starts[first]) as usize
    }

    /// Returns the number of characters in the sentences from `first` up to `end`.
    pub(crate) fn char_count(&self, first: usize, end: usize) -> f32 {
        (self.chars[end] - self.chars[first]) as f32
    }

    /// Whether a sentence ends with a question mark.
    pub(crate) fn asks(&self, sentence: usize) -> bool {
        self.marks[sentence].asks
    }

    /// Returns the expected number of characters of a translation of the Chinese sentences from `first` up to `end`,
    /// with `ratio` English characters per Chinese character. Latin text keeps its length.
    pub(crate) fn expected_chars(&self, first: usize, end: usize, ratio: f32) -> f32 {
        let latin = self.latin_count(first, end);
        ratio * (self.char_count(first, end) - latin) + latin
    }

    /// Returns the number of Latin characters in the Chinese sentences from `first` up to `end`.
    pub(crate) fn latin_count(&self, first: usize, end: usize) -> f32 {
        (self.latin[end] - self.latin[first]) as f32
    }

    /// Whether a sentence has a final mark.
    pub(crate) fn is_finished(&self, sentence: usize) -> bool {
        !self.marks[sentence].unfinished
    }
}

/// The distinct tokens of a side with their counts.
#[derive(Debug, Default)]
pub(crate) struct TypeTable {
    /// The id of each text. Empty in a part of a side.
    ids: HashMap<Arc<str>, TypeId, FastHash>,
    /// The text of each type, shared with the parts of the side.
    pub(crate) texts: Vec<Arc<str>>,
    pub(crate) counts: Vec<u32>,
}

impl TypeTable {
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn id(&self, text: &str) -> Option<TypeId> {
        self.ids.get(text).copied()
    }

    /// Returns the id of a type, added with a count of 0 if it is new.
    pub(crate) fn intern(&mut self, text: &str) -> TypeId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let text: Arc<str> = text.into();
        let id = self.push(Arc::clone(&text));
        self.ids.insert(text, id);
        id
    }

    /// Adds a type with a count of 0, which [`id`](Self::id) does not find. Returns its id.
    pub(super) fn push(&mut self, text: Arc<str>) -> TypeId {
        self.texts.push(text);
        self.counts.push(0);
        (self.texts.len() - 1) as TypeId
    }
}

/// The effect of a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteMark {
    Open,
    Close,
}

/// Builds a side token by token and sentence by sentence.
#[derive(Debug)]
pub(crate) struct SideBuilder {
    side: Side,
    /// Position after the last token, in half characters.
    position: u32,
    in_quote: bool,
    /// Number of sentences since the last quotation mark.
    quote_age: usize,
    /// Hashes of the sentences so far that have at least [`MIN_REPEATED_TOKENS`] tokens.
    seen: HashSet<u64, FastHash>,
}

/// Minimum number of tokens of a sentence that counts as a repetition. Shorter sentences, such as headings, recur
/// without being copies.
const MIN_REPEATED_TOKENS: usize = 4;

impl SideBuilder {
    pub(crate) fn new() -> Self {
        let side =
            Side { starts: vec![0], scale: vec![0], chars: vec![0], latin: vec![0], ..Side::default() };
        Self { side, position: 0, in_quote: false, quote_age: 0, seen: HashSet::default() }
    }

    pub(crate) fn types(&mut self) -> &mut TypeTable {
        &mut self.side.types
    }

    /// Adds a token to the sentence. `width` is the length of the token in characters after normalization, such as
    /// stemming.
    pub(crate) fn token(&mut self, id: TypeId, class: TokenClass, span: Range<usize>, width: usize) {
        let middle = self.position.wrapping_add(width as u32);
        self.position = middle.wrapping_add(width as u32);
        self.side.types.counts[id as usize] += 1;
        self.side.tokens.push(SideToken {
            id,
            class,
            start: span.start as u32,
            end: span.end as u32,
            middle,
        });
    }

    /// Adds a punctuation mark to the sentence.
    pub(crate) fn mark(&mut self, text: &str, span: Range<usize>) {
        let id = self.types().intern(text);
        self.token(id, TokenClass::Punctuation, span, 1);
    }

    /// Opens or closes a quotation. Adds no token.
    pub(crate) fn quote(&mut self, quote: QuoteMark) {
        self.side.has_quotes = true;
        self.in_quote = quote == QuoteMark::Open;
        self.quote_age = 0;
    }

    /// Ends the sentence, which has `chars` characters. In Chinese, `latin` of these belong to Latin text; in English,
    /// `latin` is 0. `marks.quoted` is ignored: the builder computes it.
    pub(crate) fn end_sentence(&mut self, chars: usize, latin: usize, marks: SentenceMarks) {
        let repeats = self.is_repeated();
        self.quote_age += 1;
        if self.quote_age > LONGEST_QUOTE {
            self.in_quote = false;
        }
        let side = &mut self.side;
        side.marks.push(SentenceMarks { quoted: self.in_quote, ..marks });
        side.starts.push(side.tokens.len() as u32);
        side.repeats.push(repeats);
        side.latin.push(side.latin[side.latin.len() - 1] + latin.min(chars) as u64);
        side.chars.push(side.chars[side.chars.len() - 1] + chars as u64);
        side.scale.push(self.position);
    }

    /// Adds a copy of a token of another side. The copy has the type `id` of this side, but keeps its position in the
    /// other side.
    pub(super) fn copied_token(&mut self, id: TypeId, token: &SideToken) {
        self.side.types.counts[id as usize] += 1;
        self.side.tokens.push(SideToken { id, ..*token });
    }

    /// Ends a sentence whose tokens were all copied from the sentence `from` of another side.
    pub(super) fn copied_sentence(&mut self, other: &Side, from: usize) {
        let repeats = self.is_repeated();
        let side = &mut self.side;
        if side.marks.is_empty() {
            side.scale[0] = other.scale[from];
        }
        side.marks.push(other.marks[from]);
        side.starts.push(side.tokens.len() as u32);
        side.repeats.push(repeats);
        side.latin.push(side.latin[side.latin.len() - 1] + other.latin[from + 1] - other.latin[from]);
        side.chars.push(side.chars[side.chars.len() - 1] + other.chars[from + 1] - other.chars[from]);
        side.scale.push(other.scale[from + 1]);
    }

    /// Whether the current sentence has the same tokens as an earlier sentence, and at least [`MIN_REPEATED_TOKENS`].
    fn is_repeated(&mut self) -> bool {
        let start = self.side.starts.last().map_or(0, |&start| start as usize);
        let tokens = &self.side.tokens[start..];
        if tokens.len() < MIN_REPEATED_TOKENS {
            return false;
        }
        let hash = tokens.iter().fold(Fnv1a::new(), |hash, token| hash.add(token.id.into()));
        !self.seen.insert(hash.finish())
    }

    pub(crate) fn build(self) -> Side {
        self.side
    }
}

/// Returns the token of a punctuation mark, the same for both languages. Marks that are not listed have no token.
pub(crate) fn mark_token(c: char) -> Option<&'static str> {
    Some(match c {
        '?' | '？' => "?",
        '!' | '！' => "!",
        '"' | '“' | '”' => "\"",
        ':' | '：' => ":",
        ';' | '；' => ";",
        '…' => "…",
        '—' => "—",
        '(' | '（' => "(",
        ')' | '）' => ")",
        _ => return None,
    })
}
