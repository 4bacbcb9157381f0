//! The attributes of a start tag that decide whether its element is read.

use super::element::ElementKind;
use crate::Language;

/// The attributes of a start tag, as far as they decide whether the element is read.
#[derive(Clone, Debug, Default)]
pub(super) struct TagAttributes {
    name: AttributeName,
    /// Whether the element has `hidden`, `aria-hidden="true"`, a style that hides it, a role from [`APART_ROLES`], or a
    /// class from [`APART`].
    is_hidden: bool,
    /// Whether the element has a class of source code.
    is_code: bool,
    /// Whether the element has the class [`LISTING`] or the class [`LISTING_LINE`].
    pub(super) is_listing: bool,
    pub(super) is_listing_line: bool,
    /// Whether the element declares a language other than English and Chinese.
    is_foreign: bool,
    /// Whether the element has a class, and no class contains a part from [`TEXT`].
    has_class: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum AttributeName {
    #[default]
    Other,
    AriaHidden,
    Class,
    Lang,
    Role,
    Style,
}

/// Classes of blocks and tables that hold source code.
const CODE: [&str; 7] = [
    "highlight",
    "highlighttable",
    "rouge-table",
    "sourceCode",
    "code-block",
    "programlisting",
    "notranslate",
];

/// Class of a block that holds source code if its first element has the class [`LISTING_LINE`], as Doxygen writes it.
/// On their own, both classes have other meanings: slides have fragments, and verse has lines.
const LISTING: &str = "fragment";
const LISTING_LINE: &str = "line";

/// Parts of the names of classes of preformatted text that is not source code.
const TEXT: [&str; 6] = ["verse", "poem", "poetry", "lyric", "text", "prose"];

/// Classes of elements that are not part of the text: the permanent links of headings, edit links, remarks for screen
/// readers.
const APART: [&str; 5] = ["headerlink", "mw-editsection", "sr-only", "visually-hidden", "anchorjs-link"];

/// Roles of elements that are not part of the text, as [DPUB-ARIA](https://www.w3.org/TR/dpub-aria/) names them and as
/// `epub:type` does: links to notes and back, and the numbers of printed pages.
const APART_ROLES: [&str; 7] =
    ["navigation", "doc-noteref", "noteref", "doc-backlink", "backlink", "doc-pagebreak", "pagebreak"];

impl TagAttributes {
    /// Adds an attribute by its name. If the attribute has a value, a call of [`Self::value`] follows.
    pub(super) fn name(&mut self, name: &[u8]) {
        self.is_hidden |= name == b"hidden";
        self.name = match name {
            b"aria-hidden" => AttributeName::AriaHidden,
            b"class" => AttributeName::Class,
            b"lang" | b"xml:lang" => AttributeName::Lang,
            b"role" | b"epub:type" => AttributeName::Role,
            b"style" => AttributeName::Style,
            _ => AttributeName::Other,
        };
    }

    /// Adds the value of the last attribute.
    pub(super) fn value(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(value);
        match self.name {
            AttributeName::Other => {}
            AttributeName::AriaHidden => self.is_hidden |= text.trim().eq_ignore_ascii_case("true"),
            AttributeName::Class => {
                let is_text = TEXT.iter().any(|part| text.contains(part));
                self.has_class = !text.trim().is_empty() && !is_text;
                for class in text.split_ascii_whitespace() {
                    self.is_hidden |= APART.contains(&class);
                    self.is_code |= CODE.contains(&class) || class.starts_with("highlight-");
                    self.is_listing |= class == LISTING;
                    self.is_listing_line |= class == LISTING_LINE;
                }
            }
            AttributeName::Lang => self.is_foreign = is_foreign(&text),
            AttributeName::Role => {
                let mut roles = text.split_ascii_whitespace();
                self.is_hidden |=
                    roles.any(|role| APART_ROLES.iter().any(|one| role.eq_ignore_ascii_case(one)));
            }
            AttributeName::Style => self.is_hidden |= hides(value),
        }
    }

    /// Whether the element `name` is skipped.
    ///
    /// A declared language has no effect on `html`, `body` and inline elements. The declared language of a whole page
    /// is often wrong, and a foreign word belongs to the sentence around it.
    pub(super) fn hide(&self, name: &[u8], kind: ElementKind) -> bool {
        let is_part = kind != ElementKind::Inline && name != b"html" && name != b"body";
        let is_code = kind == ElementKind::Preformatted && self.has_class
            || self.is_code && matches!(kind, ElementKind::Block | ElementKind::Table);
        self.is_hidden || is_code || self.is_foreign && is_part
    }
}

/// Whether a language tag names a language other than English and Chinese.
fn is_foreign(tag: &str) -> bool {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
    let chinese =
        ["cmn", "yue", "wuu", "hak", "nan", "lzh"].iter().any(|code| primary.eq_ignore_ascii_case(code));
    let known = primary.parse::<Language>();
    !chinese
        && known.is_ok_and(|language| {
            !matches!(language, Language::English | Language::Chinese | Language::Undetermined)
        })
}

/// Whether a `style` attribute hides its element.
fn hides(style: &[u8]) -> bool {
    let style = style.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase);
    let style = style.collect::<Vec<_>>();
    let mut rules = style.split(|&byte| byte == b';');
    rules.any(|rule| rule.starts_with(b"display:none") || rule.starts_with(b"visibility:hidden"))
}
