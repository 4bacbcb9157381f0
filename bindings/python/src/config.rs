//! The options of all engines as one value.

use std::fs;
use std::path::PathBuf;

use bitext::index::Analyzer;
use bitext::{Config, MixedTokenizer};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::analyzer::PyAnalyzer;
use crate::choice;
use crate::errors::io;
use crate::filters::PyFilter;
use crate::normalizer::PyNormalizer;
use crate::sentences::{PyDetector, PyRunFinder, PySentenceSplitter};
use crate::tokenizer::PyTokenizer;

/// The options of engines and the added words as one value, in the JSON of the crate. A missing option is the default;
/// an unknown one is an error.
///
/// >>> config = bitext.Config(tokenizer=bitext.Tokenizer(mode="search", words=["路摩卡"]))
/// >>> again = bitext.Config.parse(config.to_json())
/// >>> again == config, again.tokenizer.words("我有路摩卡")
/// (True, ['我', '有', '摩卡', '路摩卡'])
/// >>> bitext.Config.parse('{"sentences": {"line-breaks": "always"}}').sentence_splitter
/// SentenceSplitter({"line-breaks":"always"})
#[pyclass(frozen, eq, module = "bitext", name = "Config")]
#[derive(Debug, PartialEq)]
pub(crate) struct PyConfig(Config);

#[pymethods]
impl PyConfig {
    #[new]
    #[pyo3(signature = (
        *, tokenizer = None, analyzer = None, sentence_splitter = None, normalizer = None, detector = None,
        run_finder = None, filter = None
    ))]
    fn new(
        py: Python<'_>,
        tokenizer: Option<&PyTokenizer>,
        analyzer: Option<&PyAnalyzer>,
        sentence_splitter: Option<&PySentenceSplitter>,
        normalizer: Option<&PyNormalizer>,
        detector: Option<&PyDetector>,
        run_finder: Option<&PyRunFinder>,
        filter: Option<&PyFilter>,
    ) -> Self {
        let mut config = Config::default();
        if let Some(tokenizer) = tokenizer {
            config.tokenizer = tokenizer.engine(py).options();
        }
        if let Some(analyzer) = analyzer {
            config.index = analyzer.0.options();
        }
        if let Some(splitter) = sentence_splitter {
            config.sentences = splitter.0;
        }
        if let Some(normalizer) = normalizer {
            config.normalizer = normalizer.normalizer();
        }
        if let Some(detector) = detector {
            config.detector = detector.0;
        }
        if let Some(finder) = run_finder {
            config.runs = finder.0;
        }
        if let Some(filter) = filter {
            config.filter = filter.filter();
        }
        Self(config)
    }

    /// Reads the JSON that `to_json` writes.
    #[staticmethod]
    fn parse(json: &str) -> PyResult<Self> {
        choice::from_json(json).map(Self)
    }

    /// Reads a file in JSON.
    #[staticmethod]
    fn from_path(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let json = py.detach(|| fs::read_to_string(&path)).map_err(|error| io(&path, &error))?;
        Self::parse(&json)
    }

    /// The tokenizer with these options and words.
    #[getter]
    fn tokenizer(&self) -> PyTokenizer {
        PyTokenizer::with(MixedTokenizer::new().with_options(&self.0.tokenizer))
    }

    /// The analyzer with these options, which uses the tokenizer.
    #[getter]
    fn analyzer(&self) -> PyAnalyzer {
        let tokenizer = MixedTokenizer::new().with_options(&self.0.tokenizer);
        PyAnalyzer(Analyzer::with_tokenizer(tokenizer).with_options(self.0.index))
    }

    /// The splitter.
    #[getter]
    fn sentence_splitter(&self) -> PySentenceSplitter {
        PySentenceSplitter(self.0.sentences)
    }

    /// The normalizer.
    #[getter]
    fn normalizer(&self) -> PyNormalizer {
        PyNormalizer(self.0.normalizer)
    }

    /// The detector.
    #[getter]
    fn detector(&self) -> PyDetector {
        PyDetector(self.0.detector)
    }

    /// The finder of language runs.
    #[getter]
    fn run_finder(&self) -> PyRunFinder {
        PyRunFinder(self.0.runs)
    }

    /// The filter.
    #[getter]
    fn filter(&self) -> PyFilter {
        PyFilter(self.0.filter)
    }

    /// All options in JSON.
    fn to_json(&self) -> PyResult<String> {
        choice::json(&self.0)
    }

    /// All options as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        choice::python(py, &choice::json(&self.0)?)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("Config({})", choice::json(&self.0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let class: Bound<'py, PyType> = py.get_type::<Self>();
        Ok((class.getattr("parse")?, (choice::json(&self.0)?,)))
    }
}
