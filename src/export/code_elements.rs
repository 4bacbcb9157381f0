//! Inline codes as the elements of another format.

use super::inline::{CodeFormat, CodeKind, InlineCode, InlinePart, InlineText};

/// An inline code as an element of the format that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeElement {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) content: String,
}

/// A part of a text as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WrittenPart<'t> {
    Text(&'t str),
    /// A code, as an element of its own.
    Element(CodeElement),
    /// The start of an element that holds text.
    Start(CodeElement),
    /// The end of an element that holds text.
    End(&'static str),
}

/// The elements that hold text.
const SPANS: [&str; 4] = ["hi", "g", "pc", "mrk"];

/// Returns a text with its codes as elements of `format`.
///
/// A code of the same format keeps its element, and the attributes that the format has. Any other code keeps its kind,
/// its type, and the id that pairs a start with its end. It also keeps the code of the original document, unless its
/// element holds text.
pub(super) fn written<'t>(text: &'t InlineText, format: CodeFormat) -> Vec<WrittenPart<'t>> {
    let mut number = 0;
    let part = |part: &'t InlinePart| match part {
        InlinePart::Text(text) => WrittenPart::Text(text),
        InlinePart::Code(code) => {
            number += 1;
            let is_span = SPANS.contains(&&*code.element);
            let element = element(code, text.format(), format, number);
            match code.kind {
                CodeKind::Open if is_span && SPANS.contains(&element.name) => WrittenPart::Start(element),
                CodeKind::Close if is_span && SPANS.contains(&element.name) => WrittenPart::End(element.name),
                _ => WrittenPart::Element(element),
            }
        }
    };
    text.parts().iter().map(part).collect()
}

fn element(code: &InlineCode, from: CodeFormat, to: CodeFormat, number: usize) -> CodeElement {
    if from == to
        && let Some(same) = unchanged(code, to)
    {
        return same;
    }
    let key = key(code, number);
    let is_mark = matches!(&*code.element, "hi" | "mrk" | "sm" | "em");
    let mut element = match to {
        CodeFormat::Tmx => tmx(code, key, is_mark),
        CodeFormat::Xliff1 => xliff1(code, key, is_mark),
        CodeFormat::Xliff2 => xliff2(code, &key, is_mark),
    };
    if !SPANS.contains(&element.name) {
        element.content.clone_from(&code.content);
    }
    element
}

/// Returns the names of the elements and attributes of a format.
fn known(format: CodeFormat) -> (&'static [&'static str], &'static [&'static str]) {
    match format {
        CodeFormat::Tmx => (&["bpt", "ept", "it", "ph", "ut", "hi"], &["i", "x", "type", "assoc", "pos"]),
        CodeFormat::Xliff1 => (
            &["g", "x", "bx", "ex", "bpt", "ept", "it", "ph", "mrk"],
            &[
                "id",
                "rid",
                "xid",
                "ctype",
                "equiv-text",
                "pos",
                "assoc",
                "clone",
                "crc",
                "mid",
                "mtype",
                "comment",
                "ts",
            ],
        ),
        CodeFormat::Xliff2 => (
            &["pc", "ph", "sc", "ec", "mrk", "sm", "em"],
            &[
                "id",
                "startRef",
                "isolated",
                "type",
                "subType",
                "canCopy",
                "canDelete",
                "canOverlap",
                "canReorder",
                "copyOf",
                "dir",
                "disp",
                "dispStart",
                "dispEnd",
                "equiv",
                "equivStart",
                "equivEnd",
                "dataRef",
                "dataRefStart",
                "dataRefEnd",
                "translate",
                "value",
                "ref",
            ],
        ),
    }
}

/// Returns the code with those of its attributes that `format` has, or `None` if `format` does not have the element.
fn unchanged(code: &InlineCode, format: CodeFormat) -> Option<CodeElement> {
    let (elements, names) = known(format);
    let name = elements.iter().find(|name| **name == code.element)?;
    let attributes = code.attributes.iter().filter_map(|(attribute, value)| {
        Some((*names.iter().find(|name| *name == attribute)?, value.clone()))
    });
    Some(CodeElement { name, attributes: attributes.collect(), content: code.content.clone() })
}

/// Returns the id by which a start and its end are paired, in characters that every format allows. A code without an id
/// gets `number`.
fn key(code: &InlineCode, number: usize) -> String {
    let key: String = code.key().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
    if key.is_empty() { number.to_string() } else { key }
}

/// Returns the type of a code, without the prefix `x-` of types that are not in a standard.
fn type_of(code: &InlineCode) -> Option<&str> {
    let name = ["type", "ctype", "mtype"].into_iter().find_map(|name| code.attribute(name))?;
    Some(name.strip_prefix("x-").unwrap_or(name))
}

fn built(name: &'static str, attributes: Vec<(&'static str, String)>) -> CodeElement {
    CodeElement { name, attributes, content: String::new() }
}

fn tmx(code: &InlineCode, key: String, is_mark: bool) -> CodeElement {
    let mut element = match code.kind {
        CodeKind::Open | CodeKind::Close if is_mark && matches!(&*code.element, "hi" | "mrk") => {
            built("hi", vec![])
        }
        CodeKind::Open => built("bpt", vec![("i", key)]),
        CodeKind::Close => return built("ept", vec![("i", key)]),
        CodeKind::Alone if code.element == "it" => {
            let pos = if code.attribute("pos") == Some("close") { "end" } else { "begin" };
            built("it", vec![("pos", pos.to_owned())])
        }
        CodeKind::Alone => built("ph", vec![("x", key)]),
    };
    element.attributes.extend(type_of(code).map(|name| ("type", name.to_owned())));
    element
}

/// Types of codes that XLIFF 1.2 defines.
const CTYPES: [&str; 8] = ["image", "pb", "lb", "x-bold", "bold", "italic", "underlined", "link"];

fn xliff1(code: &InlineCode, key: String, is_mark: bool) -> CodeElement {
    let ctype = type_of(code)
        .map(|name| ("ctype", if CTYPES.contains(&name) { name.to_owned() } else { format!("x-{name}") }));
    let mut element = match code.kind {
        CodeKind::Open | CodeKind::Close if is_mark && SPANS.contains(&&*code.element) => {
            let name = type_of(code).map_or_else(|| "x-mark".to_owned(), |name| format!("x-{name}"));
            return built("mrk", vec![("mtype", name)]);
        }
        CodeKind::Open => built("bpt", vec![("id", key.clone()), ("rid", key)]),
        CodeKind::Close => return built("ept", vec![("id", key.clone()), ("rid", key)]),
        CodeKind::Alone if matches!(&*code.element, "it" | "sc" | "ec") => {
            let is_end = code.attribute("pos") == Some("end") || code.element == "ec";
            built("it", vec![("id", key), ("pos", if is_end { "close" } else { "open" }.to_owned())])
        }
        CodeKind::Alone => built("ph", vec![("id", key)]),
    };
    element.attributes.extend(ctype);
    element
}

fn xliff2(code: &InlineCode, key: &str, is_mark: bool) -> CodeElement {
    // Ids are unique within a unit, whatever the kind of the code.
    let (pair, alone, mark) = (format!("c{key}"), format!("p{key}"), format!("m{key}"));
    let isolated = ("isolated", "yes".to_owned());
    match code.kind {
        CodeKind::Open | CodeKind::Close if is_mark && SPANS.contains(&&*code.element) => {
            let subtype = format!("bitext:{}", type_of(code).unwrap_or("mark"));
            built("mrk", vec![("id", mark), ("type", subtype)])
        }
        CodeKind::Open => built("sc", vec![("id", pair)]),
        CodeKind::Close => built("ec", vec![("startRef", pair)]),
        CodeKind::Alone if code.element == "it" => match code.attribute("pos") {
            Some("end" | "close") => built("ec", vec![("id", alone), isolated]),
            _ => built("sc", vec![("id", alone), isolated]),
        },
        CodeKind::Alone => built("ph", vec![("id", alone)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_the_elements_of_another_format() {
        let code = |kind, element: &str, attributes: &[(&str, &str)], content: &str| InlineCode {
            kind,
            element: element.to_owned(),
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            content: content.to_owned(),
        };
        use CodeFormat::{Tmx, Xliff1, Xliff2};
        use CodeKind::{Alone, Close, Open};
        let rows = [
            (
                code(Open, "bpt", &[("i", "2"), ("type", "bold")], "<b>"),
                Tmx,
                Xliff1,
                "<bpt id=2 rid=2 ctype=bold><b>",
            ),
            (code(Close, "ept", &[("i", "2")], "</b>"), Tmx, Xliff2, "<ec startRef=c2></b>"),
            (code(Alone, "ph", &[("type", "br")], "<br/>"), Tmx, Xliff1, "<ph id=7 ctype=x-br><br/>"),
            (code(Alone, "it", &[("pos", "end")], "]"), Tmx, Xliff2, "<ec id=p7 isolated=yes>]"),
            (code(Open, "hi", &[("type", "term")], ""), Tmx, Xliff1, "<mrk mtype=x-term>"),
            (code(Open, "g", &[("id", "3"), ("ctype", "x-em")], ""), Xliff1, Tmx, "<bpt i=3 type=em>"),
            (code(Alone, "x", &[("id", "4")], ""), Xliff1, Tmx, "<ph x=4>"),
            (code(Close, "pc", &[("id", "5")], "</i>"), Xliff2, Tmx, "<ept i=5></i>"),
            (code(Open, "bpt", &[("i", "1"), ("x", "9"), ("odd", "y")], "{"), Tmx, Tmx, "<bpt i=1 x=9>{"),
        ];
        for (code, from, to, expected) in rows {
            let found = element(&code, from, to, 7);
            let attributes: Vec<String> =
                found.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            assert_eq!(
                format!("<{}{}>{}", found.name, attributes.concat(), found.content),
                expected,
                "{code:?}"
            );
        }
    }
}
