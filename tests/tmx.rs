//! Checks that TMX from other tools is read, and that an error in a file names its line.
#![cfg(feature = "xml")]

use bitext::ErrorKind;
use bitext::export::read_tmx;
use proptest::prelude::*;

/// Compares the texts of units, written as other tools write them, with the expected texts.
#[test]
fn files_of_other_tools_are_read() {
    let units: [(&str, &[(&str, &str)]); 12] = [
        (
            r#"<tu><tuv lang="EN-US"><seg>Tea</seg></tuv><tuv lang="ZH-CN"><seg>茶</seg></tuv></tu>"#,
            &[("Tea", "茶")],
        ),
        // Chinese is before English, and another language is between them.
        (
            r#"<tu srclang="*all*"><tuv xml:lang="zh_TW"><seg>咖啡</seg></tuv><tuv xml:lang="fr"><seg>Café</seg></tuv><tuv xml:lang="en-GB"><seg>Coffee</seg></tuv></tu>"#,
            &[("Coffee", "咖啡")],
        ),
        // Of two variants in one language, the first counts.
        (
            r#"<tu><tuv xml:lang="en-US"><seg>color</seg></tuv><tuv xml:lang="en-GB"><seg>colour</seg></tuv><tuv xml:lang="zh"><seg>颜色</seg></tuv></tu>"#,
            &[("color", "颜色")],
        ),
        // A unit may lack one of the languages, or both.
        (r#"<tu><tuv xml:lang="de"><seg>Tee</seg></tuv><tuv xml:lang="fr"><seg>Thé</seg></tuv></tu>"#, &[]),
        (r#"<tu><tuv xml:lang="en"><seg>Milk</seg></tuv></tu>"#, &[("Milk", "")]),
        // Codes are dropped with their content, and marked-up text is kept.
        (
            r#"<tu><tuv xml:lang="en"><seg>Press <bpt i="1">&lt;b&gt;<sub>title</sub></bpt>Enter<ept i="1">&lt;/b&gt;</ept><ph x="1"/>, <hi type="x"><it pos="begin">[</it>now</hi><ut>}</ut>.</seg></tuv><tuv xml:lang="zh"><seg>现在<ph>{1}</ph>按<g>回车</g>。</seg></tuv></tu>"#,
            &[("Press Enter, now.", "现在按回车。")],
        ),
        // Entities are resolved, and comments are dropped.
        (
            r#"<tu><tuv xml:lang="en"><seg>a &lt; b &amp;amp; &#x4e2d;&#20013;<![CDATA[<c> & d]]><!-- no --></seg></tuv><tuv xml:lang="zh"><seg/></tuv></tu>"#,
            &[("a < b &amp; 中中<c> & d", "")],
        ),
        // Notes and properties are not part of the text, and white space in a text is kept.
        (
            r#"<tu tuid="7"><note>seen</note><prop type="x-bitext-bead">2-1</prop><prop type="client">x</prop><tuv xml:lang="en"><prop type="x-bitext-bead">no</prop><note/><seg> Yes </seg></tuv><tuv xml:lang="zh"><seg>是</seg></tuv></tu>"#,
            &[(" Yes ", "是")],
        ),
        // A unit without text in a known language has no row.
        ("<tu/>", &[]),
        ("<tu></tu>", &[]),
        (r#"<tu><tuv><seg>Which language?</seg></tuv><tuv xml:lang="x-none"><seg>?</seg></tuv></tu>"#, &[]),
        // A line end is read as a line feed.
        ("<tu><tuv xml:lang=\"en\"><seg>one\r\ntwo</seg></tuv></tu>", &[("one\ntwo", "")]),
    ];
    for (unit, expected) in units {
        let file = format!(
            "\u{feff}<?xml version=\"1.0\"?>\r\n<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n<tmx version=\"1.1\">\
             <header><prop type=\"x-bitext-score\">none</prop></header>\n<body>{unit}</body></tmx>\n"
        );
        let read: Vec<_> = read_tmx(file.as_bytes())
            .map(|row| row.map(|row| (row.english.into_owned(), row.chinese.into_owned())).unwrap())
            .collect();
        let read: Vec<_> = read.iter().map(|(english, chinese)| (&**english, &**chinese)).collect();
        assert_eq!(read, expected, "{unit}");
    }
}

/// Checks the errors of broken files, and the number of units that are still read.
#[test]
fn an_error_names_its_line() {
    let unit = "<tu><tuv xml:lang='en'><seg>Tea</seg></tuv></tu>";
    let rows = [
        (String::new(), "line 1: not TMX: there is no element `tmx`", 0),
        ("Tea\t茶\n".into(), "line 2: not TMX: there is text before the root element `tmx`", 0),
        (
            "<?xml version='1.0'?>\n<xliff/>".into(),
            "line 2: not TMX: the root element is `xliff`, not `tmx`",
            0,
        ),
        ("<html>\n".into(), "line 1: not TMX: the root element is `html`, not `tmx`", 0),
        (format!("<tmx>\n{unit}\n"), "line 3: the file ends before `</tmx>`: it is truncated", 1),
        (
            format!("<tmx>\n{unit}<tu><tuv>\n<seg>T"),
            "line 3: the file ends before `</tmx>`: it is truncated",
            1,
        ),
        (
            format!("<tmx>\n{unit}\n<tu></tuv></tu>{unit}</tmx>"),
            "line 3: not well-formed XML: ill-formed document: expected `</tu>`, but `</tuv>` was found",
            2,
        ),
        (
            format!("<tmx>\n<tu><tuv xml:lang='en'><seg>&nbsp;</seg></tuv></tu>{unit}</tmx>"),
            "line 2: `&nbsp;` is not a known entity: write the character itself",
            1,
        ),
        (
            format!(
                "<tmx>\n\n<tu><prop type='x-bitext-score'>high</prop>\n<tuv xml:lang='zh'><seg>茶</seg></tuv></tu>{unit}</tmx>"
            ),
            "line 3: `high` is not a valid value of the property `x-bitext-score`",
            1,
        ),
    ];
    for (file, expected, units) in rows {
        let (read, faults): (Vec<_>, Vec<_>) = read_tmx(file.as_bytes()).partition(Result::is_ok);
        let faults: Vec<_> = faults.into_iter().map(Result::unwrap_err).collect();
        let messages: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!((messages, read.len()), (vec![expected.to_owned()], units), "{file}");
        assert_eq!(faults[0].kind(), ErrorKind::Syntax);
    }
    let error = read_tmx(&b"<tmx>\n<tu>\xff</tu></tmx>"[..]).next().unwrap().unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Encoding, Some(2)));
}

/// Parts of a file that might confuse a parser.
const PARTS: [&str; 18] = [
    "<tmx>",
    "</tmx>",
    "<tu>",
    "</tu>",
    "<tuv xml:lang='en'>",
    "<tuv lang=\"zh\">",
    "<tuv xml:lang=en>",
    "</tuv>",
    "<seg>",
    "</seg>",
    "<ph>",
    "</ph>",
    "&amp;",
    "&none;",
    "<prop type='x-bitext-bead'>",
    "</prop>",
    "茶",
    "<!",
];

proptest! {
    #[test]
    fn reading_a_broken_file_ends(
        parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..40),
        bytes in any::<Vec<u8>>(),
    ) {
        let mut file = parts.concat().into_bytes();
        file.extend(bytes);
        let mut rows = read_tmx(file.as_slice());
        let errors = rows.by_ref().filter(Result::is_err).count();
        prop_assert!(rows.next().is_none());
        // At most one error ends the file. Every other error belongs to a unit, which has at least five bytes
        // (`<tu/>`).
        prop_assert!(errors <= 1 + file.len() / 5);
    }
}
