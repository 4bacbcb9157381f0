//! The texts of a JSON object of another tool.

use serde_json::{Map, Value};

use super::language_choice::LanguageChoice;
use super::table::{Column, columns, text_columns};
use crate::{LanguageTag, Script};

/// The tags of the English and the Chinese text, if the object states them.
pub(super) type TextTags = [Option<LanguageTag>; 2];

/// Gives the texts of an object the names `en` and `zh`, and returns their tags. Returns `None` if the object has both
/// names already, or if it does not tell which texts are English and Chinese.
///
/// The texts may be in the fields of the object, with the names that a column of a table may have (`english`, `zh-CN`,
/// `source`), in the object `translation`, or in the `messages` of a chat.
pub(super) fn rename_texts(value: &mut Value) -> Option<TextTags> {
    let object = value.as_object_mut()?;
    if object.contains_key("en") && object.contains_key("zh") {
        return None;
    }
    let (texts, tags) = if let Some(Value::Object(translation)) = object.get_mut("translation") {
        let pair = take_pair(translation)?;
        let others = std::mem::take(translation);
        object.remove("translation");
        object.extend(others.into_iter().map(|(name, value)| (format!("translation.{name}"), value)));
        pair
    } else if let Some(messages) = object.get("messages") {
        let texts = in_order(chat(messages)?)?;
        object.remove("messages");
        (texts, [None, None])
    } else {
        take_pair(object)?
    };
    let [english, chinese] = texts;
    object.insert("en".to_owned(), Value::String(english));
    object.insert("zh".to_owned(), Value::String(chinese));
    Some(tags)
}

/// Takes the English and the Chinese text out of the fields of an object.
fn take_pair(fields: &mut Map<String, Value>) -> Option<([String; 2], TextTags)> {
    let is_text = |(name, value): (&String, &Value)| value.is_string().then(|| name.clone());
    let names: Vec<String> = fields.iter().filter_map(is_text).collect();
    let columns = columns(&names);
    let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let (places, has_tags) = match text_columns(&columns, &LanguageChoice::default()) {
        (Some(english), Some(chinese)) => ([english, chinese], true),
        _ => ([place(Column::Source)?, place(Column::Target)?], false),
    };
    let tag = |column: usize| match &columns[column] {
        Column::Text(tag) => Some(tag.clone()),
        _ => None,
    };
    let text = |place: usize| fields.get(&names[place])?.as_str().map(str::to_owned);
    let texts = [text(places[0])?, text(places[1])?];
    let texts = if has_tags { texts } else { in_order(texts)? };
    places.iter().for_each(|&place| {
        fields.remove(&names[place]);
    });
    Some((texts, places.map(tag)))
}

/// The start of a task that `TrainingJson` writes before the text.
const TASK: &str = "Translate into ";

/// Returns the last text of the user and the last text of the assistant. A task of this crate is left out.
fn chat(messages: &Value) -> Option<[String; 2]> {
    let text = |role: &str| {
        let of_role = |message: &&Value| message.get("role").and_then(Value::as_str) == Some(role);
        messages.as_array()?.iter().rfind(of_role)?.get("content")?.as_str()
    };
    let (question, answer) = (text("user")?, text("assistant")?);
    let task = question.split_once("\n\n").filter(|(task, _)| task.starts_with(TASK));
    Some([task.map_or(question, |(_, text)| text).to_owned(), answer.to_owned()])
}

/// Returns the texts with the English one first: the one with fewer Chinese characters.
fn in_order([one, other]: [String; 2]) -> Option<[String; 2]> {
    let han = |text: &str| text.chars().filter(|&c| Script::of(c) == Script::Han).count();
    match han(&one).cmp(&han(&other)) {
        std::cmp::Ordering::Less => Some([one, other]),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some([other, one]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_tools() {
        let rows = [
            (
                r#"{"translation":{"en":"Tea","zh-HK":"茶","fr":"Thé"},"id":7}"#,
                Some("Tea|茶|en|zh-HK|id,translation.fr"),
            ),
            (r#"{"English":"Tea","zh_CN":"茶"}"#, Some("Tea|茶|en|zh-CN|")),
            (r#"{"source":"茶","target":"Tea","domain":"food"}"#, Some("Tea|茶|None|None|domain")),
            (
                r#"{"messages":[{"role":"system","content":"x"},{"role":"user","content":"Translate into Chinese:\n\nA\n\nB"},{"role":"assistant","content":"甲"}]}"#,
                Some("A\n\nB|甲|None|None|"),
            ),
            (r#"{"en":"Tea","zh":"茶"}"#, None),
            (r#"{"source":"Tea","target":"Thé"}"#, None),
            (r#"{"translation":"Tea"}"#, None),
            (r#"{"messages":[]}"#, None),
            ("[1]", None),
        ];
        for (text, expected) in rows {
            let mut value: Value = serde_json::from_str(text).unwrap();
            let before = value.clone();
            let found = rename_texts(&mut value).map(|[english, chinese]| {
                let shown = |tag: Option<LanguageTag>| tag.map_or("None".to_owned(), |tag| tag.to_string());
                let names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
                let others: Vec<&str> =
                    names.into_iter().filter(|name| !matches!(*name, "en" | "zh")).collect();
                let texts = [&value["en"], &value["zh"]].map(|text| text.as_str().unwrap().to_owned());
                [texts[0].clone(), texts[1].clone(), shown(english), shown(chinese), others.join(",")]
                    .join("|")
            });
            assert_eq!(found.as_deref(), expected, "{text}");
            assert!(found.is_some() || value == before, "{text}");
        }
    }
}
