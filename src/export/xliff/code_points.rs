//! Characters that XML forbids, as the element `cp` of XLIFF 2.

use crate::export::code_elements::{CodeElement, WrittenPart};
use crate::export::xml_characters::is_forbidden;

/// Returns the parts of a text with an element `cp` in place of each character that XML forbids. Codes do not hold
/// text here.
pub(super) fn with_code_points(parts: Vec<WrittenPart<'_>>) -> Vec<WrittenPart<'_>> {
    if !parts.iter().filter_map(WrittenPart::text).any(|text| text.contains(is_forbidden)) {
        return parts;
    }
    let mut written = Vec::new();
    for part in parts {
        match part {
            WrittenPart::Text(text) => add(text, &mut written),
            part => written.push(part),
        }
    }
    written
}

fn add<'t>(mut text: &'t str, written: &mut Vec<WrittenPart<'t>>) {
    while let Some((at, c)) = text.char_indices().find(|&(_, c)| is_forbidden(c)) {
        let (before, rest) = text.split_at(at);
        if !before.is_empty() {
            written.push(WrittenPart::Text(before));
        }
        let hex = ("hex", format!("{:04X}", u32::from(c)));
        written.push(WrittenPart::Element(CodeElement {
            name: "cp",
            attributes: vec![hex],
            content: vec![],
        }));
        text = &rest[c.len_utf8()..];
    }
    if !text.is_empty() {
        written.push(WrittenPart::Text(text));
    }
}
