//! The targets that read Word files, EPUB books and workbooks.

use std::io::{Cursor, Write};

use bitext::export::read_xlsx;
use bitext::{Markup, Reader, Span, Text};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::input::choice;
use crate::units::convert_lines;

const CONTAINER: &[u8] = br#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
const BOOK: &[u8] = br#"<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;

/// Reads an archive. The first byte chooses whether the rest is the archive, or the parts of a Word file or of a book,
/// separated by NULs. The last part of a book is the list of its encrypted parts.
pub(crate) fn package(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let mut contents = rest.splitn(4, |&byte| byte == 0);
    let mut next = || contents.next().unwrap_or_default();
    let (markup, file) = match choice % 4 {
        0 => (Markup::Docx, rest.to_vec()),
        1 => (Markup::Epub, rest.to_vec()),
        2 => {
            let names = ["word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"];
            (Markup::Docx, archive(&names.map(|name| (name, next()))))
        }
        _ => {
            let own = [("a.xhtml", next()), ("b.xhtml", next())];
            let spine = Some(next()).filter(|part| !part.is_empty()).unwrap_or(BOOK);
            let mut parts = vec![("META-INF/container.xml", CONTAINER), ("a.opf", spine), own[0], own[1]];
            parts.extend(contents.next().map(|encrypted| ("META-INF/encryption.xml", encrypted)));
            (Markup::Epub, archive(&parts))
        }
    };
    let reader = Reader::new().markup(markup);
    if let Ok(text) = reader.decode(&file) {
        check_parts(&text);
        assert!(reader.decode(&file).is_ok_and(|again| again == text), "two runs differ");
    }
}

const WORKBOOK: &[u8] = br#"<workbook><sheets><sheet r:id="a"/><sheet r:id="b"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="a" Target="a.xml"/><Relationship Id="b" Target="/b.xml"/></Relationships>"#;

/// Reads a workbook. The first byte chooses whether the rest is the archive, or a sheet, the shared strings and another
/// sheet, separated by NULs.
pub(crate) fn workbook(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let file = if choice % 4 == 0 {
        rest.to_vec()
    } else {
        let mut contents = rest.splitn(3, |&byte| byte == 0);
        let names = ["xl/a.xml", "xl/sharedStrings.xml", "b.xml"];
        let mut parts = vec![("xl/workbook.xml", WORKBOOK), ("xl/_rels/workbook.xml.rels", RELATIONS)];
        parts.extend(names.map(|name| (name, contents.next().unwrap_or_default())));
        archive(&parts)
    };
    if let Ok(units) = read_xlsx(&file) {
        // Rows are numbered in each sheet.
        convert_lines(units, |row| assert!(row > 0));
    }
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Checks that the parts follow each other, and that each line of the text comes from the parts.
fn check_parts(text: &Text) {
    let mut end = 0;
    for part in text.parts() {
        assert!(part.span.start == end && part.span.start <= part.span.end, "{part:?} after {end}");
        end = part.span.end;
    }
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        for source in text.sources(Span::new(start, start + line.trim_end().len())) {
            assert!(source.start <= source.end && source.end <= end, "{source} is outside the parts");
        }
        start += line.len();
    }
}
