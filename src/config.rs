//! The options of all engines and the user's words as one value.

#[cfg(feature = "parallel")]
use crate::Batch;
#[cfg(feature = "read")]
use crate::Reader;
use crate::index::AnalyzerOptions;
use crate::tokenize::MixedOptions;
use crate::{Detector, Filter, Normalizer, RunFinder, SentenceSplitter};

/// The options of every engine and the words that a user added, as one value that can be kept in a file and read back.
///
/// When a `Config` is deserialized, a missing field gets its default. An unknown field, such as a misspelt option, is
/// an error. A `Config` does not contain dictionaries, models, lexicons or weights.
///
/// ```
/// use bitext::{Config, CutMode, MixedTokenizer};
///
/// let mut config = Config::default();
/// config.tokenizer.chinese.mode = CutMode::Search;
/// let kept = serde_json::to_string_pretty(&config)?;
/// assert!(kept.contains("\"mode\": \"search\""));
/// let again: Config = serde_json::from_str(&kept)?;
/// assert_eq!(again, config);
/// # #[cfg(feature = "dictionary")]
/// let tokenizer = MixedTokenizer::new().with_options(&again.tokenizer);
/// let short: Config = serde_json::from_str(r#"{"sentences": {"line-breaks": "always"}}"#)?;
/// assert_ne!(short.sentences, Config::default().sentences);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Config {
    /// Options for [`MixedTokenizer::with_options`](crate::MixedTokenizer::with_options), including the added words.
    pub tokenizer: MixedOptions,
    /// Options for [`Analyzer::with_options`](crate::index::Analyzer::with_options).
    pub index: AnalyzerOptions,
    /// The sentence splitter.
    pub sentences: SentenceSplitter,
    /// The normalizer.
    pub normalizer: Normalizer,
    /// The detector of the language of a text.
    pub detector: Detector,
    /// The finder of language runs.
    pub runs: RunFinder,
    /// The filter of pairs.
    pub filter: Filter,
    /// The reader of files.
    #[cfg(feature = "read")]
    pub reader: Reader,
    /// The number of threads.
    #[cfg(feature = "parallel")]
    pub batch: Batch,
}
