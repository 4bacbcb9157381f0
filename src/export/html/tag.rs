//! Cuts a page of this crate into tags and text.
//!
//! The page comes from [`Html`](super::Html), from its script, or from a browser that saved what it showed. All of them
//! quote the values of attributes and escape their texts.

use std::borrow::Cow;

/// A tag or the text between two tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageToken<'p> {
    /// The name of a start tag, and its attributes as written.
    Start(&'p str, &'p str),
    /// The name of an end tag.
    End(&'p str),
    /// Text as written.
    Text(&'p str),
}

/// The tags and texts of a page, without comments, declarations, and the content of scripts, styles and templates.
#[derive(Clone, Debug)]
pub(super) struct PageTokens<'p> {
    page: &'p str,
    at: usize,
}

/// The elements whose content is skipped.
const OPAQUE: [&str; 3] = ["script", "style", "template"];

impl<'p> PageTokens<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self { page, at: 0 }
    }

    /// Returns the byte offset of the next token.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Moves to the next `end`, or to the end of the page if there is none, and returns the text in between.
    fn until(&mut self, end: &str) -> &'p str {
        let rest = &self.page[self.at..];
        let length = rest.find(end).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Reads a tag, from its `<`. Returns `None` for a comment, a declaration, or an element whose content is skipped.
    fn tag(&mut self) -> Option<PageToken<'p>> {
        let rest = &self.page[self.at..];
        if rest.starts_with("<!--") {
            self.until("-->");
            self.at = self.page.len().min(self.at + 3);
            return None;
        }
        let length = tag_length(rest);
        self.at += length;
        let inner = rest[..length].trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        if let Some(name) = inner.strip_prefix('/') {
            return Some(PageToken::End(name.trim()));
        }
        if inner.starts_with(['!', '?']) {
            return None;
        }
        let (name, attributes) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
        if OPAQUE.contains(&name) {
            self.until(&format!("</{name}"));
            let rest = &self.page[self.at..];
            self.at += tag_length(rest);
            return None;
        }
        Some(PageToken::Start(name, attributes))
    }
}

/// Returns the length of the tag at the start of a text, including its `>`. A `>` in a quoted value is part of the
/// value.
fn tag_length(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

impl<'p> Iterator for PageTokens<'p> {
    type Item = PageToken<'p>;

    fn next(&mut self) -> Option<PageToken<'p>> {
        while self.at < self.page.len() {
            if !self.page[self.at..].starts_with('<') {
                return Some(PageToken::Text(self.until("<")));
            }
            if let Some(token) = self.tag() {
                return Some(token);
            }
        }
        None
    }
}

/// Returns the value of an attribute, which is empty if the attribute is written without a value. Returns `None` if the
/// attribute is missing. Time O(length of the attributes).
pub(super) fn attribute<'p>(attributes: &'p str, wanted: &str) -> Option<Cow<'p, str>> {
    let mut rest = attributes.trim_ascii_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => ("", after.trim_start_matches('=')),
        };
        if name == wanted {
            return Some(unescaped(value));
        }
        rest = after.trim_ascii_start();
    }
    None
}

/// Returns the text with its references replaced. An unknown reference stays as it is.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest reference that a page has is `&#x10ffff;`.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_into_tags_and_text() {
        let page = "<!DOCTYPE html><!-- <p> --><style>p > a { }</style><p class=\"a>b\" hidden>Tea <br/>&amp; milk</p\n>end<";
        let found: Vec<_> = PageTokens::new(page).collect();
        let expected = [
            PageToken::Start("p", "class=\"a>b\" hidden"),
            PageToken::Text("Tea "),
            PageToken::Start("br", ""),
            PageToken::Text("&amp; milk"),
            PageToken::End("p"),
            PageToken::Text("end"),
            PageToken::Start("", ""),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn attributes_and_references_are_read() {
        let attributes =
            "id=\"d1-2\" hidden data-name=\"R&amp;D &quot;x&quot; &#13;&nbsp;&nope; &\" data-c=\"\"";
        for (name, expected) in [
            ("id", Some("d1-2")),
            ("hidden", Some("")),
            ("data-name", Some("R&D \"x\" \r\u{a0}&nope; &")),
            ("data-c", Some("")),
            ("name", None),
            ("d1-2", None),
        ] {
            assert_eq!(attribute(attributes, name).as_deref(), expected, "{name}");
        }
        assert_eq!(unescaped("&#x6c49;&#23383;&#xd800;&汉字;"), "汉字&#xd800;&汉字;");
    }
}
