//! The words and the sentences of texts.

use std::sync::Arc;

use bitext::{Span, TokenKind, Tokenizer};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::builder::{ArrayBuilder, Int64Builder, StringViewBuilder, UInt32Builder};
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::{Result, exec_datafusion_err};

use crate::batch_function::Column;
use crate::engines::Engines;
use crate::list_rows::{ListRows, fields};

pub(crate) fn tokenize(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [texts] = columns else { return Err(exec_datafusion_err!("one argument expected")) };
    let texts = texts.texts()?;
    let mut lists = ListRows::with_capacity(rows);
    let mut words = SpanColumns::new();
    let (mut kinds, mut positions) = (StringViewBuilder::new(), UInt32Builder::new());
    let mut tokens = Vec::new();
    for row in 0..rows {
        let Some(text) = texts.get(row) else {
            lists.null_row();
            continue;
        };
        tokens.clear();
        engines.tokenizer.tokenize_into(text, &mut tokens);
        for token in &tokens {
            words.push(token.span, text)?;
            kinds.try_append_value(kind_name(token.kind))?;
            positions.append_value(token.position);
        }
        lists.end_row(positions.len())?;
    }
    let mut found = words.finish();
    found.push(Arc::new(kinds.finish()));
    found.push(Arc::new(positions.finish()));
    lists.finish(token_fields(), found)
}

pub(crate) fn sentences(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [texts] = columns else { return Err(exec_datafusion_err!("one argument expected")) };
    let texts = texts.texts()?;
    let mut lists = ListRows::with_capacity(rows);
    let mut sentences = SpanColumns::new();
    for row in 0..rows {
        let Some(text) = texts.get(row) else {
            lists.null_row();
            continue;
        };
        for span in engines.splitter.split(text) {
            sentences.push(span, text)?;
        }
        lists.end_row(sentences.texts.len())?;
    }
    lists.finish(sentence_fields(), sentences.finish())
}

pub(crate) fn token_fields() -> Fields {
    fields([
        ("word", DataType::Utf8View),
        ("start", DataType::Int64),
        ("end", DataType::Int64),
        ("kind", DataType::Utf8View),
        ("position", DataType::UInt32),
    ])
}

pub(crate) fn sentence_fields() -> Fields {
    fields([("sentence", DataType::Utf8View), ("start", DataType::Int64), ("end", DataType::Int64)])
}

/// The columns of parts of texts: the parts, and the bytes at which they start and end.
struct SpanColumns {
    texts: StringViewBuilder,
    starts: Int64Builder,
    ends: Int64Builder,
}

impl SpanColumns {
    fn new() -> Self {
        Self { texts: StringViewBuilder::new(), starts: Int64Builder::new(), ends: Int64Builder::new() }
    }

    fn push(&mut self, span: Span, text: &str) -> Result<()> {
        self.texts.try_append_value(span.of(text))?;
        self.starts.append_value(span.start as i64);
        self.ends.append_value(span.end as i64);
        Ok(())
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        vec![Arc::new(self.texts.finish()), Arc::new(self.starts.finish()), Arc::new(self.ends.finish())]
    }
}

/// The name of a kind, as the JSON of the crate has it.
fn kind_name(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Han => "han",
        TokenKind::Number => "number",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
        TokenKind::Url => "url",
        TokenKind::Email => "email",
        TokenKind::Tag => "tag",
        TokenKind::Emoji => "emoji",
        _ => "other",
    }
}
