//! Finds the pairs in each mixed page `NAME.txt` in a folder.

use std::error::Error;
use std::fs;
use std::path::Path;

use bitext::Aligner;

use crate::align::with_extension;

pub(crate) fn predict(source: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let aligner = Aligner::new();
    fs::create_dir_all(target)?;
    for path in with_extension(source, "txt")? {
        let page = fs::read_to_string(&path)?;
        let mut out = String::new();
        for pair in aligner.align_page(&page).pairs() {
            let row = serde_json::json!({
                "en": pair.english(),
                "zh": pair.chinese(),
                "score": pair.score(),
                "confidence": pair.confidence(),
            });
            out.push_str(&row.to_string());
            out.push('\n');
        }
        let name = path.file_name().unwrap_or_default();
        fs::write(Path::new(target).join(name).with_extension("pred.jsonl"), out)?;
    }
    Ok(())
}
