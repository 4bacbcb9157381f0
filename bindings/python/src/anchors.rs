//! What a caller knows about an alignment.

use std::ops::Range;
use std::path::PathBuf;

use bitext::export::RowAnchors as CrateRowAnchors;
use bitext::{Anchor, Span};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::choice;
use crate::import::{SourceOptions, rows};
use crate::record::record;
use crate::unit::{Unit, UnitIndex};

/// What a caller knows about an alignment: `Anchor.pair`, `Anchor.rejected` or `Anchor.boundary`.
///
/// The method that gets the anchors decides what the numbers count: sentences for `align_sentences`, otherwise offsets
/// in the two texts in the unit of the call. They start at 0, and a span excludes its end.
///
/// >>> english = ["He nodded.", "She left.", "It rained all night."]
/// >>> chinese = ["他点点头，她走了。", "雨下了一夜。"]
/// >>> alignment = bitext.Aligner().align_sentences(english, chinese, anchors=[bitext.Anchor.pair((0, 2), (0, 1))])
/// >>> [(bead.kind, bead.confidence) for bead in alignment.beads][0]
/// ('2-1', 1.0)
#[pyclass(frozen, eq, hash, module = "bitext", name = "Anchor")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PyAnchor(Anchor);

#[pymethods]
impl PyAnchor {
    /// Restores a pickled anchor.
    #[new]
    fn restore(json: &str) -> PyResult<Self> {
        choice::from_json(json).map(Self)
    }

    /// The two sides translate each other. If the span of one side is empty, the other side has no counterpart.
    ///
    /// >>> bitext.Anchor.pair((0, 2), (0, 1))
    /// Anchor.pair((0, 2), (0, 1))
    #[staticmethod]
    fn pair(english: (usize, usize), chinese: (usize, usize)) -> Self {
        Self(Anchor::pair(english.0..english.1, chinese.0..chinese.1))
    }

    /// A place in each text that no pair crosses, such as the start of a chapter. A page has no boundaries.
    ///
    /// >>> bitext.Anchor.boundary(120, 45).english
    /// (120, 120)
    #[staticmethod]
    fn boundary(english: usize, chinese: usize) -> Self {
        Self(Anchor::boundary(english, chinese))
    }

    /// The two sides are not a pair. A larger pair may contain both sides.
    ///
    /// >>> bitext.Anchor.rejected((0, 1), (2, 3)).kind
    /// 'rejected'
    #[staticmethod]
    fn rejected(english: (usize, usize), chinese: (usize, usize)) -> Self {
        Self(Anchor::rejected(english.0..english.1, chinese.0..chinese.1))
    }

    /// `pair`, `boundary` or `rejected`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0 {
            Anchor::Boundary { .. } => "boundary",
            Anchor::Rejected { .. } => "rejected",
            _ => "pair",
        }
    }

    /// The start and the end of the English side, which are equal for a boundary.
    #[getter]
    fn english(&self) -> (usize, usize) {
        self.sides().0
    }

    /// The start and the end of the Chinese side, which are equal for a boundary.
    #[getter]
    fn chinese(&self) -> (usize, usize) {
        self.sides().1
    }

    /// The kind and the two sides as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("kind", self.kind())?;
        dict.set_item("english", self.english())?;
        dict.set_item("chinese", self.chinese())?;
        Ok(dict)
    }

    fn __repr__(&self) -> String {
        match &self.0 {
            Anchor::Boundary { english, chinese } => format!("Anchor.boundary({english}, {chinese})"),
            _ => format!("Anchor.{}({:?}, {:?})", self.kind(), self.english(), self.chinese()),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().into_any(), (choice::json(&self.0)?,)))
    }
}

impl PyAnchor {
    fn sides(&self) -> ((usize, usize), (usize, usize)) {
        match &self.0 {
            Anchor::Boundary { english, chinese } => ((*english, *english), (*chinese, *chinese)),
            Anchor::Pair { english, chinese } | Anchor::Rejected { english, chinese } => {
                ((english.start, english.end), (chinese.start, chinese.end))
            }
            _ => ((0, 0), (0, 0)),
        }
    }

    fn with_sides(&self, english: Range<usize>, chinese: Range<usize>) -> Anchor {
        match &self.0 {
            Anchor::Boundary { .. } => Anchor::boundary(english.start, chinese.start),
            Anchor::Rejected { .. } => Anchor::rejected(english, chinese),
            _ => Anchor::pair(english, chinese),
        }
    }
}

/// Anchors of sentences.
pub(crate) fn of_sentences(anchors: &[Bound<'_, PyAnchor>]) -> Vec<Anchor> {
    anchors.iter().map(|anchor| anchor.get().0.clone()).collect()
}

/// Anchors of texts, from offsets in `unit` to bytes. Time O(length of the texts).
pub(crate) fn of_texts(
    anchors: &[Bound<'_, PyAnchor>],
    english: &str,
    chinese: &str,
    unit: Unit,
) -> PyResult<Vec<Anchor>> {
    let (own, other) = (UnitIndex::new(english, unit), UnitIndex::new(chinese, unit));
    let in_bytes = |anchor: &Bound<'_, PyAnchor>| {
        let anchor = anchor.get();
        let sides = anchor.sides();
        Ok(anchor.with_sides(own.range(english, sides.0)?, other.range(chinese, sides.1)?))
    };
    anchors.iter().map(in_bytes).collect()
}

record! {
    /// What a corrected file says about the alignment of its texts.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp(), "corrected.jsonl")
    /// >>> _ = path.write_text('{"en": "Stand clear.", "zh": "请勿靠近。"}\n', encoding="utf-8")
    /// >>> bitext.read_anchors(path, "Mind the gap. Stand clear.", "小心站台间隙。请勿靠近。")
    /// RowAnchors(anchors=[Anchor.pair((14, 26), (7, 12))], missing=[], differing=[])
    RowAnchors {
        /// The anchors, in the order of their rows, for the argument `anchors` of `align_texts` and `align_page`.
        anchors: Vec<Py<PyAnchor>>,
        /// The indices of the rows that count but are not in the texts.
        missing: Vec<usize>,
        /// The indices of the rows whose text differs from the text at the place of the row.
        differing: Vec<usize>,
    }
}

/// Reads a file that somebody has corrected, in any format of `load`, and finds its pairs in the texts that it aligns.
/// For a page, pass the page as both texts.
///
/// If some pairs are marked as checked or rejected, only those count: the checked ones become fixed pairs, the rejected
/// ones rejected pairs. Otherwise, every pair becomes a fixed pair.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "corrected.tsv")
/// >>> _ = path.write_text("english\tchinese\nHe nodded. She left.\t他点点头，她走了。\n", encoding="utf-8")
/// >>> english, chinese = "He nodded. She left. It rained.", "他点点头，她走了。下雨了。"
/// >>> anchors = bitext.read_anchors(path, english, chinese).anchors
/// >>> bitext.align_texts(english, chinese, anchors=anchors)[0].kind
/// '2-1'
#[pyfunction]
#[pyo3(
    signature = (path, english, chinese, format = None, *, unit = Unit::CodePoints, encoding = None),
    text_signature = "(path, english, chinese, format=None, *, unit='code-points', encoding=None)"
)]
pub(crate) fn read_anchors(
    py: Python<'_>,
    path: PathBuf,
    english: &str,
    chinese: &str,
    format: Option<&str>,
    unit: Unit,
    encoding: Option<&str>,
) -> PyResult<RowAnchors> {
    let options = SourceOptions::new(format, None, None, encoding)?;
    let found = py.detach(|| {
        let rows = rows(&path, &options)?;
        Ok::<_, PyErr>(CrateRowAnchors::find(&rows, english, chinese))
    })?;
    let (mut own, mut other) = (unit.offsets(english), unit.offsets(chinese));
    let in_unit = |anchor: &Anchor| {
        let anchor = PyAnchor(anchor.clone());
        let (english, chinese) = anchor.sides();
        let (english, chinese) =
            (own.of(Span::new(english.0, english.1)), other.of(Span::new(chinese.0, chinese.1)));
        Py::new(py, PyAnchor(anchor.with_sides(english.0..english.1, chinese.0..chinese.1)))
    };
    Ok(RowAnchors {
        anchors: found.anchors.iter().map(in_unit).collect::<PyResult<_>>()?,
        missing: found.missing,
        differing: found.differing,
    })
}
