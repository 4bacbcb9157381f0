//! Aligned texts, their pairs, and their beads.

use std::path::PathBuf;
use std::slice;
use std::sync::OnceLock;

use bitext::export::Row;
use bitext::{Bead as CrateBead, Bitext, OwnedBitext, Pair as CratePair};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyIterator, PyList, PyString, PyType};

use crate::aligner::PyAligner;
use crate::arguments::{string, wrong_type};
use crate::choice;
use crate::errors::exception;
use crate::export::{self, Labels, Selection};
use crate::filters::PyFilter;
use crate::notebook;
use crate::record::record;
use crate::shared_string::SharedString;
use crate::unit::{Offsets, Unit};
use crate::words::WordAlignment;

record! {
    /// Two words that support a pair.
    ///
    /// >>> pair = bitext.align_texts("The ferry leaves.", "渡轮出发。").pairs[0]
    /// >>> [(word.english, word.chinese, word.reason) for word in pair.evidence]
    /// [('ferry', '渡轮', 'lexicon')]
    Evidence {
        /// The English word.
        english: String,
        /// The Chinese word.
        chinese: String,
        /// The start and the end of the English word in the English text.
        english_span: (usize, usize),
        /// The start and the end of the Chinese word in the Chinese text.
        chinese_span: (usize, usize),
        /// Why the words count as translations: `lexicon`, `name`, `number`, `same-word`, `learned` or `punctuation`.
        reason: String,
        /// The contribution to the score of the pair, in nats.
        nats: f64,
    }
}

record! {
    /// English and Chinese sentences that translate each other.
    ///
    /// >>> pair = bitext.align_texts("The ferry leaves.", "渡轮出发。").pairs[0]
    /// >>> pair.english, pair.chinese, pair.kind, pair.chinese_spans
    /// ('The ferry leaves.', '渡轮出发。', '1-1', [(0, 5)])
    Pair {
        /// The English sentences as one text; empty if there are only Chinese sentences.
        english: String,
        /// The Chinese sentences as one text; empty if there are only English sentences.
        chinese: String,
        /// The probability that the pair is right, 0 to 1.
        confidence: f64,
        /// Log-likelihood ratio, in nats, of the hypotheses that the sentences are, and are not, translations of each
        /// other.
        score: f64,
        /// The number of sentences on each side, such as `2-1`.
        kind: String,
        /// The start and the end of each English sentence in the English text.
        english_spans: Vec<(usize, usize)>,
        /// The start and the end of each Chinese sentence in the Chinese text.
        chinese_spans: Vec<(usize, usize)>,
        /// Warnings: `numbers-differ`, `name-missing`, `lengths-differ`.
        flags: Vec<String>,
        /// Whether a person has reviewed the pair: `open`, `checked` or `rejected`.
        review: String,
        /// The word pairs that support the pair, strongest first.
        evidence: Vec<Py<Evidence>>,
    }
}

record! {
    /// Sentences that translate each other, as indices from 0.
    ///
    /// >>> bitext.Aligner().align_sentences(["Bring your card."], ["请带借书证。"]).beads[0].kind
    /// '1-1'
    Bead {
        /// The indices of the English sentences.
        english: Vec<usize>,
        /// The indices of the Chinese sentences.
        chinese: Vec<usize>,
        /// The number of sentences on each side, such as `2-1`.
        kind: String,
        /// The probability that the bead is right, 0 to 1.
        confidence: f64,
        /// Log-likelihood ratio in nats, as of a pair.
        score: f64,
        /// Warnings: `numbers-differ`, `name-missing`, `lengths-differ`.
        flags: Vec<String>,
    }
}

record! {
    /// The beads of sentences that the caller has split.
    ///
    /// >>> alignment = bitext.Aligner().align_sentences(["Come in.", "Sit down."], ["请进，请坐。"])
    /// >>> [(bead.english, bead.chinese) for bead in alignment.beads]
    /// [([0, 1], [0])]
    Alignment {
        /// The beads, in text order. Each sentence is in one bead.
        beads: Vec<Py<Bead>>,
        /// The probability that the texts translate each other at all, 0 to 1.
        translation_probability: f64,
    }
}

/// Two aligned texts, or one aligned page: a sequence of its pairs.
///
/// >>> page = "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n"
/// >>> found = bitext.align_page(page)
/// >>> found
/// Bitext(2 pairs of 2 English and 2 Chinese sentences)
/// >>> [(pair.english, pair.chinese) for pair in found]
/// [('Opening hours', '开放时间'), ('The library is open on Sunday.', '图书馆周日开放。')]
#[pyclass(frozen, module = "bitext", name = "Bitext", sequence)]
pub(crate) struct PyBitext {
    bitext: OwnedBitext,
    unit: Unit,
    /// The pairs, made when they are first used.
    pairs: PyOnceLock<Py<PyList>>,
    /// The number of pairs, counted when it is first used.
    len: OnceLock<usize>,
    /// The English and the Chinese text.
    strings: (SharedString, SharedString),
}

#[pymethods]
impl PyBitext {
    /// Restores a pickled bitext.
    #[new]
    fn restore(py: Python<'_>, json: &str, unit: &str) -> PyResult<Self> {
        Ok(Self::new(py.detach(|| choice::from_json(json))?, Unit::named(unit)?))
    }

    /// A bitext of pairs that are known: tuples of an English and a Chinese text, or `Pair` objects, such as those that
    /// a filter kept. One side may be empty. The texts of the bitext are the sides, one after another.
    ///
    /// >>> found = bitext.Bitext.from_rows([("Ticket office", "售票处"), ("No smoking", "禁止吸烟")])
    /// >>> found
    /// Bitext(2 pairs of 2 English and 2 Chinese sentences)
    /// >>> found.export("tsv").splitlines()[2].split("\t")[:2]
    /// ['No smoking', '禁止吸烟']
    #[staticmethod]
    #[pyo3(signature = (rows, *, unit = Unit::CodePoints), text_signature = "(rows, *, unit='code-points')")]
    fn from_rows(rows: &Bound<'_, PyAny>, unit: Unit) -> PyResult<Self> {
        let rows =
            rows.try_iter().map_err(|_| wrong_type("rows, such as a list of tuples", rows.as_borrowed()))?;
        let rows: Vec<Row<'static>> =
            rows.map(|row| crate_row(row?.as_borrowed())).collect::<PyResult<_>>()?;
        Ok(Self::new(OwnedBitext::from_rows(rows), unit))
    }

    /// The pairs: beads with sentences on both sides.
    #[getter]
    fn pairs(&self, py: Python<'_>) -> PyResult<Py<PyList>> {
        let pairs = self.pairs.get_or_try_init(py, || {
            let pairs = self.objects(py, self.bitext().pairs())?;
            Ok::<_, PyErr>(PyList::new(py, pairs)?.unbind())
        })?;
        Ok(pairs.clone_ref(py))
    }

    /// All beads with their texts, including those with sentences on one side only.
    ///
    /// >>> page = "Ticket office 售票处\n\nThe last tram leaves at midnight.\n"
    /// >>> [pair.kind for pair in bitext.align_page(page).entries]
    /// ['1-1', '1-0']
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Vec<Py<Pair>>> {
        self.objects(py, self.bitext().entries())
    }

    /// The beads, as indices of sentences.
    #[getter]
    fn beads(&self, py: Python<'_>) -> PyResult<Vec<Py<Bead>>> {
        self.bitext().beads().iter().map(|one| Py::new(py, bead(one))).collect()
    }

    /// The English text; for a page, the page.
    #[getter]
    fn english_text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.strings.0.of(py, self.bitext.english_text())
    }

    /// The Chinese text; for a page, the page.
    #[getter]
    fn chinese_text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.strings.1.of(py, self.bitext.chinese_text())
    }

    /// The start and the end of each English sentence in the English text.
    #[getter]
    fn english_sentences(&self) -> Vec<(usize, usize)> {
        self.unit.offsets(self.bitext.english_text()).all(self.bitext().english_sentences())
    }

    /// The start and the end of each Chinese sentence in the Chinese text.
    #[getter]
    fn chinese_sentences(&self) -> Vec<(usize, usize)> {
        self.unit.offsets(self.bitext.chinese_text()).all(self.bitext().chinese_sentences())
    }

    /// The probability that the two texts translate each other at all, 0 to 1; `None` for a page.
    #[getter]
    fn translation_probability(&self) -> Option<f64> {
        self.bitext().translation_probability().map(shortest)
    }

    /// The unit of the offsets.
    #[getter]
    fn unit(&self) -> &'static str {
        self.unit.name()
    }

    /// The links between the words of each pair, in the order of `pairs`.
    ///
    /// >>> found = bitext.align_texts("The ferry leaves at eight.", "渡轮八点出发。")
    /// >>> [(link.english, link.chinese) for link in found.word_alignments()[0].links][:2]
    /// [('ferry', '渡轮'), ('eight', '八')]
    #[pyo3(signature = (aligner = None))]
    fn word_alignments(
        &self,
        py: Python<'_>,
        aligner: Option<&Bound<'_, PyAligner>>,
    ) -> PyResult<Vec<Py<WordAlignment>>> {
        let aligner = PyAligner::or_default(aligner);
        let words = py.detach(|| aligner.align_words_of(&self.bitext()));
        let texts: (&str, &str) = (self.bitext.english_text(), self.bitext.chinese_text());
        let mut offsets = (self.unit.offsets(texts.0), self.unit.offsets(texts.1));
        let object =
            |words: &bitext::WordAlignment| Py::new(py, WordAlignment::of(py, words, texts, &mut offsets)?);
        words.iter().map(object).collect()
    }

    /// The bitext in a format: `tsv`, `csv`, `jsonl`, `tmx`, `xliff` (1.2), `xliff2` (2.1), `translation` or `chat`
    /// (JSON Lines of training data), `xces`, `ladder`, `columns` or `html`.
    ///
    /// Pairs that `filter` rejects are left out. With `whole`, also the sentences without a counterpart; with
    /// `word_links`, also the links between the words, in the formats that have them. `english_code` and
    /// `chinese_code` are language tags such as `en-GB` and `zh-HK`; `title` is that of an HTML page.
    ///
    /// >>> print(bitext.align_page("Ticket office 售票处\n").export("tsv").splitlines()[1].split("\t")[:2])
    /// ['Ticket office', '售票处']
    #[pyo3(signature = (
        format = "tsv", *, whole = false, word_links = false, aligner = None, filter = None, english_code = None,
        chinese_code = None, title = None
    ))]
    fn export(
        slf: &Bound<'_, Self>,
        format: &str,
        whole: bool,
        word_links: bool,
        aligner: Option<&Bound<'_, PyAligner>>,
        filter: Option<&PyFilter>,
        english_code: Option<&str>,
        chinese_code: Option<&str>,
        title: Option<String>,
    ) -> PyResult<String> {
        let labels = Labels::new(None, english_code, chinese_code, title)?;
        let selection = Selection::new(whole, word_links, aligner, filter, labels);
        export::to_string(slf.py(), slice::from_ref(&slf.get().bitext), format, &selection)
    }

    /// Writes the bitext to a file. The format is that of the extension of the file, unless it is stated; `xlsx` is a
    /// workbook for reviewers. For `moses` and `pharaoh`, `path` is the common prefix of three files. The other
    /// arguments are those of `export`.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp(), "tickets.tmx")
    /// >>> bitext.align_page("Ticket office 售票处\n").save(path)
    /// >>> "<seg>售票处</seg>" in path.read_text(encoding="utf-8")
    /// True
    /// >>> bitext.align_page("Ticket office 售票處\n").save(path, chinese_code="zh-HK")
    /// >>> 'xml:lang="zh-HK"' in path.read_text(encoding="utf-8")
    /// True
    #[pyo3(signature = (
        path, format = None, *, whole = false, word_links = false, aligner = None, filter = None, english_code = None,
        chinese_code = None, title = None
    ))]
    fn save(
        slf: &Bound<'_, Self>,
        path: PathBuf,
        format: Option<&str>,
        whole: bool,
        word_links: bool,
        aligner: Option<&Bound<'_, PyAligner>>,
        filter: Option<&PyFilter>,
        english_code: Option<&str>,
        chinese_code: Option<&str>,
        title: Option<String>,
    ) -> PyResult<()> {
        let labels = Labels::new(None, english_code, chinese_code, title)?;
        let selection = Selection::new(whole, word_links, aligner, filter, labels);
        export::to_file(slf.py(), slice::from_ref(&slf.get().bitext), &path, format, &selection)
    }

    /// The pairs and the probability as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        let pairs = self.pairs(py)?.into_bound(py);
        let pairs = pairs.iter().map(|pair| pair.call_method0("to_dict")).collect::<PyResult<Vec<_>>>()?;
        dict.set_item("pairs", pairs)?;
        dict.set_item("translation_probability", self.translation_probability())?;
        Ok(dict)
    }

    /// A table of the pairs for notebooks.
    fn _repr_html_(&self) -> String {
        notebook::table(&self.bitext())
    }

    fn __len__(&self) -> usize {
        *self.len.get_or_init(|| self.bitext().pairs().count())
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.pairs(py)?.into_bound(py).into_any().get_item(index)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.pairs(py)?.into_bound(py).try_iter()
    }

    fn __repr__(&self) -> String {
        let bitext = self.bitext();
        let (english, chinese) = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
        format!("Bitext({} pairs of {english} English and {chinese} Chinese sentences)", self.__len__())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().bitext == self.bitext)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, (String, &'static str))> {
        let json = py.detach(|| choice::json(&self.bitext))?;
        Ok((py.get_type::<Self>(), (json, self.unit.name())))
    }
}

impl PyBitext {
    pub(crate) fn new(bitext: OwnedBitext, unit: Unit) -> Self {
        Self { bitext, unit, pairs: PyOnceLock::new(), len: OnceLock::new(), strings: Default::default() }
    }

    /// The bitext of the crate.
    pub(crate) fn bitext(&self) -> Bitext<'_> {
        self.bitext.bitext()
    }

    pub(crate) fn owned(&self) -> OwnedBitext {
        self.bitext.clone()
    }

    fn objects<'b, 't: 'b>(
        &self,
        py: Python<'_>,
        pairs: impl Iterator<Item = CratePair<'b, 't>>,
    ) -> PyResult<Vec<Py<Pair>>> {
        let mut english = PairOffsets::new(self.unit, self.bitext.english_text());
        let mut chinese = PairOffsets::new(self.unit, self.bitext.chinese_text());
        pairs.map(|one| Py::new(py, pair(py, one, &mut english, &mut chinese)?)).collect()
    }
}

/// A row of a table.
fn crate_row(object: Borrowed<'_, '_, PyAny>) -> PyResult<Row<'static>> {
    const EXPECTED: &str = "a Pair, or a tuple of an English and a Chinese text";
    if let Ok(pair) = object.cast::<Pair>() {
        let pair = pair.get();
        let mut row = Row::new(pair.english.clone(), pair.chinese.clone());
        row.confidence = pair.confidence as f32;
        row.score = pair.score as f32;
        row.kind = pair.kind.parse().map_err(|error| exception(&error))?;
        let flags: Result<Vec<_>, _> = pair.flags.iter().map(|flag| flag.parse()).collect();
        row.flags = flags.map_err(|error| exception(&error))?.into();
        row.review = pair.review.parse().map_err(|error| exception(&error))?;
        return Ok(row);
    }
    let sides: (Bound<'_, PyAny>, Bound<'_, PyAny>) =
        object.extract().map_err(|_| wrong_type(EXPECTED, object))?;
    let side = |side: &Bound<'_, PyAny>| string(side.as_borrowed(), EXPECTED).map(|text| text.to_string());
    Ok(Row::new(side(&sides.0)?, side(&sides.1)?))
}

/// Converters of one text: the sentences ascend, and the words are near their sentence.
struct PairOffsets<'t> {
    text: &'t str,
    sentences: Offsets<'t>,
    words: Offsets<'t>,
}

impl<'t> PairOffsets<'t> {
    fn new(unit: Unit, text: &'t str) -> Self {
        Self { text, sentences: unit.offsets(text), words: unit.offsets(text) }
    }
}

fn pair(
    py: Python<'_>,
    pair: CratePair<'_, '_>,
    english: &mut PairOffsets<'_>,
    chinese: &mut PairOffsets<'_>,
) -> PyResult<Pair> {
    let evidence = pair.evidence().map(|word| {
        let evidence = Evidence {
            english: word.english.of(english.text).to_owned(),
            chinese: word.chinese.of(chinese.text).to_owned(),
            english_span: english.words.of(word.english),
            chinese_span: chinese.words.of(word.chinese),
            reason: word.reason.to_string(),
            nats: shortest(word.nats),
        };
        Py::new(py, evidence)
    });
    Ok(Pair {
        evidence: evidence.collect::<PyResult<_>>()?,
        english: pair.english().into_owned(),
        chinese: pair.chinese().into_owned(),
        confidence: shortest(pair.confidence()),
        score: shortest(pair.score()),
        kind: pair.kind().to_string(),
        english_spans: english.sentences.all(pair.english_spans()),
        chinese_spans: chinese.sentences.all(pair.chinese_spans()),
        flags: pair.bead().flags.iter().map(ToString::to_string).collect(),
        review: pair.review().to_string(),
    })
}

pub(crate) fn bead(bead: &CrateBead) -> Bead {
    Bead {
        english: bead.english.clone().collect(),
        chinese: bead.chinese.clone().collect(),
        kind: bead.kind().to_string(),
        confidence: shortest(bead.confidence),
        score: shortest(bead.score),
        flags: bead.flags.iter().map(ToString::to_string).collect(),
    }
}

/// The number with the same shortest decimal form: .97 instead of .9700000286102295.
pub(crate) fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| f64::from(number))
}
