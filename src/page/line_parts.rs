//! Cuts a line with several sentences in both languages into parts, if the sentences alternate between the languages or
//! each has a gloss in brackets.

use super::halves::{Halves, Separator, halves};
use crate::lines::{LineLanguage, LineLetters};
use crate::script::{closes, is_end_mark, is_han};
use crate::{LineBreaks, SentenceSplitter, Span};

/// A part of a line: consecutive sentences of one language, or one sentence in both languages.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) span: Span,
    pub(crate) language: LineLanguage,
    /// The halves of the part at each place where it can be cut. For a part with a gloss, only the cut at the
    /// brackets counts.
    pub(crate) halves: Vec<Halves>,
}

/// Minimum number of changes of language in a line whose sentences alternate. A line with one change has two halves.
const MIN_CHANGES: usize = 2;
/// A line alternates only if at most 1 / `MIXED_SHARE` of its sentences mix the languages.
const MIXED_SHARE: usize = 4;
/// Minimum number of sentences in a line that is cut into parts because each sentence has a gloss. A line of one
/// sentence with a gloss has two halves, but no parts.
const MIN_GLOSSES: usize = 2;

/// Returns the parts of a line that has several sentences in both languages, such as `Come in. 请进。 Sit down. 请坐。`
/// or `请进（Come in）。请坐（Sit down）。`. Returns `None` for other lines.
///
/// Time O(length of `line`).
pub(crate) fn parts(page: &str, line: Span) -> Option<Vec<Part>> {
    let letters = LineLetters::of(line.of(page));
    if letters.han == 0 || letters.latin == 0 {
        return None;
    }
    let splitter = SentenceSplitter::new().line_breaks(LineBreaks::Never);
    let sentences: Vec<Span> =
        splitter.split(line.of(page)).map(|sentence| sentence.shifted(line.start)).collect();
    glossed(page, &sentences).or_else(|| alternating(page, &sentences))
}

/// Returns each sentence as a part, if every sentence ends in a translation in brackets.
fn glossed(page: &str, sentences: &[Span]) -> Option<Vec<Part>> {
    if sentences.len() < MIN_GLOSSES {
        return None;
    }
    let part = |&span: &Span| {
        let language = LineLetters::of(span.of(page)).language()?;
        let mut halves = halves(page, span);
        halves.retain(|halves| halves.separator == Separator::Bracket);
        (!halves.is_empty()).then_some(Part { span, language, halves })
    };
    sentences.iter().map(part).collect()
}

/// Returns the parts of a line whose sentences alternate between the languages, if at least [`MIN_CHANGES`] changes of
/// language occur and few sentences mix the languages.
fn alternating(page: &str, sentences: &[Span]) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut mixed = 0;
    for &span in sentences {
        let letters = LineLetters::of(span.of(page));
        let (language, pure) = match letters.language() {
            // A sentence without letters belongs to the part before it.
            None => (parts.last().map_or(LineLanguage::English, |last| last.language), true),
            Some(LineLanguage::English) if letters.han > 0 && ends_in_chinese(span.of(page)) => {
                (LineLanguage::Chinese, false)
            }
            Some(LineLanguage::English) => (LineLanguage::English, letters.han == 0),
            Some(LineLanguage::Chinese) => (LineLanguage::Chinese, letters.latin <= letters.han),
            Some(LineLanguage::Other) => return None,
        };
        mixed += usize::from(!pure);
        let halves = if pure { Vec::new() } else { halves(page, span) };
        match parts.last_mut() {
            Some(last) if last.language == language && last.halves.is_empty() && halves.is_empty() => {
                last.span.end = span.end;
            }
            _ => parts.push(Part { span, language, halves }),
        }
    }
    if parts.len() <= MIN_CHANGES || mixed * MIXED_SHARE > sentences.len() {
        return None;
    }
    for part in &mut parts {
        part.span = unbracketed(page, part.span);
    }
    Some(parts)
}

/// Whether a sentence with Latin and Han letters ends like a Chinese one, in a Han character or a full-width mark.
fn ends_in_chinese(text: &str) -> bool {
    text.trim_end_matches(closes).ends_with(|c| is_han(c) || matches!(c, '。' | '！' | '？'))
}

/// Strips the brackets around a part. Often only one of the two languages of a line is in brackets.
fn unbracketed(page: &str, span: Span) -> Span {
    let text = span.of(page);
    let Some(inner) = text.strip_prefix(['(', '（']) else { return span };
    let inner = inner.trim_end_matches(is_end_mark);
    match inner.strip_suffix([')', '）']) {
        Some(bare) if !bare.contains(['(', '（', ')', '）']) => {
            let start = span.start + (text.len() - text.trim_start_matches(['(', '（']).len());
            Span::new(start, start + bare.len())
        }
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let found = parts(line, Span::new(0, line.len())).unwrap_or_default();
        found.iter().map(|part| part.span.of(line).to_owned()).collect()
    }

    #[test]
    fn alternating_sentences_are_parts() {
        let rows: [(&str, &[&str]); 6] = [
            (
                "The shop opens at nine. 商店九点开门。 Dogs are welcome. 欢迎带狗。",
                &["The shop opens at nine.", "商店九点开门。", "Dogs are welcome.", "欢迎带狗。"],
            ),
            (
                "It rained all day. We stayed in. 下了一天雨。我们没出门。It stopped at six. 六点雨停了。",
                &[
                    "It rained all day. We stayed in.",
                    "下了一天雨。我们没出门。",
                    "It stopped at six.",
                    "六点雨停了。",
                ],
            ),
            // The last of six sentences mixes the languages. At most a quarter of the sentences may.
            (
                "Come in. 请进。 Sit down. 请坐。 This is a Sony camera. 这是 Sony Alpha Nine camera 相机。",
                &[
                    "Come in.",
                    "请进。",
                    "Sit down.",
                    "请坐。",
                    "This is a Sony camera.",
                    "这是 Sony Alpha Nine camera 相机。",
                ],
            ),
            (
                "雨停了。(The rain stopped.) 我们出门了。(We went out.)",
                &["雨停了。", "The rain stopped.", "我们出门了。", "We went out."],
            ),
            (
                "他走了（He left）。她笑了（She laughed）。",
                &["他走了（He left）。", "她笑了（She laughed）。"],
            ),
            ("华为发布了 Mate 60。它很贵。", &[]),
        ];
        for (line, expected) in rows {
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn long_lines_have_parts_too() {
        let line =
            "The shop opens at nine. 商店九点开门。 Dogs are welcome. 欢迎带狗。 It is late. 天黑了。 "
                .repeat(900);
        assert_eq!(read(line.trim_end()).len(), 6 * 900);
    }
}
