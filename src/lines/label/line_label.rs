//! The label of a line, in a form that does not depend on the language.

/// The label of a line, in a form that does not depend on the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineLabel {
    /// A label that does not distinguish lines: a bullet such as `•` or `-`, or a time code.
    Bullet,
    /// A number, as in `3.`, `（三）`, `(c)`, `III.` and `第三条`, or several numbers, as in `3.1`.
    Number(Vec<u64>),
    /// A label such as `Q:`, `问：` or `Abstract:`. The value is the name that `data/line_labels.txt` gives the
    /// label. The English and the Chinese label have the same name.
    Named(&'static str),
}

impl LineLabel {
    /// Whether lines with these labels can translate each other; `None` if one of the labels is a bullet.
    pub(crate) fn agrees(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Bullet, _) | (_, Self::Bullet) => None,
            (one, other) => Some(one == other),
        }
    }
}
