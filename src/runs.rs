//! Language runs of a text; they tile it.
//!
//! Letters decide. A run begins at its first letter, takes every further letter of its language,
//! and the characters that belong to no language attach by these rules (`|` is the seam):
//!
//! | between two languages | goes to | example |
//! |---|---|---|
//! | before the first letter, after the last one | the only neighbour | `1. 背景`, `done 👍` |
//! | a line break | the run before; signs after it to the run after | `Summary⏎｜1. 背景` |
//! | white space | the run before | `喝 ｜coffee ｜吧` |
//! | Chinese punctuation (`，。、；：《》「」（）`) beside Latin or other letters | the Chinese, Japanese or Korean side | `杂志《｜TIME｜》`, `Selah｜、领带` |
//! | an opening bracket or quote | what it opens | `他说：｜“Go.”` |
//! | a closing bracket or quote, an end mark, any other sign | the run before | `“Go.”｜他走了` |
//! | digits between Han and Latin letters | the Latin side, but for the next rows | `Mate 60 ｜于`, `Windows 10｜系统`, `当 ｜2 eggs`, `用｜iOS17｜系统`, `第｜3D｜层` |
//! | ... that touch Han characters only | the Han side | `成立于2007 ｜as`, `at a ｜3室` |
//! | ... before a Chinese unit of time | the Han side | `AM ｜1923年` |
//! | ... between Han and a Latin word too long for a unit | the Han side | `5月26｜Kay`, `evening｜500多` |
//! | digits between any other two languages | the side that they touch, else the run before | `за 3 ｜года` |
//! | signs glued to digits (`$`, `#`, `%`, `.`) | where the digits go | `共 ｜$450M` |
//! | a combining mark | the character before it | `e\u{301}` |
//!
//! Which language the letters are in:
//!
//! | letters | language | example |
//! |---|---|---|
//! | Han | Chinese | `开放时间` |
//! | Han, and kana up to the next end mark | Japanese | `彼女の存在` |
//! | ... with more characters that only Chinese has than hiragana, four katakana counted as one | Chinese | `ラーメン｜二郎在东京有很多分店` |
//! | ... with kana in brackets only, and a character that only Chinese has outside | Chinese outside | `动画｜《となりのトトロ》` |
//! | kana | Japanese; a single one in a Chinese sentence stays Chinese | `カタカナ`, `鲜の味，这里有` |
//! | Hangul, and Han in a sentence with more Hangul | Korean | `대한민국(大韓民國)은` |
//! | Zhuyin | Chinese | `ㄅㄆㄇ` |
//! | Latin | English, unless its words are evidence of another language | `Je ne sais pas` |
//! | any other | by its script, and by `whatlang` where a script has several languages | `Привет` |

mod facts;
mod features;
mod foreign;
mod japanese;
mod latin;
mod limit;
mod scan;
mod seam;
mod spelled;
mod weight;
mod words;

use crate::normalize::variant;
use crate::{HanVariant, Language, Span};
pub(crate) use limit::LanguageSet;
pub(crate) use scan::{Piece, Pieces};

/// A stretch of text in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Run {
    /// Bytes of the text, with the neutral characters that attach to it.
    pub span: Span,
    /// The language of its letters; [`Language::Undetermined`] if the text has none, or none of a
    /// language that was asked for.
    pub language: Language,
    /// How its Chinese is written; [`HanVariant::Common`] for other languages.
    pub variant: HanVariant,
}

impl Run {
    /// The run's part of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// The BCP-47 code: `en`, `ja`, `und`, ...; for Chinese with the script, `zh-Hans` or
    /// `zh-Hant`, where the characters tell it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.language {
            Language::Chinese => self.variant.code(),
            other => other.code(),
        }
    }
}

/// Finds the language runs of texts. Cheap to make and to copy.
///
/// ```
/// use bitext::{Language, RunFinder};
///
/// let text = "他说：“See you in Beijing.”然后就走了。";
/// let found: Vec<_> = RunFinder::new().runs(text).map(|run| (run.language, run.of(text))).collect();
/// assert_eq!(
///     found,
///     [
///         (Language::Chinese, "他说："),
///         (Language::English, "“See you in Beijing.”"),
///         (Language::Chinese, "然后就走了。"),
///     ]
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunFinder {
    limit: LanguageSet,
}

impl RunFinder {
    /// A finder of every language that the crate knows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers only with these languages. The limit binds: letters that fit none of them are
    /// [`Language::Undetermined`]. No languages at all is no limit.
    ///
    /// ```
    /// use bitext::{Language, RunFinder};
    ///
    /// let finder = RunFinder::new().languages(&[Language::Chinese, Language::English]);
    /// let runs: Vec<_> = finder.runs("Je ne sais pas où il est.").map(|run| run.language).collect();
    /// assert_eq!(runs, [Language::English]);
    /// ```
    #[must_use]
    pub fn languages(mut self, languages: &[Language]) -> Self {
        self.limit = LanguageSet::of(languages);
        self
    }

    /// The runs of `text`, in order. They tile it: the first begins at 0, each begins where the
    /// one before ends, and the last ends with the text. An empty text has none; a text without
    /// letters is one run, [`Language::Undetermined`]. Neighbours differ in language.
    ///
    /// Time O(length of `text`) for all runs together; nothing is allocated.
    #[must_use]
    pub fn runs<'t>(&self, text: &'t str) -> Runs<'t> {
        Runs { text, pieces: Pieces::new(text, self.limit), open: None, start: 0, done: text.is_empty() }
    }
}

/// The language runs of a text, with every language that the crate knows: `RunFinder::new().runs(text)`.
///
/// ```
/// use bitext::{Language, runs};
///
/// let languages: Vec<_> = runs("华为 Mate 60 于2023年8月发布。").map(|run| run.language).collect();
/// assert_eq!(languages, [Language::Chinese, Language::English, Language::Chinese]);
/// ```
#[must_use]
pub fn runs(text: &str) -> Runs<'_> {
    RunFinder::new().runs(text)
}

/// Iterator of [`RunFinder::runs`].
#[derive(Clone, Debug)]
pub struct Runs<'t> {
    text: &'t str,
    pieces: Pieces<'t>,
    /// The letters read so far of the run that has not been given out yet.
    open: Option<Piece>,
    start: usize,
    done: bool,
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        if self.done {
            return None;
        }
        for piece in self.pieces.by_ref() {
            match &mut self.open {
                None => self.open = Some(piece),
                Some(open) if open.language == piece.language => open.extend(&piece),
                Some(open) => {
                    let cut = seam::cut(self.text, open, &piece);
                    let run = open.run(Span::new(self.start, cut));
                    self.start = cut;
                    self.open = Some(piece);
                    return Some(run);
                }
            }
        }
        self.done = true;
        let span = Span::new(self.start, self.text.len());
        Some(
            self.open.map_or(
                Run { span, language: Language::Undetermined, variant: HanVariant::Common },
                |open| open.run(span),
            ),
        )
    }
}

impl std::iter::FusedIterator for Runs<'_> {}

/// Whether the word model tells this language, so that its margins mean something.
pub(crate) fn is_of_latin_model(language: Language) -> bool {
    words::LANGUAGES.contains(&language)
}

/// How many characters of a text only one way of writing Chinese has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct VariantCount {
    pub(crate) simplified: usize,
    pub(crate) traditional: usize,
}

impl VariantCount {
    #[inline]
    pub(crate) fn add(&mut self, c: char) {
        match variant(c) {
            HanVariant::Simplified => self.simplified += 1,
            HanVariant::Traditional => self.traditional += 1,
            HanVariant::Common => {}
        }
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.simplified += other.simplified;
        self.traditional += other.traditional;
    }

    /// The majority; a tie tells nothing.
    pub(crate) fn variant(self) -> HanVariant {
        match self.simplified.cmp(&self.traditional) {
            std::cmp::Ordering::Greater => HanVariant::Simplified,
            std::cmp::Ordering::Less => HanVariant::Traditional,
            std::cmp::Ordering::Equal => HanVariant::Common,
        }
    }
}
