//! Targets that read Word files and EPUB books, segmentation rules, and what a caller knows about an alignment.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use bitext::export::{Row, RowAnchors};
use bitext::{Aligner, Anchor, Markup, Reader, Span, SrxRules, Text};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::checks;
use crate::input::{choice, text};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

const CONTAINER: &[u8] = br#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
const BOOK: &[u8] = br#"<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;

/// Reads an archive. The first byte chooses whether the rest is the archive, or the parts of a Word file or of a book,
/// separated by NULs.
pub(crate) fn package(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let mut contents = rest.splitn(3, |&byte| byte == 0);
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
            let parts = [("META-INF/container.xml", CONTAINER), ("a.opf", spine), own[0], own[1]];
            (Markup::Epub, archive(&parts))
        }
    };
    let reader = Reader::new().markup(markup);
    if let Ok(text) = reader.decode(&file) {
        check_parts(&text);
        assert!(reader.decode(&file).is_ok_and(|again| again == text), "two runs differ");
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

/// Splits a text by the rules of an SRX file. A NUL separates the file and the text.
pub(crate) fn srx(bytes: &[u8]) {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let (file, rest) = bytes.split_at(end);
    let Ok(rules) = SrxRules::from_reader(file) else { return };
    let text = text(rest);
    for language in ["en", "zh-CN"] {
        let Ok(splitter) = rules.splitter(language) else { continue };
        let spans = splitter.split(&text);
        let mut from = 0;
        for &span in &spans {
            let sentence = span.of(&text);
            assert!(!sentence.is_empty() && sentence.trim() == sentence, "{sentence:?}");
            assert!(text[from..span.start].trim().is_empty(), "text before {span} is in no sentence");
            from = span.end;
        }
        assert!(text[from..].trim().is_empty(), "the end is in no sentence");
    }
}

/// Aligns two texts around rows and around anchors. NULs separate the texts and the rows, whose sides are separated by
/// tabs. The first byte chooses the numbers of the anchors.
pub(crate) fn anchors(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let input = text(rest);
    let mut parts = input.splitn(3, '\0');
    let (english, chinese) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let sides = parts.next().unwrap_or_default().lines();
    let rows: Vec<Row<'_>> =
        sides.filter_map(|line| line.split_once('\t')).map(|(own, other)| Row::new(own, other)).collect();
    let found = RowAnchors::find(&rows, english, chinese);
    assert!(found.anchors.len() + found.missing.len() <= rows.len(), "{found:?}");
    for anchor in &found.anchors {
        let Anchor::Pair { english: own, chinese: other } = anchor else {
            panic!("{anchor:?} of an unmarked row")
        };
        assert!(english.get(own.clone()).is_some() && chinese.get(other.clone()).is_some(), "{anchor:?}");
    }
    let from = choice % 16;
    let ranges = [Anchor::pair(from..from + 3, 0..choice / 16), Anchor::boundary(choice, from)];
    for anchors in [found.anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_texts_around(english, chinese, anchors) {
            checks::bitext_spans(&bitext);
            let lengths = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
            checks::beads_tile(bitext.beads(), lengths);
            let checked = bitext.beads().iter().filter(|bead| bead.confidence == 1.0).count();
            let fixed = anchors.iter().filter(|anchor| matches!(anchor, Anchor::Pair { english, chinese } if !english.is_empty() && !chinese.is_empty()));
            assert!(checked >= fixed.count(), "an anchor is lost: {anchors:?}");
        }
    }
    for anchors in [RowAnchors::find(&rows, &input, &input).anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_page_around(&input, anchors) {
            checks::bitext_spans(&bitext);
        }
    }
}
