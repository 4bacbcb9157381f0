//! The tokens that FTS5 indexes and looks for.

use std::sync::Mutex;

use bitext::TokenKind;
use bitext::index::{
    self, Analyzer, AnalyzerOptions, MarkTerms, QueryTerms, Term, TermPositions, TermStems, Terms,
};

use crate::options::{Options, Stems, StopWords, Unit};
use crate::text::text_of;

/// The text of a token in place of punctuation and dropped stop words: FTS5 counts tokens, and `天地` must not match `天。地`.
/// No term has this text, since a full stop is punctuation.
const GAP: &str = ".";

/// What a text is tokenized for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be indexed, or to be highlighted.
    Document,
    /// A phrase of a query.
    Query,
    /// A phrase of a query, whose last token is the beginning of a word.
    Prefix,
}

/// A token for FTS5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FtsToken<'t> {
    /// The normalised text.
    pub text: &'t str,
    /// Byte offset of its first character in the original text.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// Whether it has the position of the token before it.
    pub colocated: bool,
}

/// A tokenizer with its options. Each FTS5 table has one.
#[derive(Debug)]
pub struct Tokenizer {
    analyzer: Analyzer,
    /// For prefixes, if `analyzer` makes stems.
    unstemmed: Option<Analyzer>,
    options: Options,
    /// Buffers that are reused, unless a call is in progress.
    buffers: Mutex<Buffers>,
}

#[derive(Debug, Default)]
struct Buffers {
    terms: Terms,
    prefix: Terms,
}

impl Tokenizer {
    /// Bytes of the longest text whose buffers are kept for the next one.
    const LONGEST_KEPT: usize = 1 << 20;

    /// A tokenizer with the dictionary and added words of `analyzer`. Its own options have no influence.
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

    /// Calls `emit` with the tokens of a text, which may be any bytes, until it returns an error.
    ///
    /// Time O(length of the text). Memory is reused between calls, except for texts of more than a megabyte.
    ///
    /// # Errors
    ///
    /// The error of `emit`.
    pub fn tokenize<E>(
        &self,
        bytes: &[u8],
        purpose: Purpose,
        mut emit: impl FnMut(FtsToken<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        // A call from within `emit`, and one on another thread, have buffers of their own.
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
            // By character, documents have the tokens of a query: the characters of each word, but not the word.
            _ => self.analyzer.phrase_into(text, terms),
        }
        let mut writer = Writer { emit, end: None };
        let mut first = 0;
        while let Some(term) = terms.get(first) {
            let mut last = first;
            while terms.get(last + 1).is_some_and(|next| next.position == term.position) {
                last += 1;
            }
            // The parts of a word come before it; FTS5 highlights the first token of a position.
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

    /// Writes the last word of a prefix query as it is, before its stem: `librarie` is the beginning of a word, and the
    /// stem of `libraries` is not.
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

    /// Whether a term by character is a stop word that is dropped. The analyzer itself would drop Chinese characters too,
    /// wherever they are part of a word.
    fn is_dropped(&self, text: &str, term: &Term<'_>) -> bool {
        /// Bytes of the longest stop word that is looked up.
        const LONGEST: usize = 16;
        if self.options.stop_words == StopWords::Keep
            || self.options.unit == Unit::Word
            || term.kind != TokenKind::Word
        {
            return false;
        }
        // The text of the term is its stem.
        let source = term.span.of(text).as_bytes();
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..source.len()) else { return false };
        lower.copy_from_slice(source);
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).is_ok_and(index::is_stop_word)
    }
}

/// Passes terms on as tokens, with a token for each gap between their positions.
struct Writer<'e, F> {
    emit: &'e mut F,
    /// The position after the last term, and the byte after it.
    end: Option<(u32, usize)>,
}

impl<E, F: FnMut(FtsToken<'_>) -> Result<(), E>> Writer<'_, F> {
    /// Begins a position; writes one token for the gap before it, however wide: `天。”地` is a phrase of `天。地`.
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
