//! Finds the boundary between the words of a contraction.

use crate::tables::{WordTable, word_table};

/// Returns the offset at which the last word of a contraction begins, or `None` if `word` is not a contraction.
///
/// `word` may have straight or typographic apostrophes (`don't`, `Pakistan’s`, `soldiers'`) or none
/// (`cannot`, `gonna`).
pub(super) fn split(word: &[u8]) -> Option<usize> {
    let mut end = word.len();
    while end > 0 && word[end - 1].is_ascii_alphabetic() && word.len() - end < 3 {
        end -= 1;
    }
    let tail = &word[end..];
    let mark = match word[..end] {
        [.., b'\'' | b'`'] => end - 1,
        // `´`, and the modifier letter apostrophe.
        [.., 0xc2, 0xb4] | [.., 0xca, 0xbc] => end - 2,
        // `‘`, `’` and the full-width apostrophe.
        [.., 0xe2, 0x80, 0x98 | 0x99] | [.., 0xef, 0xbc, 0x87] => end - 3,
        _ => return bare(word),
    };
    if mark == 0 {
        return None;
    }
    if tail.eq_ignore_ascii_case(b"t") {
        return (mark >= 2 && word[mark - 1].eq_ignore_ascii_case(&b'n')).then_some(mark - 1);
    }
    ((tail.is_empty() || is_clitic(tail)) && !word[0].is_ascii_digit()).then_some(mark)
}

/// Whether `tail` may follow the apostrophe of a contraction, ignoring ASCII case.
pub(super) fn is_clitic(tail: &[u8]) -> bool {
    const CLITICS: [&[u8]; 7] = [b"s", b"t", b"m", b"d", b"re", b"ve", b"ll"];
    CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic))
}

/// Each row has a contraction without an apostrophe, and its first part: `cannot` and `can`.
const BARE: WordTable<2> = word_table!("bare_contractions.txt", 2);

/// Returns the length in bytes of the first part of `word`, if `word` is a contraction without an apostrophe.
fn bare(word: &[u8]) -> Option<usize> {
    BARE.get_ignore_case(word).map(|[_, first]| first.len())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn contractions_are_split_at_their_last_word() {
        let cases = [
            ("don't", "do|n't"),
            ("can’t", "ca|n’t"),
            ("Pakistan’s", "Pakistan|’s"),
            ("they'll", "they|'ll"),
            ("parents'", "parents|'"),
            ("cannot", "can|not"),
            ("wanna", "wan|na"),
            ("O'Neill", "O'Neill"),
            ("80's", "80's"),
            ("ma'am", "ma'am"),
            ("'s", "'s"),
            ("nut", "nut"),
        ];
        for (word, expected) in cases {
            let actual = split(word.as_bytes())
                .map_or_else(|| word.to_owned(), |at| format!("{}|{}", &word[..at], &word[at..]));
            assert_eq!(actual, expected);
        }
    }
}
