//! Aligns sentences, texts and pages.

use std::borrow::Cow;
use std::sync::OnceLock;

use bitext::{Aligner, CorpusLearner, Encoding, Markup, OwnedBitext, Reader, Text};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyTuple;

use crate::anchors::{PyAnchor, of_sentences, of_texts};
use crate::arguments::{Strings, string, wrong_type};
use crate::bitexts::{Alignment, PyBitext, bead, shortest};
use crate::errors::{exception, invalid};
use crate::lexicon::PyLexicon;
use crate::parallel;
use crate::record::record;
use crate::srx::PySrxSplitter;
use crate::text::PyText;
use crate::texts::Texts;
use crate::unit::Unit;
use crate::words::WordAlignment;

record! {
    /// A Chinese word and its English translation, learned from aligned documents.
    ///
    /// >>> aligner = bitext.Aligner(bitext.Lexicon.empty())
    /// >>> documents = [(["Trinket laughed.", "Old Hai coughed."], ["韦小宝笑了。", "海老公咳嗽。"])] * 3
    /// >>> documents += [(["The boy struck Trinket."], ["那男孩打了韦小宝。"])] * 3
    /// >>> ("韦小宝", "trinket") in [(pair.chinese, pair.english) for pair in aligner.learn(documents)]
    /// True
    LearnedPair {
        /// The Chinese word, in simplified characters.
        chinese: String,
        /// The English word, in lower case.
        english: String,
        /// The probability that the Chinese word is translated by the English word, 0 to 1.
        weight: f64,
        /// How often the documents translate the Chinese word by the English word.
        count: f64,
    }
}

/// Finds which English sentences translate which Chinese ones. Threads can share an aligner.
///
/// Without a lexicon, the aligner has the lexicon of the package. To add words, merge lexicons:
///
/// >>> lexicon = bitext.Lexicon.embedded() | bitext.Lexicon.parse("路摩卡\tLumo card\n")
/// >>> aligner = bitext.Aligner(lexicon)
/// >>> found = aligner.align_texts("Tap your Lumo card.", "请刷路摩卡。")
/// >>> found.pairs[0].chinese
/// '请刷路摩卡。'
#[pyclass(frozen, module = "bitext", name = "Aligner")]
#[derive(Debug)]
pub(crate) struct PyAligner {
    aligner: Aligner,
    lexicon: PyLexicon,
}

/// A `str`, or a text that was read from a file.
enum Source {
    Read(Py<PyText>),
    Plain(PyBackedStr),
}

impl<'py> FromPyObject<'_, 'py> for Source {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyText>() {
            Ok(text) => Ok(Self::Read(text.to_owned().unbind())),
            Err(_) => string(object, "a str or a Text").map(Self::Plain),
        }
    }
}

impl Source {
    fn text(&self) -> &str {
        match self {
            Self::Read(text) => text.get().as_str(),
            Self::Plain(text) => text,
        }
    }
}

impl Source {
    /// The text of a file. A `str` is plain text.
    fn decoded(&self) -> PyResult<Cow<'_, Text>> {
        match self {
            Self::Read(text) => Ok(Cow::Borrowed(text.get().crate_text())),
            Self::Plain(text) => {
                let reader = Reader::new().markup(Markup::Plain).encoding(Encoding::Utf8);
                reader.decode(text.as_bytes()).map(Cow::Owned).map_err(|error| exception(&error))
            }
        }
    }
}

/// The argument `anchors`.
type Anchors<'py> = Vec<Bound<'py, PyAnchor>>;

/// A document to learn from.
enum Lesson {
    Bitext(OwnedBitext),
    Sentences(Strings, Strings),
}

impl<'py> FromPyObject<'_, 'py> for Lesson {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        const EXPECTED: &str = "a Bitext or a tuple of the English and the Chinese sentences of a document";
        if let Ok(bitext) = object.cast::<PyBitext>() {
            return Ok(Self::Bitext(bitext.get().owned()));
        }
        let sides: (Bound<'py, PyAny>, Bound<'py, PyAny>) =
            object.extract().map_err(|_| wrong_type(EXPECTED, object))?;
        Ok(Self::Sentences(sides.0.extract()?, sides.1.extract()?))
    }
}

#[pymethods]
impl PyAligner {
    #[new]
    #[pyo3(signature = (lexicon = None))]
    fn new(lexicon: Option<&PyLexicon>) -> Self {
        let lexicon = lexicon.cloned().unwrap_or_else(PyLexicon::embedded);
        Self { aligner: Aligner::with_lexicon(lexicon.lexicon().clone()), lexicon }
    }

    /// The lexicon.
    #[getter]
    fn lexicon(&self) -> PyLexicon {
        self.lexicon.clone()
    }

    /// Splits two texts into sentences and aligns them. Texts that `read` returned are also cut at the items of their
    /// lists and tables, and subtitles are aligned with the help of their times.
    ///
    /// >>> english = "The ferry leaves at eight. Tickets cost 35 yuan."
    /// >>> found = bitext.Aligner().align_texts(english, "渡轮八点出发。船票35元。")
    /// >>> [(pair.english, pair.chinese) for pair in found]
    /// [('The ferry leaves at eight.', '渡轮八点出发。'), ('Tickets cost 35 yuan.', '船票35元。')]
    ///
    /// `anchors` are pairs, boundaries and rejected pairs that the alignment keeps: see `Anchor`.
    ///
    /// >>> anchors = [bitext.Anchor.boundary(27, 7)]
    /// >>> found = bitext.Aligner().align_texts(english, "渡轮八点出发。船票35元。", anchors=anchors)
    /// >>> len(found)
    /// 2
    #[pyo3(
        signature = (english, chinese, *, anchors = Vec::new(), unit = Unit::CodePoints),
        text_signature = "($self, english, chinese, *, anchors=(), unit='code-points')"
    )]
    fn align_texts(
        &self,
        py: Python<'_>,
        english: Source,
        chinese: Source,
        anchors: Anchors<'_>,
        unit: Unit,
    ) -> PyResult<PyBitext> {
        let anchors = of_texts(&anchors, english.text(), chinese.text(), unit)?;
        py.detach(|| {
            let bitext = match (&english, &chinese) {
                (Source::Read(english), Source::Read(chinese)) => {
                    let (english, chinese) = (english.get().crate_text(), chinese.get().crate_text());
                    self.aligner.align_documents_around(english, chinese, &anchors)
                }
                _ => self.aligner.align_texts_around(english.text(), chinese.text(), &anchors),
            };
            bitext.map(|bitext| PyBitext::new(bitext.into(), unit)).map_err(|error| exception(&error))
        })
    }

    /// Splits two texts by rules of the user's own, and aligns them.
    ///
    /// >>> rules = bitext.SrxRules('''<srx version="2.0"><header cascade="no"/><body><languagerules>
    /// ... <languagerule languagerulename="all">
    /// ... <rule break="yes"><beforebreak>[.;。；]</beforebreak><afterbreak></afterbreak></rule>
    /// ... </languagerule></languagerules>
    /// ... <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>''')
    /// >>> english, chinese = "The ferry leaves at eight; tickets cost 35 yuan.", "渡轮八点出发；船票35元。"
    /// >>> rules = rules.splitter("en"), rules.splitter("zh")
    /// >>> found = bitext.Aligner().align_texts_by_rules(english, rules[0], chinese, rules[1])
    /// >>> [pair.chinese for pair in found]
    /// ['渡轮八点出发；', '船票35元。']
    #[pyo3(
        signature = (english, english_rules, chinese, chinese_rules, *, unit = Unit::CodePoints),
        text_signature = "($self, english, english_rules, chinese, chinese_rules, *, unit='code-points')"
    )]
    fn align_texts_by_rules(
        &self,
        py: Python<'_>,
        english: Source,
        english_rules: &PySrxSplitter,
        chinese: Source,
        chinese_rules: &PySrxSplitter,
        unit: Unit,
    ) -> PyResult<PyBitext> {
        py.detach(|| {
            let (english, chinese) = (english.decoded()?, chinese.decoded()?);
            let (own, other) = (english_rules.splitter(), chinese_rules.splitter());
            let bitext = self.aligner.align_documents_by_rules((&english, own), (&chinese, other));
            Ok(PyBitext::new(bitext.into(), unit))
        })
    }

    /// Finds the pairs of a page in both languages, in any layout.
    ///
    /// >>> bitext.Aligner().align_page("Lost and found 失物招领\n\nTicket office 售票处\n")[1].chinese
    /// '售票处'
    ///
    /// `anchors` are pairs and rejected pairs that the alignment keeps, with offsets in the page.
    ///
    /// >>> page = "Ticket office 售票处\n"
    /// >>> anchors = [bitext.Anchor.pair((0, 13), (14, 17))]
    /// >>> bitext.Aligner().align_page(page, anchors=anchors)[0].review
    /// 'checked'
    #[pyo3(
        signature = (page, *, anchors = Vec::new(), unit = Unit::CodePoints),
        text_signature = "($self, page, *, anchors=(), unit='code-points')"
    )]
    fn align_page(
        &self,
        py: Python<'_>,
        page: Source,
        anchors: Anchors<'_>,
        unit: Unit,
    ) -> PyResult<PyBitext> {
        let anchors = of_texts(&anchors, page.text(), page.text(), unit)?;
        py.detach(|| {
            let bitext = self.aligner.align_page_around(page.text(), &anchors);
            bitext.map(|bitext| PyBitext::new(bitext.into(), unit)).map_err(|error| exception(&error))
        })
    }

    /// Aligns two texts with one sentence per line. A line is never split.
    ///
    /// >>> found = bitext.Aligner().align_lines("Good morning. Tea?\nNo sugar.\n", "早上好。喝茶吗？\n不要糖。\n")
    /// >>> [pair.english for pair in found]
    /// ['Good morning. Tea?', 'No sugar.']
    #[pyo3(
        signature = (english, chinese, *, anchors = Vec::new(), unit = Unit::CodePoints),
        text_signature = "($self, english, chinese, *, anchors=(), unit='code-points')"
    )]
    fn align_lines(
        &self,
        py: Python<'_>,
        english: &str,
        chinese: &str,
        anchors: Anchors<'_>,
        unit: Unit,
    ) -> PyResult<PyBitext> {
        let anchors = of_texts(&anchors, english, chinese, unit)?;
        py.detach(|| {
            // Without anchors, an empty line is a sentence, too.
            let bitext = match anchors.as_slice() {
                [] => Ok(self.aligner.align_lines(english, chinese)),
                anchors => self.aligner.align_lines_around(english, chinese, anchors),
            };
            bitext.map(|bitext| PyBitext::new(bitext.into(), unit)).map_err(|error| exception(&error))
        })
    }

    /// Aligns sentences that the caller has split. The numbers of `anchors` are indices of sentences.
    ///
    /// >>> alignment = bitext.Aligner().align_sentences(["Come in.", "Sit down."], ["请进，请坐。"])
    /// >>> [(bead.english, bead.chinese) for bead in alignment.beads]
    /// [([0, 1], [0])]
    #[pyo3(
        signature = (english, chinese, *, anchors = Vec::new()),
        text_signature = "($self, english, chinese, *, anchors=())"
    )]
    fn align_sentences(
        &self,
        py: Python<'_>,
        english: Strings,
        chinese: Strings,
        anchors: Anchors<'_>,
    ) -> PyResult<Alignment> {
        let anchors = of_sentences(&anchors);
        let alignment = py.detach(|| self.aligner.align_sentences_around(&english.0, &chinese.0, &anchors));
        let alignment = alignment.map_err(|error| exception(&error))?;
        Ok(Alignment {
            beads: alignment.beads().iter().map(|one| Py::new(py, bead(one))).collect::<PyResult<_>>()?,
            translation_probability: shortest(alignment.translation_probability()),
        })
    }

    /// Links the words of a text to the words of its translation. For the pairs of a bitext, `Bitext.word_alignments`
    /// finds more links.
    ///
    /// >>> words = bitext.Aligner().align_words("The ferry and the bus leave at eight.", "渡轮和巴士八点出发。")
    /// >>> [(link.english, link.chinese) for link in words.links][:3]
    /// [('ferry', '渡轮'), ('and', '和'), ('bus', '巴士')]
    #[pyo3(
        signature = (english, chinese, *, unit = Unit::CodePoints),
        text_signature = "($self, english, chinese, *, unit='code-points')"
    )]
    fn align_words(
        &self,
        py: Python<'_>,
        english: &str,
        chinese: &str,
        unit: Unit,
    ) -> PyResult<WordAlignment> {
        let words = py.detach(|| self.aligner.align_words(english, chinese));
        let mut offsets = (unit.offsets(english), unit.offsets(chinese));
        WordAlignment::of(py, &words, (english, chinese), &mut offsets)
    }

    /// Aligns each English text with the Chinese text of the same index. `threads` may be 0 for one thread per
    /// processor.
    ///
    /// >>> found = bitext.Aligner().align_texts_batch(["Come in.", "Sit down."], ["请进。", "请坐。"], threads=2)
    /// >>> [one[0].chinese for one in found]
    /// ['请进。', '请坐。']
    #[pyo3(
        signature = (english, chinese, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, english, chinese, *, unit='code-points', threads=1)"
    )]
    fn align_texts_batch(
        &self,
        py: Python<'_>,
        english: Texts,
        chinese: Texts,
        unit: Unit,
        threads: usize,
    ) -> PyResult<Vec<PyBitext>> {
        if english.len() != chinese.len() {
            let (english, chinese) = (english.len(), chinese.len());
            return Err(invalid(&format!("{english} English texts, but {chinese} Chinese texts")));
        }
        parallel::map(py, 0..english.len(), threads, |index| {
            let bitext = self.aligner.align_texts(english.get(index), chinese.get(index));
            PyBitext::new(bitext.into(), unit)
        })
    }

    /// Finds the pairs of each page. `threads` may be 0 for one thread per processor.
    ///
    /// >>> bitext.Aligner().align_page_batch(["Ticket office 售票处\n", "No smoking 禁止吸烟\n"])[1][0].english
    /// 'No smoking'
    #[pyo3(
        signature = (pages, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, pages, *, unit='code-points', threads=1)"
    )]
    fn align_page_batch(
        &self,
        py: Python<'_>,
        pages: Texts,
        unit: Unit,
        threads: usize,
    ) -> PyResult<Vec<PyBitext>> {
        parallel::map(py, 0..pages.len(), threads, |index| {
            PyBitext::new(self.aligner.align_page(pages.get(index)).into(), unit)
        })
    }

    /// Learns words from documents. A document is a tuple of English and Chinese sentences, which are aligned; or a
    /// bitext, such as a corrected file that `load` has read, whose pairs are taken as they are. If some of its pairs
    /// are marked as checked, only those count. `Lexicon.of_pairs` makes a lexicon of the words.
    ///
    /// >>> aligner = bitext.Aligner(bitext.Lexicon.empty())
    /// >>> documents = [(["Trinket laughed.", "Old Hai coughed."], ["韦小宝笑了。", "海老公咳嗽。"])] * 3
    /// >>> documents += [bitext.align_lines("The boy struck Trinket.", "那男孩打了韦小宝。")] * 3
    /// >>> lexicon = bitext.Lexicon.of_pairs(aligner.learn(documents))
    /// >>> lexicon.lookup("韦小宝")[0][0]
    /// 'trinket'
    fn learn(&self, py: Python<'_>, documents: Vec<Lesson>) -> PyResult<Vec<Py<LearnedPair>>> {
        let pairs = py.detach(|| {
            let mut learner = CorpusLearner::new(&self.aligner);
            for document in &documents {
                match document {
                    Lesson::Bitext(bitext) => learner.add_bitext(&bitext.bitext()),
                    Lesson::Sentences(english, chinese) => learner.add(&english.0, &chinese.0),
                }
            }
            learner.learn()
        });
        let learned = |pair: bitext::LearnedPair| LearnedPair {
            chinese: pair.chinese,
            english: pair.english,
            weight: shortest(pair.weight),
            count: shortest(pair.count),
        };
        pairs.into_iter().map(|pair| Py::new(py, learned(pair))).collect()
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<Self>();
        other.is_ok_and(|other| {
            let other = &other.get().lexicon;
            py.detach(|| self.lexicon.is_same(other))
        })
    }

    fn __hash__(&self) -> usize {
        self.aligner.lexicon().len()
    }

    fn __repr__(&self) -> String {
        format!("Aligner({} words)", self.aligner.lexicon().len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let own = (!self.lexicon.is_embedded()).then(|| self.lexicon.clone());
        Ok((py.get_type::<Self>().into_any(), (own,).into_pyobject(py)?))
    }
}

impl PyAligner {
    pub(crate) fn own_lexicon(&self) -> PyLexicon {
        self.lexicon.clone()
    }

    /// The aligner of an argument, or the default one.
    pub(crate) fn or_default(aligner: Option<&Bound<'_, Self>>) -> Aligner {
        static DEFAULT: OnceLock<Aligner> = OnceLock::new();
        match aligner {
            Some(aligner) => aligner.get().aligner.clone(),
            None => DEFAULT.get_or_init(Aligner::new).clone(),
        }
    }
}
