//! The files with the sentences that a ladder or an XCES file refers to by number: one sentence per line.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bitext::export::Document;
use bitext::{Span, one_line};

use crate::arguments::AlignFormat;
use crate::failure::Failure;
use crate::input_files::InputFiles;
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::unit_source::{ENDS, with_end};

/// The English and the Chinese file beside an output.
#[derive(Debug)]
pub(crate) struct SentenceFiles {
    files: [Output; 2],
    /// The numbers of English and of Chinese lines written so far.
    lines: (usize, usize),
}

impl SentenceFiles {
    /// Opens the files beside the output `path`: `NAME.ladder.en` and `NAME.ladder.zh`. Returns `None` if the format
    /// has the texts themselves, or if the output is a stream or a device.
    pub(crate) fn beside(
        path: Option<&Path>,
        kind: AlignFormat,
        part_files: &PartFiles,
    ) -> Result<Option<Self>, Failure> {
        let Some([english, chinese]) = places(path, kind) else { return Ok(None) };
        let open = |path: &Path| Output::open(Some(path), part_files);
        Ok(Some(Self { files: [open(&english)?, open(&chinese)?], lines: (0, 0) }))
    }

    /// Refuses files that would overwrite an input.
    pub(crate) fn refuse_overwrite(
        path: Option<&Path>,
        kind: AlignFormat,
        sources: &InputFiles,
    ) -> Result<(), Failure> {
        places(path, kind).iter().flatten().try_for_each(|place| sources.refuse_overwrite(place))
    }

    /// Returns the numbers of the first sentences of the next document.
    pub(crate) fn lines(&self) -> (usize, usize) {
        self.lines
    }

    /// Writes the sentences of a document.
    pub(crate) fn write(&mut self, document: &Document<'_, '_>) -> Result<(), Failure> {
        let bitext = document.bitext();
        let [english, chinese] = &mut self.files;
        for (out, text, spans) in [
            (english, bitext.english_text(), bitext.english_sentences()),
            (chinese, bitext.chinese_text(), bitext.chinese_sentences()),
        ] {
            write_lines(out, text, spans).map_err(|error| out.failure(&error))?;
        }
        self.lines.0 += bitext.english_sentences().len();
        self.lines.1 += bitext.chinese_sentences().len();
        Ok(())
    }

    /// Ends an output and the files beside it, if there are any, together.
    pub(crate) fn finish(files: Option<Self>, out: Output) -> Result<(), Failure> {
        match files {
            Some(Self { files: [english, chinese], .. }) => Output::finish_together([out, english, chinese]),
            None => out.finish(),
        }
    }
}

/// Writes each sentence as one line, without white space at its ends. NUL becomes U+FFFD, because a text with NUL is
/// not read.
fn write_lines(out: &mut impl Write, text: &str, spans: &[Span]) -> io::Result<()> {
    for span in spans {
        writeln!(out, "{}", one_line(span.of(text)).trim().replace('\0', "\u{fffd}"))?;
    }
    Ok(())
}

/// Returns the files beside an output.
fn places(path: Option<&Path>, kind: AlignFormat) -> Option<[PathBuf; 2]> {
    let path = path.filter(|path| *path != Path::new("-"))?;
    let is_device = fs::metadata(path).is_ok_and(|found| !found.is_file());
    if !matches!(kind, AlignFormat::Ladder | AlignFormat::Xces) || is_device {
        return None;
    }
    Some(ENDS.map(|end| with_end(path, end)))
}
