//! A `jieba_rs::Jieba` of the caller's own as the engine.

use std::sync::Arc;

use jieba_rs::Jieba;

use super::cut::{CutMode, Cutter};
use super::lattice::Lattice;
use super::sink::Sink;
use super::{ChineseTokenizer, Dictionary};

/// The engine, and whether it may make words that its dictionary does not have.
#[derive(Clone, Debug)]
pub(super) struct JiebaEngine {
    pub(super) jieba: Arc<Jieba>,
    pub(super) hmm: bool,
}

impl ChineseTokenizer {
    /// A tokenizer that lets `jieba` cut, with its dictionary and its model as the caller configured
    /// them. What else this tokenizer does stays: folding, names, added words (which `jieba` is given,
    /// too), and its options but for [`ChineseTokenizer::longest_unknown_word`]. Of
    /// [`ChineseTokenizer::hmm`] only counts whether it is `None`.
    ///
    /// Slower than the engine of this crate, which has the same words.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use bitext::{ChineseTokenizer, Tokenizer};
    /// use jieba_rs::Jieba;
    ///
    /// let jieba = Jieba::with_dict(&mut "云计算 60 n\n平台 50 n\n".as_bytes()).unwrap();
    /// let tokenizer = ChineseTokenizer::with_jieba(Arc::new(jieba));
    /// let text = "雲計算平台";
    /// let words: Vec<&str> = tokenizer.tokenize(text).iter().map(|token| token.of(text)).collect();
    /// assert_eq!(words, ["雲計算", "平台"]);
    /// ```
    #[must_use]
    pub fn with_jieba(jieba: Arc<Jieba>) -> Self {
        let mut tokenizer = Self::with_dictionary(Dictionary::empty());
        tokenizer.jieba = Some(JiebaEngine { jieba, hmm: true });
        let signs = tokenizer.table.signs;
        let folding = tokenizer.table.folding;
        tokenizer.spelled(folding, signs)
    }

    /// The same, whose engine may or may not make words that its dictionary does not have.
    pub(super) fn jieba_with_model(mut self, hmm: bool) -> Self {
        if let Some(engine) = &mut self.jieba {
            engine.hmm = hmm;
        }
        self
    }

    /// The engine that was given, for its tags and keywords.
    #[must_use]
    pub fn jieba(&self) -> Option<&Jieba> {
        self.jieba.as_ref().map(|engine| &*engine.jieba)
    }
}

impl Cutter<'_> {
    /// Cuts the stretch in the lattice by the engine.
    pub(super) fn cut_by_jieba(&self, engine: &JiebaEngine, lattice: &Lattice, sink: &mut Sink<'_>) {
        let stretch = lattice.run(0, lattice.len());
        let mut before = None;
        let spelled = sink.text[stretch.start()..stretch.end()].chars().map(|c| {
            let c = self.table.spelled(c, before);
            before = Some(c);
            c
        });
        let spelled: String = spelled.collect();
        let tokens = match self.mode {
            CutMode::Exact => engine.jieba.cut(&spelled, engine.hmm),
            CutMode::Search => engine.jieba.cut_for_search(&spelled, engine.hmm),
            CutMode::Full => engine.jieba.cut_all(&spelled),
        };
        // A word of the search mode comes after those inside it.
        let mut inner = vec![false; tokens.len()];
        if self.mode == CutMode::Search {
            let mut first = usize::MAX;
            for (inner, token) in inner.iter_mut().zip(&tokens).rev() {
                *inner = token.start >= first;
                first = first.min(token.start);
            }
        }
        for (token, inner) in tokens.iter().zip(inner) {
            let run = lattice.run(token.start, token.end);
            if inner { run.push_inner(sink) } else { run.push(sink) }
        }
    }
}
