//! Writes a [`Bitext`](crate::Bitext) in the formats of translators, corpora and programs, and reads some of them back.
//!
//! A bitext consists of beads. A bead has one or more sentences of each language that translate each other, or
//! sentences of one language without a counterpart. A [`Document`] selects the part of a bitext that is written, and a
//! [`Format`] writes it. A file may hold many documents; only the current one is in memory.
//!
//! | format | feature | what it stores of a bead | many documents | read by |
//! |---|---|---|---|---|
//! | [`Tsv`] | | everything | yes | [`read_table`] |
//! | `Csv` | `csv` | everything, for spreadsheets | yes | [`read_table`] |
//! | `Xlsx` | `xlsx` | everything but spans, for reviewers | yes | `read_xlsx` |
//! | `JsonLines` | `serde` | everything, with its word links if wanted | yes | `read_jsonl`, `read_json` |
//! | `Tmx` | `xml` | texts, confidence, score, type, flags, document name | yes | `read_tmx`, `read_tmx_units` |
//! | `Xliff` | `xml` | texts, confidence, score, type, flags, document name | yes | `read_xliff` |
//! | `TrainingJson` | `serde` | texts, to train models with | yes | `read_jsonl` |
//! | `Xces` | `xml` | sentence numbers, confidence, text names | yes | `read_xces` |
//! | [`Ladder`] | | sentence numbers, confidence | no | [`read_ladder`] |
//! | [`Moses`] | | texts, sentence numbers and text names, in three files | yes | [`read_moses`] |
//! | [`Pharaoh`] | | words and the links between them, in three files | yes | |
//! | `Columns` | `columns` | texts, side by side | yes | |
//! | `Html` | `html` | everything, as a page that a person corrects in a browser | yes | `read_html` |
//!
//! [`read_po`] reads messages of gettext. A file of another tool is read as [`Unit`]s. A unit is a row with everything
//! else that the file says about the pair ([`UnitDetails`]). [`Document::details`] passes these details on to a file in
//! another format. [`OwnedBitext::from_rows`](crate::OwnedBitext::from_rows) makes a bitext from rows.
//!
//! All formats are UTF-8. Only beads with both sides are written, unless the document was made by [`Document::whole`].
//! (Pharaoh never has the other beads.) Confidences have four decimals and scores have two, except in JSON Lines
//! and HTML, which keep full precision.
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

#[cfg(feature = "xml")]
mod code_elements;
#[cfg(feature = "xml")]
mod code_ids;
#[cfg(feature = "xml")]
mod code_names;
#[cfg(feature = "columns")]
mod columns;
#[cfg(feature = "csv")]
mod csv;
mod document;
#[cfg(any(feature = "html", feature = "xml"))]
mod document_name;
#[cfg(feature = "xml")]
mod entities;
mod field;
mod format;
#[cfg(feature = "html")]
mod html;
mod inline;
mod interval_set;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod json_fields;
#[cfg(feature = "serde")]
mod json_texts;
#[cfg(feature = "serde")]
mod jsonl;
mod ladder;
mod language_choice;
mod line_reader;
mod moses;
mod numbered_sentences;
mod pair_format;
mod pharaoh;
mod place_index;
mod po;
mod row;
mod row_anchors;
mod rows;
mod table;
#[cfg(feature = "xml")]
mod tmx;
#[cfg(feature = "serde")]
mod training;
mod tsv;
mod unit;
mod utf8_source;
#[cfg(feature = "xml")]
mod xces;
#[cfg(feature = "xml")]
mod xliff;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(feature = "xlsx")]
mod xlsx_parts;
#[cfg(feature = "xlsx")]
mod xlsx_read;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "xml")]
mod xml_characters;
#[cfg(feature = "xml")]
mod xml_pieces;
#[cfg(feature = "xml")]
mod xml_unit;

#[cfg(feature = "columns")]
#[cfg_attr(docsrs, doc(cfg(feature = "columns")))]
pub use columns::Columns;
#[cfg(feature = "csv")]
#[cfg_attr(docsrs, doc(cfg(feature = "csv")))]
pub use csv::{Csv, Formulas};
pub use document::Document;
pub use format::{Capacity, Format};
#[cfg(feature = "html")]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub use html::{Html, HtmlRows, html, read_html};
pub use inline::{CodeFormat, CodeKind, InlineCode, InlinePart, InlineSub, InlineText};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use json::{JsonRows, JsonUnits, read_json, read_json_units};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use jsonl::Rows;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use jsonl::{JsonLines, JsonlRows, JsonlUnits, WordLinks, jsonl, read_jsonl, read_jsonl_units};
pub use ladder::{Ladder, LadderRow, LadderRows, SideOrder, read_ladder};
#[expect(deprecated, reason = "the old names are kept for one version")]
pub use ladder::{Rung, Rungs};
pub use moses::{Moses, MosesUnits, read_moses};
pub use numbered_sentences::NumberedSentences;
pub use pair_format::PairFormat;
pub use pharaoh::Pharaoh;
pub use po::{PoUnits, read_po};
pub use row::Row;
pub use row_anchors::RowAnchors;
pub use table::{TableUnits, read_table};
#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use tmx::Units;
#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
pub use tmx::{Tmx, TmxRows, TmxUnits, read_tmx, read_tmx_units};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use training::TrainingJson;
pub use tsv::{Header, Tsv, tsv};
pub use unit::{FileHeader, SideDetails, Unit, UnitDetails, UnitReader};
#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
pub use xces::{Xces, XcesLinks, read_xces};
#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
pub use xliff::{Xliff, XliffUnits, XliffVersion, read_xliff};
#[cfg(feature = "xlsx")]
#[cfg_attr(docsrs, doc(cfg(feature = "xlsx")))]
pub use xlsx::Xlsx;
#[cfg(feature = "xlsx")]
#[cfg_attr(docsrs, doc(cfg(feature = "xlsx")))]
pub use xlsx_read::{XlsxUnits, read_xlsx};
