//! Builds a column of lists of structs.

use std::sync::Arc;

use datafusion::arrow::array::builder::NullBufferBuilder;
use datafusion::arrow::array::{ArrayRef, ListArray, StructArray};
use datafusion::arrow::buffer::{OffsetBuffer, ScalarBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_datafusion_err};

/// The name of the items of a list in Arrow.
const ITEM: &str = "item";

/// Where the list of each row ends. The items are in columns beside it.
pub(crate) struct ListRows {
    offsets: Vec<i32>,
    nulls: NullBufferBuilder,
}

impl ListRows {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, nulls: NullBufferBuilder::new(rows) }
    }

    /// Ends the list of a row, where `items` counts the items of all rows up to this one.
    ///
    /// # Errors
    /// If the batch has more items than a list column can hold.
    pub(crate) fn end_row(&mut self, items: usize) -> Result<()> {
        let end = i32::try_from(items).map_err(|_| {
            exec_datafusion_err!(
                "a batch has more than {} items: set datafusion.execution.batch_size to fewer rows",
                i32::MAX
            )
        })?;
        self.offsets.push(end);
        self.nulls.append_non_null();
        Ok(())
    }

    /// Adds a row that is null.
    pub(crate) fn null_row(&mut self) {
        self.offsets.push(self.offsets.last().copied().unwrap_or(0));
        self.nulls.append_null();
    }

    /// The lists of the rows, whose items have these fields and columns.
    pub(crate) fn finish(self, fields: Fields, columns: Vec<ArrayRef>) -> Result<ArrayRef> {
        let item = DataType::Struct(fields.clone());
        self.finish_items(item, Arc::new(StructArray::try_new(fields, columns, None)?))
    }

    /// The lists of the rows, with these items.
    pub(crate) fn finish_items(mut self, item: DataType, items: ArrayRef) -> Result<ArrayRef> {
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.offsets));
        let field = Arc::new(Field::new(ITEM, item, true));
        Ok(Arc::new(ListArray::try_new(field, offsets, items, self.nulls.finish())?))
    }
}

/// The type of a list with items of a type.
pub(crate) fn list_of(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new(ITEM, item, true)))
}

/// Fields that may be null: `unnest` makes rows of nulls for a list that is null.
pub(crate) fn fields<const N: usize>(fields: [(&str, DataType); N]) -> Fields {
    fields.into_iter().map(|(name, data_type)| Field::new(name, data_type, true)).collect()
}
