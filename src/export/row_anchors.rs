//! Finds the rows of a corrected file in the texts that the file aligns.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

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
    /// Time O(n log n) in the length of the texts and the rows, unless many different rows begin like very many places
    /// of a text.
    #[must_use]
    pub fn find(rows: &[Row<'_>], english: &str, chinese: &str) -> Self {
        let is_marked = rows.iter().any(|row| row.review != Review::Open);
        let mut found = Self::default();
        let (mut own, mut other) = (RowFinder::new(english), RowFinder::new(chinese));
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
    /// The starts of the characters of `compact`, sorted by the [`HEAD`] bytes that follow, and then by place.
    /// Computed when the first row is searched for.
    sorted: Option<Vec<u32>>,
    /// For each text that was searched for, the places in `compact` that may be free.
    places: HashMap<String, BTreeSet<u32>>,
    /// Maps the start of each range of `compact` that belongs to a fixed pair to the end of the range.
    taken: BTreeMap<usize, usize>,
    /// The place in `compact` after the last fixed pair.
    next: usize,
}

/// Number of bytes by which the places of a text are sorted. Few places of a text share 24 bytes, which are eight
/// Chinese characters.
const HEAD: usize = 24;

/// Minimum similarity of the text of a row and the text at its spans. The similarity is twice the number of pairs of
/// adjacent characters that both texts have, divided by the number of these pairs in the two texts together (Dice
/// 1945).
const MIN_SIMILARITY: f64 = 0.35;

impl<'t> RowFinder<'t> {
    fn new(text: &'t str) -> Self {
        let mut compact = String::with_capacity(text.len());
        let mut offsets = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            compact.push(c);
            offsets.extend((at..at + c.len_utf8()).map(|at| at as u32));
        }
        Self { text, compact, offsets, sorted: None, places: HashMap::new(), taken: BTreeMap::new(), next: 0 }
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
    /// text of the row.
    fn by_spans(&self, row: &str, spans: &[Span]) -> Option<RowPlace> {
        let (first, last) = (spans.first()?, spans.last()?);
        let range = first.start..last.end;
        let text = self.text.get(range.clone())?;
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_same = text == row;
        (is_same || similarity(&text, row) >= MIN_SIMILARITY).then_some(RowPlace { range, is_same })
    }

    /// Returns the next place of a text in `compact` after the last fixed pair, or else the first place. Skips places
    /// that overlap a fixed pair.
    fn search(&mut self, row: &str) -> Option<usize> {
        if !self.places.contains_key(row) {
            let places = self.all_places(row);
            self.places.insert(row.to_owned(), places);
        }
        let places = self.places.get_mut(row)?;
        loop {
            let place = *places.range(self.next as u32..).next().or_else(|| places.first())?;
            if is_free(&self.taken, place as usize, row.len()) {
                return Some(place as usize);
            }
            // Fixed pairs stay fixed.
            places.remove(&place);
        }
    }

    /// Returns all places of a text in `compact`.
    fn all_places(&mut self, row: &str) -> BTreeSet<u32> {
        let compact = self.compact.as_bytes();
        let head = |at: u32| &compact[at as usize..compact.len().min(at as usize + HEAD)];
        let sorted = self.sorted.get_or_insert_with(|| {
            let mut starts: Vec<u32> = self.compact.char_indices().map(|(at, _)| at as u32).collect();
            starts.sort_unstable_by(|&one, &other| head(one).cmp(head(other)).then(one.cmp(&other)));
            starts
        });
        let wanted = &row.as_bytes()[..row.len().min(HEAD)];
        let first = sorted.partition_point(|&at| head(at) < wanted);
        let places = sorted[first..].iter().take_while(|&&at| head(at).starts_with(wanted)).copied();
        places.filter(|&at| compact[at as usize..].starts_with(row.as_bytes())).collect()
    }

    /// Marks a place as belonging to a fixed pair.
    fn take(&mut self, range: &Range<usize>) {
        if range.is_empty() {
            return;
        }
        let place = |offset: usize| self.offsets.partition_point(|&at| (at as usize) < offset);
        let (start, end) = (place(range.start), place(range.end));
        self.taken.insert(start, end);
        self.next = end;
    }
}

/// Whether the `len` bytes from `start` overlap none of the ranges in `taken`, which maps starts to ends.
fn is_free(taken: &BTreeMap<usize, usize>, start: usize, len: usize) -> bool {
    let before = taken.range(..start + len).next_back();
    before.is_none_or(|(_, &end)| end <= start)
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
}
