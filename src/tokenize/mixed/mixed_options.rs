//! The options and added words of a tokenizer of mixed text as one value.

use super::tokenizer::MixedTokenizer;
use crate::tokenize::chinese::{ChineseOptions, Names};
use crate::tokenize::english::EnglishTokenizer;

/// The options of a [`MixedTokenizer`] and the words added to it, as one value that can be stored.
///
/// ```
/// use bitext::{MixedTokenizer, Tokenizer};
///
/// let mut tokenizer = MixedTokenizer::new();
/// tokenizer.chinese_mut().add_word("C#语言", None, None);
/// let again = MixedTokenizer::new().with_options(&tokenizer.options());
/// assert_eq!(again.tokenize("学C#语言"), tokenizer.tokenize("学C#语言"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct MixedOptions {
    /// The options for everything except Chinese.
    pub english: EnglishTokenizer,
    /// The options for Chinese, and the added words.
    pub chinese: ChineseOptions,
}

impl MixedTokenizer {
    /// Returns the options and added words. Time O(added words).
    #[must_use]
    pub fn options(&self) -> MixedOptions {
        let mut chinese = self.chinese.options();
        chinese.names = Some(chinese.names.unwrap_or_default()).filter(|&names| names != Names::Split);
        MixedOptions { english: self.english, chinese }
    }

    /// Sets all options and adds the words of `options`, like
    /// [`ChineseTokenizer::with_options`](crate::ChineseTokenizer).
    #[must_use]
    pub fn with_options(self, options: &MixedOptions) -> Self {
        let names = options.chinese.names.unwrap_or(Names::Split);
        let chinese = self.chinese.with_options(&options.chinese).names(names);
        Self::with_chinese(chinese).english(options.english)
    }
}
