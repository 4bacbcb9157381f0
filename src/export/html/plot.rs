//! Draws the dot plot, which shows the position of each bead in both texts.

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

use maud::{Markup, html};

use crate::Pair;

/// The length of a side of the plot, in SVG user units.
const SIDE: f64 = 200.0;
/// The length of a tick, in SVG user units. A tick at the edge of the plot marks a sentence without a counterpart.
const TICK: f64 = 4.0;
/// Maximum number of dots that are links. More links would be indistinguishable, and each link is an element of the
/// page. In a document with more pairs, one link represents several pairs.
const MAX_LINKS: usize = 400;

/// Number of different places of dots along a side. In a long document, most dots would cover earlier dots, and are
/// left out: without this, a page of 10,902 rows had 300 kB of dots before its first row.
const PLACES: f64 = 400.0;

pub(super) fn plot(beads: &[Pair<'_, '_>], id: &str) -> Markup {
    let most =
        |side: fn(&Pair<'_, '_>) -> usize| beads.iter().map(side).max().unwrap_or_default().max(1) as f64;
    let english = most(|pair| pair.bead().english.end);
    let chinese = most(|pair| pair.bead().chinese.end);
    let middle = |range: &Range<usize>, of: f64| (range.start + range.end) as f64 / 2.0 / of * SIDE;
    let (mut alone, mut line, mut dots) = (String::new(), String::new(), String::new());
    let mut links = Vec::new();
    let (mut last, mut taken) = (None, HashSet::new());
    for (at, pair) in beads.iter().enumerate() {
        let (x, y) = (middle(&pair.bead().english, english), middle(&pair.bead().chinese, chinese));
        // Writing to a string cannot fail.
        let _ = if pair.bead().chinese.is_empty() {
            write!(alone, "M{x:.1} 0v{TICK}")
        } else if pair.bead().english.is_empty() {
            write!(alone, "M0 {y:.1}h{TICK}")
        } else {
            links.push((at + 1, x, y));
            // The line is interrupted where the number of the Chinese sentence decreases, because the Chinese text
            // there has another order than the English text.
            let step = if last.is_some_and(|before| before <= pair.bead().chinese.start) { 'L' } else { 'M' };
            last = Some(pair.bead().chinese.start);
            let place = |at: f64| (at / SIDE * PLACES) as u32;
            if step == 'L' && !taken.insert((place(x), place(y))) {
                continue;
            }
            write!(line, "{step}{x:.1} {y:.1}").and_then(|()| write!(dots, "M{x:.1} {y:.1}h0"))
        };
    }
    let each = links.len().div_ceil(MAX_LINKS).max(1);
    html! {
        @if !links.is_empty() {
            figure.plot {
                svg viewBox="-2 -14 206 230" role="group" aria-label="Dot plot of the alignment" {
                    text x="0" y="-5" { "English →" }
                    text x="0" y=(SIDE + 12.0) { "↓ Chinese" }
                    rect.field width=(SIDE) height=(SIDE) {}
                    path.alone d=(alone) {}
                    path.line d=(line) {}
                    path.dots d=(dots) {}
                    @for (number, x, y) in links.iter().step_by(each) {
                        a href={ "#" (id) "-" (number) } aria-label={ "Row " (number) } {
                            circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="5" {}
                        }
                    }
                }
                figcaption {
                    "Each dot is a pair, at its position in both texts. Ticks at the edges are sentences without a counterpart. "
                    "Select a dot to go to its row."
                }
            }
        }
    }
}
