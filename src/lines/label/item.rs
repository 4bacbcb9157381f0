//! Labels of list items, numbered with digits or letters: `1.`, `2)`, `(4)`, `b.`, `• 3.`.

use crate::script::is_bullet;

/// The label at the start of a list item, with the position of the item in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemLabel {
    numbering: Numbering,
    /// Position in the list: the number, or the position of the letter in the alphabet, which is 1 for `a`.
    pub(crate) place: u32,
    /// Length of the label in bytes, without the blank after it.
    pub(crate) len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    Digits,
    Letters,
}

/// Maximum number of digits in a label. Longer numbers are years or amounts.
const MAX_DIGITS: usize = 3;

impl ItemLabel {
    /// Returns the label at the start of `text`, such as `1.`, `12)`, `3.)`, `(4)`, `a.` or `b)`. A bullet may precede
    /// the label, and a blank must follow the label.
    ///
    /// Time O(1), or O(white space after a bullet).
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bare = match text.chars().next() {
            Some(c) if is_bullet(c) => text[c.len_utf8()..].trim_start(),
            _ => text,
        };
        let bytes = bare.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let bracket = byte(0) == b'(';
        let first = usize::from(bracket);
        let digits =
            bytes.iter().skip(first).take(MAX_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
        let (numbering, place) = match digits {
            0 if byte(first).is_ascii_lowercase() => (Numbering::Letters, u32::from(byte(first) - b'a') + 1),
            1..=MAX_DIGITS => (Numbering::Digits, bare.get(first..first + digits)?.parse().ok()?),
            _ => return None,
        };
        let mark = first + digits.max(1);
        let mut end = mark + usize::from(byte(mark) == b'.' && !bracket);
        end += usize::from(byte(end) == b')');
        let len = text.len() - bare.len() + end;
        (end > mark && byte(end) == b' ').then_some(Self { numbering, place, len })
    }

    /// Whether the label belongs to the first item of a list.
    pub(crate) const fn opens_list(self) -> bool {
        self.place == 1
    }

    /// Whether `next` labels the next item of the same list, as `3.` does after `2.`.
    pub(crate) fn precedes(self, next: Self) -> bool {
        self.numbering == next.numbering && self.place + 1 == next.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_items() {
        let rows = [
            ("1. Open the box", Some((1, 2))),
            ("12) Open", Some((12, 3))),
            ("3.) Open", Some((3, 3))),
            ("(4) Open", Some((4, 3))),
            ("b. Open", Some((2, 2))),
            ("(c) Open", Some((3, 3))),
            ("• 9. Open", Some((9, 6))),
            ("1.Open", None),
            ("2024. Open", None),
            ("A. Open", None),
            ("(4. Open", None),
            ("4 boxes", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(ItemLabel::read(text).map(|label| (label.place, label.len)), expected, "{text}");
        }
    }

    #[test]
    fn an_item_precedes_the_next_number_or_letter() {
        let read = |text| ItemLabel::read(text).expect("a label");
        assert!(read("1. a").opens_list() && read("a. b").opens_list() && !read("2. c").opens_list());
        assert!(read("1. a").precedes(read("2. b")) && read("a) b").precedes(read("b) c")));
        assert!(!read("1. a").precedes(read("b. c")) && !read("1. a").precedes(read("3. c")));
    }
}
