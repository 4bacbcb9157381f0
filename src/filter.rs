//! Decides which pairs of a bitext a corpus keeps, and why it rejects the others.

mod criteria;
mod filtering;
mod measure;
mod pair_hash;
mod rejection;
mod summary;

pub use criteria::Filter;
pub use filtering::Filtering;
pub use pair_hash::pair_hash;
#[expect(deprecated, reason = "the old name is kept for one version")]
pub use rejection::Fault;
pub use rejection::Rejection;
pub use summary::FilterSummary;
