//! Normal forms of texts.

use std::sync::OnceLock;

use bitext::{Normalized, Normalizer, Span};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyType};

use crate::choice::{self, Choices};
use crate::parallel::{map, on_text};
use crate::shared_string::SharedString;
use crate::texts::Texts;
use crate::unit::{Unit, UnitIndex};

/// Normalizes Unicode form, width, quotes, case and traditional characters. Without options, a text stays as it is;
/// `Normalizer.for_search` has all of them.
///
/// `form` is `keep`, `nfc` or `nfkc`; `width` is `keep` or `half`; `quotes` is `keep` or `straight`; `case` is `keep`,
/// `lower` or `fold`; `han` is `keep` or `simplified`.
///
/// >>> normalizer = bitext.Normalizer(width="half", han="simplified")
/// >>> str(normalizer.normalize("ＩＢＭ 臺灣"))
/// 'IBM 台湾'
#[pyclass(frozen, eq, hash, module = "bitext", name = "Normalizer")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PyNormalizer(pub(crate) Normalizer);

#[pymethods]
impl PyNormalizer {
    #[new]
    #[pyo3(signature = (*, form = None, width = None, quotes = None, case = None, han = None))]
    fn new(
        form: Option<&str>,
        width: Option<&str>,
        quotes: Option<&str>,
        case: Option<&str>,
        han: Option<&str>,
    ) -> PyResult<Self> {
        let options = Choices::default()
            .set("form", form)
            .set("width", width)
            .set("quotes", quotes)
            .set("case", case)
            .set("han", han);
        options.parse().map(Self)
    }

    /// The normalizer of search indexes: NFKC, half width, straight quotes, folded case, simplified characters.
    ///
    /// >>> str(bitext.Normalizer.for_search().normalize("“Straße” ㎏"))
    /// '"strasse" kg'
    #[staticmethod]
    fn for_search() -> Self {
        Self(Normalizer::for_search())
    }

    /// The normal form of `text`, with a map to the offsets of `text`.
    ///
    /// >>> normal = bitext.Normalizer(form="nfkc").normalize("5 ㎏ 茶")
    /// >>> normal.text, normal.original(2, 4)
    /// ('5 kg 茶', (2, 3))
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn normalize(&self, py: Python<'_>, text: &str, unit: Unit) -> PyNormalized {
        PyNormalized::of(py, self.0, text, unit)
    }

    /// The normal form of each text. `threads` may be 0 for one thread per processor.
    ///
    /// >>> bitext.Normalizer(case="lower").normalize_batch(["Tea", "茶"])
    /// ['tea', '茶']
    #[pyo3(signature = (texts, *, threads = 1))]
    fn normalize_batch(&self, py: Python<'_>, texts: Texts, threads: usize) -> PyResult<Vec<String>> {
        map(py, 0..texts.len(), threads, |index| {
            let text = texts.get(index);
            let mut normal = String::with_capacity(text.len());
            self.0.normalize_into(text, &mut normal);
            normal
        })
    }

    /// The options as a dictionary.
    ///
    /// >>> bitext.Normalizer(case="lower").to_dict()["case"]
    /// 'lower'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        choice::python(py, &choice::json(&self.0)?)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("Normalizer({})", choice::json(&self.0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.import("bitext._bitext")?.getattr("_restore_normalizer")?;
        Ok((restore, (choice::json(&self.0)?,)))
    }
}

impl PyNormalizer {
    pub(crate) fn normalizer(&self) -> Normalizer {
        self.0
    }
}

/// A normal form with a map to the offsets of the original text.
///
/// >>> normal = bitext.Normalizer.for_search().normalize("ＡＢＣ茶")
/// >>> normal
/// Normalized('abc茶')
/// >>> normal.original(0, 3)
/// (0, 3)
#[pyclass(frozen, eq, module = "bitext", name = "Normalized")]
#[derive(Debug)]
pub(crate) struct PyNormalized {
    normalizer: Normalizer,
    original: String,
    normalized: Normalized,
    unit: Unit,
    /// The offsets of the normal form and of the original text, made when they are first used.
    indexes: OnceLock<(UnitIndex, UnitIndex)>,
    string: SharedString,
}

impl PartialEq for PyNormalized {
    fn eq(&self, other: &Self) -> bool {
        let key = |one: &Self| (one.normalizer, one.unit);
        key(self) == key(other) && self.original == other.original && self.normalized == other.normalized
    }
}

#[pymethods]
impl PyNormalized {
    /// Restores a pickled normal form.
    #[new]
    fn restore(py: Python<'_>, normalizer: &str, original: &str, unit: Unit) -> PyResult<Self> {
        Ok(Self::of(py, choice::from_json(normalizer)?, original, unit))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, RestoredForm)> {
        let state = (choice::json(&self.normalizer)?, self.original.clone(), self.unit.name());
        Ok((py.get_type::<Self>(), state))
    }

    /// The normal form, the original text and the unit of the offsets as a dictionary.
    ///
    /// >>> bitext.Normalizer(form="nfkc").normalize("㎏").to_dict()
    /// {'text': 'kg', 'original': '㎏', 'unit': 'code-points'}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("text", self.text(py))?;
        dict.set_item("original", &self.original)?;
        dict.set_item("unit", self.unit())?;
        Ok(dict)
    }

    /// The normal form.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.string.of(py, self.normalized.text())
    }

    /// The span of the original text from which a span of the normal form comes.
    ///
    /// >>> bitext.Normalizer(form="nfkc").normalize("㎏").original(1, 2)
    /// (0, 1)
    fn original(&self, start: usize, end: usize) -> PyResult<(usize, usize)> {
        let text = self.normalized.text();
        let (normal, original) = self
            .indexes
            .get_or_init(|| (UnitIndex::new(text, self.unit), UnitIndex::new(&self.original, self.unit)));
        let range = normal.range(text, (start, end))?;
        let span = self.normalized.original(Span::new(range.start, range.end));
        Ok(original.span(&self.original, span))
    }

    /// The unit of the offsets.
    #[getter]
    fn unit(&self) -> &'static str {
        self.unit.name()
    }

    fn __str__<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Normalized({})", self.text(py).repr()?))
    }
}

/// What pickle stores of a normal form: the options of the normalizer, the original text and the unit.
type RestoredForm = (String, String, &'static str);

impl PyNormalized {
    fn of(py: Python<'_>, normalizer: Normalizer, text: &str, unit: Unit) -> Self {
        let normalized = on_text(py, text, || normalizer.normalize(text));
        Self {
            normalizer,
            original: text.to_owned(),
            normalized,
            unit,
            indexes: OnceLock::new(),
            string: SharedString::default(),
        }
    }
}

/// Restores a pickled normalizer.
#[pyfunction]
pub(crate) fn _restore_normalizer(json: &str) -> PyResult<PyNormalizer> {
    choice::from_json(json).map(PyNormalizer)
}
