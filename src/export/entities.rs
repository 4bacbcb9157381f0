//! The entities that a document type declaration defines.

use std::collections::HashMap;

use quick_xml::escape::resolve_predefined_entity;

/// The entities of a file, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities(HashMap<String, String>);

/// Maximum length of the text of an entity, in bytes. An entity may refer to other entities: without a limit, a short
/// file could become gigabytes of text.
const MAX_LENGTH: usize = 1_000;

impl Entities {
    /// Reads the internal subset of a document type declaration. Entities that refer to files, and those that are too
    /// long, are left out: a reference to such an entity is an error.
    ///
    /// Time O(length).
    pub(super) fn read(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            if let Some(text) = self.expand(value).filter(|text| text.len() <= MAX_LENGTH) {
                // The first declaration counts (XML 1.0, section 4.2).
                self.0.entry(name.to_owned()).or_insert(text);
            }
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
        let known = resolve_predefined_entity(name).map(str::to_owned);
        known.or_else(|| self.0.get(name).cloned())
    }

    /// Returns the text of an entity in the value of an attribute.
    pub(super) fn attribute_value(&self, name: &str) -> Option<&str> {
        resolve_predefined_entity(name).or_else(|| self.0.get(name).map(String::as_str))
    }

    /// Returns the value of an entity with the references in it replaced. Returns `None` if the value refers to an
    /// entity that is not yet defined, or if the result is too long.
    fn expand(&self, value: &str) -> Option<String> {
        let mut text = String::new();
        let mut parts = value.split('&');
        text.push_str(parts.next()?);
        for part in parts {
            let (name, rest) = part.split_once(';')?;
            text.push_str(&self.resolve(name)?);
            text.push_str(rest);
            if text.len() > MAX_LENGTH {
                return None;
            }
        }
        Some(text)
    }
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
        assert_eq!(entities.resolve("l9"), None);
    }
}
