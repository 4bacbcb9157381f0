//! The engine around a caller's `jieba_rs::Jieba`.

use std::sync::Arc;

use jieba_rs::Jieba;

use super::best_path::PathWord;
use super::characters::CharacterTable;
use super::lattice::CharacterLattice;
use super::options::CutMode;
use super::token_writer::TokenWriter;

#[derive(Clone, Debug)]
pub(super) struct JiebaEngine {
    jieba: Arc<Jieba>,
    /// Whether jieba's hidden Markov model finds words that its dictionary lacks.
    has_model: bool,
}

impl JiebaEngine {
    pub(super) fn new(jieba: Arc<Jieba>) -> Self {
        Self { jieba, has_model: true }
    }

    pub(super) fn get(&self) -> &Jieba {
        &self.jieba
    }

    pub(super) fn set_model(&mut self, has_model: bool) {
        self.has_model = has_model;
    }

    /// Adds a word in its folded spelling. The caller's jieba chooses its frequency.
    pub(super) fn add_word(&mut self, word: &str, tag: &str) {
        Arc::make_mut(&mut self.jieba).add_word(word, None, Some(tag));
    }

    pub(super) fn has_word(&self, word: &[char]) -> bool {
        self.jieba.has_word(&word.iter().collect::<String>())
    }

    /// Cuts the chunk in the lattice.
    pub(super) fn cut(
        &self,
        lattice: &CharacterLattice,
        table: &CharacterTable,
        mode: CutMode,
        writer: &mut TokenWriter<'_>,
    ) {
        let mut before = None;
        let spelled = (0..lattice.len()).map(|at| {
            let c = writer.text[lattice.range(at, at).start()..].chars().next().unwrap_or('\0');
            let c = table.spelled(c, before);
            before = Some(c);
            c
        });
        let spelled: String = spelled.collect();
        let tokens = match mode {
            CutMode::Exact => self.jieba.cut(&spelled, self.has_model),
            CutMode::Search => self.jieba.cut_for_search(&spelled, self.has_model),
            CutMode::Full => self.jieba.cut_all(&spelled),
        };
        // In search mode, the parts of a word come before the word. `inner[i]` is set if token `i` is a part.
        let mut inner = vec![false; tokens.len()];
        if mode == CutMode::Search {
            let mut first = usize::MAX;
            for (inner, token) in inner.iter_mut().zip(&tokens).rev() {
                *inner = token.start >= first;
                first = first.min(token.start);
            }
        }
        for (token, inner) in tokens.iter().zip(inner) {
            let word = lattice.range(token.start, token.end);
            if inner { writer.push_part(word) } else { writer.push_word(PathWord::of(word)) }
        }
    }
}
