//! Finds the rows of a corrected file in the texts that the file aligns.

use std::collections::HashMap;
use std::ops::Range;

use super::interval_set::IntervalSet;
use super::place_index::PlaceIndex;
use super::row::Row;
use crate::{Anchor, Review, Span};

/// What a corrected file says about the alignment of its texts, as anchors for
/// [`Aligner::align_texts_around`](crate::Aligner::align_texts_around) and
/// [`Aligner::align_page_around`](crate::Aligner::align_page_around).
///
/// If any row of the file is marked, only the marked rows count. A checked row with two sides becomes a fixed pair,
/// and a checked row with one side becomes text without a counterpart. A rejected row with two sides becomes a
/// rejected pair. In a file without marks, every row with two sides becomes a fixed pair.
///
/// White space does not count when a side of a row is looked for in the text. The side is found in the first of these
/// places:
/// - where its spans say, if the text there is the same;
/// - the next place with the same text after the last fixed pair, or else the first place with the same text;
/// - where its spans say, if the text there is similar, because somebody may have corrected the row.
///
/// ```
/// use bitext::Anchor;
/// use bitext::export::{Row, RowAnchors};
///
/// let (english, chinese) = ("Mind the gap. Stand\nclear.", "小心站台间隙。请勿靠近。");
/// let rows = [Row::new("Stand clear.", "请勿靠近。"), Row::new("No smoking.", "禁止吸烟。")];
/// let found = RowAnchors::find(&rows, english, chinese);
/// assert_eq!(found.anchors, [Anchor::pair(14..26, 21..36)]);
/// assert_eq!(found.missing, [1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowAnchors {
    /// The anchors, in the order of their rows. The numbers in the anchors are byte offsets.
    pub anchors: Vec<Anchor>,
    /// For each anchor, the index of its row.
    pub rows: Vec<usize>,
    /// The indices of the rows that count but are not in the texts.
    pub missing: Vec<usize>,
    /// The indices of the rows whose text differs from the text at the place of the row.
    pub differing: Vec<usize>,
}

impl RowAnchors {
    /// Finds the rows in two texts. For a page, pass the page as both texts.
    ///
    /// Time O(n log n log l) in the length n of the texts and the rows, and the length l of the longest row, also if many
    /// rows occur very often. Only if very many different rows have places between fixed pairs without room for them, each
    /// such place of each row takes O(log n) more.
    #[must_use]
    pub fn find(rows: &[Row<'_>], english: &str, chinese: &str) -> Self {
        let is_marked = rows.iter().any(|row| row.review != Review::Open);
        let mut found = Self::default();
        let longest = |side: fn(&Row<'_>) -> usize| rows.iter().map(side).max().unwrap_or(0);
        let mut own = RowFinder::new(english, longest(|row| row.english.len()));
        let mut other = RowFinder::new(chinese, longest(|row| row.chinese.len()));
        for (number, row) in rows.iter().enumerate() {
            let is_pair = !row.english.trim().is_empty() && !row.chinese.trim().is_empty();
            let counts = match row.review {
                Review::Open => !is_marked && is_pair,
                Review::Checked => true,
                Review::Rejected => is_pair,
            };
            if !counts {
                continue;
            }
            let places =
                (own.place(&row.english, &row.english_spans), other.place(&row.chinese, &row.chinese_spans));
            let (Some(own_place), Some(other_place)) = places else {
                found.missing.push(number);
                continue;
            };
            let (english, chinese) = (own_place.range.clone(), other_place.range.clone());
            if english.is_empty() && chinese.is_empty() {
                continue;
            }
            if !(own_place.is_same && other_place.is_same) {
                found.differing.push(number);
            }
            found.rows.push(number);
            if row.review == Review::Rejected {
                found.anchors.push(Anchor::rejected(english, chinese));
            } else {
                own.take(&own_place.range);
                other.take(&other_place.range);
                found.anchors.push(Anchor::pair(english, chinese));
            }
        }
        found
    }
}

/// The place of one side of a row.
struct RowPlace {
    range: Range<usize>,
    /// Whether the text there equals the text of the row, apart from white space.
    is_same: bool,
}

/// Finds the sides of rows in one text.
struct RowFinder<'t> {
    text: &'t str,
    /// The text without white space.
    compact: String,
    /// For each byte of `compact`, its offset in the text.
    offsets: Vec<u32>,
    /// Maximum length of a row.
    longest: usize,
    /// All places of `compact`. Made when the first row is searched for.
    index: Option<PlaceIndex>,
    /// What is known of each text that was searched for.
    sought: HashMap<String, Sought>,
    /// The parts of `compact` that belong to a fixed pair.
    taken: IntervalSet,
    /// For each n, starts in `compact` from which less than 2ⁿ bytes are free.
    cramped: [IntervalSet; usize::BITS as usize],
    /// The place in `compact` after the last fixed pair.
    next: usize,
}

/// A text that was searched for.
struct Sought {
    /// The range of its places in the index.
    range: Range<usize>,
    /// Parts of `compact` in which the text starts at no free place. Fixed pairs stay fixed.
    without: IntervalSet,
}

/// Minimum similarity of the text of a row and the text at its spans. The similarity is twice the number of pairs of
/// adjacent characters that both texts have, divided by the number of these pairs in the two texts together (Dice
/// 1945).
const MIN_SIMILARITY: f64 = 0.35;

impl<'t> RowFinder<'t> {
    fn new(text: &'t str, longest: usize) -> Self {
        let mut compact = String::with_capacity(text.len());
        let mut offsets = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            compact.push(c);
            offsets.extend((at..at + c.len_utf8()).map(|at| at as u32));
        }
        Self {
            text,
            compact,
            offsets,
            longest,
            index: None,
            sought: HashMap::new(),
            taken: IntervalSet::default(),
            cramped: std::array::from_fn(|_| IntervalSet::default()),
            next: 0,
        }
    }

    /// Returns the place of one side of a row, or `None` if the text lacks the side. An empty side has an empty
    /// place.
    fn place(&mut self, row: &str, spans: &[Span]) -> Option<RowPlace> {
        let row: String = row.chars().filter(|c| !c.is_whitespace()).collect();
        if row.is_empty() {
            return Some(RowPlace { range: 0..0, is_same: true });
        }
        let by_spans = self.by_spans(&row, spans);
        match by_spans {
            Some(place) if place.is_same => Some(place),
            similar => {
                let start = self.search(&row);
                let same = start.map(|start| {
                    let end = start + row.len();
                    let last = self.offsets[end - 1] as usize + 1;
                    RowPlace { range: self.offsets[start] as usize..last, is_same: true }
                });
                same.or(similar)
            }
        }
    }

    /// Returns the place from the first to the last of the spans of a row, if the text there is similar enough to the
    /// text of the row. Time O(length of the row), however long the spans are.
    fn by_spans(&self, row: &str, spans: &[Span]) -> Option<RowPlace> {
        let (first, last) = (spans.first()?, spans.last()?);
        let range = first.start..last.end;
        self.text.get(range.clone())?;
        let text = &self.compact[self.compact_range(&range)];
        let is_same = text == row;
        (is_same || is_similar(text, row)).then_some(RowPlace { range, is_same })
    }

    /// Returns the next place of a text in `compact` after the last fixed pair, or else the first place. Skips places
    /// that overlap a fixed pair.
    fn search(&mut self, row: &str) -> Option<usize> {
        if !self.sought.contains_key(row) {
            let index = self.index.get_or_insert_with(|| PlaceIndex::new(&self.compact, self.longest));
            let range = index.range(&self.compact, row);
            self.sought.insert(row.to_owned(), Sought { range, without: IntervalSet::default() });
        }
        self.search_from(self.next, row).or_else(|| self.search_from(0, row))
    }

    /// Returns the first free place from `from` on of a text that was searched for.
    fn search_from(&mut self, from: usize, row: &str) -> Option<usize> {
        let (index, sought) = (self.index.as_ref()?, self.sought.get_mut(row)?);
        let size = row.len().ilog2();
        let cramped = &mut self.cramped[size as usize];
        let mut at = from;
        let place = loop {
            loop {
                let next = cramped.skip(sought.without.skip(at));
                if next == at {
                    break;
                }
                at = next;
            }
            let Some(place) = index.first_place(sought.range.clone(), at) else { break None };
            // The first fixed pair that may overlap the place.
            let Some(pair) = self.taken.interval_from(place).filter(|pair| pair.start < place + row.len())
            else {
                break Some(place);
            };
            let gap = self.taken.end_before(pair.start)..pair.start;
            cramped.insert(if gap.len() < 1 << size { gap.start } else { gap.end }..pair.end);
            at = pair.end;
        };
        sought.without.insert(from..place.unwrap_or(self.compact.len()));
        place
    }

    /// Returns the bytes of `compact` that come from a range of the text.
    fn compact_range(&self, range: &Range<usize>) -> Range<usize> {
        let place = |offset: usize| self.offsets.partition_point(|&at| (at as usize) < offset);
        place(range.start)..place(range.end)
    }

    /// Marks a place as belonging to a fixed pair.
    fn take(&mut self, range: &Range<usize>) {
        if range.is_empty() {
            return;
        }
        let range = self.compact_range(range);
        self.next = range.end;
        self.taken.insert(range);
    }
}

/// Whether the similarity of the text at the spans of a row and the text of the row is [`MIN_SIMILARITY`] or more.
/// Time O(length of the row).
fn is_similar(text: &str, row: &str) -> bool {
    // If the text is longer, its similarity is less, even if it contains all of the row: 2 / (1 + 5) < 0.35.
    let is_longer = text.chars().nth(5 * row.chars().count()).is_some();
    !is_longer && similarity(text, row) >= MIN_SIMILARITY
}

/// Returns the similarity of two texts, 0 to 1: see [`MIN_SIMILARITY`].
fn similarity(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, other) = (pairs(one), pairs(other));
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for &pair in &one {
        *counts.entry(pair).or_default() += 1;
    }
    let take = |pair: &&(char, char)| match counts.get_mut(*pair) {
        Some(count @ 1..) => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let common = other.iter().filter(take).count();
    2.0 * common as f64 / (one.len() + other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_by_hand() {
        // The pairs of abc are ab and bc, and the pairs of abd are ab and bd. One of two is common.
        assert_eq!(similarity("abc", "abd"), 0.5);
        assert_eq!(similarity("渡轮八点", "渡轮八点"), 1.0);
        assert_eq!(similarity("aaaa", "aa"), 2.0 * 1.0 / 4.0);
        assert_eq!(similarity("a", ""), 0.0);
    }

    #[test]
    fn a_text_that_contains_a_row_is_similar_up_to_a_length() {
        let text = |chars: usize| {
            "xy".repeat(chars).chars().take(chars - 4).chain("abcd".chars()).collect::<String>()
        };
        for chars in 5..60 {
            let text = text(chars);
            assert_eq!(is_similar(&text, "abcd"), similarity(&text, "abcd") >= MIN_SIMILARITY, "{text}");
        }
    }

    /// The next free place of a text after the last fixed pair, or else its first free place.
    fn naive_search(finder: &RowFinder<'_>, row: &str) -> Option<usize> {
        let is_taken = |at: usize| finder.taken.skip(at) > at;
        let mut free = (0..finder.compact.len()).filter(|&at| {
            finder.compact.as_bytes()[at..].starts_with(row.as_bytes()) && !(at..at + row.len()).any(is_taken)
        });
        free.clone().find(|&at| at >= finder.next).or_else(|| free.next())
    }

    #[test]
    fn places_of_rows_between_fixed_pairs() {
        let mut state = 4_u64;
        let mut below = |limit: usize| {
            // Knuth, MMIX.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % limit
        };
        for _ in 0..200 {
            let text: String = (0..1 + below(150)).map(|_| ['a', 'a', 'b', ' ', '茶'][below(5)]).collect();
            let mut finder = RowFinder::new(&text, 12 * '茶'.len_utf8());
            let places: Vec<usize> = finder.compact.char_indices().map(|(at, _)| at).collect();
            for _ in 0..60.min(places.len()) {
                let row = &finder.compact[places[below(places.len())]..];
                let row: String = row.chars().take(1 + below(12)).collect();
                let found = finder.place(&row, &[]);
                let start = found.as_ref().map(|place| finder.compact_range(&place.range).start);
                assert_eq!(start, naive_search(&finder, &row), "{row:?} in {text:?}");
                if let Some(place) = found.filter(|_| below(2) == 0) {
                    finder.take(&place.range);
                }
            }
        }
    }
}
