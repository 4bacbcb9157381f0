//! Chinese and English full-text search in SQLite: an FTS5 tokenizer as a loadable extension.
//!
//! ```sql
//! .load ./libbitext_sqlite
//! CREATE VIRTUAL TABLE notes USING fts5(body, tokenize = 'bitext');
//! INSERT INTO notes VALUES ('他在北京大學讀書。'), ('The library opens at eight.');
//! SELECT highlight(notes, 0, '[', ']') FROM notes WHERE notes MATCH '京大';   -- 他在北[京大]學讀書。
//! ```
//!
//! Each Chinese character is a token, and so is any other word or number: a phrase of FTS5 finds every document that
//! contains its text. Tokens are normalised (NFKC, lower case, simplified characters), so a query in one script finds
//! documents in the other. The options are those of [`Options`].
//!
//! # Static linking
//!
//! A program that links SQLite itself passes [`bitext_sqlite_auto_init`] to `sqlite3_auto_extension`; every connection opened
//! after that has the tokenizer.
//!
//! # Unsafe code
//!
//! SQLite is called through the table of routines that it passes to an extension; nothing of it is linked. The calls, and
//! the functions that SQLite calls, are in one file, `src/extension.rs`, the only one with `unsafe` code. No panic crosses
//! into SQLite: it becomes `SQLITE_ERROR`.

#[expect(unsafe_code, reason = "the interface of a C library")]
mod extension;
mod options;
mod text;
mod tokenizer;

pub use extension::{Database, Routines, bitext_sqlite_auto_init};
pub use options::{OptionError, Options, Stems, StopWords, Unit};
pub use tokenizer::{FtsToken, Purpose, Tokenizer};
