//! Reads files as text: detects the encoding, and extracts the text of Markdown, HTML, subtitles, printed pages, Word
//! files and books.
//!
//! [`guess`] and [`decode`] turn bytes into text. [`markdown`], [`html`], [`subtitles`], [`paged`] and [`package`]
//! extract the text of a page. [`flow`] breaks the extracted text into lines, and [`source_map`] maps offsets in the
//! extracted text back to offsets in the file. [`lines`] decodes one line at a time.

mod decode;
mod encoding;
mod extracted;
mod file;
mod file_offsets;
mod flow;
mod guess;
mod html;
mod lines;
mod markdown;
mod markup;
mod package;
mod paged;
mod reader;
mod refused;
mod source_map;
mod subtitles;
mod text;
mod western;

pub use decode::DecodeErrors;
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use decode::Undecodable;
pub use encoding::Encoding;
pub use lines::Lines;
pub use markup::Markup;
pub use package::TextPart;
pub use reader::Reader;
pub use text::Text;
