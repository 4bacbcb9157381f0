//! JSON Lines for training translation models.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::document::Document;
use super::format::Format;
use super::ladder::SideOrder;
use crate::{Error, HanVariant, Language, LanguageTag};

/// Writes JSON Lines for training translation models: one object per pair, in UTF-8. Sentences without a counterpart
/// have no line.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, TrainingJson};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut file = Vec::new();
/// TrainingJson::translations().write(&Document::new(&bitext), &mut file)?;
/// let expected = r#"{"translation":{"en":"The museum is closed on Monday.","zh":"博物馆周一闭馆。"}}"#;
/// assert_eq!(String::from_utf8_lossy(&file).trim_end(), expected);
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingJson {
    shape: TrainingShape,
    order: SideOrder,
    english: LanguageTag,
    chinese: LanguageTag,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum TrainingShape {
    Translations,
    Messages,
}

impl TrainingJson {
    /// Objects such as `{"translation":{"en":"Tea","zh":"茶"}}`, as the data sets of Hugging Face have them.
    #[must_use]
    pub fn translations() -> Self {
        Self::of(TrainingShape::Translations)
    }

    /// Chats of two messages: the user asks for the translation of a text, and the assistant answers with it:
    /// `{"messages":[{"role":"user","content":"Translate into Chinese:\n\nTea"},{"role":"assistant","content":"茶"}]}`.
    #[must_use]
    pub fn messages() -> Self {
        Self::of(TrainingShape::Messages)
    }

    fn of(shape: TrainingShape) -> Self {
        let (english, chinese) = (Language::English.into(), Language::Chinese.into());
        Self { shape, order: SideOrder::EnglishFirst, english, chinese }
    }

    /// Sets the language tags. In [translations](Self::translations), the tags are the keys of the texts; by default the
    /// keys are `en` and `zh`. In [messages](Self::messages), the task names the characters that a Chinese tag implies:
    /// `Traditional Chinese` for `zh-HK`.
    ///
    /// ```
    /// use bitext::OwnedBitext;
    /// use bitext::export::{Document, Format, Row, TrainingJson};
    ///
    /// let owned = OwnedBitext::from_rows([Row::new("The museum is closed.", "博物館閉館。")]);
    /// let mut file = Vec::new();
    /// let format = TrainingJson::translations().languages("en-GB".parse()?, "zh-HK".parse()?);
    /// format.write(&Document::new(&owned.bitext()), &mut file)?;
    /// let expected = r#"{"translation":{"en-GB":"The museum is closed.","zh-HK":"博物館閉館。"}}"#;
    /// assert_eq!(String::from_utf8_lossy(&file).trim_end(), expected);
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn languages(mut self, english: LanguageTag, chinese: LanguageTag) -> Self {
        (self.english, self.chinese) = (english, chinese);
        self
    }

    /// Returns the name of the Chinese language in a task.
    fn chinese_name(&self) -> &'static str {
        match self.chinese.han_variant() {
            Some(HanVariant::Simplified) => "Simplified Chinese",
            Some(HanVariant::Traditional) => "Traditional Chinese",
            _ => "Chinese",
        }
    }

    /// Sets which language is translated into the other one. By default English is translated into Chinese.
    #[must_use]
    pub fn order(mut self, order: SideOrder) -> Self {
        self.order = order;
        self
    }
}

#[derive(Serialize)]
struct TranslationRecord<'t> {
    translation: TranslationTexts<'t>,
}

/// The texts with their language tags.
struct TranslationTexts<'t>([(&'t str, &'t str); 2]);

impl Serialize for TranslationTexts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0)
    }
}

#[derive(Serialize)]
struct ChatRecord<'t> {
    messages: [ChatMessage<'t>; 2],
}

#[derive(Serialize)]
struct ChatMessage<'t> {
    role: &'static str,
    content: &'t str,
}

impl Format for TrainingJson {
    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        for pair in document.pairs().iter().filter(|pair| !pair.bead().is_null()) {
            let (english, chinese) = (pair.english(), pair.chinese());
            match self.shape {
                TrainingShape::Translations => {
                    let texts = [(self.english.as_str(), &*english), (self.chinese.as_str(), &*chinese)];
                    let translation = TranslationTexts(texts);
                    serde_json::to_writer(&mut *out, &TranslationRecord { translation })
                }
                TrainingShape::Messages => {
                    let (language, own, other) = match self.order {
                        SideOrder::EnglishFirst => (self.chinese_name(), english, chinese),
                        SideOrder::ChineseFirst => ("English", chinese, english),
                    };
                    let question = format!("Translate into {language}:\n\n{own}");
                    let user = ChatMessage { role: "user", content: &question };
                    let assistant = ChatMessage { role: "assistant", content: &other };
                    serde_json::to_writer(&mut *out, &ChatRecord { messages: [user, assistant] })
                }
            }
            .map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
