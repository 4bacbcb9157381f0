//! The options of a tokenizer, which follow its name in SQL.

use std::fmt;

/// The text that one position of the index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `unit character`: each Chinese character is a token, and so is any other word or number. A phrase finds every
    /// document that contains its text.
    #[default]
    Character,
    /// `unit word`: each word is a token, and the words inside it are further tokens at the same position. The index of
    /// Chinese text is smaller, but a phrase is found only where the document and the query are divided into the same
    /// words.
    Word,
}

/// Treatment of English words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stems {
    /// `stem none`: words are not stemmed.
    #[default]
    None,
    /// `stem english`: English words are stemmed, so `libraries` finds `library`.
    English,
}

/// Treatment of words that are too frequent to be useful.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StopWords {
    /// `stop_words keep`: stop words are indexed and found.
    #[default]
    Keep,
    /// `stop_words drop`: stop words are neither indexed nor required by a query. A stop word in a phrase matches any
    /// other stop words or punctuation. A Chinese character is a stop word only with [`Unit::Word`].
    Drop,
}

/// The options of a tokenizer.
///
/// In SQL, options are pairs of a name and a value in any order, ignoring case, as in
/// `tokenize = 'bitext unit word stem english stop_words drop'`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// `unit character` or `unit word`.
    pub unit: Unit,
    /// `stem none` or `stem english`.
    pub stems: Stems,
    /// `stop_words keep` or `stop_words drop`.
    pub stop_words: StopWords,
}

/// An unknown, incomplete or repeated option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    name: String,
    value: Option<String>,
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match &self.value {
            Some(value) => write!(f, "`{name} {value}` is no option of the tokenizer bitext: ")?,
            None => write!(f, "`{name}` has no value: ")?,
        }
        f.write_str("write unit character|word, stem none|english, stop_words keep|drop")
    }
}

impl std::error::Error for OptionError {}

impl Options {
    /// Reads the words after the name of the tokenizer.
    ///
    /// # Errors
    ///
    /// Returns an error if a name or a value is unknown, if a name has no value, or if a name occurs twice.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, OptionError> {
        let mut words = words.into_iter();
        let (mut options, mut seen) = (Self::default(), Vec::new());
        while let Some(name) = words.next() {
            let value = words.next();
            let wrong = || OptionError { name: name.to_owned(), value: value.map(str::to_owned) };
            let (name, value) = (name.to_ascii_lowercase(), value.ok_or_else(wrong)?.to_ascii_lowercase());
            match (name.as_str(), value.as_str()) {
                ("unit", "character") => options.unit = Unit::Character,
                ("unit", "word") => options.unit = Unit::Word,
                ("stem", "none") => options.stems = Stems::None,
                ("stem", "english") => options.stems = Stems::English,
                ("stop_words", "keep") => options.stop_words = StopWords::Keep,
                ("stop_words", "drop") => options.stop_words = StopWords::Drop,
                _ => return Err(wrong()),
            }
            if seen.contains(&name) {
                return Err(wrong());
            }
            seen.push(name);
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, Stems, StopWords, Unit};

    #[test]
    fn options_are_pairs_in_any_order() {
        let (word, english, dropped) = (Unit::Word, Stems::English, StopWords::Drop);
        for (text, expected) in [
            ("", Options::default()),
            ("unit word", Options { unit: word, ..Options::default() }),
            ("STEM English", Options { stems: english, ..Options::default() }),
            (
                "stop_words drop unit word stem english",
                Options { unit: word, stems: english, stop_words: dropped },
            ),
            ("unit character stem none stop_words keep", Options::default()),
        ] {
            assert_eq!(Options::parse(text.split_whitespace()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn other_words_are_errors() {
        for text in [
            "unit",
            "unit 2",
            "word",
            "stem porter",
            "unit word unit word",
            "unit word stem",
            "\0 \0",
            "单位 词",
        ] {
            let error = Options::parse(text.split_whitespace()).expect_err(text);
            assert!(error.to_string().contains("write unit character|word"), "{error}");
        }
    }
}
