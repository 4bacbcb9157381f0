//! The formats of files with pairs that can be read.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// A format of files with pairs that this module reads. `Display` and `FromStr` use the [name](Self::name).
///
/// ```
/// use std::path::Path;
///
/// use bitext::export::PairFormat;
///
/// assert_eq!(PairFormat::of_path(Path::new("book.sdlxliff")), Some(PairFormat::Xliff));
/// assert_eq!(PairFormat::of_content(b"<?xml version='1.0'?><tmx version='1.4'>"), Some(PairFormat::Tmx));
/// assert_eq!("po".parse::<PairFormat>()?, PairFormat::Po);
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PairFormat {
    /// Tab-separated values; see [`read_table`](super::read_table).
    Tsv,
    /// Comma-separated values, or values separated by semicolons; see [`read_table`](super::read_table).
    Csv,
    /// One JSON object per line; `read_jsonl` reads it.
    Jsonl,
    /// One JSON array with the objects of `jsonl`; `read_json` reads it.
    Json,
    /// TMX; `read_tmx` reads it.
    Tmx,
    /// XLIFF 1.2 and 2; `read_xliff` reads it.
    Xliff,
    /// Messages of gettext; see [`read_po`](super::read_po).
    Po,
    /// A page of this crate; `read_html` reads it.
    Html,
    /// Parallel files with a common prefix; see [`read_moses`](super::read_moses).
    Moses,
    /// Sentence numbers; see [`read_ladder`](super::read_ladder).
    Ladder,
    /// Sentence links; `read_xces` reads it.
    Xces,
    /// A workbook of Excel; `read_xlsx` reads it.
    Xlsx,
}

impl PairFormat {
    /// Every format.
    pub const ALL: [Self; 12] = [
        Self::Tsv,
        Self::Csv,
        Self::Jsonl,
        Self::Json,
        Self::Tmx,
        Self::Xliff,
        Self::Po,
        Self::Html,
        Self::Moses,
        Self::Ladder,
        Self::Xces,
        Self::Xlsx,
    ];

    /// Returns the name, such as `tmx`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Tmx => "tmx",
            Self::Xliff => "xliff",
            Self::Po => "po",
            Self::Html => "html",
            Self::Moses => "moses",
            Self::Ladder => "ladder",
            Self::Xces => "xces",
            Self::Xlsx => "xlsx",
        }
    }

    /// Returns the extensions of its files, in lower case. Moses has none of its own.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Tsv => &["tsv", "tab"],
            Self::Csv => &["csv"],
            Self::Jsonl => &["jsonl", "ndjson"],
            Self::Json => &["json"],
            Self::Tmx => &["tmx"],
            Self::Xliff => &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
            Self::Po => &["po", "pot"],
            Self::Html => &["html", "htm"],
            Self::Moses => &[],
            Self::Ladder => &["ladder"],
            Self::Xces => &["xces"],
            Self::Xlsx => &["xlsx", "xlsm"],
        }
    }

    /// Returns the format for the extension of a file name, ignoring case.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extensions().contains(&&*extension))
    }

    /// Returns the format of a file with these first bytes, in UTF-8 or UTF-16, if they tell it. A few hundred bytes are
    /// enough, unless a long comment comes first. Time O(length).
    #[must_use]
    pub fn of_content(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04") {
            // An archive has the names of its parts in plain text.
            return head.windows(PART.len()).any(|name| name == PART).then_some(Self::Xlsx);
        }
        let text = decoded(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let first = text.lines().next().unwrap_or_default();
        if text.starts_with('<') {
            let roots = [
                ("<tmx", Self::Tmx),
                ("<xliff", Self::Xliff),
                ("<cesAlign", Self::Xces),
                ("<html", Self::Html),
                ("<!doctype html", Self::Html),
                ("<!DOCTYPE html", Self::Html),
            ];
            let found = roots.iter().filter_map(|(root, format)| Some((text.find(root)?, *format)));
            return found.min_by_key(|(at, _)| *at).map(|(_, format)| format);
        }
        if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')) {
            return Some(Self::Json);
        }
        if text.starts_with('{') {
            return Some(Self::Jsonl);
        }
        if text.lines().any(|line| line.starts_with("msgid ")) {
            return Some(Self::Po);
        }
        if first.starts_with('[') && first.contains("]:[") {
            return Some(Self::Ladder);
        }
        if first.contains('\t') {
            return Some(Self::Tsv);
        }
        first.contains([',', ';']).then_some(Self::Csv)
    }
}

/// How the name of a part of a workbook begins.
const PART: &[u8] = b"xl/";

/// Decodes the first bytes of a file: as UTF-16 if they look like it, otherwise as UTF-8.
fn decoded(head: &[u8]) -> String {
    let units = |order: fn([u8; 2]) -> u16| {
        let units = head.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match head {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'<', ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head).into_owned(),
    }
}

impl fmt::Display for PairFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for PairFormat {
    type Err = Error;

    /// Parses the name of a format.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if no format has the name. The message has all names.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format!("`{format}`")).collect();
            let message =
                format!("`{name}` is not a format that can be read: use one of {}", names.join(", "));
            Error::new(ErrorKind::Options, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name_and_by_content() {
        for format in PairFormat::ALL {
            assert_eq!(format.to_string().parse().ok(), Some(format));
            for extension in format.extensions() {
                assert_eq!(
                    PairFormat::of_path(Path::new(&format!("a.{extension}"))),
                    Some(format),
                    "{extension}"
                );
            }
        }
        assert_eq!(PairFormat::of_path(Path::new("a.TMX")), Some(PairFormat::Tmx));
        let rows = [
            (
                "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n<tmx>",
                Some(PairFormat::Tmx),
            ),
            ("<?xml version='1.0'?><xliff>", Some(PairFormat::Xliff)),
            ("<!DOCTYPE cesAlign><cesAlign>", Some(PairFormat::Xces)),
            ("<!doctype html><title>about <tmx></title>", Some(PairFormat::Html)),
            ("{\"en\":\"Tea\",\"zh\":\"茶\"}", Some(PairFormat::Jsonl)),
            ("[\n{\"en\":\"Tea\",\"zh\":\"茶\"}]", Some(PairFormat::Json)),
            ("[]:[0]\n", Some(PairFormat::Ladder)),
            ("# Chinese\n\nmsgid \"\"\nmsgstr \"\"\n", Some(PairFormat::Po)),
            ("[0]:[0, 1]:0.97\n", Some(PairFormat::Ladder)),
            ("English\tChinese\n", Some(PairFormat::Tsv)),
            ("en,zh\n", Some(PairFormat::Csv)),
            ("%PDF-1.7", None),
            ("", None),
        ];
        for (head, expected) in rows {
            assert_eq!(PairFormat::of_content(head.as_bytes()), expected, "{head}");
        }
        assert_eq!(
            PairFormat::of_content(b"PK\x03\x04 [Content_Types].xml xl/workbook.xml"),
            Some(PairFormat::Xlsx)
        );
        assert_eq!(PairFormat::of_content(b"PK\x03\x04 word/document.xml"), None);
        let utf16: Vec<u8> = "\u{feff}<tmx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(PairFormat::of_content(&utf16), Some(PairFormat::Tmx));
    }
}
