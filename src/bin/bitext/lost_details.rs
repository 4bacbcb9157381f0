//! What the units of an input have that the format of the output does not hold.

use bitext::export::{FileHeader, SideDetails, UnitDetails};

use crate::arguments::AlignFormat;

/// Numbers of details that are lost, in the order of [`WHAT`].
#[derive(Debug, Default)]
pub(crate) struct LostDetails([usize; WHAT.len()]);

const WHAT: [&str; 6] = [
    "name of a unit",
    "note",
    "property",
    "date, author or other attribute",
    "note or property of one of the texts",
    "text with inline codes, written without them",
];

impl LostDetails {
    /// Counts what is lost if a unit is written in this format.
    pub(crate) fn add(&mut self, kind: AlignFormat, details: &UnitDetails) {
        let (keeps_all, keeps_codes, keeps_notes) = match kind {
            AlignFormat::Tmx => (true, true, true),
            AlignFormat::Xliff | AlignFormat::Xliff2 => (false, true, true),
            AlignFormat::Xlsx => (false, false, true),
            _ => (false, false, false),
        };
        if keeps_all {
            return;
        }
        let sides = [&details.english, &details.chinese];
        let of_sides = |count: fn(&SideDetails) -> usize| sides.into_iter().map(count).sum::<usize>();
        let attributes = details.attributes.iter().filter(|(name, _)| name != "srclang").count();
        let unless = |is_kept: bool, count: usize| if is_kept { 0 } else { count };
        let lost = [
            unless(keeps_codes, usize::from(!details.id.is_empty())),
            unless(keeps_notes, details.notes.len()),
            unless(keeps_codes, details.properties.len()),
            attributes + of_sides(|side| side.attributes.len()),
            of_sides(|side| side.notes.len() + side.properties.len()),
            unless(keeps_codes, of_sides(|side| usize::from(side.inline.is_some()))),
        ];
        self.0.iter_mut().zip(lost).for_each(|(all, lost)| *all += lost);
    }

    /// Returns descriptions of what is lost, each with its number.
    pub(crate) fn left_out(&self) -> impl Iterator<Item = (String, usize)> {
        let what = |what: &str| format!("{what} (not in the format of the output)");
        WHAT.iter().zip(self.0).map(move |(name, count)| (what(name), count))
    }
}

/// Whether a header says more than which program wrote the file, and in which form.
pub(crate) fn has_content(header: &FileHeader) -> bool {
    const CONTENT: [&str; 4] = ["creationdate", "creationid", "changedate", "changeid"];
    let is_content = |(name, _): &(String, String)| CONTENT.contains(&&**name);
    !header.properties.is_empty() || !header.notes.is_empty() || header.attributes.iter().any(is_content)
}
