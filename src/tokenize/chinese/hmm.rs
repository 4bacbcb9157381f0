//! The hidden Markov model for words that the dictionary does not have.
//!
//! It has four states: a character begins a word, ends a word, is in the middle of a word, or is a whole word. The
//! Viterbi algorithm finds the most probable sequence of states. Scores are added in jieba's order, so that they are
//! rounded in the same way.

use std::io::BufRead;
use std::ops::Range;

use super::characters::{MODEL_FIRST, MODEL_LAST};
use crate::Error;
#[cfg(feature = "dictionary")]
use crate::tables::embedded_table;
use crate::tables::{PackedArray, TableKind, TableReader, TableWriter};

const KIND: TableKind = TableKind { letter: b'H', version: 2, name: "hidden Markov model" };

const BEGIN: usize = 0;
const END: usize = 1;
const MIDDLE: usize = 2;
const SINGLE: usize = 3;

/// The logarithm of probability 0 in jieba's model.
const IMPOSSIBLE: f64 = -3.14e100;

/// `emissions[state]` is the log probability of a character in that state.
pub(super) type Emissions = [f64; 4];

/// The emissions of a character that the model does not have.
pub(super) const NEVER: Emissions = [IMPOSSIBLE; 4];

/// The index of the row for characters that the model does not have. This row is [`NEVER`].
const NO_ROW: u16 = 0;

const FIRST: u32 = MODEL_FIRST as u32;
const LAST: u32 = MODEL_LAST as u32;

/// A hidden Markov model of words. [`Hmm::from_reader`] reads a model in jieba's format, and finds the same words
/// with it as jieba does. See [`ChineseTokenizer::hmm`](crate::ChineseTokenizer::hmm).
#[derive(Clone)]
pub struct Hmm {
    start: [f64; 4],
    steps: [[f64; 4]; 4],
    /// `index[i]` is the index in `rows` of the character `FIRST + i`, in two bytes; [`NO_ROW`] for characters
    /// that the model does not have.
    index: PackedArray<2>,
    /// The [`Emissions`] of each row, as four numbers of eight bytes.
    rows: PackedArray<32>,
}

impl std::fmt::Debug for Hmm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hmm").field("characters", &self.characters().count()).finish_non_exhaustive()
    }
}

impl Hmm {
    /// Returns jieba's model. The tables of the model are used in place, in the executable.
    #[cfg(feature = "dictionary")]
    pub(super) fn embedded() -> Self {
        // A test reads the embedded model, so this does not fail.
        let table = TableReader::embedded(embedded_table!("chinese_hmm.bin"), KIND);
        table.and_then(|mut reader| Self::read(&mut reader)).unwrap_or_else(|_| Self::empty())
    }

    fn empty() -> Self {
        let index = vec![NO_ROW.to_le_bytes(); (LAST - FIRST + 1) as usize];
        let rows = vec![pack(&NEVER)];
        Self { start: NEVER, steps: [NEVER; 4], index: index.into(), rows: rows.into() }
    }

    /// Reads a model in jieba's text format: nine lines with natural logarithms of probabilities. The first line has
    /// the initial probabilities of the states B, E, M and S. The next four have the transitions from each state. The
    /// last four have the characters of each state, as `字:-1.5,词:-2.5`. Empty lines and lines that begin with `#` are
    /// skipped.
    ///
    /// Time O(length of the text).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with the number of a malformed line,
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) and [`ErrorKind::Io`](crate::ErrorKind::Io)
    /// from the reader.
    pub fn from_reader(reader: impl BufRead) -> Result<Self, Error> {
        let mut model = Self::empty();
        let mut rows = 0;
        let mut last = 0;
        for (number, line) in (1..).zip(reader.lines()) {
            let line = line.map_err(|error| Error::from(error).at_line(number))?;
            last = number;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let parse = |value: &str| {
                let parsed = value.parse::<f64>().ok().filter(|value| !value.is_nan());
                parsed.ok_or_else(|| Error::syntax(number, format!("`{value}` is not a number")))
            };
            match rows {
                0..5 => {
                    let values = line.split_whitespace().map(parse).collect::<Result<Vec<_>, _>>()?;
                    let values = values.try_into().map_err(|values: Vec<f64>| {
                        Error::syntax(number, format!("{} numbers where 4 are expected", values.len()))
                    })?;
                    if rows == 0 {
                        model.start = values;
                    } else {
                        model.steps[rows - 1] = values;
                    }
                }
                5..9 => {
                    for pair in line.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
                        let (key, value) = pair.rsplit_once(':').unwrap_or((pair, ""));
                        let mut chars = key.chars();
                        let (Some(c), None) = (chars.next(), chars.next()) else {
                            let message = format!("`{pair}` is not a character, a colon and a number");
                            return Err(Error::syntax(number, message));
                        };
                        let value = parse(value)?;
                        model.set_emission(c, rows - 5, value);
                    }
                }
                _ => return Err(Error::syntax(number, "a model ends after nine lines of numbers")),
            }
            rows += 1;
        }
        if rows < 9 {
            return Err(Error::syntax(
                last,
                format!("the model ends after {rows} of its nine lines of numbers"),
            ));
        }
        Ok(model)
    }

    /// Sets the emission of `c` in a state, if `c` is in the model's range.
    fn set_emission(&mut self, c: char, state: usize, value: f64) {
        let index = self.index.to_mut();
        let Some(index) = (c as u32).checked_sub(FIRST).and_then(|at| index.get_mut(at as usize)) else {
            return;
        };
        let rows = self.rows.to_mut();
        if *index == NO_ROW.to_le_bytes() {
            *index = (rows.len() as u16).to_le_bytes();
            rows.push(pack(&NEVER));
        }
        rows[usize::from(u16::from_le_bytes(*index))].as_chunks_mut().0[state] = value.to_le_bytes();
    }

    /// Packs the model for [`Hmm::from_bytes`], without loss.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = TableWriter::default();
        for value in self.start.iter().chain(self.steps.as_flattened()) {
            writer.float(*value);
        }
        writer.number(self.rows.len() as u64);
        writer.array(&self.index);
        writer.array(&self.rows);
        writer.finish(KIND)
    }

    /// Reads the result of [`Hmm::to_bytes`]. Time O(length), less than a millisecond for jieba's model.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = TableReader::new(bytes, KIND)?;
        let model = Self::read(&mut reader)?;
        if model.index.iter().any(|&row| usize::from(u16::from_le_bytes(row)) >= model.rows.len()) {
            return Err(reader.error("a row out of range"));
        }
        reader.finish()?;
        Ok(model)
    }

    fn read(reader: &mut TableReader<'_>) -> Result<Self, Error> {
        let mut model = Self::empty();
        for value in model.start.iter_mut().chain(model.steps.as_flattened_mut()) {
            *value = reader.float()?;
        }
        let rows = reader.count(32)?;
        model.index = reader.array((LAST - FIRST + 1) as usize)?;
        model.rows = reader.array(rows)?;
        Ok(model)
    }

    pub(super) fn emissions(&self, c: char) -> Emissions {
        let index = (c as u32).checked_sub(FIRST).and_then(|at| self.index.get(at as usize));
        let row = index.and_then(|&row| self.rows.get(usize::from(u16::from_le_bytes(row))));
        row.map_or(NEVER, unpack)
    }

    /// Returns the characters of the model.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> + '_ {
        let known = (FIRST..).zip(self.index.iter()).filter(|(_, row)| **row != NO_ROW.to_le_bytes());
        known.filter_map(|(code_point, _)| char::from_u32(code_point))
    }

    /// Cuts the characters with the indices `run` (at least two) into words, and appends the end of each word to
    /// `ends`. `of(i)` returns the emissions of character `i`; `choices` is a scratch buffer.
    #[inline(always)]
    pub(super) fn cut<'h>(
        &self,
        run: Range<usize>,
        of: impl Fn(usize) -> &'h Emissions,
        choices: &mut Vec<u8>,
        ends: &mut Vec<u32>,
    ) {
        let (first, len) = (run.start, run.len());
        if len == 2 {
            // Most runs have two characters.
            if self.separates(of(first), of(first + 1)) {
                ends.push(first as u32 + 1);
            }
            return ends.push(first as u32 + 2);
        }
        if choices.len() < len {
            choices.resize(len, 0);
        }
        let choices = &mut choices[..len];
        self.best_path(run, of, choices);
        // The end of each character is written. The end of the next character overwrites it unless a word ends there.
        // This needs no branch, which would be unpredictable.
        let mut count = ends.len();
        ends.resize(count + len, 0);
        for (number, &is_end) in (first as u32 + 1..).zip(&*choices) {
            ends[count] = number;
            count += usize::from(is_end);
        }
        ends.truncate(count);
    }

    /// Cuts `len` characters (two to 32) into words. Bit `i` of the result, except bit 0, is set if a word ends before
    /// character `i`. `of(i)` returns the emissions of character `i`.
    #[inline(always)]
    pub(super) fn boundaries<'h>(&self, len: usize, of: impl Fn(usize) -> &'h Emissions) -> u32 {
        if len == 2 {
            return u32::from(self.separates(of(0), of(1))) << 1;
        }
        let mut choices = [0; u32::BITS as usize];
        let choices = &mut choices[..len];
        self.best_path(0..len, of, choices);
        choices.iter().rev().fold(0, |bits, &is_end| bits << 1 | u32::from(is_end) << 1)
    }

    /// Whether two characters are two words: the last state decides between one word and two.
    #[inline(always)]
    fn separates(&self, first: &Emissions, second: &Emissions) -> bool {
        let scores = self.first_scores(first);
        let from = |before: usize, to: usize| scores[before] + self.steps[before][to] + second[to];
        let best = |one: f64, other: f64| if one > other { one } else { other };
        let end = best(from(BEGIN, END), from(MIDDLE, END));
        end <= best(from(END, SINGLE), from(SINGLE, SINGLE))
    }

    /// Returns the scores of the states at the first character.
    #[inline(always)]
    fn first_scores(&self, emissions: &Emissions) -> Emissions {
        std::array::from_fn(|state| self.start[state] + emissions[state])
    }

    /// Returns the scores of the states at the next character, and a bit for each state. Each state has two possible
    /// predecessors. The bit is set if the score from the second predecessor is not lower.
    #[inline(always)]
    fn next_scores(&self, scores: &Emissions, emissions: &Emissions) -> (Emissions, u8) {
        const BEFORE: [[usize; 4]; 2] = [[END, BEGIN, BEGIN, END], [SINGLE, MIDDLE, MIDDLE, SINGLE]];
        let from = |before: [usize; 4]| -> Emissions {
            std::array::from_fn(|to| scores[before[to]] + self.steps[before[to]][to] + emissions[to])
        };
        let (first, second) = (from(BEFORE[0]), from(BEFORE[1]));
        let choice = (0..4).fold(0, |choice, to| choice | u8::from(first[to] <= second[to]) << to);
        (std::array::from_fn(|to| if first[to] > second[to] { first[to] } else { second[to] }), choice)
    }

    /// Sets `choices` to 1 for each character that ends a word, and to 0 for the others.
    #[inline(always)]
    fn best_path<'h>(&self, run: Range<usize>, of: impl Fn(usize) -> &'h Emissions, choices: &mut [u8]) {
        let mut scores = self.first_scores(of(run.start));
        choices[0] = 0;
        for (choice, at) in choices[1..].iter_mut().zip(run.start + 1..) {
            (scores, *choice) = self.next_scores(&scores, of(at));
        }
        let mut state = if scores[END] > scores[SINGLE] { END } else { SINGLE };
        for choice in choices.iter_mut().rev() {
            let second = usize::from(*choice >> state & 1);
            *choice = u8::from(state == END || state == SINGLE);
            // `BEFORE[state]` has the first and the second predecessor of the state.
            const BEFORE: [[usize; 2]; 4] = [[END, SINGLE], [BEGIN, MIDDLE], [BEGIN, MIDDLE], [END, SINGLE]];
            state = BEFORE[state][second];
        }
    }
}

/// Converts emissions to an item of `rows`.
fn pack(emissions: &Emissions) -> [u8; 32] {
    let mut row = [0; 32];
    for (bytes, value) in row.as_chunks_mut().0.iter_mut().zip(emissions) {
        *bytes = value.to_le_bytes();
    }
    row
}

fn unpack(row: &[u8; 32]) -> Emissions {
    std::array::from_fn(|state| f64::from_le_bytes(row.as_chunks().0[state]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = "# a model of three characters\n-0.5 -3.14e+100 -3.14e+100 -1.0\n\
        -3.14e+100 -0.5 -1.0 -3.14e+100\n-0.5 -3.14e+100 -3.14e+100 -1.0\n\
        -3.14e+100 -0.5 -1.5 -3.14e+100\n-0.7 -3.14e+100 -3.14e+100 -0.7\n\
        天:-1.0,气:-9.0\n天:-9.0,气:-1.000001\n天:-9.0,气:-9.0\n天:-5.0,好:-1.0\n";

    fn cut(model: &Hmm, text: &str) -> Vec<usize> {
        let (mut ends, rows) = (vec![0], text.chars().map(|c| model.emissions(c)).collect::<Vec<_>>());
        model.cut(0..rows.len(), |at| &rows[at], &mut Vec::new(), &mut ends);
        ends.windows(2).map(|pair| (pair[1] - pair[0]) as usize).collect()
    }

    #[test]
    fn words_follow_the_model() {
        let model = Hmm::from_reader(MODEL.as_bytes()).unwrap();
        assert_eq!(cut(&model, "天气好"), [2, 1]);
        assert_eq!(cut(&model, "好天气天气"), [1, 2, 2]);
        let packed = Hmm::from_bytes(&model.to_bytes()).unwrap();
        for c in "天气好坏".chars() {
            assert_eq!(packed.emissions(c), model.emissions(c), "{c}");
        }
        assert_eq!((packed.start, packed.steps), (model.start, model.steps));
    }

    #[test]
    fn errors_name_the_line() {
        let rows = [
            ("1 2 3\n", 1, "3 numbers where 4"),
            ("1 2 3 4\n# comment\n1 2 x 4\n", 3, "`x` is not a number"),
            ("1 2 3 4\n1 2 3 4\n", 2, "ends after 2"),
            (&MODEL.replace("好:-1.0", "好好:-1.0"), 10, "`好好:-1.0` is not a character"),
        ];
        for (text, line, message) in rows {
            let error = Hmm::from_reader(text.as_bytes()).unwrap_err();
            assert_eq!(error.line(), Some(line), "{error}");
            assert!(error.to_string().contains(message), "{error}");
        }
    }
}
