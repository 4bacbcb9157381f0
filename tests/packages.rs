//! Word files and EPUB books, from archives made by hand.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::io::{Cursor, Write};

use bitext::{ErrorKind, Markup, Reader, Span, Text};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod archive;

use archive::archive;

const WORD: &str =
    r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc" xmlns:m="m"><w:body>"#;

fn word(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", &format!("{WORD}{body}</w:body></w:document>"))])
}

fn read(bytes: &[u8]) -> String {
    Reader::new().decode(bytes).unwrap_or_else(|error| panic!("{error}")).into_string()
}

fn failure(bytes: &[u8]) -> String {
    let error = Reader::new().decode(bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Format, "{error}");
    error.to_string()
}

/// Returns a paragraph with runs.
fn p(runs: &[&str]) -> String {
    let runs: String =
        runs.iter().map(|text| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

#[test]
fn paragraphs_of_word() {
    let item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>";
    let end = "</w:t></w:r></w:p>";
    let rows: &[(&str, &str)] = &[
        ("", ""),
        (&p(&["Opening ", "hours"]), "Opening hours\n"),
        (&format!("{}<w:p/>{}", p(&["Tea"]), p(&["茶"])), "Tea\n\n茶\n"),
        (&p(&["Salt &amp; pepper &#x76D0;"]), "Salt & pepper 盐\n"),
        (&format!("{item}Salt{end}{item}Pepper{end}{}", p(&["Done"])), "Salt\nPepper\n\nDone\n"),
        // Breaks, tabs and hyphens inside a paragraph.
        (
            "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>twenty</w:t><w:noBreakHyphen/><w:t>two</w:t></w:r></w:p>",
            "One\ntwo\ttwenty-two\n",
        ),
        (
            "<w:p><w:r><w:tab/><w:t>Once</w:t></w:r></w:p><w:p><w:r><w:t>upon</w:t></w:r></w:p>",
            "Once\n\nupon\n",
        ),
        // Changes: insertions are text, deletions are not.
        (
            "<w:p><w:ins><w:r><w:t>New</w:t></w:r></w:ins><w:del><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>",
            "New\n",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>open</w:t></w:r></w:p>",
            "open\n",
        ),
        // A link, a content control, an equation and ruby.
        (
            "<w:p><w:hyperlink><w:r><w:t>Here</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>, now</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            "Here, now\n",
        ),
        ("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", "x=1\n"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>chá</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>茶</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "茶\n",
        ),
        // A table, with a table in a cell.
        (
            &format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>{}",
                p(&["Tea"]),
                p(&["茶"]),
                p(&["Salt"]),
                p(&["盐"]),
                p(&["End"])
            ),
            "Tea\t茶\nSalt\t盐\n\nEnd\n",
        ),
        // A text box is read once, after its paragraph.
        (
            &format!(
                "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice>\
                 <mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>",
                p(&["Box"]),
                p(&["Box"])
            ),
            "Before after\n\nBox\n",
        ),
        // A date is a field whose result is text; a table of contents is not.
        (
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5 May</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            "5 May\n",
        ),
        (
            &format!(
                "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Tea 3</w:t></w:r></w:p>{}\
                 <w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>{}",
                p(&["Salt 4"]),
                p(&["Tea"])
            ),
            "Tea\n",
        ),
        // A table of contents without an end hides nothing.
        (
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Tea</w:t></w:r></w:p>",
            "Tea\n",
        ),
        ("<w:p><w:r><w:t><![CDATA[a < b]]></w:t></w:r></w:p>", "a < b\n"),
    ];
    for (body, expected) in rows {
        assert_eq!(read(&word(body)), *expected, "{body}");
    }
}

#[test]
fn notes_come_last() {
    let relations = r#"<Relationships><Relationship Type="http://x/relationships/officeDocument" Target="word/main.xml"/></Relationships>"#;
    let own = r#"<Relationships><Relationship Type="http://x/relationships/footnotes" Target="/word/notes.xml"/></Relationships>"#;
    let body = format!("{WORD}{}</w:body></w:document>", p(&["The mill is old."]));
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        p(&["----"]),
        p(&["Built in 1804."])
    );
    let file = archive(&[
        ("_rels/.rels", relations),
        ("word/_rels/main.xml.rels", own),
        ("word/main.xml", &body),
        ("word/notes.xml", &notes),
    ]);
    let text = Reader::new().decode(&file).unwrap();
    assert_eq!(text.as_str(), "The mill is old.\n\nBuilt in 1804.\n");
    assert_eq!(text.markup(), Markup::Docx);
    // The spans count the bytes of the parts.
    let parts: Vec<_> = text.parts().iter().map(|part| part.name.as_str()).collect();
    assert_eq!(parts, ["word/main.xml", "word/notes.xml"]);
    let all = body + &notes;
    for piece in ["The mill is old.", "Built in 1804."] {
        let start = text.as_str().find(piece).unwrap();
        let sources = text.sources(Span::new(start, start + piece.len()));
        assert_eq!(sources.iter().map(|span| span.of(&all)).collect::<Vec<_>>(), [piece]);
    }
}

const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<package><manifest>
    <item id="nav" href="nav.xhtml" properties="nav"/>
    <item id="b" href="text/b%201.xhtml"/><item id="a" href="a.xhtml"/></manifest>
    <spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>"#;
const FIRST: &str = "<?xml version=\"1.0\"?><html><head><title/></head><body><h1>Tea &amp; salt</h1><p>It rains.</p></body></html>";
const SECOND: &str = "<html><body><table><tr><td>Tea</td><td>茶</td></tr></table></body></html>";

fn book(more: &[(&str, &str)]) -> Vec<u8> {
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE),
        ("OEBPS/nav.xhtml", "<p>Contents</p>"),
        ("OEBPS/text/b 1.xhtml", SECOND),
        ("OEBPS/a.xhtml", FIRST),
    ];
    archive(&[&parts, more].concat())
}

#[test]
fn chapters_are_in_the_order_of_reading() {
    let text: Text = Reader::new().decode(&book(&[])).unwrap();
    assert_eq!(text.as_str(), "Tea & salt\n\nIt rains.\n\nTea\t茶\n");
    assert_eq!(text.markup(), Markup::Epub);
    let all = format!("{FIRST}{SECOND}");
    for (piece, expected) in [("It rains.", "It rains."), ("salt", "salt"), ("茶", "茶"), ("& ", "&amp; ")]
    {
        let start = text.as_str().find(piece).unwrap();
        let sources = text.sources(Span::new(start, start + piece.trim_end().len()));
        assert_eq!(sources[0].of(&all), expected.trim_end());
    }
}

#[test]
fn documents_that_cannot_be_read_say_why() {
    let word = word(&p(&["Tea"]));
    let cut = &word[..word.len() / 2];
    let protected = book(&[(
        "META-INF/encryption.xml",
        r#"<encryption><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></encryption>"#,
    )]);
    let font = book(&[("META-INF/encryption.xml", r#"<CipherReference URI="OEBPS/font.otf"/>"#)]);
    assert!(read(&font).starts_with("Tea"));
    let rows: &[(&[u8], &str)] = &[
        (cut, "damaged or of an unknown kind"),
        (&archive(&[("word/document.xml", "<w:document><w:p></w:q>")]), "not well-formed"),
        (&archive(&[("word/styles.xml", "")]), "the document has no `word/document.xml`"),
        (&archive(&[("META-INF/container.xml", "<container/>")]), "the book has no ``"),
        (&protected, "the book is protected (DRM)"),
        (&archive(&[("xl/workbook.xml", "")]), "this is an Excel file: save the sheet as CSV"),
        (&archive(&[("ppt/presentation.xml", "")]), "this is a PowerPoint file"),
        (&archive(&[("content.xml", "")]), "this is an OpenDocument file: save it as .docx"),
        (&archive(&[("a.txt", "Tea")]), "this is a ZIP archive: unpack it"),
        (b"%PDF-1.7\n", "this is a PDF file: convert it with `pdftotext`"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Office file, or one with a password"),
    ];
    for (bytes, expected) in rows {
        let message = failure(bytes);
        assert!(message.contains(expected), "{message}\nexpected {expected}");
    }
    let error = Reader::new().markup(Markup::Docx).decode(b"Tea").unwrap_err();
    assert_eq!(error.to_string(), "not a .docx file, which is a ZIP archive: name the right markup, or none");
}

#[test]
fn a_document_that_unpacks_to_gigabytes_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&blanks).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(
        failure(&bytes),
        "the document unpacks to more than 256 MB: save its text as plain text, in parts"
    );
}

#[test]
fn nested_elements_take_linear_time() {
    let deep = |open: &str, close: &str| {
        word(&format!("{}{}{}", open.repeat(50_000), p(&["Tea"]), close.repeat(50_000)))
    };
    assert_eq!(read(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")), "Tea\n");
    // Text boxes in text boxes are read four deep.
    assert_eq!(read(&deep("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>")), "");
    assert_eq!(read(&deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")), "Tea\n");
}

#[test]
fn formats_with_keys_or_pairs_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (name, expected) in [
        ("a.json", "a .json file has keys and code between its texts"),
        ("a.Strings", "a .strings file has keys and code between its texts"),
        ("a.properties", "a .properties file has keys and code between its texts"),
        ("a.tmx", "a .tmx file already has pairs"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, "{\"tea\": \"茶\"}").unwrap();
        let error = Reader::new().read_path(&path).unwrap_err();
        assert!(error.kind() == ErrorKind::Format && error.to_string().contains(expected), "{error}");
        assert!(Reader::new().markup(Markup::Plain).read_path(&path).is_ok());
        let error = Reader::new().lines_of_path(&path).unwrap_err();
        assert!(error.kind() == ErrorKind::Format && error.to_string().contains(expected), "{error}");
        assert!(Reader::new().markup(Markup::Plain).lines_of_path(&path).is_ok());
    }
}

#[cfg(feature = "cedict")]
#[test]
fn documents_align_as_their_text_does() {
    let rows = [
        ("The ferry leaves at eight.", "渡轮八点出发。"),
        ("Dogs travel free.", "狗免费乘船。"),
        ("Tickets cost 35 yuan.", "船票35元。"),
    ];
    let text = |own: &[&str], document: bool| -> Text {
        let bytes = if document {
            word(&own.iter().map(|text| p(&[*text])).collect::<String>())
        } else {
            own.join("\n\n").into_bytes()
        };
        Reader::new().decode(&bytes).unwrap()
    };
    let sides = [rows.map(|row| row.0), rows.map(|row| row.1)];
    let aligner = bitext::Aligner::new();
    let pairs = |documents: [bool; 2]| -> Vec<(String, String)> {
        let (english, chinese) = (text(&sides[0], documents[0]), text(&sides[1], documents[1]));
        let bitext = aligner.align_documents(&english, &chinese);
        bitext.pairs().map(|pair| (pair.english().into_owned(), pair.chinese().into_owned())).collect()
    };
    let (english, chinese) = (text(&sides[0], true), text(&sides[1], true));
    let mut shares = Vec::new();
    let aligned = aligner.try_align_documents(&english, &chinese, |share| {
        shares.push(share);
        std::ops::ControlFlow::<()>::Continue(())
    });
    assert_eq!(aligned.continue_value(), Some(aligner.align_documents(&english, &chinese)));
    assert!(shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
    let expected = pairs([false, false]);
    assert_eq!(expected, rows.map(|(english, chinese)| (english.to_owned(), chinese.to_owned())));
    for documents in [[true, true], [true, false], [false, true]] {
        assert_eq!(pairs(documents), expected, "{documents:?}");
    }
}
