//! Elements that are skipped.

use super::element::{ElementKind, may_lack_end};

/// An element that is skipped with everything inside it.
#[derive(Debug)]
pub(super) struct HiddenElement {
    pub(super) name: Vec<u8>,
    /// Number of open elements of the same name inside this element.
    same: usize,
    /// Number of open elements of other names inside this element, except those with an optional end tag.
    others: usize,
}

impl HiddenElement {
    pub(super) fn new(name: &[u8]) -> Self {
        Self { name: name.to_vec(), same: 0, others: 0 }
    }

    /// Returns the element with `others` open elements of other names inside it.
    pub(super) fn containing(mut self, others: usize) -> Self {
        self.others = others;
        self
    }

    /// Returns the element with `same` open elements of the same name inside it.
    pub(super) fn containing_same(mut self, same: usize) -> Self {
        self.same = same;
        self
    }

    pub(super) fn is_closed_by_start(&mut self, name: &[u8], kind: ElementKind, has_end: bool) -> bool {
        if self.others == 0 && self.needs_no_end_before(name, kind) {
            return true;
        }
        if has_end {
            if name == self.name {
                self.same += 1;
            } else if !may_lack_end(name) {
                self.others += 1;
            }
        }
        false
    }

    /// Whether the end tag of `name` closes this element. The element is closed by its own end tag. If this end
    /// tag is optional, the end tag of the parent closes the element too.
    pub(super) fn is_closed_by_end(&mut self, name: &[u8]) -> bool {
        if name == self.name {
            return self.same.checked_sub(1).map(|same| self.same = same).is_none();
        }
        if may_lack_end(name) {
            return false;
        }
        self.others.checked_sub(1).map(|others| self.others = others).is_none() && may_lack_end(&self.name)
    }

    /// Whether a start tag closes this element, whose end tag was omitted (HTML standard, "optional tags").
    fn needs_no_end_before(&self, name: &[u8], kind: ElementKind) -> bool {
        match &*self.name {
            b"p" => kind.ends_text(),
            b"rt" | b"rp" => matches!(name, b"rb" | b"rt" | b"rp" | b"rtc") || kind.ends_text(),
            b"dt" | b"dd" => matches!(name, b"dt" | b"dd"),
            b"td" | b"th" => matches!(kind, ElementKind::Cell | ElementKind::Row),
            b"tr" => kind == ElementKind::Row,
            b"thead" | b"tbody" | b"tfoot" => kind == ElementKind::Row && name != b"tr",
            b"li" | b"option" => name == self.name,
            _ => false,
        }
    }
}
