//! The format of an input of `bitext convert`.

use std::path::Path;

use crate::arguments::InputFormat;
use crate::failure::Failure;
use crate::input;

/// Returns the format of an input: by the extension of its name, otherwise by its first bytes.
pub(crate) fn source_format(path: &Path, head: &[u8]) -> Result<InputFormat, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let by_name = match &*extension {
        "tsv" | "tab" => Some(InputFormat::Tsv),
        "csv" => Some(InputFormat::Csv),
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        "json" => Some(InputFormat::Json),
        "tmx" => Some(InputFormat::Tmx),
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mxliff" => Some(InputFormat::Xliff),
        "po" | "pot" => Some(InputFormat::Po),
        "html" | "htm" => Some(InputFormat::Html),
        "ladder" => Some(InputFormat::Ladder),
        "xces" => Some(InputFormat::Xces),
        _ => None,
    };
    by_name.or_else(|| by_content(head)).ok_or_else(|| {
        let advice = match &*extension {
            "xlsx" | "ods" => ": save it as CSV first",
            "docx" | "epub" | "pdf" => ": `bitext align` aligns documents",
            _ => ": give it the extension of its format, or name the format with `bitext convert --from`",
        };
        Failure::Input(format!("{}: is not in a format that can be converted{advice}", input::name(path)))
    })
}

fn by_content(head: &[u8]) -> Option<InputFormat> {
    let text = decoded(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with('<') {
        let roots = [
            ("<tmx", InputFormat::Tmx),
            ("<xliff", InputFormat::Xliff),
            ("<cesAlign", InputFormat::Xces),
            ("<html", InputFormat::Html),
            ("<!doctype html", InputFormat::Html),
            ("<!DOCTYPE html", InputFormat::Html),
        ];
        let found = roots.iter().filter_map(|(root, format)| Some((text.find(root)?, *format)));
        return found.min_by_key(|(at, _)| *at).map(|(_, format)| format);
    }
    if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')) {
        return Some(InputFormat::Json);
    }
    if text.starts_with('{') {
        return Some(InputFormat::Jsonl);
    }
    if text.lines().any(|line| line.starts_with("msgid ")) {
        return Some(InputFormat::Po);
    }
    if first.starts_with('[') && first.contains("]:[") {
        return Some(InputFormat::Ladder);
    }
    if first.contains('\t') {
        return Some(InputFormat::Tsv);
    }
    first.contains([',', ';']).then_some(InputFormat::Csv)
}

/// Decodes the first bytes of a file: as UTF-16 if they look like it, otherwise as UTF-8.
fn decoded(head: &[u8]) -> String {
    let units = |order: fn([u8; 2]) -> u16| {
        let units = head.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match head {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'<', ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name_and_by_content() {
        let rows = [
            ("a.TMX", "", Some(InputFormat::Tmx)),
            ("a.sdlxliff", "", Some(InputFormat::Xliff)),
            (
                "-",
                "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n<tmx>",
                Some(InputFormat::Tmx),
            ),
            ("a.xml", "<?xml version='1.0'?><xliff>", Some(InputFormat::Xliff)),
            ("a.xml", "<!DOCTYPE cesAlign><cesAlign>", Some(InputFormat::Xces)),
            ("-", "<!doctype html><title>about <tmx></title>", Some(InputFormat::Html)),
            ("-", "{\"en\":\"Tea\",\"zh\":\"茶\"}", Some(InputFormat::Jsonl)),
            ("-", "[\n{\"en\":\"Tea\",\"zh\":\"茶\"}]", Some(InputFormat::Json)),
            ("-", "[]:[0]\n", Some(InputFormat::Ladder)),
            ("a.txt", "# Chinese\n\nmsgid \"\"\nmsgstr \"\"\n", Some(InputFormat::Po)),
            ("-", "[0]:[0, 1]:0.97\n", Some(InputFormat::Ladder)),
            ("-", "English\tChinese\n", Some(InputFormat::Tsv)),
            ("a.txt", "en,zh\n", Some(InputFormat::Csv)),
            ("a.pdf", "%PDF-1.7", None),
            ("-", "", None),
        ];
        for (name, head, expected) in rows {
            assert_eq!(source_format(Path::new(name), head.as_bytes()).ok(), expected, "{name} {head}");
        }
        let utf16: Vec<u8> = "\u{feff}<tmx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(source_format(Path::new("-"), &utf16).ok(), Some(InputFormat::Tmx));
    }
}
