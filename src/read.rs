//! Reads files as text: detects the encoding, removes Markdown and HTML markup.
//!
//! Bytes go through [`guess`] and [`decode`] to text, a page's text through [`markdown`] and [`html`] to
//! [`flow`], which breaks it into lines. [`lines`] decodes one line at a time.

mod decode;
mod encoding;
mod file;
mod flow;
mod guess;
mod html;
mod lines;
mod markdown;
mod markup;
mod reader;
mod tag_reader;
mod text;

pub use decode::DecodeErrors;
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use decode::Undecodable;
pub use encoding::Encoding;
pub use lines::Lines;
pub use markup::Markup;
pub use reader::Reader;
pub use text::Text;
