//! The options of a normalizer.

/// The Unicode normalization form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Form {
    /// Unchanged.
    #[default]
    Keep,
    /// Canonical composition: `e` and an accent become `é`.
    Nfc,
    /// Compatibility composition: in addition, `ﬁ` becomes `fi`, `㎏` becomes `kg`, `Ａ` becomes `A`, and `ｶﾞ`
    /// becomes `ガ`.
    Nfkc,
}

/// How full-width letters, digits and signs are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Width {
    /// Unchanged.
    #[default]
    Keep,
    /// Full-width forms of ASCII characters become ASCII: `Ａ，１` becomes `A,1`. The ideographic space becomes a
    /// space, and `￠￡￢￥￦` become `¢£¬¥₩`. All other characters, such as `。` and `、`, are unchanged.
    Half,
}

/// How curly quotes are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Quotes {
    /// Unchanged.
    #[default]
    Keep,
    /// `“”„‟` become `"`, and `‘’‚‛` become `'`.
    Straight,
}

/// How capitals are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Case {
    /// Unchanged.
    #[default]
    Keep,
    /// Converted to lower case: `Straße` becomes `straße`.
    Lower,
    /// Full case folding, for comparison: `Straße` and `STRASSE` both become `strasse`.
    Fold,
}

/// How traditional characters are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Han {
    /// Unchanged.
    #[default]
    Keep,
    /// Replaced by their [simplified](crate::normalize::simplified) forms. Radicals and compatibility
    /// ideographs are replaced by the ideographs that they look like.
    Simplified,
}

/// The options of a [`Normalizer`](crate::Normalizer).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub(super) struct NormalizerOptions {
    pub(super) form: Form,
    pub(super) width: Width,
    pub(super) quotes: Quotes,
    pub(super) case: Case,
    pub(super) han: Han,
}
