//! Words of text in both languages: each stretch goes to the tokenizer of its language.

mod numeral;

use super::ascii::ascii_end;
use super::chinese::{ChineseTokenizer, CutMode, Names, Scratch, Sink, class};
use super::english::{Compounds, Contractions, EnglishTokenizer};
use crate::{Span, Token, TokenKind, Tokenizer};

/// Cuts text of any language into words: stretches of Chinese characters by
/// [`ChineseTokenizer`], everything else by [`EnglishTokenizer`].
///
/// Words of the dictionary with letters or digits (`T恤`, `卡拉OK`, `4S店`) are one token, and so are
/// numbers with their separators and with `万` and `亿` after them (`4.5万`), ordinals (`第6`), dates, web
/// and e-mail addresses. A text without Chinese has
/// exactly the tokens of the [`EnglishTokenizer`].
///
/// An engine is cheap to clone, and clones share its tables.
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
    chinese: ChineseTokenizer,
    english: EnglishTokenizer,
}

impl MixedTokenizer {
    /// A tokenizer with the default tokenizers of both languages. Takes some 10 ms: make one and
    /// clone it.
    #[cfg(feature = "dictionary")]
    #[must_use]
    pub fn new() -> Self {
        Self::with_chinese(ChineseTokenizer::new()).compounds(Compounds::default())
    }

    /// A tokenizer that gives Chinese to `chinese`, as that is.
    #[must_use]
    pub fn with_chinese(chinese: ChineseTokenizer) -> Self {
        Self { chinese, english: EnglishTokenizer::new() }
    }

    /// The tokenizer that everything but Chinese is given to.
    #[must_use]
    pub fn english(mut self, english: EnglishTokenizer) -> Self {
        self.english = english;
        self
    }

    /// What becomes of `China-Pakistan`, `$450` and `列夫·托尔斯泰`: by default they are split, as by
    /// the treebanks of both languages.
    #[must_use]
    pub fn compounds(mut self, compounds: Compounds) -> Self {
        self.english = self.english.compounds(compounds);
        self.chinese = self.chinese.names(match compounds {
            Compounds::Whole => Names::Whole,
            Compounds::Split => Names::Split,
        });
        self
    }

    /// What becomes of `don’t` and `Pakistan’s`.
    #[must_use]
    pub fn contractions(mut self, contractions: Contractions) -> Self {
        self.english = self.english.contractions(contractions);
        self
    }

    /// How Chinese is cut.
    #[must_use]
    pub fn mode(mut self, mode: CutMode) -> Self {
        self.chinese = self.chinese.mode(mode);
        self
    }

    /// The tokenizer of Chinese, to look something up.
    #[must_use]
    pub fn chinese(&self) -> &ChineseTokenizer {
        &self.chinese
    }

    /// The tokenizer of Chinese, to add words: those without Chinese characters are found, too.
    pub fn chinese_mut(&mut self) -> &mut ChineseTokenizer {
        &mut self.chinese
    }

    fn tokenize_part(&self, span: Span, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        let text = &sink.text[..span.end];
        let cutter = self.chinese.cutter();
        // What lies between `other` and `at` is no Chinese; `lone` while it is nothing but marks
        // of which each is a token.
        let (mut other, mut at, mut lone) = (span.start, span.start, true);
        loop {
            let ascii = ascii_end(text.as_bytes(), at);
            lone &= ascii == at;
            at = ascii;
            let Some((character, end)) = cutter.table.next(text, at) else { break };
            if character.is(class::HAN) {
                let start = cutter.word_before(text, other, at);
                self.tokenize_other(text, Span::new(other, start), lone, sink);
                if start == at && other < at {
                    let after = numeral::extend(text, at, sink.out);
                    if after > at {
                        (at, other, lone) = (after, after, true);
                        continue;
                    }
                }
                at = cutter.cut_chinese((start, at), span.end, scratch, sink);
                (other, lone) = (at, true);
            } else {
                lone &= character.is(class::LONE);
                scratch.review |= character.is(class::REVIEW);
                at = end;
            }
        }
        self.tokenize_other(text, Span::new(other, at), lone, sink);
    }

    /// Appends the tokens of a stretch without Chinese. Most of them hold nothing but marks, each
    /// of which would be a token to the [`EnglishTokenizer`], too.
    #[inline]
    fn tokenize_other(&self, text: &str, span: Span, lone: bool, sink: &mut Sink<'_>) {
        if !lone {
            let first = sink.out.len();
            sink.position = self.english.tokenize_part(text, span, sink.position, sink.out);
            if span.start > 0 || span.end < text.len() {
                sink.position -= numeral::join(text, first, sink.out);
            }
            return;
        }
        // All of them have three bytes.
        for start in span.range().step_by(3) {
            sink.out.push(Token::new(Span::new(start, start + 3), TokenKind::Punctuation, sink.position));
            sink.position = sink.position.saturating_add(1);
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
        let first = out.len();
        self.chinese.scratch().with(|scratch| {
            scratch.review = false;
            let words = self.chinese.foreign_words();
            let mut sink = Sink { text, out, position: 0 };
            self.chinese
                .between_phrases(words, &mut sink, |span, sink| self.tokenize_part(span, scratch, sink));
            self.chinese.join(text, scratch.review, first, out);
        });
    }
}
