//! Reads the texts of an Arrow array of any string type.

use datafusion::arrow::array::{Array, AsArray, LargeStringArray, StringArray, StringViewArray};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err};

/// The texts of a column.
pub(crate) enum Texts<'a> {
    Utf8(&'a StringArray),
    LargeUtf8(&'a LargeStringArray),
    Utf8View(&'a StringViewArray),
    Dictionary {
        keys: Vec<usize>,
        nulls: Option<&'a NullBuffer>,
        values: Box<Texts<'a>>,
    },
    /// The first text of an array, in every row.
    Constant(Box<Texts<'a>>),
    /// Null in every row.
    Null,
}

impl<'a> Texts<'a> {
    /// Returns the texts of an array.
    ///
    /// # Errors
    /// If the array has another type than those of [`is_text`].
    pub(crate) fn new(array: &'a dyn Array) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::LargeUtf8(array.as_string()),
            DataType::Utf8View => Self::Utf8View(array.as_string_view()),
            DataType::Dictionary(_, values) if is_text(values) => {
                let dictionary = array.as_any_dictionary();
                if dictionary.values().is_empty() {
                    return Ok(Self::Null);
                }
                Self::Dictionary {
                    keys: dictionary.normalized_keys(),
                    nulls: dictionary.keys().nulls(),
                    values: Box::new(Self::new(dictionary.values().as_ref())?),
                }
            }
            DataType::Null => Self::Null,
            other => return exec_err!("expected text, found {other}"),
        })
    }

    /// The text of a row, or `None` for null.
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(array) => array.is_valid(row).then(|| array.value(row)),
            Self::LargeUtf8(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Utf8View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Dictionary { keys, nulls, values } => match nulls {
                Some(nulls) if nulls.is_null(row) => None,
                _ => values.get(*keys.get(row)?),
            },
            Self::Constant(texts) => texts.get(0),
            Self::Null => None,
        }
    }
}

/// Whether a column of this type has texts.
pub(crate) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}
