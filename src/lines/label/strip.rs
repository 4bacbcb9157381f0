//! Removes labels and prices from a line.

use super::item::ItemLabel;
use super::line_label::LineLabel;
use super::number::{numbers, ordinal, roman};
use super::price::without_price;
use crate::numbers::numeral;
use crate::script::{is_bullet, is_han};
use crate::tables::{CharList, WordList, WordTable, char_list, word_list, word_table};
use crate::{Script, Span};

/// Words that are labels if a mark such as a colon follows, each with the name of its label. The name is the same for
/// both languages.
const NAMES: WordTable<2> = word_table!("line_labels.txt", 2);

/// Maximum number of characters in a label from [`NAMES`], including its number and blanks. The limit bounds the cost
/// of a look-up.
const MAX_NAME: usize = 24;

/// Words that form a label together with a number: `Article 3`, `Step 2.`, `No. 1:`.
const NUMBERED: WordList = word_list!("numbered_labels.txt");

/// Units of numbered clauses, such as `条` in `第三条`.
const CLAUSE_UNITS: CharList = char_list!("clause_units.txt");

/// Maximum number of labels on one line. `• 3. Q:` has three.
const MAX_LABELS: usize = 3;

/// Strips labels, a price, a fill-in line and outer white space from `span`. Also returns the last label that is a
/// number or a name or, if there is none, a bullet.
///
/// Time O(length of `span`).
pub(crate) fn strip_label(page: &str, span: Span) -> (Span, Option<LineLabel>) {
    let text = span.of(page);
    let mut start = 0;
    let mut found = None;
    for _ in 0..MAX_LABELS {
        let Some((len, label)) = first(&text[start..]) else { break };
        start += len;
        start += text[start..].len() - text[start..].trim_start().len();
        if !matches!((&label, &found), (LineLabel::Bullet, Some(_))) {
            found = Some(label);
        }
    }
    let end = start + without_price(&text[start..]).len();
    if Script::of(text[start..end].chars().next().unwrap_or(' ')) == Script::Other || start >= end {
        return (span, None);
    }
    (Span::new(span.start + start, span.start + end).trimmed(page), found)
}

/// Returns the label at the start of a text and its length in bytes; `None` if no letter or digit follows the label.
fn first(text: &str) -> Option<(usize, LineLabel)> {
    let found = bullet(text)
        .or_else(|| time(text))
        .or_else(|| item(text))
        .or_else(|| bracketed(text))
        .or_else(|| chinese(text))
        .or_else(|| named(text))
        .or_else(|| numbered(text))
        .or_else(|| plain_number(text));
    found.filter(|(len, _)| text[*len..].chars().any(char::is_alphanumeric))
}

/// Reads a bullet such as `•`, `- ` or `## `.
fn bullet(text: &str) -> Option<(usize, LineLabel)> {
    let c = text.chars().next()?;
    let len = c.len_utf8();
    let set_apart = text[len..].starts_with([' ', '\t', '\u{3000}']);
    let is = match c {
        '·' => true,
        _ if is_bullet(c) => true,
        '-' | '–' | '—' | '*' | '+' | '>' => set_apart || (c == '—' && text.starts_with("——")),
        '#' => set_apart || text.starts_with("##"),
        _ => false,
    };
    let len = text.len() - text.trim_start_matches(c).len();
    is.then_some((len, LineLabel::Bullet))
}

/// Reads a time code such as `[00:12]` or `00:01:02,500 --> 00:01:04,000`.
fn time(text: &str) -> Option<(usize, LineLabel)> {
    let inner = text.trim_start_matches('[');
    let len =
        inner.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',' | ' ' | '-' | '>' | ']'))?;
    let code = inner[..len].trim_end();
    let bytes = code.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let clock = (1..=2).contains(&digits) && bytes.get(digits) == Some(&b':') && bytes.len() >= digits + 3;
    let whole = code.ends_with(']') || code.contains("-->");
    (clock && whole).then(|| (text.len() - inner.len() + code.len(), LineLabel::Bullet))
}

/// Reads the label of a list item, such as `1.`, `3.)`, `(4)` or `b.`, if a blank follows.
fn item(text: &str) -> Option<(usize, LineLabel)> {
    let label = ItemLabel::read(text)?;
    // `(i)` is the Roman numeral 1 more often than the ninth letter.
    let letter = text[..label.len].trim_matches(['(', ')', '.']);
    let number = roman(letter).unwrap_or(u64::from(label.place));
    Some((label.len, LineLabel::Number(vec![number])))
}

/// Reads a number in brackets, such as `(a)`, `（一）`, `[3]` or `（12）`.
fn bracketed(text: &str) -> Option<(usize, LineLabel)> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '【'))?;
    let rest = &text[open.len_utf8()..];
    let inner = rest.find([')', '）', ']', '】']).map(|end| &rest[..end])?;
    let close = rest[inner.len()..].chars().next()?;
    let number = ordinal(inner)?;
    Some((open.len_utf8() + inner.len() + close.len_utf8(), LineLabel::Number(vec![number])))
}

/// Reads a label with a Chinese numeral or a Chinese word, such as `第三条`, `第1.1条`, `第一家：`, `步骤2：`, `三、`
/// or `三．`.
fn chinese(text: &str) -> Option<(usize, LineLabel)> {
    if let Some(rest) = text.strip_prefix('第') {
        let (mut len, numbers) = numbers(rest)?;
        let tail = &rest[len..];
        let unit = tail.chars().next().filter(|&c| is_han(c))?;
        len += unit.len_utf8();
        let after = &rest[len..];
        let mark =
            after.chars().next().filter(|c| matches!(c, '：' | ':' | '、' | '.' | ' ' | '\u{3000}'))?;
        return (CLAUSE_UNITS.contains(unit) || matches!(mark, '：' | ':'))
            .then(|| ('第'.len_utf8() + len + mark.len_utf8(), LineLabel::Number(numbers)));
    }
    if let Some(rest) = text.strip_prefix("步骤").or_else(|| text.strip_prefix("步驟")) {
        let (len, numbers) = numbers(rest)?;
        let mark =
            rest[len..].chars().next().filter(|c| matches!(c, '：' | ':' | '、' | '.' | ' ' | '。'))?;
        return Some(("步骤".len() + len + mark.len_utf8(), LineLabel::Number(numbers)));
    }
    let (value, taken) = numeral(text)?;
    let len: usize = text.chars().take(taken).map(char::len_utf8).sum();
    let mark = text[len..].chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
    (value < 100).then(|| (len + mark.len_utf8(), LineLabel::Number(vec![value])))
}

/// Reads a label from [`NAMES`], such as `Q:`, `Q1:`, `问：`, `Abstract:` or `WARNING!`.
fn named(text: &str) -> Option<(usize, LineLabel)> {
    let end = text.char_indices().nth(MAX_NAME).map_or(text.len(), |(at, _)| at);
    let mark = text[..end].find([':', '：', '!', '！', '.'])?;
    let name = text[..mark].trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let sign = text[mark..].chars().next()?;
    let [_, shared] = NAMES.get(name.to_lowercase())?;
    let colon = matches!(sign, ':' | '：');
    let shout = matches!(sign, '!' | '！') && !name.chars().any(char::is_lowercase);
    let numbered_dot = sign == '.' && text[..mark].ends_with(|c: char| c.is_ascii_digit());
    (colon || shout || numbered_dot).then(|| (mark + sign.len_utf8(), LineLabel::Named(shared)))
}

/// Reads a word of [`NUMBERED`] and the number after it, as in `Article 3`, `Step 2.`, `No. 1:` or `Chapter IV`.
fn numbered(text: &str) -> Option<(usize, LineLabel)> {
    let word = text.find(|c: char| !c.is_ascii_alphabetic()).map(|end| &text[..end])?;
    if !NUMBERED.contains_ignore_case(word) || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let mut at = word.len();
    at += usize::from(text[at..].starts_with('.'));
    let blank = text[at..].len() - text[at..].trim_start_matches(' ').len();
    at += blank;
    let (len, numbers) =
        match numbers(&text[at..]).filter(|_| text[at..].starts_with(|c: char| c.is_ascii_digit())) {
            Some(found) => found,
            None => {
                let end = text[at..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len() - at);
                (end, vec![roman(&text[at..at + end])?])
            }
        };
    at += len;
    let after = text[at..].chars().next()?;
    matches!(after, ':' | '：' | '.' | ' ' | '-' | '–' | '—' | '\t')
        .then(|| (at + if after == ' ' { 0 } else { after.len_utf8() }, LineLabel::Number(numbers)))
}

/// Whether a text begins with the unit of a quantity, as in `3.4 版的重点` and `1.5 倍`. A longer word that begins with the
/// same character is no unit: `3.4 版权声明` has a label.
fn begins_with_unit(text: &str) -> bool {
    let mut chars = text.chars();
    let ends = |next: char| !is_han(next) || UNIT_FOLLOWERS.contains(&next);
    chars.next().is_some_and(|c| UNITS.contains(&c)) && chars.next().is_none_or(ends)
}

/// Units of quantities and of versions that follow a number with a decimal point.
const UNITS: [char; 11] = ['版', '倍', '元', '米', '吨', '克', '升', '度', '秒', '万', '亿'];

/// Characters that follow a unit in the same phrase.
const UNIT_FOLLOWERS: [char; 7] = ['的', '是', '和', '中', '里', '起', '以'];

/// Reads a number that is not in brackets, such as `3.`, `3)`, `3、`, `3.1`, `IV.` or `a)`.
fn plain_number(text: &str) -> Option<(usize, LineLabel)> {
    let alphabetic = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if alphabetic > 0 {
        let number = &text[..alphabetic];
        let mark = text[alphabetic..].chars().next()?;
        let value = match mark {
            ')' | '）' if alphabetic <= 4 => ordinal(number)?,
            '.' if number.bytes().all(|byte| b"IVX".contains(&byte))
                && text[alphabetic + 1..].starts_with(' ') =>
            {
                roman(number)?
            }
            _ => return None,
        };
        return Some((alphabetic + mark.len_utf8(), LineLabel::Number(vec![value])));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (len, numbers) = numbers(text)?;
    if len > 9 || numbers.iter().any(|&number| number > 999) {
        return None;
    }
    let mark = text[len..].chars().next()?;
    let mark_len = mark.len_utf8();
    let after = text[len + mark_len..].chars().next();
    let label = match mark {
        '、' | ')' | '）' => true,
        '.' | '．' => after.is_some_and(|c| c.is_whitespace() || is_han(c)),
        // `1.2 The Buyer` begins with a clause number without a full stop. `1.2 kg` is a quantity.
        ' ' | '\t' | '\u{3000}' => {
            let rest = &text[len + mark_len..];
            numbers.len() > 1
                && !begins_with_unit(rest)
                && after.is_some_and(|c| c.is_uppercase() || is_han(c))
        }
        _ => false,
    };
    label.then_some((len + mark_len, LineLabel::Number(numbers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_removed() {
        let number = |numbers: &[u64]| Some(LineLabel::Number(numbers.to_vec()));
        let cases = [
            ("1. Wash the rice.", "Wash the rice.", number(&[1])),
            ("2、淘米。", "淘米。", number(&[2])),
            ("（三）件数。", "件数。", number(&[3])),
            ("(c) the number of boxes", "the number of boxes", number(&[3])),
            ("1.2 The Buyer shall pay.", "The Buyer shall pay.", number(&[1, 2])),
            ("第1.2条 买方应付款。", "买方应付款。", number(&[1, 2])),
            ("Article 3 Delivery", "Delivery", number(&[3])),
            ("第三条 交货", "交货", number(&[3])),
            ("Article IV: Claims", "Claims", number(&[4])),
            ("II. Scope", "Scope", number(&[2])),
            ("二、普查范围", "普查范围", number(&[2])),
            ("No. 1: Soup", "Soup", number(&[1])),
            ("第一家：牛肉汤", "牛肉汤", number(&[1])),
            ("Q2: Where is it?", "Where is it?", Some(LineLabel::Named("question"))),
            ("问：在哪里？", "在哪里？", Some(LineLabel::Named("question"))),
            ("• Bring water", "Bring water", Some(LineLabel::Bullet)),
            ("- 带水", "带水", Some(LineLabel::Bullet)),
            ("WARNING! Hot surface.", "Hot surface.", Some(LineLabel::Named("warning"))),
            ("a. the number of boxes", "the number of boxes", number(&[1])),
            ("3.) the number of boxes", "the number of boxes", number(&[3])),
            ("(i) the number of boxes", "the number of boxes", number(&[1])),
            ("⁃ Bring water", "Bring water", Some(LineLabel::Bullet)),
            ("Tea egg  ¥3", "Tea egg", None),
            ("[00:12] Hello there", "Hello there", Some(LineLabel::Bullet)),
            ("200 g of flour", "200 g of flour", None),
            ("3.86 billion masks", "3.86 billion masks", None),
            ("I. M. Pei built it.", "M. Pei built it.", number(&[1])),
            ("A. Noel Kramer spoke.", "A. Noel Kramer spoke.", None),
            ("The contract is worth $450.", "The contract is worth $450.", None),
            ("三万二千艘", "三万二千艘", None),
            ("1.", "1.", None),
        ];
        for (text, expected, label) in cases {
            let (span, found) = strip_label(text, Span::new(0, text.len()));
            assert_eq!((span.of(text), found), (expected, label), "{text}");
        }
    }
}
