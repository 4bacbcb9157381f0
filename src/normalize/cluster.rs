//! Finds the clusters of a text. A cluster is a character and the characters after it that may combine with it.
//! Unicode normalization maps each cluster separately.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Returns the length of the ASCII prefix of `bytes`.
pub(super) fn ascii_len(bytes: &[u8]) -> usize {
    let mut len = 0;
    for chunk in bytes.chunks(16) {
        if !chunk.is_ascii() {
            return len + chunk.iter().take_while(|byte| byte.is_ascii()).count();
        }
        len += chunk.len();
    }
    len
}

/// Whether the character at `at` cannot combine with the text before it. Returns true at the end of `text`.
pub(super) fn begins(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(begins_cluster)
}

/// Returns the length in bytes of the first cluster of `text`: a character and all characters after it that may
/// combine with it. Time O(length of the cluster).
pub(super) fn cluster_len(text: &str) -> usize {
    text.char_indices().skip(1).find(|&(_, c)| begins_cluster(c)).map_or(text.len(), |(at, _)| at)
}

/// Whether normalization never combines `c` with the text before it. The first two arms are a fast path.
fn begins_cluster(c: char) -> bool {
    match c {
        '\0'..'\u{300}' | '\u{2010}'..'\u{2028}' | '\u{3000}'..'\u{302a}' | '\u{3041}'..'\u{3097}' => true,
        '\u{30a1}'..'\u{30fb}' | '\u{3400}'..'\u{a000}' | '\u{ac00}'..'\u{d7a4}' | '\u{ff01}'..'\u{ff9e}' => {
            true
        }
        _ => {
            // A few characters of combining class 0 decompose into characters of other classes, so test the
            // first character of the decomposition. The compatibility decomposition includes the canonical
            // one.
            let mut first = None;
            decompose_compatible(c, |part| first = first.or(Some(part)));
            let first = first.unwrap_or(c);
            canonical_combining_class(first) == 0
                && is_nfc_quick(std::iter::once(first)) != IsNormalized::Maybe
        }
    }
}
