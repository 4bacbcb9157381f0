//! Options that are one of several names, as the crate writes them in JSON.

use pyo3::prelude::*;
use serde_json::Value;

use crate::errors::invalid;

/// The options of an engine that Python sets by name.
#[derive(Debug, Default)]
pub(crate) struct Choices(serde_json::Map<String, Value>);

impl Choices {
    /// Sets an option, unless `value` is `None`.
    pub(crate) fn set(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
        self
    }

    /// The options as a value of the crate.
    pub(crate) fn parse<T: serde::de::DeserializeOwned>(self) -> PyResult<T> {
        parse(Value::Object(self.0))
    }

    pub(crate) fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// A value of the crate from its form in JSON.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(value: Value) -> PyResult<T> {
    serde_json::from_value(value).map_err(|error| invalid(&error.to_string()))
}

/// A value of the crate in JSON. The types of the crate can be written without loss.
pub(crate) fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| invalid(&error.to_string()))
}

/// The inverse of [`json`].
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(|error| invalid(&error.to_string()))
}

/// The name of a value that is written as a string in JSON, such as `kebab-case` of an enum.
pub(crate) fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The Python form of a text in JSON.
pub(crate) fn python<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}
