//! The target that aligns texts and pages around anchors.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use bitext::export::{Row, RowAnchors};
use bitext::{Aligner, Anchor, Review, Span};

use crate::checks;
use crate::input::{choice, text};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// Aligns two texts around rows and around anchors. NULs separate the texts and the rows, whose fields are separated by
/// tabs: the two sides, the mark of a reviewer, and the spans of the two sides in the texts, as in `0-9`. The first byte
/// chooses the numbers of the anchors.
pub(crate) fn anchors(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let input = text(rest);
    let mut parts = input.splitn(3, '\0');
    let (english, chinese) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let rows: Vec<Row<'_>> = parts.next().unwrap_or_default().lines().filter_map(row).collect();
    let found = RowAnchors::find(&rows, english, chinese);
    assert!(found.anchors.len() + found.missing.len() <= rows.len(), "{found:?}");
    assert!(found.differing.iter().all(|number| found.rows.contains(number)), "{found:?}");
    for (anchor, &number) in found.anchors.iter().zip(&found.rows) {
        let (own, other, is_rejected) = match anchor {
            Anchor::Pair { english, chinese } => (english, chinese, false),
            Anchor::Rejected { english, chinese } => (english, chinese, true),
            _ => panic!("{anchor:?} of a row"),
        };
        assert_eq!(is_rejected, rows[number].review == Review::Rejected, "{anchor:?} of {:?}", rows[number]);
        assert!(english.get(own.clone()).is_some() && chinese.get(other.clone()).is_some(), "{anchor:?}");
    }
    let from = choice % 16;
    let (own, other) = (from..from + 3, 0..choice / 16);
    let first = if choice % 3 == 0 { Anchor::rejected(own, other) } else { Anchor::pair(own, other) };
    let ranges = [first, Anchor::boundary(choice, from)];
    for anchors in [found.anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_texts_around(english, chinese, anchors) {
            checks::bitext_spans(&bitext);
            let lengths = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
            checks::beads_tile(bitext.beads(), lengths);
            let checked = bitext.beads().iter().filter(|bead| bead.confidence == 1.0).count();
            // Two anchors that differ only in blanks and marks at their ends fix one pair.
            let fixed: HashSet<_> = anchors
                .iter()
                .filter_map(|anchor| match anchor {
                    Anchor::Pair { english: own, chinese: other } if !own.is_empty() && !other.is_empty() => {
                        Some((words(english, own), words(chinese, other)))
                    }
                    _ => None,
                })
                .collect();
            assert!(checked >= fixed.len(), "an anchor is lost: {anchors:?}");
        }
    }
    for anchors in [RowAnchors::find(&rows, &input, &input).anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_page_around(&input, anchors) {
            checks::bitext_spans(&bitext);
        }
    }
}

/// The part of a range from its first letter or digit to its last one, or the range itself if it has none.
fn words(text: &str, range: &Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or_default();
    let Some(start) = inner.find(char::is_alphanumeric) else { return range.clone() };
    let end = inner.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    range.start + start..range.start + end
}

/// The row on a line.
fn row(line: &str) -> Option<Row<'_>> {
    let mut fields = line.split('\t');
    let mut row = Row::new(fields.next()?, fields.next()?);
    row.review = fields.next().and_then(|mark| mark.parse().ok()).unwrap_or_default();
    row.english_spans = fields.next().and_then(span).into_iter().collect();
    row.chinese_spans = fields.next().and_then(span).into_iter().collect();
    Some(row)
}

fn span(field: &str) -> Option<Span> {
    let (start, end) = field.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}
