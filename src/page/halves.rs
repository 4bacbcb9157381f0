//! The English and the Chinese half of a line in both languages.

use crate::lines::LineLetters;
use crate::script::{closes, is_han, opens};
use crate::{Script, Span};

/// The halves of a line with both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Halves {
    pub(crate) english: Span,
    pub(crate) chinese: Span,
    /// Whether a sign separates them, rather than only a blank.
    pub(crate) separated: bool,
}

/// Most Latin letters per Chinese character in a pair of halves. Translations have three to five, names up to twelve.
const MAX_LETTERS_PER_HAN: usize = 14;
/// Most Latin letters before a Chinese gloss in brackets that translates all of them. After more letters, the gloss usually
/// translates the last word only.
const MAX_GLOSSED: usize = 60;

/// Cuts a line in both languages into its halves. Does not check whether they translate each other.
///
/// Time O(length of `line`).
pub(crate) fn find(page: &str, line: Span) -> Option<Halves> {
    let text = line.of(page);
    let first = text.find(is_han)?;
    let last = text.rfind(is_han).map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))?;
    let latin_before = text[..first].contains(|c| Script::of(c) == Script::Latin);
    let latin_after = text[last..].contains(|c| Script::of(c) == Script::Latin);
    match (latin_before, latin_after) {
        (true, false) => cut(page, line, attach_before(text, first), true),
        (false, true) => cut(page, line, attach_after(text, last), false),
        // `T恤 T-shirts`, `Exit 出口 A`: the side with more letters is the English half.
        (true, true) => {
            let before = LineLetters::of(&text[..first]).latin;
            let after = LineLetters::of(&text[last..]).latin;
            if before >= after {
                cut(page, line, attach_before(text, first), true)
            } else {
                cut(page, line, attach_after(text, last), false)
            }
        }
        (false, false) => None,
    }
}

/// Moves a cut before a Chinese character to the left of the digits, quotes and brackets that belong to it.
fn attach_before(text: &str, at: usize) -> usize {
    let kept = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '"' || opens(c));
    kept.len()
}

/// Moves a cut after a Chinese character to the right of the digits and marks that belong to it.
fn attach_after(text: &str, at: usize) -> usize {
    let follows = |c: char| matches!(c, '。' | '！' | '？' | '…' | '%' | '!' | '?' | '；');
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || closes(c) || follows(c));
    text.len() - rest.len()
}

fn cut(page: &str, line: Span, at: usize, english_first: bool) -> Option<Halves> {
    let text = line.of(page);
    let (left, right) = (&text[..at], &text[at..]);
    // A bracket that opens at the cut and closes before the end of the line glosses a word, not the whole line.
    let opened = right.trim_start().starts_with(['(', '（', '[', '【']) || left.ends_with(['(', '（', '[']);
    let mut separated = false;
    let mut bounds = (line.start, line.start + at, line.start + at, line.end);
    if opened {
        let inner = right.trim_start().trim_start_matches(['(', '（', '[', '【']);
        let closed = inner.ends_with([')', '）', ']', '】']);
        let inner_end = inner.trim_end_matches([')', '）', ']', '】']);
        if !closed || inner_end.contains([')', '）', ']', '】']) || LineLetters::of(left).latin > MAX_GLOSSED
        {
            return None;
        }
        bounds.2 = line.end - inner.len();
        bounds.3 = bounds.2 + inner_end.len();
        bounds.1 = bounds.0 + left.trim_end_matches(['(', '（', '[']).len();
        separated = true;
    }
    let (left, stripped) = strip_separator(page, Span::new(bounds.0, bounds.1), false);
    separated |= stripped;
    let (right, stripped) = strip_separator(page, Span::new(bounds.2, bounds.3), true);
    separated |= stripped;
    // A separator such as `:-` may also follow the last half.
    let right = strip_separator(page, right, false).0;
    let (english, chinese) = if english_first { (left, right) } else { (right, left) };
    let chinese = without_sum(page, english, chinese);
    let (latin, han) = (LineLetters::of(english.of(page)), LineLetters::of(chinese.of(page)));
    let word = english.of(page).split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
    let balanced = latin.latin <= han.han * MAX_LETTERS_PER_HAN && han.han <= latin.latin * 2;
    let chinese_enough = han.han * 5 >= han.latin * 2;
    (word && balanced && chinese_enough && han.han > 0).then_some(Halves { english, chinese, separated })
}

/// Removes a sum of money from the end of the Chinese half, as in the menu line `宫保鸡丁 38元`, if a blank precedes it and the
/// English half has no digits.
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
    let sign =
        |c: char| matches!(c, '/' | '|' | '-' | '–' | '—' | '·' | ':' | '：' | '／' | '｜' | '=' | '→' | '•');
    let blank = |c: char| c.is_whitespace() || sign(c);
    let text = half.of(page);
    let kept = if at_start { text.trim_start_matches(blank) } else { text.trim_end_matches(blank) };
    let taken = if at_start { &text[..text.len() - kept.len()] } else { &text[kept.len()..] };
    let span = if at_start {
        Span::new(half.end - kept.len(), half.end)
    } else {
        Span::new(half.start, half.start + kept.len())
    };
    (span.trimmed(page), taken.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("He sells (豆浆) soy milk here", None),
            ("纯中文一行", None),
            ("English only", None),
        ];
        for (line, expected) in cases {
            let found = find(line, Span::new(0, line.len()));
            let found = found.as_ref().map(|halves| (halves.english.of(line), halves.chinese.of(line)));
            assert_eq!(found, expected, "{line}");
        }
    }
}
