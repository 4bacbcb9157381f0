//! Arrow arrays with strings.

use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, UInt32Type};
use arrow_array::{Array, ArrayRef, Float32Array, StructArray, UInt32Array};
use arrow_array::{LargeStringArray, StringArray, make_array};
use arrow_buffer::Buffer;
use arrow_data::{ArrayData, ArrayDataBuilder};
use arrow_schema::{ArrowError, DataType, Field};
use bitext::{MixedTokenizer, OwnedBitext};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList, PyTuple, PyType};

use crate::bitexts::shortest;
use crate::capsules;
use crate::errors::invalid;
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

    /// Restores a pickled array.
    #[new]
    fn restore(kind: &str, rows: usize, state: Vec<Bound<'_, PyBytes>>) -> PyResult<Self> {
        let of = match kind {
            "words" => words_type(),
            "pairs" => DataType::Struct(pairs_fields().into()),
            _ => return Err(invalid(&format!("`{kind}` is not `words` or `pairs`"))),
        };
        let mut state = state.into_iter();
        let data = restored(&of, rows, &mut state).and_then(ArrayDataBuilder::build);
        match (data, state.next()) {
            (Ok(data), None) => Ok(Self(make_array(data))),
            (Err(error), _) => Err(invalid(&format!("the state of the array is damaged: {error}"))),
            (Ok(_), Some(_)) => Err(invalid("the state of the array is damaged: it is too long")),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, State<'py>) {
        let kind = if matches!(self.0.data_type(), DataType::Struct(_)) { "pairs" } else { "words" };
        let mut state = Vec::new();
        save(py, &self.0.to_data(), &mut state);
        (py.get_type::<Self>(), (kind, self.0.len(), state))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| *other.get().0 == *self.0)
    }

    /// The columns as lists; for words, the column `words` of lists.
    ///
    /// >>> bitext.words_arrow(["图书馆开放", "茶"]).to_dict()
    /// {'words': [['图书馆', '开放'], ['茶']]}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        match self.0.as_struct_opt() {
            Some(table) => {
                for (name, column) in table.column_names().into_iter().zip(table.columns()) {
                    dict.set_item(name, values(py, column)?)?;
                }
            }
            None => dict.set_item("words", values(py, &self.0)?)?,
        }
        Ok(dict)
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

/// The arguments of the constructor: what the rows are, their number, and the memory of the array.
type State<'py> = (&'static str, usize, Vec<Bound<'py, PyBytes>>);

/// The type of an array of words.
fn words_type() -> DataType {
    DataType::LargeList(Arc::new(Field::new("item", DataType::LargeUtf8, false)))
}

/// The columns of a table of pairs.
fn pairs_fields() -> Vec<Field> {
    let columns = [
        ("document", DataType::UInt32),
        ("english", DataType::LargeUtf8),
        ("chinese", DataType::LargeUtf8),
        ("confidence", DataType::Float32),
        ("score", DataType::Float32),
        ("kind", DataType::Utf8),
    ];
    columns.into_iter().map(|(name, of)| Field::new(name, of, false)).collect()
}

/// Copies the memory of an array without nulls: its own, and that of its children.
fn save<'py>(py: Python<'py>, data: &ArrayData, state: &mut Vec<Bound<'py, PyBytes>>) {
    state.extend(data.buffers().iter().map(|buffer| PyBytes::new(py, buffer)));
    data.child_data().iter().for_each(|child| save(py, child, state));
}

/// The inverse of [`save`]. `ArrayDataBuilder::build` checks the result.
fn restored<'py>(
    of: &DataType,
    rows: usize,
    state: &mut impl Iterator<Item = Bound<'py, PyBytes>>,
) -> Result<ArrayDataBuilder, ArrowError> {
    let mut next = || {
        let bytes = state.next();
        let bytes = bytes.ok_or_else(|| ArrowError::InvalidArgumentError("it is too short".to_owned()));
        bytes.map(|bytes| Buffer::from_slice_ref(bytes.as_bytes()))
    };
    let data = ArrayDataBuilder::new(of.clone()).len(rows);
    Ok(match of {
        DataType::Utf8 | DataType::LargeUtf8 => data.add_buffer(next()?).add_buffer(next()?),
        DataType::LargeList(item) => {
            let ends = next()?;
            // The last offset is the number of items.
            let last = ends.len().checked_sub(size_of::<i64>()).map(|start| &ends.as_slice()[start..]);
            let last = last.and_then(|last| last.try_into().ok()).map(i64::from_ne_bytes);
            let items = last.and_then(|last| usize::try_from(last).ok()).unwrap_or(0);
            data.add_buffer(ends).add_child_data(restored(item.data_type(), items, state)?.build()?)
        }
        DataType::Struct(fields) => {
            let children = fields.iter().map(|field| restored(field.data_type(), rows, state)?.build());
            data.child_data(children.collect::<Result<_, _>>()?)
        }
        _ => data.add_buffer(next()?),
    })
}

/// The values of a column as a list.
fn values<'py>(py: Python<'py>, column: &ArrayRef) -> PyResult<Bound<'py, PyList>> {
    if let Some(texts) = column.as_string_opt::<i64>() {
        return PyList::new(py, texts.iter());
    }
    if let Some(texts) = column.as_string_opt::<i32>() {
        return PyList::new(py, texts.iter());
    }
    if let Some(lists) = column.as_list_opt::<i64>() {
        let lists = (0..lists.len()).map(|index| values(py, &lists.value(index)));
        return PyList::new(py, lists.collect::<PyResult<Vec<_>>>()?);
    }
    if let Some(numbers) = column.as_primitive_opt::<UInt32Type>() {
        return PyList::new(py, numbers.iter());
    }
    match column.as_primitive_opt::<Float32Type>() {
        Some(numbers) => PyList::new(py, numbers.values().iter().map(|&number| shortest(number))),
        None => Ok(PyList::empty(py)),
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
    pub(crate) fn of_pairs(bitexts: &[OwnedBitext]) -> PyResult<Self> {
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
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::from(documents)),
            Arc::new(english),
            Arc::new(chinese),
            Arc::new(Float32Array::from(confidence)),
            Arc::new(Float32Array::from(score)),
            Arc::new(StringArray::from(kinds)),
        ];
        let table = StructArray::try_new(pairs_fields().into(), arrays, None);
        Ok(Self(Arc::new(table.map_err(|error| PyValueError::new_err(error.to_string()))?)))
    }
}
