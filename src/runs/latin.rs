//! The language of Latin letters: English, unless its words are evidence of another one.

use crate::{Language, Script};

use super::LanguageSet;

/// Reads stretches of Latin words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latin {
    limit: LanguageSet,
}

impl Latin {
    pub(super) const fn new(limit: LanguageSet) -> Self {
        Self { limit }
    }

    /// The end of the letters in one language that begin at `at`, and that language.
    pub(super) fn read(&mut self, text: &str, at: usize) -> (usize, Language) {
        let bytes = text.as_bytes();
        let (mut here, mut end) = (at, at);
        while let Some(&byte) = bytes.get(here) {
            if byte < 0x80 {
                here += 1;
                if byte.is_ascii_alphabetic() {
                    end = here;
                }
                continue;
            }
            let Some(c) = text.get(here..).and_then(|rest| rest.chars().next()) else { break };
            match Script::of(c) {
                Script::Latin => end = here + c.len_utf8(),
                Script::Mark if end == here => end = here + c.len_utf8(),
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul | Script::Letter => break,
                _ => {}
            }
            here += c.len_utf8();
        }
        (end, self.limit.admit(Language::English))
    }
}
