//! Checks that a file in which something is declared once and used many times takes linear time and memory: a long
//! string, a long name, or a long list.
//!
//! A file of a given size holds a declaration of half the size, and as many uses as have room in the other half. If
//! each use copied the declaration or searched it, the time would be quadratic.
#![cfg(all(feature = "html", feature = "read", feature = "srx", feature = "xlsx"))]
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::time::{Duration, Instant};

use bitext::export::{Unit, read_html, read_table, read_xlsx};
use bitext::{Reader, SrxRules};

mod archive;

use archive::archive;

/// How many times as long the time for eight times the uses may be. In linear time it is about 8, in quadratic time 64.
const MAX_RATIO: f64 = 24.0;
/// A shorter time counts as this time: the clock and the scheduler may change it by a large factor.
const LEAST: Duration = Duration::from_millis(1);
/// Number of measurements, of which one must be within the limit.
const ATTEMPTS: usize = 4;

/// Fails if `work` takes much more than eight times as long for eight times as many uses.
fn assert_linear<I>(n: usize, make: impl Fn(usize) -> I, work: impl Fn(&I)) {
    let time = |input: &I| {
        let start = Instant::now();
        work(input);
        start.elapsed().max(LEAST).as_secs_f64()
    };
    let (short, long) = (make(n), make(8 * n));
    let ratio = || time(&long) / time(&short).min(time(&short));
    let ratios: Vec<f64> = (0..ATTEMPTS).map(|_| ratio()).take_while(|ratio| *ratio > MAX_RATIO).collect();
    assert!(ratios.len() < ATTEMPTS, "{ratios:.1?} times as long");
}

#[test]
fn elements_of_a_page_that_are_not_rows() {
    let page = |n: usize| {
        // A longer name is an error.
        let name = "x".repeat(n / 8);
        format!("<main><section data-zh=\"zh\" data-name=\"{name}\">{}</section></main>", "<li>".repeat(n))
    };
    assert_linear(4000, page, |page| assert_eq!(read_html(page).count(), 0));
}

#[test]
fn rows_of_a_table_with_many_columns() {
    let table = |n: usize| format!("en,zh{}\n{}", ",x".repeat(n), "Tea,茶\n".repeat(n));
    assert_linear(3000, table, |table| {
        assert!(read_table(table.as_bytes()).all(|unit| unit.unwrap().row.chinese == "茶"));
    });
}

#[test]
fn english_columns_beside_a_long_chinese_text() {
    let table = |n: usize| format!("{}{}\n", "q9,".repeat(n), "汉".repeat(n));
    assert_linear(1500, table, |table| {
        let unit = read_table(table.as_bytes()).next().unwrap().unwrap();
        assert_eq!(unit.row.english, "q9");
    });
}

fn workbook(sheets: &str, relations: &str, sheet: &str, strings: &str) -> Vec<u8> {
    archive(&[
        ("xl/workbook.xml", &format!("<workbook>{sheets}</workbook>")),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        ("xl/s.xml", &format!("<sheetData>{sheet}</sheetData>")),
    ])
}

#[test]
fn sheets_with_one_relationship() {
    let relation = |id: &str, target: &str| format!("<Relationship Id=\"{id}\" Target=\"{target}\"/>");
    let targets = |n: usize| {
        let target = format!("{}s.xml", "x".repeat(20 * n));
        workbook(&"<sheet r:id=\"a\"/>".repeat(n), &relation("a", &target), "", "")
    };
    let lookups =
        |n: usize| workbook(&"<sheet r:id=\"b\"/>".repeat(n), &relation("a", "s.xml").repeat(n), "", "");
    for (n, make) in [(800, &targets as &dyn Fn(usize) -> Vec<u8>), (2000, &lookups)] {
        assert_linear(n, make, |bytes| assert_eq!(read_xlsx(bytes).unwrap().count(), 0));
    }
}

#[test]
fn a_sheet_that_is_named_twice() {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |english: &str, chinese: &str| format!("<row>{}{}</row>", text(english), text(chinese));
    let sheet = row("English", "Chinese") + &row("Tea", "茶");
    let relations = "<Relationship Id=\"a\" Target=\"s.xml\"/><Relationship Id=\"b\" Target=\"/xl/s.xml\"/>";
    let sheets = "<sheet r:id=\"a\"/><sheet r:id=\"b\"/><sheet r:id=\"a\"/>";
    let bytes = workbook(sheets, relations, &sheet, "");
    let units: Vec<Unit> = read_xlsx(&bytes).unwrap().map(Result::unwrap).collect();
    assert_eq!(units.len(), 1);
    assert_eq!((&*units[0].row.english, units[0].line), ("Tea", 2));
}

fn book(package: &str, content: &str, encryption: &str) -> Vec<u8> {
    archive(&[
        ("META-INF/container.xml", &format!("<container><rootfile full-path=\"{package}\"/></container>")),
        (package, &format!("<package>{content}</package>")),
        ("h", "<p>Tea is ready.</p>"),
        ("META-INF/encryption.xml", &format!("<encryption>{encryption}</encryption>")),
    ])
}

fn read(bytes: &[u8]) -> Result<String, String> {
    let text = Reader::new().decode(bytes).map_err(|error| error.to_string())?;
    Ok(text.into_string().trim().to_owned())
}

#[test]
fn a_chapter_that_the_spine_names_many_times() {
    let make = |n: usize| {
        let content = format!("<item id=\"a\" href=\"h\"/>{}", "<itemref idref=\"a\"/>".repeat(n));
        book("p", &content, &"<CipherReference URI=\"font\"/>".repeat(n))
    };
    assert_linear(2000, make, |bytes| assert_eq!(read(bytes).unwrap(), "Tea is ready."));
    // Two items may name one part.
    let items = "<item id=\"a\" href=\"h\"/><item id=\"b\" href=\"h#2\"/><itemref idref=\"a\"/><itemref idref=\"b\"/>";
    assert_eq!(read(&book("p", items, "")).unwrap(), "Tea is ready.");
    let error = read(&book("p", items, "<CipherReference URI=\"h\"/>")).unwrap_err();
    assert!(error.contains("protected"), "{error}");
}

#[test]
fn parts_in_a_folder_with_a_long_name() {
    let folder = "folder/".repeat(1000);
    let item = "<item id=\"a\" href=\"/h\"/><itemref idref=\"a\"/>";
    assert_eq!(read(&book(&format!("{}p", &folder[..700]), item, "")).unwrap(), "Tea is ready.");
    let error = read(&book(&format!("{folder}p"), item, "")).unwrap_err();
    assert!(error.contains("save the document again"), "{error}");

    let document = "<w:p><w:r><w:t>Tea is ready.</w:t></w:r></w:p>";
    let relation = |kind: &str, target: &str| format!("<Relationship Type=\"/{kind}\" Target=\"{target}\"/>");
    let file = |folder: &str, notes: &str| {
        archive(&[
            ("_rels/.rels", &relation("officeDocument", &format!("{folder}p"))),
            (&format!("{folder}p"), &format!("<w:document>{document}</w:document>")),
            (&format!("{folder}_rels/p.rels"), &format!("<r>{notes}</r>")),
            ("word/notes.xml", &format!("<w:footnotes>{document}</w:footnotes>")),
        ])
    };
    let notes = relation("footnotes", "/word/notes.xml");
    let expected = "Tea is ready.\n\nTea is ready.";
    assert_eq!(read(&file(&folder[..700], &notes)).unwrap(), expected);
    // Notes that are named twice are read once.
    assert_eq!(read(&file("word/", &notes.repeat(2))).unwrap(), expected);
    let error = read(&file(&folder, &notes)).unwrap_err();
    assert!(error.contains("save the document again"), "{error}");
}

#[test]
fn rules_in_a_language_rule_with_a_long_name() {
    let file = |n: usize| {
        // A longer name is an error.
        let name = "x".repeat(n / 8);
        let rules = "<rule/>".repeat(n);
        format!("<srx><languagerule languagerulename=\"{name}\">{rules}</languagerule></srx>")
    };
    assert_linear(1000, file, |file| assert!(SrxRules::from_reader(file.as_bytes()).is_ok()));
}

#[test]
fn maps_that_name_the_same_rules() {
    let file = |n: usize| {
        let rule = |is_break: &str, before: &str| {
            format!("<rule break=\"{is_break}\"><beforebreak>{before}</beforebreak></rule>")
        };
        let map = |name: &str| format!("<languagemap languagepattern=\".*\" languagerulename=\"{name}\"/>");
        format!(
            "<srx><header cascade=\"yes\"/><languagerule languagerulename=\"a\">{}</languagerule>\
             <languagerule languagerulename=\"b\">{}</languagerule>{}{}{}</srx>",
            rule("no", "no\\.\\s").repeat(n),
            rule("yes", "\\. "),
            map("a").repeat(n),
            map("b"),
            map("a"),
        )
    };
    assert_linear(40, file, |file| {
        let splitter = SrxRules::from_reader(file.as_bytes()).unwrap().splitter("en").unwrap();
        assert_eq!(splitter.split("See no. 5 now. Then rest.").len(), 2);
    });
}
