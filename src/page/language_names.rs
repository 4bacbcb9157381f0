//! Removes cells that only name languages, such as the head of a table or the links to the translations of a page.

use super::cells::PageCell;
use crate::lines::LineLanguage;
use crate::script::is_han;
use crate::tables::{WordTable, word_table};

/// Names of languages in lower case, each with the code of the language.
const NAMES: WordTable<2> = word_table!("language_names.txt", 2);

/// Maximum length of a cell that is compared with the names, in bytes.
const MAX_CELL: usize = 160;

/// The languages that a cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamedLanguages {
    /// One language, in Latin letters or in Han characters. The value is its code in `data/language_names.txt`.
    One(&'static str),
    /// One language in both scripts: `English 英语`.
    Translated,
    /// Several languages: `English / 中文`.
    Several,
}

/// Removes the cells in which the name of a language is a label or a link:
/// - a cell that names several languages: `English / 中文`,
/// - the cells of a row of names of different languages: `English | 简体中文 | 日本語`,
/// - a cell that names its own language, next to a cell of the other language that does the same,
/// - a paragraph that names its own language, if both languages have such a paragraph.
///
/// Except in the first case, a cell is kept if the cell before or after it is its translation: `English | 英语`.
///
/// Time O(cells).
pub(crate) fn without_language_names(page: &str, cells: Vec<PageCell>) -> Vec<PageCell> {
    let names: Vec<Option<NamedLanguages>> = cells.iter().map(|cell| names(cell.span.of(page))).collect();
    if names.iter().all(Option::is_none) {
        return cells;
    }
    let own: Vec<bool> = cells.iter().zip(&names).map(|(cell, names)| names_itself(cell, *names)).collect();
    let alone = |at: usize| {
        let paragraph =
            |other: Option<usize>| other.and_then(|other| cells.get(other)).map(|cell| cell.paragraph);
        let this = Some(cells[at].paragraph);
        paragraph(at.checked_sub(1)) != this && paragraph(Some(at + 1)) != this
    };
    let heads = |language| (0..cells.len()).any(|at| own[at] && cells[at].language == language && alone(at));
    let sections = heads(LineLanguage::English) && heads(LineLanguage::Chinese);
    let mut drop = vec![false; cells.len()];
    let mut start = 0;
    for row in cells.chunk_by(|one, other| one.line == other.line) {
        let end = start + row.len();
        let switch = names[start..end].iter().all(Option::is_some)
            && names[start..end].iter().any(|other| *other != names[start]);
        for at in start..end {
            let near = [at.checked_sub(1), Some(at + 1).filter(|&next| next < cells.len())];
            let near = || near.into_iter().flatten().filter(|&other| names[other].is_some());
            let translated = near().any(|other| translate(&cells, &names, at, other));
            let faces_own = near().any(|other| own[other] && cells[other].language != cells[at].language);
            drop[at] = names[at] == Some(NamedLanguages::Several)
                || !translated
                    && names[at].is_some()
                    && (switch || own[at] && (faces_own || sections && alone(at)));
        }
        start = end;
    }
    let mut dropped = drop.into_iter();
    let mut cells = cells;
    cells.retain(|_| !dropped.next().unwrap_or(false));
    cells
}

/// Whether a cell names its own language.
fn names_itself(cell: &PageCell, names: Option<NamedLanguages>) -> bool {
    let own = match cell.language {
        LineLanguage::English => "en",
        LineLanguage::Chinese => "zh",
        LineLanguage::Other => return false,
    };
    names == Some(NamedLanguages::One(own))
}

/// Whether two cells name one language in different scripts.
fn translate(cells: &[PageCell], names: &[Option<NamedLanguages>], one: usize, other: usize) -> bool {
    matches!(names[one], Some(NamedLanguages::One(_)))
        && names[one] == names[other]
        && cells[one].language != cells[other].language
}

/// Returns the languages that a text names, if it consists only of names of languages.
fn names(text: &str) -> Option<NamedLanguages> {
    if text.len() > MAX_CELL {
        return None;
    }
    let mut found: Option<(&'static str, bool)> = None;
    let (mut several, mut both) = (false, false);
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        rest = &rest[start..];
        let han = rest.starts_with(is_han);
        let inside = |c: char| {
            if han { is_han(c) } else { !is_han(c) && (c.is_alphabetic() || matches!(c, ' ' | '-')) }
        };
        let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        let [_, language] = NAMES.get(rest[..end].trim_matches([' ', '-']).to_lowercase())?;
        match found {
            Some((first, script)) => {
                several |= first != language;
                both |= script != han;
            }
            None => found = Some((language, han)),
        }
        rest = &rest[end..];
    }
    if rest.contains(char::is_numeric) {
        return None;
    }
    let (language, _) = found?;
    Some(match (several, both) {
        (true, _) => NamedLanguages::Several,
        (false, true) => NamedLanguages::Translated,
        (false, false) => NamedLanguages::One(language),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::cells::cells;

    #[test]
    fn language_names_are_removed() {
        let rows: [(&str, &[&str]); 10] = [
            ("English\t中文\nTea\t茶\n", &["Tea", "茶"]),
            ("Chinese\tEnglish\n茶\tTea\n", &["茶", "Tea"]),
            ("英文\t中文\nTea\t茶\n", &["Tea", "茶"]),
            ("English | 简体中文 | 日本語\n\nTea\n茶\n", &["Tea", "茶"]),
            ("English / 中文\nTea\n茶\n", &["Tea", "茶"]),
            ("English\n\nTea is hot.\n\n中文\n\n茶很烫。\n", &["Tea is hot.", "茶很烫。"]),
            // Nothing is removed: the cells translate each other, or have other words.
            ("English\t英语\nChinese\t汉语\n", &["English", "英语", "Chinese", "汉语"]),
            ("English\n\n英语\n\nChinese\n\n中文\n", &["English", "英语", "Chinese", "中文"]),
            ("English 英语\n", &["English 英语"]),
            ("English tea\t中文书\n", &["English tea", "中文书"]),
        ];
        for (page, expected) in rows {
            let found = without_language_names(page, cells(page));
            let found: Vec<&str> = found.iter().map(|cell| cell.span.of(page)).collect();
            assert_eq!(found, expected, "{page}");
        }
    }
}
