//! Language tags.

use std::cmp::Ordering;

use bitext::{HanVariant, Language, LanguageTag};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

use crate::arguments::string;
use crate::errors::exception;

/// A language tag (BCP 47), in its canonical form. Tags of other tools are understood: `zh_TW.UTF-8`, `cmn-Hans-CN`,
/// `zho-CHN`, `zh-CHT`.
///
/// >>> tag = bitext.LanguageTag("cmn_hant_hk")
/// >>> str(tag), tag.language, tag.script, tag.region
/// ('zh-Hant-HK', 'zh', 'Hant', 'HK')
/// >>> bitext.LanguageTag("zh-TW").han_variant
/// 'zh-Hant'
#[pyclass(frozen, eq, hash, ord, module = "bitext", name = "LanguageTag")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PyLanguageTag(LanguageTag);

impl PartialOrd for PyLanguageTag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

/// A tag, as an object or as a `str`.
pub(crate) struct Tag(LanguageTag);

impl<'py> FromPyObject<'_, 'py> for Tag {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(tag) = object.cast::<PyLanguageTag>() {
            return Ok(Self(tag.get().0.clone()));
        }
        let tag = string(object, "a LanguageTag or a str")?;
        tag.parse().map(Self).map_err(|error| exception(&error))
    }
}

#[pymethods]
impl PyLanguageTag {
    #[new]
    fn new(tag: &str) -> PyResult<Self> {
        tag.parse().map(Self).map_err(|error| exception(&error))
    }

    /// The subtag of the language, in lower case.
    #[getter]
    fn primary(&self) -> &str {
        self.0.primary()
    }

    /// The code of the language; `None` if the package does not know the language. Each Chinese language, such as
    /// Cantonese (`yue`), is `zh`.
    #[getter]
    fn language(&self) -> Option<&'static str> {
        self.0.language().map(Language::code)
    }

    /// The script, such as `Hant`, or `None`.
    #[getter]
    fn script(&self) -> Option<&str> {
        self.0.script()
    }

    /// The region, such as `HK`, or `None`.
    #[getter]
    fn region(&self) -> Option<&str> {
        self.0.region()
    }

    /// `zh-Hans` or `zh-Hant`, by the script or the region; `None` if neither tells.
    #[getter]
    fn han_variant(&self) -> Option<&'static str> {
        self.0.han_variant().map(HanVariant::code)
    }

    /// Whether a text with this tag fits a request for `wanted`.
    ///
    /// >>> tag = bitext.LanguageTag("zh-TW")
    /// >>> tag.matches("zh-Hant"), tag.matches("zh"), tag.matches("zh-HK")
    /// (True, True, False)
    fn matches(&self, wanted: Tag) -> bool {
        self.0.matches(&wanted.0)
    }

    /// The tag and its parts as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("tag", self.0.as_str())?;
        dict.set_item("language", self.language())?;
        dict.set_item("script", self.script())?;
        dict.set_item("region", self.region())?;
        Ok(dict)
    }

    fn __str__(&self) -> &str {
        self.0.as_str()
    }

    fn __repr__(&self) -> String {
        format!("LanguageTag('{}')", self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.0.to_string(),))
    }
}
