//! The folding of single characters: width, quotes, Han characters, case.

use unicode_normalization::UnicodeNormalization;

use super::cluster::begins;
use super::options::{Case, Form, Han, NormalizerOptions, Quotes, Width};
use super::variants::{folded_han, simplified};
use crate::script;

impl NormalizerOptions {
    /// Appends the normalized form of a cluster to `out`.
    pub(super) fn fold_into(&self, cluster: &str, out: &mut String) {
        match self.form {
            Form::Keep => cluster.chars().for_each(|c| self.fold(c, out)),
            Form::Nfc => cluster.nfc().for_each(|c| self.fold(c, out)),
            Form::Nfkc => cluster.nfkc().for_each(|c| self.fold(c, out)),
        }
    }

    /// A fast path: appends the [stable](is_stable) characters at the start of `text`, simplified if requested.
    /// Returns their length in bytes, or `None` if it appends nothing.
    pub(super) fn push_stable(&self, text: &str, out: &mut String) -> Option<usize> {
        let mut len = 0;
        for c in text.chars().take_while(|&c| is_stable(c)) {
            let made = if self.han == Han::Simplified { simplified(c) } else { c };
            if made.len_utf8() != c.len_utf8() {
                break;
            }
            out.push(made);
            len += c.len_utf8();
        }
        if len > 0 && self.form != Form::Keep && !begins(text, len) {
            // The last stable character may combine with the character after it, so it is left to the slow path. A
            // stable character has three bytes.
            out.pop();
            len -= 3;
        }
        (len > 0).then_some(len)
    }

    fn fold(&self, c: char, out: &mut String) {
        let c = if self.width == Width::Half { half_width(c) } else { c };
        let c = if self.quotes == Quotes::Straight { straight(c) } else { c };
        let c = if self.han == Han::Simplified { folded_han(c) } else { c };
        match self.case {
            Case::Keep => out.push(c),
            Case::Lower => out.extend(c.to_lowercase()),
            // Full case folding (Unicode, section 3.13) equals the lower case of the upper case, with few exceptions.
            // Two are handled first: `ı`, which has the same upper case as `i`, and `ẞ`, which folds to `ss`.
            Case::Fold if c == 'ı' => out.push(c),
            Case::Fold if c == 'ẞ' => out.push_str("ss"),
            Case::Fold => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
}

/// Whether a character has three bytes in UTF-8 and stays the same under every option for the Unicode form, case, width
/// and quotes.
const fn is_stable(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn half_width(c: char) -> char {
    match c {
        '￠' => '¢',
        '￡' => '£',
        '￢' => '¬',
        '￥' => '¥',
        '￦' => '₩',
        _ => script::half_width(c),
    }
}

const fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stable_characters_are_unchanged_by_every_form() {
        for c in ('\u{2e80}'..='\u{ffff}').filter(|&c| is_stable(c)) {
            let text = c.to_string();
            assert_eq!(text.nfc().collect::<String>(), text);
            assert_eq!(text.nfkc().collect::<String>(), text);
            assert_eq!((text.to_lowercase(), text.len()), (text.clone(), 3));
            assert_eq!((half_width(c), straight(c)), (c, c));
            assert!(begins(&text, 0));
        }
    }
}
