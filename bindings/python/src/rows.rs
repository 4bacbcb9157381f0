//! The rows of a batch, which threads make in parts.

use bitext::Span;
use pyo3::prelude::*;

use crate::errors::invalid;
use crate::flat::{Column, NumberType};
use crate::parallel::map;
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

    /// The rows of all texts. The threads copy the parts, each to its own place.
    pub(crate) fn joined(py: Python<'_>, mut parts: Vec<Self>, threads: usize) -> PyResult<Self> {
        if parts.len() <= 1 {
            return Ok(parts.pop().unwrap_or_default());
        }
        let all_rows = parts.iter().map(Self::len).sum();
        let sum = |len: fn(&Self) -> usize| -> usize { parts.iter().map(len).sum() };
        // The system gives zeroed memory without touching it, so that the threads share the work of its first use, too.
        let mut all = Self {
            offsets: vec![0; 1 + sum(Self::texts)],
            start: vec![0; sum(|part| part.start.len())],
            end: vec![0; sum(|part| part.end.len())],
            names: vec![0; sum(|part| part.names.len())],
            position: vec![0; sum(|part| part.position.len())],
            confidence: vec![0.0; sum(|part| part.confidence.len())],
        };
        let mut rest = Places::of(&mut all);
        let mut first = 0;
        let places = parts.into_iter().map(|part| {
            let place = rest.split(&part, first);
            first += part.len();
            (part, place)
        });
        map(py, places, threads_for(all_rows, threads), |(part, place)| place.fill(&part))?;
        Ok(all)
    }

    pub(crate) fn texts(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.start.len().max(self.names.len())
    }

    /// Moves a column into memory that Python and Arrow read.
    pub(crate) fn take(&mut self, py: Python<'_>, name: &'static str, of: NumberType) -> PyResult<Column> {
        use std::mem::take;
        match name {
            "offsets" if self.offsets.is_empty() => Column::new(py, name, of, vec![0i64]),
            "offsets" => Column::new(py, name, of, take(&mut self.offsets)),
            "start" => Column::new(py, name, of, take(&mut self.start)),
            "end" => Column::new(py, name, of, take(&mut self.end)),
            "position" => Column::new(py, name, of, take(&mut self.position)),
            "confidence" => Column::new(py, name, of, take(&mut self.confidence)),
            _ => Column::new(py, name, of, take(&mut self.names)),
        }
    }
}

/// Places of the columns.
struct Places<'r> {
    /// The number of rows before the places.
    first: i64,
    offsets: &'r mut [i64],
    start: &'r mut [u32],
    end: &'r mut [u32],
    names: &'r mut [u8],
    position: &'r mut [u32],
    confidence: &'r mut [f64],
}

impl<'r> Places<'r> {
    /// Returns all places except the place of the first offset, which is 0.
    fn of(rows: &'r mut Rows) -> Self {
        Self {
            first: 0,
            offsets: rows.offsets.get_mut(1..).unwrap_or_default(),
            start: &mut rows.start,
            end: &mut rows.end,
            names: &mut rows.names,
            position: &mut rows.position,
            confidence: &mut rows.confidence,
        }
    }

    /// Splits off the places of the next part, which has `first` rows before it.
    fn split(&mut self, part: &Rows, first: usize) -> Self {
        Self {
            first: i64::try_from(first).unwrap_or(i64::MAX),
            offsets: split(&mut self.offsets, part.texts()),
            start: split(&mut self.start, part.start.len()),
            end: split(&mut self.end, part.end.len()),
            names: split(&mut self.names, part.names.len()),
            position: split(&mut self.position, part.position.len()),
            confidence: split(&mut self.confidence, part.confidence.len()),
        }
    }

    fn fill(self, part: &Rows) {
        for (place, offset) in self.offsets.iter_mut().zip(part.offsets.iter().skip(1)) {
            *place = self.first + offset;
        }
        self.start.copy_from_slice(&part.start);
        self.end.copy_from_slice(&part.end);
        self.names.copy_from_slice(&part.names);
        self.position.copy_from_slice(&part.position);
        self.confidence.copy_from_slice(&part.confidence);
    }
}

/// The number of threads to copy so many rows. A few rows are copied in less time than a thread takes to start.
pub(crate) fn threads_for(rows: usize, threads: usize) -> usize {
    const ROWS: usize = 1 << 16;
    if rows < ROWS { 1 } else { threads }
}

/// Splits off the first `len` places.
pub(crate) fn split<'r, T>(rest: &mut &'r mut [T], len: usize) -> &'r mut [T] {
    rest.split_off_mut(..len).unwrap_or_default()
}
