//! Targets that read files: encodings, markup, and the export formats that have a reader.

use std::io::Cursor;

use bitext::export::{SideOrder, read_jsonl, read_ladder, read_tmx};
use bitext::{DecodeErrors, Encoding, Markup, Reader};

use crate::input::choice;

/// Decodes bytes in the detected encoding and in an encoding that the first byte chooses, both as a whole and line by line.
pub(crate) fn decode(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let detected = Reader::new().decode(rest);
    if let (Ok(text), Ok(utf8)) = (&detected, std::str::from_utf8(rest)) {
        let utf8 = utf8.strip_prefix('\u{feff}').unwrap_or(utf8);
        assert!(text.encoding() != Encoding::Utf8 || text.as_str() == utf8, "UTF-8 is changed");
    }
    let encoding = Encoding::ALL[choice % Encoding::ALL.len()];
    for errors in [DecodeErrors::Refused, DecodeErrors::Replaced] {
        let reader = Reader::new().encoding(encoding).decode_errors(errors);
        let whole = reader.decode(rest);
        let by_line = lines(&reader, rest);
        match (&whole, &by_line) {
            (Ok(text), Ok((lines, replaced))) => {
                assert_eq!(text.as_str(), lines, "{encoding}, {errors:?}");
                assert_eq!(text.replaced(), *replaced, "{encoding}, {errors:?}");
            }
            (Err(one), Err(other)) => {
                assert_eq!((one.line(), one.offset()), (other.line(), other.offset()), "{encoding}");
            }
            _ => panic!("{encoding}, {errors:?}: {whole:?}, but line by line {by_line:?}"),
        }
        assert!(errors == DecodeErrors::Refused || whole.is_ok(), "{encoding}: {whole:?}");
    }
    // Not compared with `detected`: the line reader detects the encoding from the start of the file alone.
    let _ = lines(&Reader::new(), rest);
}

/// Reads a file line by line, and returns the joined lines and the number of replaced sequences. The file is read in pieces of
/// seven bytes, which split characters.
fn lines(reader: &Reader, bytes: &[u8]) -> Result<(String, usize), bitext::Error> {
    struct Pieces<'b>(Cursor<&'b [u8]>);
    impl std::io::Read for Pieces<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let length = out.len().min(7);
            self.0.read(&mut out[..length])
        }
    }
    let mut lines = reader.lines(Pieces(Cursor::new(bytes)))?;
    let (mut text, mut line) = (String::new(), String::new());
    while lines.read_line(&mut line)? {
        assert!(
            !line.is_empty() && !line.strip_suffix('\n').unwrap_or(&line).contains('\n'),
            "{line:?} is not a line"
        );
        text.push_str(&line);
    }
    Ok((text, lines.replaced()))
}

/// Extracts the text of HTML and of Markdown.
pub(crate) fn markup(bytes: &[u8]) {
    for markup in [Markup::Html, Markup::Markdown] {
        let reader = Reader::new().markup(markup);
        if let Ok(text) = reader.decode(bytes) {
            assert_eq!(text.markup(), markup);
            let again = reader.decode(bytes);
            assert!(again.is_ok_and(|again| again == text), "two runs differ");
        }
    }
}

/// More rows than an input can hold: a reader that returns so many would never end.
const MOST_ROWS: usize = 10_000;

pub(crate) fn tmx(bytes: &[u8]) {
    assert!(read_tmx(bytes).take(MOST_ROWS).count() < MOST_ROWS);
}

pub(crate) fn jsonl(bytes: &[u8]) {
    assert!(read_jsonl(bytes).take(MOST_ROWS).count() < MOST_ROWS);
}

pub(crate) fn ladder(bytes: &[u8]) {
    for order in [SideOrder::EnglishFirst, SideOrder::ChineseFirst] {
        assert!(read_ladder(bytes, order).take(MOST_ROWS).count() < MOST_ROWS);
    }
}
