//! The tokenizers behind one interface, which calls each through its usual API.

use bitext::{ChineseTokenizer, CutMode, EnglishTokenizer, MixedTokenizer, Token, Tokenizer};
use charabia::TokenizerBuilder;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use jieba_rs::Jieba;
use tantivy_jieba::JiebaTokenizer;
use tantivy_tokenizer_api::{TokenStream, Tokenizer as _};
use unicode_segmentation::UnicodeSegmentation;

/// A tokenizer and its settings, before it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Mixed,
    Chinese,
    ChineseLikeJieba,
    ChineseSearch,
    English,
    Jieba,
    JiebaSearch,
    TantivyJieba,
    Charabia,
    CharabiaSegments,
    Icu,
    Unicode,
}

impl Kind {
    /// All engines, in the order of the table. The table compares each engine with the first.
    pub const ALL: [Self; 12] = [
        Self::Mixed,
        Self::Chinese,
        Self::ChineseLikeJieba,
        Self::ChineseSearch,
        Self::English,
        Self::Jieba,
        Self::JiebaSearch,
        Self::TantivyJieba,
        Self::Charabia,
        Self::CharabiaSegments,
        Self::Icu,
        Self::Unicode,
    ];

    /// Returns the name in the table, with the version that `Cargo.toml` requires.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mixed => "bitext `MixedTokenizer`",
            Self::Chinese => "bitext `ChineseTokenizer`",
            Self::ChineseLikeJieba => "bitext `ChineseTokenizer`, like jieba",
            Self::ChineseSearch => "bitext `ChineseTokenizer`, search",
            Self::English => "bitext `EnglishTokenizer`",
            Self::Jieba => "jieba-rs 0.11",
            Self::JiebaSearch => "jieba-rs 0.11, search",
            Self::TantivyJieba => "tantivy-jieba 0.21 (search)",
            Self::Charabia => "charabia 0.10",
            Self::CharabiaSegments => "charabia 0.10, segments only",
            Self::Icu => "icu_segmenter 2.4",
            Self::Unicode => "unicode-segmentation 1.13",
        }
    }

    pub fn build(self) -> Engine {
        let bitext = |tokenizer: Box<dyn Tokenizer>| Engine::Bitext(tokenizer, Vec::new());
        match self {
            Self::Mixed => bitext(Box::new(MixedTokenizer::new())),
            Self::Chinese => bitext(Box::new(ChineseTokenizer::new())),
            Self::ChineseLikeJieba => bitext(Box::new(ChineseTokenizer::new().like_jieba())),
            Self::ChineseSearch => bitext(Box::new(ChineseTokenizer::new().mode(CutMode::Search))),
            Self::English => bitext(Box::new(EnglishTokenizer::new())),
            Self::Jieba => Engine::Jieba(Box::new(Jieba::new())),
            Self::JiebaSearch => Engine::JiebaSearch(Box::new(Jieba::new())),
            Self::TantivyJieba => Engine::TantivyJieba(Box::new(JiebaTokenizer::new())),
            Self::Charabia => Engine::Charabia(Box::new(TokenizerBuilder::default().into_tokenizer())),
            Self::CharabiaSegments => {
                Engine::CharabiaSegments(Box::new(TokenizerBuilder::default().into_tokenizer()))
            }
            Self::Icu => Engine::Icu(WordSegmenter::new_auto(WordBreakInvariantOptions::default())),
            Self::Unicode => Engine::Unicode,
        }
    }
}

/// An engine, ready to use.
pub enum Engine {
    /// A tokenizer of this crate, with the buffer that all lines reuse.
    Bitext(Box<dyn Tokenizer>, Vec<Token>),
    Jieba(Box<Jieba>),
    JiebaSearch(Box<Jieba>),
    TantivyJieba(Box<JiebaTokenizer>),
    Charabia(Box<charabia::Tokenizer<'static>>),
    CharabiaSegments(Box<charabia::Tokenizer<'static>>),
    Icu(WordSegmenterBorrowed<'static>),
    Unicode,
}

impl Engine {
    /// Cuts `line` and passes each token to `see`. `see` is inlined, because users of an engine do not pay for an
    /// indirect call per token either.
    #[inline]
    pub fn each_token<'line>(&mut self, line: &'line str, mut see: impl FnMut(&'line str)) {
        match self {
            Self::Bitext(tokenizer, tokens) => {
                tokens.clear();
                tokenizer.tokenize_into(line, tokens);
                tokens.iter().for_each(|token| see(token.of(line)));
            }
            Self::Jieba(jieba) => jieba.cut(line, true).iter().for_each(|token| see(token.word)),
            Self::JiebaSearch(jieba) => {
                jieba.cut_for_search(line, true).iter().for_each(|token| see(token.word));
            }
            Self::TantivyJieba(tokenizer) => {
                let mut stream = tokenizer.token_stream(line);
                while stream.advance() {
                    let token = stream.token();
                    see(&line[token.offset_from..token.offset_to]);
                }
            }
            Self::Charabia(tokenizer) => {
                tokenizer.tokenize(line).for_each(|token| see(&line[token.byte_start..token.byte_end]));
            }
            Self::CharabiaSegments(tokenizer) => tokenizer.segment_str(line).for_each(see),
            Self::Icu(segmenter) => {
                let mut start = 0;
                for end in segmenter.segment_str(line).skip(1) {
                    see(&line[start..end]);
                    start = end;
                }
            }
            Self::Unicode => line.split_word_bounds().for_each(see),
        }
    }
}
