//! The options of both tokenizers as one value.

use bitext::index::{Analyzer, AnalyzerOptions};
use bitext::{MixedOptions, MixedTokenizer};

/// The options of both tokenizers and the added words, to be kept beside the index: documents and queries need the same.
///
/// ```
/// use bitext::index::{StopWords, TermStems};
/// use bitext_tantivy::{DocumentTokenizer, Options, QueryTokenizer};
///
/// let mut options = Options::default();
/// options.terms.stems = TermStems::English;
/// options.terms.stop_words = StopWords::Drop;
/// let documents = DocumentTokenizer::with_options(&options);
/// # #[cfg(feature = "serde")] {
/// let kept = serde_json::to_string(&documents.options())?;
/// let again: Options = serde_json::from_str(&kept)?;
/// assert_eq!(again, documents.options());
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Options {
    /// The options of the words, and the added words.
    pub words: MixedOptions,
    /// Positions, normal forms, stems, stop words.
    pub terms: AnalyzerOptions,
}

impl Options {
    /// An analyzer with the embedded dictionary and these options.
    pub(crate) fn analyzer(&self) -> Analyzer {
        Analyzer::with_tokenizer(MixedTokenizer::new().with_options(&self.words)).with_options(self.terms)
    }

    pub(crate) fn of(analyzer: &Analyzer) -> Self {
        Self { words: analyzer.tokenizer().options(), terms: analyzer.options() }
    }
}
