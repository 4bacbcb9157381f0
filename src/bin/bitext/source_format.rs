//! The format of an input of `bitext convert`.

use std::path::Path;

use bitext::export::PairFormat;

use crate::failure::Failure;
use crate::input;

/// Returns the format of an input: by the extension of its name, otherwise by its first bytes.
pub(crate) fn source_format(path: &Path, head: &[u8]) -> Result<PairFormat, Failure> {
    PairFormat::of_path(path).or_else(|| PairFormat::of_content(head)).ok_or_else(|| {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let advice = match &*extension {
            "xls" | "ods" => ": save it as XLSX or CSV first",
            "docx" | "epub" | "pdf" => ": `bitext align` aligns documents",
            _ if head.starts_with(b"PK\x03\x04") => ": `bitext align` aligns Word files and books",
            _ => ": give it the extension of its format, or name the format with `bitext convert --from`",
        };
        Failure::Input(format!("{}: is not in a format that can be converted{advice}", input::name(path)))
    })
}
