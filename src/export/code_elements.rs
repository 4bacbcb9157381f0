//! Inline codes as the elements of another format.

use super::code_ids::{CodeId, CodeIds};
use super::code_names::code_names;
use super::inline::{CodeFormat, CodeKind, InlineCode, InlinePart, InlineSub, InlineText};

/// An inline code as an element of the format that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeElement<'t> {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) content: Vec<WrittenPart<'t>>,
}

/// A part of a text as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WrittenPart<'t> {
    Text(&'t str),
    /// A code, as an element of its own.
    Element(CodeElement<'t>),
    /// The start of an element that holds text.
    Start(CodeElement<'t>),
    /// The end of an element that holds text.
    End(&'static str),
}

impl<'t> WrittenPart<'t> {
    /// Returns the text, if this is text.
    pub(super) fn text(&self) -> Option<&'t str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The elements that hold text.
const SPANS: [&str; 4] = ["hi", "g", "pc", "mrk"];

/// Returns a text with its codes as elements of `format`. `ids` are those of the unit.
///
/// A code of the same format keeps its element, and the attributes that the format has. Any other code keeps its kind,
/// its type, and the id that pairs a start with its end. It also keeps the code of the original document, unless its
/// element holds text.
pub(super) fn written<'t>(
    text: &'t InlineText,
    format: CodeFormat,
    ids: &mut CodeIds,
) -> Vec<WrittenPart<'t>> {
    ids.begin_text();
    parts(text, format, ids)
}

fn parts<'t>(text: &'t InlineText, format: CodeFormat, ids: &mut CodeIds) -> Vec<WrittenPart<'t>> {
    let mut of_codes = ids.of(text).into_iter();
    let mut written = Vec::new();
    for part in text.parts() {
        let code = match part {
            InlinePart::Text(text) => {
                written.push(WrittenPart::Text(text));
                continue;
            }
            InlinePart::Code(code) => code,
        };
        let Some(id) = of_codes.next() else { continue };
        let is_span = SPANS.contains(&&*code.element);
        let mut element = element(code, text.format(), format, &id);
        written.push(match code.kind {
            CodeKind::Open if is_span && SPANS.contains(&element.name) => WrittenPart::Start(element),
            CodeKind::Close if is_span && SPANS.contains(&element.name) => WrittenPart::End(element.name),
            _ => {
                if !SPANS.contains(&element.name) {
                    element.content = content(code, format, ids);
                }
                WrittenPart::Element(element)
            }
        });
    }
    written
}

/// Returns the content of a code. The texts in it are elements of their own, if the format has such elements.
fn content<'t>(code: &'t InlineCode, format: CodeFormat, ids: &mut CodeIds) -> Vec<WrittenPart<'t>> {
    let mut written = Vec::new();
    let mut at = 0;
    let push = |written: &mut Vec<WrittenPart<'t>>, from, to| {
        let text = code.content.get(from..to).filter(|text| !text.is_empty());
        written.extend(text.map(WrittenPart::Text));
    };
    for sub in code.subs.iter().filter(|_| format != CodeFormat::Xliff2) {
        push(&mut written, at, sub.span.start);
        written.push(WrittenPart::Start(built("sub", sub_attributes(sub, format))));
        written.extend(parts(&sub.text, format, ids));
        written.push(WrittenPart::End("sub"));
        at = sub.span.end;
    }
    push(&mut written, at, code.content.len());
    written
}

/// Returns the attributes of a text inside a code. What it is, such as `caption`, is `type` in TMX, `ctype` in XLIFF.
fn sub_attributes(sub: &InlineSub, format: CodeFormat) -> Vec<(&'static str, String)> {
    let value =
        |name: &str| sub.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
    let kind = value("type").or_else(|| value("ctype"));
    let kind = kind.map(|kind| match (format, sub.text.format()) {
        (CodeFormat::Tmx, CodeFormat::Xliff1) => {
            ("type", kind.strip_prefix("x-").map(str::to_owned).unwrap_or(kind))
        }
        (CodeFormat::Tmx, _) => ("type", kind),
        (_, CodeFormat::Xliff1) => ("ctype", kind),
        _ => ("ctype", ctype(&kind)),
    });
    let datatype = value("datatype").map(|datatype| ("datatype", datatype));
    datatype.into_iter().chain(kind).collect()
}

fn element<'t>(code: &InlineCode, from: CodeFormat, to: CodeFormat, id: &CodeId) -> CodeElement<'t> {
    let is_span = SPANS.contains(&&*code.element);
    // XLIFF 2 ties a start to its end within a unit, and each segment becomes a unit.
    let is_whole = is_span || id.is_paired || code.kind == CodeKind::Alone || to != CodeFormat::Xliff2;
    if from == to
        && is_whole
        && let Some(same) = unchanged(code, to, id)
    {
        return same;
    }
    let is_mark = matches!(&*code.element, "hi" | "mrk" | "sm" | "em");
    match to {
        CodeFormat::Tmx => tmx(code, id, is_mark),
        CodeFormat::Xliff1 => xliff1(code, id, is_mark),
        CodeFormat::Xliff2 => xliff2(code, id, is_mark),
    }
}

/// Returns the code with those of its attributes that `format` has, or `None` if `format` does not have the element.
fn unchanged<'t>(code: &InlineCode, format: CodeFormat, id: &CodeId) -> Option<CodeElement<'t>> {
    let (elements, names) = code_names(format);
    let name = elements.iter().find(|name| **name == code.element)?;
    let attributes = code.attributes.iter().filter_map(|(attribute, value)| {
        Some((*names.iter().find(|name| *name == attribute)?, value.clone()))
    });
    let mut attributes: Vec<_> = attributes.collect();
    // TMX requires the number, which some tools leave out.
    if format == CodeFormat::Tmx && matches!(*name, "bpt" | "ept") && code.attribute("i").is_none() {
        attributes.insert(0, ("i", id.number.to_string()));
    }
    Some(built(name, attributes))
}

/// Returns the type of a code, without the prefix of types that are not in a standard.
fn type_of(code: &InlineCode) -> Option<&str> {
    let detail = code.attribute("subType");
    if let Some((name, _)) = FORMATTING.iter().find(|(_, other)| Some(*other) == detail) {
        return Some(name);
    }
    let own = detail.filter(|name| name.starts_with(OWN_PREFIX));
    let name =
        own.or_else(|| ["type", "ctype", "mtype"].into_iter().find_map(|name| code.attribute(name)))?;
    Some(["x-", OWN_PREFIX].into_iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name))
}

/// The prefix of the types of this crate in XLIFF 2.
const OWN_PREFIX: &str = concat!(env!("CARGO_PKG_NAME"), ":");
/// Types of formatting, and their names in XLIFF 2, after its type `fmt`.
const FORMATTING: [(&str, &str); 5] =
    [("bold", "xlf:b"), ("italic", "xlf:i"), ("underlined", "xlf:u"), ("lb", "xlf:lb"), ("pb", "xlf:pb")];

/// Returns the attributes of XLIFF 2 for a type.
fn types_of_version_2(name: &str) -> Vec<(&'static str, String)> {
    const TYPES: [&str; 6] = ["fmt", "ui", "quote", "link", "image", "other"];
    if let Some(known) = TYPES.iter().find(|known| **known == name) {
        return vec![("type", (*known).to_owned())];
    }
    let formatting = FORMATTING.iter().find(|(known, _)| *known == name);
    let (kind, detail) = match formatting {
        Some((_, detail)) => ("fmt", (*detail).to_owned()),
        None => ("other", format!("{OWN_PREFIX}{name}")),
    };
    vec![("type", kind.to_owned()), ("subType", detail)]
}

fn built<'t>(name: &'static str, attributes: Vec<(&'static str, String)>) -> CodeElement<'t> {
    CodeElement { name, attributes, content: Vec::new() }
}

/// Returns whether a code is a start or an end whose counterpart is in another text, and whether it is an end.
fn isolated(code: &InlineCode, id: &CodeId) -> Option<bool> {
    match code.kind {
        CodeKind::Open => (!id.is_paired).then_some(false),
        CodeKind::Close => (!id.is_paired).then_some(true),
        CodeKind::Alone if matches!(&*code.element, "it" | "sc" | "ec") => {
            Some(code.element == "ec" || matches!(code.attribute("pos"), Some("end" | "close")))
        }
        CodeKind::Alone => None,
    }
}

fn tmx<'t>(code: &InlineCode, id: &CodeId, is_mark: bool) -> CodeElement<'t> {
    let number = id.number.to_string();
    let mut element = match (code.kind, isolated(code, id)) {
        (CodeKind::Open | CodeKind::Close, _) if is_mark && SPANS.contains(&&*code.element) => {
            built("hi", vec![])
        }
        (_, Some(is_end)) => {
            let pos = if is_end { "end" } else { "begin" };
            built("it", vec![("pos", pos.to_owned()), ("x", number)])
        }
        (CodeKind::Open, _) => built("bpt", vec![("i", number.clone()), ("x", number)]),
        (CodeKind::Close, _) => return built("ept", vec![("i", number)]),
        (CodeKind::Alone, _) => built("ph", vec![("x", number)]),
    };
    element.attributes.extend(type_of(code).map(|name| ("type", name.to_owned())));
    element
}

/// Types of codes that XLIFF 1.2 defines.
const CTYPES: [&str; 8] = ["image", "pb", "lb", "x-bold", "bold", "italic", "underlined", "link"];

fn ctype(name: &str) -> String {
    if CTYPES.contains(&name) { name.to_owned() } else { format!("x-{name}") }
}

fn xliff1<'t>(code: &InlineCode, id: &CodeId, is_mark: bool) -> CodeElement<'t> {
    let name = id.name.clone();
    let mut element = match (code.kind, isolated(code, id)) {
        (CodeKind::Open | CodeKind::Close, _) if is_mark && SPANS.contains(&&*code.element) => {
            let name = type_of(code).map_or_else(|| "x-mark".to_owned(), |name| format!("x-{name}"));
            return built("mrk", vec![("mtype", name)]);
        }
        (_, Some(is_end)) => {
            built("it", vec![("id", name), ("pos", if is_end { "close" } else { "open" }.to_owned())])
        }
        (CodeKind::Open, _) => built("bpt", vec![("id", name.clone()), ("rid", name)]),
        (CodeKind::Close, _) => return built("ept", vec![("id", name.clone()), ("rid", name)]),
        (CodeKind::Alone, _) => built("ph", vec![("id", name)]),
    };
    element.attributes.extend(type_of(code).map(|name| ("ctype", ctype(name))));
    element
}

fn xliff2<'t>(code: &InlineCode, id: &CodeId, is_mark: bool) -> CodeElement<'t> {
    // Ids are unique within a unit, whatever the kind of the code.
    let prefixed = |letter: char| format!("{letter}{}", id.name);
    let mut element = match (code.kind, isolated(code, id)) {
        (CodeKind::Open | CodeKind::Close, _) if is_mark && SPANS.contains(&&*code.element) => {
            let name = format!("{OWN_PREFIX}{}", type_of(code).unwrap_or("mark"));
            return built("mrk", vec![("id", prefixed('m')), ("type", name)]);
        }
        (_, Some(is_end)) => {
            let (name, letter) = if is_end { ("ec", 'e') } else { ("sc", 'i') };
            built(name, vec![("id", prefixed(letter)), ("isolated", "yes".to_owned())])
        }
        (CodeKind::Open, _) => built("sc", vec![("id", prefixed('c'))]),
        (CodeKind::Close, _) => return built("ec", vec![("startRef", prefixed('c'))]),
        (CodeKind::Alone, _) => built("ph", vec![("id", prefixed('p'))]),
    };
    element.attributes.extend(type_of(code).into_iter().flat_map(types_of_version_2));
    element
}

#[cfg(test)]
mod tests {
    use super::*;
    use CodeFormat::{Tmx, Xliff1, Xliff2};
    use CodeKind::{Alone, Close, Open};

    fn code(kind: CodeKind, element: &str, attributes: &[(&str, &str)], content: &str) -> InlineCode {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let attributes = attributes.iter().map(owned).collect();
        InlineCode {
            kind,
            element: element.to_owned(),
            attributes,
            content: content.to_owned(),
            subs: vec![],
        }
    }

    fn sketch(codes: &[InlineCode], from: CodeFormat, to: CodeFormat) -> String {
        let mut text = InlineText::new(from);
        codes.iter().for_each(|code| text.push_code(code.clone()));
        let parts = written(&text, to, &mut CodeIds::default());
        let show = |part: &WrittenPart<'_>| match part {
            WrittenPart::Text(text) => (*text).to_owned(),
            WrittenPart::End(name) => format!("</{name}>"),
            WrittenPart::Element(code) | WrittenPart::Start(code) => {
                let attributes = code.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                let content = code.content.iter().map(|part| format!("{part:?}")).collect::<String>();
                format!("<{}{}>{content}", code.name, attributes.collect::<String>())
            }
        };
        parts.iter().map(show).collect::<String>().replace("Text(\"", "").replace("\")", "")
    }

    #[test]
    fn codes_become_the_elements_of_another_format() {
        let bold =
            [code(Open, "bpt", &[("i", "2"), ("type", "bold")], "b"), code(Close, "ept", &[("i", "2")], "e")];
        let pair = |start: &str, end: &str, id: &str| {
            [
                code(Open, start, &[("id", id)], ""),
                code(Close, end, &[(if start == "sc" { "startRef" } else { "id" }, id)], ""),
            ]
        };
        let alone = |element: &str, attributes: &[(&str, &str)]| [code(Alone, element, attributes, "]")];
        let rows: [(&[InlineCode], CodeFormat, CodeFormat, &str); 14] = [
            (&bold, Tmx, Xliff1, "<bpt id=2 rid=2 ctype=bold>b<ept id=2 rid=2>e"),
            (&bold, Tmx, Xliff2, "<sc id=c2 type=fmt subType=xlf:b>b<ec startRef=c2>e"),
            (&bold[..1], Tmx, Xliff1, "<it id=2 pos=open ctype=bold>b"),
            (&bold[1..], Tmx, Xliff2, "<ec id=e2 isolated=yes>e"),
            (&alone("ph", &[("type", "br")]), Tmx, Xliff1, "<ph id=1 ctype=x-br>]"),
            (&alone("it", &[("pos", "end")]), Tmx, Xliff2, "<ec id=e1 isolated=yes>]"),
            (&pair("pc", "pc", "c5"), Xliff2, Tmx, "<bpt i=5 x=5><ept i=5>"),
            (&pair("pc", "pc", "c5"), Xliff2, Xliff1, "<bpt id=c5 rid=c5><ept id=c5 rid=c5>"),
            (&pair("sc", "ec", "s-1"), Xliff2, Xliff1, "<bpt id=s-1 rid=s-1><ept id=s-1 rid=s-1>"),
            (&alone("ph", &[("id", "c3")]), Xliff2, Xliff1, "<ph id=c3>]"),
            (&pair("g", "g", "a b"), Xliff1, Tmx, "<bpt i=1 x=1><ept i=1>"),
            (&alone("x", &[("id", "4")]), Xliff1, Tmx, "<ph x=4>]"),
            (
                &[code(Open, "bpt", &[("odd", "y")], "{"), code(Close, "ept", &[], "}")],
                Tmx,
                Tmx,
                "<bpt i=1>{<ept i=1>}",
            ),
            (&pair("sc", "ec", "1")[1..], Xliff2, Xliff2, "<ec id=e1 isolated=yes>"),
        ];
        for (codes, from, to, expected) in rows {
            assert_eq!(sketch(codes, from, to), expected, "{codes:?} in {to:?}");
        }
    }

    #[test]
    fn each_start_has_its_own_number() {
        let ids = ["bold", "c2", "2", "bold"];
        let codes: Vec<InlineCode> = ids
            .iter()
            .flat_map(|id| [code(Open, "g", &[("id", id)], ""), code(Close, "g", &[("id", id)], "")])
            .collect();
        let expected =
            "<bpt i=1 x=1><ept i=1><bpt i=2 x=2><ept i=2><bpt i=3 x=3><ept i=3><bpt i=4 x=4><ept i=4>";
        assert_eq!(sketch(&codes, Xliff1, Tmx), expected);
    }
}
