//! The fields of a row that have a meaning.

use super::header::Column;
use crate::export::unit::Unit;
use crate::{Error, ErrorKind, Flag, Review, Span};

/// Stores a field of the row in `unit`, as the column requires.
pub(super) fn set(unit: &mut Unit, column: &Column, field: String, disarmed: bool) -> Result<(), Error> {
    let row = &mut unit.row;
    let fault =
        |what: &str, field: &str| Err(Error::new(ErrorKind::Syntax, format!("`{field}` is not {what}")));
    // In some countries, spreadsheets write a decimal comma.
    let number =
        |field: &str| field.trim().replace(',', ".").parse::<f32>().ok().filter(|value| value.is_finite());
    match column {
        Column::Confidence | Column::Score => match number(&field) {
            Some(value) if *column == Column::Score => row.score = value,
            Some(value) => (row.confidence, unit.details.scored) = (value, true),
            None => return fault("a number", &field),
        },
        Column::Bead => row.kind = field.trim().parse()?,
        Column::EnglishSentences | Column::ChineseSentences => match field.trim().parse() {
            Ok(count) if *column == Column::EnglishSentences => row.kind.english = count,
            Ok(count) => row.kind.chinese = count,
            Err(_) => return fault("a number of sentences", &field),
        },
        Column::EnglishSpans | Column::ChineseSpans => {
            let spans: Option<Vec<Span>> = field.split_whitespace().map(span).collect();
            match spans {
                Some(spans) if *column == Column::EnglishSpans => row.english_spans = spans.into(),
                Some(spans) => row.chinese_spans = spans.into(),
                None => return fault("a list of byte ranges such as `0..12 13..40`", &field),
            }
        }
        Column::Flags => {
            for mark in field.split_whitespace() {
                match (mark.parse::<Review>(), mark.parse::<Flag>()) {
                    (Ok(review), _) => row.review = review,
                    (_, Ok(flag)) => row.flags.to_mut().push(flag),
                    // A remark of the reviewer.
                    _ => unit.details.notes.push(mark.to_owned()),
                }
            }
        }
        Column::Review => match field.trim().to_ascii_lowercase().parse() {
            Ok(review) => row.review = review,
            Err(_) => return fault("a mark of a reviewer: use `checked`, `rejected` or nothing", &field),
        },
        Column::Document => row.document = if disarmed { armed(field) } else { field }.into(),
        Column::Note => unit.details.notes.push(field),
        Column::Id => unit.details.id = field,
        Column::Text(_) | Column::Source | Column::Target | Column::Fuzzy | Column::Other => {}
    }
    Ok(())
}

fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once("..")?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// Returns the text without the apostrophe that keeps a spreadsheet from taking the text for a formula.
pub(super) fn armed(mut text: String) -> String {
    let is_formula =
        |text: &str| text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if text.starts_with('\'') && is_formula(text.trim_start_matches('\'')) {
        text.remove(0);
    }
    text
}
