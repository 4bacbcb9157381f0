//! Links between punctuation marks.

use std::collections::{HashMap, HashSet};

use super::anchors::Anchors;
use super::bead_words::{BeadWords, middle};
use crate::Span;
use crate::script::half_width;

/// An English and a Chinese mark that correspond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkLink {
    pub(super) english: Span,
    pub(super) chinese: Span,
    /// Probability that the link is right, 0 to 1.
    pub(super) probability: f32,
}

/// A possible link.
struct Proposal {
    /// The distance from the expected place in characters, plus [`RELATIVE`] times the difference of the relative
    /// places, plus [`OTHER_KIND`] if the marks differ in kind.
    cost: f32,
    link: MarkLink,
}

/// Maximum number of Chinese marks of one kind that are tried for an English mark on each side of the expected place.
const NEAREST: usize = 4;
/// Cost, in characters, of a difference of 1 between the relative places of two marks.
const RELATIVE: f32 = 30.0;
/// Extra cost of a link between marks of different kinds, such as a comma and a full stop.
const OTHER_KIND: f32 = 2.0;
/// Maximum cost of a link.
const MAX_COST: f32 = 10.0;
/// Precision of links between marks of the same kind, in 150 hand-aligned sentences of news.
const SAME_KIND_PRECISION: f32 = 0.9;
/// Precision of links between marks of different kinds, in the same sentences.
const OTHER_KIND_PRECISION: f32 = 0.6;

/// Links the marks of a bead one to one, the links of lowest cost first. Time O(n log n) in the length of the texts.
pub(super) fn mark_links(english: &BeadWords, chinese: &BeadWords, anchors: &Anchors) -> Vec<MarkLink> {
    let mut places: HashMap<char, Vec<Span>> = HashMap::new();
    for_each_mark(&chinese.text, |span, kind| places.entry(kind).or_default().push(span));
    let mut proposals = Vec::new();
    for_each_mark(&english.text, |span, kind| {
        for &other in counterparts(kind) {
            let Some(places) = places.get(&other) else { continue };
            propose(span, places, kind == other, anchors, &mut proposals);
        }
    });
    proposals.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    let (mut taken_english, mut taken_chinese) = (HashSet::new(), HashSet::new());
    let mut links = Vec::new();
    for Proposal { link, .. } in proposals {
        if !taken_english.contains(&link.english.start) && !taken_chinese.contains(&link.chinese.start) {
            taken_english.insert(link.english.start);
            taken_chinese.insert(link.chinese.start);
            links.push(link);
        }
    }
    links
}

/// Proposes links from an English mark to the nearest of `places`, the Chinese marks of one kind. `same` says whether
/// the English mark has this kind, too.
fn propose(mark: Span, places: &[Span], same: bool, anchors: &Anchors, proposals: &mut Vec<Proposal>) {
    let expected = anchors.interpolate(middle(mark));
    let at = places.partition_point(|&place| middle(place) < expected);
    for &place in &places[at.saturating_sub(NEAREST)..(at + NEAREST).min(places.len())] {
        let distance = anchors.distance(middle(mark), middle(place));
        let between = Anchors::characters(middle(place) - expected);
        let kind = if same { 0.0 } else { OTHER_KIND };
        let cost = distance.least.min(between) + RELATIVE * distance.relative + kind;
        if cost <= MAX_COST {
            let probability = if same { SAME_KIND_PRECISION } else { OTHER_KIND_PRECISION };
            proposals.push(Proposal { cost, link: MarkLink { english: mark, chinese: place, probability } });
        }
    }
}

/// Returns the kinds of Chinese marks that may correspond to an English mark of a kind. The same kind comes first.
fn counterparts(kind: char) -> &'static [char] {
    match kind {
        ',' => &[',', '、', '.'],
        '.' => &['.', ','],
        ';' => &[';', ','],
        ':' => &[':', ','],
        '?' => &['?'],
        '!' => &['!'],
        '"' => &['"'],
        '(' => &['('],
        ')' => &[')'],
        '-' => &['-'],
        '%' => &['%'],
        '/' => &['/'],
        _ => &[],
    }
}

/// Calls `each` with each punctuation mark and its kind. A mark between two ASCII letters or digits is part of a word
/// and is skipped.
fn for_each_mark(text: &str, mut each: impl FnMut(Span, char)) {
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let inner = previous.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        previous = c;
        if let Some(kind) = mark_kind(c).filter(|_| !inner) {
            each(Span::new(at, at + c.len_utf8()), kind);
        }
    }
}

fn mark_kind(c: char) -> Option<char> {
    Some(match half_width(c) {
        '。' | '…' => '.',
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '\'' | '`' => {
            '"'
        }
        '—' | '–' => '-',
        mark @ ('.' | ',' | '、' | ';' | ':' | '?' | '!' | '"' | '(' | ')' | '-' | '%' | '/') => mark,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::side::Side;
    use super::*;

    #[test]
    fn marks_of_one_kind_are_linked_in_order() {
        let side = Side { starts: vec![0, 0], ..Side::default() };
        let words = |text| BeadWords::new(&side, 0, &[text]);
        for (english, chinese, expected) in [
            ("Well, it rains.", "嗯，下雨了。", &[(",", "，"), (".", "。")][..]),
            ("Bread, milk, eggs.", "面包、牛奶、鸡蛋。", &[(",", "、"), (",", "、"), (".", "。")]),
            ("3.5 or 1,000?", "3.5还是1,000？", &[("?", "？")]),
            ("He left.", "他走了", &[]),
        ] {
            let (one, other) = (words(english), words(chinese));
            let anchors = Anchors::new(Vec::new(), (english.len(), chinese.len()));
            let mut links = mark_links(&one, &other, &anchors);
            links.sort_by_key(|link| link.english.start);
            let found: Vec<_> =
                links.iter().map(|link| (link.english.of(english), link.chinese.of(chinese))).collect();
            assert_eq!(found, expected, "{english} {chinese}");
        }
    }
}
