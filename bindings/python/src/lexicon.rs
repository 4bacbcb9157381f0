//! Chinese words and their English translations.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use bitext::Lexicon;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::aligner::LearnedPair;
use crate::errors::{exception, io};

/// Chinese words and the stems of the English words that translate them.
///
/// >>> lexicon = bitext.Lexicon.embedded()
/// >>> "图书馆" in lexicon, lexicon.lookup("图书馆")[0][0]
/// (True, 'librari')
/// >>> own = bitext.Lexicon.parse("路摩卡\tLumo card\n")
/// >>> aligner = bitext.Aligner(lexicon | own)
/// >>> aligner.lexicon.lookup("路摩卡")
/// [('card', 0.5), ('lumo', 0.5)]
#[pyclass(frozen, module = "bitext", name = "Lexicon")]
#[derive(Clone, Debug)]
pub(crate) struct PyLexicon {
    lexicon: Lexicon,
    origin: Origin,
}

/// What pickle stores of a lexicon.
#[derive(Clone, Debug)]
enum Origin {
    /// Nothing: the package has it.
    Embedded,
    /// All of it.
    Own,
    /// The lexicons that were merged.
    Merged(Arc<(PyLexicon, PyLexicon)>),
}

#[pymethods]
impl PyLexicon {
    /// The lexicon of the package, derived from CC-CEDICT (CC BY-SA 4.0).
    ///
    /// >>> len(bitext.Lexicon.embedded()) > 80_000
    /// True
    #[staticmethod]
    pub(crate) fn embedded() -> Self {
        Self { lexicon: Lexicon::embedded(), origin: Origin::Embedded }
    }

    /// A lexicon without words.
    ///
    /// >>> len(bitext.Lexicon.empty())
    /// 0
    #[staticmethod]
    fn empty() -> Self {
        Lexicon::empty().into()
    }

    /// Reads a file with a word, its English translation and optionally a weight on each line, separated by tabs; or a
    /// file in the format of CC-CEDICT; or one that `to_bytes` made.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp(), "lexicon.tsv")
    /// >>> _ = path.write_text("苹果\tapple\n香蕉 banana\n", encoding="utf-8")
    /// >>> try:
    /// ...     bitext.Lexicon.from_path(path)
    /// ... except bitext.BitextError as error:
    /// ...     print(error.kind, error.line)
    /// syntax 2
    #[staticmethod]
    fn from_path(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let lexicon = py.detach(|| Lexicon::from_path(path));
        lexicon.map(Self::from).map_err(|error| exception(&error))
    }

    /// Reads a text with a word, its English translation and optionally a weight on each line, separated by tabs.
    ///
    /// >>> bitext.Lexicon.parse("苹果\tapple\n").lookup("苹果")
    /// [('appl', 1.0)]
    #[staticmethod]
    fn parse(py: Python<'_>, text: &str) -> PyResult<Self> {
        let lexicon = py.detach(|| Lexicon::from_tsv(text.as_bytes()));
        lexicon.map(Self::from).map_err(|error| exception(&error))
    }

    /// A lexicon of words that `Aligner.learn` has found. For a word, the translations with their weights count.
    ///
    /// >>> bitext.Lexicon.of_pairs([bitext.LearnedPair("路摩卡", "lumo", 0.5, 3.0)]).lookup("路摩卡")
    /// [('lumo', 0.5)]
    #[staticmethod]
    fn of_pairs(py: Python<'_>, pairs: Vec<Py<LearnedPair>>) -> PyResult<Self> {
        let lexicon = py.detach(|| {
            let mut table = String::new();
            for pair in pairs.iter().map(Py::get) {
                let _ = writeln!(table, "{}\t{}\t{}", pair.chinese, pair.english, pair.weight);
            }
            Lexicon::from_tsv(table.as_bytes())
        });
        lexicon.map(Self::from).map_err(|error| exception(&error))
    }

    /// Reads what `to_bytes` made.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> PyResult<Self> {
        py.detach(|| Lexicon::from_bytes(data)).map(Self::from).map_err(|error| exception(&error))
    }

    /// The English stems of a word and their weights, 0 to 1, in descending order.
    ///
    /// >>> bitext.Lexicon.parse("苹果\tapple\n").lookup("苹果")
    /// [('appl', 1.0)]
    fn lookup(&self, word: &str) -> Vec<(String, f64)> {
        let weight = |weight: f32| crate::bitexts::shortest(weight);
        self.lexicon.lookup(word).map(|gloss| (gloss.stem.to_owned(), weight(gloss.weight))).collect()
    }

    /// The words of both lexicons. For a word that both have, the translations of both count.
    ///
    /// >>> own = bitext.Lexicon.parse("路摩卡\tLumo card\n")
    /// >>> "路摩卡" in bitext.Lexicon.embedded().merged(own)
    /// True
    fn merged(&self, py: Python<'_>, other: &Self) -> Self {
        let lexicon = py.detach(|| self.lexicon.merged(&other.lexicon));
        Self { lexicon, origin: Origin::Merged(Arc::new((self.clone(), other.clone()))) }
    }

    /// The Chinese words.
    ///
    /// >>> bitext.Lexicon.parse("苹果\tapple\n").words()
    /// ['苹果']
    fn words(&self, py: Python<'_>) -> Vec<String> {
        py.detach(|| self.lexicon.words().collect())
    }

    /// The lexicon as lines with tabs, which `parse` reads.
    ///
    /// >>> bitext.Lexicon.parse("苹果\tapple\n").to_tsv()
    /// '苹果\tapple\t1\n'
    fn to_tsv(&self, py: Python<'_>) -> PyResult<String> {
        let mut out = Vec::new();
        py.detach(|| self.lexicon.write_tsv(&mut out)).map_err(|error| exception(&error))?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    /// Writes the lexicon to a file that `from_path` reads quickly.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| std::fs::write(&path, self.lexicon.to_bytes())).map_err(|error| io(&path, &error))
    }

    /// The lexicon in a compact form, with weights rounded to multiples of 1/255.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| self.lexicon.to_bytes()))
    }

    fn __or__(&self, py: Python<'_>, other: &Self) -> Self {
        self.merged(py, other)
    }

    fn __contains__(&self, word: &str) -> bool {
        self.lexicon.contains(word)
    }

    fn __len__(&self) -> usize {
        self.lexicon.len()
    }

    /// Whether the words, their translations and the weights are equal.
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<Self>();
        other.is_ok_and(|other| {
            let other = other.get();
            py.detach(|| self.is_same(other))
        })
    }

    fn __hash__(&self) -> usize {
        self.lexicon.len()
    }

    fn __repr__(&self) -> String {
        format!("Lexicon({} words)", self.lexicon.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let table = match &self.origin {
            Origin::Embedded => None,
            // The compact form rounds the weights.
            Origin::Own => Some(self.to_tsv(py)?),
            Origin::Merged(lexicons) => {
                let (one, other) = (lexicons.0.clone(), lexicons.1.clone());
                return Ok((py.import("operator")?.getattr("or_")?, (one, other).into_bound_py_any(py)?));
            }
        };
        Ok((py.import("bitext._bitext")?.getattr("_restore_lexicon")?, (table,).into_bound_py_any(py)?))
    }
}

impl From<Lexicon> for PyLexicon {
    fn from(lexicon: Lexicon) -> Self {
        Self { lexicon, origin: Origin::Own }
    }
}

impl PyLexicon {
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let is_same_origin = match (&self.origin, &other.origin) {
            (Origin::Embedded, Origin::Embedded) => true,
            (Origin::Merged(own), Origin::Merged(lexicons)) => {
                Arc::ptr_eq(own, lexicons) || own.0.is_same(&lexicons.0) && own.1.is_same(&lexicons.1)
            }
            _ => false,
        };
        is_same_origin || self.lexicon.len() == other.lexicon.len() && self.table() == other.table()
    }

    /// All words as lines with tabs. Writing to memory cannot fail.
    fn table(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        self.lexicon.write_tsv(&mut out).ok().map(|()| out)
    }

    pub(crate) fn is_embedded(&self) -> bool {
        matches!(self.origin, Origin::Embedded)
    }
}

/// Restores a pickled lexicon.
#[pyfunction]
#[pyo3(signature = (table))]
pub(crate) fn _restore_lexicon(py: Python<'_>, table: Option<&str>) -> PyResult<PyLexicon> {
    table.map_or_else(|| Ok(PyLexicon::embedded()), |table| PyLexicon::parse(py, table))
}
