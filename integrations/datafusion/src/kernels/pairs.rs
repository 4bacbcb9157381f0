//! Which pairs a corpus keeps, and which are the same.

use std::sync::Arc;

use bitext::Flag;
use datafusion::arrow::array::builder::{StringViewBuilder, UInt64Builder};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float32Array, ListArray, StructArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float32Type};
use datafusion::common::{Result, exec_datafusion_err};

use crate::batch_function::Column;
use crate::engines::Engines;
use crate::list_rows::list_of;
use crate::texts::Texts;

pub(crate) fn reject_pair(engines: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let pairs = pairs(columns)?;
    let (english, chinese) = (texts(pairs, "english")?, texts(pairs, "chinese")?);
    // Columns that were read from a file may have other types than those of `align_texts`.
    let confidences = cast(field(pairs, "confidence")?, &DataType::Float32)?;
    let confidences: &Float32Array = confidences.as_primitive::<Float32Type>();
    let flag_lists = cast(field(pairs, "flags")?, &list_of(DataType::Utf8View))?;
    let flag_lists: &ListArray = flag_lists.as_list();
    let all_flags = Texts::new(flag_lists.values().as_ref())?;
    let mut reasons = StringViewBuilder::with_capacity(rows);
    let mut flags: Vec<Flag> = Vec::new();
    for row in 0..rows {
        let (Some(english), Some(chinese)) = (english.get(row), chinese.get(row)) else {
            reasons.append_null();
            continue;
        };
        flags.clear();
        if pairs.is_valid(row) && flag_lists.is_valid(row) {
            let offsets = flag_lists.value_offsets();
            for item in offsets[row] as usize..offsets[row + 1] as usize {
                let flag = all_flags.get(item).unwrap_or_default();
                flags.push(
                    flag.parse::<Flag>().map_err(|error| exec_datafusion_err!("reject_pair: {error}"))?,
                );
            }
        }
        let confidence = if confidences.is_valid(row) { confidences.value(row) } else { 0.0 };
        match engines.filter.start().check_texts(english, chinese, confidence, &flags) {
            Some(reason) if pairs.is_valid(row) => reasons.try_append_value(reason.name())?,
            _ => reasons.append_null(),
        }
    }
    Ok(Arc::new(reasons.finish()))
}

pub(crate) fn pair_hash(_: &Engines, columns: &[Column], rows: usize) -> Result<ArrayRef> {
    let pairs = pairs(columns)?;
    let (english, chinese) = (texts(pairs, "english")?, texts(pairs, "chinese")?);
    let mut hashes = UInt64Builder::with_capacity(rows);
    for row in 0..rows {
        match (english.get(row), chinese.get(row)) {
            (Some(english), Some(chinese)) if pairs.is_valid(row) => {
                hashes.append_value(bitext::pair_hash(english, chinese));
            }
            _ => hashes.append_null(),
        }
    }
    Ok(Arc::new(hashes.finish()))
}

fn pairs(columns: &[Column]) -> Result<&StructArray> {
    let pairs = columns.first().and_then(|column| column.array.as_struct_opt());
    pairs.ok_or_else(|| exec_datafusion_err!("a struct expected"))
}

fn field<'a>(pairs: &'a StructArray, name: &str) -> Result<&'a ArrayRef> {
    pairs.column_by_name(name).ok_or_else(|| exec_datafusion_err!("the pair has no field {name}"))
}

fn texts<'a>(pairs: &'a StructArray, name: &str) -> Result<Texts<'a>> {
    Texts::new(field(pairs, name)?.as_ref())
}
