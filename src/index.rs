//! Cuts documents and queries into terms for a search index, with positions for phrase queries.
//!
//! An [`Analyzer`] cuts a text into terms and writes them to a [`Terms`] buffer, which is reused for the next
//! text. Each [`Term`] has its normalized text, its byte range in the original text, its position, and the
//! number of positions that it takes.
//!
//! Positions are counted in one of two ways ([`TermPositions`]):
//!
//! - By unit: each unit takes one position. A unit is one Chinese character, or one token without Chinese
//!   characters. A document has a term for each unit and for each dictionary word, wherever the word occurs. A
//!   query has only the fewest terms that cover its units. A phrase query finds every document that contains
//!   its text, however the tokenizer cuts the text of the document: `京大` is found in `北京大学`.
//! - By word: each word takes one position, as in [`Token::position`](crate::Token). The index is smaller, but
//!   a phrase is found only where the tokenizer cuts the query and the document in the same way.
//!
//! ```
//! use bitext::index::{Analyzer, Terms};
//!
//! let analyzer = Analyzer::new();
//! let mut terms = Terms::new();
//! let text = "我在北京大學讀書。";
//! analyzer.document_into(text, &mut terms);
//! let found = terms.iter().find(|term| term.text == "北京大学").expect("a term of the document");
//! assert_eq!((found.span.of(text), found.position, found.position_length), ("北京大學", 2, 4));
//!
//! // A document contains a phrase if the terms of the phrase are as far apart in the document as in the query.
//! analyzer.query_into("北京大学 读书", &mut terms);
//! let phrases: Vec<Vec<&str>> = terms.phrases().map(|phrase| phrase.map(|term| term.text).collect()).collect();
//! assert_eq!(phrases, [["北京大学"], ["读书"]]);
//! ```

mod analyzer;
mod cover;
mod filters;
mod options;
mod terms;
mod units;

pub use analyzer::Analyzer;
pub use filters::{is_stop_word, stem, stop_words};
pub use options::{AnalyzerOptions, MarkTerms, QueryTerms, StopWords, TermPositions, TermStems};
pub use terms::{Term, Terms};
