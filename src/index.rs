//! Terms for a search index: the terms of documents and of queries, with positions for phrase queries.
//!
//! An [`Analyzer`] cuts a text into terms and writes them to a [`Terms`] buffer that is reused for the next text. Each
//! [`Term`] has its normalised text, its bytes in the original text, its position, and the number of positions that it takes.
//!
//! Two rules count positions ([`TermPositions`]). By unit, each Chinese character is one position, and so is any other
//! token. A document then has a term for each unit and for each dictionary word, wherever the word occurs, and a query needs
//! only the fewest of them. A phrase query finds every document that contains its text, however the tokenizer cuts the text
//! of the document: `京大` is found in `北京大学`. By word, positions count words, as [`Token::position`](crate::Token) does.
//! The index is smaller, and a phrase is found where both texts are cut alike.
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
//! // The terms of a query: those of one phrase must occur at the same distances in a document.
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
