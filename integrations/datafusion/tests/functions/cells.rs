//! The values of Arrow arrays as text, so that a failure prints both sides.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type, Int64Type, UInt32Type, UInt64Type};
use datafusion::prelude::SessionContext;

/// The rows of a query.
pub(crate) async fn query(context: &SessionContext, sql: &str) -> Vec<RecordBatch> {
    let frame = context.sql(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    frame.collect().await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// The first column of a query, in order.
pub(crate) async fn column(context: &SessionContext, sql: &str) -> Vec<String> {
    let batches = query(context, sql).await;
    batches
        .iter()
        .flat_map(|batch| (0..batch.num_rows()).map(|row| cell(batch.column(0).as_ref(), row)))
        .collect()
}

/// A value as text. A number is written with all its bits; the fields of a struct are separated by `|`, and the items
/// of a list are in parentheses.
pub(crate) fn cell(array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return "null".to_owned();
    }
    match array.data_type() {
        DataType::Utf8View => array.as_string_view().value(row).to_owned(),
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Float32 => format!("{:?}", array.as_primitive::<Float32Type>().value(row)),
        DataType::Float64 => format!("{:?}", array.as_primitive::<Float64Type>().value(row)),
        DataType::Struct(_) => {
            let fields = array.as_struct().columns().iter().map(|column| cell(column.as_ref(), row));
            fields.collect::<Vec<_>>().join("|")
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|item| format!("({})", cell(items.as_ref(), item))).collect()
        }
        other => panic!("no text for {other}"),
    }
}
