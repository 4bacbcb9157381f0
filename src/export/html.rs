//! The page to look at: both languages side by side, with what the alignment knows about each bead.

mod order;
mod plot;
mod words;

use std::io::{BufWriter, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Document, Format};
use crate::{Bitext, Error, Evidence, Flag, Pair, Reason, Span};
use words::{Shown, Side};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// What a browser may load: nothing. The texts of a page come from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
     base-uri 'none'; form-action 'none'";

/// Writes one HTML file that needs nothing else: English and Chinese side by side, bead by bead.
///
/// In a browser the page shows which word supports which, filters by confidence, bead type and text, and is
/// used by mouse, finger or keyboard; without JavaScript it is a plain page of two columns. Beads
/// stand as they are read: Chinese sentences without a counterpart too. To show sentences without a
/// counterpart at all, write [`Document::whole`]. A file may hold several documents.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Html};
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nThe last tram leaves at midnight.\n");
/// let mut page = Vec::new();
/// Html::new().write(&Document::whole(&bitext).name("trams.txt"), &mut page)?;
/// let page = String::from_utf8_lossy(&page);
/// assert!(page.contains("<title>trams.txt: 1 pair of English and Chinese</title>"));
/// assert!(page.contains("<p>The last tram leaves at midnight.</p>"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    title: String,
}

impl Html {
    /// A page with a title of its own making: the name of the document, where it is written by
    /// [`Format::write`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The title of the page: of use where a file holds several documents.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    fn head(&self, title: &str, out: &mut dyn Write) -> Result<(), Error> {
        let title = if self.title.is_empty() { title } else { &self.title };
        put(
            out,
            &html! { (DOCTYPE) (PreEscaped("<html lang=\"en\">")) (head(title)) (PreEscaped("<body>")) (tools()) },
        )?;
        Ok(out.write_all(b"<main id=\"beads\">\n")?)
    }
}

impl Format for Html {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        self.head("English and Chinese, sentence by sentence", out)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let beads = order::reading(document);
        let id = id(document);
        writeln!(out, "<section id=\"{id}\" aria-labelledby=\"{id}-0\">")?;
        put(out, &heading(document, &beads, &id))?;
        out.write_all(b"<ol>\n")?;
        let chinese = document.chinese_code();
        for (at, pair) in beads.iter().enumerate() {
            put(out, &bead(document.bitext(), *pair, &format!("{id}-{}", at + 1), at + 1, chinese))?;
        }
        Ok(out.write_all(b"</ol>\n</section>\n")?)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        put(out, &html! { (PreEscaped("</main>")) (foot()) (PreEscaped("</body></html>")) })
    }

    fn write(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let pairs = document.pairs().iter().filter(|pair| !pair.bead().is_null()).count();
        let title = format!("{}: {} of English and Chinese", name(document), counted(pairs, "pair"));
        let mut out = BufWriter::new(out);
        self.head(&title, &mut out)?;
        self.document(document, &mut out)?;
        self.end(&mut out)?;
        Ok(out.flush()?)
    }
}

/// Writes all beads, those without a counterpart too, as a page to look at. `writer` need not be buffered;
/// pass `&mut writer` to go on using it.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
pub fn html(bitext: &Bitext<'_>, mut writer: impl Write) -> Result<(), Error> {
    Html::new().write(&Document::whole(bitext), &mut writer)
}

fn put(out: &mut dyn Write, markup: &Markup) -> Result<(), Error> {
    out.write_all(markup.0.as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="generator" content={ "bitext " (env!("CARGO_PKG_VERSION")) };
            meta name="description" content="English and Chinese sentences that translate each other, side by side: each \
                pair with the probability that it is right, and the words that support it.";
            title { (Shown(title)) }
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// The bar at the top, and what explains the page. What needs the script is hidden until it runs.
fn tools() -> Markup {
    html! {
        a.skip href="#beads" { "Skip to the sentences" }
        header.bar {
            h1 { "English and Chinese, sentence by sentence" }
            form.tools role="search" hidden {
                label.search {
                    span.vh { "Search in both languages" }
                    input #q type="search" placeholder="Search English or 中文" autocomplete="off" spellcheck="false";
                    kbd aria-hidden="true" { "/" }
                }
                fieldset.range {
                    legend { "Confidence" }
                    span.track {
                        input #low type="range" min="0" max="100" value="0" aria-label="Lowest confidence, in per cent";
                        input #high type="range" min="0" max="100" value="100" aria-label="Highest confidence, in per cent";
                    }
                    output #span for="low high" { "0–100 %" }
                }
                fieldset.kinds { legend.vh { "Bead types" } }
                p.count role="status" { }
                button #reset type="reset" hidden { "Show all" }
            }
        }
        details.help {
            summary { "How to read this page" }
            (explanations())
        }
        nav.contents aria-label="Documents" hidden { }
    }
}

fn explanations() -> Markup {
    html! {
        dl {
            dt { "Bead" }
            dd {
                "A row: sentences that translate each other. Its type says how many there are, English first: "
                "2–1 is two English sentences for one Chinese. 1–0 and 0–1 are sentences without a counterpart."
            }
            dt { "Confidence" }
            dd {
                "The bar and the percentage: the probability that just these sentences belong together. "
                "What is low is worth a look."
            }
            dt { "Evidence" }
            dd {
                "Point at a row, or tap it, to see which words support it and why. Each word pair adds to the score of the row, "
                "in nats: 1 nat makes the pair 2.7 times as likely, 3 nats 20 times, against sentences that have nothing to do with "
                "each other."
            }
            dt { "Flags" }
            dd {
                @for flag in [Flag::NumbersDiffer, Flag::NameMissing, Flag::LengthsDiffer] {
                    "⚑ " b { (flag_name(flag)) } ": " (flag_meaning(flag)) " "
                }
            }
            dt.keys { "Keys" }
            dd.keys {
                kbd { "j" } " " kbd { "k" } " next and previous row · " kbd { "←" } " " kbd { "→" }
                " words of the row · " kbd { "/" } " search · " kbd { "Esc" } " leave"
            }
        }
    }
}

fn foot() -> Markup {
    html! {
        p.nothing hidden { "No row matches. " button type="reset" form="tools" { "Show all" } }
        aside.evidence aria-label="Evidence" hidden { }
        footer { "Made by bitext " (env!("CARGO_PKG_VERSION")) ". This file needs no network." }
        script { (PreEscaped(SCRIPT)) }
    }
}

fn heading(document: &Document<'_, '_>, beads: &[Pair<'_, '_>], id: &str) -> Markup {
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
                h2 id={ (id) "-0" } { (Shown(&name(document))) }
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

/// A confidence that few wrong pairs have.
const SURE: f32 = 0.9;

fn bead(bitext: &Bitext<'_>, pair: Pair<'_, '_>, id: &str, number: usize, chinese_code: &str) -> Markup {
    let links: Vec<Evidence> = pair.evidence().collect();
    let words = |side: fn(&Evidence) -> Span| links.iter().map(side).collect::<Vec<_>>();
    let english = Side::new(bitext.english_text(), pair.english_spans(), &words(|link| link.english));
    let chinese = Side::new(bitext.chinese_text(), pair.chinese_spans(), &words(|link| link.chinese));
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
                p.f { @for flag in flags { span title=(flag_meaning(*flag)) { "⚑ " (flag_name(*flag)) } } }
            }
        }
    }
}

/// The score and the word pairs of a bead for the script: `9.5 l4.2:0:1`, that is its score, then of each word pair the
/// letter of its reason, its nats and the numbers of the marked parts of each side.
fn evidence(pair: Pair<'_, '_>, links: &[Evidence], english: &Side<'_>, chinese: &Side<'_>) -> String {
    let mut all = format!("{:.1}", pair.score());
    for link in links {
        let reason = match link.reason {
            Reason::Lexicon => 'l',
            Reason::Name => 'n',
            Reason::Number => 'd',
            Reason::SameWord => 's',
            Reason::Learned => 'r',
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

/// Rounded down: only what is certain is 100 %.
fn percent(confidence: f32) -> u8 {
    (confidence * 100.0).clamp(0.0, 100.0) as u8
}

fn flag_name(flag: Flag) -> &'static str {
    match flag {
        Flag::NumbersDiffer => "Numbers differ",
        Flag::NameMissing => "Name missing",
        Flag::LengthsDiffer => "Lengths differ",
    }
}

fn flag_meaning(flag: Flag) -> &'static str {
    match flag {
        Flag::NumbersDiffer => "a number on one side is not on the other.",
        Flag::NameMissing => "a word in Latin letters in the Chinese is not in the English.",
        Flag::LengthsDiffer => "one side is much longer than a translation of the other would be.",
    }
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What a document is called, with the names of its texts where they are two.
fn name(document: &Document<'_, '_>) -> String {
    let (english, chinese) = (document.english_file(), document.chinese_file());
    if !document.title().is_empty() {
        document.title().to_owned()
    } else if english != chinese {
        format!("{english} · {chinese}")
    } else {
        "Text without a name".to_owned()
    }
}

/// The id of a document, by its name and its sentences: 48 bits of FNV-1a (Fowler, Noll and Vo, 1991). Nothing is
/// known of the other documents of the file; the same one twice has the same ids, and both show the same.
fn id(document: &Document<'_, '_>) -> String {
    let bitext = document.bitext();
    let sides = [
        (bitext.english_text(), bitext.english_sentences()),
        (bitext.chinese_text(), bitext.chinese_sentences()),
    ];
    let names = [document.title(), document.english_file(), document.chinese_file()];
    let texts = sides.iter().flat_map(|(text, spans)| spans.iter().map(|span| span.of(text)));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for text in names.into_iter().chain(texts) {
        // A byte that no text has keeps one from running into the next.
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("d{:012x}", hash >> 16)
}
