//! The tokens that FTS5 indexes and searches for.

use std::sync::Mutex;

use bitext::TokenKind;
use bitext::index::{
    self, Analyzer, AnalyzerOptions, MarkTerms, QueryTerms, Term, TermPositions, TermStems, Terms,
};

use crate::options::{Options, Stems, StopWords, Unit};
use crate::text::text_of;

/// The text of a token that replaces punctuation and dropped stop words. FTS5 counts positions by tokens, so without
/// this token `天地` would match `天。地`. No term has this text, because a full stop is punctuation.
const GAP: &str = ".";

/// The purpose for which a text is tokenized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The text is a document to be indexed or highlighted.
    Document,
    /// The text is a phrase of a query.
    Query,
    /// The text is a phrase of a query, and its last token is the beginning of a word.
    Prefix,
}

/// A token for FTS5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FtsToken<'t> {
    /// The normalized text.
    pub text: &'t str,
    /// Byte offset of the token's first character in the original text.
    pub start: usize,
    /// Byte offset after the token's last character.
    pub end: usize,
    /// Whether the token has the same position as the token before it.
    pub colocated: bool,
}

/// A tokenizer with its options. Each FTS5 table has one.
#[derive(Debug)]
pub struct Tokenizer {
    analyzer: Analyzer,
    /// An analyzer for prefixes: `analyzer` without stems. `None` if `analyzer` makes no stems.
    unstemmed: Option<Analyzer>,
    options: Options,
    /// Buffers for the next call. They are empty while a call is in progress.
    buffers: Mutex<Buffers>,
}

#[derive(Debug, Default)]
struct Buffers {
    terms: Terms,
    prefix: Terms,
}

impl Tokenizer {
    /// Maximum length of a text whose buffers are kept for the next text, in bytes.
    const LONGEST_KEPT: usize = 1 << 20;

    /// Creates a tokenizer with the dictionary and added words of `analyzer`. The options of `analyzer` are ignored.
    #[must_use]
    pub fn new(analyzer: &Analyzer, options: Options) -> Self {
        let Options { unit, stems, stop_words } = options;
        let (positions, stop_words) = match (unit, stop_words) {
            (Unit::Character, _) => (TermPositions::ByUnit, index::StopWords::Keep),
            (Unit::Word, StopWords::Keep) => (TermPositions::ByWord, index::StopWords::Keep),
            (Unit::Word, StopWords::Drop) => (TermPositions::ByWord, index::StopWords::Drop),
        };
        let unstemmed = analyzer
            .clone()
            .with_options(AnalyzerOptions::default())
            .positions(positions)
            .marks(MarkTerms::Gap)
            .query_terms(QueryTerms::Units)
            .stop_words(stop_words);
        let (analyzer, unstemmed) = match stems {
            Stems::None => (unstemmed, None),
            Stems::English => (unstemmed.clone().stems(TermStems::English), Some(unstemmed)),
        };
        Self { analyzer, unstemmed, options, buffers: Mutex::default() }
    }

    /// Calls `emit` with each token of a text until `emit` returns an error. The text may be any bytes.
    ///
    /// Time O(length of the text). Memory is reused between calls, except for texts of more than a megabyte.
    ///
    /// # Errors
    ///
    /// Returns the error of `emit`.
    pub fn tokenize<E>(
        &self,
        bytes: &[u8],
        purpose: Purpose,
        mut emit: impl FnMut(FtsToken<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        // Nested calls from `emit`, and calls on other threads, use separate buffers.
        let mut buffers =
            self.buffers.try_lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default();
        let text = text_of(bytes);
        let done = self.tokenize_with(&text, purpose, &mut buffers, &mut emit);
        if bytes.len() <= Self::LONGEST_KEPT
            && let Ok(mut kept) = self.buffers.try_lock()
        {
            *kept = buffers;
        }
        done
    }

    fn tokenize_with<E>(
        &self,
        text: &str,
        purpose: Purpose,
        buffers: &mut Buffers,
        emit: &mut impl FnMut(FtsToken<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Buffers { terms, prefix } = buffers;
        match (self.options.unit, purpose) {
            (Unit::Word, Purpose::Document) => self.analyzer.document_into(text, terms),
            // With `Unit::Character`, documents have the same tokens as queries: the characters of each word, not the
            // word.
            _ => self.analyzer.phrase_into(text, terms),
        }
        let mut writer = Writer { emit, end: None };
        let mut first = 0;
        while let Some(term) = terms.get(first) {
            let mut last = first;
            while terms.get(last + 1).is_some_and(|next| next.position == term.position) {
                last += 1;
            }
            // The terms of a position are the parts of a word and then the word. The word is written first, because
            // FTS5 highlights the first token of a position.
            let word = terms.get(last).unwrap_or(term);
            if !self.is_dropped(text, &word) {
                writer.begin(&word)?;
                if purpose == Purpose::Prefix && last + 1 == terms.len() {
                    self.write_unstemmed(text, &word, prefix, &mut writer)?;
                }
                writer.write(&word)?;
                for part in (first..last).filter_map(|at| terms.get(at)) {
                    writer.write(&part)?;
                }
            }
            first = last + 1;
        }
        Ok(())
    }

    /// Writes the last word of a prefix query unstemmed, before its stem. The word may be incomplete, and a term
    /// that begins with the word need not begin with its stem.
    fn write_unstemmed<E, F: FnMut(FtsToken<'_>) -> Result<(), E>>(
        &self,
        text: &str,
        word: &Term<'_>,
        terms: &mut Terms,
        writer: &mut Writer<'_, F>,
    ) -> Result<(), E> {
        let Some(unstemmed) = &self.unstemmed else { return Ok(()) };
        unstemmed.phrase_into(word.span.of(text), terms);
        match terms.get(0) {
            Some(mut term) if terms.len() == 1 && term.text != word.text => {
                (term.span, term.position) = (word.span, word.position);
                writer.write(&term)
            }
            _ => Ok(()),
        }
    }

    /// Whether a term is dropped as a stop word with [`Unit::Character`]. With this unit, the analyzer cannot drop stop
    /// words, because it would drop Chinese characters inside words, too.
    fn is_dropped(&self, text: &str, term: &Term<'_>) -> bool {
        /// Maximum length of a word that is looked up, in bytes.
        const LONGEST: usize = 16;
        if self.options.stop_words == StopWords::Keep
            || self.options.unit == Unit::Word
            || term.kind != TokenKind::Word
        {
            return false;
        }
        // The word is taken from the text, because the text of the term is a stem.
        let source = term.span.of(text).as_bytes();
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..source.len()) else { return false };
        lower.copy_from_slice(source);
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).is_ok_and(index::is_stop_word)
    }
}

/// Passes terms to `emit` as tokens, with one more token for each gap between their positions.
struct Writer<'e, F> {
    emit: &'e mut F,
    /// The position after that of the last term, and the byte offset after the last term. `None` before the first term,
    /// and at the start of each position.
    end: Option<(u32, usize)>,
}

impl<E, F: FnMut(FtsToken<'_>) -> Result<(), E>> Writer<'_, F> {
    /// Begins a position. If there is a gap before the position, writes one token for the gap. The token is the same
    /// for gaps of any width, so that the phrase `天。地` finds `天。”地`.
    fn begin(&mut self, term: &Term<'_>) -> Result<(), E> {
        let start = term.span.start;
        if let Some((position, end)) = self.end
            && position < term.position
        {
            (self.emit)(FtsToken { text: GAP, start: end.min(start), end: start, colocated: false })?;
        }
        self.end = None;
        Ok(())
    }

    fn write(&mut self, term: &Term<'_>) -> Result<(), E> {
        let colocated = self.end.is_some();
        let (start, end) = (term.span.start, term.span.end);
        if !colocated {
            self.end = Some((term.position + 1, end));
        }
        (self.emit)(FtsToken { text: term.text, start, end, colocated })
    }
}
