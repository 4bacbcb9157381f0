//! Decodes bytes to text, and reports the offset of a byte that does not decode.

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::Encoding;
use super::file_offsets::Replacement;
use crate::{Error, ErrorKind};

/// What happens to bytes that are not valid in the encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DecodeErrors {
    /// Decoding stops at the first invalid byte sequence, with an error that gives the offset of the sequence.
    #[default]
    Refused,
    /// Each invalid sequence becomes U+FFFD; [`Text::replaced`](crate::Text::replaced) counts them.
    Replaced,
}

/// The former name of [`DecodeErrors`].
#[deprecated(since = "0.1.0", note = "renamed to `DecodeErrors`")]
pub type Undecodable = DecodeErrors;

/// Number of bytes that are read at a time.
pub(super) const CHUNK: usize = 64 * 1024;

/// Maximum number of bytes of text that are decoded at a time. The text is copied once more, so it should stay in the cache.
const DECODED: usize = 16 * 1024;

/// Decodes text in chunks of any size.
pub(super) struct TextDecoder {
    decoder: Decoder,
    encoding: Encoding,
    decode_errors: DecodeErrors,
    /// Receives the text that is decoded at a time. The decoder initializes all free memory of a `String` each time, and it
    /// stops at each invalid sequence.
    decoded: Box<str>,
    /// Number of bytes of the file decoded so far, including the byte-order mark.
    offset: usize,
    /// Number of line feeds decoded so far.
    lines: usize,
    replaced: usize,
    /// The sequences replaced so far, if they are recorded.
    replacements: Option<Vec<Replacement>>,
}

impl TextDecoder {
    /// Creates a decoder for a file whose byte-order mark of `mark` bytes is skipped by the caller.
    pub(super) fn new(encoding: Encoding, mark: usize, decode_errors: DecodeErrors) -> Self {
        let decoder = encoding.standard().new_decoder_without_bom_handling();
        let decoded = "\0".repeat(DECODED).into_boxed_str();
        Self {
            decoder,
            encoding,
            decode_errors,
            decoded,
            offset: mark,
            lines: 0,
            replaced: 0,
            replacements: None,
        }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(super) fn replaced(&self) -> usize {
        self.replaced
    }

    /// Decodes more bytes and appends the result to `text`; `last` marks the end of the file. On an error, `text` holds
    /// everything before the invalid bytes.
    pub(super) fn push(&mut self, bytes: &[u8], last: bool, text: &mut String) -> Result<(), Error> {
        let mut rest = bytes;
        loop {
            let (result, read, written) =
                self.decoder.decode_to_str_without_replacement(rest, &mut self.decoded, last);
            let decoded = &self.decoded[..written];
            text.push_str(decoded);
            self.offset += read;
            self.lines += decoded.bytes().filter(|&byte| byte == b'\n').count();
            rest = &rest[read..];
            match result {
                DecoderResult::Malformed(len, after) => {
                    // The decoder may have read `after` bytes past the invalid sequence of `len` bytes.
                    let at = self.offset.saturating_sub(usize::from(len) + usize::from(after));
                    match self.decode_errors {
                        DecodeErrors::Refused => return Err(self.error(at)),
                        DecodeErrors::Replaced => {
                            if let Some(replacements) = &mut self.replacements {
                                replacements.push((text.len(), usize::from(len)));
                            }
                            text.push(char::REPLACEMENT_CHARACTER);
                            self.replaced += 1;
                        }
                    }
                }
                DecoderResult::InputEmpty if rest.is_empty() => return Ok(()),
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
        }
    }

    fn error(&self, at: usize) -> Error {
        let message = format!(
            "byte {at} of the file is not valid {}: name the right encoding, or have such bytes replaced",
            self.encoding
        );
        Error::new(ErrorKind::Encoding, message).at_line(self.lines + 1).at_offset(at)
    }
}

/// Decodes a whole file. Also returns the byte sequences that were replaced, and the bytes of the file, unless they have
/// become the text.
pub(super) fn whole(
    mut bytes: Vec<u8>,
    mark: usize,
    encoding: Encoding,
    decode_errors: DecodeErrors,
) -> Result<(String, Vec<Replacement>, Vec<u8>), Error> {
    if encoding == Encoding::Utf8 {
        bytes = match String::from_utf8(bytes) {
            Ok(mut text) => {
                text.drain(..mark);
                return Ok((text, Vec::new(), Vec::new()));
            }
            Err(error) => error.into_bytes(),
        };
    }
    let mut decoder = TextDecoder::new(encoding, mark, decode_errors);
    let mut text = String::new();
    decoder.replacements = Some(Vec::new());
    decoder.push(&bytes[mark..], true, &mut text)?;
    Ok((text, decoder.replacements.unwrap_or_default(), bytes))
}
