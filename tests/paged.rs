//! Checks text extracted from PDF, with page numbers, running heads and hyphenated words, in two files and on one
//! page.
#![cfg(all(feature = "read", feature = "cedict"))]

use bitext::{Aligner, Bitext, Markup, Reader, Text};

const ENGLISH: &str = "\
The old harbour was built by the fishermen of the village, who
carried every stone from the quarry by hand, since the road was
too steep for carts. When the work was done after nine sum-
mers, the mayor gave each of them a silver medal. The well-
known lighthouse on the northern pier came only later, when the

12

\u{c}The Story of the Harbour

ships had become so large that their captains could no longer
see the rocks below the fort. Its lamp burned whale oil for
sixty years. In the winter of 1901 a storm tore the roof off,

13

\u{c}The Story of the Harbour

and then the keeper rowed through the night to fetch a new lens.
";

const CHINESE: &str = "\
老港口是村里的渔民修建的，因为道路太陡，马车上不去，他们用手
把每一块石头从采石场搬过来。九个夏天之后工程完工，镇长给每个
人发了一枚银质奖章。北码头上那座著名的灯塔是后来才有的，那时

第 12 页

\u{c}港口的故事

船已经很大，船长们再也看不见要塞下面的礁石。它的灯烧了六十年
鲸油。1901年冬天，一场风暴掀掉了屋顶，守塔人连夜划船去取

第 13 页

\u{c}港口的故事

新的透镜。
";

const PAIRS: [(&str, &str); 5] = [
    (
        "The old harbour was built by the fishermen of the village, who carried every stone from the quarry by hand, since the \
         road was too steep for carts.",
        "老港口是村里的渔民修建的，因为道路太陡，马车上不去，他们用手把每一块石头从采石场搬过来。",
    ),
    (
        "When the work was done after nine summers, the mayor gave each of them a silver medal.",
        "九个夏天之后工程完工，镇长给每个人发了一枚银质奖章。",
    ),
    (
        "The well-known lighthouse on the northern pier came only later, when the ships had become so large that their captains \
         could no longer see the rocks below the fort.",
        "北码头上那座著名的灯塔是后来才有的，那时船已经很大，船长们再也看不见要塞下面的礁石。",
    ),
    ("Its lamp burned whale oil for sixty years.", "它的灯烧了六十年鲸油。"),
    (
        "In the winter of 1901 a storm tore the roof off, and then the keeper rowed through the night to fetch a new lens.",
        "1901年冬天，一场风暴掀掉了屋顶，守塔人连夜划船去取新的透镜。",
    ),
];

fn read(file: &str) -> Text {
    Reader::new().decode(file.as_bytes()).expect("UTF-8")
}

fn check(bitext: &Bitext<'_>) {
    let found: Vec<(String, String)> =
        bitext.pairs().map(|pair| (pair.english().into_owned(), pair.chinese().into_owned())).collect();
    let expected: Vec<(String, String)> =
        PAIRS.iter().map(|(english, chinese)| ((*english).to_owned(), (*chinese).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_files() {
    let (english, chinese) = (read(ENGLISH), read(CHINESE));
    assert_eq!([english.markup(), chinese.markup()], [Markup::Paged; 2]);
    check(&Aligner::new().align_documents(&english, &chinese));
    // Without form feeds, the sentences that continue on the next page show where the pages end.
    let [english, chinese] = [ENGLISH, CHINESE].map(|text| read(&text.replace('\u{c}', "")));
    check(&Aligner::new().align_documents(&english, &chinese));
}

#[test]
fn one_page() {
    for page in [format!("{ENGLISH}\n{CHINESE}"), format!("{ENGLISH}\n{CHINESE}").replace('\u{c}', "")] {
        let text = read(&page);
        check(&Aligner::new().align_page(text.as_str()));
    }
}

/// A sentence that continues on the next page has one span of the file for each page.
#[test]
fn spans_in_the_file() {
    let text = read(ENGLISH);
    let part = "later, when the ships had become";
    let start = text.as_str().find(part).expect("the sentence");
    let sources = text.sources(bitext::Span::new(start, start + part.len()));
    let sources: Vec<&str> = sources.iter().map(|span| span.of(ENGLISH)).collect();
    assert_eq!(sources, ["later, when the", "ships had become"]);
}

/// `Markup::Plain` leaves the file unchanged. `Markup::Paged` keeps a number that is not certain to be a page number.
#[test]
fn markup_can_be_set() {
    let plain = Reader::new().markup(Markup::Plain).decode(ENGLISH.as_bytes()).expect("UTF-8");
    assert_eq!((plain.as_str(), plain.markup()), (ENGLISH, Markup::Plain));
    let paged = Reader::new().markup(Markup::Paged).decode(ENGLISH.as_bytes()).expect("UTF-8");
    assert_eq!(paged, read(ENGLISH));
    let nothing = Reader::new().markup(Markup::Paged).decode("It rained.\n\n42\n\nIt stopped.\n".as_bytes());
    assert_eq!(nothing.expect("UTF-8").as_str(), "It rained.\n\n42\n\nIt stopped.\n");
    assert_eq!("paged".parse::<Markup>().expect("a markup"), Markup::Paged);
}
