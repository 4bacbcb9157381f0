//! Ladders: which sentences belong together, by their numbers alone.

use std::io::{BufRead, Write};
use std::ops::Range;

use super::lines::Lines;
use super::{Capacity, Document, Format};
use crate::{Error, ErrorKind};

/// Which language the first numbers of a line are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SideOrder {
    /// English, then Chinese.
    #[default]
    EnglishFirst,
    /// Chinese, then English.
    ChineseFirst,
}

/// Writes vecalign's ladder: a line a bead, `[0]:[0, 1]:0.9731`.
///
/// The numbers are those of the English sentences, then of the Chinese ones
/// ([unless turned round](Ladder::order)), from 0; `[]` is a side without a counterpart. The third field
/// is the confidence. (vecalign has a cost there, of which less is better.)
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Ladder, SideOrder, read_ladder};
///
/// let english = "Tickets cost 35 yuan. Dogs travel free.";
/// let bitext = Aligner::new().align_texts(english, "船票35元，狗免费乘船。");
/// let mut file = Vec::new();
/// Ladder::new().write(&Document::whole(&bitext), &mut file)?;
///
/// let rungs = read_ladder(file.as_slice(), SideOrder::EnglishFirst).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!((&rungs[0].english[..], &rungs[0].chinese[..]), (&[0, 1][..], &[0][..]));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ladder {
    order: SideOrder,
}

impl Ladder {
    /// A ladder with the English numbers first.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Which language stands first.
    #[must_use]
    pub fn order(mut self, order: SideOrder) -> Self {
        self.order = order;
        self
    }
}

impl Format for Ladder {
    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        for pair in document.pairs() {
            let bead = pair.bead();
            let (one, other) = match self.order {
                SideOrder::EnglishFirst => (&bead.english, &bead.chinese),
                SideOrder::ChineseFirst => (&bead.chinese, &bead.english),
            };
            write_side(out, one)?;
            out.write_all(b":")?;
            write_side(out, other)?;
            writeln!(out, ":{:.4}", bead.confidence)?;
        }
        Ok(())
    }

    fn capacity(&self) -> Capacity {
        Capacity::One
    }
}

fn write_side(out: &mut dyn Write, sentences: &Range<usize>) -> Result<(), Error> {
    out.write_all(b"[")?;
    for number in sentences.clone() {
        let gap = if number == sentences.start { "" } else { ", " };
        write!(out, "{gap}{number}")?;
    }
    Ok(out.write_all(b"]")?)
}

/// A line of a ladder.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Rung {
    /// Numbers of the English sentences, from 0.
    pub english: Vec<usize>,
    /// Numbers of the Chinese sentences, from 0.
    pub chinese: Vec<usize>,
    /// The third field, if there is one: the confidence if this crate wrote it, a cost if vecalign did.
    pub score: Option<f32>,
}

/// Reads a ladder line by line: what [`Ladder`] wrote, vecalign's output, or its gold alignments, whose lines
/// have no third field. Blank lines are passed over. `order` says which language stands first, as the
/// file does not.
///
/// An item is an error of kind [`ErrorKind::Syntax`] with the line that has no such form, or
/// [`ErrorKind::Io`] or [`ErrorKind::Encoding`]; after a line with a fault the next one is read.
///
/// ```
/// use bitext::export::{SideOrder, read_ladder};
///
/// let mut rungs = read_ladder("[3]:[4, 5]:0.97\n[4]\n".as_bytes(), SideOrder::ChineseFirst);
/// let rung = rungs.next().unwrap()?;
/// assert_eq!((rung.english, rung.chinese, rung.score), (vec![4, 5], vec![3], Some(0.97)));
/// let error = rungs.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "line 2: `[4]` is not a line such as `[0]:[0, 1]:0.97`");
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_ladder<R: BufRead>(reader: R, order: SideOrder) -> Rungs<R> {
    Rungs { lines: Lines::new(reader), order }
}

/// Iterator of [`read_ladder`].
#[derive(Debug)]
pub struct Rungs<R> {
    lines: Lines<R>,
    order: SideOrder,
}

impl<R: BufRead> Iterator for Rungs<R> {
    type Item = Result<Rung, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let order = self.order;
        self.lines.next_as(|line| {
            rung(line, order).ok_or_else(|| {
                let start = line.char_indices().nth(SHOWN).map_or(line, |(end, _)| &line[..end]);
                let message = format!("`{start}` is not a line such as `[0]:[0, 1]:0.97`");
                Error::new(ErrorKind::Syntax, message)
            })
        })
    }
}

impl<R: BufRead> std::iter::FusedIterator for Rungs<R> {}

/// Characters of a line with a fault that the error shows.
const SHOWN: usize = 40;

fn rung(line: &str, order: SideOrder) -> Option<Rung> {
    let mut fields = line.split(':');
    let one = side(fields.next()?)?;
    let other = side(fields.next()?)?;
    let score = match fields.next() {
        Some(score) => Some(score.trim().parse().ok().filter(|score: &f32| score.is_finite())?),
        None => None,
    };
    if fields.next().is_some() {
        return None;
    }
    let (english, chinese) = match order {
        SideOrder::EnglishFirst => (one, other),
        SideOrder::ChineseFirst => (other, one),
    };
    Some(Rung { english, chinese, score })
}

fn side(field: &str) -> Option<Vec<usize>> {
    let numbers = field.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if numbers.is_empty() {
        return Some(Vec::new());
    }
    numbers.split(',').map(|number| number.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_or_named() {
        let rows: [(&str, Option<Rung>); 11] = [
            ("[0]:[0, 1]:0.12", Some(Rung { english: vec![0], chinese: vec![0, 1], score: Some(0.12) })),
            ("[]:[7]:1.500000", Some(Rung { english: vec![], chinese: vec![7], score: Some(1.5) })),
            (" [1,2] : [ ] ", Some(Rung { english: vec![1, 2], chinese: vec![], score: None })),
            ("[0, 2]:[1]:-3", Some(Rung { english: vec![0, 2], chinese: vec![1], score: Some(-3.0) })),
            ("[0]", None),
            ("[0]:[1]:", None),
            ("[0]:[1]:NaN", None),
            ("[0]:[1]:0.5:2", None),
            ("0:1", None),
            ("[0,]:[1]", None),
            ("[-1]:[99999999999999999999]", None),
        ];
        for (line, expected) in rows {
            assert_eq!(rung(line, SideOrder::EnglishFirst), expected, "{line:?}");
        }
    }
}
