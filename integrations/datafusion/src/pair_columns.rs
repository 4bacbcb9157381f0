//! Builds the columns of aligned pairs.

use std::fmt::Write;
use std::sync::Arc;

use bitext::{Bitext, Pair, Span};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::builder::{ArrayBuilder, Float32Builder, Int64Builder, StringViewBuilder};
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::Result;

use crate::list_rows::{ListRows, fields, list_of};

/// The columns of pairs, as they are built.
pub(crate) struct PairColumns {
    english: StringViewBuilder,
    chinese: StringViewBuilder,
    confidence: Float32Builder,
    kind: StringViewBuilder,
    flags: StringViewBuilder,
    flag_lists: ListRows,
    english_spans: SpanBuilders,
    chinese_spans: SpanBuilders,
    /// Reused for what is written with `Display`.
    scratch: String,
}

impl PairColumns {
    pub(crate) fn new() -> Self {
        Self {
            english: StringViewBuilder::new(),
            chinese: StringViewBuilder::new(),
            confidence: Float32Builder::new(),
            kind: StringViewBuilder::new(),
            flags: StringViewBuilder::new(),
            flag_lists: ListRows::with_capacity(0),
            english_spans: SpanBuilders::default(),
            chinese_spans: SpanBuilders::default(),
            scratch: String::new(),
        }
    }

    /// The number of pairs so far.
    pub(crate) fn len(&self) -> usize {
        self.confidence.len()
    }

    /// Appends the pairs of a bitext; sentences without a counterpart are left out.
    pub(crate) fn push(&mut self, bitext: &Bitext<'_>) -> Result<()> {
        bitext.pairs().try_for_each(|pair| self.push_pair(pair))
    }

    fn push_pair(&mut self, pair: Pair<'_, '_>) -> Result<()> {
        self.english.try_append_value(pair.english())?;
        self.chinese.try_append_value(pair.chinese())?;
        self.confidence.append_value(pair.confidence());
        self.scratch.clear();
        let _ = write!(self.scratch, "{}", pair.kind());
        self.kind.try_append_value(&self.scratch)?;
        for flag in &pair.bead().flags {
            self.scratch.clear();
            let _ = write!(self.scratch, "{flag}");
            self.flags.try_append_value(&self.scratch)?;
        }
        self.flag_lists.end_row(self.flags.len())?;
        self.english_spans.push(pair.english_spans());
        self.chinese_spans.push(pair.chinese_spans());
        Ok(())
    }

    /// The columns, in the order of [`PairColumns::fields`].
    pub(crate) fn finish(mut self) -> Result<Vec<ArrayRef>> {
        let flags = Arc::new(self.flags.finish());
        Ok(vec![
            Arc::new(self.english.finish()),
            Arc::new(self.chinese.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.kind.finish()),
            self.flag_lists.finish_items(DataType::Utf8View, flags)?,
            Arc::new(self.english_spans.starts.finish()),
            Arc::new(self.english_spans.ends.finish()),
            Arc::new(self.chinese_spans.starts.finish()),
            Arc::new(self.chinese_spans.ends.finish()),
        ])
    }

    pub(crate) fn fields() -> Fields {
        fields([
            ("english", DataType::Utf8View),
            ("chinese", DataType::Utf8View),
            ("confidence", DataType::Float32),
            ("kind", DataType::Utf8View),
            ("flags", list_of(DataType::Utf8View)),
            ("english_start", DataType::Int64),
            ("english_end", DataType::Int64),
            ("chinese_start", DataType::Int64),
            ("chinese_end", DataType::Int64),
        ])
    }
}

/// The bytes from the first to the last sentence of each pair.
#[derive(Default)]
struct SpanBuilders {
    starts: Int64Builder,
    ends: Int64Builder,
}

impl SpanBuilders {
    fn push(&mut self, sentences: &[Span]) {
        self.starts.append_option(sentences.first().map(|span| span.start as i64));
        self.ends.append_option(sentences.last().map(|span| span.end as i64));
    }
}
