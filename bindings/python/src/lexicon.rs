//! Chinese words and their English translations.

use std::fmt::Write;
use std::path::PathBuf;

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
    /// All of it.
    Own,
    /// What was merged with the lexicon of the package, before it and after it: the package has the rest. A merged
    /// lexicon keeps only the words that it adds, not the lexicons that it was made of.
    Package { before: Option<Lexicon>, after: Option<Lexicon> },
}

#[pymethods]
impl PyLexicon {
    /// The lexicon of the package, derived from CC-CEDICT (CC BY-SA 4.0).
    ///
    /// >>> len(bitext.Lexicon.embedded()) > 80_000
    /// True
    #[staticmethod]
    pub(crate) fn embedded() -> Self {
        Self::around_package(None, None)
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
        py.detach(|| self.with(other))
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
        // The compact form rounds the weights.
        let tables = match &self.origin {
            Origin::Own => (Some(self.to_tsv(py)?), None, None),
            Origin::Package { before, after } => {
                let table = |lexicon: &Option<Lexicon>| {
                    lexicon.as_ref().map(|lexicon| Self::from(lexicon.clone()).to_tsv(py)).transpose()
                };
                (None, table(before)?, table(after)?)
            }
        };
        let restore = py.import("bitext._bitext")?.getattr("_restore_lexicon")?;
        Ok((restore, tables.into_bound_py_any(py)?))
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

    /// The lexicon of the package, merged with what comes before it and after it.
    fn around_package(before: Option<Lexicon>, after: Option<Lexicon>) -> Self {
        let all = before.iter().cloned().chain([Lexicon::embedded()]).chain(after.iter().cloned());
        let lexicon = joined(all).unwrap_or_else(Lexicon::empty);
        Self { lexicon, origin: Origin::Package { before, after } }
    }

    /// The words of both lexicons. The lexicon of the package counts once, where it comes first.
    fn with(&self, other: &Self) -> Self {
        let joined = |lexicons: [Option<&Lexicon>; 3]| joined(lexicons.into_iter().flatten().cloned());
        let (before, after) = match (&self.origin, &other.origin) {
            (Origin::Own, Origin::Own) => return self.lexicon.merged(&other.lexicon).into(),
            (Origin::Own, Origin::Package { before, after }) => {
                (joined([Some(&self.lexicon), before.as_ref(), None]), after.clone())
            }
            (Origin::Package { before, after }, Origin::Own) => {
                (before.clone(), joined([after.as_ref(), Some(&other.lexicon), None]))
            }
            (Origin::Package { before, after }, Origin::Package { before: next, after: last }) => {
                (before.clone(), joined([after.as_ref(), next.as_ref(), last.as_ref()]))
            }
        };
        Self::around_package(before, after)
    }

    /// Time O(words of both).
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let added = |lexicon: &Self| match &lexicon.origin {
            Origin::Own => None,
            Origin::Package { before, after } => Some([before, after].map(|own| own.as_ref().map(table))),
        };
        added(self).is_some_and(|own| added(other) == Some(own))
            || self.lexicon.len() == other.lexicon.len() && table(&self.lexicon) == table(&other.lexicon)
    }

    pub(crate) fn is_embedded(&self) -> bool {
        matches!(self.origin, Origin::Package { before: None, after: None })
    }
}

/// All words as lines with tabs. Writing to memory cannot fail.
fn table(lexicon: &Lexicon) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    lexicon.write_tsv(&mut out).ok().map(|()| out)
}

/// Merges lexicons, one after another.
fn joined(lexicons: impl Iterator<Item = Lexicon>) -> Option<Lexicon> {
    lexicons.reduce(|one, other| one.merged(&other))
}

/// Restores a pickled lexicon: one of the caller, or what comes before and after that of the package.
#[pyfunction]
#[pyo3(signature = (table, before = None, after = None))]
pub(crate) fn _restore_lexicon(
    py: Python<'_>,
    table: Option<&str>,
    before: Option<&str>,
    after: Option<&str>,
) -> PyResult<PyLexicon> {
    let parsed = |table: &str| PyLexicon::parse(py, table);
    if let Some(table) = table {
        return parsed(table);
    }
    let [before, after] = [before, after].map(|table| table.map(parsed).transpose());
    let (before, after) = (before?.map(|own| own.lexicon), after?.map(|own| own.lexicon));
    Ok(py.detach(|| PyLexicon::around_package(before, after)))
}
