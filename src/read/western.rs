//! Recognizes English text in Windows-1252.

/// Minimum share of the bytes outside ASCII that must fit English text, in percent.
const MIN_FITTING: usize = 90;

/// Minimum number of ASCII bytes for each byte outside ASCII.
const ASCII_PER_BYTE: usize = 3;

/// If bytes are English text in Windows-1252, returns the number of bytes outside ASCII, otherwise 0. Such text is
/// mostly ASCII, and at least [`MIN_FITTING`] percent of the bytes outside ASCII are quotes, dashes, other signs or
/// accented letters in places where English has them.
///
/// Text in GBK or Big5 fails, because its Chinese characters are pairs of bytes outside ASCII, or of such a byte and
/// any letter. In English text, signs are between words, and accented letters are in words of ASCII letters.
///
/// Time O(length of `bytes`).
pub(super) fn english(bytes: &[u8]) -> usize {
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let ascii = bytes.iter().filter(|byte| byte.is_ascii()).count();
    let (mut fitting, mut all) = (0, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        if !byte.is_ascii() {
            all += 1;
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            fitting += usize::from(fits(byte, before.copied(), bytes.get(at + 1).copied()));
        }
    }
    let is_ascii = letters >= all && ascii >= ASCII_PER_BYTE * all;
    if is_ascii && fitting * 100 >= all * MIN_FITTING { all } else { 0 }
}

/// Whether English text may have `byte` between these neighbors. `None` is the start or the end of the text.
fn fits(byte: u8, before: Option<u8>, after: Option<u8>) -> bool {
    let is_open =
        before.is_none_or(|c| c.is_ascii_whitespace() || b"([{<>-/=:\"'\x91\x93\x96\x97\xa0".contains(&c));
    // The second byte of a character in GBK and Big5 is 0x40 or more.
    let is_closed = after.is_none_or(|c| c < 0x40 || is_sign(c));
    let is_word = |c: Option<u8>| c.is_some_and(|c| c.is_ascii_alphanumeric() || is_accented(c));
    match byte {
        // Opening quotes, and signs before a word or a number.
        0x91 | 0x93 | 0xab => is_open && after.is_some_and(|c| !c.is_ascii_whitespace()),
        // Closing quotes, the apostrophe and signs after a word or a number.
        0x92 => {
            is_word(before)
                || is_closed && before.is_some_and(|c| !c.is_ascii_whitespace())
                || is_open && is_word(after)
        }
        0x94 | 0x99 | 0xae | 0xb2 | 0xb3 | 0xb9 | 0xba | 0xaa | 0xbb => {
            is_closed && before.is_some_and(|c| !c.is_ascii_whitespace())
        }
        // A dash between words has blanks on both sides or on neither. An ellipsis is after a word, or next to a blank
        // or mark.
        0x96 | 0x97 => is_blank(before) == is_blank(after) || !is_word(before) || !is_word(after),
        0x85 => is_closed || is_open || is_word(before),
        // Amounts, angles, references and bullets.
        0x80
        | 0x86
        | 0x87
        | 0x89
        | 0x95
        | 0xa1..=0xa3
        | 0xa5
        | 0xa7
        | 0xa9
        | 0xb0
        | 0xb1
        | 0xb6
        | 0xb7
        | 0xbc..=0xbf
        | 0xd7
        | 0xf7 => is_closed || byte == 0xb0 && after.is_some_and(|c| matches!(c, b'C' | b'F')),
        0xa0 => true,
        _ if is_accented(byte) => {
            // The letter follows an ASCII letter, or begins a word and precedes one. English words with two accented
            // letters in a row are rare.
            let is_letter = |c: Option<u8>| c.is_some_and(|c| c.is_ascii_alphabetic());
            is_letter(before) || is_letter(after) && (is_open || before.is_some_and(is_sign))
        }
        _ => false,
    }
}

fn is_blank(c: Option<u8>) -> bool {
    c.is_none_or(|c| c.is_ascii_whitespace())
}

/// Whether a byte is a quote, a dash, a bullet, the ellipsis, `™` or a no-break space.
fn is_sign(byte: u8) -> bool {
    matches!(byte, 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xab | 0xbb)
}

fn is_accented(byte: u8) -> bool {
    matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_from_chinese() {
        let rows: [&[u8]; 9] = [
            b"\x93The pump\x94 stops \x96 at once.\n",
            b"The caf\xe9 is closed.\n",
            b"It\x92s the clerk\x92s r\xe9sum\xe9\x85 and he won\x92t read it.",
            b"\x95 Oil: \x802.50 or \xa32.10\n\x95 Heat it to 180 \xb0C, then add \xbd cup.\n",
            b"\xc9mile said \x91no\x92\x97and left.",
            b"Copyright \xa9 2019 Mill\x99",
            b"na\xefve fa\xe7ade, S\xe3o Paulo, 5 \xd7 3",
            b"\x93What\x94\x97he asked\x97\x93is that?\x94",
            b"pages 3\x965, the 1990\x9698 season",
        ];
        for text in rows {
            assert!(english(text) > 0, "{}", encoding_rs::WINDOWS_1252.decode(text).0);
        }
        let chinese = [
            "茶",
            "Tea 茶",
            "Open the file 打开文件 and the folder 文件夹 now",
            "关闭 Settings 窗口，再打开 Docker Desktop。",
            "The word 茶 means tea.",
            "Chapter 1 第一章",
            "Made in 中国, sold everywhere in the whole wide world",
        ];
        for text in chinese {
            for encoding in [encoding_rs::GBK, encoding_rs::BIG5] {
                let (bytes, _, _) = encoding.encode(text);
                assert_eq!(english(&bytes), 0, "{text} in {}", encoding.name());
            }
        }
    }
}
