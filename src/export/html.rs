//! A page for the browser: both languages side by side, with what the alignment knows about each bead.

mod bead;
mod flags;
mod frame;
mod heading;
mod marked;
mod order;
mod page;
mod plot;

pub use page::{Html, html};
