//! Results of a batch as columns of numbers.

use std::sync::Arc;

use arrow_array::types::{Float64Type, UInt8Type, UInt32Type};
use arrow_array::{ArrayRef, DictionaryArray, LargeListArray, PrimitiveArray, StringArray, StructArray};
use arrow_buffer::{ArrowNativeType, Buffer, OffsetBuffer, ScalarBuffer, ToByteSlice};
use arrow_schema::{ArrowError, Field};
use bytes::Bytes;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyMemoryView};

use crate::capsules;

/// The names that a column of numbers stands for.
pub(crate) type Names = fn() -> &'static [&'static str];

/// The type of the numbers of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NumberType {
    U32,
    I64,
    F64,
    /// One byte, the index of a name.
    Name(Names),
}

impl NumberType {
    /// The format of the buffer protocol, in the struct module's notation.
    const fn format(self) -> &'static str {
        match self {
            Self::U32 => "I",
            Self::I64 => "q",
            Self::F64 => "d",
            Self::Name(_) => "B",
        }
    }
}

/// A column: its memory belongs to a Python `bytes` object.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    of: NumberType,
    bytes: Py<PyBytes>,
}

impl Column {
    pub(crate) fn new<T: ArrowNativeType>(
        py: Python<'_>,
        name: &'static str,
        of: NumberType,
        numbers: &[T],
    ) -> Self {
        Self { name, of, bytes: PyBytes::new(py, numbers.to_byte_slice()).unbind() }
    }

    /// A column of a batch that was pickled.
    pub(crate) fn of_bytes(name: &'static str, of: NumberType, bytes: Py<PyBytes>) -> Self {
        Self { name, of, bytes }
    }

    /// A read-only view of the numbers.
    pub(crate) fn view<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyMemoryView::from(self.bytes.bind(py))?.call_method1("cast", (self.of.format(),))
    }

    fn array(&self, py: Python<'_>) -> Result<ArrayRef, ArrowError> {
        Ok(match self.of {
            NumberType::U32 => Arc::new(PrimitiveArray::<UInt32Type>::new(self.numbers(py), None)),
            NumberType::F64 => Arc::new(PrimitiveArray::<Float64Type>::new(self.numbers(py), None)),
            NumberType::I64 => {
                return Err(ArrowError::InvalidArgumentError("offsets are no column".to_owned()));
            }
            NumberType::Name(names) => {
                let keys = PrimitiveArray::<UInt8Type>::new(self.numbers(py), None);
                let names = StringArray::from_iter_values(names());
                Arc::new(DictionaryArray::<UInt8Type>::try_new(keys, Arc::new(names))?)
            }
        })
    }

    /// The numbers as Arrow reads them, without a copy.
    fn numbers<T: ArrowNativeType>(&self, py: Python<'_>) -> ScalarBuffer<T> {
        let bytes = self.bytes.clone_ref(py).into_bound(py);
        let owner = Bytes::from_owner(PyBackedBytes::from(bytes));
        let len = owner.len() / size_of::<T>();
        let buffer = Buffer::from(owner);
        // Python aligns objects to 16 bytes, and their contents too, but does not promise it.
        let aligned = buffer.as_ptr().align_offset(align_of::<T>()) == 0;
        let buffer = if aligned { buffer } else { Buffer::from(buffer.as_slice()) };
        ScalarBuffer::new(buffer, 0, len)
    }
}

/// The columns of a batch. If a text has several results, `offsets` has the index of the first result of each text, and
/// the number of all results.
#[derive(Debug)]
pub(crate) struct Flat {
    pub(crate) texts: usize,
    pub(crate) rows: usize,
    pub(crate) offsets: Option<Column>,
    pub(crate) columns: Vec<Column>,
}

impl Flat {
    pub(crate) fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let column = self.offsets.iter().chain(&self.columns).find(|column| column.name == name);
        column.ok_or_else(|| PyValueError::new_err(name.to_owned()))?.view(py)
    }

    /// One struct per row; if a text has several rows, one list of structs per text.
    pub(crate) fn array(&self, py: Python<'_>) -> PyResult<ArrayRef> {
        self.try_array(py).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    fn try_array(&self, py: Python<'_>) -> Result<ArrayRef, ArrowError> {
        let arrays: Vec<ArrayRef> =
            self.columns.iter().map(|column| column.array(py)).collect::<Result<_, _>>()?;
        let fields: Vec<Field> = (self.columns.iter().zip(&arrays))
            .map(|(column, array)| Field::new(column.name, array.data_type().clone(), false))
            .collect();
        let rows = StructArray::try_new(fields.into(), arrays, None)?;
        let Some(offsets) = &self.offsets else { return Ok(Arc::new(rows)) };
        let item = Field::new("item", arrow_array::Array::data_type(&rows).clone(), false);
        let offsets = OffsetBuffer::new(offsets.numbers(py));
        Ok(Arc::new(LargeListArray::try_new(Arc::new(item), offsets, Arc::new(rows), None)?))
    }

    pub(crate) fn capsules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
        capsules::export(py, &self.array(py)?)
    }

    pub(crate) fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyCapsule>> {
        capsules::export_type(py, self.array(py)?.data_type())
    }

    /// The memory of the columns.
    pub(crate) fn state(&self, py: Python<'_>) -> Vec<Py<PyBytes>> {
        self.offsets.iter().chain(&self.columns).map(|column| column.bytes.clone_ref(py)).collect()
    }
}
