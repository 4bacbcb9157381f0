//! Reads PO files.

use std::collections::VecDeque;
use std::io::BufRead;

use super::escape::string;
use crate::export::language_choice::{LanguageChoice, TextSide, tag_of};
use crate::export::row::Row;
use crate::export::unit::{SideDetails, Unit, UnitDetails, UnitReader};
use crate::export::utf8_source::Utf8Source;
use crate::script::is_han;
use crate::{Error, ErrorKind, LanguageTag};

/// Reads a PO file, message by message; only the current one is in memory.
///
/// A message becomes a [`Unit`]. English is the `msgid`, and Chinese the `msgstr`, unless the header names English as
/// the language, or only the `msgid` has Chinese characters. A message with a plural becomes two units: the singular
/// with the first translation, and the plural with the last one. `msgctxt` is the name of the unit, and comments are
/// its notes. A message without a translation has an empty side. Obsolete messages and those that are marked as fuzzy,
/// which programs do not show, are left out, and so are references to source code.
///
/// Errors have a line number. After a line that is not PO ([`ErrorKind::Syntax`]), reading continues with the next
/// message; after any other error, it ends. A file that ends before the translation of a message, or within a last line
/// without a line break, is truncated: this is an error, too. The file is UTF-8.
///
/// ```
/// use bitext::export::read_po;
///
/// let file = "msgid \"\"\nmsgstr \"Language: zh_CN\\n\"\n\n#. shown at the door\nmsgid \"Mind \"\n\"the gap.\"\nmsgstr \"小心站台间隙。\"\n";
/// let unit = read_po(file.as_bytes()).next().unwrap()?;
/// assert_eq!((&*unit.row.english, &*unit.row.chinese), ("Mind the gap.", "小心站台间隙。"));
/// assert_eq!(unit.details.notes, ["shown at the door"]);
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_po<R: BufRead>(reader: R) -> PoUnits<R> {
    PoUnits {
        source: Utf8Source::new(reader),
        ahead: None,
        tag: None,
        choice: LanguageChoice::default(),
        left_out: [0; 3],
        last_line: (0, true),
        queue: VecDeque::new(),
        ended: false,
        cut_off: false,
    }
}

/// The iterator that [`read_po`] returns.
#[derive(Debug)]
pub struct PoUnits<R> {
    source: Utf8Source<R>,
    /// A line that belongs to the next message, with its number.
    ahead: Option<(String, usize)>,
    /// The language of the translations.
    tag: Option<LanguageTag>,
    choice: LanguageChoice,
    /// Numbers of obsolete messages, fuzzy messages, and lines of references.
    left_out: [usize; 3],
    /// The number of the last line, and whether it has a line break.
    last_line: (usize, bool),
    queue: VecDeque<Unit>,
    ended: bool,
    cut_off: bool,
}

/// A message, as far as it has been read.
#[derive(Debug, Default)]
struct Message {
    line: usize,
    context: Option<String>,
    id: Option<String>,
    plural: Option<String>,
    translations: Vec<String>,
    notes: Vec<String>,
    fuzzy: bool,
    /// Where a string on a line of its own belongs.
    field: Option<Field>,
    fault: Option<Error>,
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Context,
    Id,
    Plural,
    Translation,
}

impl<R> PoUnits<R> {
    /// Takes the file only if the language of its translations [matches](LanguageTag::matches) this tag. May be called
    /// for several tags.
    #[must_use]
    pub fn variant(mut self, tag: LanguageTag) -> Self {
        self.choice.want(tag);
        self
    }
}

impl<R: BufRead> Iterator for PoUnits<R> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(unit) = self.queue.pop_front() {
                return Some(Ok(unit));
            }
            if self.ended {
                return None;
            }
            match self.message() {
                Ok(message) => {
                    if let Err(error) = self.add(message) {
                        return Some(Err(error));
                    }
                }
                Err(error) => {
                    (self.ended, self.cut_off) = (true, true);
                    return Some(Err(error));
                }
            }
        }
    }
}

impl<R: BufRead> std::iter::FusedIterator for PoUnits<R> {}

impl<R: BufRead> UnitReader for PoUnits<R> {
    fn is_cut_off(&self) -> bool {
        self.cut_off
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        let what = ["obsolete message", "fuzzy message", "line with references to source code"];
        let counts = what.into_iter().zip(self.left_out);
        let counts = counts.filter(|(_, count)| *count > 0).map(|(what, count)| (what.to_owned(), count));
        counts.chain(self.choice.left_out()).collect()
    }
}

impl<R: BufRead> PoUnits<R> {
    /// Reads the lines of a message.
    fn message(&mut self) -> Result<Message, Error> {
        let mut message = Message::default();
        loop {
            let (line, number) = match self.ahead.take() {
                Some(line) => line,
                None => match self.line()? {
                    Some(line) => line,
                    None => {
                        self.ended = true;
                        if message.is_cut_off(self.last_line) {
                            let fault = "the file ends inside a message: it is truncated";
                            return Err(Error::syntax(self.last_line.0, fault));
                        }
                        return Ok(message);
                    }
                },
            };
            let text = line.trim();
            if text.is_empty() && !message.is_empty() || message.is_complete() && message.begins_next(text) {
                if !text.is_empty() {
                    self.ahead = Some((line, number));
                }
                return Ok(message);
            }
            self.left_out[2] += usize::from(text.starts_with("#:"));
            if text.starts_with("#~") {
                self.left_out[0] +=
                    usize::from(text.trim_start_matches(['#', '~', ' ']).starts_with("msgid "));
            } else if !text.is_empty() && message.read(text, number).is_none() && message.fault.is_none() {
                message.fault = Some(Error::syntax(number, "not a line of a PO file"));
            }
        }
    }

    fn line(&mut self) -> Result<Option<(String, usize)>, Error> {
        let number = self.source.line();
        let mut bytes = Vec::new();
        let read =
            self.source.read_until(b'\n', &mut bytes).map_err(|error| Error::from(error).at_line(number))?;
        if read == 0 {
            return Ok(None);
        }
        self.last_line = (number, bytes.ends_with(b"\n"));
        let line = String::from_utf8(bytes).map_err(|_| {
            Error::new(ErrorKind::Encoding, "not UTF-8: save the file as UTF-8").at_line(number)
        })?;
        Ok(Some((line, number)))
    }

    /// Adds the units of a message.
    fn add(&mut self, message: Message) -> Result<(), Error> {
        if let Some(fault) = message.fault {
            return Err(fault);
        }
        let Some(id) = message.id else { return Ok(()) };
        let first = message.translations.first().cloned().unwrap_or_default();
        if id.is_empty() && message.context.is_none() {
            self.tag = header(&first, "Language").and_then(tag_of);
            return Ok(());
        }
        if message.fuzzy {
            self.left_out[1] += 1;
            return Ok(());
        }
        let last = message.translations.last().cloned().unwrap_or_default();
        let texts = [Some((id, first)), message.plural.map(|plural| (plural, last))];
        for (own, translation) in texts.into_iter().flatten() {
            let translated = self.tag.as_ref().map(|tag| (tag, self.choice.side(tag)));
            let is_chinese = match translated {
                Some((tag, None)) => {
                    let language = tag.to_string();
                    self.choice.leave_out(&language);
                    continue;
                }
                Some((_, Some(side))) => side == TextSide::Chinese,
                None => !own.contains(is_han) || translation.contains(is_han),
            };
            let side = SideDetails { tag: self.tag.clone(), ..SideDetails::default() };
            let mut details = UnitDetails {
                id: message.context.clone().unwrap_or_default(),
                notes: message.notes.clone(),
                ..UnitDetails::default()
            };
            let row = if is_chinese {
                details.chinese = side;
                Row::new(own, translation)
            } else {
                details.english = side;
                Row::new(translation, own)
            };
            self.queue.push_back(Unit { row, line: message.line, details });
        }
        Ok(())
    }
}

impl Message {
    fn is_empty(&self) -> bool {
        self.id.is_none()
            && self.notes.is_empty()
            && self.context.is_none()
            && self.fault.is_none()
            && !self.fuzzy
    }

    /// Whether the file ends within this message. `last` is the last line, and whether it has a line break.
    fn is_cut_off(&self, (last, is_ended): (usize, bool)) -> bool {
        let fault = self.fault.as_ref().and_then(Error::line);
        let has_begun = self.context.is_some() || self.id.is_some();
        has_begun && self.translations.is_empty() || !is_ended && fault == Some(last)
    }

    fn is_complete(&self) -> bool {
        self.id.is_some() && !self.translations.is_empty()
    }

    /// Whether a line after a complete message begins the next one.
    fn begins_next(&self, line: &str) -> bool {
        line.starts_with('#') || line.starts_with("msgctxt") || line.starts_with("msgid")
    }

    /// Reads a line; `None` if it is not PO.
    fn read(&mut self, line: &str, number: usize) -> Option<()> {
        if let Some(comment) = line.strip_prefix('#') {
            match comment.chars().next() {
                Some(',') => self.fuzzy |= comment[1..].split(',').any(|flag| flag.trim() == "fuzzy"),
                // References to the source code, and the former message.
                Some(':' | '|') => {}
                Some('.') => self.notes.push(comment[1..].trim().to_owned()),
                _ => self.notes.push(comment.trim().to_owned()),
            }
            self.notes.pop_if(|note| note.is_empty());
            return Some(());
        }
        if line.starts_with('"') {
            let text = string(line)?;
            match self.field? {
                Field::Context => self.context.as_mut()?.push_str(&text),
                Field::Id => self.id.as_mut()?.push_str(&text),
                Field::Plural => self.plural.as_mut()?.push_str(&text),
                Field::Translation => self.translations.last_mut()?.push_str(&text),
            }
            return Some(());
        }
        let (keyword, text) = line.split_at(line.find('"')?);
        let text = Some(string(text)?);
        match keyword.trim() {
            "msgctxt" => (self.context, self.field) = (text, Some(Field::Context)),
            "msgid" => (self.id, self.field, self.line) = (text, Some(Field::Id), number),
            "msgid_plural" => (self.plural, self.field) = (text, Some(Field::Plural)),
            keyword if keyword == "msgstr" || keyword.starts_with("msgstr[") => {
                self.translations.extend(text);
                self.field = Some(Field::Translation);
            }
            _ => return None,
        }
        Some(())
    }
}

/// Returns the value of a field of the header.
fn header<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(field, _)| field.trim().eq_ignore_ascii_case(name));
    values.next().map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}
