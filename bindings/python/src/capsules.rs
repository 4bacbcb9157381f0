//! The Arrow PyCapsule interface: columns to and from pyarrow, polars and others, without a copy.
#![expect(unsafe_code, reason = "the C data interface passes pointers")]

use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The capsules that `__arrow_c_array__` returns: the schema and the array.
pub(crate) fn export<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Bound<'py, PyTuple>> {
    let (array, schema) = to_ffi(&array.to_data()).map_err(failure)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    PyTuple::new(py, [schema, PyCapsule::new_with_value(py, array, ARRAY)?])
}

/// The capsule that `__arrow_c_schema__` returns.
pub(crate) fn export_type<'py>(py: Python<'py>, of: &DataType) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(of).map_err(failure)?, SCHEMA)
}

/// The chunks of a column, if `object` has the interface.
pub(crate) fn import(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    if object.hasattr("__arrow_c_stream__")? {
        let capsule = object.call_method0("__arrow_c_stream__")?;
        return read_stream(pointer(&capsule, STREAM)?).map(Some);
    }
    if object.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            object.call_method0("__arrow_c_array__")?.extract()?;
        let schema: NonNull<FFI_ArrowSchema> = pointer(&schema, SCHEMA)?;
        let array: NonNull<FFI_ArrowArray> = pointer(&array, ARRAY)?;
        // SAFETY: the capsules, which live until the end of the block, have the names that the interface gives to capsules
        // with a valid schema and a valid array. `from_raw` takes the array out of its capsule.
        let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
        return Ok(Some(vec![make_array(data.map_err(failure)?)]));
    }
    Ok(None)
}

fn read_stream(stream: NonNull<FFI_ArrowArrayStream>) -> PyResult<Vec<ArrayRef>> {
    let ended = || PyValueError::new_err("the Arrow stream has been read before");
    // SAFETY: the capsule has the name that the interface gives to capsules with a valid stream.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    let (get_schema, get_next) = stream.get_schema().zip(stream.get_next()).ok_or_else(ended)?;
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the callback gets the stream that it comes from, and a place for the schema.
    if unsafe { get_schema(&raw mut stream, &raw mut schema) } != 0 {
        return Err(stream_failure(&mut stream));
    }
    let mut arrays = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the callback gets the stream that it comes from, and a place for the array.
        if unsafe { get_next(&raw mut stream, &raw mut array) } != 0 {
            return Err(stream_failure(&mut stream));
        }
        if array.is_released() {
            return Ok(arrays);
        }
        // SAFETY: the stream declares that its arrays have its schema.
        let data = unsafe { from_ffi(array, &schema) };
        arrays.push(make_array(data.map_err(failure)?));
    }
}

/// The value in a capsule with this name.
fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &'static CStr) -> PyResult<NonNull<T>> {
    Ok(capsule.cast::<PyCapsule>()?.pointer_checked(Some(name))?.cast())
}

fn stream_failure(stream: &mut FFI_ArrowArrayStream) -> PyErr {
    let text = stream.get_last_error().and_then(|get_last_error| {
        // SAFETY: the callback gets the stream that it comes from.
        let text = unsafe { get_last_error(&raw mut *stream) };
        // SAFETY: a text that is not null ends with a zero byte, and is valid until the next call.
        (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
    });
    PyValueError::new_err(text.unwrap_or_else(|| "the Arrow stream cannot be read".to_owned()))
}

fn failure(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
