//! Parts of speech in jieba's notation.

use super::characters::class;
use super::tokenizer::ChineseTokenizer;
use crate::Token;

impl ChineseTokenizer {
    /// Returns the part of speech of a word in jieba's notation. The dictionary is searched for the word as written,
    /// and then for its folded spelling. A word that the dictionary lacks has the tag `eng` if it has an ASCII
    /// letter, otherwise `m` if it has a digit, otherwise `x`.
    ///
    /// Time O(length of the word).
    ///
    /// ```
    /// use bitext::ChineseTokenizer;
    ///
    /// let tokenizer = ChineseTokenizer::new();
    /// let tags = ["北京", "讀書", "4S店", "2024", "Mate60", "，"].map(|word| tokenizer.tag(word));
    /// assert_eq!(tags, ["ns", "n", "n", "m", "eng", "x"]);
    /// ```
    #[must_use]
    pub fn tag(&self, word: &str) -> &str {
        if let Some(tag) = self.dictionary.tag(word).or_else(|| self.folded_tag(word)) {
            return tag;
        }
        let alphanumeric = |c: char| self.table.of(c).is(class::ALPHANUMERIC);
        let digit = |c: char| !self.table.of(c).is(class::LETTER);
        match (word.chars().any(alphanumeric), word.chars().filter(|&c| alphanumeric(c)).all(digit)) {
            (false, _) => "x",
            (true, true) => "m",
            (true, false) => "eng",
        }
    }

    fn folded_tag(&self, word: &str) -> Option<&str> {
        let is_visible = |c: &char| !self.table.of(*c).is(class::EXTENDING);
        let folded: String = word.chars().filter(is_visible).map(|c| self.table.folded(c)).collect();
        let added = self.added.words.get(folded.chars()).or_else(|| self.added.phrases.get(folded.chars()));
        match added {
            Some(added) => Some(&added.tag),
            None if folded == word => None,
            None => self.dictionary.tag(&folded),
        }
    }

    /// Returns the parts of speech of `tokens`, which this or another tokenizer found in `text`: for each token the
    /// tag that [`ChineseTokenizer::tag`] returns for its text.
    ///
    /// Time O(length of the tokens). Memory O(length of a token).
    ///
    /// ```
    /// use bitext::{ChineseTokenizer, Tokenizer};
    ///
    /// let tokenizer = ChineseTokenizer::new();
    /// let text = "他喜欢读书";
    /// let tokens = tokenizer.tokenize(text);
    /// let tags: Vec<&str> = tokenizer.tags(text, &tokens).collect();
    /// assert_eq!(tags, ["r", "v", "n"]);
    /// ```
    pub fn tags<'a>(&'a self, text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = &'a str> + 'a {
        tokens.iter().map(|token| self.tag(token.of(text)))
    }
}
