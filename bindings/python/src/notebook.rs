//! Results as small HTML tables, which notebooks show.

use std::fmt::Write;

use bitext::Bitext;

use crate::words::WordLink;

/// A notebook shows this many rows of a table.
const MAX_ROWS: usize = 50;

const TABLE: &str = "<table style=\"text-align:left\"><thead><tr>";

/// A table of the pairs, with the confidence of each.
pub(crate) fn table(bitext: &Bitext<'_>) -> String {
    let mut out = String::from(TABLE);
    out.push_str("<th>English</th><th>Chinese</th><th>confidence</th></tr></thead><tbody>");
    let mut rows = 0;
    for pair in bitext.pairs() {
        rows += 1;
        if rows > MAX_ROWS {
            continue;
        }
        let words: Vec<String> = pair
            .evidence()
            .map(|word| {
                let texts = (bitext.english_text(), bitext.chinese_text());
                format!("{} {} ({})", word.english.of(texts.0), word.chinese.of(texts.1), word.reason)
            })
            .collect();
        let flags: String = pair.bead().flags.iter().fold(String::new(), |mut flags, flag| {
            let _ = write!(flags, " ⚑ {flag}");
            flags
        });
        let (english, chinese) = (escaped(&pair.english()), escaped(&pair.chinese()));
        let (words, confidence) = (escaped(&words.join("\n")), 100.0 * pair.confidence());
        let _ = write!(
            out,
            "<tr title=\"{words}\"><td style=\"text-align:left\">{english}</td><td lang=\"zh\" \
             style=\"text-align:left\">{chinese}</td><td>{confidence:.0} %{flags}</td></tr>"
        );
    }
    finished(out, rows)
}

/// A table of links between words.
pub(crate) fn links<'l>(links: impl Iterator<Item = &'l WordLink>) -> String {
    let mut out = String::from(TABLE);
    out.push_str("<th>English</th><th>Chinese</th><th>probability</th><th>reason</th></tr></thead><tbody>");
    let mut rows = 0;
    for link in links {
        rows += 1;
        if rows <= MAX_ROWS {
            let (english, chinese) = (escaped(&link.english), escaped(&link.chinese));
            let _ = write!(
                out,
                "<tr><td>{english}</td><td lang=\"zh\">{chinese}</td><td>{:.0} %</td><td>{}</td></tr>",
                100.0 * link.probability,
                link.reason
            );
        }
    }
    finished(out, rows)
}

/// A table of texts.
pub(crate) fn rows<const N: usize>(head: [&str; N], texts: impl Iterator<Item = [String; N]>) -> String {
    let mut out = String::from(TABLE);
    for name in head {
        let _ = write!(out, "<th>{name}</th>");
    }
    out.push_str("</tr></thead><tbody>");
    let mut rows = 0;
    for row in texts {
        rows += 1;
        if rows <= MAX_ROWS {
            out.push_str("<tr>");
            for text in row {
                let _ = write!(out, "<td>{}</td>", escaped(&text));
            }
            out.push_str("</tr>");
        }
    }
    finished(out, rows)
}

fn finished(mut out: String, rows: usize) -> String {
    out.push_str("</tbody></table>");
    if rows > MAX_ROWS {
        let _ = write!(out, "<p>The first {MAX_ROWS} of {rows} rows.</p>");
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
