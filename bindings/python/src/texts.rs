//! The texts of a batch: Python strings, or columns in Arrow's memory layout, without a copy.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::capsules;

/// The texts of a batch. `None` and the nulls of a column are empty texts.
#[derive(Debug)]
pub(crate) enum Texts {
    Strings(Vec<Option<PyBackedStr>>),
    Columns(Columns),
}

/// The chunks of a column.
#[derive(Debug)]
pub(crate) struct Columns {
    chunks: Vec<Chunk>,
    /// The number of texts before each chunk.
    starts: Vec<usize>,
    len: usize,
}

#[derive(Debug)]
enum Chunk {
    Utf8(StringArray),
    LargeUtf8(LargeStringArray),
    Utf8View(StringViewArray),
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Strings(texts) => texts.len(),
            Self::Columns(columns) => columns.len,
        }
    }

    /// The text with this index, which must be below [`len`](Self::len).
    pub(crate) fn get(&self, index: usize) -> &str {
        match self {
            Self::Strings(texts) => texts[index].as_deref().unwrap_or(""),
            Self::Columns(columns) => columns.get(index),
        }
    }

    /// Ranges of texts, of about as many bytes each.
    pub(crate) fn parts(&self, threads: usize) -> Vec<Range<usize>> {
        /// Minimum size of a part, in bytes: large enough that the cost of starting a part is negligible.
        const MIN_BYTES: usize = 1 << 14;
        /// Maximum size of a part, in bytes: small enough for the cache of a processor.
        const MAX_BYTES: usize = 1 << 17;
        /// Number of parts per thread: so many that the threads end at about the same time.
        const PER_THREAD: usize = 16;
        // A text costs more than its bytes.
        let cost = |index| 16 + self.get(index).len();
        let all: usize = (0..self.len()).map(cost).sum();
        let most = (all / (threads * PER_THREAD)).clamp(MIN_BYTES, MAX_BYTES);
        let mut parts = Vec::new();
        let (mut start, mut bytes) = (0, 0);
        for index in 0..self.len() {
            bytes += cost(index);
            if bytes >= most {
                parts.push(start..index + 1);
                (start, bytes) = (index + 1, 0);
            }
        }
        if start < self.len() {
            parts.push(start..self.len());
        }
        parts
    }
}

impl Columns {
    fn new(arrays: Vec<ArrayRef>) -> PyResult<Self> {
        let mut columns = Self { chunks: Vec::new(), starts: Vec::new(), len: 0 };
        for array in arrays {
            columns.starts.push(columns.len);
            columns.len += array.len();
            columns.chunks.push(match array.data_type() {
                DataType::Utf8 => Chunk::Utf8(array.as_string().clone()),
                DataType::LargeUtf8 => Chunk::LargeUtf8(array.as_string().clone()),
                DataType::Utf8View => Chunk::Utf8View(array.as_string_view().clone()),
                other => {
                    let message = format!("expected a column of strings, not of the Arrow type {other}");
                    return Err(PyTypeError::new_err(message));
                }
            });
        }
        Ok(columns)
    }

    fn get(&self, index: usize) -> &str {
        // The last chunk that starts at or before the index: empty chunks share their start with the next one.
        let chunk = self.starts.partition_point(|&start| start <= index) - 1;
        let index = index - self.starts[chunk];
        match &self.chunks[chunk] {
            Chunk::Utf8(array) if array.is_valid(index) => array.value(index),
            Chunk::LargeUtf8(array) if array.is_valid(index) => array.value(index),
            Chunk::Utf8View(array) if array.is_valid(index) => array.value(index),
            _ => "",
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Texts {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err("expected several texts, such as a list of str, not one str"));
        }
        if let Some(arrays) = capsules::import(&object)? {
            return Ok(Self::Columns(Columns::new(arrays)?));
        }
        let mut texts = Vec::with_capacity(object.len().unwrap_or(0));
        for text in object.try_iter()? {
            texts.push(text?.extract::<Option<PyBackedStr>>()?);
        }
        Ok(Self::Strings(texts))
    }
}
