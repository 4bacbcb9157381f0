//! Checks links between words: what is linked, and the files that hold the links.
#![cfg(feature = "cedict")]

use std::sync::LazyLock;

use bitext::export::{Document, Pharaoh};
use bitext::{Aligner, Reason};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// Each case has an English text, a Chinese text, and the links that must be among the best links, written as
/// `english=chinese`.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "The ferry and the bus leave at eight.",
        "渡轮和巴士八点出发。",
        &["ferry=渡轮", "and=和", "bus=巴士", "eight=八", ".=。"],
    ),
    // Function words that no gloss translates are linked.
    (
        "She works in the library on the hill because it is quiet.",
        "她在山上的图书馆工作，因为那里很安静。",
        &["She=她", "library=图书馆", "because=因为", "quiet=安静", ".=。"],
    ),
    // Names that the lexicon lacks are linked by their sound.
    (
        "Mr. Carmona thanked Deuba.",
        "卡莫纳先生感谢德乌帕。",
        &["Carmona=卡莫纳", "Deuba=德乌帕", "thanked=感谢"],
    ),
    ("carmona met deuba in june .", "卡莫纳6月会见德乌帕。", &["carmona=卡莫纳", "deuba=德乌帕", "june=6月"]),
    // Numbers and words in Latin letters are linked.
    (
        "Docker 27 was released in May 2024.",
        "Docker 27于2024年5月发布。",
        &["Docker=Docker", "27=27", "May=5月", "2024=2024"],
    ),
    // Punctuation is linked by kind and order.
    (
        "Bread, milk, eggs: all gone!",
        "面包、牛奶、鸡蛋：都没了！",
        &["Bread=面包", ",=、", "milk=牛奶", ":=：", "!=！"],
    ),
];

fn best(english: &str, chinese: &str) -> Vec<String> {
    let words = ALIGNER.align_words(english, chinese);
    let text = |link: &bitext::WordPair| {
        let (en, zh) = (words.english_words()[link.english], words.chinese_words()[link.chinese]);
        format!("{}={}", en.of(english), zh.of(chinese))
    };
    words.best().map(text).collect()
}

#[test]
fn expected_links_are_found() {
    let mut wrong = Vec::new();
    for (english, chinese, expected) in CASES {
        let found = best(english, chinese);
        for link in *expected {
            if !found.iter().any(|other| other == link) {
                wrong.push(format!("{english} {chinese}: lacks {link} in {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unrelated_sentences_have_no_content_links() {
    let (english, chinese) = ("The harbour froze over in winter", "请在付款前核对订单金额");
    let words = ALIGNER.align_words(english, chinese);
    let certain: Vec<_> = words.best().filter(|link| link.probability >= 0.5).collect();
    assert!(certain.is_empty(), "{certain:?}");
}

#[test]
fn words_of_a_bitext_lie_in_the_sentences_of_their_pair() {
    let page = "The Island Ferry 海岛渡轮\n\nTickets cost 35 yuan. Dogs travel free.\nThey sleep below deck.\n\n\
        船票35元，狗免费。它们睡在甲板下面。\n";
    let bitext = ALIGNER.align_page(page);
    let all = ALIGNER.align_words_of(&bitext);
    assert_eq!(all.len(), bitext.pairs().count());
    for (pair, words) in bitext.pairs().zip(&all) {
        let inside = |span: &bitext::Span, spans: &[bitext::Span]| {
            spans.iter().any(|sentence| sentence.start <= span.start && span.end <= sentence.end)
        };
        assert!(words.english_words().iter().all(|word| inside(word, pair.english_spans())));
        assert!(words.chinese_words().iter().all(|word| inside(word, pair.chinese_spans())));
        assert!(words.best().any(|link| link.reason == Reason::Lexicon), "{pair:?}");
    }
}

#[test]
fn pharaoh_lines_stay_parallel_and_link_their_words() {
    let (english, chinese) =
        ("It costs 5 million yuan.\nNobody knows why.", "它值500万元。\n没人知道为什么。");
    let bitext = ALIGNER.align_lines(english, chinese);
    let words = ALIGNER.align_words_of(&bitext);
    let document = Document::whole(&bitext).word_alignments(&words).unwrap();
    let (mut en, mut zh, mut links) = (Vec::new(), Vec::new(), Vec::new());
    Pharaoh::new().write(&document, &mut en, &mut zh, &mut links).unwrap();
    let [en, zh, links] = [en, zh, links].map(|file| String::from_utf8(file).unwrap());
    assert_eq!(en, "It costs 5_million yuan .\nNobody knows why .\n");
    assert_eq!(en.lines().count(), zh.lines().count());
    let mut found = Vec::new();
    for ((en, zh), links) in en.lines().zip(zh.lines()).zip(links.lines()) {
        let (en, zh): (Vec<_>, Vec<_>) = (en.split(' ').collect(), zh.split(' ').collect());
        for link in links.split(' ') {
            let (one, other) = link.split_once('-').unwrap();
            found.push(format!(
                "{}={}",
                en[one.parse::<usize>().unwrap()],
                zh[other.parse::<usize>().unwrap()]
            ));
        }
    }
    for expected in ["5_million=500万", "yuan=元", "why=为什么"] {
        assert!(found.iter().any(|link| link == expected), "{expected} in {found:?}");
    }
    let without = Document::new(&bitext);
    let error =
        Pharaoh::new().write(&without, &mut Vec::new(), &mut Vec::new(), &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("word_alignments"), "{error}");
    assert!(Document::new(&bitext).word_alignments(&words[1..]).is_err());
}

#[cfg(feature = "serde")]
#[test]
fn json_lines_hold_the_best_links_with_their_spans() {
    use bitext::export::{Format, JsonLines, WordLinks};

    let page = "The ferry leaves.\n\n渡轮出发。\n";
    let bitext = ALIGNER.align_page(page);
    let words = ALIGNER.align_words_of(&bitext);
    let mut file = Vec::new();
    let document = Document::new(&bitext).word_alignments(&words).unwrap();
    JsonLines::new().word_links(WordLinks::Written).write(&document, &mut file).unwrap();
    let row: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let links = row["links"].as_array().unwrap();
    assert_eq!(links.len(), words[0].best().count());
    for link in links {
        for (text, span) in [("en", "en_span"), ("zh", "zh_span")] {
            let at = |index: usize| usize::try_from(link[span][index].as_u64().unwrap()).unwrap();
            assert_eq!(link[text].as_str().unwrap(), &page[at(0)..at(1)], "{link}");
        }
        assert!((0.3..=1.0).contains(&link["probability"].as_f64().unwrap()), "{link}");
    }
}
