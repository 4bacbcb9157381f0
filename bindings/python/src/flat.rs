//! Results of a batch as columns of numbers.

use std::sync::Arc;

use arrow_array::types::{Float64Type, UInt8Type, UInt32Type};
use arrow_array::{ArrayRef, DictionaryArray, LargeListArray, PrimitiveArray, StringArray, StructArray};
use arrow_buffer::{ArrowNativeType, OffsetBuffer};
use arrow_schema::{ArrowError, Field};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::capsules;
use crate::errors::invalid;
use crate::memory::{Memory, view};

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

/// A column of numbers.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    of: NumberType,
    memory: Py<Memory>,
}

impl Column {
    pub(crate) fn new<T: ArrowNativeType>(
        py: Python<'_>,
        name: &'static str,
        of: NumberType,
        numbers: Vec<T>,
    ) -> PyResult<Self> {
        Ok(Self { name, of, memory: Memory::of(py, numbers)? })
    }

    /// A column of a batch that was pickled.
    pub(crate) fn of_bytes(name: &'static str, of: NumberType, bytes: &Bound<'_, PyBytes>) -> PyResult<Self> {
        Ok(Self { name, of, memory: Memory::of_bytes(bytes.py(), bytes.as_bytes())? })
    }

    /// A read-only view of the numbers.
    pub(crate) fn view<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        view(self.memory.bind(py), self.of.format())
    }

    /// Whether the numbers are the index of the first row of each text, and the number of all rows.
    fn ascends_to(&self, texts: usize, rows: usize) -> bool {
        let memory = self.memory.get();
        let numbers = memory.numbers::<i64>();
        memory.len() == numbers.len() * size_of::<i64>()
            && Some(numbers.len()) == texts.checked_add(1)
            && numbers.first() == Some(&0)
            && numbers.last().and_then(|&last| usize::try_from(last).ok()) == Some(rows)
            && numbers.is_sorted()
    }

    /// Whether there is one number for each row, and each index of a name is that of a name.
    fn has_rows(&self, rows: usize) -> bool {
        let memory = self.memory.get();
        let size = match self.of {
            NumberType::U32 => size_of::<u32>(),
            NumberType::I64 | NumberType::F64 => size_of::<u64>(),
            NumberType::Name(_) => size_of::<u8>(),
        };
        let are_known = match self.of {
            NumberType::Name(names) => {
                let known = names().len();
                memory.numbers::<u8>().iter().all(|&number| usize::from(number) < known)
            }
            _ => true,
        };
        rows.checked_mul(size) == Some(memory.len()) && are_known
    }

    fn array(&self) -> Result<ArrayRef, ArrowError> {
        let memory = self.memory.get();
        Ok(match self.of {
            NumberType::U32 => Arc::new(PrimitiveArray::<UInt32Type>::new(memory.numbers(), None)),
            NumberType::F64 => Arc::new(PrimitiveArray::<Float64Type>::new(memory.numbers(), None)),
            NumberType::I64 => {
                return Err(ArrowError::InvalidArgumentError("offsets are no column".to_owned()));
            }
            NumberType::Name(names) => {
                let keys = PrimitiveArray::<UInt8Type>::new(memory.numbers(), None);
                let names = StringArray::from_iter_values(names());
                Arc::new(DictionaryArray::<UInt8Type>::try_new(keys, Arc::new(names))?)
            }
        })
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
    pub(crate) fn array(&self) -> PyResult<ArrayRef> {
        self.try_array().map_err(|error| PyValueError::new_err(error.to_string()))
    }

    fn try_array(&self) -> Result<ArrayRef, ArrowError> {
        let arrays: Vec<ArrayRef> = self.columns.iter().map(Column::array).collect::<Result<_, _>>()?;
        let fields: Vec<Field> = (self.columns.iter().zip(&arrays))
            .map(|(column, array)| Field::new(column.name, array.data_type().clone(), false))
            .collect();
        let rows = StructArray::try_new(fields.into(), arrays, None)?;
        let Some(offsets) = &self.offsets else { return Ok(Arc::new(rows)) };
        let item = Field::new("item", arrow_array::Array::data_type(&rows).clone(), false);
        let offsets = OffsetBuffer::new(offsets.memory.get().numbers());
        Ok(Arc::new(LargeListArray::try_new(Arc::new(item), offsets, Arc::new(rows), None)?))
    }

    pub(crate) fn capsules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
        capsules::export(py, &self.array()?)
    }

    pub(crate) fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyCapsule>> {
        capsules::export_type(py, self.array()?.data_type())
    }

    /// The columns of a batch that was pickled. Fails unless they fit each other and the numbers of texts and rows.
    pub(crate) fn restored(
        (texts, rows): (usize, usize),
        offsets: Option<&'static str>,
        columns: &[(&'static str, NumberType)],
        state: &[Bound<'_, PyBytes>],
    ) -> PyResult<Self> {
        let misfit = |what: &str| invalid(&format!("the state of the batch is damaged: {what}"));
        let (of_offsets, of_columns) = state.split_at(usize::from(offsets.is_some()).min(state.len()));
        if of_columns.len() != columns.len() {
            return Err(misfit(&format!("it has {} columns", state.len())));
        }
        let offsets = match (offsets, of_offsets) {
            (Some(name), [bytes]) => {
                let column = Column::of_bytes(name, NumberType::I64, bytes)?;
                if !column.ascends_to(texts, rows) {
                    return Err(misfit(&format!(
                        "`{name}` does not ascend from 0 to {rows} in {texts} texts"
                    )));
                }
                Some(column)
            }
            _ if texts == rows => None,
            _ => return Err(misfit(&format!("{texts} texts have {rows} rows"))),
        };
        let restored = |(&(name, of), bytes): (&(&'static str, NumberType), &Bound<'_, PyBytes>)| {
            let column = Column::of_bytes(name, of, bytes)?;
            if column.has_rows(rows) {
                Ok(column)
            } else {
                Err(misfit(&format!("`{name}` does not have {rows} valid numbers")))
            }
        };
        let columns = columns.iter().zip(of_columns).map(restored).collect::<PyResult<_>>()?;
        Ok(Self { texts, rows, offsets, columns })
    }

    /// Whether all numbers are equal.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let columns = |flat: &'_ Self| flat.offsets.iter().chain(&flat.columns).count();
        let pairs = || {
            let own = self.offsets.iter().chain(&self.columns);
            own.zip(other.offsets.iter().chain(&other.columns))
        };
        (self.texts, self.rows, columns(self)) == (other.texts, other.rows, columns(other))
            && pairs().all(|(own, other)| own.name == other.name && own.memory.get() == other.memory.get())
    }

    /// The memory of the columns.
    pub(crate) fn state<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyBytes>> {
        self.offsets.iter().chain(&self.columns).map(|column| column.memory.get().to_bytes(py)).collect()
    }
}
