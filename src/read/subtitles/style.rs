//! Removes style codes from the text of cues.

use crate::Span;
use crate::read::extracted::Extracted;
use crate::read::source_map::Source;

/// Maximum length of a tag or code, in bytes. The limit bounds the search for its end.
const MAX_CODE: usize = 1024;

/// Character references of WebVTT, each with its decoded text.
const REFERENCES: [(&str, &str); 6] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", "")];

/// Appends a line of a cue without its style codes, such as `<i>`, `<v Ann>`, `<00:01.000>`, `{\an8}`, `\h` and `♪`.
///
/// Time O(length of the line).
pub(super) fn append(text: &str, line: Span, out: &mut Extracted) {
    let content = line.of(text);
    let mut kept = 0;
    let mut at = 0;
    while at < content.len() {
        let rest = &content[at..];
        let Some((len, shown)) = code(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        out.copy(text, Span::new(line.start + kept, line.start + at));
        if !(shown == " " && out.text.ends_with(' ')) {
            out.push(shown, Source::Within(Span::new(line.start + at, line.start + at + len)));
        }
        at += len;
        kept = at;
    }
    out.copy(text, Span::new(line.start + kept, line.end));
}

/// If a text begins with a code, returns the length of the code in bytes and the text that is shown for it.
fn code(text: &str) -> Option<(usize, &'static str)> {
    let closed = |close: u8| {
        let window = &text.as_bytes()[..text.len().min(MAX_CODE)];
        window.iter().position(|&byte| byte == close).map(|end| end + 1)
    };
    match text.chars().next()? {
        '<' => {
            let named = text[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
            closed(b'>').filter(|_| named).map(|len| (len, ""))
        }
        '{' => {
            let coded = text[1..].starts_with('\\') || text.as_bytes().get(2) == Some(&b':');
            closed(b'}').filter(|_| coded).map(|len| (len, ""))
        }
        '\\' if text[1..].starts_with('h') => Some((2, " ")),
        '&' => {
            let found = REFERENCES.iter().find(|(name, _)| text.starts_with(name));
            found.map(|(name, shown)| (name.len(), *shown))
        }
        // Several blanks become one.
        ' ' | '\u{3000}' | '\u{a0}' | '\t' => {
            let len = text.len() - text.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\t']).len();
            (len > 1).then_some((len, " "))
        }
        sign @ ('♪' | '♫' | '♬' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}') => {
            Some((sign.len_utf8(), ""))
        }
        _ => None,
    }
}
