//! Words of text in both languages: each stretch goes to the tokenizer of its language.

use super::chinese::{ChineseTokenizer, CutMode, Scratch};
use super::english::{Compounds, Contractions, EnglishTokenizer};
use crate::{Span, Token, TokenKind, Tokenizer};

/// Cuts text of any language into words: stretches of Chinese characters by
/// [`ChineseTokenizer`], everything else by [`EnglishTokenizer`].
///
/// Words of the dictionary with letters or digits (`T恤`, `卡拉OK`, `4S店`) are one token, and so are
/// numbers with their separators, dates, web and e-mail addresses. A text without Chinese has
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
        Self::with_chinese(ChineseTokenizer::new())
    }

    /// A tokenizer that gives Chinese to `chinese`.
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

    /// What becomes of `China-Pakistan` and `$450`.
    #[must_use]
    pub fn compounds(mut self, compounds: Compounds) -> Self {
        self.english = self.english.compounds(compounds);
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

    fn tokenize_part(
        &self,
        text: &str,
        span: Span,
        scratch: &mut Scratch,
        position: &mut u32,
        out: &mut Vec<Token>,
    ) {
        let bytes = &text.as_bytes()[..span.end];
        // What lies between `other` and `at` is no Chinese.
        let (mut other, mut at) = (span.start, span.start);
        while at < bytes.len() {
            let Some(skip) = bytes[at..].iter().position(|byte| !byte.is_ascii()) else { break };
            at += skip;
            let Some(c) = text[at..].chars().next() else { break };
            if !self.chinese.is_han(c) {
                at += c.len_utf8();
                continue;
            }
            let start = self.chinese.word_before(text, other, at);
            self.tokenize_other(text, Span::new(other, start), position, out);
            at = self.chinese.tokenize_stretch(text, (start, at, span.end), scratch, position, out);
            other = at;
        }
        self.tokenize_other(text, Span::new(other, span.end), position, out);
    }

    fn tokenize_other(&self, text: &str, span: Span, position: &mut u32, out: &mut Vec<Token>) {
        if !marks(text, span, position, out) {
            *position = self.english.tokenize_part(text, span, *position, out);
        }
    }
}

/// Appends the tokens of a stretch that is nothing but the most frequent Chinese marks, each a
/// token of its own, as the [`EnglishTokenizer`] would: most stretches between Chinese are. Any
/// other stretch is left alone.
#[inline]
fn marks(text: &str, span: Span, position: &mut u32, out: &mut Vec<Token>) -> bool {
    const MARKS: [char; 17] =
        ['，', '。', '、', '：', '；', '“', '”', '（', '）', '《', '》', '「', '」', '『', '』', '【', '】'];
    let stretch = &text[span.range()];
    if !stretch.chars().all(|c| MARKS.contains(&c)) {
        return false;
    }
    let mut start = span.start;
    for c in stretch.chars() {
        let end = start + c.len_utf8();
        out.push(Token::new(Span::new(start, end), TokenKind::Punctuation, *position));
        *position = position.saturating_add(1);
        start = end;
    }
    true
}

#[cfg(feature = "dictionary")]
impl Default for MixedTokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer for MixedTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        let mut position = 0;
        self.chinese.scratch().with(|scratch| {
            self.chinese.between_phrases(text, out, &mut position, |span, position, out| {
                self.tokenize_part(text, span, scratch, position, out);
            });
        });
    }
}
