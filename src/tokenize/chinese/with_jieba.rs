//! A tokenizer that uses the caller's own `jieba_rs::Jieba`.

use std::sync::Arc;

use jieba_rs::Jieba;

use super::dictionary::Dictionary;
use super::engine::Engine;
use super::jieba::JiebaEngine;
use super::tokenizer::ChineseTokenizer;

impl ChineseTokenizer {
    /// Returns a tokenizer that cuts blocks of Chinese with `jieba`, as the caller configured it. Folding, names,
    /// modes and added words work in the same way as with the engine of this crate. Added words are also added to
    /// `jieba`. [`ChineseTokenizer::overlaps`] and [`ChineseTokenizer::longest_unknown_word`] have no effect on these
    /// blocks, and [`ChineseTokenizer::hmm`] only turns the model of `jieba` on or off.
    ///
    /// With the same dictionary and [`ChineseTokenizer::like_jieba`], the engine of this crate finds the same
    /// words in less time.
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
        tokenizer.engine = Engine::Jieba(JiebaEngine::new(jieba));
        let signs = tokenizer.table.signs;
        let folding = tokenizer.table.folding;
        tokenizer.with_spelling(folding, signs)
    }

    /// Returns the caller's `Jieba`, for its tags and keywords, or `None` if the tokenizer uses the engine of this
    /// crate.
    #[must_use]
    pub fn jieba(&self) -> Option<&Jieba> {
        self.engine.jieba().map(JiebaEngine::get)
    }
}
