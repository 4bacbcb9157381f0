//! Chinese and English search in [tantivy](https://docs.rs/tantivy): tokenizers for documents and queries, a query
//! builder, and snippets.
//!
//! A document has a term for each Chinese character, for each other word, and for each dictionary word at every place
//! where it occurs. Each Chinese character is one position, and so is each other word. A query has the fewest terms
//! that cover its text. A phrase query therefore finds every document that contains its text, in simplified or
//! traditional characters: see [`bitext::index`].
//!
//! ```
//! use bitext_tantivy::{DocumentTokenizer, QueryTokenizer};
//! use tantivy::query::QueryParser;
//! use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
//! use tantivy::tokenizer::TokenizerManager;
//! use tantivy::{Index, collector::Count, doc};
//!
//! let mut schema = Schema::builder();
//! let indexing = TextFieldIndexing::default()
//!     .set_tokenizer("bitext")
//!     .set_index_option(IndexRecordOption::WithFreqsAndPositions);
//! let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing) | STORED);
//! let index = Index::create_in_ram(schema.build());
//! let documents = DocumentTokenizer::default();
//! index.tokenizers().register("bitext", documents.clone());
//!
//! let mut writer = index.writer(15_000_000)?;
//! writer.add_document(doc!(body => "他在北京大學讀書。"))?;
//! writer.commit()?;
//!
//! // Queries have another tokenizer, which is registered under the same name.
//! let queries = TokenizerManager::default();
//! queries.register("bitext", QueryTokenizer::of(&documents));
//! let parser = QueryParser::new(index.schema(), vec![body], queries);
//! let searcher = index.reader()?.searcher();
//! for text in ["北京大学", "京大", "大学读书"] {
//!     assert_eq!(searcher.search(&parser.parse_query(text)?, &Count)?, 1, "{text}");
//! }
//! # Ok::<(), tantivy::TantivyError>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `query` | no | `QueryBuilder`: queries of tantivy, ranked by terms and phrases; depends on tantivy |
//! | `serde` | no | `Serialize` and `Deserialize` on [`Options`] |

mod highlighter;
mod options;
#[cfg(feature = "query")]
mod query_builder;
mod snippet;
mod tokenizers;

pub use highlighter::Highlighter;
pub use options::Options;
#[cfg(feature = "query")]
pub use query_builder::{Matching, QueryBuilder};
pub use snippet::Snippet;
pub use tokenizers::{DocumentTokenizer, QueryTokenizer, TermStream};
