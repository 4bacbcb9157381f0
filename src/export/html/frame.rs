//! The parts of the page around the documents: head, explanations, footer, and the controls, which the script shows.

use maud::{Markup, PreEscaped, html};

use super::flags;
use super::marked::SafeText;
use crate::Flag;

const STYLE: &str = include_str!("style.css");
/// The modules of the script, in one scope.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("script/base.js"),
    include_str!("script/join.js"),
    include_str!("script/model.js"),
    include_str!("script/rows.js"),
    include_str!("script/heading.js"),
    include_str!("script/history.js"),
    include_str!("script/formats.js"),
    include_str!("script/filter.js"),
    include_str!("script/evidence.js"),
    include_str!("script/choose.js"),
    include_str!("script/correct.js"),
    include_str!("script/text.js"),
    include_str!("script/save.js"),
    include_str!("script/keys.js"),
    include_str!("script/start.js"),
    "})();"
);

/// Shows the title in the first frame and the documents in the next one: their rows take longer to lay out.
const OPENING: &str = "{ const page = document.documentElement; page.classList.add('opening'); requestAnimationFrame(() => \
     requestAnimationFrame(() => page.classList.remove('opening'))) }";

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

/// Returns the top of the page: what is shown without the script.
pub(super) fn top(heading: &str) -> Markup {
    html! {
        a.skip href="#beads" { "Skip to the sentences" }
        header.top {
            h1 { (SafeText(heading)) }
            details.help {
                summary { "How to read this page" }
                (explanations())
            }
            script { (PreEscaped(OPENING)) }
        }
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
            dt.js { "Corrections" }
            dd.js {
                "Select a row, and in it a sentence. The buttons beside the rows merge, split and pair rows, move the sentence, and "
                "correct its text. The corrections stay in this browser; Save writes them to a file."
            }
            dt.js { "Keys" }
            dd.js.keys { (keys()) }
        }
    }
}

/// The keys, and what they do.
const KEYS: [(&[&str], &str); 16] = [
    (&["↑", "↓"], "sentence"),
    (&["←", "→"], "English, Chinese"),
    (&["j", "k"], "next, previous row"),
    (&["n", "N"], "next, previous row to check"),
    (&["c"], "checked"),
    (&["x"], "rejected"),
    (&["Space"], "checked, then the next row to check"),
    (&["m", "M"], "merge with the row below, above"),
    (&["s"], "split at the sentence"),
    (&["u", "d"], "move the sentence up, down"),
    (&["a", "p"], "set apart, pair"),
    (&["Enter"], "correct the sentence"),
    (&["z", "y"], "undo, redo"),
    (&["w"], "words of the row"),
    (&["/"], "search"),
    (&["Ctrl+S"], "save"),
];

fn keys() -> Markup {
    html! {
        ul { @for (keys, what) in KEYS { li { @for key in keys { kbd { (key) } " " } (what) } } }
    }
}

/// Returns the controls. They are in a template, so that they do not exist without the script.
pub(super) fn controls() -> Markup {
    html! {
        template id="controls" {
            (toolbar())
            (panel())
            (save_dialog())
            p.nothing hidden { "No row matches. " button type="reset" form="tools" { "Show all" } }
            p.toast role="status" {}
        }
    }
}

fn toolbar() -> Markup {
    html! {
        form.tools id="tools" role="search" aria-label="Rows" {
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
            div.drop {
                button.ask type="button" aria-expanded="false" aria-controls="choices" { "Filter" span.set hidden {} }
                div #choices .choices hidden {
                    fieldset { legend { "Types" } div.kinds {} }
                    fieldset { legend { "Marks" } div.marks {} }
                    fieldset { legend { "To check" } div.review {} }
                }
            }
            p.count role="status" {}
            button #reset type="reset" hidden { "Show all" }
            div.work {
                button #next type="button" title="Next row to check (n)" { b {} span { " to check" } (icon("M8 3v9M4 8.5 8 12.5l4-4")) }
                button #undo type="button" title="Undo (z)" aria-label="Undo" disabled { (icon("M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H7")) }
                button #redo type="button" title="Redo (y)" aria-label="Redo" disabled { (icon("m10 3 3 3-3 3M13 6H7a4 4 0 0 0 0 8h2")) }
                button #save type="button" title="Save (Ctrl+S)" aria-haspopup="dialog" { "Save" }
            }
        }
    }
}

fn icon(path: &str) -> Markup {
    html! { svg viewBox="0 0 16 16" aria-hidden="true" { path d=(path) {} } }
}

/// The corrections of the panel: action, key, name, explanation.
const CORRECTIONS: [(&str, &str, &str, &str); 11] = [
    ("check", "c", "Check", "Mark the row as right, or take the mark off"),
    ("reject", "x", "Reject", "Mark the row as wrong, or take the mark off"),
    ("text", "Enter", "Edit", "Correct the text of the selected sentence"),
    ("split", "s", "Split", "Split the row at the selected sentence"),
    ("merge-up", "M", "Merge up", "Merge the row with the one above"),
    ("merge-down", "m", "Merge down", "Merge the row with the one below"),
    ("move-up", "u", "Move up", "Move the selected sentence to the row above"),
    ("move-down", "d", "Move down", "Move the selected sentence to the row below"),
    ("apart", "a", "Set apart", "Split the pair into rows without a counterpart"),
    ("pair", "p", "Pair", "Pair the row with the nearest one without a counterpart in the other language"),
    ("close", "", "Close", "Leave the row"),
];

fn panel() -> Markup {
    html! {
        aside.panel aria-label="Selected row" {
            div.acts role="toolbar" aria-label="Corrections" {
                @for (action, key, name, meaning) in CORRECTIONS {
                    button type="button" data-act=(action) title=(meaning) {
                        (name) @if !key.is_empty() { kbd aria-hidden="true" { (key) } }
                    }
                }
            }
            div.evidence tabindex="0" role="region" aria-label="Evidence" {}
        }
    }
}

/// The formats of the dialog: value, name, explanation.
const FORMATS: [(&str, &str, &str); 5] = [
    ("tmx", "TMX", "translation memory"),
    ("tsv", "TSV", "tab-separated values"),
    ("csv", "CSV", "spreadsheet"),
    ("jsonl", "JSON Lines", "data, with spans and marks"),
    ("html", "This page", "to continue later"),
];

fn save_dialog() -> Markup {
    html! {
        dialog.saving aria-labelledby="saving" {
            form {
                h2 id="saving" { "Save" }
                fieldset.formats {
                    legend.vh { "Format" }
                    @for (value, name, meaning) in FORMATS {
                        label {
                            input type="radio" name="format" value=(value) checked[value == "tmx"];
                            span { b { (name) } " " small { (meaning) } }
                        }
                    }
                }
                fieldset.which {
                    legend.vh { "Rows" }
                    label { input type="checkbox" name="alone"; "Sentences without a counterpart" }
                    label { input type="checkbox" name="rejected"; "Rejected rows" }
                    label { input type="checkbox" name="checked"; "Only checked rows" }
                }
                p.amount role="status" {}
                div.buttons {
                    button type="button" value="cancel" { "Cancel" }
                    button.main type="submit" { "Save" }
                }
            }
        }
    }
}

pub(super) fn foot() -> Markup {
    html! {
        footer { "Made by bitext " (env!("CARGO_PKG_VERSION")) ". This file needs no network." }
        (controls())
        script { (PreEscaped(SCRIPT)) }
    }
}
