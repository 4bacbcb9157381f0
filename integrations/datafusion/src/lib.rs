//! SQL functions for English and Chinese text in [DataFusion](https://docs.rs/datafusion): language, words, sentences,
//! alignment, and which document translates which.
//!
//! [`register_all`] registers the functions in a session:
//!
//! | function | result |
//! |---|---|
//! | `detect_language(text)` | code of the main language: `en`, `zh-Hans`, `zh-Hant`, `zh`, `ja`, …; `und` without letters |
//! | `language_shares(text)` | list of struct: `language`, `share` |
//! | `tokenize(text)` | list of struct: `word`, `start`, `end`, `kind`, `position` |
//! | `sentences(text)` | list of struct: `sentence`, `start`, `end` |
//! | `align_texts(english, chinese)` | list of struct: `english`, `chinese`, `confidence`, `kind`, `flags`, `english_start`, `english_end`, `chinese_start`, `chinese_end` |
//! | `align_page(page)` | the same for a text in both languages |
//! | `reject_pair(pair)` | the first check of a [`Filter`](bitext::Filter) that a pair of `align_texts` or `align_page` fails, or null |
//! | `pair_hash(pair)` | 64-bit hash that ignores case, width and white space: equal for duplicates |
//! | `match_documents(english, chinese)` | which documents translate each other: list of struct `english`, `chinese`, `english_text`, `chinese_text`, `confidence`, `words` |
//! | `page_pairs('file')` | table function: the pairs of a file in both languages |
//! | `text_pairs('file', 'file')` | table function: the pairs of an English and a Chinese file |
//!
//! A text may have any string type: `Utf8`, `LargeUtf8`, `Utf8View`, or a dictionary of one of these. If an argument is
//! null, so is the result. `start` and `end` are byte offsets in the text. Strings in results are `Utf8View`, which has
//! no limit of 2 GB for a batch.
//!
//! ```
//! use bitext_datafusion::register_all;
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let context = SessionContext::new();
//! register_all(&context);
//! let pairs = context
//!     .sql("SELECT p['english'], p['chinese'] FROM (SELECT unnest(align_page('Lost and found 失物招领')) AS p)")
//!     .await?;
//! assert!(pairs.to_string().await?.contains("失物招领"));
//! # Ok(())
//! # }
//! ```
//!
//! The functions compute batches on the threads of DataFusion, one partition each. All sessions that register the same
//! [`TextFunctions`] share its dictionary and lexicon.

mod batch_function;
mod engines;
mod kernels;
mod list_rows;
mod pair_columns;
mod table_functions;
mod text_functions;
mod texts;

pub use text_functions::{TextFunctions, register_all};
