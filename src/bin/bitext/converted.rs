//! The outputs of `bitext convert`: a file, a file for each input, or parallel files.

use std::path::{Path, PathBuf};

use bitext::export::{Capacity, Document, FileHeader, Format, Moses, Pharaoh, Tmx};

use crate::alignment_format::{
    default_format, extension, format, is_folder, needs_prefix, parallel_extensions, with_end, xliff2,
};
use crate::alignment_writer::write_document;
use crate::arguments::{AlignFormat, AlignOutput};
use crate::failure::Failure;
use crate::input_files::InputFiles;
use crate::lost_characters::lost_characters;
use crate::lost_details::has_content;
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::sentence_files::SentenceFiles;

/// Where the converted documents go.
#[derive(Debug)]
pub(crate) struct ConvertedOutput {
    pub(crate) kind: AlignFormat,
    /// The folder of the files, if each input has its own.
    folder: Option<PathBuf>,
    part_files: PartFiles,
    /// The header of the first input that has one, for TMX.
    header: Option<FileHeader>,
    options: AlignOutput,
    current: Option<ConvertedFile>,
}

/// An output that has been opened.
#[derive(Debug)]
enum ConvertedFile {
    /// A file that is opened, but not begun: its start depends on the first document.
    Opened(Output, Option<SentenceFiles>),
    Begun(Box<dyn Format>, Output, Option<SentenceFiles>),
    Parallel(Box<[Output; 3]>),
}

impl ConvertedOutput {
    /// Opens the output, or makes sure that the files of a folder can be written: each is named after its input.
    pub(crate) fn open(
        options: &AlignOutput,
        inputs: &[PathBuf],
        sources: &InputFiles,
        part_files: &PartFiles,
    ) -> Result<Self, Failure> {
        let path = options.output.as_deref().filter(|path| *path != Path::new("-"));
        let kind = options.format.map_or_else(|| default_format(path), Ok)?;
        let mut output = Self {
            kind,
            folder: None,
            header: None,
            part_files: part_files.clone(),
            options: options.clone(),
            current: None,
        };
        if let Some(folder) = path.filter(|path| is_folder(path)) {
            if parallel_extensions(kind).is_some() {
                return Err(needs_prefix(kind));
            }
            output.folder = Some(folder.to_owned());
            let mut places: Vec<PathBuf> = inputs.iter().filter_map(|input| output.place(input)).collect();
            for place in &places {
                sources.refuse_overwrite(place)?;
                SentenceFiles::refuse_overwrite(Some(place), kind, sources)?;
            }
            places.sort();
            if let Some(twice) = places.windows(2).find(|pair| pair[0] == pair[1]) {
                let place = twice[0].display();
                return Err(Failure::Input(format!(
                    "{place}: two inputs would be written here: rename one of them"
                )));
            }
            std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
            return Ok(output);
        }
        if let Some(extensions) = parallel_extensions(kind) {
            let start = path.ok_or_else(|| needs_prefix(kind))?;
            let open = |extension: &str| {
                let name = with_end(start.as_os_str().to_owned(), extension);
                sources.refuse_overwrite(Path::new(&name))?;
                Output::open(Some(Path::new(&name)), part_files)
            };
            let [english, chinese, third] = extensions;
            let files = Box::new([open(english)?, open(chinese)?, open(third)?]);
            output.current = Some(ConvertedFile::Parallel(files));
            return Ok(output);
        }
        path.map_or_else(|| sources.refuse_standard_output(), |path| sources.refuse_overwrite(path))?;
        SentenceFiles::refuse_overwrite(path, kind, sources)?;
        output.open_file(path)?;
        Ok(output)
    }

    fn open_file(&mut self, path: Option<&Path>) -> Result<(), Failure> {
        let out = Output::open(path, &self.part_files)?;
        let sentences = SentenceFiles::beside(path, self.kind, &self.part_files)?;
        self.current = Some(ConvertedFile::Opened(out, sentences));
        Ok(())
    }

    /// Returns the file of an input in the folder.
    fn place(&self, input: &Path) -> Option<PathBuf> {
        let stem = if input == Path::new("-") { "standard input".as_ref() } else { input.file_stem()? };
        Some(self.folder.as_ref()?.join(with_end(stem.to_owned(), &format!(".{}", extension(self.kind)))))
    }

    /// Whether a document may be written in parts, each as a separate document, because the file is the same either
    /// way.
    pub(crate) fn takes_parts(&self) -> bool {
        matches!(
            self.kind,
            AlignFormat::Tsv
                | AlignFormat::Csv
                | AlignFormat::Jsonl
                | AlignFormat::Tmx
                | AlignFormat::Xlsx
                | AlignFormat::Translation
                | AlignFormat::Chat
        )
    }

    /// Whether the output shows texts without a counterpart in any case.
    pub(crate) fn wants_all(&self) -> bool {
        matches!(self.kind, AlignFormat::Html | AlignFormat::Ladder)
    }

    pub(crate) fn wants_words(&self) -> bool {
        self.kind == AlignFormat::Pharaoh
    }

    /// Returns the number of characters of a document that the format cannot hold.
    pub(crate) fn lost_characters(&self, document: &Document<'_, '_>) -> usize {
        lost_characters(&*format(self.kind, "", &self.options), document)
    }

    /// Keeps the header of an input for TMX. The output gets the header of the first input that has one. Returns why
    /// the content of `header` is lost, if it is.
    pub(crate) fn keep_header(&mut self, header: &FileHeader) -> Option<&'static str> {
        if self.kind != AlignFormat::Tmx {
            return has_content(header).then_some("not in the format of the output");
        }
        let kept = self.header.get_or_insert_with(|| header.clone());
        let is_lost = (&kept.properties, &kept.notes) != (&header.properties, &header.notes);
        is_lost.then_some("the output has that of the first input")
    }

    /// Begins the file of an input, if each has its own.
    pub(crate) fn begin_input(&mut self, input: &Path) -> Result<(), Failure> {
        if let Some(place) = self.place(input) {
            return self.open_file(Some(&place));
        }
        Ok(())
    }

    /// Ends the file of an input, if each has its own.
    pub(crate) fn end_input(&mut self) -> Result<(), Failure> {
        if self.folder.is_none() {
            return Ok(());
        }
        self.finish()?;
        self.header = None;
        Ok(())
    }

    /// Leaves out the file of an input that cannot be read.
    pub(crate) fn drop_input(&mut self) {
        if self.folder.is_some() {
            self.current = None;
        }
    }

    /// Writes a document.
    pub(crate) fn write(&mut self, document: &Document<'_, '_>) -> Result<(), Failure> {
        match self.current.take() {
            None => Ok(()),
            Some(ConvertedFile::Parallel(mut files)) => {
                let [english, chinese, third] = &mut *files;
                let written = match self.kind {
                    AlignFormat::Pharaoh => Pharaoh::new().write(document, english, chinese, third),
                    _ => Moses::new().write(document, english, chinese, third),
                };
                written.map_err(|error| english.library_failure(error))?;
                self.current = Some(ConvertedFile::Parallel(files));
                Ok(())
            }
            Some(ConvertedFile::Opened(out, sentences)) => {
                let (format, out) = self.begun(Some(document), out)?;
                self.write_next(document, format, out, sentences)
            }
            Some(ConvertedFile::Begun(format, out, sentences)) => {
                if format.capacity() == Capacity::One {
                    return Err(Failure::Usage(
                        "a file in this format holds one document: convert one document, or name a folder"
                            .to_owned(),
                    ));
                }
                self.write_next(document, format, out, sentences)
            }
        }
    }

    fn write_next(
        &mut self,
        document: &Document<'_, '_>,
        format: Box<dyn Format>,
        mut out: Output,
        mut sentences: Option<SentenceFiles>,
    ) -> Result<(), Failure> {
        write_document(&*format, document, &mut out, sentences.as_mut())?;
        self.current = Some(ConvertedFile::Begun(format, out, sentences));
        Ok(())
    }

    /// Begins a file, in the languages of its first document.
    fn begun(
        &self,
        first: Option<&Document<'_, '_>>,
        mut out: Output,
    ) -> Result<(Box<dyn Format>, Output), Failure> {
        let name = first.map(Document::title).unwrap_or_default();
        let mut begun = format(self.kind, name, &self.options);
        if let Some(header) = self.header.clone().filter(|_| self.kind == AlignFormat::Tmx) {
            begun = Box::new(Tmx::new().header(header));
        }
        if self.kind == AlignFormat::Xliff2 {
            begun = xliff2(first, &self.options);
        }
        begun.begin(&mut out).map_err(|error| out.library_failure(error))?;
        Ok((begun, out))
    }

    /// Ends the output.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let (format, mut out, sentences) = match self.current.take() {
            None => return Ok(()),
            Some(ConvertedFile::Parallel(files)) => return Output::finish_together(*files),
            Some(ConvertedFile::Opened(out, sentences)) => {
                let (format, out) = self.begun(None, out)?;
                (format, out, sentences)
            }
            Some(ConvertedFile::Begun(format, out, sentences)) => (format, out, sentences),
        };
        format.end(&mut out).map_err(|error| out.library_failure(error))?;
        SentenceFiles::finish(sentences, out)
    }
}
