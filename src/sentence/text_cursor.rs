//! Gives access to the characters around an offset of a text.

/// A text with access in O(1) to the characters before and after an offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextCursor<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
}

impl<'t> TextCursor<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes() }
    }

    pub(super) const fn len(self) -> usize {
        self.bytes.len()
    }

    /// Returns the text from `at` on, or an empty text if `at` is not a character boundary.
    pub(super) fn from(self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// Returns the byte at `at`, or 0 past the end.
    #[inline]
    pub(super) fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Returns the character that begins at `at`, or NUL past the end.
    #[inline]
    pub(super) fn char_at(self, at: usize) -> char {
        match self.byte(at) {
            byte @ 0..=0x7f => char::from(byte),
            _ => self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0'),
        }
    }

    /// Returns the character that ends at `at`, or NUL at the start.
    #[inline]
    pub(super) fn char_before(self, at: usize) -> char {
        self.text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or('\0')
    }

    /// Returns the end of the white space that begins at `at`.
    pub(super) fn skip_space(self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                b' ' | b'\t'..=b'\r' => at += 1,
                // Other white space begins with one of these bytes: U+0085, U+00A0, U+1680, U+2000 to U+3000.
                0xc2 | 0xe1..=0xe3 => {
                    let c = self.char_at(at);
                    if !c.is_whitespace() {
                        return at;
                    }
                    at += c.len_utf8();
                }
                _ => return at,
            }
        }
    }

    /// Returns the start of the white space that ends at `at`, but no place before `from`.
    pub(super) fn trim_end(self, from: usize, at: usize) -> usize {
        match self.bytes.get(from..at) {
            // The last byte belongs to an ASCII character or to a character from U+4000 on, which is no white space.
            Some([.., b'!'..=b'~'] | [.., 0xe4..=0xef, _, _]) => at,
            _ => self.text.get(from..at).map_or(at, |part| from + part.trim_end().len()),
        }
    }

    /// Returns the number of line breaks between `from` and `to`.
    pub(super) fn line_breaks(self, from: usize, to: usize) -> usize {
        let gap = self.bytes.get(from..to).unwrap_or(&[]);
        let mut breaks = 0;
        for (at, &byte) in gap.iter().enumerate() {
            breaks += usize::from(byte == b'\n' || byte == b'\r' && gap.get(at + 1) != Some(&b'\n'));
        }
        breaks
    }

    /// Returns the start of the ASCII word that ends at `end`. A word has letters, digits, full stops, hyphens,
    /// apostrophes and ampersands. At most `limit` bytes are read, and none before `from`.
    pub(super) fn word_start(self, from: usize, end: usize, limit: usize) -> usize {
        let mut start = end;
        while start > from && end - start < limit {
            let byte = self.byte(start - 1);
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'\'' | b'&')) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Returns the ASCII letters from `at` on, at most `limit`.
    pub(super) fn letters(self, at: usize, limit: usize) -> &'t [u8] {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let len = rest.iter().take(limit).take_while(|byte| byte.is_ascii_alphabetic()).count();
        &rest[..len]
    }
}
