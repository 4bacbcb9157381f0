//! The segmentation rules that the command line names.

use std::path::Path;

use bitext::{SrxRules, SrxSplitter};

use crate::failure::Failure;
use crate::input;

/// The rules of the two languages.
#[derive(Clone, Debug)]
pub(crate) struct Segmentation {
    pub(crate) english: SrxSplitter,
    pub(crate) chinese: SrxSplitter,
}

impl Segmentation {
    /// Reads an SRX file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        input::check(path)?;
        let rules = SrxRules::from_path(path)?;
        let splitter = |language| {
            rules.splitter(language).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
        };
        Ok(Self { english: splitter("en")?, chinese: splitter("zh")? })
    }
}
