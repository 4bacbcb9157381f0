//! Options of the Chinese tokenizer.

/// How a text is cut into words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CutMode {
    /// The most probable words, without overlaps.
    #[default]
    Exact,
    /// The words of [`CutMode::Exact`], each preceded by the dictionary words inside it ([`Overlaps`]). For the
    /// index of a search engine.
    Search,
    /// Every dictionary word with Chinese characters that occurs in the text; these words may overlap
    /// ([`Overlaps`]). Runs of letters and digits are one word each.
    Full,
}

/// The overlapping words that [`CutMode::Search`] and [`CutMode::Full`] find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Overlaps {
    /// Search mode finds the dictionary words of two or more characters inside a word. Full mode also finds
    /// dictionary words with letters, digits and signs (`卡拉OK`).
    #[default]
    All,
    /// As in jieba: search mode finds the words of two and three characters inside a word, and full mode finds
    /// only words of Chinese characters. In full mode, a line feed beside letters, digits, `+` or `#` is in the same
    /// word as they are.
    AsJieba,
}

/// Whether a tokenizer has a model for words that the dictionary lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum UnknownModel {
    /// The tokenizer has a model.
    #[default]
    On,
    /// The tokenizer has no model: words that the dictionary lacks are cut into single characters.
    Off,
}

/// Folding of characters before the dictionary look-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Folding {
    /// Traditional characters become simplified ones, and full-width forms become half-width ones. Each
    /// character becomes one character.
    #[default]
    Simplified,
    /// No folding: characters are looked up as written.
    Off,
}

/// Whether `〇` and `々` count as Chinese characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum HanSigns {
    /// Both count: `〇` is looked up as `零`, and `々` as the Chinese character before it. Radicals, Suzhou
    /// numerals, and the ideographs that Unicode added since 2020 count too.
    #[default]
    AsHan,
    /// As in jieba: neither counts, so `二〇二六` is cut into three tokens.
    Outside,
}

impl HanSigns {
    /// The former name of [`HanSigns::AsHan`].
    #[deprecated(since = "0.1.0", note = "renamed to `HanSigns::AsHan`")]
    #[expect(non_upper_case_globals, reason = "the former name of a variant")]
    pub const Inside: Self = Self::AsHan;
}

/// Treatment of foreign names with a dot between their parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Names {
    /// A name is one word: `列夫·托尔斯泰`.
    #[default]
    Whole,
    /// Each part and each dot is a word: `列夫` `·` `托尔斯泰`. A part that the dictionary lacks (`普鲁申科`) is not
    /// cut further.
    Split,
    /// As in jieba: each dot is a word, and a part that the dictionary lacks may be cut further.
    AsJieba,
}

impl Names {
    /// The former name of [`Names::AsJieba`].
    #[deprecated(since = "0.1.0", note = "renamed to `Names::AsJieba`")]
    #[expect(non_upper_case_globals, reason = "the former name of a variant")]
    pub const Pieces: Self = Self::AsJieba;
}
