//! The label of a line, in a form that does not depend on the language.

/// The label of a line, in a form that does not depend on the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineLabel {
    /// `•`, `-`, a time code: a label that does not distinguish lines.
    Bullet,
    /// `3.`, `（三）`, `(c)`, `III.`, `第三条`: a number, or several as in `3.1`.
    Number(Vec<u64>),
    /// `Q:`, `问：`, `Abstract:`, ...: the name of the label in `data/line_labels.txt`, the same for both languages.
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
