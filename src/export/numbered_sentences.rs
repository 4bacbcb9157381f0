//! Joins the rows of an alignment that has only sentence numbers to the sentences.

use super::ladder::LadderRow;
use super::row::Row;
use crate::{Error, ErrorKind};

/// The sentences to which the rows of a whole alignment refer by number.
///
/// [`LadderRow::with_sentences`] does the same for one row. In an alignment, a sentence is in one row, or in a few if the
/// rows overlap; here, a sentence is an error in its 256th row, so that a short file cannot repeat a long sentence without
/// end.
///
/// ```
/// use bitext::export::{NumberedSentences, SideOrder, read_ladder};
///
/// let english = vec!["Tickets cost 35 yuan.", "Dogs travel free."];
/// let mut sentences = NumberedSentences::new(english, vec!["船票35元，狗免费乘船。"]);
/// for row in read_ladder("[0, 1]:[0]:0.97".as_bytes(), SideOrder::EnglishFirst) {
///     assert_eq!(sentences.row(&row?)?.english, "Tickets cost 35 yuan. Dogs travel free.");
/// }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct NumberedSentences<S> {
    english: Numbered<S>,
    chinese: Numbered<S>,
}

#[derive(Clone, Debug)]
struct Numbered<S> {
    language: &'static str,
    sentences: Vec<S>,
    /// The number of rows in which each sentence is.
    uses: Vec<u8>,
}

impl<S: AsRef<str>> NumberedSentences<S> {
    /// Creates the sentences of both texts, which are numbered from 0.
    #[must_use]
    pub fn new(english: Vec<S>, chinese: Vec<S>) -> Self {
        Self { english: Numbered::new("English", english), chinese: Numbered::new("Chinese", chinese) }
    }

    /// Returns a row with its sentences, joined. Time O(length of the sentences).
    ///
    /// # Errors
    /// As for [`LadderRow::with_sentences`], and [`ErrorKind::Syntax`] for a sentence that has been in 255 rows.
    pub fn row(&mut self, row: &LadderRow) -> Result<Row<'static>, Error> {
        self.english.count(&row.english)?;
        self.chinese.count(&row.chinese)?;
        row.with_sentences(&self.english.sentences, &self.chinese.sentences)
    }
}

impl<S> Numbered<S> {
    fn new(language: &'static str, sentences: Vec<S>) -> Self {
        Self { language, uses: vec![0; sentences.len()], sentences }
    }

    fn count(&mut self, numbers: &[usize]) -> Result<(), Error> {
        for &number in numbers {
            let Some(uses) = self.uses.get_mut(number) else { continue };
            *uses = uses.checked_add(1).ok_or_else(|| {
                let (language, max) = (self.language, u8::MAX);
                let message =
                    format!("{language} sentence {number} is in more than {max} rows: name it once");
                Error::new(ErrorKind::Syntax, message)
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_in_at_most_255_rows() {
        let mut sentences = NumberedSentences::new(vec!["a", "b"], vec!["汉"]);
        let row = |english: &[usize], chinese: &[usize]| LadderRow {
            english: english.to_vec(),
            chinese: chinese.to_vec(),
            score: None,
        };
        for _ in 0..255 {
            assert_eq!(sentences.row(&row(&[0], &[])).unwrap().english, "a");
        }
        let error = sentences.row(&row(&[1, 0], &[])).unwrap_err();
        assert_eq!(error.to_string(), "English sentence 0 is in more than 255 rows: name it once");
        assert_eq!(sentences.row(&row(&[1], &[0])).unwrap().chinese, "汉");
        for (english, expected) in [
            (&[2][..], "there is no English sentence 2: the text has 2 lines, numbered from 0"),
            (&[1, 1], "English sentence 1 is named twice: name each sentence once"),
        ] {
            let error = row(english, &[]).with_sentences(&["a", "b"], &["汉"]).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }
}
