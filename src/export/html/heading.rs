//! Renders the heading of a document, with the name, the counts and the plot of the document.

use maud::{Markup, html};

use super::marked::SafeText;
use super::plot;
use crate::Pair;
use crate::export::document::Document;
use crate::tables::Fnv1a;

pub(super) fn heading(document: &Document<'_, '_>, beads: &[Pair<'_, '_>], id: &str) -> Markup {
    let count = |kind: fn(&Pair<'_, '_>) -> bool| beads.iter().filter(|pair| kind(pair)).count();
    let pairs = count(|pair| !pair.bead().is_null());
    let english: usize = beads
        .iter()
        .filter(|pair| pair.bead().chinese.is_empty())
        .map(|pair| pair.bead().english.len())
        .sum();
    let chinese: usize = beads
        .iter()
        .filter(|pair| pair.bead().english.is_empty())
        .map(|pair| pair.bead().chinese.len())
        .sum();
    let sure = count(|pair| !pair.bead().is_null() && pair.confidence() >= SURE);
    let flagged = count(|pair| !pair.bead().flags.is_empty());
    html! {
        header.doc {
            div {
                h2 id={ (id) "-0" } { (SafeText(&name(document))) }
                p.lede {
                    b { (counted(pairs, "pair")) }
                    @if pairs > 0 {
                        " of English and Chinese sentences that translate each other, " (sure)
                        " of them with a confidence of 90 % or more"
                        @if flagged > 0 { ", " (flagged) " flagged" }
                    }
                    "."
                }
                @if english + chinese > 0 {
                    p.lede {
                        @if english > 0 { (counted(english, "English sentence")) }
                        @if english > 0 && chinese > 0 { " and " }
                        @if chinese > 0 { (counted(chinese, "Chinese sentence")) }
                        " without a counterpart."
                    }
                }
            }
            (plot::plot(beads, id))
        }
    }
}

/// Minimum confidence, from 0 to 1, of a pair that counts as sure. Few wrong pairs reach this confidence.
const SURE: f32 = 0.9;

pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns the name of a document; without a name, the names of its two texts; without these, `Untitled text`.
pub(super) fn name(document: &Document<'_, '_>) -> String {
    let (english, chinese) = (document.english_file(), document.chinese_file());
    if !document.title().is_empty() {
        document.title().to_owned()
    } else if english != chinese {
        format!("{english} · {chinese}")
    } else {
        "Untitled text".to_owned()
    }
}

/// Returns the id of a document: 48 bits of a hash of its name and its sentences. The other documents of the file are
/// not known here, so two equal documents get the same id. The script of the page renames the second one.
pub(super) fn id(document: &Document<'_, '_>) -> String {
    let bitext = document.bitext();
    let sides = [
        (bitext.english_text(), bitext.english_sentences()),
        (bitext.chinese_text(), bitext.chinese_sentences()),
    ];
    let names = [document.title(), document.english_file(), document.chinese_file()];
    let texts = sides.iter().flat_map(|(text, spans)| spans.iter().map(|span| span.of(text)));
    // The byte 0xff does not occur in UTF-8, so it can separate the texts.
    let bytes = names.into_iter().chain(texts).flat_map(|text| text.bytes().chain([0xff]));
    format!("d{:012x}", Fnv1a::new().add_bytes(bytes).finish() >> 16)
}
