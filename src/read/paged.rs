//! Extracts the text of printed pages, as `pdftotext` writes it.
//!
//! [`page_number`] and [`running_heads`] tell page numbers and running heads; [`page_breaks`] joins the halves of a paragraph
//! around them, and [`hyphens`] the halves of a word. What is not sure stays as it is.

mod extract;
mod halves;
mod hyphens;
mod page_breaks;
mod page_number;
mod running_heads;

pub(super) use extract::extract;
