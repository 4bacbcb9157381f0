//! Which pairs a corpus keeps.

use std::sync::{Mutex, PoisonError};

use bitext::{Filter, Filtering, Flag, Rejection};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arguments::Strings;
use crate::bitexts::Pair;
use crate::choice;
use crate::errors::{exception, invalid};
use crate::notebook;
use crate::record::record;

/// Decides which pairs a corpus keeps. Without options, a filter keeps every pair.
///
/// `min_confidence`, `min_letters` (on each side) and `max_length_ratio` are bounds. `reject` has the names of further
/// reasons: `language`, `numbers`, `duplicate`; or of those with bounds, for their defaults: `low-confidence`,
/// `near-empty`, `length-ratio`.
///
/// >>> found = bitext.align_page("Ticket office 售票处\n\nTicket office 售票处\n")
/// >>> filtering = bitext.Filter(reject=["duplicate"]).start()
/// >>> [filtering.check(pair) for pair in found]
/// [None, 'duplicate']
/// >>> filtering.summary
/// FilterSummary(pairs=2, kept=1, rejected={'duplicate': 1})
#[pyclass(frozen, eq, module = "bitext", name = "Filter")]
#[derive(Debug, PartialEq)]
pub(crate) struct PyFilter(pub(crate) Filter);

#[pymethods]
impl PyFilter {
    #[new]
    #[pyo3(
        signature = (*, min_confidence = None, min_letters = None, max_length_ratio = None, reject = None),
        text_signature = "(*, min_confidence=None, min_letters=None, max_length_ratio=None, reject=())"
    )]
    fn new(
        min_confidence: Option<f32>,
        min_letters: Option<usize>,
        max_length_ratio: Option<f32>,
        reject: Option<Strings>,
    ) -> PyResult<Self> {
        finite("min_confidence", min_confidence)?;
        finite("max_length_ratio", max_length_ratio)?;
        let mut filter = Filter::new();
        for reason in reject.iter().flat_map(Strings::iter) {
            filter = filter.reject(reason.parse().map_err(|error| exception(&error))?);
        }
        filter = min_confidence.map_or(filter, |min| filter.min_confidence(min));
        filter = min_letters.map_or(filter, |min| filter.min_letters(min));
        filter = max_length_ratio.map_or(filter, |max| filter.max_length_ratio(max));
        Ok(Self(filter))
    }

    /// All filters, with confidence .5, 3 letters and length ratio 3.
    ///
    /// >>> bitext.Filter.strict().reasons
    /// ['low-confidence', 'near-empty', 'language', 'length-ratio', 'numbers', 'duplicate']
    #[staticmethod]
    fn strict() -> Self {
        Self(Filter::strict())
    }

    /// The reasons for which the filter rejects pairs.
    #[getter]
    fn reasons(&self) -> Vec<&'static str> {
        Rejection::ALL.iter().filter(|reason| self.0.rejects(**reason)).map(|reason| reason.name()).collect()
    }

    /// Starts to filter a corpus, which may have many bitexts.
    ///
    /// >>> bitext.Filter.strict().start().check_texts("Tea", "茶", confidence=0.2)
    /// 'low-confidence'
    fn start(&self) -> PyFiltering {
        PyFiltering { filter: self.0, filtering: Mutex::new(self.0.start()) }
    }

    /// The options as a dictionary.
    ///
    /// >>> bitext.Filter(min_letters=2).to_dict()["min-letters"]
    /// 2
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        choice::python(py, &choice::json(&self.0)?)
    }

    fn __repr__(&self) -> String {
        format!("Filter(reject={:?})", self.reasons()).replace('"', "'")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.import("bitext._bitext")?.getattr("_restore_filter")?;
        Ok((restore, (choice::json(&self.0)?,)))
    }
}

impl PyFilter {
    pub(crate) fn filter(&self) -> Filter {
        self.0
    }
}

record! {
    /// How many pairs were kept, and why the others were rejected.
    ///
    /// >>> filtering = bitext.Filter(min_letters=2).start()
    /// >>> filtering.check_texts("A", "茶"), filtering.check_texts("Green tea", "绿茶")
    /// ('near-empty', None)
    /// >>> filtering.summary
    /// FilterSummary(pairs=2, kept=1, rejected={'near-empty': 1})
    FilterSummary {
        /// The number of pairs.
        pairs: u64,
        /// The number of pairs that were kept.
        kept: u64,
        /// The number of rejected pairs for each reason of the filter.
        rejected: Py<PyDict>,
    }
    {
        /// A table for notebooks.
        fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
            let mut rows = vec![["pairs".to_owned(), self.pairs.to_string()]];
            for (reason, count) in self.rejected.bind(py) {
                rows.push([reason.to_string(), count.to_string()]);
            }
            rows.push(["kept".to_owned(), self.kept.to_string()]);
            Ok(notebook::rows(["", "number"], rows.into_iter()))
        }
    }
}

/// A filter applied to the pairs of a corpus, which remembers the pairs that it kept, and counts. Threads can share it.
///
/// >>> filtering = bitext.Filter(reject=["numbers"]).start()
/// >>> found = bitext.align_texts("Tickets cost 35 yuan.", "船票53元。")
/// >>> [pair.chinese for pair in found if filtering.check(pair) is None]
/// []
#[pyclass(frozen, module = "bitext", name = "Filtering")]
#[derive(Debug)]
pub(crate) struct PyFiltering {
    filter: Filter,
    filtering: Mutex<Filtering>,
}

#[pymethods]
impl PyFiltering {
    /// Checks a pair. Returns the reason for which it is rejected, or `None` if it is kept.
    ///
    /// >>> pair = bitext.align_page("Ticket office 售票处\n")[0]
    /// >>> bitext.Filter(min_confidence=0.5).start().check(pair) is None
    /// True
    fn check(&self, pair: &Pair) -> PyResult<Option<&'static str>> {
        let flags = pair.flags.iter().map(String::as_str);
        self.judge(&pair.english, &pair.chinese, pair.confidence as f32, flags)
    }

    /// Checks two texts.
    ///
    /// >>> bitext.Filter(reject=["language"]).start().check_texts("茶", "Tea")
    /// 'language'
    #[pyo3(
        signature = (english, chinese, confidence = 1.0, flags = None),
        text_signature = "($self, english, chinese, confidence=1.0, flags=())"
    )]
    fn check_texts(
        &self,
        english: &str,
        chinese: &str,
        confidence: f32,
        flags: Option<Strings>,
    ) -> PyResult<Option<&'static str>> {
        self.judge(english, chinese, confidence, flags.iter().flat_map(Strings::iter))
    }

    /// The numbers of pairs so far.
    #[getter]
    fn summary(&self, py: Python<'_>) -> PyResult<FilterSummary> {
        let filtering = self.filtering.lock().unwrap_or_else(PoisonError::into_inner);
        let summary = *filtering.summary();
        drop(filtering);
        let rejected = PyDict::new(py);
        for reason in Rejection::ALL.iter().filter(|reason| self.filter.rejects(**reason)) {
            rejected.set_item(reason.name(), summary.rejected(*reason))?;
        }
        Ok(FilterSummary { pairs: summary.pairs(), kept: summary.kept(), rejected: rejected.unbind() })
    }

    fn __repr__(&self) -> String {
        let summary = *self.filtering.lock().unwrap_or_else(PoisonError::into_inner).summary();
        format!("Filtering({} of {} pairs kept)", summary.kept(), summary.pairs())
    }
}

impl PyFiltering {
    fn judge<'f>(
        &self,
        english: &str,
        chinese: &str,
        confidence: f32,
        flags: impl Iterator<Item = &'f str>,
    ) -> PyResult<Option<&'static str>> {
        finite("confidence", Some(confidence))?;
        let flags: Vec<Flag> =
            (flags.map(str::parse).collect::<Result<_, _>>()).map_err(|error| exception(&error))?;
        let mut filtering = self.filtering.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(filtering.check_texts(english, chinese, confidence, &flags).map(Rejection::name))
    }
}

/// A hash of a pair that is equal for duplicates, as a filter finds them. It does not depend on the process or the
/// machine, so that it can be stored, and two corpora can be compared by it.
///
/// >>> bitext.pair_hash("Tea is ready.", "茶好了。") == bitext.pair_hash("TEA  is ready.", "茶 好了。")
/// True
#[pyfunction]
pub(crate) fn pair_hash(english: &str, chinese: &str) -> u64 {
    bitext::pair_hash(english, chinese)
}

/// Fails if a number is infinite or no number.
pub(crate) fn finite(name: &str, number: Option<f32>) -> PyResult<()> {
    match number {
        Some(number) if !number.is_finite() => {
            Err(invalid(&format!("{name}: {number} is not a finite number")))
        }
        _ => Ok(()),
    }
}

/// Restores a pickled filter.
#[pyfunction]
pub(crate) fn _restore_filter(json: &str) -> PyResult<PyFilter> {
    choice::from_json(json).map(PyFilter)
}
