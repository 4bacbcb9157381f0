//! Invisible characters and combining marks, which belong to the word around them.

use super::class::Script;

/// Whether `c` is a default-ignorable code point of Unicode, such as a joiner, a direction mark or a variation
/// selector. U+200B (zero-width space) does not count, because it separates words.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether `c` is part of the character before it, because it is invisible or a combining mark.
#[inline]
pub(crate) fn extends_character(c: char) -> bool {
    // A fast path: no character of these ranges extends another.
    let may_extend = !matches!(c, '\0'..'\u{ad}' | '\u{3400}'..'\u{a66f}' | '\u{ac00}'..'\u{f900}');
    may_extend && (Script::of(c) == Script::Mark || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_extend_a_character_and_zero_width_spaces_do_not() {
        for c in ['\u{ad}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}', '\u{fe0f}', '\u{e0100}'] {
            assert!(is_invisible(c) && extends_character(c), "{c:?}");
        }
        assert!(extends_character('\u{301}') && !is_invisible('\u{301}'));
        for c in ['\u{200b}', ' ', 'a', '汉', '，'] {
            assert!(!extends_character(c), "{c:?}");
        }
        for c in '\u{80}'..=char::MAX {
            assert_eq!(extends_character(c), Script::of(c) == Script::Mark || is_invisible(c), "{c:?}");
        }
    }
}
