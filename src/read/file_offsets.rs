//! Converts offsets in decoded text to offsets in the file.

use super::encoding::Encoding;

/// Number of bytes of decoded text after which another pair of offsets is stored.
const INTERVAL: usize = 4096;

/// A map from offsets in decoded text to offsets in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileOffsets {
    encoding: Encoding,
    /// Length of the byte-order mark in bytes.
    mark: usize,
    /// Pairs of an offset in the text and the corresponding offset in the file, ascending: one every few thousand bytes,
    /// and one after each character with an unusual number of bytes. UTF-8 without errors needs no pairs.
    places: Vec<(usize, usize)>,
    /// The decoded text, if the conversion needs it and the reader returns another text.
    decoded: Option<String>,
}

/// A byte sequence that does not decode: the offset of its U+FFFD in the text, and its length in the file.
pub(super) type Replacement = (usize, usize);

impl FileOffsets {
    /// Creates the map of a text that was decoded from the bytes of a file, which UTF-8 without replacements does not
    /// need. Time O(length of `text`); in UTF-8 without replacements O(1).
    pub(super) fn new(
        text: &str,
        bytes: &[u8],
        encoding: Encoding,
        mark: usize,
        replaced: &[Replacement],
    ) -> Self {
        let mut places = Vec::new();
        if encoding != Encoding::Utf8 || !replaced.is_empty() {
            places.push((0, mark));
            let mut next = replaced.iter().peekable();
            let (mut stored, mut file) = (0, mark);
            for (at, c) in text.char_indices() {
                if at - stored >= INTERVAL {
                    places.push((at, file));
                    stored = at;
                }
                let len = match next.next_if(|(place, _)| *place == at) {
                    Some(&(_, len)) => len,
                    None => encoding.len_at(bytes.get(file..).unwrap_or_default(), c),
                };
                file += len;
                if len != encoding.usual_len(c) {
                    stored = at + c.len_utf8();
                    places.push((stored, file));
                }
            }
        }
        Self { encoding, mark, places, decoded: None }
    }

    /// Keeps the decoded text, which the reader does not return, if offsets depend on it.
    pub(super) fn keep(&mut self, decoded: String) {
        self.decoded = Some(decoded).filter(|_| !self.places.is_empty());
    }

    /// Converts an offset in the decoded text to an offset in the file. The decoded text is the [kept](Self::keep) text
    /// if there is one, and otherwise `text`.
    ///
    /// Time O(log length of the text).
    pub(super) fn of(&self, text: &str, offset: usize) -> usize {
        let passed = self.places.partition_point(|&(place, _)| place <= offset);
        let Some(&(place, file)) = passed.checked_sub(1).and_then(|last| self.places.get(last)) else {
            return self.mark + offset;
        };
        let decoded = self.decoded.as_deref().unwrap_or(text);
        let between = decoded.get(place..offset).unwrap_or_default();
        file + between.chars().map(|c| self.encoding.usual_len(c)).sum::<usize>()
    }
}
