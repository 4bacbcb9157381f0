//! The elements of HTML, by their effect on the text.

/// How a tag affects the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    Inline,
    /// An element without content and without an end tag.
    Void,
    Break,
    Line,
    Block,
    Preformatted,
    Table,
    Row,
    Cell,
    /// An element whose content is skipped, such as `script` or `nav`.
    Unseen,
}

impl ElementKind {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"br" => Self::Break,
            b"li" | b"dt" | b"dd" | b"option" => Self::Line,
            b"address" | b"article" | b"aside" | b"blockquote" | b"caption" | b"center" | b"details"
            | b"dialog" | b"dir" | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
            | b"form" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"header" | b"hgroup" | b"hr"
            | b"legend" | b"main" | b"menu" | b"ol" | b"optgroup" | b"p" | b"search" | b"section"
            | b"select" | b"summary" | b"ul" => Self::Block,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"table" => Self::Table,
            b"tr" | b"thead" | b"tbody" | b"tfoot" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr" => Self::Void,
            b"annotation" | b"audio" | b"canvas" | b"datalist" | b"iframe" | b"nav" | b"noembed"
            | b"noframes" | b"noscript" | b"object" | b"rp" | b"rt" | b"script" | b"style" | b"svg"
            | b"template" | b"textarea" | b"title" | b"video" => Self::Unseen,
            _ => Self::Inline,
        }
    }

    pub(super) fn has_end(self, name: &[u8]) -> bool {
        !matches!(self, Self::Void | Self::Break) && name != b"hr"
    }

    /// Whether a start tag of this kind closes an open `<p>`.
    pub(super) fn ends_text(self) -> bool {
        !matches!(self, Self::Inline | Self::Void | Self::Break | Self::Unseen)
    }
}

/// Whether the end tag of an element is optional.
pub(super) fn may_lack_end(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"rt"
            | b"rp"
            | b"li"
            | b"dt"
            | b"dd"
            | b"td"
            | b"th"
            | b"tr"
            | b"thead"
            | b"tbody"
            | b"tfoot"
            | b"option"
    )
}
