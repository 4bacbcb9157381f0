//! The functions in SQL: their results beside those of the crate, all string types, nulls, and errors.

mod cells;
mod errors;
mod files;
mod row;
mod rows;
mod texts;
mod types;
