//! The ids that pair the starts and ends of inline codes in a written text.

use std::collections::{HashMap, HashSet};

use super::inline::{CodeKind, InlineCode, InlineText};

/// The ids of the codes of a unit. An id of the file that was read has the same number on both sides of the unit.
#[derive(Debug, Default)]
pub(super) struct CodeIds {
    numbers: HashMap<String, usize>,
    taken: HashSet<usize>,
    /// The numbers below this one are taken.
    next: usize,
    /// The numbers of starts in the current text.
    starts: HashSet<usize>,
    /// Numbers of marks and of codes without an id in the current text. The first one on one side of the unit has the
    /// number of the first one on the other side, and so on.
    marks: usize,
    nameless: usize,
}

/// The id of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeId {
    /// The id of the file that was read, or the number if that has characters that are not allowed everywhere.
    pub(super) name: String,
    /// The number, as TMX requires it. A start and its end have the same one, and no other start of the text has it.
    /// Marks have numbers of their own.
    pub(super) number: usize,
    /// Whether the code is a start or an end whose counterpart is in the same text.
    pub(super) is_paired: bool,
}

impl CodeIds {
    /// Begins a text in which the numbers of starts are unique.
    pub(super) fn begin_text(&mut self) {
        self.starts.clear();
        (self.marks, self.nameless) = (0, 0);
    }

    /// Returns the ids of the codes of a text, in order. Time O(codes).
    pub(super) fn of(&mut self, text: &InlineText) -> Vec<CodeId> {
        let starts = starts(text);
        let mut ids: Vec<CodeId> = Vec::new();
        for (code, start) in text.codes().zip(&starts) {
            let id = match start {
                Counterpart::Start(start) => ids[*start].clone(),
                counterpart => self.id(code, *counterpart == Counterpart::End),
            };
            ids.push(id);
        }
        ids
    }

    fn id(&mut self, code: &InlineCode, is_paired: bool) -> CodeId {
        let key = code.key().unwrap_or_default();
        let is_mark = matches!(&*code.element, "hi" | "mrk");
        let mut number = match key {
            _ if is_mark => {
                self.marks += 1;
                self.marks
            }
            "" => {
                self.nameless += 1;
                self.number(&format!("#{}", self.nameless))
            }
            key => self.number(key),
        };
        if !is_mark && code.kind == CodeKind::Open && !self.starts.insert(number) {
            number = self.unused();
            self.starts.insert(number);
        }
        let is_name = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || ".-_:".contains(c));
        let name = if is_name { key.to_owned() } else { number.to_string() };
        CodeId { name, number, is_paired }
    }

    /// Returns the number of an id: the number at its end, as in `c12`, unless another id has it.
    fn number(&mut self, key: &str) -> usize {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let digits = key.trim_start_matches(|c: char| !c.is_ascii_digit());
        let own = digits.parse().ok().filter(|&number| number > 0 && self.taken.insert(number));
        let number = own.unwrap_or_else(|| self.unused());
        self.numbers.insert(key.to_owned(), number);
        number
    }

    fn unused(&mut self) -> usize {
        loop {
            self.next += 1;
            if self.taken.insert(self.next) {
                return self.next;
            }
        }
    }
}

/// The counterpart of a code in the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counterpart {
    None,
    /// The code is a start, and its end follows.
    End,
    /// The code is the end of the code with this index.
    Start(usize),
}

/// Returns the counterpart of each code. An end belongs to the last open start of the same element with the same id.
fn starts(text: &InlineText) -> Vec<Counterpart> {
    let mut found: Vec<Counterpart> = Vec::new();
    let mut open: HashMap<(&str, Option<&str>), Vec<usize>> = HashMap::new();
    for (index, code) in text.codes().enumerate() {
        let element = match &*code.element {
            "ept" => "bpt",
            "ex" => "bx",
            "ec" => "sc",
            "em" => "sm",
            element => element,
        };
        let same = open.entry((element, code.key())).or_default();
        found.push(Counterpart::None);
        match code.kind {
            CodeKind::Open => same.push(index),
            CodeKind::Close => {
                if let Some(start) = same.pop() {
                    (found[start], found[index]) = (Counterpart::End, Counterpart::Start(start));
                }
            }
            CodeKind::Alone => {}
        }
    }
    found
}
