//! Targets that read files: encodings, markup, and the export formats that have a reader.

use std::io::Cursor;
use std::sync::LazyLock;

use bitext::export::{SideOrder, read_ladder};
use bitext::{Aligner, DecodeErrors, Encoding, ErrorKind, Markup, Reader, Span, Text};

use crate::checks;
use crate::input::choice;

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// Decodes bytes in the detected encoding and in an encoding that the first byte chooses, both as a whole and line by
/// line.
pub(crate) fn decode(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    // If the markup were not set, subtitles would be detected by their content, and their text would differ from the
    // file.
    let plain = Reader::new().markup(Markup::Plain);
    let detected = plain.decode(rest);
    if let (Ok(text), Ok(utf8)) = (&detected, std::str::from_utf8(rest)) {
        let utf8 = utf8.strip_prefix('\u{feff}').unwrap_or(utf8);
        assert!(text.encoding() != Encoding::Utf8 || text.as_str() == utf8, "UTF-8 is changed");
    }
    let encoding = Encoding::ALL[choice % Encoding::ALL.len()];
    for errors in [DecodeErrors::Refused, DecodeErrors::Replaced] {
        let reader = plain.encoding(encoding).decode_errors(errors);
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
        // Documents such as PDF are refused in any case.
        let is_refused = whole.as_ref().is_err_and(|error| error.kind() == ErrorKind::Format);
        assert!(errors == DecodeErrors::Refused || whole.is_ok() || is_refused, "{encoding}: {whole:?}");
    }
    // Not compared with `detected`: the line reader detects the encoding only from the start of the file.
    let _ = lines(&plain, rest);
}

/// Reads a file line by line, and returns the joined lines and the number of replaced sequences of bytes. The file is
/// read in pieces of seven bytes, which split characters.
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
        let _ = read(bytes, markup);
    }
}

/// Reads the text of printed pages, once as such and once with detected markup.
pub(crate) fn paged(bytes: &[u8]) {
    let _ = read(bytes, Markup::Paged);
    if let Ok(text) = Reader::new().decode(bytes) {
        assert!(Reader::new().markup(text.markup()).decode(bytes).is_ok_and(|again| again == text));
    }
}

/// Reads two files of subtitles, separated by the first NUL, and aligns them by words and times.
pub(crate) fn subtitles(bytes: &[u8]) {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len() / 2);
    let (one, other) = bytes.split_at(end);
    let texts = [one, other].map(|file| read(file, Markup::Subtitles));
    for text in texts.iter().flatten() {
        checks::page(text.as_str());
    }
    if let [Some(english), Some(chinese)] = &texts {
        let bitext = ALIGNER.align_documents(english, chinese);
        checks::bitext_spans(&bitext);
        let sides = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
        checks::beads_tile(bitext.beads(), sides);
    }
}

/// Reads a file. Each line of its text must come from ranges of the file, and no line may end before it starts.
fn read(file: &[u8], markup: Markup) -> Option<Text> {
    let reader = Reader::new().markup(markup);
    let text = reader.decode(file).ok()?;
    assert_eq!(text.markup(), markup);
    assert!(reader.decode(file).is_ok_and(|again| again == text), "two runs differ");
    let utf8 = std::str::from_utf8(file).ok().filter(|_| text.encoding() == Encoding::Utf8);
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        for source in text.sources(span) {
            assert!(source.start <= source.end && source.end <= file.len(), "{source} is outside the file");
            assert!(utf8.is_none_or(|file| file.get(source.range()).is_some()), "{source} is off a boundary");
        }
        assert!(text.time(span).is_none_or(|(start, end)| start <= end), "{line:?} ends before it starts");
    }
    Some(text)
}

/// Upper bound of the number of rows in an input. A reader that returns this many rows would never end.
const MOST_ROWS: usize = 10_000;

pub(crate) fn ladder(bytes: &[u8]) {
    for order in [SideOrder::EnglishFirst, SideOrder::ChineseFirst] {
        assert!(read_ladder(bytes, order).take(MOST_ROWS).count() < MOST_ROWS);
    }
}
