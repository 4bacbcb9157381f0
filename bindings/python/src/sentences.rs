//! Sentences, language runs, and the language of a text.

use std::ops::Range;

use bitext::{Detector, Language, RunFinder, SentenceSplitter, Span};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::arguments::Strings;
use crate::batches::{DetectionBatch, RunBatch, SentenceBatch, language_number};
use crate::choice::{self, Choices};
use crate::errors::exception;
use crate::parallel::{map_parts, on_text};
use crate::record::record;
use crate::rows::Rows;
use crate::stream::PySentenceStream;
use crate::texts::Texts;
use crate::unit::Unit;

record! {
    /// A sentence of a text.
    ///
    /// >>> bitext.sentences("你好！Come in.")
    /// [Sentence(text='你好！', start=0, end=3), Sentence(text='Come in.', start=3, end=11)]
    Sentence {
        /// The text of the sentence, with the line breaks inside it.
        text: Py<PyString>,
        /// The start of the sentence in the text.
        start: usize,
        /// The end of the sentence in the text.
        end: usize,
    }
}

record! {
    /// A part of a text in one language.
    ///
    /// >>> bitext.runs("I like 茶。")
    /// [Run(text='I like ', start=0, end=7, language='en'), Run(text='茶。', start=7, end=9, language='zh')]
    Run {
        /// The text of the run.
        text: Py<PyString>,
        /// The start of the run in the text.
        start: usize,
        /// The end of the run in the text.
        end: usize,
        /// The BCP 47 code; for Chinese `zh-Hans`, `zh-Hant` or `zh`.
        language: Py<PyString>,
    }
}

record! {
    /// The language of a text.
    ///
    /// >>> found = bitext.detect("华为、Sunwalk、海康威视")
    /// >>> found.language, round(found.confidence, 1), found.shares[1][0]
    /// ('zh-Hans', 0.9, 'en')
    Detection {
        /// The BCP 47 code of the language with the largest share, `und` for a text without letters; for Chinese
        /// `zh-Hans`, `zh-Hant` or `zh`.
        language: Py<PyString>,
        /// The probability that the language is correct, 0 to 1.
        confidence: f64,
        /// The languages of the text with their fractions of the letters, in descending order.
        shares: Vec<(String, f64)>,
    }
}

/// Splits texts into sentences. `line_breaks` says whether a line break ends a sentence: `auto`, `always` or `never`.
///
/// >>> splitter = bitext.SentenceSplitter(line_breaks="always")
/// >>> [sentence.text for sentence in splitter.split("Opening hours\n9 to 5")]
/// ['Opening hours', '9 to 5']
#[pyclass(frozen, eq, module = "bitext", name = "SentenceSplitter")]
#[derive(Debug, PartialEq)]
pub(crate) struct PySentenceSplitter(pub(crate) SentenceSplitter);

#[pymethods]
impl PySentenceSplitter {
    #[new]
    #[pyo3(signature = (*, line_breaks = None))]
    fn new(line_breaks: Option<&str>) -> PyResult<Self> {
        Choices::default().set("line-breaks", line_breaks).parse().map(Self)
    }

    /// The sentences of `text`. `unit` is the unit of the offsets: `code-points`, `bytes` or `utf16`.
    ///
    /// >>> [sentence.text for sentence in bitext.SentenceSplitter().split("Dr. Wang is out. 他明天回来。")]
    /// ['Dr. Wang is out.', '他明天回来。']
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn split(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Sentence> {
        sentences_of(py, text, unit, || self.0.split(text).collect())
    }

    /// The sentences of each text, as columns of numbers. See `Tokenizer.tokenize_batch`.
    ///
    /// >>> bitext.SentenceSplitter().split_batch(["你好！请进。", "Come in."])
    /// SentenceBatch(2 texts, 3 rows)
    #[pyo3(
        signature = (texts, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, texts, *, unit='code-points', threads=1)"
    )]
    fn split_batch(
        &self,
        py: Python<'_>,
        texts: Texts,
        unit: Unit,
        threads: usize,
    ) -> PyResult<SentenceBatch> {
        sentence_batch(py, &texts, unit, threads, |text, add| self.0.split(text).for_each(add))
    }

    /// Splits a text that arrives in pieces. `unit` is the unit of the offsets.
    ///
    /// >>> stream = bitext.SentenceSplitter().stream()
    /// >>> stream.push("Come in. Sit"), [sentence.text for sentence in stream.finish()]
    /// ([], ['Come in.', 'Sit'])
    #[pyo3(signature = (*, unit = Unit::CodePoints), text_signature = "($self, *, unit='code-points')")]
    fn stream(&self, unit: Unit) -> PySentenceStream {
        PySentenceStream::new(self.0.stream(), unit)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("SentenceSplitter({})", choice::json(&self.0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((restore(py, "_restore_splitter")?, (choice::json(&self.0)?,)))
    }
}

/// Finds the parts of a text that are in one language. `languages` are the codes of the languages to look for; without
/// them, all are.
///
/// >>> [(run.text, run.language) for run in bitext.RunFinder(languages=["en", "zh"]).runs("I like 茶。")]
/// [('I like ', 'en'), ('茶。', 'zh')]
#[pyclass(frozen, eq, module = "bitext", name = "RunFinder")]
#[derive(Debug, PartialEq)]
pub(crate) struct PyRunFinder(pub(crate) RunFinder);

#[pymethods]
impl PyRunFinder {
    #[new]
    #[pyo3(signature = (*, languages = None))]
    fn new(languages: Option<Strings>) -> PyResult<Self> {
        Ok(Self(RunFinder::new().languages(&codes(languages)?)))
    }

    /// The language runs of `text`, which cover it. `unit` is the unit of the offsets: `code-points`, `bytes` or
    /// `utf16`.
    ///
    /// >>> [run.language for run in bitext.RunFinder().runs("お茶です。 It is tea.")]
    /// ['ja', 'en']
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn runs(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Run> {
        let runs: Vec<_> = on_text(py, text, || self.0.runs(text).collect());
        let mut offsets = unit.offsets(text);
        let run = |run: bitext::Run| {
            let (start, end) = offsets.of(run.span);
            let language = PyString::intern(py, run.code()).unbind();
            Run { text: PyString::new(py, run.of(text)).unbind(), start, end, language }
        };
        runs.into_iter().map(run).collect()
    }

    /// The language runs of each text, as columns of numbers. See `Tokenizer.tokenize_batch`.
    ///
    /// >>> bitext.RunFinder().runs_batch(["I like 茶。"])
    /// RunBatch(1 texts, 2 rows)
    #[pyo3(
        signature = (texts, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, texts, *, unit='code-points', threads=1)"
    )]
    fn runs_batch(&self, py: Python<'_>, texts: Texts, unit: Unit, threads: usize) -> PyResult<RunBatch> {
        let rows = rows(py, &texts, threads, |text, rows| {
            let mut offsets = unit.offsets(text);
            for run in self.0.runs(text) {
                rows.push_span(run.span, &mut offsets);
                rows.push_name(language_number(run.code()));
            }
        })?;
        RunBatch::of(py, rows, unit)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("RunFinder({})", choice::json(&self.0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((restore(py, "_restore_run_finder")?, (choice::json(&self.0)?,)))
    }
}

/// Detects the language of texts. `languages` are the codes of the languages that a text may be in; without them, any
/// is.
///
/// >>> bitext.Detector(languages=["en", "zh"]).detect("Guten Morgen, wie geht es dir?").language
/// 'en'
#[pyclass(frozen, eq, module = "bitext", name = "Detector")]
#[derive(Debug, PartialEq)]
pub(crate) struct PyDetector(pub(crate) Detector);

#[pymethods]
impl PyDetector {
    #[new]
    #[pyo3(signature = (*, languages = None))]
    fn new(languages: Option<Strings>) -> PyResult<Self> {
        Ok(Self(Detector::new().languages(&codes(languages)?)))
    }

    /// The language of `text`.
    ///
    /// >>> bitext.Detector().detect("我們在臺北見面。").language
    /// 'zh-Hant'
    fn detect(&self, py: Python<'_>, text: &str) -> Detection {
        let found = on_text(py, text, || self.0.detect(text));
        Detection {
            language: PyString::intern(py, found.code()).unbind(),
            confidence: found.confidence,
            shares: found
                .shares
                .iter()
                .map(|share| (share.language.code().to_owned(), share.fraction))
                .collect(),
        }
    }

    /// The language of each text, as columns of numbers. See `Tokenizer.tokenize_batch`.
    ///
    /// >>> batch = bitext.Detector().detect_batch(["今天天气真好", "What a lovely day"], threads=2)
    /// >>> [batch.languages[number] for number in batch.language]
    /// ['zh-Hans', 'en']
    #[pyo3(signature = (texts, *, threads = 1))]
    fn detect_batch(&self, py: Python<'_>, texts: Texts, threads: usize) -> PyResult<DetectionBatch> {
        let rows = rows(py, &texts, threads, |text, rows| {
            let found = self.0.detect(text);
            rows.push_name(language_number(found.code()));
            rows.push_confidence(found.confidence);
        })?;
        DetectionBatch::of(py, rows, Unit::CodePoints)
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("Detector({})", choice::json(&self.0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((restore(py, "_restore_detector")?, (choice::json(&self.0)?,)))
    }
}

/// Splits a text, without the interpreter lock if the text is long, and returns its sentences.
pub(crate) fn sentences_of(
    py: Python<'_>,
    text: &str,
    unit: Unit,
    split: impl FnOnce() -> Vec<Span> + Send,
) -> Vec<Sentence> {
    let spans = on_text(py, text, split);
    let mut offsets = unit.offsets(text);
    let sentence = |span: Span| {
        let (start, end) = offsets.of(span);
        Sentence { text: PyString::new(py, span.of(text)).unbind(), start, end }
    };
    spans.into_iter().map(sentence).collect()
}

/// Splits each text, and returns the columns of all sentences. `split` adds the sentences of one text.
pub(crate) fn sentence_batch(
    py: Python<'_>,
    texts: &Texts,
    unit: Unit,
    threads: usize,
    split: impl Fn(&str, &mut dyn FnMut(Span)) + Sync,
) -> PyResult<SentenceBatch> {
    let rows = rows(py, texts, threads, |text, rows| {
        let mut offsets = unit.offsets(text);
        split(text, &mut |span| rows.push_span(span, &mut offsets));
    })?;
    SentenceBatch::of(py, rows, unit)
}

fn codes(languages: Option<Strings>) -> PyResult<Vec<Language>> {
    let codes = languages.iter().flat_map(Strings::iter);
    codes.map(|code| code.parse().map_err(|error| exception(&error))).collect()
}

/// The rows of all texts. `push` pushes those of one.
fn rows(
    py: Python<'_>,
    texts: &Texts,
    threads: usize,
    push: impl Fn(&str, &mut Rows) + Sync + Send,
) -> PyResult<Rows> {
    Rows::check(texts)?;
    let work = |part: Range<usize>| {
        let mut rows = Rows::default();
        for index in part {
            push(texts.get(index), &mut rows);
            rows.end_text();
        }
        rows
    };
    Rows::joined(py, map_parts(py, texts, threads, work)?, threads)
}

fn restore<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("bitext._bitext")?.getattr(name)
}

/// Restores a pickled splitter.
#[pyfunction]
pub(crate) fn _restore_splitter(json: &str) -> PyResult<PySentenceSplitter> {
    choice::from_json(json).map(PySentenceSplitter)
}

/// Restores a pickled finder.
#[pyfunction]
pub(crate) fn _restore_run_finder(json: &str) -> PyResult<PyRunFinder> {
    choice::from_json(json).map(PyRunFinder)
}

/// Restores a pickled detector.
#[pyfunction]
pub(crate) fn _restore_detector(json: &str) -> PyResult<PyDetector> {
    choice::from_json(json).map(PyDetector)
}
