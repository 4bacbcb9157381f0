//! Writes a [`Bitext`] as tab-separated values or, with the feature `serde`, as JSON Lines.
//!
//! A [`Document`] says what is written of a bitext, a [`Format`] how; a file may hold many documents, and
//! nothing but the one in hand is kept in memory.
//!
//! ```
//! # #[cfg(feature = "cedict")] {
//! use bitext::{Aligner, export};
//!
//! let bitext = Aligner::new().align_page("Lost and found 失物招领\n\nTicket office 售票处\n");
//! let mut table = Vec::new();
//! export::tsv(&bitext, &mut table)?;
//! let table = String::from_utf8_lossy(&table);
//! assert!(table.starts_with("english\tchinese\tconfidence\t"));
//! assert!(table.lines().nth(1).is_some_and(|line| line.starts_with("Lost and found\t失物招领\t")));
//! # }
//! # Ok::<(), bitext::Error>(())
//! ```

mod document;
mod format;
#[cfg(feature = "serde")]
mod jsonl;
mod row;
mod tsv;

pub use document::Document;
pub use format::{Capacity, Format};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use jsonl::{JsonLines, Rows, jsonl, read_jsonl};
pub use row::Row;
pub use tsv::{Header, Tsv, tsv};

#[cfg(doc)]
use crate::Bitext;
