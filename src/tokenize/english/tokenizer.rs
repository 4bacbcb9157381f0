//! The English tokenizer, which follows the conventions of Universal Dependencies.

use super::options::{Compounds, Contractions, EnglishOptions};
use super::scan::Scan;
use crate::tokenize::chinese::TokenWriter;
use crate::{Span, Token, Tokenizer};

/// Splits English text into words, numbers and marks.
///
/// By default it follows the conventions of the Universal Dependencies treebanks of English. Web and e-mail
/// addresses, numbers with their separators, dates, times, telephone numbers, abbreviations with their full
/// stop, emoticons and repetitions of a mark are one token each. Other scripts are supported: letters with
/// their combining marks form words, each Chinese character is a token
/// ([`MixedTokenizer`](crate::MixedTokenizer) finds Chinese words), and each emoji is a token, even if it
/// consists of several characters.
///
/// ```
/// use bitext::{Compounds, Contractions, EnglishTokenizer, Tokenizer};
///
/// let text = "Don’t pay $450 for a well-made e-mail client, says Dr. Lee (lee@mail.example).";
/// let words = |tokenizer: EnglishTokenizer| -> Vec<&str> {
///     tokenizer.tokenize(text).iter().map(|token| token.of(text)).collect()
/// };
/// assert_eq!(
///     words(EnglishTokenizer::new()).join(" "),
///     "Don’t pay $ 450 for a well - made e-mail client , says Dr. Lee ( lee@mail.example ) ."
/// );
/// let other = EnglishTokenizer::new().compounds(Compounds::Whole).contractions(Contractions::Split);
/// assert_eq!(
///     words(other).join(" "),
///     "Do n’t pay $450 for a well-made e-mail client , says Dr. Lee ( lee@mail.example ) ."
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct EnglishTokenizer {
    options: EnglishOptions,
}

impl EnglishTokenizer {
    /// Returns a tokenizer that splits compounds and keeps contractions whole.
    #[must_use]
    pub const fn new() -> Self {
        let options = EnglishOptions { compounds: Compounds::Split, contractions: Contractions::Whole };
        Self { options }
    }

    /// Sets the treatment of compounds and amounts such as `China-Pakistan` and `$450`.
    #[must_use]
    pub const fn compounds(mut self, compounds: Compounds) -> Self {
        self.options.compounds = compounds;
        self
    }

    /// Sets the treatment of contractions such as `don’t` and `Pakistan’s`.
    #[must_use]
    pub const fn contractions(mut self, contractions: Contractions) -> Self {
        self.options.contractions = contractions;
        self
    }

    /// Appends the tokens of one part of `text` to `out`, with spans relative to the start of `text` and
    /// positions counted from `position`. Returns the position after the last token.
    ///
    /// The text around the part does not influence the tokens. A part outside the text, or not on character
    /// boundaries, has no tokens. Time O(length of the part).
    ///
    /// ```
    /// use bitext::{EnglishTokenizer, Span};
    ///
    /// let (text, mut tokens) = ("华为 Mate 60 发布", Vec::new());
    /// assert_eq!(EnglishTokenizer::new().tokenize_part(text, Span::new(7, 14), 1, &mut tokens), 3);
    /// assert_eq!(tokens[1].of(text), "60");
    /// ```
    pub fn tokenize_part(&self, text: &str, part: Span, position: u32, out: &mut Vec<Token>) -> u32 {
        Scan::new(text, part, position, self.options, out).run()
    }

    /// Appends the units of an index: tokens that do not depend on the text around them. Each Chinese character
    /// is a unit, and so is each sign in a tag, percentage or range.
    pub(crate) fn tokenize_units(&self, text: &str, out: &mut Vec<Token>) {
        let part = Span::new(0, text.len());
        Scan::new(text, part, 0, self.options, out).by_unit().run();
    }

    /// Appends the tokens of a part of a text in two languages. The tokens of the text begin at index `first`
    /// of the output. Unlike in [`EnglishTokenizer::tokenize_part`], the text around the part decides between the
    /// conventions of English and Chinese, and a tag may extend past the part.
    #[inline]
    pub(crate) fn tokenize_in_context(&self, part: Span, first: usize, writer: &mut TokenWriter<'_>) {
        let scan = Scan::new(writer.text, part, writer.position, self.options, writer.out);
        writer.position = scan.in_context(first).run();
    }
}

impl Tokenizer for EnglishTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        self.tokenize_part(text, Span::new(0, text.len()), 0, out);
    }
}
