//! Labels that stand before a line and are no part of its text: numbers, clauses, bullets, `Q:`, prices.

use crate::numbers::numeral;
use crate::script::{is_bullet, is_han};
use crate::{Script, Span};

/// What a label says, in a form that both languages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// `•`, `-`, ...
    Bullet,
    /// `3.`, `（三）`, `(c)`, `III.`, `第三条`: a number, or several as in `3.1`.
    Number(Vec<u64>),
    /// `Q:`, `Abstract:`, ...: number of the row in [`NAMED`].
    Named(usize),
}

impl Label {
    /// Whether two lines with these labels stand for each other; none where that cannot be said.
    pub(crate) fn agrees(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Bullet, Self::Bullet) => None,
            (Self::Bullet, _) | (_, Self::Bullet) => None,
            (one, other) => Some(one == other),
        }
    }
}

/// Words that are labels where a colon, or for those that are always set apart any mark, follows.
const NAMED: [(&[&str], &[&str]); 10] = [
    (&["q", "question"], &["问", "問", "问题", "問題"]),
    (&["a", "answer"], &["答", "回答", "答案"]),
    (&["abstract"], &["摘要"]),
    (&["keywords", "key words"], &["关键词", "關鍵詞", "关键字", "關鍵字"]),
    (&["note", "notes", "n.b"], &["注", "註", "备注", "備註"]),
    (&["warning"], &["警告"]),
    (&["caution"], &["小心"]),
    (&["tip", "tips"], &["小贴士", "小貼士", "提示"]),
    (&["example", "e.g"], &["例", "例如"]),
    (&["source"], &["来源", "來源"]),
];

/// Words that a number follows: `Article 3`, `Step 2.`, `No. 1:`.
const NUMBERED: [&str; 15] = [
    "article",
    "section",
    "clause",
    "chapter",
    "part",
    "step",
    "no",
    "item",
    "paragraph",
    "rule",
    "figure",
    "table",
    "lesson",
    "unit",
    "appendix",
];

/// Labels of one line that are taken off at most: `• 3. Q:`.
const MOST: usize = 3;

/// The span without labels before it, nor prices, fill-in lines and white space around it; and what the
/// last number or name among the labels says.
pub(crate) fn strip(page: &str, span: Span) -> (Span, Option<Label>) {
    let text = span.of(page);
    let mut start = 0;
    let mut found = None;
    for _ in 0..MOST {
        let Some((len, label)) = first(&text[start..]) else { break };
        start += len;
        start += text[start..].len() - text[start..].trim_start().len();
        if !matches!((&label, &found), (Label::Bullet, Some(_))) {
            found = Some(label);
        }
    }
    let end = start + without_price(&text[start..]).len();
    if Script::of(text[start..end].chars().next().unwrap_or(' ')) == Script::Other || start >= end {
        return (span, None);
    }
    (Span::new(span.start + start, span.start + end).trimmed(page), found)
}

/// The label that a text starts with, and its length in bytes; not the whole text.
fn first(text: &str) -> Option<(usize, Label)> {
    let found = bullet(text)
        .or_else(|| time(text))
        .or_else(|| bracketed(text))
        .or_else(|| chinese(text))
        .or_else(|| named(text))
        .or_else(|| numbered(text))
        .or_else(|| plain_number(text));
    found.filter(|(len, _)| text[*len..].chars().any(char::is_alphanumeric))
}

fn bullet(text: &str) -> Option<(usize, Label)> {
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
    is.then_some((len, Label::Bullet))
}

/// `[00:12]`, `00:01:02,500 --> 00:01:04,000`.
fn time(text: &str) -> Option<(usize, Label)> {
    let inner = text.trim_start_matches('[');
    let len =
        inner.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',' | ' ' | '-' | '>' | ']'))?;
    let code = inner[..len].trim_end();
    let bytes = code.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let clock = (1..=2).contains(&digits) && bytes.get(digits) == Some(&b':') && bytes.len() >= digits + 3;
    let whole = code.ends_with(']') || code.contains("-->");
    (clock && whole).then(|| (text.len() - inner.len() + code.len(), Label::Bullet))
}

/// `(a)`, `（一）`, `[3]`, `（12）`.
fn bracketed(text: &str) -> Option<(usize, Label)> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '【'))?;
    let rest = &text[open.len_utf8()..];
    let inner = rest.find([')', '）', ']', '】']).map(|end| &rest[..end])?;
    let close = rest[inner.len()..].chars().next()?;
    let number = ordinal(inner)?;
    Some((open.len_utf8() + inner.len() + close.len_utf8(), Label::Number(vec![number])))
}

/// A number as labels write it: digits, a letter, a Roman or a Chinese numeral.
fn ordinal(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        return text.parse().ok();
    }
    if let Some(number) = roman(text) {
        return Some(number);
    }
    if let [letter @ (b'a'..=b'z' | b'A'..=b'Z')] = text.as_bytes() {
        return Some(u64::from(letter.to_ascii_lowercase() - b'a') + 1);
    }
    match numeral(text) {
        Some((value, taken)) if taken == text.chars().count() && value < 1000 => Some(value),
        _ => None,
    }
}

/// `I` to `XXXIX`, in capitals or small letters; `i` alone too, since the letter would come ninth.
fn roman(text: &str) -> Option<u64> {
    let upper = text.to_ascii_uppercase();
    let tens = upper.bytes().take_while(|&byte| byte == b'X').count();
    let unit = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        .iter()
        .position(|numeral| *numeral == &upper[tens..])?;
    (text.len() <= 7 && tens <= 3 && tens + unit > 0).then_some((10 * tens + unit) as u64)
}

/// `第三条`, `第1.1条`, `第一家：`, `三、`, `三．`.
fn chinese(text: &str) -> Option<(usize, Label)> {
    if let Some(rest) = text.strip_prefix('第') {
        let (mut len, numbers) = numbers(rest)?;
        let tail = &rest[len..];
        let unit = tail.chars().next().filter(|&c| is_han(c))?;
        len += unit.len_utf8();
        let after = &rest[len..];
        let mark =
            after.chars().next().filter(|c| matches!(c, '：' | ':' | '、' | '.' | ' ' | '\u{3000}'))?;
        let clause = matches!(
            unit,
            '条' | '條' | '章' | '节' | '節' | '款' | '项' | '項' | '步' | '课' | '課' | '部' | '篇'
        );
        return (clause || matches!(mark, '：' | ':'))
            .then(|| ('第'.len_utf8() + len + mark.len_utf8(), Label::Number(numbers)));
    }
    if let Some(rest) = text.strip_prefix("步骤").or_else(|| text.strip_prefix("步驟")) {
        let (len, numbers) = numbers(rest)?;
        let mark =
            rest[len..].chars().next().filter(|c| matches!(c, '：' | ':' | '、' | '.' | ' ' | '。'))?;
        return Some(("步骤".len() + len + mark.len_utf8(), Label::Number(numbers)));
    }
    let (value, taken) = numeral(text)?;
    let len: usize = text.chars().take(taken).map(char::len_utf8).sum();
    let mark = text[len..].chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
    (value < 100).then(|| (len + mark.len_utf8(), Label::Number(vec![value])))
}

/// `3.1`, `12`, `十二`: the bytes and the numbers.
fn numbers(text: &str) -> Option<(usize, Vec<u64>)> {
    let len = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let digits = text[..len].trim_end_matches('.');
    if digits.is_empty() {
        let (value, taken) = numeral(text)?;
        let len = text.chars().take(taken).map(char::len_utf8).sum();
        return Some((len, vec![value]));
    }
    let numbers: Option<Vec<u64>> = digits.split('.').map(|part| part.parse().ok()).collect();
    Some((digits.len(), numbers?))
}

/// `Q:`, `Q1:`, `问：`, `Abstract:`, `WARNING!`.
fn named(text: &str) -> Option<(usize, Label)> {
    // Enough for the longest of them; a line of any length is not lowered whole.
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    let mark = text[..end].find([':', '：', '!', '！', '.'])?;
    let name = text[..mark].trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let sign = text[mark..].chars().next()?;
    let lower = name.to_lowercase();
    let row = NAMED
        .iter()
        .position(|(english, chinese)| english.contains(&lower.as_str()) || chinese.contains(&name))?;
    let colon = matches!(sign, ':' | '：');
    let shout = matches!(sign, '!' | '！') && !name.chars().any(char::is_lowercase);
    let numbered_dot = sign == '.' && text[..mark].ends_with(|c: char| c.is_ascii_digit());
    (colon || shout || numbered_dot).then(|| (mark + sign.len_utf8(), Label::Named(row)))
}

/// `Article 3`, `Step 2.`, `No. 1:`, `Chapter IV`.
fn numbered(text: &str) -> Option<(usize, Label)> {
    let word = text.find(|c: char| !c.is_ascii_alphabetic()).map(|end| &text[..end])?;
    if !NUMBERED.contains(&word.to_ascii_lowercase().as_str())
        || !word.starts_with(|c: char| c.is_ascii_uppercase())
    {
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
        .then(|| (at + if after == ' ' { 0 } else { after.len_utf8() }, Label::Number(numbers)))
}

/// `3.`, `3)`, `3、`, `3.1`, `IV.`, `a)`.
fn plain_number(text: &str) -> Option<(usize, Label)> {
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
        return Some((alphabetic + mark.len_utf8(), Label::Number(vec![value])));
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
        // A clause without a full stop: what follows starts a sentence, and not a unit of measure.
        ' ' | '\t' | '\u{3000}' => numbers.len() > 1 && after.is_some_and(|c| c.is_uppercase() || is_han(c)),
        _ => false,
    };
    label.then_some((len + mark_len, Label::Number(numbers)))
}

/// A text without the price and the fill-in line at its end: `Noodles ¥38`, `Noodles ..... 38元`.
fn without_price(text: &str) -> &str {
    let filler = |c: char| c.is_whitespace() || matches!(c, '_' | '.' | '…' | '·');
    let text = text.trim_end_matches(|c: char| c == '_' || c.is_whitespace());
    let body = text.trim_end_matches("元").trim_end();
    let without = body.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let signs = ['¥', '￥', '$', '€', '£'];
    let Some(last) = without.chars().next_back() else { return text };
    if without.len() == body.len() || !body.ends_with(|c: char| c.is_ascii_digit()) || !signs.contains(&last)
    {
        return text;
    }
    let before = without.trim_end_matches(signs);
    let before = before.strip_suffix("NT").or_else(|| before.strip_suffix("RMB")).unwrap_or(before);
    // A sentence may end with a sum: only one that is set apart is a price.
    let bare = before.trim_end_matches(filler);
    if bare.len() + 2 > before.len() && !before.ends_with(['\t', '\u{3000}']) && !ends_like_item(bare) {
        return text;
    }
    bare
}

/// Whether a text reads as an item of a list and not as a sentence that a sum may end.
fn ends_like_item(text: &str) -> bool {
    text.split_whitespace().count() <= 8 && !text.contains(['。', '，', ',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_off() {
        let number = |numbers: &[u64]| Some(Label::Number(numbers.to_vec()));
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
            ("Q2: Where is it?", "Where is it?", Some(Label::Named(0))),
            ("问：在哪里？", "在哪里？", Some(Label::Named(0))),
            ("• Bring water", "Bring water", Some(Label::Bullet)),
            ("- 带水", "带水", Some(Label::Bullet)),
            ("WARNING! Hot surface.", "Hot surface.", Some(Label::Named(5))),
            ("Tea egg  ¥3", "Tea egg", None),
            ("[00:12] Hello there", "Hello there", Some(Label::Bullet)),
            ("200 g of flour", "200 g of flour", None),
            ("3.86 billion masks", "3.86 billion masks", None),
            ("I. M. Pei built it.", "M. Pei built it.", number(&[1])),
            ("A. Noel Kramer spoke.", "A. Noel Kramer spoke.", None),
            ("The contract is worth $450.", "The contract is worth $450.", None),
            ("三万二千艘", "三万二千艘", None),
            ("1.", "1.", None),
        ];
        for (text, expected, label) in cases {
            let (span, found) = strip(text, Span::new(0, text.len()));
            assert_eq!((span.of(text), found), (expected, label), "{text}");
        }
    }
}
