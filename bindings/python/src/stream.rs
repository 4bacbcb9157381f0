//! The sentences of a text that arrives in pieces.

use std::sync::{Mutex, PoisonError};

use bitext::{SentenceStream, Span};
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::PyString;

use crate::errors::invalid;
use crate::sentences::Sentence;
use crate::unit::Unit;

/// Finds the sentences of a text that arrives in pieces, without the whole text in memory. The sentences are those of
/// the whole text. About 200 KB of text are held back. `SentenceSplitter.stream` makes it.
///
/// >>> stream = bitext.SentenceSplitter().stream()
/// >>> found = [*stream.push("The shop is clo"), *stream.push("sed. 商店关门了。"), *stream.finish()]
/// >>> [(sentence.text, sentence.start) for sentence in found]
/// [('The shop is closed.', 0), ('商店关门了。', 20)]
#[pyclass(frozen, module = "bitext", name = "SentenceStream")]
#[derive(Debug)]
pub(crate) struct PySentenceStream(Mutex<State>);

#[derive(Debug)]
struct State {
    stream: SentenceStream,
    offsets: StreamOffsets,
    is_finished: bool,
}

#[pymethods]
impl PySentenceStream {
    /// Adds a piece of the text, and returns the sentences that are certain now.
    fn push(&self, py: Python<'_>, piece: &str) -> PyResult<Vec<Sentence>> {
        self.advance(py, Some(piece))
    }

    /// Ends the text, and returns the last sentences.
    fn finish(&self, py: Python<'_>) -> PyResult<Vec<Sentence>> {
        self.advance(py, None)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let state = self.0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        format!("SentenceStream({})", if state.is_finished { "finished" } else { "open" })
    }
}

impl PySentenceStream {
    pub(crate) fn new(stream: SentenceStream, unit: Unit) -> Self {
        let offsets = StreamOffsets { unit, text: String::new(), bytes: 0, units: 0, read: 0 };
        Self(Mutex::new(State { stream, offsets, is_finished: false }))
    }

    fn advance(&self, py: Python<'_>, piece: Option<&str>) -> PyResult<Vec<Sentence>> {
        let mut state = self.0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        if state.is_finished {
            return Err(invalid("the text of the stream has been finished: make another stream"));
        }
        let state = &mut *state;
        let found = py.detach(|| state.found(piece));
        let sentence = |(text, (start, end)): (String, (usize, usize))| {
            let text = PyString::new(py, &text).unbind();
            Sentence { text, start, end }
        };
        Ok(found.into_iter().map(sentence).collect())
    }
}

impl State {
    /// The sentences that are certain after a piece, or, without one, after the end of the text.
    fn found(&mut self, piece: Option<&str>) -> Vec<(String, (usize, usize))> {
        match piece {
            Some(piece) => {
                self.stream.push(piece);
                self.offsets.push(piece);
            }
            None => {
                self.stream.finish();
                self.is_finished = true;
            }
        }
        let mut found = Vec::new();
        while let Some((span, text)) = self.stream.next_sentence() {
            found.push((text.to_owned(), self.offsets.of(span)));
        }
        self.offsets.forget();
        found
    }
}

/// Converts the ascending byte spans of a text that arrives in pieces.
#[derive(Debug)]
struct StreamOffsets {
    unit: Unit,
    /// The text from the last offset that `forget` kept.
    text: String,
    /// The byte offset of `text` in the whole text.
    bytes: usize,
    /// The bytes of `text` that have been counted.
    read: usize,
    /// The number of units before `read`.
    units: usize,
}

impl StreamOffsets {
    fn push(&mut self, piece: &str) {
        if self.unit != Unit::Bytes {
            self.text.push_str(piece);
        }
    }

    fn of(&mut self, span: Span) -> (usize, usize) {
        (self.units_before(span.start), self.units_before(span.end))
    }

    fn units_before(&mut self, byte: usize) -> usize {
        let end = byte - self.bytes;
        let counted = self.text.get(self.read..end).unwrap_or_default();
        self.units += match self.unit {
            Unit::Bytes => return byte,
            Unit::CodePoints => counted.chars().count(),
            Unit::Utf16 => counted.chars().map(char::len_utf16).sum(),
        };
        self.read = end;
        self.units
    }

    /// Drops the text that has been counted.
    fn forget(&mut self) {
        self.text.drain(..self.read);
        self.bytes += self.read;
        self.read = 0;
    }
}
