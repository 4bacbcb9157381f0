//! Recognizes paragraphs of Markdown that are written line by line, such as verse. Their soft breaks (line breaks that
//! browsers show as white space) separate lines of the text.

use crate::Span;
use crate::lines::{LineLanguage, LineLetters, LineShape, strip_label};
use crate::script::{closes, is_end_mark, opens};

/// Whether the soft breaks of a paragraph are kept as line breaks: the language changes at one of them, or the lines
/// are verse, a list or a dialogue.
///
/// Time O(length of the lines).
pub(super) fn are_lines(lines: &[String]) -> bool {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    lines.len() > 1
        && (changes_language(&lines) || are_items(&lines) || is_dialogue(&lines) || is_verse(&lines))
}

/// Minimum width, in columns, of a line that may have been wrapped.
const WRAPPED: usize = 50;

/// Whether the language changes from one line to the next. A line of Latin names after a wrapped Chinese line is not a
/// change.
fn changes_language(lines: &[&str]) -> bool {
    let mut before: Option<LineLanguage> = None;
    let mut open = false;
    for line in lines {
        let letters = LineLetters::of(line);
        let mut language = letters.language().filter(|&language| {
            language != LineLanguage::English
                || line.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 1)
        });
        if open && letters.han == 0 {
            language = before;
        }
        match (before, language) {
            (Some(before), Some(language)) if before != language => return true,
            _ => before = language.or(before),
        }
        open = before == Some(LineLanguage::Chinese)
            && LineShape::of(line).columns >= WRAPPED
            && !line.ends_with(is_final);
    }
    false
}

/// Whether every line, except perhaps the first, begins with a label that Markdown does not know, such as `•`, `1、` or
/// `（1）`.
fn are_items(lines: &[&str]) -> bool {
    let labelled = |line: &str| strip_label(line, Span::new(0, line.len())).1.is_some();
    lines[1..].iter().all(|line| labelled(line))
}

/// Maximum number of characters of the name of a speaker, including the colon after it.
const MAX_NAME: usize = 14;

/// Whether the lines are a dialogue: all begin with a dash, all begin with the name of a speaker, or all are
/// quotations.
fn is_dialogue(lines: &[&str]) -> bool {
    let dash = |line: &str| line.starts_with(['—', '–', '―']);
    let named = |line: &str| {
        let end = line.char_indices().nth(MAX_NAME).map_or(line.len(), |(at, _)| at);
        let name = line[..end].find([':', '：']);
        name.is_some_and(|len| len > 0 && !line[..len].contains(char::is_whitespace))
    };
    let quoted =
        |line: &str| line.starts_with(['“', '「', '『', '"']) && line.ends_with(['”', '」', '』', '"']);
    let all = |test: &dyn Fn(&str) -> bool| lines.iter().all(|line| test(line));
    all(&dash) || all(&named) || all(&quoted)
}

/// Maximum width, in columns, of a line that is short on purpose.
const MAX_SHORT: usize = 38;
/// Maximum width, in columns, of a line of verse in a paragraph of at least [`MIN_VERSE`] lines.
const MAX_VERSE: usize = 80;
/// Minimum number of lines of verse with long lines, and of Chinese verse with commas at the ends of lines.
const MIN_VERSE: usize = 4;

/// Whether the lines are verse, or a list without marks. Chinese lines must be short. Of English lines after the
/// first, at least four fifths must begin with a capital; they may be longer if there are at least [`MIN_VERSE`]
/// lines.
fn is_verse(lines: &[&str]) -> bool {
    let widest = lines.iter().map(|line| LineShape::of(line).columns).max().unwrap_or(0);
    let chinese = lines.iter().filter(|line| LineLetters::of(line).han > 0).count();
    if chinese == lines.len() {
        let unfinished = |line: &&&str| line.ends_with(['，', ',', '、', '；', ';']);
        let open = lines[..lines.len() - 1].iter().filter(unfinished).count();
        return widest <= MAX_SHORT && (open == 0 || lines.len() >= MIN_VERSE);
    }
    let begins = lines[1..].iter().filter(|line| begins_anew(line)).count();
    let most = begins * 5 >= (lines.len() - 1) * 4;
    most && chinese == 0 && (widest <= MAX_SHORT || lines.len() >= MIN_VERSE && widest <= MAX_VERSE)
}

fn begins_anew(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| opens(c) || matches!(c, '"' | '\''));
    text.starts_with(char::is_uppercase)
}

/// Whether a sentence may end with `c`.
fn is_final(c: char) -> bool {
    is_end_mark(c) || closes(c) || matches!(c, '"' | '\'' | '：' | ':')
}
