//! English and Chinese text: language runs, sentences, words, and the alignment of a text with its
//! translation.
//!
//! The two texts may be separate, or mixed on one page. Every result refers to the caller's text by byte
//! offsets, and any `&str` is valid input.
//!
//! ```
//! # #[cfg(feature = "cedict")] {
//! use bitext::Aligner;
//!
//! let aligner = Aligner::new();
//! let english = "The ferry to the island leaves at eight. The captain, a quiet man with a grey beard, \
//!     plays chess with anyone who asks. Tickets cost 35 yuan and can be bought on board.";
//! let chinese = "开往岛上的渡轮八点出发。船票35元，可以在船上购买。";
//! let bitext = aligner.align_texts(english, chinese);
//!
//! let pairs: Vec<_> = bitext.pairs().map(|pair| (pair.english(), pair.chinese())).collect();
//! assert_eq!(pairs[0], ("The ferry to the island leaves at eight.".into(), "开往岛上的渡轮八点出发。".into()));
//! assert_eq!(pairs[1].1, "船票35元，可以在船上购买。");
//! assert_eq!(pairs.len(), 2);
//! # }
//! ```
//!
//! # The parts
//!
//! Data flows one way: each part uses only the parts above it.
//!
//! | part | job |
//! |---|---|
//! | [`Span`], [`Position`] | a byte range; the line and column of an offset |
//! | [`SpanConverter`] | spans in UTF-16 code units or code points |
//! | [`Language`], [`LanguageTag`], [`HanVariant`], [`Script`] | languages, their tags, and the scripts of characters |
//! | [`normalize`] | normal forms for search and look-up, with offsets into the original |
//! | [`runs()`], [`RunFinder`] | language runs: consecutive parts of a text, each in one language |
//! | [`detect()`], [`Detector`] | the language of a whole text, with a confidence |
//! | [`sentences()`], [`SentenceSplitter`] | sentences |
//! | [`Tokenizer`]: [`EnglishTokenizer`], [`ChineseTokenizer`], [`MixedTokenizer`] | words |
//! | [`index`] | terms for a search index |
//! | [`Lexicon`] | Chinese words and their English translations |
//! | [`Aligner`], [`Alignment`], [`Bead`] | which sentences translate which |
//! | [`Bitext`], [`OwnedBitext`], [`Pair`] | an alignment with its texts, borrowed or owned |
//! | [`Anchor`], [`Review`] | what a caller knows about an alignment; the mark of a reviewer |
//! | [`CorpusLearner`] | a lexicon learned from aligned documents |
//! | `train` | the weights of the alignment model, and training examples for them |
//! | [`evaluate`] | agreement with a manual alignment |
//! | [`Filter`], [`Rejection`] | which pairs a corpus keeps |
//! | [`DocumentMatcher`] | which documents translate which |
//! | `Reader` | text from files: encodings, Markdown, HTML, subtitles |
//! | `Batch` | many documents in parallel, in order |
//! | `Config` | the options of all engines as one value |
//! | [`export`] | writes translation memories, tables, links of sentences or words, and parallel lines; reads some of them back |
//!
//! Engines ([`Aligner`], [`Lexicon`], the tokenizers, ...) are immutable, cheap to clone and
//! `Send + Sync`: make one and share it. Options are methods that take and return the engine.
//! An [`Error`] comes only from reading or writing files, from decoding bytes, from parsing, and from invalid options.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `cedict` | yes | `Aligner::new` and `Lexicon::embedded`: the lexicon derived from CC-CEDICT (CC BY-SA 4.0) |
//! | `dictionary` | yes | `ChineseTokenizer::new` and `MixedTokenizer::new`: jieba's dictionary and model (MIT) |
//! | `serde` | no | `Serialize` and `Deserialize` on the public data types, and JSON Lines |
//! | `xml` | no | TMX, XLIFF and XCES |
//! | `csv` | no | comma-separated values for spreadsheets |
//! | `columns` | no | plain text in two columns |
//! | `html` | no | the HTML report |
//! | `xlsx` | no | workbooks for reviewers |
//! | `cli` | no | the program `bitext`; users of the library do not need it |
//! | `jieba` | no | a `jieba_rs::Jieba` as the engine of [`ChineseTokenizer`] |
//! | `read` | no | `Reader`: text from files in any encoding, from Markdown, HTML and subtitles |
//! | `parallel` | no | `Batch`: many documents in parallel |
//! | `train` | no | the module `train`: what a program needs to fit the weights of the alignment model |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod align;
mod aligner;
mod anchor;
mod anchor_spans;
mod around;
#[cfg(feature = "parallel")]
mod batch;
mod bitext;
#[cfg(feature = "serde")]
mod config;
mod corpus;
mod detect;
#[cfg(feature = "read")]
mod documents;
mod english;
mod error;
pub mod evaluate;
pub mod export;
mod filter;
#[cfg(feature = "serde")]
mod finite;
pub mod index;
mod language;
mod language_tag;
mod lexicon;
mod lines;
mod long_runs;
mod matching;
pub mod normalize;
mod numbers;
mod owned_bitext;
mod page;
#[cfg(feature = "read")]
mod read;
mod runs;
mod script;
mod sentence;
mod span;
mod span_converter;
mod tables;
mod token;
mod tokenize;
#[cfg(feature = "train")]
#[cfg_attr(docsrs, doc(cfg(feature = "train")))]
pub mod train;

pub use align::{Alignment, Bead, BeadKind, Flag, Reason, Review, WordAlignment, WordLink, WordPair};
pub use aligner::Aligner;
pub use anchor::Anchor;
#[cfg(feature = "parallel")]
#[cfg_attr(docsrs, doc(cfg(feature = "parallel")))]
pub use batch::Batch;
pub use bitext::{Bitext, Evidence, Pair};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use config::Config;
pub use corpus::{CorpusLearner, LearnedPair};
pub use detect::{Detection, Detector, Share, detect};
pub use error::{Error, ErrorKind};
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use filter::Fault;
pub use filter::{Filter, FilterSummary, Filtering, Rejection, pair_hash};
pub use language::{HanVariant, Language};
pub use language_tag::LanguageTag;
pub use lexicon::{Gloss, Lexicon};
pub use lines::{TextOrder, one_line, text_order};
pub use matching::{DocumentMatch, DocumentMatcher, DocumentMatches, NearDuplicate};
pub use normalize::{Normalized, Normalizer};
pub use owned_bitext::OwnedBitext;
#[cfg(feature = "read")]
#[cfg_attr(docsrs, doc(cfg(feature = "read")))]
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use read::Undecodable;
#[cfg(feature = "read")]
#[cfg_attr(docsrs, doc(cfg(feature = "read")))]
pub use read::{DecodeErrors, Encoding, Lines, Markup, Reader, Text, TextPart};
pub use runs::{Run, RunFinder, Runs, runs};
pub use script::Script;
pub use sentence::{LineBreaks, SentenceSplitter, SentenceStream, Sentences, sentences};
#[cfg(feature = "srx")]
#[cfg_attr(docsrs, doc(cfg(feature = "srx")))]
pub use sentence::{SrxRules, SrxSplitter};
pub use span::{Position, Span};
pub use span_converter::{OffsetUnit, SpanConverter};
pub use token::{Token, TokenKind, Tokenizer};
pub use tokenize::{
    AddedWord, ChineseOptions, ChineseTokenizer, Compounds, Contractions, CutMode, Dictionary,
    EnglishTokenizer, Folding, HanSigns, Hmm, MixedOptions, MixedTokenizer, Names, Overlaps, UnknownModel,
};

/// Tests the example in the README.
#[cfg(all(doctest, feature = "cedict", feature = "dictionary"))]
#[doc = include_str!("../README.md")]
struct Readme;
