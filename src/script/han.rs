//! Predicates for Chinese characters, and for the scripts without blanks between words.

use super::class::Script;

/// Whether `c` is a Chinese character, including `々` and `〇`.
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    c > '\u{2e7f}' && Script::of(c) == Script::Han
}

/// Whether `c` is a Chinese character, kana or bopomofo: a letter of a script without blanks between words.
#[inline]
pub(crate) fn is_cjk(c: char) -> bool {
    // The first test recognizes nearly all Chinese characters without a table.
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || c > '\u{2e7f}' && matches!(Script::of(c), Script::Han | Script::Kana | Script::Bopomofo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_is_cjk_but_not_han() {
        for (c, han, cjk) in
            [('汉', true, true), ('〇', true, true), ('の', false, true), ('ㄅ', false, true)]
        {
            assert_eq!((is_han(c), is_cjk(c)), (han, cjk), "{c}");
        }
        for c in ['a', '，', '한', '\u{3000}', '１'] {
            assert!(!is_han(c) && !is_cjk(c), "{c}");
        }
    }
}
