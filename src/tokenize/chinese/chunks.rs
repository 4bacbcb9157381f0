//! Splits a text into chunks, each of which is cut in one step. ASCII text that needs no dictionary is cut while
//! the chunk is read. It becomes a gap in the chunk: one placeholder for all of its characters.

use super::ascii::{AsciiCutter, AsciiStop};
use super::characters::{Character, class};
use super::cutter::Cutter;
use super::lattice::CharacterLattice;
use super::scratch::{NestedScratch, Scratch};
use super::token_writer::TokenWriter;
use crate::Span;

impl Cutter<'_> {
    /// Cuts the part of the text at `span`.
    pub(super) fn cut(&self, span: Span, scratch: &mut Scratch, writer: &mut TokenWriter<'_>) {
        let text = &writer.text[..span.end];
        let mut at = span.start;
        loop {
            (at, _) = self.cut_ascii(text, (at, text.len()), &mut scratch.nested, writer);
            if at == text.len() {
                break;
            }
            scratch.lattice.begin(at);
            at = self.push_chunk(text, at, scratch);
            self.cut_chunk(at, scratch, writer, &mut |_, deferred, writer| deferred.push_next(writer));
        }
    }

    /// Like [`AsciiCutter::cut`], but also cuts the blocks of ASCII that may contain dictionary words.
    #[inline(always)]
    fn cut_ascii(
        &self,
        text: &str,
        (mut at, limit): (usize, usize),
        nested: &mut NestedScratch,
        writer: &mut TokenWriter<'_>,
    ) -> (usize, AsciiStop) {
        loop {
            let (stopped, stop) = self.ascii.cut(text, (at, limit), writer);
            if stop != AsciiStop::Block {
                return (stopped, stop);
            }
            at = AsciiCutter::block_end(text.as_bytes(), stopped);
            self.cut_block(Span::new(stopped, at), nested.get_or_insert_default(), writer);
        }
    }

    /// Cuts a block of ASCII by the dictionary.
    #[cold]
    fn cut_block(&self, block: Span, scratch: &mut Scratch, writer: &mut TokenWriter<'_>) {
        let text = &writer.text[..block.end];
        let mut at = block.start;
        while at < block.end {
            scratch.lattice.begin(at);
            while !scratch.lattice.is_full(at)
                && let Some((character, end)) = self.table.next(text, at)
            {
                self.push(text, character, at, scratch);
                at = end;
            }
            // A block has no gaps.
            self.cut_chunk(at, scratch, writer, &mut |_, _, _| {});
        }
    }

    /// Fills the lattice with the chunk that begins at `start`, where the dictionary is needed. ASCII text that
    /// needs no dictionary becomes a gap, and its tokens are deferred. Returns the end of the chunk.
    #[inline(never)]
    fn push_chunk(&self, text: &str, start: usize, scratch: &mut Scratch) -> usize {
        let Scratch { lattice, postprocess, deferred, nested, .. } = scratch;
        deferred.clear();
        let near = &text.as_bytes()[start..text.len().min(start + CharacterLattice::TARGET_BYTES)];
        let left = lattice.append(|cells| {
            let (mut last, mut rest) = (Character::END, near);
            loop {
                let offset = near.len() - rest.len();
                let (mut character, tail) = match rest {
                    [] => break,
                    // Nearly all Chinese characters have three bytes.
                    &[first @ 0xe0..0xf0, second, third, ref tail @ ..] => {
                        (self.table.of_three([first, second, third]), tail)
                    }
                    &[byte @ ..0x80, ref tail @ ..] => {
                        let character = self.table.of_ascii(byte);
                        let inside = last.is(class::BLOCK | class::UNSPLIT) && character.is(class::BLOCK);
                        if !inside && offset > 0 {
                            let (at, limit) = (start + offset, start + near.len());
                            let (end, stop) = deferred
                                .defer(text, at, |writer| self.cut_ascii(text, (at, limit), nested, writer));
                            if end > at {
                                cells.push(Character::GAP, offset);
                                (last, rest) = (Character::GAP, &near[end - start..]);
                            }
                            if stop == AsciiStop::Limit {
                                break;
                            }
                            if end > at {
                                continue;
                            }
                        }
                        (character, tail)
                    }
                    _ => {
                        let Some((character, end)) = self.table.next(text, start + offset) else { break };
                        let Some(tail) = near.get(end - start..) else { break };
                        (character, tail)
                    }
                };
                if character.is(class::POSTPROCESS) {
                    if character.extends(last) {
                        rest = tail;
                        continue;
                    }
                    character = postprocess.resolve(text, start + offset, character, last);
                }
                cells.push(character, offset);
                (last, rest) = (character, tail);
            }
            rest.len()
        });
        let at = start + near.len() - left;
        if at < text.len() { self.push_rest(text, at, scratch) } else { at }
    }

    /// Returns the end of the invisible characters and combining marks at `at` that belong to the last character of
    /// the lattice.
    fn extended_end(&self, text: &str, mut at: usize, scratch: &Scratch) -> usize {
        let last = scratch.lattice.last().unwrap_or(Character::END);
        while let Some((_, end)) = self.table.next(text, at).filter(|(character, _)| character.extends(last))
        {
            at = end;
        }
        at
    }

    /// Extends a long chunk to the end of its last block, and returns the end of the chunk.
    #[cold]
    fn push_rest(&self, text: &str, mut at: usize, scratch: &mut Scratch) -> usize {
        let in_block = |last: Character| last.is(class::BLOCK | class::UNSPLIT);
        while let Some(&byte) = text.as_bytes().get(at)
            && scratch.lattice.last().is_some_and(in_block)
            && !self.ascii.ends_block(byte)
            && !scratch.lattice.is_full(at)
        {
            let end = self.push_plain(text, at, class::HAN, scratch);
            if end > at {
                at = end;
            } else if let Some((character, end)) = self.table.next(text, at) {
                self.push(text, character, at, scratch);
                at = end;
            }
        }
        self.extended_end(text, at, scratch)
    }
}
