//! The elements and attributes of inline codes that each format has.

use super::inline::CodeFormat;

/// Returns the names of the elements and attributes of a format.
pub(super) fn code_names(format: CodeFormat) -> (&'static [&'static str], &'static [&'static str]) {
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
            &["pc", "ph", "sc", "ec", "mrk", "sm", "em", "cp"],
            &[
                "id",
                "hex",
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
