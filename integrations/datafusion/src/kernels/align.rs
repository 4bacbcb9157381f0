//! The pairs of texts and of pages.

use datafusion::arrow::array::ArrayRef;
use datafusion::common::{Result, exec_datafusion_err};

use crate::batch_function::Column;
use crate::engines::Engines;
use crate::list_rows::ListRows;
use crate::pair_columns::PairColumns;

pub(crate) fn align_texts(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [english, chinese] = columns else { return Err(exec_datafusion_err!("two arguments expected")) };
    let (english, chinese) = (english.texts()?, chinese.texts()?);
    let mut lists = ListRows::with_capacity(rows);
    let mut pairs = PairColumns::new();
    for row in 0..rows {
        let (Some(english), Some(chinese)) = (english.get(row), chinese.get(row)) else {
            lists.null_row();
            continue;
        };
        pairs.push(&engines.aligner.align_texts(english, chinese))?;
        lists.end_row(pairs.len())?;
    }
    lists.finish(PairColumns::fields(), pairs.finish()?)
}

pub(crate) fn align_page(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let [pages] = columns else { return Err(exec_datafusion_err!("one argument expected")) };
    let pages = pages.texts()?;
    let mut lists = ListRows::with_capacity(rows);
    let mut pairs = PairColumns::new();
    for row in 0..rows {
        let Some(page) = pages.get(row) else {
            lists.null_row();
            continue;
        };
        pairs.push(&engines.aligner.align_page(page))?;
        lists.end_row(pairs.len())?;
    }
    lists.finish(PairColumns::fields(), pairs.finish()?)
}
