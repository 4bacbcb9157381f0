//! Agreement with manual alignments.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use bitext::evaluate::{Agreement, GoldBead};
use bitext::export::{SideOrder, read_ladder as crate_read_ladder};
use bitext::{Bead as CrateBead, OwnedBitext};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use serde_json::json;

use crate::arguments::{Beads, beads};
use crate::bitexts::{Alignment, PyBitext};
use crate::choice;
use crate::errors::{exception_in, invalid, io};
use crate::record::record;

record! {
    /// Precision, recall and F1.
    ///
    /// >>> bitext.evaluate([([0], [0])], [([0], [0])]).strict
    /// Score(precision=1.0, recall=1.0, f1=1.0)
    Score {
        /// The share of the beads found that are right, 0 to 1.
        precision: f64,
        /// The share of the gold beads with both sides that were found, 0 to 1.
        recall: f64,
        /// The harmonic mean of precision and recall.
        f1: f64,
    }
}

/// Agreement with gold alignments. The agreements of several documents can be added, or summed with `sum`.
///
/// >>> one = bitext.evaluate([([0], [0])], [([0], [0])])
/// >>> other = bitext.evaluate([([0], [0]), ([1], [1])], [([0], [0]), ([1], []), ([], [1])])
/// >>> round((one + other).strict.f1, 2)
/// 0.57
/// >>> sum([one, other]).gold
/// 3
#[pyclass(frozen, eq, module = "bitext", name = "Agreement")]
#[derive(Debug, PartialEq)]
pub(crate) struct PyAgreement(Agreement);

#[pymethods]
impl PyAgreement {
    /// Restores a pickled agreement.
    #[new]
    fn restore(json: &str) -> PyResult<Self> {
        choice::from_json(json).map(Self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, (String,))> {
        Ok((py.get_type::<Self>(), (choice::json(&self.0)?,)))
    }

    /// The strict measure: a bead is right if the gold alignment has the same bead.
    #[getter]
    fn strict(&self) -> Score {
        score(self.0.strict())
    }

    /// The lax measure: a bead is also right if it shares an English and a Chinese sentence with a gold bead.
    #[getter]
    fn lax(&self) -> Score {
        score(self.0.lax())
    }

    /// The number of gold beads with both sides.
    #[getter]
    fn gold(&self) -> usize {
        self.0.gold()
    }

    /// The number of beads found.
    #[getter]
    fn found(&self) -> usize {
        self.0.predicted()
    }

    /// The measures as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("strict", self.strict().to_dict(py)?)?;
        dict.set_item("lax", self.lax().to_dict(py)?)?;
        dict.set_item("gold", self.gold())?;
        dict.set_item("found", self.found())?;
        Ok(dict)
    }

    fn __add__(&self, other: &Self) -> Self {
        let mut sum = self.0;
        sum += other.0;
        Self(sum)
    }

    /// `sum` starts with 0.
    fn __radd__(&self, other: &Bound<'_, PyAny>) -> PyResult<Self> {
        if other.eq(0)? { Ok(Self(self.0)) } else { Err(invalid("an agreement is added to an agreement")) }
    }

    fn __repr__(&self) -> String {
        let (strict, lax) = (self.0.strict().f1(), self.0.lax().f1());
        let (gold, found) = (self.gold(), self.found());
        format!("Agreement(strict F1 {strict:.4}, lax F1 {lax:.4}, {gold} gold beads, {found} found)")
    }
}

fn score(score: bitext::evaluate::Score) -> Score {
    Score { precision: score.precision, recall: score.recall, f1: score.f1() }
}

/// A manual alignment.
pub(crate) enum Gold {
    Corrected(OwnedBitext),
    Beads(Beads),
}

impl<'py> FromPyObject<'_, 'py> for Gold {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyBitext>() {
            Ok(corrected) => Ok(Self::Corrected(corrected.get().owned())),
            Err(_) => beads(object, "a Bitext or ").map(Self::Beads),
        }
    }
}

/// The beads that are compared with the gold alignment.
pub(crate) struct Found(Vec<CrateBead>);

impl<'py> FromPyObject<'_, 'py> for Found {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let found = if let Ok(bitext) = object.cast::<PyBitext>() {
            bitext.get().bitext().beads().to_vec()
        } else if let Ok(alignment) = object.cast::<Alignment>() {
            let beads = alignment.get().beads.iter().map(Py::get);
            beads.map(|bead| crate_bead(&bead.english, &bead.chinese)).collect::<PyResult<_>>()?
        } else {
            let beads = beads(object, "a Bitext, an Alignment or ")?;
            beads.iter().map(|(english, chinese)| crate_bead(english, chinese)).collect::<PyResult<_>>()?
        };
        Ok(Self(found))
    }
}

/// Compares beads with those of a manual alignment. Beads are tuples of the indices of English and of Chinese sentences.
///
/// `gold` may also be a corrected bitext. If some of its pairs are marked as checked or rejected, only those count.
///
/// >>> gold = [([0, 1], [0])]
/// >>> alignment = bitext.Aligner().align_sentences(["Come in.", "Sit down."], ["请进，请坐。"])
/// >>> bitext.evaluate(gold, alignment)
/// Agreement(strict F1 1.0000, lax F1 1.0000, 1 gold beads, 1 found)
#[pyfunction]
pub(crate) fn evaluate(py: Python<'_>, gold: Gold, found: Found) -> PyAgreement {
    let Found(beads) = found;
    py.detach(|| match gold {
        Gold::Corrected(corrected) => PyAgreement(Agreement::of_corrected(&corrected.bitext(), &beads)),
        Gold::Beads(gold) => {
            let gold = gold.into_iter().map(|(english, chinese)| GoldBead { english, chinese });
            PyAgreement(Agreement::of(&gold.collect::<Vec<_>>(), &beads))
        }
    })
}

/// A bead of the crate, whose sentences are consecutive.
fn crate_bead(english: &[usize], chinese: &[usize]) -> PyResult<CrateBead> {
    let range = |sentences: &[usize]| {
        let start = sentences.first().copied().unwrap_or(0);
        let consecutive = sentences.iter().enumerate().all(|(number, &index)| index == start + number);
        let range = json!({"start": start, "end": start + sentences.len()});
        consecutive.then_some(range).ok_or_else(|| invalid("the sentences of a bead must be consecutive"))
    };
    choice::parse(json!({
        "english": range(english)?, "chinese": range(chinese)?, "score": 0.0, "confidence": 1.0, "evidence": [], "flags": []
    }))
}

/// Reads a manual alignment in the format of Vecalign and Bertalign: `[1, 2]:[0]` on each line. `first` says which side
/// comes first: `chinese` or `english`.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "story.gold")
/// >>> _ = path.write_text("[0]:[0, 1]\n[1]:[]\n", encoding="utf-8")
/// >>> bitext.read_ladder(path)
/// [([0, 1], [0]), ([], [1])]
#[pyfunction]
#[pyo3(signature = (path, *, first = "chinese"))]
pub(crate) fn read_ladder(py: Python<'_>, path: PathBuf, first: &str) -> PyResult<Beads> {
    let order = match first {
        "chinese" => SideOrder::ChineseFirst,
        "english" => SideOrder::EnglishFirst,
        _ => return Err(invalid(&format!("first: `{first}` is not `chinese` or `english`"))),
    };
    py.detach(|| {
        let file = File::open(&path).map_err(|error| io(&path, &error))?;
        let rows = crate_read_ladder(BufReader::new(file), order);
        rows.map(|row| row.map(|row| (row.english, row.chinese)).map_err(|error| exception_in(&path, &error)))
            .collect()
    })
}
