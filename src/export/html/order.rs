//! Puts the beads of a document into reading order.

use std::ptr;

use crate::export::Document;
use crate::{Bead, Pair};

/// Returns the beads in reading order. The beads of two texts keep their order. The beads of a page are in the order of
/// their English sentences, and a Chinese sentence without a counterpart follows the Chinese sentence before it.
pub(super) fn reading<'b, 't>(document: &Document<'b, 't>) -> Vec<Pair<'b, 't>> {
    let bitext = document.bitext();
    let is_page = ptr::eq(bitext.english_text(), bitext.chinese_text());
    let mut beads = document.pairs().to_vec();
    if !is_page {
        return beads;
    }
    beads.sort_by_key(|pair| place_on_page(pair.bead()));
    let read = beads.iter().take_while(|pair| !pair.bead().english.is_empty()).count();

    // For each Chinese sentence, the position of its bead in `beads`; `None` if the sentence has no counterpart.
    let mut places: Vec<Option<usize>> = vec![None; bitext.chinese_sentences().len()];
    for (place, pair) in beads[..read].iter().enumerate() {
        for sentence in pair.bead().chinese.clone() {
            places[sentence] = Some(place);
        }
    }
    // If no Chinese sentence has a counterpart, a bead without English is placed before the first bead whose English
    // comes later on the page.
    let by_offset = |pair: &Pair<'_, '_>| {
        let start = pair.chinese_spans().first().map_or(0, |span| span.start);
        beads[..read].partition_point(|other| {
            other.english_spans().first().is_some_and(|english| english.start < start)
        })
    };
    // Chinese sentences before the first sentence with a counterpart are placed directly before the bead of that
    // sentence.
    let first = places.iter().position(Option::is_some);
    let mut after = None;
    let mut seen = 0;
    let alone: Vec<usize> = beads[read..]
        .iter()
        .map(|pair| {
            let start = pair.bead().chinese.start;
            after =
                places[seen..start].iter().rev().find_map(|place| *place).map(|place| place + 1).or(after);
            seen = start;
            after.unwrap_or_else(|| match first {
                Some(first) => places[first].unwrap_or_default(),
                None => by_offset(pair),
            })
        })
        .collect();

    let mut order = Vec::with_capacity(beads.len());
    let mut waiting: Vec<(usize, usize)> = alone.iter().enumerate().map(|(at, &place)| (place, at)).collect();
    waiting.sort_unstable();
    let mut waiting = waiting.into_iter().peekable();
    for place in 0..=read {
        while let Some((_, at)) = waiting.next_if(|(before, _)| *before == place) {
            order.push(beads[read + at]);
        }
        order.extend(beads[..read].get(place));
    }
    order
}

/// Returns a key by which the beads with English come first, by their English sentences. An empty range of English
/// sentences may begin anywhere, so it does not count.
fn place_on_page(bead: &Bead) -> (bool, Option<usize>, usize, usize) {
    let start = Some(bead.english.start).filter(|_| !bead.english.is_empty());
    (start.is_none(), start, bead.chinese.start, bead.english.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bitext, Span};

    #[test]
    fn beads_without_english_may_be_in_any_order() {
        let page = "Tea\n茶\n奶\n水\n";
        let chinese = vec![Span::new(4, 7), Span::new(8, 11), Span::new(12, 15)];
        let bead = |english, chinese| Bead::bare(english, chinese, 0.0, 1.0);
        let beads = vec![bead(0..0, 2..3), bead(1..1, 0..1), bead(0..1, 1..2), bead(1..1, 2..2)];
        let bitext = Bitext::from_parts(page, vec![Span::new(0, 3)], page, chinese, beads).unwrap();
        let document = Document::whole(&bitext);
        let found: Vec<_> = reading(&document).iter().map(|pair| pair.bead().chinese.clone()).collect();
        assert_eq!(found, [0..1, 1..2, 2..3, 2..2]);
    }
}
