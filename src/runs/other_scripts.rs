//! Detects the language of letters in scripts such as Cyrillic, Arabic and Greek.

use crate::{Language, Script};

use super::language_set::LanguageSet;

/// Maximum number of bytes passed to `whatlang`. More letters seldom change its answer.
const SAMPLE: usize = 400;
/// Letters with fewer bytes take the language that was detected last, if that language was detected in the same
/// script.
const SHORT: usize = 24;

const GREEK: ScriptFamily = ScriptFamily::One(Language::Greek);
/// Maximum length, in letters, of a Greek word that is a sign in another language: `β`, `αβ`.
const LONGEST_SIGN: usize = 2;

/// Returns the end of the letters that begin with `c` at `at`, if they are a sign that any language may use: `Ⅱ`, the
/// `β` of `β-carotene`. Time O(1).
pub(super) fn sign_end(text: &str, at: usize, c: char) -> Option<usize> {
    let family = ScriptFamily::of(c);
    if family == ScriptFamily::Sign {
        return Some(at + c.len_utf8());
    }
    let rest = text.get(at..).filter(|_| family == GREEK)?;
    let mut letters = rest.char_indices().take_while(|&(_, c)| ScriptFamily::of(c) == GREEK);
    let (last, c) = letters.by_ref().take(LONGEST_SIGN).last()?;
    letters.next().is_none().then_some(at + last + c.len_utf8())
}

/// Reads letters of other scripts. The last answer is cached, so that many short runs in a row need only one call
/// of `whatlang`.
#[derive(Clone, Copy, Debug)]
pub(super) struct OtherScripts {
    languages: LanguageSet,
    last: Option<(ScriptFamily, Language)>,
}

/// A script, with the languages that are written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScriptFamily {
    /// A script with only one language of [`Language::ALL`].
    One(Language),
    Cyrillic,
    Arabic,
    Hebrew,
    Devanagari,
    /// Letters that serve as signs in any language: `Ⅱ`, `µ`, `ℝ`, `𝑥`.
    Sign,
    Unknown,
}

impl ScriptFamily {
    fn of(c: char) -> Self {
        match c {
            '\u{b5}'
            | '\u{2b0}'..='\u{2ff}'
            | '\u{2070}'..='\u{209f}'
            | '\u{2100}'..='\u{214f}'
            | '\u{2160}'..='\u{2188}'
            | '\u{1d400}'..='\u{1d7ff}' => Self::Sign,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::One(Language::Greek),
            '\u{400}'..='\u{52f}'
            | '\u{1c80}'..='\u{1c8f}'
            | '\u{2de0}'..='\u{2dff}'
            | '\u{a640}'..='\u{a69f}' => Self::Cyrillic,
            '\u{530}'..='\u{58f}' => Self::One(Language::Armenian),
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::One(Language::Bengali),
            '\u{a00}'..='\u{a7f}' => Self::One(Language::Punjabi),
            '\u{a80}'..='\u{aff}' => Self::One(Language::Gujarati),
            '\u{b00}'..='\u{b7f}' => Self::One(Language::Oriya),
            '\u{b80}'..='\u{bff}' => Self::One(Language::Tamil),
            '\u{c00}'..='\u{c7f}' => Self::One(Language::Telugu),
            '\u{c80}'..='\u{cff}' => Self::One(Language::Kannada),
            '\u{d00}'..='\u{d7f}' => Self::One(Language::Malayalam),
            '\u{d80}'..='\u{dff}' => Self::One(Language::Sinhalese),
            '\u{e00}'..='\u{e7f}' => Self::One(Language::Thai),
            '\u{1000}'..='\u{109f}' => Self::One(Language::Burmese),
            '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{2d00}'..='\u{2d2f}' => {
                Self::One(Language::Georgian)
            }
            '\u{1200}'..='\u{139f}' => Self::One(Language::Amharic),
            '\u{1780}'..='\u{17ff}' => Self::One(Language::Khmer),
            _ => Self::Unknown,
        }
    }

    /// Returns the languages of the script, starting with the most common one.
    fn languages(self) -> &'static [Language] {
        use Language as L;
        match self {
            Self::One(_) | Self::Sign | Self::Unknown => &[],
            Self::Cyrillic => {
                &[L::Russian, L::Ukrainian, L::Belarusian, L::Bulgarian, L::Macedonian, L::Serbian]
            }
            Self::Arabic => &[L::Arabic, L::Persian, L::Urdu],
            Self::Hebrew => &[L::Hebrew, L::Yiddish],
            Self::Devanagari => &[L::Hindi, L::Marathi, L::Nepali],
        }
    }
}

impl OtherScripts {
    pub(super) const fn new(languages: LanguageSet) -> Self {
        Self { languages, last: None }
    }

    /// Returns the end of the letters that begin at `at`, and their language. The language is `None` for signs that any
    /// language may use. Time O(length of the letters).
    pub(super) fn read(&mut self, text: &str, at: usize) -> (usize, Option<Language>) {
        let rest = text.get(at..).unwrap_or_default();
        let family = rest.chars().next().map_or(ScriptFamily::Unknown, ScriptFamily::of);
        let (mut end, mut word, mut longest) = (0, 0, 0);
        for (from, c) in rest.char_indices() {
            match Script::of(c) {
                Script::Letter if ScriptFamily::of(c) == family => {
                    word = if from == end { word + 1 } else { 1 };
                    longest = longest.max(word);
                    end = from + c.len_utf8();
                }
                Script::Mark if from == end => end = from + c.len_utf8(),
                Script::Han
                | Script::Kana
                | Script::Bopomofo
                | Script::Hangul
                | Script::Latin
                | Script::Letter => {
                    break;
                }
                _ if c == '\n' => break,
                _ => {}
            }
        }
        let sign = family == ScriptFamily::Sign || family == GREEK && longest <= LONGEST_SIGN;
        (at + end, (!sign).then(|| self.language(family, &rest[..end])))
    }

    fn language(&mut self, family: ScriptFamily, letters: &str) -> Language {
        if let ScriptFamily::One(language) = family {
            return self.languages.admit(language);
        }
        if let Some((last, language)) = self.last
            && last == family
            && letters.len() < SHORT
        {
            return language;
        }
        let language = self.guess(family, letters);
        self.last = Some((family, language));
        language
    }

    /// Returns the most likely language of `letters` among the languages of the family that are in the set.
    fn guess(&self, family: ScriptFamily, letters: &str) -> Language {
        let mut allowed = family.languages().iter().copied().filter(|&language| self.languages.has(language));
        let Some(first) = allowed.next() else { return Language::Undetermined };
        if allowed.next().is_none() {
            return first;
        }
        let mut sample = SAMPLE.min(letters.len());
        while !letters.is_char_boundary(sample) {
            sample -= 1;
        }
        let candidates = family.languages().iter().filter(|&&language| self.languages.has(language));
        let detector = whatlang::Detector::with_allowlist(
            candidates.filter_map(|language| language.to_whatlang()).collect(),
        );
        let found = detector.detect(&letters[..sample]).filter(whatlang::Info::is_reliable);
        let language = found.map_or(first, |found| Language::from_whatlang(found.lang()));
        self.languages.prefer(language, first)
    }
}
