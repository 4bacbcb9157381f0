//! Compares the public API of the library with `tests/data/public_api.txt`.
//!
//! A line that disappears or changes can break the code of users: keep a deprecated alias, and mention the change in
//! the changelog. To accept the current API, run `UPDATE_PUBLIC_API=1 cargo test --test public_api`.
//!
//! The API is read from the source, so that it does not depend on the toolchain or on the features of the build. It
//! consists of the items that `src/lib.rs` exports, and of their public fields, variants, methods and trait
//! implementations. A type is identified by its name, which is unique in the crate.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the source fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

mod api;
mod by_macro;
mod signature;
mod source;

use source::Source;

const EXPECTED: &str = "tests/data/public_api.txt";

#[test]
fn the_public_api_is_the_recorded_one() {
    let actual = api::lines(&Source::read(Path::new("src/lib.rs")));
    if std::env::var_os("UPDATE_PUBLIC_API").is_some() {
        let text: String = actual.iter().map(|line| format!("{line}\n")).collect();
        fs::write(EXPECTED, text).unwrap();
    }
    let expected = fs::read_to_string(EXPECTED).unwrap_or_default();
    let expected: BTreeSet<String> = expected.lines().map(str::to_owned).collect();
    let gone = expected.difference(&actual).map(|line| format!("- {line}"));
    let new = actual.difference(&expected).map(|line| format!("+ {line}"));
    let changes: Vec<String> = gone.chain(new).collect();
    assert!(
        changes.is_empty(),
        "the public API changed:\n{}\n\nA line with - breaks users: keep a deprecated alias, and name it in CHANGELOG.md. \
         To accept the change: UPDATE_PUBLIC_API=1 cargo test --test public_api, and commit {EXPECTED}.",
        changes.join("\n")
    );
}

#[test]
fn re_exports_are_followed() {
    let source = Source::parse(
        "mod shape; pub use shape::{Circle, area, shape}; #[cfg(feature = \"more\")] pub mod more { pub use crate::shape::Square as Box4; }",
        &[(
            "shape",
            "/// A circle.\n#[derive(Clone)] pub struct Circle { pub radius: f32, hidden: u8 }\n\
             impl Circle { pub fn new(\n    radius: f32,\n) -> Self { todo() } fn secret(&self) {} }\n\
             pub(crate) struct Private; pub struct Square(pub f32);\n\
             impl<'a> From<&'a Circle> for Square { fn from(_: &'a Circle) -> Self { todo() } }\n\
             pub const fn area(circle: &Circle) -> f32 { 1.0 }\n\
             pub fn shape() -> Square { todo() }\n\
             #[cfg(test)] mod tests { impl Default for super::Circle {} }",
        )],
    );
    let expected = [
        "Circle: impl Clone",
        "Circle: pub fn new(radius: f32) -> Self",
        "Square: impl<'a> From<&'a Circle>",
        "bitext::Circle: pub struct Circle { pub radius: f32, .. }",
        "bitext::area: pub const fn area(circle: &Circle) -> f32",
        "bitext::more: pub mod #[cfg(feature = \"more\")]",
        "bitext::more::Box4: pub struct Square(pub f32)",
        "bitext::shape: pub fn shape() -> Square",
    ];
    assert_eq!(api::lines(&source).into_iter().collect::<Vec<_>>(), expected);
}
