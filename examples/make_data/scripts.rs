//! Packs the class of each character into the table of `Script::of`.

use std::error::Error;
use std::fs;

use bitext::Script;

#[path = "../../src/script/computed.rs"]
mod computed;

/// The classes in the order of `ALL` in `src/script/class.rs`.
const SCRIPTS: [Script; 13] = [
    Script::Han,
    Script::Kana,
    Script::Bopomofo,
    Script::Hangul,
    Script::Latin,
    Script::Letter,
    Script::Mark,
    Script::Digit,
    Script::Space,
    Script::Punctuation,
    Script::Symbol,
    Script::Emoji,
    Script::Other,
];
/// First code point that is classified without the table.
const END: u32 = 0x20000;
/// Code points per page of the table. Equal pages are stored once.
const PAGE: u32 = 128;

pub(crate) fn make(target: &str) -> Result<(), Box<dyn Error>> {
    let mut pages: Vec<Vec<u8>> = Vec::new();
    let mut numbers = Vec::new();
    for start in (0..END).step_by(PAGE as usize) {
        let scripts =
            (start..start + PAGE).map(|code| char::from_u32(code).map_or(Script::Other, computed::computed));
        let page: Option<Vec<u8>> = scripts
            .map(|script| SCRIPTS.iter().position(|&other| other == script).map(|at| at as u8))
            .collect();
        let page = page.ok_or("a script that is not in the list")?;
        let number = pages.iter().position(|other| *other == page).unwrap_or_else(|| {
            pages.push(page);
            pages.len() - 1
        });
        numbers.push(u8::try_from(number)?);
    }
    fs::write(target, [numbers, pages.concat()].concat())?;
    Ok(())
}
