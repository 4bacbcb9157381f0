//! Chinese and English full-text search in SQLite: an FTS5 tokenizer as a loadable extension.
//!
//! ```sql
//! .load ./libbitext_sqlite
//! CREATE VIRTUAL TABLE notes USING fts5(body, tokenize = 'bitext');
//! INSERT INTO notes VALUES ('他在北京大學讀書。'), ('The library opens at eight.');
//! SELECT highlight(notes, 0, '[', ']') FROM notes WHERE notes MATCH '京大';   -- 他在北[京大]學讀書。
//! ```
//!
//! Each Chinese character is a token, and so is any other word or number. A phrase of FTS5 therefore finds every
//! document that contains its text. Tokens are normalized (NFKC, lower case, simplified characters), so a query in
//! simplified characters finds documents in traditional characters, and vice versa. [`Options`] describes the options.
//!
//! # Static linking
//!
//! A program that links SQLite itself passes [`bitext_sqlite_auto_init`] to `sqlite3_auto_extension`. Every connection
//! opened after this call has the tokenizer.
//!
//! # Unsafe code
//!
//! SQLite is called through the table of routines that SQLite passes to an extension, so the extension does not link
//! SQLite. These calls, and the functions that SQLite calls, are in `src/extension.rs`, the only file with `unsafe`
//! code. A panic does not unwind into SQLite: the call returns `SQLITE_ERROR`.

#[expect(unsafe_code, reason = "the interface of a C library")]
mod extension;
mod options;
mod text;
mod tokenizer;

pub use extension::{Database, Routines, bitext_sqlite_auto_init};
pub use options::{OptionError, Options, Stems, StopWords, Unit};
pub use tokenizer::{FtsToken, Purpose, Tokenizer};
