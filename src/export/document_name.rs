//! The name of a document, which a file states once and every row of the document repeats.

/// Maximum length of the name in bytes. No path and hardly any address is longer. Without a limit, a file of 2 MB with
/// a name of 1 MB becomes rows of 10 GB.
const MAX_NAME: usize = 4_096;

/// Returns the name as rows have it.
///
/// # Errors
/// Fails with a message if the name is longer than [`MAX_NAME`].
pub(super) fn document_name(name: &str) -> Result<String, String> {
    if name.len() > MAX_NAME {
        let length = name.len();
        return Err(format!("the document name has {length} bytes: shorten it to at most {MAX_NAME}"));
    }
    Ok(name.to_owned())
}
