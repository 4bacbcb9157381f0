//! Renders a bead as HTML: its number, type, confidence, sentences and flags. An attribute has the evidence, which
//! the script of the page reads.

use maud::{Markup, html};

use super::flags;
use super::marked::MarkedSide;
use crate::{Bitext, Evidence, Pair, Reason, Span};

pub(super) fn bead(
    bitext: &Bitext<'_>,
    pair: Pair<'_, '_>,
    id: &str,
    number: usize,
    chinese_code: &str,
) -> Markup {
    let links: Vec<Evidence> = pair.evidence().collect();
    let words = |side: fn(&Evidence) -> Span| links.iter().map(side).collect::<Vec<_>>();
    let english = MarkedSide::new(bitext.english_text(), pair.english_spans(), &words(|link| link.english));
    let chinese = MarkedSide::new(bitext.chinese_text(), pair.chinese_spans(), &words(|link| link.chinese));
    let both = !pair.bead().is_null();
    let percent = percent(pair.confidence());
    let kind = pair.kind();
    let flags = &pair.bead().flags;
    html! {
        li.one[!both] id=(id) data-k=(kind) data-c=[both.then_some(percent)] data-f[!flags.is_empty()]
            data-e=[both.then(|| evidence(pair, &links, &english, &chinese))] {
            div.g {
                span.n { (number) }
                @if both {
                    span.m { i style={ "width:" (percent) "%" } {} }
                    span.c { (percent) " %" }
                }
                @if (kind.english, kind.chinese) != (1, 1) { span.k { (kind.english) "–" (kind.chinese) } }
            }
            @if kind.english > 0 { div.t lang="en" { (english) } } @else { div.t { p.none { "no counterpart" } } }
            @if kind.chinese > 0 { div.t lang=(chinese_code) { (chinese) } } @else { div.t { p.none { "no counterpart" } } }
            @if !flags.is_empty() {
                p.f { @for flag in flags { span title=(flags::meaning(*flag)) { "⚑ " (flags::name(*flag)) } } }
            }
        }
    }
}

/// Returns the score and the word pairs of a bead in the form that the script reads. In `9.5 l4.2:0:1`, 9.5 is
/// the score, and `l4.2:0:1` is a word pair:
/// - `l`: the reason why the words are a pair, here the lexicon
/// - `4.2`: the strength of the evidence, in nats
/// - `0` and `1`: the numbers of the marked parts on the English and on the Chinese side
fn evidence(
    pair: Pair<'_, '_>,
    links: &[Evidence],
    english: &MarkedSide<'_>,
    chinese: &MarkedSide<'_>,
) -> String {
    let mut all = format!("{:.1}", pair.score());
    for link in links {
        let reason = match link.reason {
            Reason::Lexicon => 'l',
            Reason::Name => 'n',
            Reason::Number => 'd',
            Reason::SameWord => 's',
            Reason::Learned => 'r',
            Reason::Punctuation => 'p',
        };
        all.push_str(&format!(
            " {reason}{:.1}:{}:{}",
            link.nats,
            english.numbers(link.english),
            chinese.numbers(link.chinese)
        ));
    }
    all
}

/// Returns the confidence in per cent, rounded down so that only a confidence of 1 becomes 100 %.
fn percent(confidence: f32) -> u8 {
    (confidence * 100.0).clamp(0.0, 100.0) as u8
}
