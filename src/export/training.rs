//! JSON Lines for training translation models.

use std::io::{self, Write};

use serde::Serialize;

use super::document::Document;
use super::format::Format;
use super::ladder::SideOrder;
use crate::Error;

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingJson {
    shape: TrainingShape,
    order: SideOrder,
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
        Self { shape: TrainingShape::Translations, order: SideOrder::EnglishFirst }
    }

    /// Chats of two messages: the user asks for the translation of a text, and the assistant answers with it:
    /// `{"messages":[{"role":"user","content":"Translate into Chinese:\n\nTea"},{"role":"assistant","content":"茶"}]}`.
    #[must_use]
    pub fn messages() -> Self {
        Self { shape: TrainingShape::Messages, order: SideOrder::EnglishFirst }
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

#[derive(Serialize)]
struct TranslationTexts<'t> {
    en: &'t str,
    zh: &'t str,
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
                    let translation = TranslationTexts { en: &english, zh: &chinese };
                    serde_json::to_writer(&mut *out, &TranslationRecord { translation })
                }
                TrainingShape::Messages => {
                    let (language, own, other) = match self.order {
                        SideOrder::EnglishFirst => ("Chinese", english, chinese),
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
