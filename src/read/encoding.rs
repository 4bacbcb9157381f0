//! The encodings of English and Chinese text.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// A character encoding. `Display` writes the name that the WHATWG Encoding Standard gives the encoding, and `FromStr`
/// accepts every label that the standard has for these encodings, such as `utf8`, `gb2312` (for GBK) and `big5-hkscs`.
///
/// ```
/// use bitext::Encoding;
///
/// assert_eq!("GB2312".parse::<Encoding>()?, Encoding::Gbk);
/// assert_eq!(Encoding::Utf16Le.to_string(), "UTF-16LE");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "&'static str", try_from = "String"))]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB 18030, the national standard of China; covers all of Unicode.
    Gb18030,
    /// GBK, the predecessor of GB 18030. The decoder is the same.
    Gbk,
    /// Big5, used in Taiwan and Hong Kong, with the Hong Kong supplementary characters.
    Big5,
    /// Windows-1252, used in Western Europe and America. ISO-8859-1 is read as Windows-1252, as browsers do.
    Windows1252,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: &'static [Self] =
        &[Self::Utf8, Self::Gb18030, Self::Gbk, Self::Big5, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// Returns the name that `Display` writes.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.standard().name()
    }

    pub(super) fn standard(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Gbk => encoding_rs::GBK,
            Self::Big5 => encoding_rs::BIG5,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }

    pub(super) fn of_label(label: &[u8]) -> Option<Self> {
        let standard = encoding_rs::Encoding::for_label(label)?;
        Self::ALL.iter().copied().find(|encoding| encoding.standard() == standard)
    }

    /// Returns the usual number of bytes of a character in this encoding. GB 18030 has characters of four bytes, too; see
    /// [`len_at`](Self::len_at).
    pub(super) fn usual_len(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16Le | Self::Utf16Be => 2 * c.len_utf16(),
            Self::Windows1252 => 1,
            Self::Gb18030 | Self::Gbk | Self::Big5 => 2 - usize::from(c.is_ascii()),
        }
    }

    /// Returns the number of bytes at the start of `bytes` from which `c` was decoded.
    pub(super) fn len_at(self, bytes: &[u8], c: char) -> usize {
        match (self, bytes) {
            // One byte, 0x80, is the euro sign.
            (Self::Gb18030 | Self::Gbk, [first, ..]) if *first <= 0x80 => 1,
            (Self::Gb18030 | Self::Gbk, [_, b'0'..=b'9', ..]) => 4,
            // Four pairs of bytes of Big5 decode to a letter with one of these marks, which are decoded from nothing else.
            (Self::Big5, _) if matches!(c, '\u{304}' | '\u{30c}') => 0,
            _ => self.usual_len(c),
        }
    }

    /// Returns the byte-order mark in this encoding, or an empty slice if it has none.
    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Gb18030 | Self::Gbk => b"\x84\x31\x95\x33",
            Self::Big5 | Self::Windows1252 => b"",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
        }
    }

    /// Returns the length of the byte-order mark at the start of `bytes`, or 0.
    pub(super) fn mark_len(self, bytes: &[u8]) -> usize {
        if bytes.starts_with(self.mark()) { self.mark().len() } else { 0 }
    }

    /// Returns the encoding and the length in bytes of the byte-order mark at the start of `bytes`, if there is one.
    pub(super) fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        let marked = Self::ALL.iter().map(|&encoding| (encoding, encoding.mark_len(bytes)));
        marked.into_iter().find(|&(_, len)| len > 0)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl From<Encoding> for &'static str {
    fn from(encoding: Encoding) -> Self {
        encoding.name()
    }
}

impl TryFrom<String> for Encoding {
    type Error = Error;

    fn try_from(label: String) -> Result<Self, Error> {
        label.parse()
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(label: &str) -> Result<Self, Error> {
        Self::of_label(label.as_bytes()).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|encoding| format!("`{encoding}`")).collect();
            let message = format!("`{label}` is not a supported encoding: use one of {}", names.join(", "));
            Error::new(ErrorKind::Options, message)
        })
    }
}
