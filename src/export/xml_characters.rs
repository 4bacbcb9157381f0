//! The characters that XML forbids.

/// Whether XML 1.0 forbids a character even as a reference: U+FFFE, U+FFFF, and characters below U+0020 other than tab
/// and line breaks.
pub(super) const fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        c => c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}'),
    }
}
