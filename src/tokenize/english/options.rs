//! The options of the English tokenizer.

/// Treatment of hyphenated compounds, amounts and percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Compounds {
    /// Compounds are split: `China` `-` `Pakistan`, `COVID` `-` `19`, `$` `450`, `8` `%`. A compound
    /// that begins with a prefix or ends with a suffix is one token: `e-mail`, `non-profit`.
    #[default]
    Split,
    /// Each compound is one token: `China-Pakistan`, `COVID-19`, `$450`, `8%`.
    Whole,
}

/// Treatment of contractions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Contractions {
    /// Each contraction is one token: `don’t`, `Pakistan’s`, `cannot`.
    #[default]
    Whole,
    /// Contractions are split: `do` `n’t`, `Pakistan` `’s`, `can` `not`.
    Split,
}

/// The options of an [`EnglishTokenizer`](crate::EnglishTokenizer).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub(super) struct EnglishOptions {
    pub(super) compounds: Compounds,
    pub(super) contractions: Contractions,
}
