//! Reads the chunks of a mixed text: runs of Chinese, and gaps, which are the text between the runs. The letters and
//! digits of Chinese words such as `T恤` belong to the runs.

use super::characters::{Character, class};
use super::cutter::Cutter;
use super::lattice::CharacterLattice;
use super::scratch::Scratch;
use crate::script::ascii::ascii_end;

/// The text after the runs that [`Cutter::push_runs`] appends.
pub(crate) enum Next {
    /// A gap up to the end of the text, possibly empty.
    LastGap,
    /// A gap whose end is not known: the gap is [`Ambiguous`], or extends past the bytes that were read.
    AmbiguousGap,
    /// The rest of a run that starts at this byte offset.
    Run(usize),
}

/// The end of a gap is not known. Its last characters may belong to a word or number that continues with Chinese
/// (`T恤`, `3万`), or the gap has a character that [`Cutter::next_run`] does not read.
struct Ambiguous;

/// A run of Chinese that has been read up to `at`.
#[derive(Clone, Copy)]
pub(crate) struct OpenRun {
    pub(crate) start: usize,
    pub(crate) at: usize,
    /// The run extends at least to this byte.
    pub(crate) inside: usize,
}

impl Cutter<'_> {
    /// Returns the first Chinese character at or after `at`, its offset, and whether only characters of the class
    /// [`class::SINGLE_MARK`] come before it. Returns `None` if there is no Chinese character.
    #[inline]
    pub(crate) fn next_han(
        &self,
        text: &str,
        at: usize,
        scratch: &mut Scratch,
    ) -> Option<(Character, usize, bool)> {
        let (mut at, mut only_marks) = (at, true);
        loop {
            let ascii = ascii_end(text.as_bytes(), at);
            only_marks &= ascii == at;
            at = ascii;
            let (character, end) = self.table.next(text, at)?;
            if character.is(class::HAN) {
                return Some((character, at, only_marks));
            }
            only_marks &= character.is(class::SINGLE_MARK);
            if character.is(class::POSTPROCESS) {
                scratch.postprocess.record(character, at);
            }
            at = end;
        }
    }

    /// Returns the start of the run whose first Chinese character is at `han`, after a gap that begins at `from`. The
    /// run includes the `T` of `T恤`, and invisible characters before `han` that do not belong to another token.
    #[inline]
    pub(crate) fn run_start(&self, text: &str, from: usize, han: usize) -> usize {
        match self.word_before(text, from, han) {
            start if start == han && from < han && !text.as_bytes()[han - 1].is_ascii() => {
                self.invisible_before(text, from, han)
            }
            start => start,
        }
    }

    fn invisible_before(&self, text: &str, from: usize, han: usize) -> usize {
        let before = text[from..han].trim_end_matches(|c| self.table.of(c).is(class::EXTENDING));
        let follows_token = before.ends_with(|c: char| !c.is_whitespace()) || before.is_empty() && from > 0;
        if follows_token { han } else { from + before.len() }
    }

    /// Opens the run that begins at `start` and has its first Chinese character at `han`. Invisible characters
    /// at the start of the run are part of that character.
    pub(crate) fn open_run(&self, text: &str, start: usize, han: usize, scratch: &mut Scratch) -> OpenRun {
        let is_invisible = |character: Character| character.is(class::EXTENDING);
        match self.table.next(text, han) {
            Some((character, end)) if start < han && self.table.at(text, start).is_some_and(is_invisible) => {
                if character.is(class::POSTPROCESS) {
                    scratch.postprocess.record(character, han);
                }
                scratch.lattice.push(character, start);
                OpenRun { start: han, at: end, inside: end }
            }
            _ => OpenRun { start, at: start, inside: han },
        }
    }

    /// Appends a run to the lattice, and returns the end of the run. Calls `cut` with the end of each chunk
    /// that becomes long.
    #[inline(always)]
    pub(crate) fn push_whole_run(
        &self,
        text: &str,
        mut run: OpenRun,
        scratch: &mut Scratch,
        mut cut: impl FnMut(usize, &mut Scratch),
    ) -> usize {
        loop {
            let at = self.push_run(text, run, scratch);
            if !scratch.lattice.is_long(at) {
                return at;
            }
            cut(at, scratch);
            scratch.lattice.begin(at);
            if !self.continues(text, at) {
                return at;
            }
            run = OpenRun { start: at, at, inside: at };
        }
    }

    /// Whether a run that ended because the chunk was long continues at `at`.
    fn continues(&self, text: &str, at: usize) -> bool {
        self.table.at(text, at).is_some_and(|character| character.is(class::HAN | class::SINGLE_MARK))
    }

    /// Appends gaps and runs of Chinese to the lattice, from the gap at `at` on, until a gap is ambiguous or the chunk
    /// is long. Returns the kind of the text that follows, and its offset.
    #[inline(never)]
    pub(crate) fn push_runs(&self, text: &str, at: usize, scratch: &mut Scratch) -> (Next, usize) {
        let start = scratch.lattice.start();
        let near = &text.as_bytes()[start..text.len().min(start + CharacterLattice::TARGET_BYTES)];
        let is_whole = start + near.len() == text.len();
        let mut at = at - start;
        let next = scratch.lattice.append(|cells| {
            loop {
                let first = match self.next_run(near, at) {
                    Some(Ok(first)) => first,
                    None if is_whole => return Next::LastGap,
                    Some(Err(Ambiguous)) | None => return Next::AmbiguousGap,
                };
                if at < first {
                    cells.push(Character::GAP, at);
                }
                at = cells.push_plain(self.table, &near[first..], class::HAN | class::SINGLE_MARK, first);
                match near.get(at) {
                    Some(&byte) if byte.is_ascii() && !self.mixed_pairs.may_follow_han(byte) => {}
                    None if is_whole => return Next::LastGap,
                    _ => return Next::Run(start + first),
                }
            }
        });
        (next, start + at)
    }

    /// Returns the start of the first run of Chinese after the gap that begins at `gap`, or `None` if `near`, the
    /// bytes of the chunk, has no further run.
    #[inline(always)]
    fn next_run(&self, near: &[u8], gap: usize) -> Option<Result<usize, Ambiguous>> {
        let (mut at, mut only_marks, mut last) = (gap, true, Character::END);
        let character = loop {
            let ascii = ascii_end(near, at);
            only_marks &= ascii == at;
            at = ascii;
            let rest = near.get(at..).filter(|rest| !rest.is_empty())?;
            let Some(chunk) = rest.first_chunk() else { return Some(Err(Ambiguous)) };
            let character = self.table.of_three(*chunk);
            if chunk[0] >> 4 != 0xe || character.is(class::POSTPROCESS) {
                return Some(Err(Ambiguous));
            }
            if character.is(class::HAN) {
                break character;
            }
            only_marks &= character.is(class::SINGLE_MARK);
            last = character;
            at += 3;
        };
        if only_marks {
            return Some(Ok(gap));
        }
        // A space ends words and numbers, so the gap ends with it. The branches would be hard to predict.
        let before = near[at - 1];
        let may_precede =
            if before.is_ascii() { self.mixed_pairs.may_precede_han(before) } else { last.is(class::MIXED) };
        let is_ambiguous = (before != b' ') & (may_precede | character.is(class::NUMERAL));
        Some(if is_ambiguous { Err(Ambiguous) } else { Ok(at) })
    }

    /// Appends the rest of a run of Chinese to the lattice, and returns its end. Marks of the class
    /// [`class::SINGLE_MARK`] and the letters of words such as `卡拉OK` belong to the run. In a long chunk, the run
    /// ends after a mark.
    #[inline]
    fn push_run(&self, text: &str, run: OpenRun, scratch: &mut Scratch) -> usize {
        let OpenRun { start, mut at, mut inside } = run;
        loop {
            let is_mark = |last: Character| last.is(class::SINGLE_MARK);
            if scratch.lattice.is_long(at) && scratch.lattice.last().is_some_and(is_mark) && at >= inside {
                return at;
            }
            at = self.push_plain(text, at, class::HAN | class::SINGLE_MARK, scratch);
            // Most runs end before a space or a letter.
            let next = text.as_bytes().get(at);
            if at >= inside
                && next.is_some_and(|&byte| byte.is_ascii() && !self.mixed_pairs.may_follow_han(byte))
            {
                return at;
            }
            let Some((character, end)) = self.table.next(text, at) else { return at };
            if character.is(class::EXTENDING)
                && scratch.lattice.last().is_some_and(|last| character.extends(last))
            {
                at = end;
                continue;
            }
            if !character.is(class::HAN | class::SINGLE_MARK) && at >= inside {
                if !character.is(class::MIXED) || !self.mixed_pairs.may_follow_han(text.as_bytes()[at]) {
                    return at;
                }
                match self.tail_of_words(text, start, at) {
                    0 => return at,
                    length => inside = at + length,
                }
            }
            self.push(text, character, at, scratch);
            at = end;
            if scratch.lattice.is_full(at) {
                return at;
            }
        }
    }
}
