//! The iterator of letter runs: reads a text character by character, and groups letters by language.

use crate::{Language, Script};

use super::han_reading::HanReading;
use super::language_set::LanguageSet;
use super::latin::{Bias, LatinReader};
use super::letter_run::LetterRun;
use super::other_scripts::{OtherScripts, sign_end};

/// The bias for runs within a text. A few Latin words in a Chinese text are far more often English than, say, Danish,
/// and a foreign name in an English text should not become a separate run.
const WITHIN_TEXT: Bias = Bias { other: 3.0, rare: 6.0, margins: false };
/// The bias for the language of a whole text. A short text may well be German or French; other languages are rarer.
const WHOLE_TEXT: Bias = Bias { other: 0.0, rare: 2.0, margins: true };

/// Iterator over the letter runs of a text. Adjacent runs may be in the same language.
#[derive(Clone, Debug)]
pub(crate) struct LetterRuns<'t> {
    text: &'t str,
    at: usize,
    languages: LanguageSet,
    han_reading: HanReading,
    latin: LatinReader,
    other_scripts: OtherScripts,
}

impl<'t> LetterRuns<'t> {
    /// Iterates over the letter runs that language runs are made of, with a bias for English.
    pub(super) fn new(text: &'t str, languages: LanguageSet) -> Self {
        Self::with_bias(text, languages, WITHIN_TEXT)
    }

    fn with_bias(text: &'t str, languages: LanguageSet, bias: Bias) -> Self {
        Self {
            text,
            at: 0,
            languages,
            han_reading: HanReading::none(languages),
            latin: LatinReader::new(languages, bias),
            other_scripts: OtherScripts::new(languages),
        }
    }

    /// Iterates over the letter runs that the language of a whole text is detected from, with little bias for
    /// English.
    pub(crate) fn for_detection(text: &'t str, languages: LanguageSet) -> Self {
        Self::with_bias(text, languages, WHOLE_TEXT)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    fn latin(&mut self) -> LetterRun {
        let found = self.latin.read(self.text, self.at);
        let letters =
            LetterRun { margin: found.margin, ..LetterRun::new(self.at, found.end, found.language) };
        self.at = found.end;
        letters
    }

    /// Reads Chinese, Japanese or Korean letters up to a change of language. Digits and punctuation may be between
    /// them.
    fn cjk(&mut self) -> LetterRun {
        let bytes = self.text.as_bytes();
        let mut letters: Option<LetterRun> = None;
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                if byte.is_ascii_alphabetic() {
                    break;
                }
                at += 1;
                continue;
            }
            let Some(c) = three_bytes(bytes, at).or_else(|| self.char_at(at)) else { break };
            let len = c.len_utf8();
            let script = match c {
                '\u{4e00}'..='\u{9fff}' => Script::Han,
                _ => Script::of(c),
            };
            match script {
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul => {
                    let language = self.language(script, at);
                    match &mut letters {
                        None => letters = Some(LetterRun::new(at, at, language)),
                        Some(letters) if letters.language != language => break,
                        Some(_) => {}
                    }
                    if let Some(letters) = &mut letters {
                        letters.end = at + len;
                        if script == Script::Han {
                            letters.count.add(c);
                        }
                    }
                }
                Script::Mark => {
                    if let Some(letters) = letters.as_mut().filter(|letters| letters.end == at) {
                        letters.end = at + len;
                    }
                }
                Script::Latin => break,
                Script::Letter if sign_end(self.text, at, c).is_none() => break,
                _ => {}
            }
            at += len;
        }
        self.at = at;
        letters.unwrap_or(LetterRun::new(at, at, Language::Undetermined))
    }

    #[inline]
    fn language(&mut self, script: Script, at: usize) -> Language {
        if at >= self.han_reading.end {
            self.han_reading.read(self.text, at, self.languages);
        }
        match script {
            Script::Han => self.han_reading.han,
            Script::Kana => self.han_reading.kana,
            Script::Hangul => self.languages.admit(Language::Korean),
            _ => self.languages.admit(Language::Chinese),
        }
    }
}

impl Iterator for LetterRuns<'_> {
    type Item = LetterRun;

    fn next(&mut self) -> Option<LetterRun> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte < 0x80 {
                if byte.is_ascii_alphabetic() {
                    return Some(self.latin());
                }
                self.at += 1;
                continue;
            }
            let Some(c) = self.char_at(self.at) else { break };
            match Script::of(c) {
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul => return Some(self.cjk()),
                Script::Latin => return Some(self.latin()),
                Script::Letter => {
                    let (end, language) = self.other_scripts.read(self.text, self.at);
                    let letters = language.map(|language| LetterRun::new(self.at, end, language));
                    self.at = end;
                    if letters.is_some() {
                        return letters;
                    }
                }
                _ => self.at += c.len_utf8(),
            }
        }
        None
    }
}

/// Returns the character at `at` if it has three bytes, like most characters of Chinese text.
#[inline]
fn three_bytes(bytes: &[u8], at: usize) -> Option<char> {
    match bytes.get(at..at + 3) {
        Some(&[first @ 0xe0..0xf0, second, third]) => char::from_u32(
            u32::from(first & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f),
        ),
        _ => None,
    }
}
