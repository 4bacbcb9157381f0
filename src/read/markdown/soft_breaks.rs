//! Which paragraphs of Markdown are written line by line, so that their soft line breaks count.

use crate::Span;
use crate::lines::{LineLanguage, LineLetters, LineShape, strip_label};
use crate::script::{closes, is_end_mark, opens};

/// Whether the soft breaks of a paragraph of these lines separate lines: the language changes at one of them, or the
/// lines are verse, a list or a dialogue.
///
/// Time O(length of the lines).
pub(super) fn are_lines(lines: &[String]) -> bool {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    lines.len() > 1
        && (changes_language(&lines) || are_items(&lines) || is_dialogue(&lines) || is_verse(&lines))
}

/// Columns from which a line may have been wrapped.
const WRAPPED: usize = 50;

/// Whether the language changes from line to line. A wrapped Chinese line may be followed by a line of Latin names.
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

/// Whether every line, but the first perhaps, begins with a label that Markdown does not know: `•`, `1、`, `（1）`.
fn are_items(lines: &[&str]) -> bool {
    let labelled = |line: &str| strip_label(line, Span::new(0, line.len())).1.is_some();
    lines[1..].iter().all(|line| labelled(line))
}

/// Characters of the name of a speaker.
const MAX_NAME: usize = 14;

/// Whether every line is spoken: it begins with a dash or the name of the speaker, or it is a quotation.
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

/// Columns of the longest line that is short on purpose, in any paragraph and in a longer one.
const MAX_SHORT: usize = 38;
const MAX_VERSE: usize = 80;
/// Lines from which a paragraph is long enough to show that each line begins anew.
const MIN_VERSE: usize = 4;

/// Whether the lines are verse, or a list without marks: short, or each with a capital.
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
