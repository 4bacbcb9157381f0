//! Terms for a search index.

use bitext::index::{self, Analyzer, AnalyzerOptions, Terms};
use bitext::{MixedOptions, MixedTokenizer};
use pyo3::prelude::*;

use crate::batches::{kind_number, kinds};
use crate::choice::{self, Choices};
use crate::normalizer::PyNormalizer;
use crate::parallel::on_text;
use crate::record::record;
use crate::tokenizer::PyTokenizer;
use crate::unit::Unit;

record! {
    /// A term of a document or a query.
    ///
    /// >>> bitext.Analyzer().query("臺灣 TEA")[1]
    /// Term(text='tea', start=3, end=6, kind='word', position=2, position_length=1, phrase=1)
    Term {
        /// The normalized text.
        text: String,
        /// The start of the term in the original text.
        start: usize,
        /// The end of the term in the original text.
        end: usize,
        /// `word`, `han`, `number`, `punctuation`, `symbol`, `url`, `email`, `tag`, `emoji` or `other`.
        kind: String,
        /// The first position that the term takes, from 0.
        position: u32,
        /// The number of positions that the term takes.
        position_length: u32,
        /// In a query, the number of the phrase of the term, from 0; in a document, 0.
        phrase: u32,
    }
}

/// Makes the terms of documents and queries for a search index. Documents and queries need the same options. Threads
/// can share an analyzer.
///
/// `normalizer` is `Normalizer.for_search()` without one. `positions` is `by-unit` or `by-word`; `marks` is `gap`,
/// `skip` or `term`; `stems` is `off` or `english`; `stop_words` is `keep` or `drop`; `query_terms` is `fewest` or
/// `units`.
///
/// >>> analyzer = bitext.Analyzer(stems="english", stop_words="drop")
/// >>> [(term.text, term.position) for term in analyzer.document("The libraries of 臺灣")]
/// [('librari', 1), ('台', 3), ('台湾', 3), ('湾', 4)]
#[pyclass(frozen, module = "bitext", name = "Analyzer")]
#[derive(Debug)]
pub(crate) struct PyAnalyzer(pub(crate) Analyzer);

#[pymethods]
impl PyAnalyzer {
    #[new]
    #[pyo3(signature = (
        tokenizer = None, *, normalizer = None, positions = None, marks = None, stems = None, stop_words = None, query_terms = None
    ))]
    fn new(
        py: Python<'_>,
        tokenizer: Option<&PyTokenizer>,
        normalizer: Option<&PyNormalizer>,
        positions: Option<&str>,
        marks: Option<&str>,
        stems: Option<&str>,
        stop_words: Option<&str>,
        query_terms: Option<&str>,
    ) -> PyResult<Self> {
        let options = Choices::default()
            .set("positions", positions)
            .set("marks", marks)
            .set("stems", stems)
            .set("stop-words", stop_words)
            .set("query-terms", query_terms);
        let mut options: AnalyzerOptions = options.parse()?;
        if let Some(normalizer) = normalizer {
            options.normalizer = normalizer.normalizer();
        }
        let tokenizer = tokenizer.map_or_else(MixedTokenizer::new, |tokenizer| tokenizer.engine(py));
        Ok(Self(Analyzer::with_tokenizer(tokenizer).with_options(options)))
    }

    /// The terms of a document, which ascend by position.
    ///
    /// >>> [term.text for term in bitext.Analyzer().document("图书馆")]
    /// ['图', '图书', '图书馆', '书', '书馆', '馆']
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn document(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Term> {
        self.terms(py, text, unit, Analyzer::document_into)
    }

    /// The terms of a query, in which white space separates phrases.
    ///
    /// >>> [(term.text, term.phrase) for term in bitext.Analyzer().query("北京大学 地图")]
    /// [('北京大学', 0), ('地图', 1)]
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn query(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Term> {
        self.terms(py, text, unit, Analyzer::query_into)
    }

    /// The terms of a query that is a single phrase, such as a text between quotation marks.
    ///
    /// >>> [(term.text, term.phrase) for term in bitext.Analyzer().phrase("北京大学 地图")]
    /// [('北京大学', 0), ('地图', 0)]
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn phrase(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Term> {
        self.terms(py, text, unit, Analyzer::phrase_into)
    }

    /// The options, without those of the tokenizer.
    ///
    /// >>> bitext.Analyzer(marks="skip").to_dict()["marks"]
    /// 'skip'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        choice::python(py, &choice::json(&self.0.options())?)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("Analyzer({})", choice::json(&self.0.options())?))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let options = |one: &Self| (one.0.options(), one.0.tokenizer().options());
        other.cast::<Self>().is_ok_and(|other| options(other.get()) == options(self))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, String))> {
        let restore = py.import("bitext._bitext")?.getattr("_restore_analyzer")?;
        Ok((restore, (choice::json(&self.0.tokenizer().options())?, choice::json(&self.0.options())?)))
    }
}

impl PyAnalyzer {
    fn terms(
        &self,
        py: Python<'_>,
        text: &str,
        unit: Unit,
        analyze: fn(&Analyzer, &str, &mut Terms),
    ) -> Vec<Term> {
        let mut terms = Terms::new();
        on_text(py, text, || analyze(&self.0, text, &mut terms));
        let mut offsets = unit.offsets(text);
        let term = |term: index::Term<'_>| {
            let (start, end) = offsets.of(term.span);
            Term {
                text: term.text.to_owned(),
                start,
                end,
                kind: kinds()[usize::from(kind_number(term.kind))].to_owned(),
                position: term.position,
                position_length: term.position_length,
                phrase: term.phrase,
            }
        };
        terms.iter().map(term).collect()
    }
}

/// The stem of an English word, as an index with stems has it.
///
/// >>> bitext.stem("libraries")
/// 'librari'
#[pyfunction]
pub(crate) fn stem(word: &str) -> String {
    index::stem(word)
}

/// The English and Chinese stop words.
///
/// >>> "the" in bitext.stop_words(), "的" in bitext.stop_words(), "tea" in bitext.stop_words()
/// (True, True, False)
#[pyfunction]
pub(crate) fn stop_words() -> Vec<&'static str> {
    index::stop_words().collect()
}

/// Restores a pickled analyzer.
#[pyfunction]
pub(crate) fn _restore_analyzer(tokenizer: &str, options: &str) -> PyResult<PyAnalyzer> {
    let tokenizer: MixedOptions = choice::from_json(tokenizer)?;
    let tokenizer = MixedTokenizer::new().with_options(&tokenizer);
    Ok(PyAnalyzer(Analyzer::with_tokenizer(tokenizer).with_options(choice::from_json(options)?)))
}
