//! An HTML page that shows both languages side by side, with the confidence, the evidence and the flags of each bead.

mod bead;
mod flags;
mod frame;
mod heading;
mod marked;
mod order;
mod page;
mod plot;

pub use page::{Html, html};
