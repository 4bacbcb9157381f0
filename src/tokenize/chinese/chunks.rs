//! Cuts a text between its chunks: blocks of Chinese with the ASCII between them, which is cut while a chunk
//! is read and makes gaps in it.

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

    /// Appends the words of the ASCII from `at`, between blocks, to `limit` at most, as long as its blocks
    /// are ASCII; returns where it stops, and why.
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

    /// Cuts a block by the dictionary.
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
            // There are gaps only between blocks.
            self.cut_chunk(at, scratch, writer, &mut |_, _, _| {});
        }
    }

    /// Fills the lattice with a chunk that begins where ASCII needs the dictionary. ASCII in it that needs
    /// none becomes a gap, whose tokens are deferred. Returns its end: the end of the text, or, when the
    /// chunk is long, a place between two blocks.
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
                    // Nearly all of Chinese.
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

    /// Appends the rest of the block that the end of a long chunk would otherwise cut in two.
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
        at
    }
}
