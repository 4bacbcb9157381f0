//! Renders the parts of the page around the documents: head, toolbar, explanations, footer.

use maud::{Markup, PreEscaped, html};

use super::flags;
use super::marked::SafeText;
use crate::Flag;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Content security policy. The page may load nothing, because its texts are untrusted.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
     base-uri 'none'; form-action 'none'";

pub(super) fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="generator" content={ "bitext " (env!("CARGO_PKG_VERSION")) };
            meta name="description" content="English and Chinese sentences that translate each other, side by side: each \
                pair with the probability that it is correct, and the words that support it.";
            title { (SafeText(title)) }
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// Renders the toolbar at the top, and the explanations. Controls that need the script are hidden until the script
/// runs.
pub(super) fn toolbar() -> Markup {
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
                "A row: sentences that translate each other. Its type is the number of English and of Chinese sentences: "
                "2–1 means two English sentences and one Chinese sentence. 1–0 and 0–1 are sentences without a counterpart."
            }
            dt { "Confidence" }
            dd {
                "The bar and the percentage show the probability that exactly these sentences belong together. "
                "Check the rows with a low confidence."
            }
            dt { "Evidence" }
            dd {
                "Point at a row, or tap it, to see which words support it and why. Each word pair adds to the score of the row, "
                "in nats. Compared with unrelated sentences, 1 nat makes the pair 2.7 times as likely, and 3 nats make it 20 times as likely."
            }
            dt { "Flags" }
            dd {
                @for flag in [Flag::NumbersDiffer, Flag::NameMissing, Flag::LengthsDiffer] {
                    "⚑ " b { (flags::name(flag)) } ": " (flags::meaning(flag)) " "
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

pub(super) fn foot() -> Markup {
    html! {
        p.nothing hidden { "No row matches. " button type="reset" form="tools" { "Show all" } }
        aside.evidence aria-label="Evidence" hidden { }
        footer { "Made by bitext " (env!("CARGO_PKG_VERSION")) ". This file needs no network." }
        script { (PreEscaped(SCRIPT)) }
    }
}
