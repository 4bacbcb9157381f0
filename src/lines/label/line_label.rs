//! The label of a line, in a form that both languages share.

/// The label of a line, in a form that both languages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineLabel {
    /// `•`, `-`, a time code: equal for every line.
    Bullet,
    /// `3.`, `（三）`, `(c)`, `III.`, `第三条`: a number, or several as in `3.1`.
    Number(Vec<u64>),
    /// `Q:`, `问：`, `Abstract:`, ...: the name that both languages share, from `data/line_labels.txt`.
    Named(&'static str),
}

impl LineLabel {
    /// Whether two lines with these labels can translate each other; `None` if the labels do not tell.
    pub(crate) fn agrees(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Bullet, _) | (_, Self::Bullet) => None,
            (one, other) => Some(one == other),
        }
    }
}
