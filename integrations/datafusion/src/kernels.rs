//! What the functions compute for a batch.

mod align;
mod documents;
mod language;
mod pairs;
mod words;

pub(crate) use align::{align_page, align_texts};
pub(crate) use documents::{match_documents, match_fields};
pub(crate) use language::{detect_language, language_shares, share_fields};
pub(crate) use pairs::{pair_hash, reject_pair};
pub(crate) use words::{sentence_fields, sentences, token_fields, tokenize};
