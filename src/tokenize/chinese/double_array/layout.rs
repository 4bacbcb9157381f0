//! Finds places for the nodes of a double array, the most frequent ones first.

use super::slot::{BASE_MASK, CODE_MASK, Slot};
use super::{BANDS, DoubleArray, NOWHERE, PairFilter, Rows, band, by_code};

/// Children that stand at one base.
struct Row {
    parent: Parent,
    children: Vec<Child>,
    /// How often a child is met on the average.
    density: f64,
}

/// Whose children they are.
#[derive(Clone, Copy)]
enum Parent {
    Head {
        code: u32,
        band: usize,
    },
    /// A child of another row.
    Child {
        row: usize,
        child: usize,
    },
}

struct Child {
    code: u32,
    value: u32,
    /// The row of its own children.
    below: Option<usize>,
}

impl Row {
    fn codes(&self) -> impl Iterator<Item = u32> {
        self.children.iter().map(|child| child.code)
    }
}

/// Words that begin with the same characters, so many as `depth` says.
#[derive(Clone, Copy)]
struct Range {
    first: usize,
    end: usize,
    depth: usize,
}

/// The trie of `words`, spelled in codes, with their values: ascending, none twice, none empty.
/// `weight` says how often a word with a value is met. `None` if there are too many of
/// them or of their characters.
///
/// Time O(slots) a row in the worst case, with 64 bases tried at once.
pub(crate) fn lay_out(words: &[(Vec<u32>, u32)], weight: impl Fn(u32) -> u64) -> Option<DoubleArray> {
    if words.iter().flat_map(|(word, _)| word).any(|&code| code >= CODE_MASK) {
        return None;
    }
    let mass: Vec<f64> = words.iter().map(|(_, value)| weight(*value) as f64 + 1.0).collect();
    let (heads, rows) = gather(words, &mass);
    // Rows of first characters before all others: what is known of them lies at the front.
    let of_head = |row: &Row| matches!(row.parent, Parent::Head { .. });
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&rows[a], &rows[b]);
        of_head(b).cmp(&of_head(a)).then(b.density.total_cmp(&a.density))
    });
    let mut places = Places::default();
    let mut bases = vec![NOWHERE; rows.len()];
    for row in order {
        let base = places.take(&rows[row].children);
        if base > BASE_MASK - CODE_MASK {
            return None;
        }
        bases[row] = base;
    }
    let (mut head_rows, mut filter) = (by_code::<Rows>(std::iter::empty()), PairFilter::default());
    let mut slots = vec![Slot::FREE; places.end.max(1)];
    for (row, &base) in rows.iter().zip(&bases) {
        if let Parent::Head { code: first, band } = row.parent {
            head_rows[first as usize][band] = base;
            row.codes().for_each(|second| filter.add(first, second));
        }
        for child in &row.children {
            let slot = Slot::new(child.code, child.value, 0);
            let below = child.below.map(|below| (bases[below], rows[below].codes()));
            slots[(base + child.code) as usize] =
                below.map_or(slot, |(base, codes)| slot.with_children(base, codes));
        }
    }
    Some(DoubleArray { heads, rows: head_rows, filter, slots })
}

/// The values of the words of one character by their codes, and the rows of all others.
fn gather(words: &[(Vec<u32>, u32)], mass: &[f64]) -> (Vec<u32>, Vec<Row>) {
    let codes = words.last().and_then(|(word, _)| word.first()).map_or(0, |&code| code as usize + 1);
    let (mut heads, mut rows) = (vec![0; codes], Vec::new());
    let mut waiting = Vec::new();
    for (code, value, below) in children(words, Range { first: 0, end: words.len(), depth: 0 }) {
        heads[code as usize] = value;
        let mut bands: [Vec<_>; BANDS] = Default::default();
        children(words, below).for_each(|child| bands[band(child.0)].push(child));
        for (band, found) in bands.into_iter().enumerate().filter(|(_, found)| !found.is_empty()) {
            waiting.push((Parent::Head { code, band }, found));
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
            if let Parent::Child { row: above, child } = parent {
                let above: &mut Row = &mut rows[above];
                above.children[child].below = Some(row);
            }
            let child = |&(code, value, _): &(u32, u32, Range)| Child { code, value, below: None };
            let density = sum / found.len() as f64;
            rows.push(Row { parent, children: found.iter().map(child).collect(), density });
            for (child, (_, _, below)) in
                found.into_iter().enumerate().filter(|(_, child)| child.2.first < child.2.end)
            {
                next.push((Parent::Child { row, child }, children(words, below).collect()));
            }
        }
        waiting = next;
    }
    (heads, rows)
}

/// Each next code of a range, with the value of the word that ends there, and the words that go on.
fn children(words: &[(Vec<u32>, u32)], range: Range) -> impl Iterator<Item = (u32, u32, Range)> {
    let Range { mut first, end, depth } = range;
    std::iter::from_fn(move || {
        let (word, value) = words[first..end].first()?;
        let code = word[depth];
        let after = first + words[first..end].partition_point(|(word, _)| word[depth] == code);
        // The shortest word sorts first.
        let ends_here = word.len() == depth + 1;
        let below = Range { first: first + usize::from(ends_here), end: after, depth: depth + 1 };
        first = after;
        Some((code, if ends_here { *value } else { 0 }, below))
    })
}

/// Which slots and which bases are taken.
#[derive(Default)]
struct Places {
    slots: Bits,
    bases: Bits,
    /// By number of children: a base before which no row of so many found a place.
    cursors: [u32; 16],
    /// Slots up to the last one that is taken.
    end: usize,
}

/// How far before the last place of a row that of the next one is looked for: as far as a
/// character's code can move it.
const SLACK: u32 = 1 << 13;

impl Places {
    /// The lowest base, at which no other row stands, where all children find free slots.
    fn take(&mut self, children: &[Child]) -> u32 {
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

/// A bitmap without end.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    /// The 64 bits from `at` on.
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
