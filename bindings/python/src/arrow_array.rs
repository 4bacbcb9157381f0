//! Arrow arrays with strings.

use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::{Array, ArrayRef, Float32Array, StructArray, UInt32Array};
use arrow_array::{LargeStringArray, StringArray};
use arrow_schema::{DataType, Field};
use bitext::MixedTokenizer;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::bitexts::PyBitext;
use crate::capsules;
use crate::texts::Texts;
use crate::word_lists::word_lists;

/// An Arrow array, for `polars.Series`, `polars.DataFrame`, `pyarrow.array` and other libraries with Arrow's PyCapsule
/// interface, which read it without a copy.
///
/// >>> bitext.Tokenizer().words_arrow(["图书馆开放"])
/// ArrowArray(1 rows of LargeList(LargeUtf8))
#[pyclass(frozen, module = "bitext", name = "ArrowArray")]
#[derive(Debug)]
pub(crate) struct PyArrowArray(ArrayRef);

#[pymethods]
impl PyArrowArray {
    /// The number of rows.
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        let of = match self.0.data_type() {
            DataType::Struct(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
                names.join(", ")
            }
            DataType::LargeList(item) => format!("LargeList({})", item.data_type()),
            other => other.to_string(),
        };
        format!("ArrowArray({} rows of {of})", self.0.len())
    }

    /// The Arrow array: see the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        // The interface allows the request to be ignored.
        let _ = requested_schema;
        capsules::export(py, &self.0)
    }

    /// The type of the Arrow array.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsules::export_type(py, self.0.data_type())
    }
}

impl PyArrowArray {
    /// The words of each text, as lists of strings.
    pub(crate) fn of_words(
        py: Python<'_>,
        texts: &Texts,
        threads: usize,
        tokenizer: &MixedTokenizer,
    ) -> PyResult<Self> {
        Ok(Self(Arc::new(word_lists(py, texts, threads, tokenizer)?)))
    }

    /// The pairs of bitexts, as a table.
    pub(crate) fn of_pairs(bitexts: &[&PyBitext]) -> PyResult<Self> {
        let (mut documents, mut confidence, mut score) = (Vec::new(), Vec::new(), Vec::new());
        let (mut english, mut chinese) = (LargeStringBuilder::new(), LargeStringBuilder::new());
        let mut kinds = Vec::new();
        for (document, bitext) in bitexts.iter().enumerate() {
            for pair in bitext.bitext().pairs() {
                documents.push(u32::try_from(document).unwrap_or(u32::MAX));
                english.append_value(pair.english());
                chinese.append_value(pair.chinese());
                confidence.push(pair.confidence());
                score.push(pair.score());
                kinds.push(pair.kind().to_string());
            }
        }
        let (english, chinese): (LargeStringArray, LargeStringArray) = (english.finish(), chinese.finish());
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("document", Arc::new(UInt32Array::from(documents))),
            ("english", Arc::new(english)),
            ("chinese", Arc::new(chinese)),
            ("confidence", Arc::new(Float32Array::from(confidence))),
            ("score", Arc::new(Float32Array::from(score))),
            ("kind", Arc::new(StringArray::from(kinds))),
        ];
        let fields: Vec<Field> = (columns.iter())
            .map(|(name, column)| Field::new(*name, column.data_type().clone(), false))
            .collect();
        let arrays = columns.into_iter().map(|(_, column)| column).collect();
        let table = StructArray::try_new(fields.into(), arrays, None);
        Ok(Self(Arc::new(table.map_err(|error| PyValueError::new_err(error.to_string()))?)))
    }
}
