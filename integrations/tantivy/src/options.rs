//! The options of the tokenizers of documents and of queries, as one value.

use bitext::index::{Analyzer, AnalyzerOptions};
use bitext::{MixedOptions, MixedTokenizer};

/// The options and the added words of the tokenizers. Documents and queries need the same options, so they should be
/// stored with the index.
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
    /// The options of the tokenization into words, and the added words.
    pub words: MixedOptions,
    /// The options of terms: positions, normal forms, stems and stop words.
    pub terms: AnalyzerOptions,
}

impl Options {
    /// Creates an analyzer with the embedded dictionary and these options.
    pub(crate) fn analyzer(&self) -> Analyzer {
        Analyzer::with_tokenizer(MixedTokenizer::new().with_options(&self.words)).with_options(self.terms)
    }

    pub(crate) fn of(analyzer: &Analyzer) -> Self {
        Self { words: analyzer.tokenizer().options(), terms: analyzer.options() }
    }
}
