//! Finds the parts of decoded HTML text that are copies of the source.

use crate::Span;
use crate::read::source_map::Source;

/// Length in bytes of the longest character reference, `&CounterClockwiseContourIntegral;`.
const MAX_REFERENCE: usize = 33;

/// Splits `text`, which the HTML tokenizer decoded from `source`, into pieces. Calls `push` with each piece and
/// its place on the page; `source` begins at offset `at`.
///
/// For the source `a &amp; b`, the pieces are `a `, `&` and ` b`. A lone `\r` is also a piece, decoded to `\n`.
/// From the first character that fits none of these, the rest of `text` is one piece.
///
/// Time O(length of `source`).
pub(super) fn pieces(text: &str, source: &str, at: usize, mut push: impl FnMut(&str, Source)) {
    let (mut done, mut read) = (0, 0);
    while done < text.len() {
        let (rest, left) = (&text[done..], &source[read..]);
        let equal = common_prefix(rest, left);
        if equal > 0 {
            push(&rest[..equal], Source::Copy(at + read));
            (done, read) = (done + equal, read + equal);
            continue;
        }
        if left.starts_with('\r') && rest.starts_with('\n') {
            // The tokenizer turns all line ends into `\n`.
            if left.starts_with("\r\n") {
                read += 1;
            } else {
                push("\n", Source::Within(Span::new(at + read, at + read + 1)));
                (done, read) = (done + 1, read + 1);
            }
            continue;
        }
        let Some((decoded, reference)) = reference(rest, left) else {
            return push(rest, Source::Within(Span::new(at + read, at + source.len())));
        };
        push(&rest[..decoded], Source::Within(Span::new(at + read, at + read + reference)));
        (done, read) = (done + decoded, read + reference);
    }
}

/// Returns the length in bytes of the common prefix of a text and its source. The prefix ends before a reference
/// for `&`, such as `&amp;`, although both begin with `&`.
fn common_prefix(text: &str, source: &str) -> usize {
    let equal = text.bytes().zip(source.bytes()).take_while(|(one, other)| one == other).count();
    let mut end = equal;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let is_reference = |at: &usize| {
        let name = &source[at + 1..];
        ["amp", "AMP", "#38", "#x26", "#X26"].iter().any(|reference| name.starts_with(reference))
    };
    let mut ampersands = text[..end].match_indices('&').map(|(at, _)| at);
    ampersands.find(is_reference).unwrap_or(end)
}

/// If `source` begins with a character reference, returns two lengths in bytes: the length of the decoded reference, at
/// the start of `text`, and the length of the reference itself. For `& b` and `&amp; b`, these are 1 and 5, and for `©2024`
/// and `&copy2024`, these are 2 and 5.
fn reference(text: &str, source: &str) -> Option<(usize, usize)> {
    let name = source.strip_prefix('&')?;
    let end = name
        .bytes()
        .take(MAX_REFERENCE)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')
        .unwrap_or(name.len().min(MAX_REFERENCE));
    let mut chars = text.chars();
    let decoded = chars.next()?.len_utf8();
    if !name[end..].starts_with(';') {
        // The reference ends with a known name, and letters and digits after it are text.
        let starts = |&from: &usize| text[decoded..].starts_with(&name[from..end]);
        return Some((decoded, 1 + (1..end).find(starts).unwrap_or(end)));
    }
    let reference = 1 + end + 1;
    // A few references decode to two characters.
    let next = source[reference..].chars().next();
    let (second, third) = (chars.next(), chars.next());
    let two = second != next && third == next && next != Some('&');
    Some((decoded + second.filter(|_| two).map_or(0, char::len_utf8), reference))
}
