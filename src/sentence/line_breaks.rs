//! The option for which line breaks end a sentence.

/// Which line breaks end a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LineBreaks {
    /// A blank line always ends a sentence. A single line break ends a sentence unless the line is hard-wrapped. The line
    /// is not hard-wrapped if the next word would have fitted on it, or if a heading, a list item or text in the other
    /// script follows.
    #[default]
    Auto,
    /// Every line break ends a sentence.
    Always,
    /// No line break ends a sentence: a line break counts as a blank.
    Never,
}

impl LineBreaks {
    /// The former name of [`LineBreaks::Auto`].
    #[deprecated(since = "0.1.0", note = "renamed to `LineBreaks::Auto`")]
    #[expect(non_upper_case_globals, reason = "the former name of a variant")]
    pub const Complete: Self = Self::Auto;
}
