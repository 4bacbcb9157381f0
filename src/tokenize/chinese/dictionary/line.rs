//! One line of a dictionary in jieba's text format.

use std::io::BufRead;

use super::compiled::CompiledDictionary;
use crate::Error;

/// A line `word frequency tag`; the frequency and the tag are optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DictionaryLine<'l> {
    pub(crate) word: &'l str,
    pub(crate) frequency: Option<u64>,
    pub(crate) tag: Option<&'l str>,
}

impl<'l> DictionaryLine<'l> {
    /// Parses each line that is not blank, and calls `found` with the result.
    pub(crate) fn read_all(
        mut reader: impl BufRead,
        mut found: impl FnMut(DictionaryLine<'_>),
    ) -> Result<(), Error> {
        let mut line = String::new();
        for number in 1.. {
            line.clear();
            let read = reader.read_line(&mut line).map_err(|error| Error::from(error).at_line(number))?;
            if read == 0 {
                break;
            }
            let text = if number == 1 { line.trim_start_matches('\u{feff}') } else { &line };
            let parsed = DictionaryLine::parse(text).and_then(|line| line.map(with_short_word).transpose());
            if let Some(line) = parsed.map_err(|message| Error::syntax(number, message))? {
                found(line);
            }
        }
        Ok(())
    }

    fn parse(line: &'l str) -> Result<Option<Self>, String> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(None);
        }
        if line.contains('\t') {
            let mut fields = line.split('\t').map(str::trim);
            let word = fields.next().unwrap_or("");
            let frequency = fields.next().filter(|field| !field.is_empty()).map(number).transpose()?;
            let tag = fields.next().filter(|field| !field.is_empty());
            return match fields.next() {
                Some(extra) => {
                    Err(format!("`{extra}` after the tag: a line holds a word, a frequency, a tag"))
                }
                None => Ok(Some(Self { word, frequency, tag })),
            };
        }
        let Some((rest, last)) = line.rsplit_once(char::is_whitespace) else {
            return Ok(Some(Self { word: line, frequency: None, tag: None }));
        };
        let rest = rest.trim_end();
        if last.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(Some(Self { word: rest, frequency: Some(number(last)?), tag: None }));
        }
        match rest.rsplit_once(char::is_whitespace) {
            Some((word, frequency)) if frequency.starts_with(|c: char| c.is_ascii_digit()) => {
                Ok(Some(Self { word: word.trim_end(), frequency: Some(number(frequency)?), tag: Some(last) }))
            }
            // In `香蕉 x8 n`, the ASCII field before the tag can only be a malformed frequency.
            Some((_, field)) if !rest.is_ascii() && is_tag(last) && field.is_ascii() => {
                Err(format!("`{field}` is not a frequency: write a whole number"))
            }
            // `云计算 n`: a word with a tag. `machine learning` is a word with a space and no tag.
            None if !rest.is_ascii() && is_tag(last) => {
                Ok(Some(Self { word: rest, frequency: None, tag: Some(last) }))
            }
            None if !rest.is_ascii() => Err(format!("`{last}` is not a frequency: write a whole number")),
            _ => Ok(Some(Self { word: line, frequency: None, tag: None })),
        }
    }
}

/// Returns the line, or an error if its word is too long.
fn with_short_word(line: DictionaryLine<'_>) -> Result<DictionaryLine<'_>, String> {
    const MAX: usize = CompiledDictionary::MAX_WORD;
    match line.word.char_indices().nth(MAX) {
        Some(_) => Err(format!("a word of more than {MAX} characters: shorten it, or leave it out")),
        None => Ok(line),
    }
}

fn is_tag(field: &str) -> bool {
    field.len() <= 4 && field.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn number(field: &str) -> Result<u64, String> {
    field.parse().map_err(|_| format!("`{field}` is not a frequency: write a whole number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_line() {
        let rows = [
            ("云计算 60 n\n", Ok(("云计算", Some(60), Some("n")))),
            ("云计算 60\r\n", Ok(("云计算", Some(60), None))),
            ("云计算", Ok(("云计算", None, None))),
            ("云计算 n", Ok(("云计算", None, Some("n")))),
            ("machine learning 60 nz", Ok(("machine learning", Some(60), Some("nz")))),
            ("machine learning", Ok(("machine learning", None, None))),
            ("machine learning\t\tnz", Ok(("machine learning", None, Some("nz")))),
            ("（注）\t5", Ok(("（注）", Some(5), None))),
            ("4S店 3 n", Ok(("4S店", Some(3), Some("n")))),
            ("云计算 6x n", Err("`6x` is not a frequency: write a whole number")),
            ("云计算 -5", Err("`-5` is not a frequency: write a whole number")),
            ("云\t1\tn\tx", Err("`x` after the tag: a line holds a word, a frequency, a tag")),
        ];
        for (line, expected) in rows {
            let found = DictionaryLine::parse(line);
            let found = found.map(|line| line.map(|line| (line.word, line.frequency, line.tag)));
            assert_eq!(found, expected.map(Some).map_err(str::to_owned), "{line}");
        }
        assert_eq!(DictionaryLine::parse(" \n"), Ok(None));
    }
}
