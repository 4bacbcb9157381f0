//! The rows of a batch, while threads add to them.

use bitext::Span;
use pyo3::prelude::*;

use crate::errors::invalid;
use crate::flat::{Column, NumberType};
use crate::texts::Texts;
use crate::unit::Offsets;

/// The rows of consecutive texts. A column that a batch does not have stays empty.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The number of rows before each text, and of all rows.
    offsets: Vec<i64>,
    start: Vec<u32>,
    end: Vec<u32>,
    /// Indices of names: kinds or languages.
    names: Vec<u8>,
    position: Vec<u32>,
    confidence: Vec<f64>,
}

impl Rows {
    /// Fails if an offset in a text does not fit into 32 bits.
    pub(crate) fn check(texts: &Texts) -> PyResult<()> {
        let long = (0..texts.len()).find(|&index| u32::try_from(texts.get(index).len()).is_err());
        long.map_or(Ok(()), |index| {
            Err(invalid(&format!("the text {index} of the batch is longer than 4 GiB: split it first")))
        })
    }

    pub(crate) fn push_span(&mut self, span: Span, offsets: &mut Offsets<'_>) {
        let (start, end) = offsets.of(span);
        // `check` has made sure that both fit.
        self.start.push(u32::try_from(start).unwrap_or(u32::MAX));
        self.end.push(u32::try_from(end).unwrap_or(u32::MAX));
    }

    pub(crate) fn push_name(&mut self, name: u8) {
        self.names.push(name);
    }

    pub(crate) fn push_position(&mut self, position: u32) {
        self.position.push(position);
    }

    pub(crate) fn push_confidence(&mut self, confidence: f64) {
        self.confidence.push(confidence);
    }

    /// Ends the rows of a text.
    pub(crate) fn end_text(&mut self) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.offsets.push(i64::try_from(self.len()).unwrap_or(i64::MAX));
    }

    /// Appends the rows of the texts that follow.
    pub(crate) fn append(&mut self, mut other: Self) {
        let rows = i64::try_from(self.len()).unwrap_or(i64::MAX);
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.offsets.extend(other.offsets.iter().skip(1).map(|offset| offset + rows));
        self.start.append(&mut other.start);
        self.end.append(&mut other.end);
        self.names.append(&mut other.names);
        self.position.append(&mut other.position);
        self.confidence.append(&mut other.confidence);
    }

    pub(crate) fn texts(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.start.len().max(self.names.len())
    }

    pub(crate) fn column(&self, py: Python<'_>, name: &'static str, of: NumberType) -> Column {
        match name {
            "offsets" if self.offsets.is_empty() => Column::new(py, name, of, &[0i64]),
            "offsets" => Column::new(py, name, of, &self.offsets),
            "start" => Column::new(py, name, of, &self.start),
            "end" => Column::new(py, name, of, &self.end),
            "position" => Column::new(py, name, of, &self.position),
            "confidence" => Column::new(py, name, of, &self.confidence),
            _ => Column::new(py, name, of, &self.names),
        }
    }
}
