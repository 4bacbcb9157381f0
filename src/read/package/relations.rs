//! Finds the parts of a document: the relations of a Word file, and the spine of a book.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::{Archive, refused};
use super::paths::resolve;
use crate::Error;

/// Returns the value of an attribute, whatever its prefix.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten();
    let mut found = found.filter(|attribute| attribute.key.local_name().as_ref() == name);
    found.next()?.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Returns the error for a part that is not well-formed.
pub(super) fn malformed(part: &str, error: &quick_xml::Error) -> Error {
    refused(format!("`{part}` is not well-formed XML ({error}): save the document again"))
}

/// Calls `on_element` with each element of a part. Elements without content are elements like any other.
fn elements(part: &str, xml: &str, mut on_element: impl FnMut(&BytesStart<'_>)) -> Result<(), Error> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|error| malformed(part, &error))? {
            Event::Start(element) | Event::Empty(element) => on_element(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns the parts to which `part` has a relation whose type ends with `kind`, in the Open Packaging Conventions
/// (ISO/IEC 29500-2), each part once. The empty part is the whole document.
pub(super) fn related(archive: &mut Archive<'_>, part: &str, kind: &str) -> Result<Vec<String>, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let gap = if folder.is_empty() { "" } else { "/" };
    let relations = format!("{folder}{gap}_rels/{name}.rels");
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let Some(xml) = archive.description(&relations)? else { return Ok(found) };
    elements(&relations, &xml, |element| {
        let is_kind = attribute(element, "Type").is_some_and(|found| found.ends_with(kind));
        if let Some(target) = attribute(element, "Target").filter(|_| is_kind) {
            let target = resolve(part, &target);
            found.extend(Some(target).filter(|target| seen.insert(target.clone())));
        }
    })?;
    Ok(found)
}

/// Returns the chapters of a book, each once, in the order of reading (EPUB 3.3, "package document"). The table of
/// contents is left out.
pub(super) fn chapters(archive: &mut Archive<'_>) -> Result<Vec<String>, Error> {
    const CONTAINER: &str = "META-INF/container.xml";
    let missing = |part: &str| refused(format!("the book has no `{part}`: save it again"));
    let container = archive.description(CONTAINER)?.ok_or_else(|| missing(CONTAINER))?;
    let mut package = None;
    elements(CONTAINER, &container, |element| {
        if element.local_name().as_ref() == "rootfile" && package.is_none() {
            package = attribute(element, "full-path").map(|path| resolve("", &path));
        }
    })?;
    let package = package.unwrap_or_default();
    let xml = archive.description(&package)?.ok_or_else(|| missing(&package))?;
    let (mut items, mut spine) = (HashMap::new(), Vec::new());
    elements(&package, &xml, |element| match element.local_name().as_ref() {
        "item" => {
            let is_contents = attribute(element, "properties")
                .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == "nav"));
            if let (Some(id), Some(href)) = (attribute(element, "id"), attribute(element, "href"))
                && !is_contents
            {
                items.insert(id.into_owned(), href.into_owned());
            }
        }
        "itemref" => spine.extend(attribute(element, "idref").map(Cow::into_owned)),
        _ => {}
    })?;
    let (mut chapters, mut seen) = (Vec::new(), HashSet::new());
    for id in &spine {
        // The spine may name a chapter twice, and two items may be one part.
        let chapter = items.remove(id).map(|href| resolve(&package, &href));
        chapters.extend(chapter.filter(|chapter| seen.insert(chapter.clone())));
    }
    refuse_protected(archive, &seen)?;
    if chapters.is_empty() {
        return Err(refused("the book has no chapters: save it again"));
    }
    Ok(chapters)
}

/// Refuses a book whose chapters are encrypted. Encrypted fonts do no harm.
fn refuse_protected(archive: &mut Archive<'_>, chapters: &HashSet<String>) -> Result<(), Error> {
    const ENCRYPTION: &str = "META-INF/encryption.xml";
    let Some(xml) = archive.description(ENCRYPTION)? else { return Ok(()) };
    let mut is_protected = false;
    elements(ENCRYPTION, &xml, |element| {
        if element.local_name().as_ref() == "CipherReference"
            && let Some(part) = attribute(element, "URI")
        {
            is_protected |= chapters.contains(&resolve("", &part));
        }
    })?;
    if is_protected {
        Err(refused("the book is protected (DRM): use a copy without protection"))
    } else {
        Ok(())
    }
}
