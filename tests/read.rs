//! Checks reading: the detection of encodings, undecodable bytes, and the text of Markdown and HTML pages.
#![cfg(feature = "read")]

use std::io::{self, Read};
use std::time::{Duration, Instant};

use bitext::{DecodeErrors, Encoding, ErrorKind, Markup, Reader};
use encoding_rs::{BIG5, GB18030, GBK, WINDOWS_1252};

const SIMPLIFIED: &str = "码头上的风很大，渡轮晚点了半个小时。\r\n船长说：“大家别急，茶水免费。”\r\nThe ferry was late, but the tea was free.\r\n";
const TRADITIONAL: &str = "碼頭上的風很大，渡輪晚點了半個小時。\n船長說：「大家別急，茶水免費。」\nThe ferry was late, but the tea was free.\n";
const ENGLISH: &str = "The ferry was late — half an hour — but “the tea was free”.\n";

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gbk => GBK.encode(text).0.into_owned(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        Encoding::Big5 => BIG5.encode(text).0.into_owned(),
        Encoding::Windows1252 => WINDOWS_1252.encode(text).0.into_owned(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Returns the lines that the streaming reader reads, and the error that ends the reading, if any.
fn streamed(reader: Reader, bytes: impl Read) -> (Vec<String>, Option<bitext::Error>) {
    let mut lines = match reader.lines(bytes) {
        Ok(lines) => lines,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let (mut all, mut line) = (Vec::new(), String::new());
    loop {
        match lines.read_line(&mut line) {
            Ok(true) => {
                let text = line.strip_suffix('\n').unwrap_or(&line);
                all.push(text.strip_suffix('\r').unwrap_or(text).to_owned());
            }
            Ok(false) => return (all, None),
            Err(error) => return (all, Some(error)),
        }
        assert_eq!(lines.line(), all.len());
    }
}

#[test]
fn encodings_are_detected() {
    let cases = [
        (SIMPLIFIED, Encoding::Utf8),
        (SIMPLIFIED, Encoding::Gbk),
        (SIMPLIFIED, Encoding::Utf16Le),
        (SIMPLIFIED, Encoding::Utf16Be),
        (TRADITIONAL, Encoding::Utf8),
        (TRADITIONAL, Encoding::Big5),
        (TRADITIONAL, Encoding::Gbk),
        (TRADITIONAL, Encoding::Utf16Le),
        (ENGLISH, Encoding::Utf8),
        (ENGLISH, Encoding::Utf16Le),
        (ENGLISH, Encoding::Utf16Be),
        (ENGLISH, Encoding::Windows1252),
        ("The café is closed.\n", Encoding::Windows1252),
        ("It’s £5 – or €6.\n", Encoding::Windows1252),
        ("Plain words.\n", Encoding::Utf8),
        ("", Encoding::Utf8),
        ("茶\n", Encoding::Utf8),
        ("北京图书馆\n", Encoding::Gbk),
        ("The Beijing Library (北京图书馆) opens at nine.\n", Encoding::Gbk),
        ("臺北圖書館\n", Encoding::Big5),
        ("The Taipei Library (臺北圖書館) opens at nine.\n", Encoding::Big5),
        ("一\r\n二\r\n三\r\n", Encoding::Utf16Le),
        ("一\r\n二\r\n三\r\n", Encoding::Utf16Be),
    ];
    for (text, encoding) in cases {
        let bytes = encoded(text, encoding);
        for reader in [Reader::new(), Reader::new().encoding(encoding)] {
            let found = reader.decode(&bytes).unwrap_or_else(|error| panic!("{encoding}: {error}: {text}"));
            assert_eq!((found.as_str(), found.encoding(), found.replaced()), (text, encoding, 0));
            let (lines, error) = streamed(reader, bytes.as_slice());
            assert!(error.is_none(), "{encoding}: {error:?}");
            assert_eq!(lines, text.lines().collect::<Vec<_>>(), "{encoding}");
        }
    }
}

#[test]
fn byte_order_marks_are_dropped() {
    for (encoding, mark) in [
        (Encoding::Utf8, &b"\xef\xbb\xbf"[..]),
        (Encoding::Utf16Le, b"\xff\xfe"),
        (Encoding::Utf16Be, b"\xfe\xff"),
        (Encoding::Gb18030, b"\x84\x31\x95\x33"),
    ] {
        let bytes = [mark, &encoded("渡轮\n", encoding)].concat();
        for reader in [Reader::new(), Reader::new().encoding(encoding)] {
            let found = reader.decode(&bytes).unwrap();
            assert_eq!((found.as_str(), found.encoding()), ("渡轮\n", encoding));
            assert_eq!(streamed(reader, bytes.as_slice()).0, ["渡轮"]);
        }
    }
}

#[test]
fn all_of_unicode_in_gb_18030() {
    let text = "𠮷野家 🙂 ẞ\n";
    let found = Reader::new().encoding(Encoding::Gb18030).decode(&encoded(text, Encoding::Gb18030)).unwrap();
    assert_eq!(found.as_str(), text);
}

#[test]
fn encoding_labels_follow_the_standard() {
    for &encoding in Encoding::ALL {
        assert_eq!(encoding.to_string().parse::<Encoding>().ok(), Some(encoding));
    }
    for (label, expected) in [
        ("utf8", Encoding::Utf8),
        ("gb2312", Encoding::Gbk),
        ("Big5-HKSCS", Encoding::Big5),
        ("utf-16", Encoding::Utf16Le),
    ] {
        assert_eq!(label.parse::<Encoding>().ok(), Some(expected), "{label}");
    }
    for label in ["latin2", "", "utf-7"] {
        let error = label.parse::<Encoding>().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "`{label}` is not a supported encoding: use one of `UTF-8`, `gb18030`, `GBK`, `Big5`, \
                 `windows-1252`, `UTF-16LE`, `UTF-16BE`"
            )
        );
    }
    for markup in
        [Markup::Plain, Markup::Markdown, Markup::Html, Markup::Subtitles, Markup::Docx, Markup::Epub]
    {
        assert_eq!(markup.to_string().parse::<Markup>().ok(), Some(markup));
    }
}

const REMEDY: &str = "name the right encoding, or have such bytes replaced";

/// A case has bytes, the encoding if one is set, and the expected error: its line, its offset, and its message
/// without the line and the remedy.
type Broken = (&'static [u8], Option<Encoding>, usize, usize, &'static str);

#[test]
fn undecodable_bytes_are_errors_or_replaced() {
    let cases: [Broken; 7] = [
        (b"\xe8\x8c\xb6\n\xe6\xb0\xb4\xff\n", None, 2, 7, "byte 7 of the file is not valid UTF-8: "),
        (b"\xe8\x8c\xb6\n\xe6\xb0", None, 2, 4, "byte 4 of the file is not valid UTF-8: "),
        (b"Tea\n\xb2\xe8\n", Some(Encoding::Utf8), 2, 4, "byte 4 of the file is not valid UTF-8: "),
        (b"\xef\xbb\xbfTea\xff", None, 1, 6, "byte 6 of the file is not valid UTF-8: "),
        (b"\xb2\xe8\n\xb2", Some(Encoding::Gbk), 2, 3, "byte 3 of the file is not valid GBK: "),
        (b"T\0e\0a\0\n\0\xb6", None, 2, 8, "byte 8 of the file is not valid UTF-16LE: "),
        (b"\xfe\xff\0T\0e\0a\0\n\xd8\x3d\0T", None, 2, 10, "byte 10 of the file is not valid UTF-16BE: "),
    ];
    for (bytes, encoding, line, offset, message) in cases {
        let reader = encoding.map_or(Reader::new(), |encoding| Reader::new().encoding(encoding));
        for error in [reader.decode(bytes).map(|_| ()).unwrap_err(), streamed(reader, bytes).1.unwrap()] {
            let found = (error.kind(), error.line(), error.offset(), error.to_string());
            let expected = format!("line {line}: {message}{REMEDY}");
            assert_eq!(found, (ErrorKind::Encoding, Some(line), Some(offset), expected), "{bytes:?}");
        }
        let replaced = reader.decode_errors(DecodeErrors::Replaced);
        let text = replaced.decode(bytes).unwrap();
        let marks = text.as_str().matches('\u{fffd}').count();
        assert!(marks > 0 && text.replaced() == marks, "{text:?}");
        let (lines, error) = streamed(replaced, bytes);
        assert!(error.is_none());
        assert_eq!(lines, text.as_str().lines().collect::<Vec<_>>());
    }
}

#[test]
fn files_that_are_not_text_are_refused() {
    let cases: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 8: a zero byte: not text, unless you name its encoding"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "byte 7: a zero byte: not text, unless you name its encoding"),
        (b"The tram\0leaves at eight.\n", "byte 8: a zero byte: not text, unless you name its encoding"),
        (
            "It\0is \u{201c}late\u{201d}, the driver said.\n".as_bytes(),
            "byte 2: a zero byte: not text, unless you name its encoding",
        ),
        (
            b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xca\xe0\xea \xe4\xe5\xeb\xe0?\n",
            "byte 0: not UTF-8, possibly windows-1251: save the file as UTF-8, or name its encoding",
        ),
    ];
    for (bytes, expected) in cases {
        for error in
            [Reader::new().decode(bytes).map(|_| ()).unwrap_err(), streamed(Reader::new(), *bytes).1.unwrap()]
        {
            assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Encoding, *expected));
        }
    }
}

#[test]
fn documents_are_refused_in_any_encoding() {
    let kindle = [[b'x'; 60].as_slice(), b"BOOKMOBI"].concat();
    let documents: [&[u8]; 3] = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"{\\rtf1\\ansi \x8c\n}", &kindle];
    for document in documents {
        for reader in
            [Reader::new(), Reader::new().encoding(Encoding::Gbk), Reader::new().encoding(Encoding::Big5)]
        {
            let whole = reader.decode(document).unwrap_err();
            let by_line = streamed(reader, document).1.unwrap();
            assert_eq!(whole.kind(), ErrorKind::Format);
            assert_eq!(whole.to_string(), by_line.to_string());
        }
    }
}

#[test]
fn errors_name_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    std::fs::write(&file, "# 茶\n\nTea\n").unwrap();
    let text = Reader::new().read_path(&file).unwrap();
    assert_eq!((text.as_str(), text.markup()), ("茶\n\nTea\n", Markup::Markdown));
    let cases = [
        (folder.path().to_owned(), "this is a folder: name a file in it"),
        (folder.path().join("none.txt"), "no such file: check the name and the folder"),
    ];
    for (path, message) in cases {
        let expected = format!("{}: {message}", path.display());
        for error in [
            Reader::new().read_path(&path).map(|_| ()).unwrap_err(),
            Reader::new().lines_of_path(&path).map(|_| ()).unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.to_string()), (ErrorKind::Io, expected.clone()));
        }
    }
    std::fs::write(&file, b"ok\nok \xe8\x8c\xb6\xff").unwrap();
    let expected = format!("{}, line 2: byte 9 of the file is not valid UTF-8: {REMEDY}", file.display());
    assert_eq!(Reader::new().read_path(&file).unwrap_err().to_string(), expected);
    let mut lines = Reader::new().lines_of_path(&file).unwrap();
    let mut line = String::new();
    assert!(lines.read_line(&mut line).unwrap());
    assert_eq!(line, "ok\n");
    assert_eq!(lines.read_line(&mut line).unwrap_err().to_string(), expected);
    assert!(!lines.read_line(&mut line).unwrap());
}

/// A reader that returns a few bytes at a time, and is interrupted before each read. The flag tells whether the last
/// read was interrupted.
struct Slow<'a>(&'a [u8], bool);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let len = self.0.len().min(buffer.len()).min(7);
        buffer[..len].copy_from_slice(&self.0[..len]);
        self.0 = &self.0[len..];
        Ok(len)
    }
}

#[test]
fn lines_may_span_chunks() {
    let line = "渡轮晚点了，the tea was free 🙂";
    for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le] {
        // The file is read in chunks. Each `x` at its start shifts the text, so that chunks end at different
        // places in a character.
        for start in 0..4 {
            let text = format!("{}\n{}\r\nlast", "x".repeat(start), format!("{line}\n").repeat(6_000));
            let bytes = encoded(&text, encoding);
            let expected: Vec<&str> = text.lines().collect();
            for reader in [Reader::new(), Reader::new().encoding(encoding)] {
                if encoding == Encoding::Gb18030 && reader == Reader::new() {
                    continue;
                }
                let (found, error) = streamed(reader, bytes.as_slice());
                assert!(error.is_none(), "{encoding}: {error:?}");
                assert!(found == expected, "{encoding} {start}");
            }
        }
        let text = format!("{line}\r\n\r\n{line}");
        let (found, _) = streamed(Reader::new().encoding(encoding), Slow(&encoded(&text, encoding), false));
        assert_eq!(found, [line, "", line]);
    }
}

#[test]
fn a_late_non_ascii_byte_must_be_utf8() {
    let mut bytes = b"The tea was free.\n".repeat(5_000);
    let offset = bytes.len() + 3;
    bytes.extend_from_slice(b"or \xb2\xe8\n");
    let (lines, error) = streamed(Reader::new(), bytes.as_slice());
    let error = error.unwrap();
    assert_eq!((lines.len(), error.line(), error.offset()), (5_000, Some(5_001), Some(offset)));
    // If a file is decoded as a whole, the encoding is chosen after all bytes have been examined.
    assert_eq!(Reader::new().decode(&bytes).unwrap().encoding(), Encoding::Gbk);
}

fn of(markup: Markup, page: &str) -> String {
    Reader::new()
        .markup(markup)
        .decode(page.as_bytes())
        .map(bitext::Text::into_string)
        .expect("UTF-8 is read")
}

#[track_caller]
fn rows(markup: Markup, rows: &[(&str, &str)]) {
    let mut report = String::new();
    for (page, expected) in rows {
        let found = of(markup, page);
        if found.strip_suffix('\n').unwrap_or(&found) != *expected {
            report += &format!("{page}\n  expected {expected:?}\n     found {found:?}\n");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn html_pages() {
    rows(
        Markup::Html,
        &[
            ("", ""),
            ("Tea", "Tea"),
            ("<h1>Tea</h1><p>Green\n  and <b>black</b>.</p>", "Tea\n\nGreen and black."),
            ("<p>One<p>Two<div>Three</div>Four", "One\n\nTwo\n\nThree\n\nFour"),
            ("<p>渡轮晚点了，\n    茶水免费。</p>", "渡轮晚点了，茶水免费。"),
            ("<p>喝 <i>coffee</i>\n吧", "喝 coffee 吧"),
            ("<p>a<br>b<br/>c<br><br>d<br><br><br>e", "a\nb\nc\n\nd\n\ne"),
            ("<ul>\n <li>Tea</li>\n <li>Milk</li>\n</ul>\nSugar", "Tea\nMilk\n\nSugar"),
            ("<ul><li>Tea<ul><li>Green<li>Black</ul><li>Milk</ul>", "Tea\n\nGreen\nBlack\n\nMilk"),
            ("<dl><dt>Tea<dd>茶<dt>Milk<dd>奶</dl>", "Tea\n茶\nMilk\n奶"),
            (
                "<table>\n<tr>\n<th>Dish</th>\n<th>菜</th>\n</tr>\n<tr><td>Soup<td>汤<tr><td>Rice<td>米饭</table>After",
                "Dish\t菜\nSoup\t汤\nRice\t米饭\n\nAfter",
            ),
            (
                "<table><tr><td><p>Soup</p></td><td><div>汤</div></td></tr><tr><td></td><td>米饭</td></tr></table>",
                "Soup\t汤\n米饭",
            ),
            (
                "<table><tr><td><p>One.</p><p>Two.</p></td><td>三。</td></tr><tr><td>a<td>b</table>",
                "One.\n\nTwo.\n\n三。\na\tb",
            ),
            ("<table><tr><td>x<table><tr><td>a<td>b</table><td>y</table>", "x\n\na\tb\n\ny"),
            ("<pre>\n  if tea:\n\n    pour()\n</pre>done", "  if tea:\n\n    pour()\n\ndone"),
            (
                "<p>Salt &amp; pepper&nbsp;&mdash; &#33590;&lt;b&gt; &unknown;",
                "Salt & pepper\u{a0}— 茶<b> &unknown;",
            ),
            ("<head><title>Menu</title><style>p {}</style></head><script>'<p>no'</script><p>Yes", "Yes"),
            ("<noscript><p>Turn it on</noscript><template><p>No</template><!-- no --><p>Yes", "Yes"),
            ("<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>很美</p>", "漢字很美"),
            ("<p><ruby>漢<rt>hàn<rb>字<rt>zì</ruby>很美<p>Yes", "漢字很美\n\nYes"),
            ("<div hidden>No<div>no</div>no</div>Yes<p hidden>No<p>And", "Yes\n\nAnd"),
            ("<ul><li hidden>No<ul><li>no</ul><li>Yes<li hidden>No</ul>And", "Yes\n\nAnd"),
            ("<p style='color: red; display : None'>No</p><span style=\"display:none\">no</span>Yes", "Yes"),
            ("<img alt='A boat' src=b.jpg><a href='/tea'>Tea</a><svg><title>No</title><path/></svg>", "Tea"),
            ("<p>1 < 2 <3 <> </ p> </p", "1 < 2 <3 <>"),
            ("<b><p>One</b>two</i></div></table></tr></td><td>three", "Onetwo\n\nthree"),
            ("<table><tr hidden><td>No<td>no<tr><td>a<td>b<td hidden>no</table>", "a\tb"),
            ("<dl><dt hidden>No<dd>Yes</dl><table hidden><tr><td>No</table>And", "Yes\n\nAnd"),
            ("<svg/><p>Yes<svg><g/><svg/><text>No</text></svg>!", "Yes!"),
            ("<?xml version='1.0'?><html><title/><script src='a'/><p/><table/><p>茶</p></html>", "茶"),
            ("<?xml version='1.0'?><p>Yes</p><style>p > b {}</style><p>And<br/>more</p>", "Yes\n\nAnd\nmore"),
            ("<script>never closed <p>x", ""),
            (
                "<p class=\"x\" \r\n hidden>No</p><p class=\"a b\"\tid=y>\"Yes\" and \"no\"</p >!",
                "\"Yes\" and \"no\"\n\n!",
            ),
            ("<!DOCTYPE html PUBLIC \"a\" \"b\"><br class=\"x\" />One <b title=\" > \" >two</b>", "One two"),
            ("<textarea>No</textarea><select><option>中文<option>English</select>", "中文\nEnglish"),
        ],
    );
}

#[test]
fn markdown_pages() {
    rows(
        Markup::Markdown,
        &[
            ("", ""),
            ("# Tea\n\nGreen and\n*black* **tea**.\n", "Tea\n\nGreen and black tea."),
            ("渡轮晚点了，\n茶水免费。", "渡轮晚点了，茶水免费。"),
            ("A break  \nhere\\\nand there", "A break\nhere\nand there"),
            ("Title\n=====\n\n---\n\nText", "Title\n\nText"),
            ("- Tea\n- Milk\n  1. fresh\n  2. sour\n\nSugar", "Tea\nMilk\n\nfresh\nsour\n\nSugar"),
            ("- [x] Done\n- [ ] To do", "Done\nTo do"),
            ("> Quoted\n> text\n\nOwn", "Quoted text\n\nOwn"),
            ("```rust\nlet tea = 1;\n\n  pour();\n```\nText with `code  x`", "Text with code x"),
            (
                "[Tea](https://example.com/tea \"Title\") and ![A boat](boat.png)![x][y].\n\n[y]: z",
                "Tea and .",
            ),
            (
                "| Dish | 菜 |\n|---|---|\n| Soup | 汤 |\n| *Rice* | 米饭 |\n",
                "Dish\t菜\nSoup\t汤\nRice\t米饭",
            ),
            ("---\ntitle: Menu\n---\nSoup", "Soup"),
            ("Fresh.[^1] Cold.\n\n[^1]: Since *May*.\n", "Fresh. Cold.\n\nSince May."),
            ("Salt &amp; pepper\\*, 1 < 2", "Salt & pepper*, 1 < 2"),
            (
                "<div align=center>\n\n**Soup**<br>汤\n\n</div>\n\n<!-- no -->\n<script>no</script>\n",
                "Soup\n汤",
            ),
            ("<table><tr><td>Soup</td><td>汤</td></tr></table>\n", "Soup\t汤"),
            ("~~Old~~ new ## not a heading", "Old new ## not a heading"),
        ],
    );
}

#[test]
fn pages_declare_their_encoding() {
    let page = "<html><head><META http-equiv=Content-Type content='text/html; charset = gb2312'></head><p>茶</p></html>";
    let bytes = encoded(page, Encoding::Gbk);
    let text = Reader::new().markup(Markup::Html).decode(&bytes).unwrap();
    assert_eq!((text.as_str(), text.encoding()), ("茶\n", Encoding::Gbk));
    // A UTF-8 page is read as UTF-8 even if it declares another encoding.
    let text = Reader::new().markup(Markup::Html).decode(page.as_bytes()).unwrap();
    assert_eq!((text.as_str(), text.encoding()), ("茶\n", Encoding::Utf8));
}

/// Time limit per page. It allows for a slow machine and a build without optimization. Quadratic time would take
/// minutes.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn hostile_pages_take_linear_time() {
    let many = 100_000;
    let attributes: String = (0..many).map(|number| format!(" a{number}=1")).collect();
    let pages = [
        "<div>".repeat(many),
        "<b><p>".repeat(many),
        "<table><tr><td>".repeat(many),
        "<table><tr><td>x".repeat(many),
        "<p hidden>".repeat(many),
        "<ul><li hidden>".repeat(many),
        "<div hidden>".repeat(many) + &"</div>".repeat(many) + "out",
        "<ruby><rt>".repeat(many),
        "<a></b>".repeat(many),
        "</table>".repeat(many),
        "<!--".repeat(many),
        "<script>".repeat(many),
        "<svg><style>".repeat(many),
        "&".repeat(many),
        "&amp".repeat(many),
        "<".repeat(many),
        "<a b='".repeat(many),
        "<pre>\n".repeat(many),
        "<br>".repeat(many) + "x",
        format!("<p{attributes}>text"),
        format!("<p{}>text", " a=\"b\"".repeat(many)),
        format!("<p{}>text", "\r\n\ta = \"b\"".repeat(many)),
        format!("<p {}>text", "a=\"b\"/".repeat(many)),
        format!("<p{}>text", " a='b' c=\"d\" e".repeat(many)),
        format!("text</p{}>", " a=\"b\"".repeat(many)),
        " a=\"b\"".repeat(many),
        "> ".repeat(many),
        "- ".repeat(many),
        "[".repeat(many),
        "[a](".repeat(many),
        "*a_ ".repeat(many),
        "![[]()".repeat(many),
        "`".repeat(many),
        (1..400).map(|count| "`".repeat(count) + " ").collect(),
        "|a".repeat(many) + "\n" + &"|-".repeat(many) + "\n",
        "\u{0}\u{1}<\u{0}p\u{0}>\u{fffd}".repeat(many),
        "1. a\n   ".repeat(5_000),
        "~~a".repeat(many),
        "[^1]: a\n".repeat(many),
        "<!--\n".repeat(many),
        "<!--a b c-->\n茶\n".repeat(many),
        "{{<".repeat(many),
        "{{< a >}}".repeat(many),
        "{{< highlight >}}".repeat(many),
        "[^a]`".repeat(many),
        "```{note}\n".repeat(many),
        "{%".repeat(many),
        ":::a b\n".repeat(many),
        "!!! a\n".repeat(many),
        "    !!! a\n        !!! b\n".repeat(many / 4),
        "```\n".repeat(many),
        "Tea\n茶\n".repeat(many),
        "<b>\n".repeat(many),
        "<div>\n\n".repeat(many),
        "<p a=\"b\" c=\"d\">&amp;".repeat(many),
        "&CounterClockwiseContourIntegral".repeat(many / 8),
        "1\n00:00:01,000 --> 00:00:02,000\n茶\nTea\n\n".repeat(many / 4),
        "1\n00:00:01,000 --> 00:00:02,000\nTea is ".repeat(many / 4) + "\n",
        "00:01 --> 00:02\n".repeat(many),
        format!("[00:01]{}", "{\\".repeat(many)),
        format!("[00:01]{}", "<i".repeat(many)),
        format!("[Script Info]\nDialogue: {}", ",".repeat(many)),
        format!("[Script Info]\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,{}", "\\N".repeat(many)),
        "[00:01]".repeat(many / 10) + "茶",
    ];
    for page in &pages {
        for markup in [Markup::Html, Markup::Markdown, Markup::Subtitles] {
            let start = Instant::now();
            let _ = Reader::new().encoding(Encoding::Utf8).markup(markup).decode(page.as_bytes());
            let taken = start.elapsed();
            let begin: String = page.chars().take(20).collect();
            if taken > Duration::from_millis(500) {
                println!("{markup} {begin:?}: {taken:?}");
            }
            assert!(taken < LIMIT, "{markup} {begin:?}: {taken:?}");
        }
    }
}

#[test]
fn any_bytes_can_be_read() {
    let mut seed = 7u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let parts: [&[u8]; 12] = [
        b"<p",
        b"</",
        b">",
        b"\xb2\xe8",
        "茶".as_bytes(),
        b"\0",
        b"\n",
        b"|",
        b"<script",
        b"hidden",
        b"&#",
        b"\xff\xfe",
    ];
    for _ in 0..2_000 {
        let mut bytes = Vec::new();
        for _ in 0..next() % 24 {
            match next() {
                byte @ 0..100 => bytes.push(byte.wrapping_mul(5)),
                choice => bytes.extend_from_slice(parts[usize::from(choice) % parts.len()]),
            }
        }
        for markup in [Markup::Plain, Markup::Markdown, Markup::Html, Markup::Subtitles] {
            let reader = Reader::new().markup(markup);
            let _ = reader.decode(&bytes);
            for &encoding in Encoding::ALL {
                let reader = reader.encoding(encoding).decode_errors(DecodeErrors::Replaced);
                let text = reader.decode(&bytes).unwrap();
                if markup == Markup::Plain {
                    let (lines, error) = streamed(reader, bytes.as_slice());
                    assert!(error.is_none());
                    assert_eq!(lines, text.as_str().lines().collect::<Vec<_>>(), "{encoding} {bytes:?}");
                }
            }
        }
    }
}

#[cfg(feature = "cedict")]
#[test]
fn a_page_has_the_same_pairs_in_any_markup() {
    let aligner = bitext::Aligner::new();
    let pairs = |name: &str| {
        let path = format!("tests/data/read/ferry.{name}");
        let text = Reader::new().read_path(&path).unwrap();
        let bitext = aligner.align_page(text.as_str());
        bitext
            .pairs()
            .map(|pair| (pair.english().into_owned(), pair.chinese().into_owned()))
            .collect::<Vec<_>>()
    };
    let expected = [
        ("Island ferry", "海岛渡轮"),
        ("The ferry leaves from pier 4 every morning at eight.", "渡轮每天早上八点从4号码头出发。"),
        ("Tickets can be bought on board; dogs travel free.", "船票可在船上购买；狗免费乘船。"),
        ("Adults", "成人"),
        ("Children under six", "六岁以下儿童"),
        ("What to bring", "携带物品"),
        ("Warm clothes", "保暖衣物"),
        ("Drinking water", "饮用水"),
    ];
    let plain = pairs("txt");
    assert_eq!(plain.iter().map(|(english, chinese)| (&**english, &**chinese)).collect::<Vec<_>>(), expected);
    for name in ["md", "html", "gbk.html"] {
        assert_eq!(pairs(name), plain, "{name}");
    }
}
