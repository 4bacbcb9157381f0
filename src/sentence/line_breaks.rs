//! The option that sets which line breaks end a sentence.

/// Which line breaks end a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LineBreaks {
    /// A blank line always ends a sentence. A single line break also ends a sentence, except in two cases:
    /// - The line ends with a comma or semicolon, and a lower-case letter or a Chinese character follows.
    /// - The line seems hard-wrapped: it ends where the next word did not fit. A line before a Markdown heading
    ///   or a list item does not count as hard-wrapped.
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
