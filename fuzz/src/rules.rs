//! The target that reads segmentation rules and splits a text by them.

use bitext::SrxRules;

use crate::input::text;

/// Splits a text by the rules of an SRX file. A NUL separates the file and the text.
pub(crate) fn srx(bytes: &[u8]) {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let (file, rest) = bytes.split_at(end);
    let Ok(rules) = SrxRules::from_reader(file) else { return };
    let text = text(rest);
    for language in ["en", "zh-CN"] {
        let Ok(splitter) = rules.splitter(language) else { continue };
        let spans = splitter.split(&text);
        let mut from = 0;
        for &span in &spans {
            let sentence = span.of(&text);
            assert!(!sentence.is_empty() && sentence.trim() == sentence, "{sentence:?}");
            assert!(text[from..span.start].trim().is_empty(), "text before {span} is in no sentence");
            from = span.end;
        }
        assert!(text[from..].trim().is_empty(), "the end is in no sentence");
    }
}
