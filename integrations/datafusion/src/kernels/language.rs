//! The languages of texts.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::builder::{ArrayBuilder, Float64Builder, StringViewBuilder};
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::{Result, exec_datafusion_err};

use crate::batch_function::Column;
use crate::engines::Engines;
use crate::list_rows::{ListRows, fields};

pub(crate) fn detect_language(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [texts] = columns else { return Err(exec_datafusion_err!("one argument expected")) };
    let texts = texts.texts()?;
    let mut codes = StringViewBuilder::with_capacity(rows);
    for row in 0..rows {
        match texts.get(row) {
            Some(text) => codes.try_append_value(engines.detector.detect(text).code())?,
            None => codes.append_null(),
        }
    }
    Ok(Arc::new(codes.finish()))
}

pub(crate) fn language_shares(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [texts] = columns else { return Err(exec_datafusion_err!("one argument expected")) };
    let texts = texts.texts()?;
    let mut lists = ListRows::with_capacity(rows);
    let (mut languages, mut shares) = (StringViewBuilder::new(), Float64Builder::new());
    for row in 0..rows {
        let Some(text) = texts.get(row) else {
            lists.null_row();
            continue;
        };
        for share in engines.detector.detect(text).shares {
            languages.try_append_value(share.language.code())?;
            shares.append_value(share.fraction);
        }
        lists.end_row(shares.len())?;
    }
    lists.finish(share_fields(), vec![Arc::new(languages.finish()), Arc::new(shares.finish())])
}

pub(crate) fn share_fields() -> Fields {
    fields([("language", DataType::Utf8View), ("share", DataType::Float64)])
}
