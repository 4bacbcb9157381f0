//! Labels of list items: `1.`, `2)`, `b.`, `•`, `（一）`.

use super::cursor::Cursor;
use crate::script::is_bullet;

/// The label that a list item begins with, as its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Whether letters count, not digits.
    letters: bool,
    place: u32,
    /// The offset after the label.
    pub(super) end: usize,
}

impl Label {
    /// The same label in a text that begins `back` bytes later.
    pub(super) fn moved(self, back: usize) -> Self {
        Self { end: self.end.saturating_sub(back), ..self }
    }

    /// The label that begins at `at`: `1.`, `12)`, `3.)`, `(4)`, `a.`, `b)`, with a blank after it.
    pub(super) fn at(cursor: Cursor<'_>, at: usize) -> Option<Self> {
        let mut end = at;
        if is_bullet(cursor.char_at(end)) {
            end = cursor.skip_space(end + cursor.char_at(end).len_utf8());
        }
        let bracket = cursor.byte(end) == b'(';
        end += usize::from(bracket);
        let digits = cursor
            .bytes
            .get(end..)
            .unwrap_or(&[])
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (letters, place) = match digits {
            0 if cursor.byte(end).is_ascii_lowercase() => (true, u32::from(cursor.byte(end) - b'a')),
            1..=3 => {
                let number = cursor.text.get(end..end + digits).and_then(|digits| digits.parse().ok())?;
                (false, number)
            }
            _ => return None,
        };
        end += digits.max(1);
        let mark = end;
        if cursor.byte(end) == b'.' && !bracket {
            end += 1;
        }
        if cursor.byte(end) == b')' {
            end += 1;
        }
        (end > mark && cursor.byte(end) == b' ').then_some(Self { letters, place, end })
    }

    /// Whether this is the label of a first item.
    pub(super) const fn opens_list(self) -> bool {
        self.place == if self.letters { 0 } else { 1 }
    }

    /// Whether `next` is the label of the item after this one.
    pub(super) const fn precedes(self, next: Self) -> bool {
        self.letters == next.letters && self.place + 1 == next.place
    }
}
