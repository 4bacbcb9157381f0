//! Memory that Rust fills, and that Python and Arrow read without a copy.
#![expect(unsafe_code, reason = "the buffer protocol passes pointers, and Arrow checks strings again")]

use std::ffi::c_int;

use arrow_array::LargeStringArray;
use arrow_buffer::{ArrowNativeType, Buffer, OffsetBuffer, ScalarBuffer};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView};

/// Read-only memory with Python's buffer protocol.
#[pyclass(frozen, module = "bitext")]
#[derive(Debug, PartialEq)]
pub(crate) struct Memory(Buffer);

#[pymethods]
impl Memory {
    /// Fills `view` with the address and the length of the memory.
    ///
    /// # Safety
    /// Python calls this function with a pointer to a `Py_buffer`, or with null.
    unsafe fn __getbuffer__(slf: &Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
        let memory = slf.get().0.as_slice();
        let len = isize::try_from(memory.len())?;
        let start = memory.as_ptr().cast_mut().cast();
        // SAFETY: the memory is never written to, and lives as long as this object, to which the view gets a reference.
        // The function accepts null, for which it sets an exception.
        let status = unsafe { ffi::PyBuffer_FillInfo(view, slf.as_ptr(), start, len, 1, flags) };
        if status == 0 { Ok(()) } else { Err(PyErr::fetch(slf.py())) }
    }
}

impl Memory {
    /// Takes numbers, without a copy.
    pub(crate) fn of<T: ArrowNativeType>(py: Python<'_>, numbers: Vec<T>) -> PyResult<Py<Self>> {
        Py::new(py, Self(Buffer::from_vec(numbers)))
    }

    /// Copies bytes.
    pub(crate) fn of_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Py<Self>> {
        Py::new(py, Self(Buffer::from_slice_ref(bytes)))
    }

    /// A copy of the memory.
    pub(crate) fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0)
    }

    /// The length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The numbers as Arrow reads them, without a copy.
    pub(crate) fn numbers<T: ArrowNativeType>(&self) -> ScalarBuffer<T> {
        ScalarBuffer::new(self.0.clone(), 0, self.0.len() / size_of::<T>())
    }
}

/// A read-only view of numbers, whose type is in the notation of the struct module.
pub(crate) fn view<'py>(memory: &Bound<'py, Memory>, format: &str) -> PyResult<Bound<'py, PyAny>> {
    PyMemoryView::from(memory)?.call_method1("cast", (format,))
}

/// An array of the strings that end at `ends` in `bytes`, without a check of `bytes`.
///
/// # Safety
/// Each part of `bytes` between two ends is valid UTF-8.
pub(crate) unsafe fn strings(bytes: Vec<u8>, ends: OffsetBuffer<i64>) -> LargeStringArray {
    // SAFETY: the caller promises valid strings. `OffsetBuffer` has checked that the ends ascend.
    unsafe { LargeStringArray::new_unchecked(ends, Buffer::from_vec(bytes), None) }
}
