//! Checks the source text of the HTML page. `tests/browser` checks the page in a browser.
#![allow(clippy::unwrap_used, reason = "helpers that take a page apart are test code")]

use std::collections::HashSet;

use bitext::export::{Document, Format, Html, Row, html, read_html};
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

/// Returns the documents of a page, without the controls.
fn main(page: &str) -> &str {
    page.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0
}

/// Returns the texts of the sentences, in order.
fn sentences(page: &str) -> Vec<String> {
    let rows = main(page).split_once("<ol").unwrap().1;
    rows.split("<p>").skip(1).map(|paragraph| paragraph.split("</p>").next().unwrap().to_owned()).collect()
}

#[test]
fn the_seed_has_all_its_pairs_and_sentences() {
    let text = std::fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt").unwrap();
    let bitext = Aligner::new().align_page(&text);
    let page = page(&bitext);
    assert_eq!(main(&page).matches("<span class=\"c\">").count(), 12);
    assert_eq!(values(&page, "data-c").len(), bitext.beads().len());
    assert_eq!(main(&page).matches("<a href=\"#d").count(), 12);
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
    // One element per line, so that a diff shows which elements changed.
    insta::assert_snapshot!("html", main(&page).replace("><", ">\n<"));
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
fn every_word_pair_has_its_places_on_both_sides() {
    // The script counts UTF-16 code units.
    let (english, chinese) = ("🙂 The ferry leaves the harbour at eight.", "渡轮八点离开𠮷港口。");
    let bitext = Aligner::new().align_texts(english, chinese);
    let page = page(&bitext);
    let evidence = values(&page, "data-e")[0];
    let pair = bitext.pairs().next().unwrap();
    let links: Vec<_> = pair.evidence().collect();
    assert!(links.len() >= 2, "{evidence}");
    for (attribute, link) in evidence.split(' ').zip(links) {
        let mut places = attribute.split(':').skip(1);
        for (text, span) in [(english, link.english), (chinese, link.chinese)] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let (from, to) = places.next().unwrap().split_once('-').unwrap();
            let word = &units[from.parse().unwrap()..to.parse().unwrap()];
            assert_eq!(String::from_utf16(word).unwrap(), span.of(text), "{attribute}");
        }
    }
    assert_eq!(evidence.split(' ').count(), pair.evidence().count());
}

#[test]
fn a_page_is_read_back() {
    let page = std::fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt").unwrap();
    let english = "One.  Two.\tThree\nlines. “Q&A” <b>&amp;</b>\r\nand \u{a0}on. 35 tons.";
    let chinese = "一。 二。\u{3000}三\n行。“问”<b>和</b>\r\n答。53吨。𠮷🙂。";
    let aligner = Aligner::new();
    for bitext in [aligner.align_page(&page), aligner.align_texts(english, chinese)] {
        let document = Document::whole(&bitext).name("a \"b\" & <c>.txt");
        let mut written = Vec::new();
        Html::new().write(&document, &mut written).unwrap();
        let sorted = |rows: Vec<Row<'_>>| {
            let mut rows: Vec<_> = rows.into_iter().map(|row| format!("{:?}", row.into_owned())).collect();
            rows.sort();
            rows
        };
        let read: Result<Vec<_>, _> = read_html(&String::from_utf8(written).unwrap()).collect();
        // The page is in reading order.
        assert_eq!(sorted(read.unwrap()), sorted(document.rows().collect()));
    }
}

#[test]
fn the_corrections_of_a_saved_page_are_read() {
    let page = "<main><section id=\"d1\" data-zh=\"zh-Hans\" data-name=\"tea.txt\">\
        <ol><li data-en=\"0-4 5-10\" data-zh=\"0-6\" data-v=\"checked\"><div class=\"g\"><b>1</b></div>\
        <div class=\"t\" lang=\"en\"><p>Tea.</p><p data-o=\"Mikl.\">Mi<span>lk</span>.</p></div>\
        <div class=\"t\" lang=\"zh-Hans\"><p>茶和奶。</p></div></li></ol></section></main>";
    let rows: Result<Vec<_>, _> = read_html(page).collect();
    let row = &rows.unwrap()[0];
    assert_eq!((&*row.english, &*row.chinese, &*row.document), ("Tea. Milk.", "茶和奶。", "tea.txt"));
    assert_eq!((row.confidence, row.score, row.kind.to_string()), (1.0, 0.0, "2-1".to_owned()));
    assert_eq!(row.review, bitext::Review::Checked);
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
    // One after the title, one at the end.
    assert_eq!(page.matches("<script>").count(), 2);
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
    assert_eq!(values(main(&page), "data-c").len(), 3);
    // The script has the names of attributes, too.
    let (page, _) = page.rsplit_once("<script>").unwrap();
    let ids = values(page, "id");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{ids:?}");
    let targets = values(page, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
    for target in targets {
        assert!(ids.contains(&target), "{target}");
    }
}

/// A name that each row repeats must not turn a small page into many gigabytes.
#[test]
fn a_document_name_has_a_limit() {
    let aligner = Aligner::with_lexicon(Lexicon::empty());
    let bitext = aligner.align_texts("Tea.", "茶。");
    for (length, error) in
        [(4_096, None), (4_097, Some("the document name has 4097 bytes: shorten it to at most 4096"))]
    {
        let (name, mut page) = ("n".repeat(length), Vec::new());
        Html::new().write(&Document::whole(&bitext).name(&name), &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let (rows, errors): (Vec<_>, Vec<_>) = read_html(&page).partition(Result::is_ok);
        let names: Vec<_> = rows.into_iter().map(|row| row.unwrap().document).collect();
        assert_eq!(names, [if error.is_none() { &*name } else { "" }], "{length} bytes");
        let errors: Vec<_> = errors.into_iter().map(|error| error.unwrap_err().to_string()).collect();
        assert_eq!(errors.len(), usize::from(error.is_some()), "{errors:?}");
        let error = error.unwrap_or_default();
        assert!(errors.iter().all(|found| found.ends_with(error)), "{errors:?}");
    }
}
