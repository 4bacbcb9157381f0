//! Where a contraction is split into its words.

/// Where the last word of the contraction `word` begins, if it is one.
///
/// `word` is one token, which may hold straight or typographic apostrophes: `don't`, `Pakistan’s`,
/// `soldiers'`; or it is a word that contracts two without any: `cannot`, `gonna`.
pub(super) fn split(word: &[u8]) -> Option<usize> {
    let mut end = word.len();
    while end > 0 && word[end - 1].is_ascii_alphabetic() && word.len() - end < 3 {
        end -= 1;
    }
    let tail = &word[end..];
    let mark = match word[..end] {
        [.., b'\'' | b'`'] => end - 1,
        // `´`, and the modifier letter.
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

/// Whether `tail` can follow the apostrophe of a contraction.
pub(super) fn is_clitic(tail: &[u8]) -> bool {
    [&b"s"[..], b"t", b"m", b"d", b"re", b"ve", b"ll"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic))
}

/// Contractions that are written as one word, by the length of their first part.
fn bare(word: &[u8]) -> Option<usize> {
    if !(2..=8).contains(&word.len()) {
        return None;
    }
    let mut lower = [0; 8];
    for (to, from) in lower.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    match &lower[..word.len()] {
        b"im" => Some(1),
        b"ive" => Some(1),
        b"gonna" | b"gotta" | b"outta" | b"gimme" | b"lemme" => Some(3),
        b"wanna" | b"cannot" => Some(3),
        b"dont" | b"cant" | b"wont" | b"aint" => Some(2),
        b"didnt" | b"isnt" | b"wasnt" | b"hasnt" | b"hadnt" | b"havent" | b"werent" | b"arent"
        | b"doesnt" | b"wouldnt" | b"couldnt" => Some(word.len() - 2),
        b"thats" | b"whats" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn contractions_by_their_parts() {
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
