//! English words by the conventions of Universal Dependencies, in one pass over the bytes.

use crate::{Span, Token, Tokenizer};

mod address;
mod class;
mod contraction;
mod number;
mod scan;
mod sign;
mod word;

/// What becomes of hyphenated compounds and of amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compounds {
    /// `China` `-` `Pakistan`, `COVID` `-` `19`, `$` `450`, `8` `%`; but `e-mail` and
    /// `non-profit`, whose first part is no word of its own.
    #[default]
    Split,
    /// `China-Pakistan`, `COVID-19`, `$450`, `8%`.
    Whole,
}

/// What becomes of contractions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Contractions {
    /// `don’t`, `Pakistan’s`, `cannot`.
    #[default]
    Whole,
    /// `do` `n’t`, `Pakistan` `’s`, `can` `not`.
    Split,
}

/// Cuts English text into words, numbers and marks.
///
/// By default it follows the Universal Dependencies treebanks of English. Web and e-mail addresses,
/// numbers with their separators, dates, times, telephone numbers, abbreviations with their full
/// stop, emoticons and runs of the same mark are one token each. Text in other scripts is cut
/// sanely: letters and their marks into words at white space, Chinese characters one by one
/// ([`MixedTokenizer`](crate::MixedTokenizer) finds their words), an emoji as one grapheme.
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
pub struct EnglishTokenizer {
    compounds: Compounds,
    contractions: Contractions,
}

impl EnglishTokenizer {
    /// A tokenizer that splits compounds and keeps contractions whole.
    #[must_use]
    pub const fn new() -> Self {
        Self { compounds: Compounds::Split, contractions: Contractions::Whole }
    }

    /// What becomes of `China-Pakistan` and `$450`.
    #[must_use]
    pub const fn compounds(mut self, compounds: Compounds) -> Self {
        self.compounds = compounds;
        self
    }

    /// What becomes of `don’t` and `Pakistan’s`.
    #[must_use]
    pub const fn contractions(mut self, contractions: Contractions) -> Self {
        self.contractions = contractions;
        self
    }

    /// Appends the tokens of one part of `text` to `out`, their spans counted from the start of
    /// `text` and their positions from `position`; the position that comes next is returned.
    ///
    /// The part is cut as if it stood alone. A part that does not lie inside the text on character
    /// boundaries has no tokens. Time O(length of the part).
    ///
    /// ```
    /// use bitext::{EnglishTokenizer, Span};
    ///
    /// let (text, mut tokens) = ("华为 Mate 60 发布", Vec::new());
    /// assert_eq!(EnglishTokenizer::new().tokenize_part(text, Span::new(7, 14), 1, &mut tokens), 3);
    /// assert_eq!(tokens[1].of(text), "60");
    /// ```
    pub fn tokenize_part(&self, text: &str, part: Span, position: u32, out: &mut Vec<Token>) -> u32 {
        scan::Scan::new(text, part, position, *self, out).run()
    }
}

impl Tokenizer for EnglishTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        self.tokenize_part(text, Span::new(0, text.len()), 0, out);
    }
}
