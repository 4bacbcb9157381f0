//! Result types: immutable Python classes with named fields.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

/// Defines a Python class with read-only fields. It has a constructor with the fields as arguments, `repr`, `==`, `hash`,
/// `to_dict`, and can be pickled. Further methods follow the fields in braces.
macro_rules! record {
    (
        $(#[$class:meta])*
        $name:ident { $( $(#[$attribute:meta])* $field:ident: $type:ty, )* }
        $({ $($methods:tt)* })?
    ) => {
        $(#[$class])*
        #[pyo3::pyclass(frozen, module = "bitext")]
        #[derive(Debug)]
        pub(crate) struct $name {
            $( pub(crate) $field: $type, )*
        }

        #[pyo3::pymethods]
        impl $name {
            #[new]
            fn new($($field: $type),*) -> Self {
                Self { $($field),* }
            }

            $(
                $(#[$attribute])*
                #[getter]
                fn $field<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                    pyo3::IntoPyObjectExt::into_bound_py_any(&self.$field, py)
                }
            )*

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                $crate::record::repr(stringify!($name), &Self::FIELDS, &self.fields(py)?)
            }

            fn __reduce__<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<(
                pyo3::Bound<'py, pyo3::types::PyType>,
                pyo3::Bound<'py, pyo3::types::PyTuple>,
            )> {
                Ok((<Self as pyo3::PyTypeInfo>::type_object(py), self.fields(py)?))
            }

            fn __eq__(&self, py: pyo3::Python<'_>, other: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<bool> {
                match other.cast::<Self>() {
                    Ok(other) => self.fields(py)?.eq(other.get().fields(py)?),
                    Err(_) => Ok(false),
                }
            }

            fn __hash__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<isize> {
                self.fields(py)?.hash()
            }

            /// The fields as a dictionary. Results inside it are dictionaries too.
            fn to_dict<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                $crate::record::dict(&Self::FIELDS, &self.fields(py)?)
            }

            $($($methods)*)?
        }

        impl $name {
            const FIELDS: [&'static str; [$(stringify!($field)),*].len()] = [$(stringify!($field)),*];

            fn fields<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyTuple>> {
                let fields: [pyo3::Bound<'py, pyo3::PyAny>; Self::FIELDS.len()] =
                    [$(pyo3::IntoPyObjectExt::into_bound_py_any(&self.$field, py)?),*];
                pyo3::types::PyTuple::new(py, fields)
            }
        }
    };
}
pub(crate) use record;

/// `Name(field=value, ...)`.
pub(crate) fn repr(name: &str, names: &[&str], values: &Bound<'_, PyTuple>) -> PyResult<String> {
    let mut text = format!("{name}(");
    for (number, (field, value)) in names.iter().zip(values).enumerate() {
        if number > 0 {
            text.push_str(", ");
        }
        text.push_str(field);
        text.push('=');
        text.push_str(&value.repr()?.to_cow()?);
    }
    text.push(')');
    Ok(text)
}

/// A dictionary of the fields.
pub(crate) fn dict<'py>(names: &[&str], values: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(values.py());
    for (field, value) in names.iter().zip(values) {
        dict.set_item(field, plain(&value)?)?;
    }
    Ok(dict)
}

/// A value without objects of this package: results become dictionaries, also inside lists.
fn plain<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(list) = value.cast::<PyList>() {
        let values = list.iter().map(|value| plain(&value)).collect::<PyResult<Vec<_>>>()?;
        return Ok(PyList::new(value.py(), values)?.into_any());
    }
    if value.hasattr("to_dict")? { value.call_method0("to_dict") } else { Ok(value.clone()) }
}
