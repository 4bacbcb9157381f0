//! The results of batches, which pyarrow, polars and numpy read without a copy.

use std::sync::OnceLock;

use bitext::{HanVariant, Language, TokenKind};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyTuple};
use pyo3::{PyTypeInfo, types::PyType};

use crate::flat::{Flat, NumberType};
use crate::rows::Rows;
use crate::unit::Unit;

/// The names of the kinds of tokens, in the order of [`kind_number`].
pub(crate) fn kinds() -> &'static [&'static str] {
    &["word", "han", "number", "punctuation", "symbol", "url", "email", "tag", "emoji", "other"]
}

pub(crate) fn kind_number(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Word => 0,
        TokenKind::Han => 1,
        TokenKind::Number => 2,
        TokenKind::Punctuation => 3,
        TokenKind::Symbol => 4,
        TokenKind::Url => 5,
        TokenKind::Email => 6,
        TokenKind::Tag => 7,
        TokenKind::Emoji => 8,
        _ => 9,
    }
}

/// The codes of all languages, sorted.
pub(crate) fn languages() -> &'static [&'static str] {
    static CODES: OnceLock<Vec<&'static str>> = OnceLock::new();
    CODES.get_or_init(|| {
        let variants = [HanVariant::Simplified, HanVariant::Traditional, HanVariant::Common];
        let mut codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        codes.push(Language::Undetermined.code());
        codes.extend(variants.map(HanVariant::code));
        codes.sort_unstable();
        codes.dedup();
        codes
    })
}

pub(crate) fn language_number(code: &str) -> u8 {
    let number = languages().binary_search(&code).unwrap_or_default();
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Defines the class of the results of a batch.
macro_rules! batch {
    (
        $(#[$class:meta])*
        $name:ident { $( $(#[$attribute:meta])* $column:ident: $of:expr, )* }
        offsets { $($offsets:ident)? }
        methods { $($methods:tt)* }
    ) => {
        $(#[$class])*
        #[pyclass(frozen, module = "bitext")]
        #[derive(Debug)]
        pub(crate) struct $name {
            flat: Flat,
            unit: Unit,
        }

        #[pymethods]
        impl $name {
            /// Restores a pickled batch.
            #[new]
            fn restore(texts: usize, rows: usize, unit: &str, state: Vec<Bound<'_, PyBytes>>) -> PyResult<Self> {
                let offsets: &[&'static str] = &[$(stringify!($offsets))?];
                let columns: &[(&'static str, NumberType)] = &[$((stringify!($column), $of)),*];
                let flat = Flat::restored((texts, rows), offsets.first().copied(), columns, &state)?;
                Ok(Self { flat, unit: Unit::named(unit)? })
            }

            $(
                $(#[$attribute])*
                #[getter]
                fn $column<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    self.flat.column(py, stringify!($column))
                }
            )*

            $(
                /// The index of the first row of each text, and the number of all rows: a `memoryview` of 64-bit
                /// integers.
                #[getter]
                fn $offsets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    self.flat.column(py, stringify!($offsets))
                }
            )?

            /// The unit of the offsets in the texts.
            #[getter]
            fn unit(&self) -> &'static str {
                self.unit.name()
            }

            /// The number of texts.
            fn __len__(&self) -> usize {
                self.flat.texts
            }

            fn __repr__(&self) -> String {
                let (texts, rows) = (self.flat.texts, self.flat.rows);
                format!("{}({texts} texts, {rows} rows)", stringify!($name))
            }

            fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
                other.cast::<Self>().is_ok_and(|other| {
                    let other = other.get();
                    other.unit == self.unit && other.flat.is_same(&self.flat)
                })
            }

            /// The columns as lists of numbers.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                let dict = PyDict::new(py);
                for column in self.flat.offsets.iter().chain(&self.flat.columns) {
                    dict.set_item(column.name, column.view(py)?.call_method0("tolist")?)?;
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
                self.flat.capsules(py)
            }

            /// The type of the Arrow array.
            fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
                self.flat.schema(py)
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, State<'py>) {
                let state = (self.flat.texts, self.flat.rows, self.unit.name(), self.flat.state(py));
                (Self::type_object(py), state)
            }

            $($methods)*
        }

        impl $name {
            pub(crate) fn of(py: Python<'_>, mut rows: Rows, unit: Unit) -> PyResult<Self> {
                let offsets: &[&'static str] = &[$(stringify!($offsets))?];
                let (texts, len) = (rows.texts(), rows.len());
                let offsets = offsets.first().map(|name| rows.take(py, name, NumberType::I64)).transpose()?;
                let columns = vec![$(rows.take(py, stringify!($column), $of)?),*];
                Ok(Self { flat: Flat { texts, rows: len, offsets, columns }, unit })
            }
        }
    };
}

/// The arguments of the constructor of a batch: texts, rows, unit, and the memory of the columns.
type State<'py> = (usize, usize, &'static str, Vec<Bound<'py, PyBytes>>);

batch! {
    /// The tokens of many texts, as columns of numbers.
    ///
    /// Each column is a read-only `memoryview`, which `numpy.asarray` and `pyarrow.py_buffer` read without a copy. The
    /// batch itself is an Arrow array, for `pyarrow.array` and `polars.Series`: one list of structs for each text.
    ///
    /// >>> batch = bitext.tokenize_batch(["图书馆开放", "It is open."])
    /// >>> batch
    /// TokenBatch(2 texts, 6 rows)
    /// >>> batch.offsets.tolist(), batch.start.tolist(), batch.end.tolist()
    /// ([0, 2, 6], [0, 3, 0, 3, 6, 10], [3, 5, 2, 5, 10, 11])
    /// >>> [batch.kinds[kind] for kind in batch.kind]
    /// ['han', 'han', 'word', 'word', 'word', 'punctuation']
    TokenBatch {
        /// The start of each token in its text: a `memoryview` of 32-bit integers.
        start: NumberType::U32,
        /// The end of each token in its text: a `memoryview` of 32-bit integers.
        end: NumberType::U32,
        /// The kind of each token, as an index into `kinds`: a `memoryview` of bytes.
        kind: NumberType::Name(kinds),
        /// The position of each token in its text, for the phrase queries of a search index: a `memoryview` of 32-bit
        /// integers.
        position: NumberType::U32,
    }
    offsets { offsets }
    methods {
        /// The names of the kinds.
        #[classattr]
        fn kinds(py: Python<'_>) -> PyResult<Py<PyTuple>> {
            Ok(PyTuple::new(py, kinds())?.unbind())
        }
    }
}

batch! {
    /// The sentences of many texts, as columns of numbers. See `TokenBatch`.
    ///
    /// >>> batch = bitext.SentenceSplitter().split_batch(["你好！请进。", "Come in. Sit down."])
    /// >>> batch.offsets.tolist(), batch.start.tolist(), batch.end.tolist()
    /// ([0, 2, 4], [0, 3, 0, 9], [3, 6, 8, 18])
    SentenceBatch {
        /// The start of each sentence in its text: a `memoryview` of 32-bit integers.
        start: NumberType::U32,
        /// The end of each sentence in its text: a `memoryview` of 32-bit integers.
        end: NumberType::U32,
    }
    offsets { offsets }
    methods {}
}

batch! {
    /// The language runs of many texts, as columns of numbers. See `TokenBatch`.
    ///
    /// >>> batch = bitext.RunFinder().runs_batch(["I like 茶。"])
    /// >>> batch.start.tolist(), batch.end.tolist(), [batch.languages[number] for number in batch.language]
    /// ([0, 7], [7, 9], ['en', 'zh'])
    RunBatch {
        /// The start of each run in its text: a `memoryview` of 32-bit integers.
        start: NumberType::U32,
        /// The end of each run in its text: a `memoryview` of 32-bit integers.
        end: NumberType::U32,
        /// The language of each run, as an index into `languages`: a `memoryview` of bytes.
        language: NumberType::Name(languages),
    }
    offsets { offsets }
    methods {
        /// The codes of all languages.
        #[classattr]
        fn languages(py: Python<'_>) -> PyResult<Py<PyTuple>> {
            Ok(PyTuple::new(py, languages())?.unbind())
        }
    }
}

batch! {
    /// The languages of many texts, as columns of numbers, with one row per text. See `TokenBatch`.
    ///
    /// >>> batch = bitext.detect_batch(["今天天气真好", "What a lovely day"])
    /// >>> [batch.languages[number] for number in batch.language]
    /// ['zh-Hans', 'en']
    DetectionBatch {
        /// The language of each text, as an index into `languages`: a `memoryview` of bytes.
        language: NumberType::Name(languages),
        /// The probability that the language is correct, 0 to 1: a `memoryview` of 64-bit floats.
        confidence: NumberType::F64,
    }
    offsets {}
    methods {
        /// The codes of all languages.
        #[classattr]
        fn languages(py: Python<'_>) -> PyResult<Py<PyTuple>> {
            Ok(PyTuple::new(py, languages())?.unbind())
        }
    }
}
