//! Assigns slots to the nodes of a double array, the most frequent nodes first.
use super::filter::PairFilter;
use super::heads::{BANDS, NO_ROWS, NOWHERE, band, set_base};
use super::slot::{BASE_MASK, Slot};
use super::trie::DoubleArray;
use crate::tokenize::chinese::characters::CODE_MASK;

/// All or some children of a node, which have a common base.
struct ChildRow {
    parent: RowParent,
    children: Vec<RowChild>,
    /// Total frequency of the words that lead through the row, divided by the number of children.
    density: f64,
}

#[derive(Clone, Copy)]
enum RowParent {
    Head {
        code: u32,
        band: usize,
    },
    /// The child with index `child` in the row with index `row`.
    Child {
        row: usize,
        child: usize,
    },
}

struct RowChild {
    code: u32,
    value: u32,
    /// The index of the row that holds this child's children.
    below: Option<usize>,
}

impl ChildRow {
    fn codes(&self) -> impl Iterator<Item = u32> {
        self.children.iter().map(|child| child.code)
    }
}

/// A range of sorted words that have their first `depth` characters in common.
#[derive(Clone, Copy)]
struct WordRange {
    first: usize,
    end: usize,
    depth: usize,
}

/// Builds the trie of `words`, each of which is the codes and the value of a word. The words must be ascending,
/// distinct and not empty. `weight` returns the frequency of the words with a given value. Returns `None` if there are
/// too many words or characters.
///
/// Time O(slots) per row in the worst case; one step tries 64 bases.
pub(crate) fn lay_out(words: &[(Vec<u32>, u32)], weight: impl Fn(u32) -> u64) -> Option<DoubleArray> {
    if words.iter().flat_map(|(word, _)| word).any(|&code| code >= CODE_MASK) {
        return None;
    }
    let mass: Vec<f64> = words.iter().map(|(_, value)| weight(*value) as f64 + 1.0).collect();
    let (heads, rows) = gather(words, &mass);
    // The rows of first characters come first, because they are read most often.
    let of_head = |row: &ChildRow| matches!(row.parent, RowParent::Head { .. });
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&rows[a], &rows[b]);
        of_head(b).cmp(&of_head(a)).then(b.density.total_cmp(&a.density))
    });
    let mut places = FreePlaces::default();
    let mut bases = vec![NOWHERE; rows.len()];
    for row in order {
        let base = places.take(&rows[row].children);
        if base > BASE_MASK - CODE_MASK {
            return None;
        }
        bases[row] = base;
    }
    let (mut head_rows, mut filter) = (vec![NO_ROWS; heads.len()], PairFilter::default());
    let mut slots = vec![Slot::FREE.to_bytes(); places.end.max(1)];
    for (row, &base) in rows.iter().zip(&bases) {
        if let RowParent::Head { code: first, band } = row.parent {
            set_base(&mut head_rows[first as usize], band, base);
            row.codes().for_each(|second| filter.add(first, second));
        }
        for child in &row.children {
            let slot = Slot::new(child.code, child.value, 0);
            let below = child.below.map(|below| (bases[below], rows[below].codes()));
            let slot = below.map_or(slot, |(base, codes)| slot.with_children(base, codes));
            slots[(base + child.code) as usize] = slot.to_bytes();
        }
    }
    let heads: Vec<_> = heads.into_iter().map(u32::to_le_bytes).collect();
    Some(DoubleArray { heads: heads.into(), rows: head_rows.into(), filter, slots: slots.into() })
}

/// Returns the values of the words of one character, by code, and the rows of all longer words.
fn gather(words: &[(Vec<u32>, u32)], mass: &[f64]) -> (Vec<u32>, Vec<ChildRow>) {
    let codes = words.last().and_then(|(word, _)| word.first()).map_or(0, |&code| code as usize + 1);
    let (mut heads, mut rows) = (vec![0; codes], Vec::new());
    let mut waiting = Vec::new();
    for (code, value, below) in children(words, WordRange { first: 0, end: words.len(), depth: 0 }) {
        heads[code as usize] = value;
        let mut bands: [Vec<_>; BANDS] = Default::default();
        children(words, below).for_each(|child| bands[band(child.0)].push(child));
        for (band, found) in bands.into_iter().enumerate().filter(|(_, found)| !found.is_empty()) {
            waiting.push((RowParent::Head { code, band }, found));
        }
    }
    while !waiting.is_empty() {
        let mut next = Vec::new();
        for (parent, found) in waiting {
            let sum: f64 = found
                .iter()
                .map(|(_, value, below)| {
                    let own = if *value == 0 { below.first } else { below.first - 1 };
                    mass[own..below.end].iter().sum::<f64>()
                })
                .sum();
            let row = rows.len();
            if let RowParent::Child { row: above, child } = parent {
                let above: &mut ChildRow = &mut rows[above];
                above.children[child].below = Some(row);
            }
            let child = |&(code, value, _): &(u32, u32, WordRange)| RowChild { code, value, below: None };
            let density = sum / found.len() as f64;
            rows.push(ChildRow { parent, children: found.iter().map(child).collect(), density });
            for (child, (_, _, below)) in
                found.into_iter().enumerate().filter(|(_, child)| child.2.first < child.2.end)
            {
                next.push((RowParent::Child { row, child }, children(words, below).collect()));
            }
        }
        waiting = next;
    }
    (heads, rows)
}

/// Returns the children of the node that all words in `range` share. Each is given by its code, the value of the word
/// that ends there (0 for none), and the range of the longer words.
fn children(words: &[(Vec<u32>, u32)], range: WordRange) -> impl Iterator<Item = (u32, u32, WordRange)> {
    let WordRange { mut first, end, depth } = range;
    std::iter::from_fn(move || {
        let (word, value) = words[first..end].first()?;
        let code = word[depth];
        let after = first + words[first..end].partition_point(|(word, _)| word[depth] == code);
        // The shortest word sorts first.
        let ends_here = word.len() == depth + 1;
        let below = WordRange { first: first + usize::from(ends_here), end: after, depth: depth + 1 };
        first = after;
        Some((code, if ends_here { *value } else { 0 }, below))
    })
}

/// Which slots and bases are taken.
#[derive(Default)]
struct FreePlaces {
    slots: Bitmap,
    bases: Bitmap,
    /// `cursors[n]` is the base of the row with `n` children that was placed last; entry 15 is for rows with 15
    /// or more children.
    cursors: [u32; 16],
    /// The number of slots up to and including the last one taken.
    end: usize,
}

/// The search for a base starts this number of bases before the cursor. A row of large codes may fit at a much lower
/// base than a row of small codes.
const SLACK: u32 = 1 << 13;

impl FreePlaces {
    /// Takes the first base that no row has and at which the slots of all `children` are free. Takes these slots, too.
    fn take(&mut self, children: &[RowChild]) -> u32 {
        let cursor = &mut self.cursors[children.len().min(15)];
        let mut at = cursor.saturating_sub(SLACK);
        let base = loop {
            let mut taken = self.bases.word(at) | u64::from(at == 0);
            for child in children {
                if taken == u64::MAX {
                    break;
                }
                taken |= self.slots.word(at + child.code);
            }
            if taken != u64::MAX {
                break at + taken.trailing_ones();
            }
            at += 64;
        };
        *cursor = base;
        self.bases.set(base);
        for child in children {
            self.slots.set(base + child.code);
            self.end = self.end.max((base + child.code) as usize + 1);
        }
        base
    }
}

/// A bitmap that grows on demand.
#[derive(Default)]
struct Bitmap(Vec<u64>);

impl Bitmap {
    /// Returns the 64 bits that begin at bit `at`.
    fn word(&self, at: u32) -> u64 {
        let (word, shift) = ((at / 64) as usize, at % 64);
        let part = |word: usize| self.0.get(word).copied().unwrap_or(0);
        if shift == 0 { part(word) } else { part(word) >> shift | part(word + 1) << (64 - shift) }
    }

    fn set(&mut self, at: u32) {
        let word = (at / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (at % 64);
    }
}
