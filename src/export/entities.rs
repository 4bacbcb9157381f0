//! The entities that a document type declaration defines.

use std::collections::HashMap;

use quick_xml::escape::resolve_predefined_entity;

/// The entities of a file, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities(HashMap<String, Result<String, RefusedEntity>>);

/// Why an entity is not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RefusedEntity {
    /// Its text, or the text of an entity in it, is too long.
    TooLong,
    /// Its text is in another file.
    External,
    /// It refers to an entity that is not defined before it.
    Undefined,
}

/// Maximum length of the text of an entity, in bytes. An entity may refer to other entities: without a limit, a short
/// file could become gigabytes of text.
const MAX_LENGTH: usize = 1_000;

impl Entities {
    /// Reads the internal subset of a document type declaration. A reference to an entity that is in another file or
    /// too long is an error.
    ///
    /// Time O(length).
    pub(super) fn read(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else {
                continue;
            };
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            let text = match quote.and_then(|quote| rest[1..].split_once(quote)) {
                Some((value, _)) => self.expand(value),
                None if rest.starts_with("SYSTEM") || rest.starts_with("PUBLIC") => {
                    Err(RefusedEntity::External)
                }
                None => continue,
            };
            // The first declaration counts (XML 1.0, section 4.2).
            self.0.entry(name.to_owned()).or_insert(text);
        }
    }

    /// Returns the text of a reference, without its `&` and `;`.
    pub(super) fn resolve(&self, name: &str) -> Option<String> {
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            return char::from_u32(code.ok()?).map(String::from);
        }
        self.attribute_value(name).map(str::to_owned)
    }

    /// Returns the text of an entity in the value of an attribute.
    pub(super) fn attribute_value(&self, name: &str) -> Option<&str> {
        resolve_predefined_entity(name).or_else(|| self.0.get(name)?.as_deref().ok())
    }

    /// Returns the error message for a reference that is not resolved.
    pub(super) fn fault(&self, name: &str) -> String {
        let shown = shown(name);
        match self.0.get(name).and_then(|entity| entity.as_ref().err()) {
            Some(RefusedEntity::TooLong) => format!(
                "the entity `&{shown};` is refused: with the entities inside it, its text is longer than {MAX_LENGTH} \
                 bytes; write the text itself, or shorten the entity in the DOCTYPE"
            ),
            Some(RefusedEntity::External) => {
                format!("the entity `&{shown};` is in another file, which is not read: write the text itself")
            }
            Some(RefusedEntity::Undefined) => format!(
                "the entity `&{shown};` is refused: it refers to an entity that is not defined before it; write the \
                 text itself"
            ),
            None => format!("`&{shown};` is not a known entity: write the character itself"),
        }
    }

    /// Returns the value of an entity with the references in it replaced.
    fn expand(&self, value: &str) -> Result<String, RefusedEntity> {
        let mut text = String::new();
        let mut parts = value.split('&');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once(';').ok_or(RefusedEntity::Undefined)?;
            let of_entity = self.resolve(name).ok_or_else(|| match self.0.get(name) {
                Some(Err(refused)) => *refused,
                _ => RefusedEntity::Undefined,
            });
            text.push_str(&of_entity?);
            text.push_str(rest);
            if text.len() > MAX_LENGTH {
                break;
            }
        }
        if text.len() > MAX_LENGTH { Err(RefusedEntity::TooLong) } else { Ok(text) }
    }
}

/// Returns the start of a name or value for an error message. In a broken file, it may be megabytes long.
pub(super) fn shown(text: &str) -> &str {
    const LETTERS: usize = 40;
    text.char_indices().nth(LETTERS).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_expanded_within_bounds() {
        let mut entities = Entities::default();
        entities.read(
            "<!DOCTYPE tmx SYSTEM 'tmx14.dtd' [\n<!ENTITY brand \"Harbour &amp; Sons\">\n<!ENTITY full 'The &brand;, &#x6e2f;'>\n\
             <!ENTITY brand 'again'><!ENTITY file SYSTEM 'a.txt'><!ENTITY % p 'x'><!ENTITY self '&self;'>]>",
        );
        let rows = [
            ("brand", Some("Harbour & Sons")),
            ("full", Some("The Harbour & Sons, 港")),
            ("file", None),
            ("self", None),
            ("lt", Some("<")),
            ("#20013", Some("中")),
            ("#xD800", None),
            ("nbsp", None),
        ];
        for (name, expected) in rows {
            assert_eq!(entities.resolve(name).as_deref(), expected, "{name}");
        }
        let lol: String = (0..60).map(|n| format!("<!ENTITY l{} '&l{n};&l{n};'>", n + 1)).collect();
        let mut entities = Entities::default();
        entities.read(&format!("<!ENTITY l0 'ha'>{lol}"));
        assert_eq!(entities.resolve("l8").map(|text| text.len()), Some(512));
        for (name, expected) in
            [("l9", "longer than 1000 bytes"), ("l60", "longer than 1000 bytes"), ("nbsp", "not a known")]
        {
            assert_eq!(entities.resolve(name), None);
            assert!(entities.fault(name).contains(expected), "{}", entities.fault(name));
        }
        entities.read("<!ENTITY file SYSTEM 'a.txt'><!ENTITY early '&late;'>");
        assert!(entities.fault("file").contains("in another file"));
        assert!(entities.fault("early").contains("not defined before it"));
    }
}
