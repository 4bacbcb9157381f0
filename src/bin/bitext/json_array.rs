//! JSON: one array with an object for each pair.

use std::io::{self, Write};

use bitext::Error;
use bitext::export::{Document, Format, JsonLines, WordLinks};

/// Writes the objects of [`JsonLines`] as one JSON array, with one object per line.
#[derive(Debug, Default)]
pub(crate) struct JsonArray {
    /// Whether an object has been written.
    has_object: std::sync::atomic::AtomicBool,
}

impl Format for JsonArray {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        self.has_object.store(false, std::sync::atomic::Ordering::Relaxed);
        Ok(out.write_all(b"[")?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let has_object = self.has_object.load(std::sync::atomic::Ordering::Relaxed);
        let mut lines = LineSeparator { out, has_object, at_start: true };
        JsonLines::new().word_links(WordLinks::Written).document(document, &mut lines)?;
        self.has_object.store(lines.has_object, std::sync::atomic::Ordering::Relaxed);
        Ok(())
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        Ok(out.write_all(b"\n]\n")?)
    }
}

/// Writes lines with a comma between them.
struct LineSeparator<'w> {
    out: &'w mut dyn Write,
    /// Whether a line has been written before the next one.
    has_object: bool,
    /// Whether the next byte begins a line.
    at_start: bool,
}

impl Write for LineSeparator<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            if self.at_start {
                self.out.write_all(if self.has_object { b",\n" } else { b"\n" })?;
                (self.has_object, self.at_start) = (true, false);
            }
            let object = line.strip_suffix(b"\n");
            self.out.write_all(object.unwrap_or(line))?;
            self.at_start = object.is_some();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
