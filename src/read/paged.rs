//! Extracts the text of printed pages from plain text as `pdftotext` writes it.
//!
//! [`page_number`] and [`running_heads`] recognize page numbers and running heads. [`page_breaks`] decides which lines
//! are left out and which paragraphs continue on the next page, and [`hyphens`] which words continue on the next line.
//! [`extract()`] writes the text. Lines that are not certain to be page numbers or running heads are kept.

mod extract;
mod halves;
mod hyphens;
mod page_breaks;
mod page_number;
mod running_heads;

pub(super) use extract::extract;
