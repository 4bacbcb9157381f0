//! Tells headings, items and captions from paragraphs.

use super::weights as w;
use crate::lines::LineLanguage;

/// Whether a segment is a heading or an item rather than sentences: it is short, contains no `。`, and does not end
/// with another final mark.
pub(super) fn is_heading(text: &str, language: LineLanguage) -> bool {
    let max = if language == LineLanguage::Chinese { w::MAX_HEADING_CHINESE } else { w::MAX_HEADING_ENGLISH };
    if text.contains('。') {
        return false;
    }
    let ends = text.trim_end_matches(['”', '"', '’', '\'', ')', '）', '」', '』']);
    let is_final = ends.ends_with(['.', '!', '?', '。', '！', '？', '…', '．']);
    !is_final && text.chars().nth(max).is_none()
}
