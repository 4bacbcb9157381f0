//! Words of text in both languages: each stretch goes to the tokenizer of its language.

mod numeral;

use super::chinese::{
    Ahead, Character, ChineseTokenizer, CutMode, Lattice, Names, Scratch, Sink, class, with_scratch,
};
use super::english::{Compounds, Contractions, EnglishTokenizer};
use crate::{Span, Token, Tokenizer};

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
    /// A tokenizer with the default tokenizers of both languages. Takes some 15 ms: make one and
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

    /// Appends the tokens of a part of the text. All its stretches of Chinese are cut at once: the
    /// look-ups of several short ones take no longer than those of one, as long as none waits for
    /// another. What stands between them is a gap in the lattice until then. The tokens of the text begin
    /// at `first`.
    fn tokenize_part(&self, span: Span, first: usize, scratch: &mut Scratch, sink: &mut Sink<'_>) {
        let text = &sink.text[..span.end];
        let cutter = self.chinese.cutter();
        let other = |span: Span, sink: &mut Sink<'_>| self.tokenize_other(text, span, first, sink);
        let cut = |end: usize, scratch: &mut Scratch, sink: &mut Sink<'_>| {
            cutter.cut_stretch(end, scratch, sink, &mut |span, _, sink| other(span, sink));
        };
        let mut at = span.start;
        scratch.lattice.begin(at);
        loop {
            let mut ahead = Ahead::Gap;
            if cutter.takes_gaps() {
                (ahead, at) = cutter.push_stretches(text, at, scratch);
            }
            let (mut start, mut from) = match ahead {
                Ahead::Nothing => break,
                Ahead::Stretch(start) => (start, at),
                Ahead::Gap => {
                    let Some((character, han, only_marks)) = cutter.next_han(text, at, scratch) else {
                        break;
                    };
                    let mut start = if only_marks { at } else { cutter.word_before(text, at, han) };
                    if at < start {
                        let may_go_on = character.is(class::NUMERAL) && start == han;
                        if may_go_on || !cutter.takes_gaps() || start - at >= Lattice::LONG {
                            cut(at, scratch, sink);
                            other(Span::new(at, start), sink);
                            if may_go_on {
                                start = numeral::extend(text, han, &mut sink.out[first..]);
                            }
                            scratch.lattice.begin(start);
                        } else {
                            scratch.lattice.push(Character::GAP, at);
                        }
                    }
                    at = start;
                    // A number may have taken the character.
                    if at > han {
                        continue;
                    }
                    (start, han)
                }
            };
            loop {
                at = cutter.push_chinese(text, (start, at, from), scratch);
                if !scratch.lattice.is_long(at) {
                    break;
                }
                cut(at, scratch, sink);
                scratch.lattice.begin(at);
                if !cutter.goes_on(text, at) {
                    break;
                }
                (start, from) = (at, at);
            }
        }
        cut(at, scratch, sink);
        other(Span::new(at, text.len()), sink);
    }

    /// Appends the tokens of a stretch without Chinese; those of the text begin at `first`.
    fn tokenize_other(&self, text: &str, span: Span, first: usize, sink: &mut Sink<'_>) {
        let part_first = sink.out.len();
        sink.position = self.english.tokenize_part(text, span, sink.position, sink.out);
        if span.start > 0 || span.end < text.len() {
            let gone = numeral::join(text, first, part_first, sink.out);
            sink.position = sink.position.wrapping_sub(gone);
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
        with_scratch(text.len(), |scratch| {
            scratch.review.clear();
            let words = self.chinese.foreign_words();
            let mut sink = Sink { text, out, position: 0 };
            self.chinese.between_phrases(words, &mut sink, |span, sink| {
                self.tokenize_part(span, first, scratch, sink);
            });
            self.chinese.join(text, &scratch.review, first, out);
        });
    }
}
