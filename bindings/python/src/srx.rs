//! Sentences by rules of the user's own.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use bitext::{LineBreaks, SrxRules, SrxSplitter};
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde_json::Value;

use crate::batches::SentenceBatch;
use crate::choice;
use crate::errors::{exception, exception_in, io};
use crate::sentences::{Sentence, sentence_batch, sentences_of};
use crate::texts::Texts;
use crate::unit::Unit;

/// Rules in the format SRX 2.0, which other tools for translation read and write.
///
/// >>> rules = bitext.SrxRules('''<srx version="2.0"><header cascade="no"/><body><languagerules>
/// ... <languagerule languagerulename="all">
/// ... <rule break="no"><beforebreak>\\bca\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
/// ... <rule break="yes"><beforebreak>[.!?]</beforebreak><afterbreak>\\s</afterbreak></rule>
/// ... </languagerule></languagerules>
/// ... <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>''')
/// >>> [sentence.text for sentence in rules.splitter("en").split("It has ca. 20 rooms. Each has a stove.")]
/// ['It has ca. 20 rooms.', 'Each has a stove.']
#[pyclass(frozen, eq, module = "bitext", name = "SrxRules")]
#[derive(Debug, PartialEq)]
pub(crate) struct PySrxRules {
    rules: SrxRules,
    /// The text of the file.
    xml: Arc<str>,
}

#[pymethods]
impl PySrxRules {
    #[new]
    fn new(py: Python<'_>, xml: &str) -> PyResult<Self> {
        let rules = py.detach(|| SrxRules::from_reader(xml.as_bytes())).map_err(|error| exception(&error))?;
        Ok(Self { rules, xml: xml.into() })
    }

    /// Reads a file.
    #[staticmethod]
    fn from_path(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| {
            // The error of the crate says what to do.
            let xml = fs::read_to_string(&path).map_err(|error| match SrxRules::from_path(&path) {
                Err(error) => exception(&error),
                Ok(_) => io(&path, &error),
            })?;
            let rules = SrxRules::from_reader(xml.as_bytes()).map_err(|error| exception_in(&path, &error))?;
            Ok(Self { rules, xml: xml.into() })
        })
    }

    /// The splitter for a language, such as `en` or `zh-CN`. `line_breaks` says whether a line break ends a sentence,
    /// whatever the rules say: `auto`, `always` or `never`.
    #[pyo3(signature = (language, *, line_breaks = None))]
    fn splitter(
        &self,
        py: Python<'_>,
        language: String,
        line_breaks: Option<String>,
    ) -> PyResult<PySrxSplitter> {
        let splitter = py.detach(|| self.rules.splitter(&language)).map_err(|error| exception(&error))?;
        let splitter = match line_breaks.clone() {
            Some(name) => splitter.line_breaks(choice::parse::<LineBreaks>(Value::String(name))?),
            None => splitter,
        };
        Ok(PySrxSplitter { splitter, xml: self.xml.clone(), language, line_breaks })
    }

    fn __repr__(&self) -> String {
        format!("SrxRules({} bytes)", self.xml.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.xml.to_string(),))
    }
}

/// Splits texts by the rules of a language. `SrxRules.splitter` makes it; `Aligner.align_texts_by_rules` takes it.
///
/// >>> rules = bitext.SrxRules('''<srx version="2.0"><header cascade="no"/><body><languagerules>
/// ... <languagerule languagerulename="all">
/// ... <rule break="yes"><beforebreak>[;；]</beforebreak><afterbreak></afterbreak></rule>
/// ... </languagerule></languagerules>
/// ... <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>''')
/// >>> rules.splitter("zh").split("请进；请坐。")
/// [Sentence(text='请进；', start=0, end=3), Sentence(text='请坐。', start=3, end=6)]
#[pyclass(frozen, module = "bitext", name = "SrxSplitter")]
#[derive(Debug)]
pub(crate) struct PySrxSplitter {
    splitter: SrxSplitter,
    xml: Arc<str>,
    language: String,
    line_breaks: Option<String>,
}

#[pymethods]
impl PySrxSplitter {
    /// Restores a pickled splitter.
    #[new]
    fn restore(py: Python<'_>, xml: &str, language: String, line_breaks: Option<String>) -> PyResult<Self> {
        PySrxRules::new(py, xml)?.splitter(py, language, line_breaks)
    }

    /// The language of the rules.
    #[getter]
    fn language(&self) -> &str {
        &self.language
    }

    /// The sentences of `text`.
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn split(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Sentence> {
        sentences_of(py, text, unit, || self.splitter.split(text))
    }

    /// The sentences of each text, as columns of numbers. See `Tokenizer.tokenize_batch`.
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
        sentence_batch(py, &texts, unit, threads, |text, add| {
            self.splitter.split(text).into_iter().for_each(add);
        })
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let key = |one: &Self| (one.xml.clone(), one.language.clone(), one.line_breaks.clone());
        other.cast::<Self>().is_ok_and(|other| key(other.get()) == key(self))
    }

    fn __repr__(&self) -> String {
        format!("SrxSplitter(language='{}')", self.language)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, Restored) {
        let state = (self.xml.to_string(), self.language.clone(), self.line_breaks.clone());
        (py.get_type::<Self>(), state)
    }
}

/// The rules, the language, and the option for line breaks.
type Restored = (String, String, Option<String>);

impl PySrxSplitter {
    pub(crate) fn splitter(&self) -> &SrxSplitter {
        &self.splitter
    }
}
