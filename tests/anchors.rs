//! Checks that alignments keep what the caller fixes: pairs, boundaries, sentences without a counterpart, rejected
//! pairs.
#![cfg(feature = "cedict")]

use std::ops::Range;

use bitext::export::{Document, Row, RowAnchors};
use bitext::{Aligner, Anchor, Bead, Bitext, ErrorKind, Review, Span};

const ENGLISH: [&str; 6] = [
    "The ferry to the island leaves at eight.",
    "Nobody was on the pier.",
    "The captain plays chess with anyone who asks.",
    "Tickets cost 35 yuan.",
    "The old lighthouse was sold last winter.",
    "Rain fell all night.",
];
const CHINESE: [&str; 6] = [
    "开往岛上的渡轮八点出发。",
    "码头上空无一人。",
    "谁想下棋，船长都奉陪。",
    "船票35元。",
    "旧灯塔去年冬天卖掉了。",
    "雨下了一整夜。",
];

/// The English and the Chinese sentences of a bead, and whether it is fixed.
type Shape = (Range<usize>, Range<usize>, bool);

/// Anchors, and beads that must be in the alignment around them.
type Changed<'r> = (&'r [Anchor], &'r [Shape]);

/// English and Chinese texts.
type Texts<'r> = &'r [(&'r str, &'r str)];

fn shape(bead: &Bead) -> Shape {
    (bead.english.clone(), bead.chinese.clone(), bead.review == Review::Checked)
}

fn assert_tiles(beads: &[Bead], english: usize, chinese: usize) {
    let (mut own, mut other) = (0, 0);
    for bead in beads {
        assert_eq!(bead.english.start, own, "{beads:?}");
        assert_eq!(bead.chinese.start, other, "{beads:?}");
        assert!(bead.confidence >= 0.0 && bead.confidence <= 1.0 && bead.score.is_finite(), "{bead:?}");
        assert!(bead.review == Review::Open || bead.confidence == 1.0, "{bead:?}");
        (own, other) = (bead.english.end, bead.chinese.end);
    }
    assert_eq!((own, other), (english, chinese), "{beads:?}");
}

#[test]
fn anchors_change_the_beads_that_they_name() {
    let aligner = Aligner::new();
    // Without anchors, each English sentence is paired with the Chinese sentence of the same index. A row has
    // anchors, and beads that must be in the alignment.
    let rows: [Changed<'_>; 9] = [
        (&[], &[(0..1, 0..1, false), (3..4, 3..4, false), (5..6, 5..6, false)]),
        (&[Anchor::pair(2..3, 2..3)], &[(0..1, 0..1, false), (2..3, 2..3, true), (3..4, 3..4, false)]),
        // A wrong pair is kept because the caller fixes it. The sentences around the pair are aligned without
        // crossing it.
        (&[Anchor::pair(1..2, 2..3)], &[(0..1, 0..1, false), (1..2, 2..3, true), (3..4, 3..4, false)]),
        // In the next two rows, the pair has more sentences than any bead that the search tries.
        (&[Anchor::pair(0..5, 0..5)], &[(0..5, 0..5, true), (5..6, 5..6, false)]),
        (&[Anchor::pair(0..6, 0..6)], &[(0..6, 0..6, true)]),
        (&[Anchor::pair(4..5, 2..2)], &[(4..5, 4..4, true), (3..4, 3..4, false), (5..6, 5..6, false)]),
        (&[Anchor::rejected(3..4, 3..4)], &[(0..1, 0..1, false), (5..6, 5..6, false)]),
        (&[Anchor::boundary(3, 2)], &[(0..1, 0..1, false), (5..6, 5..6, false)]),
        (
            &[
                Anchor::pair(5..6, 5..6),
                Anchor::boundary(0, 0),
                Anchor::pair(0..1, 0..1),
                Anchor::pair(5..6, 5..6),
            ],
            &[(0..1, 0..1, true), (5..6, 5..6, true)],
        ),
    ];
    for (anchors, expected) in rows {
        let alignment = aligner.align_sentences_around(&ENGLISH, &CHINESE, anchors).unwrap();
        assert_tiles(alignment.beads(), 6, 6);
        let found: Vec<_> = alignment.beads().iter().map(shape).collect();
        for (english, chinese, fixed) in expected {
            let has = found.iter().any(|(own, other, is_fixed)| {
                own == english
                    && is_fixed == fixed
                    && (other == chinese || other.is_empty() && chinese.is_empty())
            });
            assert!(has, "{anchors:?}: no {english:?} = {chinese:?} {fixed} in {found:?}");
        }
        for anchor in anchors {
            match anchor {
                Anchor::Rejected { english, chinese } => {
                    assert!(
                        found.iter().all(|(own, other, _)| (own, other) != (english, chinese)),
                        "{found:?}"
                    );
                }
                Anchor::Boundary { english, chinese } => {
                    let crosses = |(own, other, _): &Shape| {
                        own.start < *english && other.end > *chinese && !own.is_empty() && !other.is_empty()
                            || own.end > *english
                                && other.start < *chinese
                                && !own.is_empty()
                                && !other.is_empty()
                    };
                    assert!(!found.iter().any(crosses), "{anchor}: {found:?}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn no_anchors_change_nothing() {
    let aligner = Aligner::new();
    let plain = aligner.align_sentences(&ENGLISH, &CHINESE);
    assert_eq!(aligner.align_sentences_around(&ENGLISH, &CHINESE, &[]).unwrap(), plain);
    let (english, chinese) = (ENGLISH.join(" "), CHINESE.concat());
    assert_eq!(
        aligner.align_texts_around(&english, &chinese, &[]).unwrap(),
        aligner.align_texts(&english, &chinese)
    );
    let page = format!("{english}\n\n{chinese}\n");
    assert_eq!(aligner.align_page_around(&page, &[]).unwrap(), aligner.align_page(&page));
}

#[test]
fn invalid_anchors_are_errors() {
    let aligner = Aligner::new();
    #[expect(clippy::reversed_empty_ranges, reason = "the anchor is invalid")]
    let rows: [(&[Anchor], &str); 11] = [
        (&[Anchor::pair(0..1, 1..2), Anchor::pair(1..2, 0..1)], "overlap or cross"),
        (&[Anchor::pair(0..2, 0..1), Anchor::pair(1..3, 1..2)], "overlap or cross"),
        (&[Anchor::pair(0..1, 1..2), Anchor::boundary(2, 1)], "overlap or cross"),
        (&[Anchor::pair(5..7, 1..2)], "there are 6 English sentences"),
        (&[Anchor::pair(1..2, 6..7)], "there are 6 Chinese sentences"),
        (&[Anchor::boundary(7, 6)], "there are 6 English sentences"),
        (&[Anchor::pair(3..2, 1..2)], "swap the ends"),
        (&[Anchor::pair(3..3, 2..2)], "has no text"),
        (&[Anchor::rejected(3..4, 2..2)], "has no text"),
        (&[Anchor::pair(1..2, 1..2), Anchor::rejected(1..2, 1..2)], "also rejected"),
        (&[Anchor::pair(1..2, 1..2), Anchor::pair(1..2, 0..0)], "without a counterpart"),
    ];
    for (anchors, expected) in rows {
        let error = aligner.align_sentences_around(&ENGLISH, &CHINESE, anchors).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Options);
        assert!(error.to_string().contains(expected), "{anchors:?}: {error}");
    }
    #[expect(clippy::reversed_empty_ranges, reason = "the anchor is invalid")]
    let rows: [(Anchor, &str); 6] = [
        (Anchor::pair(0..1, 0..1), "splits a character of the Chinese text"),
        (Anchor::pair(0..99, 0..3), "the English text has 7 bytes"),
        (Anchor::pair(4..5, 0..3), "only white space in the English text"),
        (Anchor::pair(3..1, 0..3), "swap the ends"),
        (Anchor::pair(0..0, 0..0), "has no text"),
        (Anchor::boundary(0, 1), "splits a character of the Chinese text"),
    ];
    for (anchor, expected) in rows {
        let error =
            aligner.align_texts_around("Tea. No", "茶。不。", std::slice::from_ref(&anchor)).unwrap_err();
        assert!(error.to_string().contains(expected), "{anchor}: {error}");
        let error = aligner.align_page_around("Tea. \n茶。", &[Anchor::boundary(0, 0)]).unwrap_err();
        assert!(error.to_string().contains("page"), "{error}");
    }
}

fn texts(bitext: &Bitext<'_>) -> Vec<(String, String, bool)> {
    let pairs = bitext.pairs();
    pairs
        .map(|p| (p.english().into_owned(), p.chinese().into_owned(), p.bead().review == Review::Checked))
        .collect()
}

fn place(text: &str, part: &str) -> Range<usize> {
    let start = text.find(part).unwrap_or_else(|| panic!("no {part} in {text}"));
    start..start + part.len()
}

#[test]
fn byte_anchors_cut_sentences_at_their_edges() {
    let english = "He nodded, she wept; then they left. The door stood open.";
    let chinese = "他点点头，她哭了；然后他们走了。门还开着。";
    let rows: [(Texts<'_>, Texts<'_>); 4] = [
        (
            &[("He nodded", "他点点头"), ("she wept", "她哭了")],
            &[("He nodded,", "他点点头，"), ("she wept;", "她哭了；"), ("then they left.", "然后他们走了。")],
        ),
        // A range may begin with white space, lack the final full stop, or have several sentences.
        (
            &[(" then they left. The door stood open", "然后他们走了。门还开着")],
            &[("then they left. The door stood open.", "然后他们走了。门还开着。")],
        ),
        (&[("The door stood open.", "门还开着。")], &[("The door stood open.", "门还开着。")]),
        (&[(english, chinese)], &[(english, chinese)]),
    ];
    let aligner = Aligner::new();
    for (anchors, expected) in rows {
        let anchors: Vec<Anchor> = anchors
            .iter()
            .map(|(own, other)| Anchor::pair(place(english, own), place(chinese, other)))
            .collect();
        let bitext = aligner.align_texts_around(english, chinese, &anchors).unwrap();
        assert_tiles(bitext.beads(), bitext.english_sentences().len(), bitext.chinese_sentences().len());
        let found = texts(&bitext);
        for (own, other) in expected {
            assert!(
                found.iter().any(|pair| (&*pair.0, &*pair.1) == (*own, *other)),
                "{own} {other}: {found:?}"
            );
        }
        assert_eq!(found.iter().filter(|pair| pair.2).count(), anchors.len());
    }
}

#[test]
fn pairs_of_a_page_are_kept() {
    let page = "Opening hours 开放时间\n\nThe library opens at nine. Bring your card.\n\n图书馆九点开门。请带借书证。\n\n\
                Tea is free.\n\n茶水免费。\n";
    let aligner = Aligner::new();
    let pair = |english: &str, chinese: &str| Anchor::pair(place(page, english), place(page, chinese));
    let merged = pair("The library opens at nine. Bring your card.", "图书馆九点开门。请带借书证。");
    let bitext = aligner.align_page_around(page, std::slice::from_ref(&merged)).unwrap();
    let found = texts(&bitext);
    let expected = ("The library opens at nine. Bring your card.", "图书馆九点开门。请带借书证。", true);
    assert!(found.iter().any(|pair| (&*pair.0, &*pair.1, pair.2) == expected), "{found:?}");
    assert!(found.iter().any(|pair| &*pair.0 == "Tea is free." && !pair.2), "{found:?}");
    assert!(bitext.pairs().all(|pair| pair.evidence().all(|word| {
        page.get(word.english.range()).is_some() && page.get(word.chinese.range()).is_some()
    })));

    // The first two pairs cross, as pairs of a page may, and are wrong. They are kept because the caller fixes them.
    let crossed = [
        pair("Opening hours", "茶水免费。"),
        pair("Tea is free.", "开放时间"),
        pair("Bring your card.", "请带借书证。"),
    ];
    let found = texts(&aligner.align_page_around(page, &crossed).unwrap());
    assert_eq!(found.iter().filter(|pair| pair.2).count(), 3, "{found:?}");
    assert!(
        found.iter().any(|pair| &*pair.0 == "The library opens at nine." && &*pair.1 == "图书馆九点开门。")
    );

    let rejected = [Anchor::rejected(place(page, "Tea is free."), place(page, "茶水免费。"))];
    let found = texts(&aligner.align_page_around(page, &rejected).unwrap());
    assert!(found.iter().all(|pair| &*pair.0 != "Tea is free."), "{found:?}");

    let twice = [pair("Tea is free.", "开放时间"), pair("Tea is free.", "茶水免费。")];
    let error = aligner.align_page_around(page, &twice).unwrap_err();
    assert!(error.to_string().contains("shares a sentence"), "{error}");
}

/// Aligns a text of several windows. The anchors are not on the diagonal, and all of them must be kept.
#[test]
fn anchors_of_a_long_text_are_kept() {
    let english: Vec<String> = (0..3000).map(|at| format!("{} It was day {at}.", ENGLISH[at % 6])).collect();
    let chinese: Vec<String> = (0..3000).map(|at| format!("{}那是第{at}天。", CHINESE[at % 6])).collect();
    let mut anchors: Vec<Anchor> =
        (10..2900).step_by(97).map(|at| Anchor::pair(at..at + 1, at + 5..at + 7)).collect();
    anchors.push(Anchor::pair(2910..2960, 2920..2970));
    anchors.extend((0..2900).step_by(97).map(|at| Anchor::pair(at..at + 1, 0..0)));
    let alignment = Aligner::new().align_sentences_around(&english, &chinese, &anchors).unwrap();
    assert_tiles(alignment.beads(), 3000, 3000);
    let fixed = alignment.beads().iter().filter(|bead| bead.review == Review::Checked).count();
    assert_eq!(fixed, anchors.len());
}

/// Blank lines count as sentences, and anchors do not remove them.
#[test]
fn lines_are_not_split() {
    let (english, chinese) = ("Tea. Milk.\n\nBread.\n", "茶。牛奶。\n\n面包。\n");
    let anchors = [Anchor::pair(place(english, "Bread."), place(chinese, "面包。"))];
    let bitext = Aligner::new().align_lines_around(english, chinese, &anchors).unwrap();
    assert_eq!(texts(&bitext).last(), Some(&("Bread.".into(), "面包。".into(), true)));
    assert_eq!(texts(&bitext)[0].0, "Tea. Milk.");
    let lines = |bitext: &Bitext<'_>| -> (usize, usize) {
        bitext
            .beads()
            .iter()
            .fold((0, 0), |(own, other), bead| (own + bead.english.len(), other + bead.chinese.len()))
    };
    assert_eq!(lines(&bitext), (3, 3));
    let around = Aligner::new().align_lines_around(english, chinese, &[]).unwrap();
    assert_eq!(around.beads(), Aligner::new().align_lines(english, chinese).beads());
}

/// A row of a corrected file: English, Chinese, the spans of each side, the mark.
type RowCase<'r> = (&'r str, &'r str, Option<(Span, Span)>, Review);

/// Rows, the anchors in the order of the rows, the indices of the rows that are missing, and the indices of the rows
/// whose text differs.
type FoundRows<'r> = (&'r [RowCase<'r>], &'r [Anchor], &'r [usize], &'r [usize]);

#[test]
fn rows_are_found_in_their_texts() {
    use Review::{Checked, Open, Rejected};
    let english = "Tea is ready. Come in.\nTea is ready. The old\nlighthouse was sold.";
    let chinese = "茶好了。请进。茶好了。旧灯塔\n卖掉了。";
    let span = |start, end| Some((Span::new(start, end), Span::new(3 * start, 3 * end)));
    let rows: [FoundRows<'_>; 9] = [
        (&[("Come in.", "请进。", None, Open)], &[Anchor::pair(14..22, 12..21)], &[], &[]),
        // White space does not count.
        (
            &[("The old lighthouse was sold.", "旧灯塔卖掉了。", None, Open)],
            &[Anchor::pair(37..65, 33..55)],
            &[],
            &[],
        ),
        // If a sentence is in the text twice, a row is found at the first place after the row before it.
        (
            &[("Tea is ready.", "茶好了。", None, Open), ("Tea is ready.", "茶好了。", None, Open)],
            &[Anchor::pair(0..13, 0..12), Anchor::pair(23..36, 21..33)],
            &[],
            &[],
        ),
        (
            &[("Come in.", "请进。", None, Open), ("Tea is ready.", "茶好了。", None, Open)],
            &[Anchor::pair(14..22, 12..21), Anchor::pair(23..36, 21..33)],
            &[],
            &[],
        ),
        // The rows are in another order than the text.
        (
            &[("Tea is ready. The", "茶好了。旧", None, Open), ("Come in.", "请进。", None, Open)],
            &[Anchor::pair(23..40, 21..36), Anchor::pair(14..22, 12..21)],
            &[],
            &[],
        ),
        // If some rows are marked, only these rows count.
        (
            &[
                ("Come in.", "请进。", None, Open),
                ("Tea is ready.", "请进。", None, Rejected),
                ("The old lighthouse was sold.", "", None, Checked),
                ("Coffee?", "咖啡？", None, Checked),
            ],
            &[Anchor::rejected(0..13, 12..21), Anchor::pair(37..65, 0..0)],
            &[3],
            &[],
        ),
        // If one side was corrected, the spans find the row. Spans that fit neither side are ignored.
        (
            &[("Tea is cold.", "茶好了。", Some((Span::new(0, 13), Span::new(0, 12))), Open)],
            &[Anchor::pair(0..13, 0..12)],
            &[],
            &[0],
        ),
        (&[("Come in.", "请进。", span(0, 4), Open)], &[Anchor::pair(14..22, 12..21)], &[], &[]),
        // The text of a fixed pair is not free, even if the spans of another fixed pair are inside.
        (
            &[
                ("Tea is ready. Come in. Tea is ready.", "茶好了。请进。茶好了。", None, Open),
                ("Come in.", "请进。", Some((Span::new(14, 22), Span::new(12, 21))), Open),
                ("Tea is ready.", "茶好了。", None, Open),
            ],
            &[Anchor::pair(0..36, 0..33), Anchor::pair(14..22, 12..21)],
            &[2],
            &[],
        ),
    ];
    for (cases, anchors, missing, differing) in rows {
        let rows: Vec<Row<'_>> = cases
            .iter()
            .map(|(own, other, spans, review)| {
                let mut row = Row::new(*own, *other);
                row.review = *review;
                if let Some((own, other)) = spans {
                    (row.english_spans, row.chinese_spans) = (vec![*own].into(), vec![*other].into());
                }
                row
            })
            .collect();
        let found = RowAnchors::find(&rows, english, chinese);
        assert_eq!(found.anchors, anchors, "{cases:?}");
        assert_eq!(found.missing, missing, "{cases:?}");
        assert_eq!(found.differing, differing, "{cases:?}");
    }
}

/// Corrections of written rows are kept by the next alignment: a merged pair, a rejected pair, a confirmed pair, and
/// a sentence without a counterpart.
#[test]
fn corrections_survive_the_next_alignment() {
    let (english, chinese) = (ENGLISH.join(" "), CHINESE.concat());
    let aligner = Aligner::new();
    let bitext = aligner.align_texts(&english, &chinese);
    let mut rows: Vec<Row<'_>> = Document::whole(&bitext).rows().map(Row::into_owned).collect();
    assert_eq!(rows.len(), 6);
    // Counted from 0, rows 1 and 2 become one pair, row 3 is rejected, row 4 is right, and row 5 has no counterpart.
    let second = rows.remove(2);
    rows[1].english = format!("{} {}", rows[1].english, second.english).into();
    rows[1].chinese = format!("{}{}", rows[1].chinese, second.chinese).into();
    for (at, review) in [(1, Review::Checked), (2, Review::Rejected), (3, Review::Checked)] {
        rows[at].review = review;
    }
    rows[1].english_spans.to_mut().extend_from_slice(&second.english_spans);
    rows[1].chinese_spans.to_mut().extend_from_slice(&second.chinese_spans);
    let mut alone = rows[4].clone();
    alone.chinese = "".into();
    alone.review = Review::Checked;
    rows[4] = alone;
    let found = RowAnchors::find(&rows, &english, &chinese);
    assert_eq!((found.missing.len(), found.differing.len(), found.anchors.len()), (0, 0, 4));
    let again = aligner.align_texts_around(&english, &chinese, &found.anchors).unwrap();
    assert_tiles(again.beads(), 6, 6);
    let shapes: Vec<_> = again.beads().iter().map(shape).collect();
    assert!(shapes.contains(&(0..1, 0..1, false)), "{shapes:?}");
    assert!(shapes.contains(&(1..3, 1..3, true)), "{shapes:?}");
    assert!(shapes.contains(&(4..5, 4..5, true)), "{shapes:?}");
    assert!(!shapes.iter().any(|(own, other, _)| (own, other) == (&(3..4), &(3..4))), "{shapes:?}");
    assert!(
        shapes.iter().any(|(own, other, fixed)| own == &(5..6) && other.is_empty() && *fixed),
        "{shapes:?}"
    );
}
