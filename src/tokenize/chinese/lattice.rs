//! The characters of a chunk, which is a part of a text that is cut in one step.

use super::characters::{Character, CharacterTable};

/// A character with its offset in the chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedCharacter {
    pub(super) character: Character,
    offset: u32,
}

impl PlacedCharacter {
    const END: Self = Self { character: Character::END, offset: 0 };

    /// Returns the offset of the character in bytes from the start of the chunk.
    #[inline(always)]
    pub(super) fn offset(self) -> usize {
        self.offset as usize
    }
}

/// The characters of a chunk with their offsets. Its buffers are reused for the next chunk.
#[derive(Debug, Default)]
pub(crate) struct CharacterLattice {
    /// The characters, then [`CharacterLattice::AHEAD`] end markers once the chunk has ended, then unused cells.
    cells: Vec<PlacedCharacter>,
    /// Number of characters in `cells`.
    len: usize,
    /// The form in which each character is looked up; filled only if words were added.
    chars: Vec<char>,
    /// Offset of the chunk in the text.
    start: usize,
}

impl CharacterLattice {
    /// Maximum number of bytes of a chunk. Offsets have 32 bits.
    pub(super) const MAX_BYTES: usize = 1 << 30;
    /// Number of bytes after which a chunk ends with its current block. The cost per chunk is then negligible, and the
    /// chunk fits into the L1 and L2 caches.
    pub(crate) const TARGET_BYTES: usize = 3 << 10;
    /// Buffers for at most this many characters are kept for the next text.
    pub(super) const KEPT: usize = 1 << 16;
    /// Number of end markers after the last character. They let loops read two characters ahead without a
    /// check.
    pub(super) const AHEAD: usize = 2;

    pub(crate) fn begin(&mut self, start: usize) {
        self.len = 0;
        self.chars.clear();
        self.start = start;
    }

    /// Returns the offset of the chunk in the text.
    #[inline(always)]
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Appends the character at byte `at` of the text.
    #[inline(always)]
    pub(crate) fn push(&mut self, character: Character, at: usize) {
        let offset = at - self.start;
        self.append(|cells| cells.push(character, offset));
    }

    /// Calls `append` with an appender. The appender has its own copy of the length, which a loop keeps in a register.
    #[inline(always)]
    pub(super) fn append<R>(&mut self, append: impl FnOnce(&mut LatticeAppender<'_>) -> R) -> R {
        let mut cells = LatticeAppender { cells: &mut self.cells, len: self.len };
        let result = append(&mut cells);
        self.len = cells.len;
        result
    }

    /// Whether a chunk that reaches byte `at` of the text is long enough to end.
    #[inline(always)]
    pub(crate) fn is_long(&self, at: usize) -> bool {
        at - self.start >= Self::TARGET_BYTES
    }

    /// Whether a chunk that reaches byte `at` of the text must end there.
    #[inline(always)]
    pub(super) fn is_full(&self, at: usize) -> bool {
        at - self.start >= Self::MAX_BYTES
    }

    /// Records the form in which each character is looked up. `spell` returns this form for a character and its offset
    /// in the text.
    pub(super) fn spell(&mut self, mut spell: impl FnMut(Character, usize) -> char) {
        let cells = self.cells[..self.len].iter();
        self.chars.extend(cells.map(|cell| spell(cell.character, self.start + cell.offset as usize)));
    }

    /// Ends the chunk before byte `at` of the text.
    #[inline(always)]
    pub(super) fn end(&mut self, at: usize) {
        let end = PlacedCharacter { character: Character::END, offset: (at - self.start) as u32 };
        let behind = self.len + Self::AHEAD;
        if self.cells.len() < behind {
            self.cells.resize(behind, end);
        }
        self.cells[self.len..behind].fill(end);
    }

    /// Returns the number of characters.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Returns the last appended character.
    #[inline(always)]
    pub(super) fn last(&self) -> Option<Character> {
        self.len.checked_sub(1).map(|last| self.cells[last].character)
    }

    #[inline(always)]
    pub(super) fn character(&self, at: usize) -> Character {
        self.cells[at].character
    }

    /// Returns the characters `from..to`, which may include the end markers.
    #[inline(always)]
    pub(super) fn cells(&self, from: usize, to: usize) -> &[PlacedCharacter] {
        &self.cells[from..to]
    }

    /// Returns the codes of the characters `from..to`, which may include the end markers. End markers have code 0.
    #[inline(always)]
    pub(super) fn codes(&self, from: usize, to: usize) -> impl Iterator<Item = u32> {
        self.cells[from..to].iter().map(|cell| cell.character.code())
    }

    #[inline(always)]
    pub(super) fn chars(&self, from: usize, to: usize) -> &[char] {
        self.chars.get(from..to).unwrap_or(&[])
    }

    #[inline(always)]
    pub(super) fn range(&self, from: usize, to: usize) -> CharacterRange<'_> {
        CharacterRange { lattice: self, from, to }
    }

    pub(super) fn shrink(&mut self) {
        if self.cells.len() > Self::KEPT {
            *self = Self::default();
        }
    }
}

/// Appends characters to a lattice.
#[derive(Debug)]
pub(super) struct LatticeAppender<'l> {
    cells: &'l mut Vec<PlacedCharacter>,
    len: usize,
}

impl LatticeAppender<'_> {
    /// Appends the character at byte `offset` of the chunk.
    #[inline(always)]
    pub(super) fn push(&mut self, character: Character, offset: usize) {
        let new = PlacedCharacter { character, offset: offset as u32 };
        match self.cells.get_mut(self.len) {
            Some(cell) => *cell = new,
            None => self.grow_and_push(new),
        }
        self.len += 1;
    }

    #[cold]
    #[inline(never)]
    fn grow_and_push(&mut self, cell: PlacedCharacter) {
        // Grow in small steps, because cells that are written become resident memory. The capacity of the
        // vector still doubles.
        self.cells.resize(self.len + self.len / 8 + 64, PlacedCharacter::END);
        self.cells[self.len] = cell;
    }

    /// Appends the characters at the start of `bytes` that have three bytes and a class of `wanted` and need no
    /// post-processing. `bytes` starts at byte `offset` of the chunk. Returns the offset after the last appended
    /// character.
    #[inline(always)]
    pub(super) fn push_plain(
        &mut self,
        table: &CharacterTable,
        bytes: &[u8],
        wanted: u32,
        mut offset: usize,
    ) -> usize {
        for chunk in bytes.as_chunks::<3>().0 {
            let character = table.of_three(*chunk);
            if !CharacterTable::is_plain(character, chunk[0], wanted) {
                break;
            }
            self.push(character, offset);
            offset += 3;
        }
        offset
    }
}

/// The characters `from..to` of a lattice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharacterRange<'l> {
    lattice: &'l CharacterLattice,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl<'l> CharacterRange<'l> {
    /// Returns the number of characters.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.to - self.from
    }

    /// Returns the offset in the text of the first byte of the range.
    #[inline(always)]
    pub(crate) fn start(self) -> usize {
        self.lattice.start + self.lattice.cells[self.from].offset as usize
    }

    /// Returns the offset in the text of the byte after the range.
    #[inline(always)]
    pub(crate) fn end(self) -> usize {
        self.lattice.start + self.lattice.cells[self.to].offset as usize
    }

    #[inline(always)]
    pub(crate) fn first(self) -> Character {
        self.lattice.cells[self.from].character
    }

    pub(crate) fn lattice(self) -> &'l CharacterLattice {
        self.lattice
    }

    pub(crate) fn characters(self) -> impl DoubleEndedIterator<Item = Character> + Clone + 'l {
        self.lattice.cells[self.from..self.to].iter().map(|cell| cell.character)
    }

    /// Returns the form in which each character is looked up, or an empty slice if no words were added.
    #[inline(always)]
    pub(crate) fn chars(self) -> &'l [char] {
        self.lattice.chars(self.from, self.to)
    }

    /// Returns the characters `from..to` of the range, relative to its start.
    #[inline(always)]
    pub(crate) fn part(self, from: usize, to: usize) -> Self {
        Self { from: self.from + from, to: self.from + to, ..self }
    }

    /// Returns the union of the classes of all characters in the range.
    pub(crate) fn classes(self) -> u32 {
        self.characters().fold(0, |classes, character| classes | character.classes())
    }
}
