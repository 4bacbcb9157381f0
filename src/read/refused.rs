//! Formats that are not read, with what to do instead.

use std::path::Path;

use super::markup::Markup;
use crate::{Error, ErrorKind};

/// First bytes of files that are not text, and the error message.
const DOCUMENTS: [(&[u8], &str); 6] = [
    (b"%PDF-", "this is a PDF file: convert it with `pdftotext`, and read the text"),
    (b"PK\x03\x04", "this is a ZIP archive: unpack it, and name the files in it"),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Office file, or one with a password: save it as .docx or as plain text, without a password",
    ),
    (b"{\\rtf", "this is an RTF file: save it as .docx or as plain text"),
    (b"\x1f\x8b", "this is a gzip file: unpack it first"),
    (b"\xff\xfe\x00\x00", "this is UTF-32: save it as plain text in UTF-8"),
];

/// The byte offset of the signature of a Kindle book, and the signature.
const KINDLE: (usize, &[u8]) = (60, b"BOOKMOBI");

/// Number of bytes at the start of a file that [`refuse_documents`] needs.
pub(super) const SIGNATURE: usize = KINDLE.0 + KINDLE.1.len();

/// Fails for the bytes of a document that is not read.
pub(super) fn refuse_documents(bytes: &[u8]) -> Result<(), Error> {
    if bytes.get(KINDLE.0..).is_some_and(|rest| rest.starts_with(KINDLE.1)) {
        return Err(refused("this is a Kindle book: convert it to EPUB"));
    }
    match DOCUMENTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, message)) => Err(refused(*message)),
        None => Ok(()),
    }
}

/// Extensions of formats in which texts are mixed with keys and code.
const RESOURCES: [&str; 13] = [
    "json",
    "jsonl",
    "ndjson",
    "json5",
    "arb",
    "strings",
    "stringsdict",
    "xcstrings",
    "properties",
    "resx",
    "resw",
    "yaml",
    "yml",
];
/// Extensions of formats that hold pairs.
const PAIRS: [&str; 9] = ["tmx", "xlf", "xliff", "mxliff", "sdlxliff", "mqxliff", "po", "pot", "tbx"];

/// Fails for the extension of a format that is not read.
pub(super) fn refuse_name(path: &Path) -> Result<(), Error> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if RESOURCES.contains(&&*extension) {
        let message = format!(
            "a .{extension} file has keys and code between its texts: save the texts as plain text, one per line"
        );
        return Err(refused(message));
    }
    if PAIRS.contains(&&*extension) {
        let message =
            format!("a .{extension} file already has pairs: convert it, or save each language as plain text");
        return Err(refused(message));
    }
    Ok(())
}

/// Returns the error for a file that is to be read as a Word file or a book, but is neither.
pub(super) fn no_package(markup: Markup) -> Error {
    refused(format!("not a .{markup} file, which is a ZIP archive: name the right markup, or none"))
}

fn refused(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Format, message)
}
