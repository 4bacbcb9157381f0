//! The tokenizers of documents and of queries.

use bitext::index::{Analyzer, Terms};
use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

use crate::options::Options;

/// Buffers that are reused for each text. A clone has separate buffers.
#[derive(Debug, Default)]
struct Buffers {
    terms: Terms,
    token: Token,
}

impl Clone for Buffers {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Buffers {
    fn stream(&mut self) -> TermStream<'_> {
        self.token.reset();
        TermStream { terms: &self.terms, token: &mut self.token, next: 0 }
    }
}

/// The tokenizer of documents, to be registered under the name that the schema specifies.
///
/// Cloning is cheap, because clones share the dictionary. A stream does not allocate once the buffers are large enough.
#[derive(Clone, Debug)]
pub struct DocumentTokenizer {
    analyzer: Analyzer,
    buffers: Buffers,
}

impl DocumentTokenizer {
    /// Creates a tokenizer with the dictionary, added words and options of `analyzer`.
    #[must_use]
    pub fn new(analyzer: Analyzer) -> Self {
        Self { analyzer, buffers: Buffers::default() }
    }

    /// Creates a tokenizer with the embedded dictionary. This takes as long as [`Analyzer::new`], so create one
    /// tokenizer and clone it.
    #[must_use]
    pub fn with_options(options: &Options) -> Self {
        Self::new(options.analyzer())
    }

    /// The options and added words.
    #[must_use]
    pub fn options(&self) -> Options {
        Options::of(&self.analyzer)
    }

    /// The analyzer.
    #[must_use]
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }
}

impl Default for DocumentTokenizer {
    fn default() -> Self {
        Self::new(Analyzer::new())
    }
}

impl Tokenizer for DocumentTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.analyzer.document_into(text, &mut self.buffers.terms);
        self.buffers.stream()
    }
}

/// The tokenizer of queries: the fewest terms that cover the text, as one phrase.
///
/// The `QueryParser` of tantivy splits a query at white space, and passes text in quotation marks to the tokenizer as a
/// whole.
#[derive(Clone, Debug)]
pub struct QueryTokenizer {
    analyzer: Analyzer,
    buffers: Buffers,
}

impl QueryTokenizer {
    /// Creates a tokenizer with the dictionary, added words and options of `analyzer`.
    #[must_use]
    pub fn new(analyzer: Analyzer) -> Self {
        Self { analyzer, buffers: Buffers::default() }
    }

    /// Creates the tokenizer of queries for an index whose documents were tokenized by `documents`. Both share the
    /// dictionary.
    #[must_use]
    pub fn of(documents: &DocumentTokenizer) -> Self {
        Self::new(documents.analyzer.clone())
    }

    /// Creates a tokenizer with the embedded dictionary. This takes as long as [`Analyzer::new`], so create one
    /// tokenizer and clone it.
    #[must_use]
    pub fn with_options(options: &Options) -> Self {
        Self::new(options.analyzer())
    }

    /// The options and added words.
    #[must_use]
    pub fn options(&self) -> Options {
        Options::of(&self.analyzer)
    }

    /// The analyzer.
    #[must_use]
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }
}

impl Default for QueryTokenizer {
    fn default() -> Self {
        Self::new(Analyzer::new())
    }
}

impl Tokenizer for QueryTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.analyzer.phrase_into(text, &mut self.buffers.terms);
        self.buffers.stream()
    }
}

/// The terms of a text as tokens of tantivy.
#[derive(Debug)]
pub struct TermStream<'a> {
    terms: &'a Terms,
    token: &'a mut Token,
    /// The number of the next term.
    next: usize,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.get(self.next) else { return false };
        self.next += 1;
        self.token.offset_from = term.span.start;
        self.token.offset_to = term.span.end;
        self.token.position = term.position as usize;
        self.token.position_length = term.position_length as usize;
        self.token.text.clear();
        self.token.text.push_str(term.text);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
