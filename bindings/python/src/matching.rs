//! Which documents translate which.

use bitext::{DocumentMatcher, Evidence as CrateEvidence};
use pyo3::prelude::*;

use crate::aligner::PyAligner;
use crate::bitexts::{Evidence, shortest};
use crate::filters::finite;
use crate::lexicon::PyLexicon;
use crate::notebook;
use crate::record::record;
use crate::texts::Texts;
use crate::unit::Unit;

record! {
    /// An English and a Chinese document that probably translate each other.
    ///
    /// >>> english = ["The ferry leaves at eight. Tickets cost 35 yuan.", "Wash the rice twice and add water."]
    /// >>> found = bitext.DocumentMatcher().find(english, ["米淘洗两遍，加水。", "渡轮八点出发。船票35元。"])
    /// >>> [(pair.english, pair.chinese) for pair in found.pairs]
    /// [(0, 1), (1, 0)]
    DocumentMatch {
        /// The index of the English document.
        english: usize,
        /// The index of the Chinese document.
        chinese: usize,
        /// The probability that the documents translate each other, 0 to 1.
        confidence: f64,
        /// The words that decide, strongest first, at most twelve, with the spans of their first occurrences.
        evidence: Vec<Py<Evidence>>,
    }
}

record! {
    /// A document that is nearly the same as an earlier one of its language.
    ///
    /// >>> bitext.NearDuplicate(5, 2, 0.93).original
    /// 2
    NearDuplicate {
        /// The index of the document.
        document: usize,
        /// The index of the first document of which it is nearly a copy.
        original: usize,
        /// The estimated number of four-word sequences that both documents have, divided by the number that either has.
        similarity: f64,
    }
}

record! {
    /// The pairs among two collections of documents.
    ///
    /// >>> found = bitext.DocumentMatcher().find(["The ferry leaves at eight. Tickets cost 35 yuan."], [])
    /// >>> found
    /// DocumentMatches(pairs=[], english_duplicates=[], chinese_duplicates=[])
    DocumentMatches {
        /// The pairs, in the order of the English documents. Each document is in at most one pair.
        pairs: Vec<Py<DocumentMatch>>,
        /// The English documents that are nearly copies of an earlier one, and in no pair.
        english_duplicates: Vec<Py<NearDuplicate>>,
        /// The Chinese documents that are nearly copies of an earlier one, and in no pair.
        chinese_duplicates: Vec<Py<NearDuplicate>>,
    }
    {
        /// A table of the pairs for notebooks.
        fn _repr_html_(&self) -> String {
            let row = |pair: &DocumentMatch| {
                let words = pair.evidence.iter().map(Py::get);
                let words: Vec<String> = words.map(|word| format!("{} {}", word.english, word.chinese)).collect();
                let confidence = format!("{:.0} %", 100.0 * pair.confidence);
                [pair.english.to_string(), pair.chinese.to_string(), confidence, words.join(", ")]
            };
            notebook::rows(["English", "Chinese", "confidence", "words"], self.pairs.iter().map(|pair| row(pair.get())))
        }
    }
}

/// Finds which Chinese document translates which English one, among thousands. The documents may be in any order, and
/// most of them may have no counterpart.
///
/// `aligner` has the lexicon. Pairs with a confidence below `min_confidence`, .6 by default, are left out.
///
/// >>> english = ["The ferry leaves at eight. Tickets cost 35 yuan.", "Wash the rice twice and add water."]
/// >>> found = bitext.DocumentMatcher().find(english, ["米淘洗两遍，加水。", "渡轮八点出发。船票35元。"], threads=2)
/// >>> [(pair.english, pair.chinese) for pair in found.pairs]
/// [(0, 1), (1, 0)]
#[pyclass(frozen, module = "bitext", name = "DocumentMatcher")]
#[derive(Debug)]
pub(crate) struct PyDocumentMatcher {
    matcher: DocumentMatcher,
    aligner: Option<Py<PyAligner>>,
    min_confidence: Option<f32>,
}

#[pymethods]
impl PyDocumentMatcher {
    #[new]
    #[pyo3(signature = (aligner = None, *, min_confidence = None))]
    fn new(aligner: Option<Bound<'_, PyAligner>>, min_confidence: Option<f32>) -> PyResult<Self> {
        finite("min_confidence", min_confidence)?;
        let matcher = DocumentMatcher::new(&PyAligner::or_default(aligner.as_ref()));
        let matcher = match min_confidence {
            Some(min) => matcher.min_confidence(min),
            None => matcher,
        };
        Ok(Self { matcher, aligner: aligner.map(Bound::unbind), min_confidence })
    }

    /// Finds the pairs among English and Chinese documents. `threads` may be 0 for one thread per processor.
    ///
    /// >>> found = bitext.DocumentMatcher().find(["Wash the rice twice and add water."], ["米淘洗两遍，加水。"])
    /// >>> [(word.english, word.chinese) for word in found.pairs[0].evidence][:1]
    /// [('Wash', '淘洗')]
    #[pyo3(
        signature = (english, chinese, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, english, chinese, *, unit='code-points', threads=1)"
    )]
    fn find(
        &self,
        py: Python<'_>,
        english: Texts,
        chinese: Texts,
        unit: Unit,
        threads: usize,
    ) -> PyResult<DocumentMatches> {
        let (english, chinese) = (all(&english), all(&chinese));
        let matcher = self.matcher.clone().threads(threads);
        let found = py.detach(|| matcher.find(&english, &chinese));
        let pair = |pair: &bitext::DocumentMatch| {
            let texts = (english[pair.english], chinese[pair.chinese]);
            let evidence = pair.evidence.iter().map(|word| Py::new(py, evidence(word, texts, unit)));
            let pair = DocumentMatch {
                english: pair.english,
                chinese: pair.chinese,
                confidence: shortest(pair.confidence),
                evidence: evidence.collect::<PyResult<_>>()?,
            };
            Py::new(py, pair)
        };
        let duplicates = |found: &[bitext::NearDuplicate]| {
            let duplicate = |one: &bitext::NearDuplicate| {
                let similarity = shortest(one.similarity);
                Py::new(py, NearDuplicate { document: one.document, original: one.original, similarity })
            };
            found.iter().map(duplicate).collect::<PyResult<Vec<_>>>()
        };
        Ok(DocumentMatches {
            pairs: found.pairs.iter().map(pair).collect::<PyResult<_>>()?,
            english_duplicates: duplicates(&found.english_duplicates)?,
            chinese_duplicates: duplicates(&found.chinese_duplicates)?,
        })
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        let lexicon = |matcher: &Self| {
            matcher.aligner.as_ref().map_or_else(PyLexicon::embedded, |aligner| aligner.get().own_lexicon())
        };
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            let (own, lexicon) = (lexicon(self), lexicon(other));
            self.min_confidence == other.min_confidence && py.detach(|| own.is_same(&lexicon))
        })
    }

    fn __hash__(&self) -> usize {
        self.min_confidence.map_or(0, |min| (min + 0.0).to_bits() as usize)
    }

    fn __repr__(&self) -> String {
        match self.min_confidence {
            Some(min) => format!("DocumentMatcher(min_confidence={min})"),
            None => "DocumentMatcher()".to_owned(),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, RestoredMatcher)> {
        let restore = py.import("bitext._bitext")?.getattr("_restore_matcher")?;
        let aligner = self.aligner.as_ref().map(|aligner| aligner.clone_ref(py));
        Ok((restore, (aligner, self.min_confidence)))
    }
}

/// What pickle stores of a matcher.
type RestoredMatcher = (Option<Py<PyAligner>>, Option<f32>);

/// Restores a pickled matcher.
#[pyfunction]
#[pyo3(signature = (aligner, min_confidence))]
pub(crate) fn _restore_matcher(
    aligner: Option<Bound<'_, PyAligner>>,
    min_confidence: Option<f32>,
) -> PyResult<PyDocumentMatcher> {
    PyDocumentMatcher::new(aligner, min_confidence)
}

fn all(texts: &Texts) -> Vec<&str> {
    (0..texts.len()).map(|index| texts.get(index)).collect()
}

fn evidence(word: &CrateEvidence, texts: (&str, &str), unit: Unit) -> Evidence {
    Evidence {
        english: word.english.of(texts.0).to_owned(),
        chinese: word.chinese.of(texts.1).to_owned(),
        english_span: unit.offsets(texts.0).of(word.english),
        chinese_span: unit.offsets(texts.1).of(word.chinese),
        reason: word.reason.to_string(),
        nats: shortest(word.nats),
    }
}
