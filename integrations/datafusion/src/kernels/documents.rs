//! Which documents translate each other.

use std::fmt::Write;
use std::sync::Arc;

use bitext::DocumentMatch;
use datafusion::arrow::array::builder::{ArrayBuilder, Float32Builder, StringViewBuilder};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, ListArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::{Result, exec_datafusion_err};

use crate::batch_function::Column;
use crate::engines::Engines;
use crate::list_rows::{ListRows, fields, list_of};
use crate::texts::Texts;

pub(crate) fn match_documents(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [english, chinese] = columns else { return Err(exec_datafusion_err!("two arguments expected")) };
    let (english, chinese) = (lists(&english.array)?, lists(&chinese.array)?);
    let (english, chinese) = (DocumentLists::new(&english)?, DocumentLists::new(&chinese)?);
    let mut lists = ListRows::with_capacity(rows);
    let mut found = MatchColumns::new();
    for row in 0..rows {
        let (Some(english), Some(chinese)) = (english.get(row), chinese.get(row)) else {
            lists.null_row();
            continue;
        };
        let matches = engines.matcher.find(&english.texts, &chinese.texts);
        matches.pairs.iter().try_for_each(|pair| found.push(pair, &english, &chinese))?;
        lists.end_row(found.confidence.len())?;
    }
    lists.finish(match_fields(), found.finish())
}

pub(crate) fn match_fields() -> Fields {
    fields([
        ("english", DataType::Utf8View),
        ("chinese", DataType::Utf8View),
        ("english_text", DataType::Utf8View),
        ("chinese_text", DataType::Utf8View),
        ("confidence", DataType::Float32),
        ("words", DataType::Utf8View),
    ])
}

/// Lists with 32-bit offsets, as `array_agg` makes them.
fn lists(array: &ArrayRef) -> Result<ListArray> {
    match array.data_type() {
        DataType::LargeList(item) => Ok(cast(array, &list_of(item.data_type().clone()))?.as_list().clone()),
        _ => {
            let lists = array.as_list_opt().cloned();
            lists.ok_or_else(|| exec_datafusion_err!("match_documents: a list expected"))
        }
    }
}

/// Lists of named documents.
struct DocumentLists<'a> {
    lists: &'a ListArray,
    names: Texts<'a>,
    texts: Texts<'a>,
}

/// The documents of one list.
struct Documents<'a> {
    names: Vec<Option<&'a str>>,
    texts: Vec<&'a str>,
}

impl<'a> DocumentLists<'a> {
    fn new(lists: &'a ListArray) -> Result<Self> {
        let column = |name| {
            let found = lists.values().as_struct_opt().and_then(|documents| documents.column_by_name(name));
            found.ok_or_else(|| exec_datafusion_err!("match_documents: the documents have no {name}"))
        };
        Ok(Self {
            lists,
            names: Texts::new(column("name")?.as_ref())?,
            texts: Texts::new(column("text")?.as_ref())?,
        })
    }

    /// The documents of a row; those without a text are left out.
    fn get(&self, row: usize) -> Option<Documents<'a>> {
        if self.lists.is_null(row) {
            return None;
        }
        let offsets = self.lists.value_offsets();
        let mut documents = Documents { names: Vec::new(), texts: Vec::new() };
        for item in offsets[row] as usize..offsets[row + 1] as usize {
            if let Some(text) = self.texts.get(item) {
                documents.texts.push(text);
                documents.names.push(self.names.get(item));
            }
        }
        Some(documents)
    }
}

/// The columns of matches, as they are built.
struct MatchColumns {
    english: StringViewBuilder,
    chinese: StringViewBuilder,
    english_text: StringViewBuilder,
    chinese_text: StringViewBuilder,
    confidence: Float32Builder,
    words: StringViewBuilder,
    /// Reused for the words that decide.
    scratch: String,
}

impl MatchColumns {
    fn new() -> Self {
        Self {
            english: StringViewBuilder::new(),
            chinese: StringViewBuilder::new(),
            english_text: StringViewBuilder::new(),
            chinese_text: StringViewBuilder::new(),
            confidence: Float32Builder::new(),
            words: StringViewBuilder::new(),
            scratch: String::new(),
        }
    }

    fn push(&mut self, pair: &DocumentMatch, english: &Documents<'_>, chinese: &Documents<'_>) -> Result<()> {
        let (english_text, chinese_text) = (english.texts[pair.english], chinese.texts[pair.chinese]);
        self.english.append_option(english.names[pair.english]);
        self.chinese.append_option(chinese.names[pair.chinese]);
        self.english_text.try_append_value(english_text)?;
        self.chinese_text.try_append_value(chinese_text)?;
        self.confidence.append_value(pair.confidence);
        self.scratch.clear();
        for word in &pair.evidence {
            let blank = if self.scratch.is_empty() { "" } else { " " };
            let (own, other) = (word.english.of(english_text), word.chinese.of(chinese_text));
            let _ = write!(self.scratch, "{blank}{own}={other}");
        }
        self.words.try_append_value(&self.scratch)?;
        Ok(())
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        vec![
            Arc::new(self.english.finish()),
            Arc::new(self.chinese.finish()),
            Arc::new(self.english_text.finish()),
            Arc::new(self.chinese_text.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.words.finish()),
        ]
    }
}
