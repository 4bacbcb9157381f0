//! Full-width forms of ASCII: `Ａ`, `１`, `！`.

/// Distance in code points between a full-width form and its ASCII character (Unicode block FF00).
pub(crate) const FULL_WIDTH_OFFSET: u32 = 0xfee0;

/// Returns the ASCII form of a full-width character, and a space for the ideographic space. Returns any other
/// character unchanged.
#[inline]
pub(crate) const fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => (c as u32 - FULL_WIDTH_OFFSET) as u8 as char,
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::half_width;

    #[test]
    fn full_width_ascii_becomes_ascii() {
        for (full, half) in [('Ａ', 'A'), ('１', '1'), ('！', '!'), ('～', '~'), ('\u{3000}', ' ')] {
            assert_eq!(half_width(full), half);
        }
        for c in ['A', '￥', '。', '汉', '\u{ff5f}'] {
            assert_eq!(half_width(c), c);
        }
    }
}
