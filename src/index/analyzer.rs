//! The analyzer, which cuts a text into terms.

use super::filters::is_stop_word;
use super::options::{AnalyzerOptions, MarkTerms, QueryTerms, StopWords, TermPositions, TermStems};
use super::terms::{TermRecord, Terms};
use super::units::is_mark;
use crate::normalize::Normalizer;
use crate::script::is_invisible;
use crate::tokenize::{Contractions, CutMode, MixedTokenizer};
use crate::{Span, Token, TokenKind, Tokenizer};

/// Makes the terms of documents and queries for a search index.
///
/// The text of a term is normalized by [`Normalizer::for_search`] (NFKC, folded case, simplified characters)
/// unless another normalizer is set. Invisible characters are removed. Documents and queries must be analyzed
/// with the same options. An analyzer is cheap to clone, and threads can share it.
///
/// A tantivy index takes positions and position lengths unchanged. The FTS5 extension of `SQLite` supports
/// neither gaps between positions nor position lengths. For FTS5, use [`MarkTerms::Skip`] and
/// [`QueryTerms::Units`], and set the flag `FTS5_TOKEN_COLOCATED` on a term that has the same position as the
/// term before it.
///
/// ```
/// use bitext::index::{Analyzer, StopWords, TermStems, Terms};
///
/// let analyzer = Analyzer::new().stems(TermStems::English).stop_words(StopWords::Drop);
/// let mut terms = Terms::new();
/// analyzer.document_into("The libraries of 臺灣", &mut terms);
/// let found: Vec<(&str, u32)> = terms.iter().map(|term| (term.text, term.position)).collect();
/// assert_eq!(found, [("librari", 1), ("台", 3), ("台湾", 3), ("湾", 4)]);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    /// The tokenizer, always in search mode.
    tokenizer: MixedTokenizer,
    options: AnalyzerOptions,
}

/// A term whose text is not yet normalized.
#[derive(Clone, Copy)]
struct RawTerm {
    span: Span,
    kind: TokenKind,
    position: u32,
    position_length: u32,
    phrase: u32,
}

impl Analyzer {
    /// Creates an analyzer with the default tokenizer. Takes as long as [`MixedTokenizer::new`], so make one and
    /// clone it.
    #[cfg(feature = "dictionary")]
    #[must_use]
    pub fn new() -> Self {
        Self::with_tokenizer(MixedTokenizer::new())
    }

    /// Creates an analyzer with the dictionary, added words and options of `tokenizer`, except for two options: the
    /// mode is always search mode, and contractions are always split, so that `China` finds `China's`.
    #[must_use]
    pub fn with_tokenizer(tokenizer: MixedTokenizer) -> Self {
        let english = tokenizer.options().english.contractions(Contractions::Split);
        let tokenizer = tokenizer.english(english).mode(CutMode::Search);
        Self { tokenizer, options: AnalyzerOptions::default() }
    }

    /// Sets the normalizer of the texts of terms: [`Normalizer::for_search`] by default.
    #[must_use]
    pub fn normalizer(mut self, normalizer: Normalizer) -> Self {
        self.options.normalizer = normalizer;
        self
    }

    /// Sets how positions are counted: [`TermPositions::ByUnit`] by default.
    #[must_use]
    pub fn positions(mut self, positions: TermPositions) -> Self {
        self.options.positions = positions;
        self
    }

    /// Sets how punctuation is treated: [`MarkTerms::Gap`] by default.
    #[must_use]
    pub fn marks(mut self, marks: MarkTerms) -> Self {
        self.options.marks = marks;
        self
    }

    /// Sets whether English words are stemmed: [`TermStems::Off`] by default.
    #[must_use]
    pub fn stems(mut self, stems: TermStems) -> Self {
        self.options.stems = stems;
        self
    }

    /// Sets how stop words are treated: [`StopWords::Keep`] by default.
    #[must_use]
    pub fn stop_words(mut self, stop_words: StopWords) -> Self {
        self.options.stop_words = stop_words;
        self
    }

    /// Sets which terms a query has if positions are counted by unit: [`QueryTerms::Fewest`] by default.
    #[must_use]
    pub fn query_terms(mut self, query_terms: QueryTerms) -> Self {
        self.options.query_terms = query_terms;
        self
    }

    /// Returns all options.
    #[must_use]
    pub fn options(&self) -> AnalyzerOptions {
        self.options
    }

    /// Sets all options.
    #[must_use]
    pub fn with_options(mut self, options: AnalyzerOptions) -> Self {
        self.options = options;
        self
    }

    /// Returns the tokenizer, in search mode.
    #[must_use]
    pub fn tokenizer(&self) -> &MixedTokenizer {
        &self.tokenizer
    }

    /// Replaces the content of `out` with the terms of a document.
    ///
    /// Time O(n · w) for a text of n bytes in which at most w words of up to 64 characters begin at the same character.
    /// No memory is allocated once `out` is large enough, except for stems that are not yet cached.
    pub fn document_into(&self, text: &str, out: &mut Terms) {
        out.clear();
        match self.options.positions {
            TermPositions::ByUnit => self.document_units(text, out),
            TermPositions::ByWord => self.words(text, None, out),
        }
    }

    /// Replaces the content of `out` with the terms of a query. White space separates phrases. The query
    /// `北京大学 地图` finds documents with both words, in any order. The query `北京大学地图` finds documents
    /// in which 地图 directly follows 北京大学.
    ///
    /// Time and memory as for [`Analyzer::document_into`].
    pub fn query_into(&self, text: &str, out: &mut Terms) {
        self.query(text, true, out);
    }

    /// Replaces the content of `out` with the terms of a query that is a single phrase, such as a text between
    /// quotation marks. White space does not separate phrases.
    pub fn phrase_into(&self, text: &str, out: &mut Terms) {
        self.query(text, false, out);
    }

    fn query(&self, text: &str, splits: bool, out: &mut Terms) {
        out.clear();
        let begins_phrase = |at: usize| splits && text[..at].ends_with(char::is_whitespace);
        match self.options.positions {
            TermPositions::ByUnit => self.query_units(text, begins_phrase, out),
            TermPositions::ByWord => self.words(text, Some(&begins_phrase), out),
        }
    }

    /// Appends the units of a document and the words that begin at each unit.
    fn document_units(&self, text: &str, out: &mut Terms) {
        let mut units = std::mem::take(&mut out.units);
        units.read(text, self.tokenizer.chinese());
        let mut position = 0;
        for (at, unit) in units.units.iter().enumerate() {
            let start = RawTerm { span: unit.span, kind: unit.kind, position, position_length: 1, phrase: 0 };
            if self.is_term(unit) {
                self.push(text, start, out);
            }
            units.words_at(self.tokenizer.chinese(), at, |length| {
                let word = &units.units[at..at + length];
                let position_length = self.position_length(word);
                let kind = kind_of(word);
                let span = Span::new(unit.span.start, word[length - 1].span.end);
                self.push(text, RawTerm { span, kind, position_length, ..start }, out);
            });
            position += u32::from(self.has_position(unit));
        }
        out.units = units;
    }

    /// Appends the terms that cover the units of a query.
    fn query_units(&self, text: &str, begins_phrase: impl Fn(usize) -> bool, out: &mut Terms) {
        let (mut units, mut cover) = (std::mem::take(&mut out.units), std::mem::take(&mut out.cover));
        let chinese = self.tokenizer.chinese();
        units.read(text, chinese);
        let begins = |at: usize| begins_phrase(units.units[at].span.start);
        if self.options.query_terms == QueryTerms::Fewest {
            cover.solve(&units, chinese, begins);
        }
        let (mut at, mut position, mut phrase) = (0, 0, 0);
        while let Some(unit) = units.units.get(at) {
            let length = if self.options.query_terms == QueryTerms::Fewest { cover.length(at) } else { 1 };
            let word = &units.units[at..at + length];
            phrase += u32::from(at > 0 && begins(at));
            let position_length = self.position_length(word);
            if length > 1 || self.is_term(unit) {
                let span = Span::new(unit.span.start, word[length - 1].span.end);
                let term = RawTerm { span, kind: kind_of(word), position, position_length, phrase };
                self.push(text, term, out);
            }
            position += word.iter().filter(|unit| self.has_position(unit)).count() as u32;
            at += length;
        }
        (out.units, out.cover) = (units, cover);
    }

    /// Appends the words of a document or of a query. For a document, `begins_phrase` is `None`, and the parts
    /// of the words are appended too. For a query, `begins_phrase(offset)` is true where a phrase begins.
    fn words(&self, text: &str, begins_phrase: Option<&dyn Fn(usize) -> bool>, out: &mut Terms) {
        let mut tokens = std::mem::take(&mut out.tokens);
        tokens.clear();
        self.tokenizer.tokenize_into(text, &mut tokens);
        let (mut phrase, mut skipped) = (0, 0);
        for (number, token) in (1..).zip(&tokens) {
            if let Some(begins_phrase) = begins_phrase {
                // Skip the parts of a word, which come before the word.
                if tokens.get(number).is_some_and(|next| next.position == token.position) {
                    continue;
                }
                phrase += u32::from(number > 1 && begins_phrase(token.span.start));
            }
            let position = token.position.wrapping_sub(skipped);
            if self.is_term(token) {
                let Token { span, kind, .. } = *token;
                self.push(text, RawTerm { span, kind, position, position_length: 1, phrase }, out);
            }
            skipped += u32::from(!self.has_position(token));
        }
        out.tokens = tokens;
    }

    fn is_term(&self, token: &Token) -> bool {
        self.options.marks == MarkTerms::Term || !is_mark(token)
    }

    fn has_position(&self, token: &Token) -> bool {
        self.options.marks != MarkTerms::Skip || !is_mark(token)
    }

    /// Returns the number of positions that a word takes, at least 1.
    fn position_length(&self, units: &[Token]) -> u32 {
        (units.iter().filter(|unit| self.has_position(unit)).count() as u32).max(1)
    }

    /// Appends a term with its normalized text, unless that text is empty or a stop word that is dropped.
    #[inline]
    fn push(&self, text: &str, term: RawTerm, out: &mut Terms) {
        let source = term.span.of(text);
        let start = out.text.len();
        if !source.is_ascii() && source.contains(is_invisible) {
            for part in source.split(is_invisible) {
                self.options.normalizer.normalize_into(part, &mut out.text);
            }
        } else {
            self.options.normalizer.normalize_into(source, &mut out.text);
        }
        // `Mr.` and `U.S.` become `Mr` and `U.S`, so that queries without the full stop find them.
        if term.kind == TokenKind::Word && out.text.len() > start + 1 && out.text.ends_with('.') {
            out.text.pop();
        }
        let made = &out.text[start..];
        if made.is_empty() || self.options.stop_words == StopWords::Drop && is_stop_word(made) {
            out.text.truncate(start);
            return;
        }
        let is_english = term.kind == TokenKind::Word && made.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_english && self.options.stems == TermStems::English {
            out.stems.replace(&mut out.text, start);
        }
        let RawTerm { span, kind, position, position_length, phrase } = term;
        let end = out.text.len();
        out.records.push(TermRecord { start, end, span, kind, position, position_length, phrase });
    }
}

/// Returns [`TokenKind::Han`] for a word with a Chinese unit, and otherwise the kind of the first unit.
fn kind_of(units: &[Token]) -> TokenKind {
    let is_han = |unit: &Token| unit.kind == TokenKind::Han;
    if units.iter().any(is_han) {
        return TokenKind::Han;
    }
    units.first().map_or(TokenKind::Other, |unit| unit.kind)
}

#[cfg(feature = "dictionary")]
impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}
