//! The rows of the tests.

use crate::texts::{Dice, texts};

/// Texts that are no prose.
const ODD: [&str; 8] = [
    "",
    " \n\t ",
    "\u{0}\u{feff}\u{200b}",
    "12,345.67 %",
    "👩‍🚀🇨🇳 :-)",
    "やかんはコンロの上にあります。",
    "Der Kessel steht auf dem Herd.",
    "𠀀\u{301}e\u{301}...?!",
];

/// A row of the tests: a text in one or both languages, an English text and its translation. Some are null, some are
/// odd.
pub(crate) struct Row {
    pub(crate) text: Option<String>,
    pub(crate) english: Option<String>,
    pub(crate) chinese: Option<String>,
}

/// The rows with these numbers. A row is the same in every call.
pub(crate) fn row(number: usize) -> Row {
    let mut dice = Dice(number as u64);
    let count = 1 + dice.below(3);
    let (english, chinese) = texts(&mut dice, count);
    let text = match dice.below(24) {
        0 => None,
        1 | 2 => Some(ODD[dice.below(ODD.len())].to_owned()),
        3..6 => Some(english.join(" ")),
        6..9 => Some(chinese.concat()),
        9..16 => Some(english.iter().zip(&chinese).map(|(own, other)| format!("{own} {other}\n")).collect()),
        _ => Some(format!("{}\n\n{}\n", english.join(" "), chinese.concat())),
    };
    let side = |text: String, dice: &mut Dice| match dice.below(30) {
        0 => None,
        1 => Some(ODD[dice.below(ODD.len())].to_owned()),
        _ => Some(text),
    };
    let (english, chinese) = (english.join(" "), chinese.concat());
    Row { text, english: side(english, &mut dice), chinese: side(chinese, &mut dice) }
}
