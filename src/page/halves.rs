//! The places where a line in both languages can be cut into an English and a Chinese half.

use std::collections::HashSet;

use crate::lines::LineLetters;
use crate::script::{closes, is_end_mark, is_han, opens};
use crate::{Script, Span};

/// The English and the Chinese half of a line, at one place where it can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Halves {
    pub(crate) english: Span,
    pub(crate) chinese: Span,
    pub(crate) separator: Separator,
    /// Of the Latin words and numbers between the cut and the nearest Han character: how many the English half has too,
    /// minus how many the English half lacks.
    pub(crate) shared: i32,
}

/// The separator of two halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    Nothing,
    Blank,
    /// `/`, `-`, `:`, ...
    Sign,
    /// The end mark of the first half.
    EndMark,
    /// Brackets around the second half.
    Bracket,
}

/// Maximum number of Latin letters per Han character in a pair of halves. Translations have 3 to 5, names up to 12.
const MAX_LETTERS_PER_HAN: usize = 14;
/// Maximum number of Latin letters in a text that a Chinese gloss in brackets translates as a whole. After a longer
/// text, the gloss usually translates only the last word.
const MAX_GLOSSED: usize = 60;
/// Maximum length in bytes of words that may be a name in both halves.
const MAX_NAME: usize = 60;
/// Maximum number of places to cut that are tried on each side of the Han characters of a line.
const MAX_PLACES: usize = 4;

/// Returns the halves of a line at each place where it can be cut; none if the line is in one language. An English half
/// contains no Han character. The function does not check whether the halves translate each other.
///
/// Time O(length of `line`).
pub(crate) fn halves(page: &str, line: Span) -> Vec<Halves> {
    let text = line.of(page);
    let (Some(first), Some(last)) = (text.find(is_han), text.rfind(is_han)) else { return Vec::new() };
    let last = last + text[last..].chars().next().map_or(0, char::len_utf8);
    let is_latin = |c| Script::of(c) == Script::Latin;
    let mut found = Vec::new();
    if text[..first].contains(is_latin) {
        found.extend(places_before(text, first).into_iter().filter_map(|at| cut(page, line, at, true)));
    }
    if text[last..].contains(is_latin) {
        found.extend(places_after(text, last).into_iter().filter_map(|at| cut(page, line, at, false)));
    }
    found
}

/// Returns the places to cut before the first Han character, as offsets in `text`. The first place is directly before
/// that character and its digits and marks. If a word precedes this place, there may be earlier places: after an end
/// mark or sign, before a bracket, and before a repetition of the first words, as in `Mercury manual Mercury 手册`.
fn places_before(text: &str, first: usize) -> Vec<usize> {
    let base = attach_before(text, first);
    let mut places = vec![base];
    if ends_part(&text[..base]) || text[base..].starts_with(is_open_bracket) {
        return places;
    }
    let end = text[..base].trim_end().len();
    for (at, c) in text[..end].char_indices().rev() {
        let after = at + c.len_utf8();
        if is_open_bracket(c) {
            places.push(at);
        } else if c.is_whitespace() && !text[after..].starts_with(char::is_whitespace) {
            // The last character of the blank before a word.
            let (rest, words) = (text[..at].trim(), &text[after..end]);
            if ends_part(rest) || is_name(words) && begins_with(rest, words) {
                places.push(after);
            }
        }
        if places.len() >= MAX_PLACES {
            break;
        }
    }
    places
}

/// Returns the places to cut after the last Han character, by rules that mirror the rules of [`places_before`].
fn places_after(text: &str, last: usize) -> Vec<usize> {
    let base = attach_after(text, last);
    let mut places = vec![base];
    let rest = text[base..].trim_start();
    if ends_part(&text[..base]) || rest.starts_with(|c| is_sign(c) || is_open_bracket(c)) {
        return places;
    }
    let (start, end) = (text.len() - rest.len(), text.trim_end().trim_end_matches(is_end_mark).len());
    for (at, c) in rest.char_indices() {
        let (at, after) = (start + at, start + at + c.len_utf8());
        if is_open_bracket(c) {
            places.push(at);
        } else if matches!(c, '。' | '！' | '？') {
            places.push(after);
        } else if c.is_whitespace() && !text[..at].ends_with(char::is_whitespace) {
            let rest = text.get(after..end).unwrap_or_default().trim_start();
            let words = &text[start..at];
            if ends_part(&text[..at]) || is_name(words) && ends_with(rest, words) {
                places.push(after);
            }
        }
        if places.len() >= MAX_PLACES {
            break;
        }
    }
    places
}

/// Moves a cut before a Han character to the left, past the digits, quotes and brackets that belong to that character.
fn attach_before(text: &str, at: usize) -> usize {
    let kept = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '"' || opens(c));
    // The digits may be the end of a number such as `3.4`.
    match kept.strip_suffix(['.', ',']) {
        Some(whole) if kept.len() < at && whole.ends_with(|c: char| c.is_ascii_digit()) => {
            whole.trim_end_matches(|c: char| c.is_ascii_digit()).len()
        }
        _ => kept.len(),
    }
}

/// Moves a cut after a Han character to the right, past the digits and marks that belong to that character.
fn attach_after(text: &str, at: usize) -> usize {
    let follows = |c: char| is_end_mark(c) || matches!(c, '%' | '；' | '：' | '，');
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || closes(c) || follows(c));
    text.len() - rest.len()
}

/// Whether a half may end after `before`: `before` is blank, or ends with an end mark or a sign.
fn ends_part(before: &str) -> bool {
    let text = before.trim_end();
    text.is_empty() || text.ends_with(is_sign) || text.trim_end_matches(is_close).ends_with(is_end_mark)
}

/// Whether words may be a name that both halves have: at most [`MAX_NAME`] bytes, with an initial capital or digit.
fn is_name(words: &str) -> bool {
    words.len() <= MAX_NAME && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether `text` begins with `words`, followed by a character that is neither a letter nor a digit.
fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
}

/// Whether `text` ends with `words`, preceded by a character that is neither a letter nor a digit.
fn ends_with(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| rest.ends_with(|c: char| !c.is_alphanumeric()))
}

/// Returns the Latin words and the numbers of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() || Script::of(c) == Script::Han).filter(|word| !word.is_empty())
}

fn is_sign(c: char) -> bool {
    matches!(c, '/' | '|' | '-' | '–' | '—' | '·' | ':' | '：' | '／' | '｜' | '=' | '→' | '•')
}

fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '【')
}

fn is_close_bracket(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '】')
}

fn is_close(c: char) -> bool {
    closes(c) || matches!(c, '"' | '\'')
}

/// Returns the halves at one place, if [`fits`] accepts them.
fn cut(page: &str, line: Span, at: usize, english_first: bool) -> Option<Halves> {
    let (mut left, mut right) =
        (Span::new(line.start, line.start + at), Span::new(line.start + at, line.end));
    let bracket = right.of(page).trim_start().starts_with(is_open_bracket);
    if bracket {
        right = unbracketed(page, right)?;
        if LineLetters::of(left.of(page)).latin > MAX_GLOSSED && english_first {
            return None;
        }
    }
    let end_mark = left.of(page).trim_end().trim_end_matches(is_close).ends_with(is_end_mark);
    let blank =
        left.of(page).ends_with(char::is_whitespace) || right.of(page).starts_with(char::is_whitespace);
    let (signs_before, signs_after);
    (left, signs_before) = strip_separator(page, left, false);
    (right, signs_after) = strip_separator(page, right, true);
    // A separator such as `:-` may also follow the second half.
    right = strip_separator(page, right, false).0;
    let separator = match () {
        () if bracket => Separator::Bracket,
        () if end_mark => Separator::EndMark,
        () if signs_before || signs_after => Separator::Sign,
        () if blank => Separator::Blank,
        () => Separator::Nothing,
    };
    let (english, chinese) = if english_first { (left, right) } else { (right, left) };
    let chinese = without_sum(page, english, chinese);
    fits(english.of(page), chinese.of(page), english_first).map(|shared| Halves {
        english,
        chinese,
        separator,
        shared,
    })
}

/// If brackets begin and end a span, returns the text inside them. An end mark may follow the closing bracket.
fn unbracketed(page: &str, span: Span) -> Option<Span> {
    let text = span.of(page);
    let inner = text.trim_start().trim_start_matches(is_open_bracket);
    let start = span.end - inner.len();
    let inner = inner.trim_end().trim_end_matches(is_end_mark);
    let closed = inner.trim_end_matches(is_close_bracket);
    // If a bracket closes earlier, the brackets enclose glosses of words, not a translation of the whole line.
    (closed.len() < inner.len() && !closed.contains(is_close_bracket))
        .then(|| Span::new(start, start + closed.len()))
}

/// Returns the value of [`Halves::shared`], or `None` if the letters or words of the texts rule out a translation.
fn fits(english: &str, chinese: &str, english_first: bool) -> Option<i32> {
    let (latin, han) = (LineLetters::of(english), LineLetters::of(chinese));
    let word = english
        .split_whitespace()
        .filter(|part| !is_name_of_code(part))
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
        .any(|word| word.chars().count() > 1);
    let balanced = latin.latin <= han.han * MAX_LETTERS_PER_HAN && han.han <= latin.latin * 2;
    if !word || !balanced || han.han == 0 {
        return None;
    }
    let mut shared = 0;
    let mut lacking = 0;
    if han.latin > 0 || chinese.contains(|c: char| c.is_ascii_digit()) {
        let known: HashSet<&str> = words(english).collect();
        lacking = words(chinese)
            .filter(|word| word.starts_with(char::is_alphabetic) && !known.contains(word))
            .map(|word| word.chars().count())
            .sum();
        let edge = if english_first {
            &chinese[..chinese.find(is_han).unwrap_or(0)]
        } else {
            &chinese[chinese.rfind(is_han).unwrap_or(chinese.len())..]
        };
        shared = words(edge).map(|word| if known.contains(word) { 1 } else { -1 }).sum();
    }
    // The words that only the Chinese half has may contain at most 2.5 Latin letters per Han character.
    (han.han * 5 >= lacking * 2).then_some(shared)
}

/// Whether `part` is a web address, an e-mail address or a name of source code, such as `list#push` or `read_line()`.
fn is_name_of_code(part: &str) -> bool {
    part.contains("://") || part.contains("()") || part.contains(['@', '#', '_']) || part.starts_with("www.")
}

/// Removes a sum of money from the end of the Chinese half if a blank precedes the sum and the English half has no
/// digits, as in the menu line `宫保鸡丁 38元`.
fn without_sum(page: &str, english: Span, chinese: Span) -> Span {
    let text = chinese.of(page);
    let number = text.trim_end_matches(['元', '块', '圆']).trim_end();
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let set_apart = before.len() < number.len() && before.ends_with(char::is_whitespace);
    if !set_apart || english.of(page).contains(|c: char| c.is_ascii_digit()) {
        return chinese;
    }
    let filler = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '·' | '_');
    Span::new(chinese.start, chinese.start + before.trim_end_matches(filler).len())
}

/// Strips the separator from the start or the end of a half. Also returns whether the separator contained a sign.
fn strip_separator(page: &str, half: Span, at_start: bool) -> (Span, bool) {
    let blank = |c: char| c.is_whitespace() || is_sign(c);
    let text = half.of(page);
    let kept = if at_start { text.trim_start_matches(blank) } else { text.trim_end_matches(blank) };
    let taken = if at_start { &text[..text.len() - kept.len()] } else { &text[kept.len()..] };
    let start = if at_start { half.end - kept.len() } else { half.start };
    (Span::new(start, start + kept.len()).trimmed(page), taken.contains(is_sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the halves at the first place to cut, English first.
    fn first(line: &str) -> Option<(&str, &str)> {
        let found = halves(line, Span::new(0, line.len()));
        found.first().map(|halves| (halves.english.of(line), halves.chinese.of(line)))
    }

    #[test]
    fn halves_of_lines() {
        let cases = [
            ("Well Drilling Programme 打井计划", Some(("Well Drilling Programme", "打井计划"))),
            ("Serves two / 二人份", Some(("Serves two", "二人份"))),
            ("用时25分钟 / 25 minutes", Some(("25 minutes", "用时25分钟"))),
            ("In May the club opened:-5月,俱乐部成立:-", Some(("In May the club opened", "5月,俱乐部成立"))),
            ("Training of Mechanics (PM) 技工(PM)培训", Some(("Training of Mechanics (PM)", "技工(PM)培训"))),
            ("Kung Pao Chicken 宫保鸡丁 38元", Some(("Kung Pao Chicken", "宫保鸡丁"))),
            ("Deposit 30 yuan 押金 30元", Some(("Deposit 30 yuan", "押金 30元"))),
            ("Fresh soy milk (豆浆)", Some(("Fresh soy milk", "豆浆"))),
            ("她笑了（She laughed）。", Some(("She laughed", "她笑了"))),
            ("He sells (豆浆) soy milk here", None),
            ("营业时间请见 https://ferry.example/hours", None),
            ("整理 js#Array 或 js#Object", None),
            ("纯中文一行", None),
            ("English only", None),
        ];
        for (line, expected) in cases {
            assert_eq!(first(line), expected, "{line}");
        }
    }

    #[test]
    fn the_chinese_half_may_have_latin_names() {
        let cases = [
            ("Mercury guards the gate. Mercury 守着大门。", "Mercury 守着大门。", 1),
            ("Mercury off switch Mercury 开关", "Mercury 开关", 1),
            ("Pump 2 manual(Pump 2 手册)", "Pump 2 手册", 2),
            ("请重启 Mercury 9。 Restart Mercury 9.", "请重启 Mercury 9。", 2),
            ("请关闭 Mercury Turn off Mercury", "请关闭 Mercury", 1),
            ("Mercury 3.4 manual Mercury 3.4 手册", "Mercury 3.4 手册", 3),
            ("Version 3.4 is faster. 3.4版更快。", "3.4版更快。", 2),
        ];
        for (line, chinese, shared) in cases {
            let found = halves(line, Span::new(0, line.len()));
            let at = found.iter().find(|halves| halves.chinese.of(line) == chinese);
            assert_eq!(at.map(|halves| halves.shared), Some(shared), "{line} {found:?}");
        }
    }

    #[test]
    fn repeated_english_words_add_no_cut() {
        for line in [
            "Traditional Chinese to Simplified Chinese 繁體到簡體",
            "Sea rough, becoming very rough 海面大浪",
        ] {
            let found = halves(line, Span::new(0, line.len()));
            assert_eq!(found.len(), 1, "{line} {found:?}");
        }
    }
}
