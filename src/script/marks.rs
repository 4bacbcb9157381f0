//! Punctuation by function: opening marks, closing marks, end marks, bullets.

/// Whether `c` opens a quotation, title or bracket. Straight quotes, which open and close alike, do not count.
pub(crate) const fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
            | '〔'
            | '［'
            | '｛'
            | '〖'
            | '﹁'
            | '﹃'
            | '｢'
            | '〝'
            | '﹙'
            | '﹛'
            | '﹝'
            | '︵'
            | '︷'
            | '︹'
            | '︻'
            | '︽'
            | '︿'
            | '﹇'
    )
}

/// Whether `c` closes a quotation, title or bracket. Straight quotes, which open and close alike, do not count.
pub(crate) const fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '”'
            | '’'
            | '»'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '〗'
            | '﹂'
            | '﹄'
            | '｣'
            | '〞'
            | '〟'
            | '﹚'
            | '﹜'
            | '﹞'
            | '︶'
            | '︸'
            | '︺'
            | '︼'
            | '︾'
            | '﹀'
            | '﹈'
    )
}

/// Whether `c` may end a sentence.
pub(crate) const fn is_end_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '。'
            | '！'
            | '？'
            | '…'
            | '｡'
            | '．'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '﹒'
            | '﹖'
            | '﹗'
            | '︒'
            | '︕'
            | '︖'
            | '︙'
    )
}

/// Whether `c` is a sign whose main use is to begin a list item.
pub(crate) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▪'
            | '◦'
            | '‣'
            | '◆'
            | '◇'
            | '★'
            | '☆'
            | '※'
            | '►'
            | '▶'
            | '➢'
            | '✓'
            | '✔'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Script;

    #[test]
    fn opening_and_closing_marks_come_in_pairs() {
        for pair in [
            "()", "[]", "{}", "“”", "‘’", "«»", "‹›", "「」", "『』", "（）", "【】", "《》", "〈〉", "〔〕",
            "［］", "｛｝", "〖〗", "﹁﹂", "﹃﹄", "｢｣", "〝〞", "﹙﹚", "﹛﹜", "﹝﹞", "︵︶", "︷︸",
            "︹︺", "︻︼", "︽︾", "︿﹀", "﹇﹈",
        ] {
            let [open, close] = <[char; 2]>::try_from(pair.chars().collect::<Vec<_>>()).expect("two marks");
            assert!(opens(open) && !closes(open) && closes(close) && !opens(close), "{pair}");
        }
        let both = |c: char| opens(c) || closes(c) || is_end_mark(c);
        assert!(('\0'..=char::MAX).filter(|&c| both(c)).all(|c| Script::of(c) == Script::Punctuation));
    }
}
