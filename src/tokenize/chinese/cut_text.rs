//! Cuts a whole text into words, and gives the tokenizer of mixed text what it needs to cut the Chinese in it.

use super::ascii::AsciiCutter;
use super::cutter::Cutter;
use super::joins::{NameJoiner, join_digits};
use super::options::{CutMode, Folding, HanSigns, Names, Overlaps};
use super::phrases::between_phrases;
use super::postprocess::Postprocess;
use super::scratch::with_scratch;
use super::token_writer::TokenWriter;
use super::tokenizer::ChineseTokenizer;
use super::vocabulary::Vocabulary;
use crate::{Span, Token, Tokenizer};

impl ChineseTokenizer {
    /// Appends the tokens of any text.
    #[inline(never)]
    fn cut_any(&self, text: &str, out: &mut Vec<Token>) {
        let first = out.len();
        with_scratch(text.len(), |scratch| {
            scratch.postprocess.clear();
            let cutter = self.cutter();
            let mut writer = TokenWriter { text, out, position: 0 };
            between_phrases(&self.added.phrases, &self.table, &mut writer, |span, writer| {
                cutter.cut(span, scratch, writer);
            });
            self.join(text, &scratch.postprocess, first, out);
        });
    }

    /// Returns the tables and options as [`Cutter`] uses them.
    pub(crate) fn cutter(&self) -> Cutter<'_> {
        let ascii = AsciiCutter {
            table: &self.table,
            pairs: &self.ascii_pairs,
            needs_dictionary: self.mode == CutMode::Full || !self.engine.is_own(),
            has_model: self.model.is_some(),
            adds_parts: self.mode == CutMode::Search,
        };
        Cutter {
            vocabulary: self.vocabulary(),
            table: &self.table,
            model: self.model.as_deref(),
            engine: &self.engine,
            mode: self.mode,
            overlaps: self.overlaps,
            longest_unknown: self.longest_unknown.unwrap_or(usize::MAX),
            mixed_pairs: &self.mixed_pairs,
            ascii,
        }
    }

    /// Returns the words of the dictionary and the added words.
    #[inline]
    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary::new(&self.dictionary, &self.added.words, self.table.folding != Folding::Off)
    }

    /// Whether the mode is search or full, and all overlapping words are found ([`Overlaps::All`]).
    #[inline]
    pub(crate) fn adds_parts(&self) -> bool {
        self.mode != CutMode::Exact && self.overlaps == Overlaps::All
    }

    /// Appends the added words that a tokenizer of mixed text must find outside Chinese. Calls `part` for the text
    /// before, between and after these words.
    pub(crate) fn between_foreign_words(
        &self,
        writer: &mut TokenWriter<'_>,
        part: impl FnMut(Span, &mut TokenWriter<'_>),
    ) {
        between_phrases(&self.added.foreign, &self.table, writer, part);
    }

    /// Joins foreign names and numbers with `〇` among the tokens from index `first` on, if `postprocess` has
    /// recorded any.
    #[inline(always)]
    pub(crate) fn join(&self, text: &str, postprocess: &Postprocess, first: usize, out: &mut Vec<Token>) {
        // In the other modes, tokens overlap and are not joined.
        if !postprocess.is_empty() && self.mode == CutMode::Exact {
            self.join_found(text, postprocess, first, out);
        }
    }

    #[inline(never)]
    fn join_found(&self, text: &str, postprocess: &Postprocess, first: usize, out: &mut Vec<Token>) {
        if self.names != Names::AsJieba {
            let joiner = NameJoiner { text, names: self.names, dictionary: &self.dictionary };
            joiner.join(&postprocess.dots, out, first);
        }
        if postprocess.has_zero && self.table.signs == HanSigns::AsHan {
            join_digits(text, out, first);
        }
    }
}

impl Tokenizer for ChineseTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        if !self.cut_short(text, out) {
            self.cut_any(text, out);
        }
    }
}
