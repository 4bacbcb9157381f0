//! Writes and reads ladders, alignments that identify sentences only by number.

use std::io::{BufRead, Write};
use std::ops::Range;

use super::document::Document;
use super::format::{Capacity, Format};
use super::line_reader::LineReader;
use super::row::Row;
use crate::{BeadKind, Error, ErrorKind};

/// Which language comes first in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SideOrder {
    /// English, then Chinese.
    #[default]
    EnglishFirst,
    /// Chinese, then English.
    ChineseFirst,
}

/// Writes the ladder format of vecalign, with a line such as `[0]:[0, 1]:0.9731` for each bead.
///
/// The first field has the numbers of the English sentences, and the second field has the numbers of the Chinese
/// sentences ([unless reversed](Ladder::order)). Numbers count from 0, and `[]` is an empty side. The third field is
/// the confidence. (In the output of vecalign, the third field is a cost, so lower is better.)
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
/// let rows = read_ladder(file.as_slice(), SideOrder::EnglishFirst).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!((&rows[0].english[..], &rows[0].chinese[..]), (&[0, 1][..], &[0][..]));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ladder {
    order: SideOrder,
}

impl Ladder {
    /// Creates a ladder with English first.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets which language comes first.
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
            let (english, chinese) = document.numbers(bead);
            let (one, other) = match self.order {
                SideOrder::EnglishFirst => (english, chinese),
                SideOrder::ChineseFirst => (chinese, english),
            };
            write_side(out, &one)?;
            out.write_all(b":")?;
            write_side(out, &other)?;
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
pub struct LadderRow {
    /// The numbers of the English sentences, from 0.
    pub english: Vec<usize>,
    /// The numbers of the Chinese sentences, from 0.
    pub chinese: Vec<usize>,
    /// The third field, if present: a confidence if this crate wrote it, or a cost if vecalign wrote it.
    pub score: Option<f32>,
}

impl LadderRow {
    /// Returns a row with the sentences that this line refers to, joined. A score from 0 to 1 becomes the confidence;
    /// otherwise the confidence is 1.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] if there is no sentence with one of the numbers, or if a side names a sentence twice.
    ///
    /// ```
    /// use bitext::export::{SideOrder, read_ladder};
    ///
    /// let row = read_ladder("[0, 1]:[0]:0.97".as_bytes(), SideOrder::EnglishFirst).next().unwrap()?;
    /// let row = row.with_sentences(&["Tickets cost 35 yuan.", "Dogs travel free."], &["船票35元，狗免费乘船。"])?;
    /// assert_eq!(row.english, "Tickets cost 35 yuan. Dogs travel free.");
    /// assert_eq!(row.kind.to_string(), "2-1");
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn with_sentences<E: AsRef<str>, C: AsRef<str>>(
        &self,
        english: &[E],
        chinese: &[C],
    ) -> Result<Row<'static>, Error> {
        let own = joined(&self.english, english, "English", " ")?;
        let other = joined(&self.chinese, chinese, "Chinese", "")?;
        let mut row = Row::new(own, other);
        row.kind = BeadKind { english: self.english.len(), chinese: self.chinese.len() };
        row.confidence = self.score.filter(|score| (0.0..=1.0).contains(score)).unwrap_or(1.0);
        Ok(row)
    }
}

fn joined<S: AsRef<str>>(
    numbers: &[usize],
    sentences: &[S],
    language: &str,
    gap: &str,
) -> Result<String, Error> {
    if let Some(number) = repeated(numbers) {
        let message = format!("{language} sentence {number} is named twice: name each sentence once");
        return Err(Error::new(ErrorKind::Syntax, message));
    }
    let mut text = String::new();
    for &number in numbers {
        let sentence = sentences.get(number).ok_or_else(|| {
            let count = sentences.len();
            let message = format!(
                "there is no {language} sentence {number}: the text has {count} lines, numbered from 0"
            );
            Error::new(ErrorKind::Syntax, message)
        })?;
        if !text.is_empty() {
            text.push_str(gap);
        }
        text.push_str(sentence.as_ref());
    }
    Ok(text)
}

/// Returns a number that occurs twice.
fn repeated(numbers: &[usize]) -> Option<usize> {
    if numbers.is_sorted_by(|one, next| one < next) {
        return None;
    }
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// The former name of [`LadderRow`].
#[deprecated(since = "0.1.0", note = "renamed to `LadderRow`")]
pub type Rung = LadderRow;

/// Reads a ladder line by line. The file may be the output of [`Ladder`] or vecalign, or an alignment made by hand,
/// whose lines have no third field. Blank lines are skipped. `order` gives the language that comes first, because the
/// file does not record it.
///
/// If a line has another form, the iterator returns an error with the line number, [`ErrorKind::Syntax`] or
/// [`ErrorKind::Encoding`], and then continues with the next line. After [`ErrorKind::Io`], the iterator ends.
///
/// ```
/// use bitext::export::{SideOrder, read_ladder};
///
/// let mut rows = read_ladder("[3]:[4, 5]:0.97\n[4]\n".as_bytes(), SideOrder::ChineseFirst);
/// let row = rows.next().unwrap()?;
/// assert_eq!((row.english, row.chinese, row.score), (vec![4, 5], vec![3], Some(0.97)));
/// let error = rows.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "line 2: `[4]` is not a line such as `[0]:[0, 1]:0.97`");
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_ladder<R: BufRead>(reader: R, order: SideOrder) -> LadderRows<R> {
    LadderRows { lines: LineReader::new(reader), order, cut_off: false }
}

/// The iterator that [`read_ladder`] returns.
#[derive(Debug)]
pub struct LadderRows<R> {
    lines: LineReader<R>,
    order: SideOrder,
    cut_off: bool,
}

/// The former name of [`LadderRows`].
#[deprecated(since = "0.1.0", note = "renamed to `LadderRows`")]
pub type Rungs<R> = LadderRows<R>;

impl<R: BufRead> LadderRows<R> {
    /// Returns the line on which the last row begins, from 1; 0 before the first row.
    #[must_use]
    pub fn line(&self) -> usize {
        self.lines.line()
    }

    /// Whether reading ended before the end of the file, or the file ends within its last line.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

impl<R: BufRead> Iterator for LadderRows<R> {
    type Item = Result<LadderRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let order = self.order;
        let next = self.lines.next_as(|line| {
            row(line, order).ok_or_else(|| {
                let start = line.char_indices().nth(SHOWN).map_or(line, |(end, _)| &line[..end]);
                let message = format!("`{start}` is not a line such as `[0]:[0, 1]:0.97`");
                Error::new(ErrorKind::Syntax, message)
            })
        });
        let is_cut_off = self.lines.has_failed() || self.lines.is_open();
        self.cut_off |= matches!(next, Some(Err(_))) && is_cut_off;
        next
    }
}

impl<R: BufRead> std::iter::FusedIterator for LadderRows<R> {}

/// Number of characters of a malformed line that the error message shows.
const SHOWN: usize = 40;

fn row(line: &str, order: SideOrder) -> Option<LadderRow> {
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
    Some(LadderRow { english, chinese, score })
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
    fn only_well_formed_lines_are_read() {
        let rows: [(&str, Option<LadderRow>); 11] = [
            ("[0]:[0, 1]:0.12", Some(LadderRow { english: vec![0], chinese: vec![0, 1], score: Some(0.12) })),
            ("[]:[7]:1.500000", Some(LadderRow { english: vec![], chinese: vec![7], score: Some(1.5) })),
            (" [1,2] : [ ] ", Some(LadderRow { english: vec![1, 2], chinese: vec![], score: None })),
            ("[0, 2]:[1]:-3", Some(LadderRow { english: vec![0, 2], chinese: vec![1], score: Some(-3.0) })),
            ("[0]", None),
            ("[0]:[1]:", None),
            ("[0]:[1]:NaN", None),
            ("[0]:[1]:0.5:2", None),
            ("0:1", None),
            ("[0,]:[1]", None),
            ("[-1]:[99999999999999999999]", None),
        ];
        for (line, expected) in rows {
            assert_eq!(row(line, SideOrder::EnglishFirst), expected, "{line:?}");
        }
    }
}
