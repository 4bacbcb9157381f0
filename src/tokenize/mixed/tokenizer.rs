//! The tokenizer of mixed text and its options.

use std::cell::Cell;

use super::compounds::join_names;
use super::crossing::join_tags;
use super::numeral;
use crate::tokenize::chinese::{
    Character, CharacterLattice, ChineseTokenizer, CutMode, Names, Next, OpenRun, Scratch, TokenWriter,
    class, with_scratch,
};
use crate::tokenize::english::{Compounds, Contractions, EnglishTokenizer};
use crate::{Span, Token, Tokenizer};

/// State shared by the parts of one text.
#[derive(Clone, Copy)]
struct TextState<'s> {
    /// Index of the first token of the text.
    first: usize,
    /// The end of the last tag that extends past the end of the part in which it begins, or 0 if there is none.
    tag_end: &'s Cell<usize>,
}

/// Cuts text of any language into words: runs of Chinese characters with a [`ChineseTokenizer`],
/// everything else with an [`EnglishTokenizer`].
///
/// Dictionary words with letters or digits (`T恤`, `卡拉OK`, `4S店`) are one token each, and so are numbers with
/// their separators and a following `万` or `亿` (`4.5万`), ordinals (`第6`), dates, web and e-mail addresses. A
/// text without Chinese has exactly the tokens of the [`EnglishTokenizer`].
///
/// A tokenizer is cheap to clone, and clones share its tables.
///
/// ```
/// use bitext::{MixedTokenizer, Tokenizer};
///
/// let text = "华为 Mate 60 于2023年8月发布，售价6,999元起。";
/// let tokens = MixedTokenizer::new().tokenize(text);
/// let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
/// assert_eq!(words.join(" "), "华为 Mate 60 于 2023 年 8 月 发布 ， 售价 6,999 元起 。");
/// ```
#[derive(Clone, Debug)]
pub struct MixedTokenizer {
    pub(super) chinese: ChineseTokenizer,
    pub(super) english: EnglishTokenizer,
}

impl MixedTokenizer {
    /// Returns a tokenizer with the default tokenizers of both languages. Takes about a millisecond, so make one and
    /// clone it.
    #[cfg(feature = "dictionary")]
    #[must_use]
    pub fn new() -> Self {
        Self::with_chinese(ChineseTokenizer::new()).compounds(Compounds::default())
    }

    /// Returns a tokenizer that cuts Chinese with `chinese`, whose options are not changed.
    #[must_use]
    pub fn with_chinese(chinese: ChineseTokenizer) -> Self {
        Self { chinese, english: EnglishTokenizer::new() }
    }

    /// Sets the tokenizer for everything except Chinese.
    #[must_use]
    pub fn english(mut self, english: EnglishTokenizer) -> Self {
        self.english = english;
        self
    }

    /// Sets the treatment of compounds, amounts and names such as `China-Pakistan`, `$450` and `列夫·托尔斯泰`. By
    /// default they are split, as in the treebanks of both languages.
    #[must_use]
    pub fn compounds(mut self, compounds: Compounds) -> Self {
        self.english = self.english.compounds(compounds);
        self.chinese = self.chinese.names(match compounds {
            Compounds::Whole => Names::Whole,
            Compounds::Split => Names::Split,
        });
        self
    }

    /// Sets the treatment of contractions such as `don’t` and `Pakistan’s`.
    #[must_use]
    pub fn contractions(mut self, contractions: Contractions) -> Self {
        self.english = self.english.contractions(contractions);
        self
    }

    /// Sets the mode of cutting Chinese: [`CutMode::Exact`] by default.
    #[must_use]
    pub fn mode(mut self, mode: CutMode) -> Self {
        self.chinese = self.chinese.mode(mode);
        self
    }

    /// Returns the tokenizer of Chinese.
    #[must_use]
    pub fn chinese(&self) -> &ChineseTokenizer {
        &self.chinese
    }

    /// Returns the tokenizer of Chinese, for adding words. Added words without Chinese characters are found too.
    pub fn chinese_mut(&mut self) -> &mut ChineseTokenizer {
        &mut self.chinese
    }

    /// Appends the tokens of any text.
    #[inline(never)]
    fn tokenize_any(&self, text: &str, out: &mut Vec<Token>) {
        let first = out.len();
        with_scratch(text.len(), |scratch| {
            scratch.postprocess.clear();
            let tag_end = Cell::new(0);
            let state = TextState { first, tag_end: &tag_end };
            let mut writer = TokenWriter { text, out, position: 0 };
            self.chinese.between_foreign_words(&mut writer, |span, writer| {
                self.tokenize_part(span, state, scratch, writer);
            });
            self.chinese.join(text, &scratch.postprocess, first, out);
            if tag_end.get() > 0 {
                join_tags(text, first, self.chinese.adds_parts(), out);
            }
        });
    }

    /// Appends the tokens of a part of the text. A chunk may hold many runs of Chinese with gaps between them, so that
    /// the look-ups of short runs overlap in time.
    fn tokenize_part(
        &self,
        span: Span,
        state: TextState<'_>,
        scratch: &mut Scratch,
        writer: &mut TokenWriter<'_>,
    ) {
        let text = &writer.text[..span.end];
        let cutter = self.chinese.cutter();
        let other = |span: Span, writer: &mut TokenWriter<'_>| self.tokenize_other(text, span, state, writer);
        let cut = |end: usize, scratch: &mut Scratch, writer: &mut TokenWriter<'_>| {
            cutter.cut_chunk(end, scratch, writer, &mut |span, _, writer| other(span, writer));
        };
        let mut at = span.start;
        scratch.lattice.begin(at);
        loop {
            let mut next = Next::AmbiguousGap;
            if cutter.allows_gaps() {
                (next, at) = cutter.push_runs(text, at, scratch);
            }
            let run = match next {
                Next::LastGap => break,
                Next::Run(start) => OpenRun { start, at, inside: at },
                Next::AmbiguousGap => {
                    let Some((character, han, only_marks)) = cutter.next_han(text, at, scratch) else {
                        break;
                    };
                    let mut start = if only_marks { at } else { cutter.run_start(text, at, han) };
                    if at < start {
                        let may_continue_number = character.is(class::NUMERAL) && start == han;
                        let is_long = start - at >= CharacterLattice::TARGET_BYTES;
                        if may_continue_number || !cutter.allows_gaps() || is_long {
                            cut(at, scratch, writer);
                            other(Span::new(at, start), writer);
                            if may_continue_number {
                                start = numeral::extend(text, han, &mut writer.out[state.first..]);
                            }
                            scratch.lattice.begin(start);
                        } else {
                            scratch.lattice.push(Character::GAP, at);
                        }
                    }
                    at = start;
                    // The Chinese character at `han` may have become part of the number before it.
                    if at > han {
                        continue;
                    }
                    cutter.open_run(text, start, han, scratch)
                }
            };
            at = cutter.push_whole_run(text, run, scratch, |end, scratch| cut(end, scratch, writer));
        }
        cut(at, scratch, writer);
        other(Span::new(at, text.len()), writer);
    }

    /// Appends the tokens of a part without Chinese.
    fn tokenize_other(&self, text: &str, span: Span, state: TextState<'_>, writer: &mut TokenWriter<'_>) {
        if span.is_empty() {
            return;
        }
        let part_first = writer.out.len();
        self.english.tokenize_in_context(span, state.first, writer);
        let tag_end = state.tag_end.get();
        if let Some(tag) = writer.out.last().filter(|token| token.span.end > span.end) {
            state.tag_end.set(tag.span.end);
        }
        let removed = numeral::join_ordinal(text, span.start, state.first, part_first, writer.out);
        writer.position = writer.position.wrapping_sub(removed);
        if self.chinese.adds_parts() {
            let first = part_first - removed as usize;
            let removed = join_names(text, first, tag_end, writer.out);
            writer.position = writer.position.wrapping_sub(removed);
        }
    }
}

#[cfg(feature = "dictionary")]
impl Default for MixedTokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer for MixedTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        if !self.chinese.cut_short(text, out) {
            self.tokenize_any(text, out);
        }
    }
}
