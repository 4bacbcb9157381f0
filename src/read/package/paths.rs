//! Names of parts, relative to other parts.

use std::borrow::Cow;

/// Returns the name of the part that `reference`, found in the part `base`, points to. A reference is a path relative
/// to the folder of `base`, or to the root if it begins with `/`. Percent-encoded bytes are decoded; the query and the
/// fragment are dropped.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    let path = percent_decoded(path);
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { split(folder).collect() };
    for part in split(&path) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        for (base, reference, expected) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "footnotes.xml", "word/footnotes.xml"),
            ("word/document.xml", "/word/footnotes.xml", "word/footnotes.xml"),
            ("OEBPS/content.opf", "../text/a%20b.xhtml#part2", "text/a b.xhtml"),
            ("OEBPS/content.opf", "./%E7%AB%A0.xhtml", "OEBPS/章.xhtml"),
            ("a.opf", "../../x%zz%2", "x%zz%2"),
            ("a.opf", "", ""),
        ] {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
    }
}
