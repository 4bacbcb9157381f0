//! The HTML of a bead: its number, confidence, type, sentences, flags, and the attributes that the script and
//! [`read_html`](super::read_html) read.

use maud::{Markup, html};

use super::flags;
use super::marked::{SentenceParagraphs, WordPlaces};
use super::sentence_place::{CHINESE_GAP, ENGLISH_GAP, SentencePlace};
use crate::{Bitext, Evidence, Pair, Reason, Review, Span};

pub(super) fn bead(
    bitext: &Bitext<'_>,
    pair: Pair<'_, '_>,
    id: &str,
    number: usize,
    codes: (&str, &str),
) -> Markup {
    let bead = pair.bead();
    let both = !bead.is_null();
    let kind = pair.kind();
    let (english, chinese) = (bitext.english_sentences(), bitext.chinese_sentences());
    let english = SentencePlace::attribute(bitext.english_text(), english, bead.english.clone(), ENGLISH_GAP);
    let chinese = SentencePlace::attribute(bitext.chinese_text(), chinese, bead.chinese.clone(), CHINESE_GAP);
    let review = (pair.review() != Review::Open).then(|| pair.review().name());
    let evidence = evidence(bitext, pair);
    let flags = bead.flags.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let percent = percent(pair.confidence());
    html! {
        li class=[(!both).then_some("one")] id=(id) data-c=(pair.confidence()) data-x=(pair.score())
            data-en=[(!english.is_empty()).then_some(english)] data-zh=[(!chinese.is_empty()).then_some(chinese)]
            data-f=[(!flags.is_empty()).then_some(flags)] data-v=[review]
            data-e=[(!evidence.is_empty()).then_some(evidence)] {
            div.g style=[both.then(|| format!("--c:{percent}%"))] {
                b { (number) }
                @if both { span.c { (percent) " %" } }
                @if (kind.english, kind.chinese) != (1, 1) { span.k { (kind.english) "–" (kind.chinese) } }
                @if let Some(review) = review { span.v { (review) } }
            }
            (side(bitext.english_text(), pair.english_spans(), codes.0))
            (side(bitext.chinese_text(), pair.chinese_spans(), codes.1))
            @if !bead.flags.is_empty() {
                p.f { @for flag in &bead.flags { span title=(flags::meaning(*flag)) { "⚑ " (flags::name(*flag)) } } }
            }
        }
    }
}

fn side(text: &str, spans: &[Span], code: &str) -> Markup {
    html! {
        @if spans.is_empty() {
            div.t { p.none { "no counterpart" } }
        } @else {
            div.t lang=(code) { (SentenceParagraphs { text, spans }) }
        }
    }
}

/// Returns the word pairs of a bead in the form that the script reads, strongest first. In `l4.2:0-4:0-2`, a word pair
/// has a letter for the reason why the words count as translations of each other (`l` for the lexicon), the strength of
/// the evidence in nats (4.2), and the places of the English and of the Chinese word.
fn evidence(bitext: &Bitext<'_>, pair: Pair<'_, '_>) -> String {
    let links: Vec<Evidence> = pair.evidence().collect();
    let words = |side: fn(&Evidence) -> Span| links.iter().map(side).collect::<Vec<_>>();
    let english = WordPlaces::new(bitext.english_text(), pair.english_spans(), &words(|link| link.english));
    let chinese = WordPlaces::new(bitext.chinese_text(), pair.chinese_spans(), &words(|link| link.chinese));
    let mut all = String::new();
    for link in &links {
        let reason = match link.reason {
            Reason::Lexicon => 'l',
            Reason::Name => 'n',
            Reason::Number => 'd',
            Reason::SameWord => 's',
            Reason::Learned => 'r',
            Reason::Punctuation => 'p',
        };
        let gap = if all.is_empty() { "" } else { " " };
        let (english, chinese) = (english.of(link.english), chinese.of(link.chinese));
        all.push_str(&format!("{gap}{reason}{:.1}:{english}:{chinese}", link.nats));
    }
    all
}

/// Returns the confidence in per cent, rounded down so that only a confidence of 1 becomes 100 %.
fn percent(confidence: f32) -> u8 {
    (confidence * 100.0).clamp(0.0, 100.0) as u8
}
