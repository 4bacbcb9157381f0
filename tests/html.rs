//! Checks the source text of the HTML page. `tests/browser` checks the page in a browser.
#![allow(clippy::unwrap_used, reason = "helpers that take a page apart are test code")]

use std::collections::HashSet;

use bitext::export::{Document, Format, Html, html};
use bitext::{Aligner, Bitext, Lexicon};

fn page(bitext: &Bitext<'_>) -> String {
    let mut page = Vec::new();
    html(bitext, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// Returns the values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Returns the texts of the sentences, in order.
fn sentences(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).unwrap().split("<ol>").nth(1).unwrap();
    let mut found = Vec::new();
    for paragraph in main.split("<p>").skip(1) {
        let text = paragraph.split("</p>").next().unwrap();
        found.push(text.replace("<span>", "").replace("</span>", ""));
    }
    found
}

#[test]
fn the_seed_has_all_its_pairs_and_sentences() {
    let text = std::fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt").unwrap();
    let bitext = Aligner::new().align_page(&text);
    let page = page(&bitext);
    assert_eq!(values(&page, "data-c").len(), 12);
    assert_eq!(values(&page, "data-k").len(), bitext.beads().len());
    assert_eq!(page.matches("<a href=\"#d").count(), 12);
    let all = bitext.english_sentences().len() + bitext.chinese_sentences().len();
    assert_eq!(sentences(&page).len(), all);
    for outside in ["src=", "@import", "url(", "<link rel=\"stylesheet\"", "fetch(", "XMLHttpRequest"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn seed_003_in_html() {
    let text = std::fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt").unwrap();
    let bitext = Aligner::new().align_page(&text);
    let mut page = Vec::new();
    Html::new().write(&Document::new(&bitext).name("seed-003.txt"), &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let main = page.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
    // Puts each element on its own line, so that a diff shows which elements changed.
    insta::assert_snapshot!("html", main.replace("><", ">\n<"));
}

#[test]
fn chinese_without_a_counterpart_is_in_reading_order() {
    let text = "关于本站的说明。\n\nOpening hours 开放时间\n\n请从南门进入。\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n\n谢谢合作，再见。\n";
    let bitext = Aligner::new().align_page(text);
    let expected = [
        "关于本站的说明。",
        "Opening hours",
        "开放时间",
        "请从南门进入。",
        "The library is open on Sunday.",
        "图书馆周日开放。",
        "谢谢合作，再见。",
    ];
    assert_eq!(sentences(&page(&bitext)), expected);
}

#[test]
fn every_word_pair_is_marked_on_both_sides() {
    let (english, chinese) = ("The ferry leaves the harbour at eight.", "渡轮八点离开港口。");
    let bitext = Aligner::new().align_texts(english, chinese);
    let page = page(&bitext);
    let evidence = values(&page, "data-e")[0];
    let pair = bitext.pairs().next().unwrap();
    assert_eq!(evidence.split(' ').count(), 1 + pair.evidence().count());
    let main = page.split("<ol>").nth(1).unwrap();
    for link in pair.evidence() {
        for (text, span) in [(english, link.english), (chinese, link.chinese)] {
            let word = span.of(text);
            // The page may split a word where another word starts.
            let first = word.chars().next().unwrap();
            assert!(main.contains(&format!("<span>{first}")), "{word} in {main}");
        }
    }
}

#[test]
fn text_is_escaped() {
    let english = "Use <b>&amp;</b> \"quotes\" & </script><script>alert(1)</script> and \u{0}\u{7}\u{fdd0}.";
    let chinese = "使用<i>标签</i>和\u{b}引号“”。";
    let name = "a\"><script>x</script>.txt";
    let bitext = Aligner::with_lexicon(Lexicon::empty()).align_lines(english, chinese);
    let mut page = Vec::new();
    Html::new().write(&Document::whole(&bitext).name(name), &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("&lt;b&gt;&amp;amp;&lt;/b&gt;"));
    let forbidden = |c: char| c.is_control() && c != '\n' || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    assert_eq!(page.chars().find(|&c| forbidden(c)), None);
}

#[test]
fn each_document_has_its_own_section_and_ids() {
    let aligner = Aligner::new();
    let texts = ["Ticket office 售票处\n", "Lost and found 失物招领\n\nNo smoking 禁止吸烟\n", ""];
    let mut page = Vec::new();
    let format = Html::new().title("Signs");
    format.begin(&mut page).unwrap();
    for (text, name) in texts.iter().zip(["a.txt", "b.txt", "c.txt"]) {
        format.document(&Document::new(&aligner.align_page(text)).name(name), &mut page).unwrap();
    }
    format.end(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("<title>Signs</title>"));
    assert_eq!(page.matches("<section id=").count(), 3);
    assert_eq!(values(&page, "data-c").len(), 3);
    let ids = values(&page, "id");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{ids:?}");
    let targets = values(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
    for target in targets {
        assert!(ids.contains(&target), "{target}");
    }
}
