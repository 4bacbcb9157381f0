//! The target that aligns texts and pages around anchors.

use std::sync::LazyLock;

use bitext::export::{Row, RowAnchors};
use bitext::{Aligner, Anchor};

use crate::checks;
use crate::input::{choice, text};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// Aligns two texts around rows and around anchors. NULs separate the texts and the rows, whose sides are separated by
/// tabs. The first byte chooses the numbers of the anchors.
pub(crate) fn anchors(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let input = text(rest);
    let mut parts = input.splitn(3, '\0');
    let (english, chinese) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let sides = parts.next().unwrap_or_default().lines();
    let rows: Vec<Row<'_>> =
        sides.filter_map(|line| line.split_once('\t')).map(|(own, other)| Row::new(own, other)).collect();
    let found = RowAnchors::find(&rows, english, chinese);
    assert!(found.anchors.len() + found.missing.len() <= rows.len(), "{found:?}");
    for anchor in &found.anchors {
        let Anchor::Pair { english: own, chinese: other } = anchor else {
            panic!("{anchor:?} of an unmarked row")
        };
        assert!(english.get(own.clone()).is_some() && chinese.get(other.clone()).is_some(), "{anchor:?}");
    }
    let from = choice % 16;
    let ranges = [Anchor::pair(from..from + 3, 0..choice / 16), Anchor::boundary(choice, from)];
    for anchors in [found.anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_texts_around(english, chinese, anchors) {
            checks::bitext_spans(&bitext);
            let lengths = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
            checks::beads_tile(bitext.beads(), lengths);
            let checked = bitext.beads().iter().filter(|bead| bead.confidence == 1.0).count();
            let fixed = anchors.iter().filter(|anchor| matches!(anchor, Anchor::Pair { english, chinese } if !english.is_empty() && !chinese.is_empty()));
            assert!(checked >= fixed.count(), "an anchor is lost: {anchors:?}");
        }
    }
    for anchors in [RowAnchors::find(&rows, &input, &input).anchors.as_slice(), &ranges] {
        if let Ok(bitext) = ALIGNER.align_page_around(&input, anchors) {
            checks::bitext_spans(&bitext);
        }
    }
}
