//! Words.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use bitext::{Markup, MixedOptions, MixedTokenizer, Reader, Token as CrateToken, Tokenizer};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::{PyOnceLock, RwLockExt};
use pyo3::types::{PyInt, PyList, PyString, PyTuple};

use crate::arguments::{string, wrong_type};
use crate::arrow_array::PyArrowArray;
use crate::batches::{TokenBatch, kind_number, kinds};
use crate::choice::{self, Choices};
use crate::errors::{exception, exception_in, invalid};
use crate::parallel::{for_parts, is_long, map_parts};
use crate::record::record;
use crate::rows::Rows;
use crate::string_cache::StringCache;
use crate::texts::Texts;
use crate::unit::Unit;

record! {
    /// A word or sign of a text.
    ///
    /// >>> bitext.tokenize("喝 coffee")
    /// [Token(text='喝', start=0, end=1, kind='han', position=0), Token(text='coffee', start=2, end=8, kind='word', position=1)]
    Token {
        /// The text of the token.
        text: Py<PyString>,
        /// The start of the token in the text.
        start: usize,
        /// The end of the token in the text.
        end: usize,
        /// `word`, `han`, `number`, `punctuation`, `symbol`, `url`, `email`, `tag`, `emoji` or `other`.
        kind: Py<PyString>,
        /// The index of the word or sign in the text, for the phrase queries of a search index.
        position: u32,
    }
}

/// Cuts texts into words. Threads can share a tokenizer.
///
/// `mode` is `exact`, `search` (each word is preceded by the dictionary words inside it) or `full` (every dictionary
/// word). `compounds` and `contractions` are `split` or `whole`. `words` are words to add: a word, or a tuple of a
/// word, its frequency or `None`, and optionally its part of speech. The other options are those of the crate, with the
/// same names: `folding` (`simplified`, `off`), `unknown_words` (`on`, `off`), `overlaps` (`all`, `as-jieba`),
/// `han_signs` (`as-han`, `outside`), `names` (`whole`, `split`, `as-jieba`) and `longest_unknown_word`.
///
/// >>> tokenizer = bitext.Tokenizer(mode="search", words=["路摩卡"])
/// >>> tokenizer.words("我有路摩卡")
/// ['我', '有', '摩卡', '路摩卡']
/// >>> import pickle
/// >>> pickle.loads(pickle.dumps(tokenizer)) == tokenizer
/// True
#[pyclass(frozen, module = "bitext", name = "Tokenizer")]
#[derive(Debug)]
pub(crate) struct PyTokenizer {
    tokenizer: RwLock<MixedTokenizer>,
    strings: Mutex<StringCache>,
}

/// A word to add, with its frequency and its part of speech.
struct Word {
    word: PyBackedStr,
    frequency: Option<u64>,
    tag: Option<PyBackedStr>,
}

impl<'py> FromPyObject<'_, 'py> for Word {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        const EXPECTED: &str = "a word, or a tuple of a word, its frequency and its part of speech";
        if object.is_instance_of::<PyString>() {
            return Ok(Self { word: string(object, EXPECTED)?, frequency: None, tag: None });
        }
        let parts = object.cast::<PyTuple>().ok().filter(|parts| (1..=3).contains(&parts.len()));
        let parts = parts.ok_or_else(|| wrong_type(EXPECTED, object))?;
        let part = |index: usize| parts.get_item(index).ok().filter(|part| !part.is_none());
        let word = string(parts.get_item(0)?.as_borrowed(), "a word as a str")?;
        let frequency = part(1).map(|frequency| match frequency.extract::<u64>() {
            Err(_) if frequency.is_instance_of::<PyInt>() => Err(invalid(&format!(
                "the frequency of `{}` is {frequency}: it must be from 0 to 2^64 - 1",
                &*word
            ))),
            Err(_) => Err(wrong_type("a frequency as an int or None", frequency.as_borrowed())),
            Ok(frequency) => Ok(frequency),
        });
        let tag = part(2).map(|tag| string(tag.as_borrowed(), "a part of speech as a str or None"));
        Ok(Self { frequency: frequency.transpose()?, tag: tag.transpose()?, word })
    }
}

#[pymethods]
impl PyTokenizer {
    #[new]
    #[pyo3(signature = (
        *, mode = None, compounds = None, contractions = None, words = None, folding = None, unknown_words = None,
        overlaps = None, han_signs = None, names = None, longest_unknown_word = None
    ))]
    fn new(
        mode: Option<&str>,
        compounds: Option<&str>,
        contractions: Option<&str>,
        words: Option<Vec<Word>>,
        folding: Option<&str>,
        unknown_words: Option<&str>,
        overlaps: Option<&str>,
        han_signs: Option<&str>,
        names: Option<&str>,
        longest_unknown_word: Option<u64>,
    ) -> PyResult<Self> {
        let english = Choices::default().set("compounds", compounds).set("contractions", contractions);
        // Names are treated as compounds, unless an option says otherwise. The crate splits them without an option.
        let names = Some(names.or(compounds).unwrap_or("split")).filter(|&names| names != "split");
        let chinese = Choices::default()
            .set("mode", mode)
            .set("folding", folding)
            .set("unknown-words", unknown_words)
            .set("overlaps", overlaps)
            .set("han-signs", han_signs)
            .set("names", names)
            .set("longest-unknown-word", longest_unknown_word);
        let options = Choices::default()
            .set("english", Some(english.into_value()))
            .set("chinese", Some(chinese.into_value()));
        let mut tokenizer = MixedTokenizer::new().with_options(&options.parse::<MixedOptions>()?);
        for word in words.into_iter().flatten() {
            tokenizer.chinese_mut().add_word(&word.word, word.frequency, word.tag.as_deref());
        }
        Ok(Self::with(tokenizer))
    }

    /// The words of `text`.
    ///
    /// >>> bitext.Tokenizer().words("华为 Mate 60 于2023年8月发布。")
    /// ['华为', 'Mate', '60', '于', '2023', '年', '8', '月', '发布', '。']
    fn words<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyList>> {
        let tokens = self.tokens(py, text);
        self.with_strings(|strings| list(py, text, &tokens, strings))
    }

    /// The tokens of `text`. `unit` is the unit of the offsets: `code-points`, `bytes` or `utf16`.
    ///
    /// >>> [(token.start, token.end) for token in bitext.Tokenizer().tokenize("喝 coffee", unit="bytes")]
    /// [(0, 3), (4, 10)]
    #[pyo3(signature = (text, *, unit = Unit::CodePoints), text_signature = "($self, text, *, unit='code-points')")]
    fn tokenize(&self, py: Python<'_>, text: &str, unit: Unit) -> Vec<Token> {
        static KINDS: PyOnceLock<Vec<Py<PyString>>> = PyOnceLock::new();
        let kinds = KINDS
            .get_or_init(py, || kinds().iter().map(|kind| PyString::intern(py, kind).unbind()).collect());
        let mut offsets = unit.offsets(text);
        let tokens = self.tokens(py, text);
        let mut token = |token: CrateToken, strings: &mut StringCache| {
            let (start, end) = offsets.of(token.span);
            Token {
                text: strings.get(py, token.of(text)).unbind(),
                start,
                end,
                kind: kinds[usize::from(kind_number(token.kind))].clone_ref(py),
                position: token.position,
            }
        };
        self.with_strings(|strings| tokens.into_iter().map(|one| token(one, strings)).collect())
    }

    /// The words of each text, as lists. `threads` may be 0 for one thread per processor.
    ///
    /// >>> bitext.Tokenizer().words_batch(["图书馆开放", "It is open."], threads=2)
    /// [['图书馆', '开放'], ['It', 'is', 'open', '.']]
    #[pyo3(signature = (texts, *, threads = 1))]
    fn words_batch<'py>(
        &self,
        py: Python<'py>,
        texts: Texts,
        threads: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let tokenizer = self.engine(py);
        let work = |part: Range<usize>| {
            let (mut tokens, mut ends) = (Vec::new(), Vec::with_capacity(part.len()));
            for index in part.clone() {
                tokenizer.tokenize_into(texts.get(index), &mut tokens);
                ends.push(tokens.len());
            }
            (part, ends, tokens)
        };
        let mut lists: Vec<Py<PyList>> = Vec::with_capacity(texts.len());
        self.with_strings(|strings| {
            for_parts(py, &texts, threads, work, |(part, ends, tokens)| {
                Python::attach(|py| {
                    let mut start = 0;
                    for (index, end) in part.zip(ends) {
                        lists.push(list(py, texts.get(index), &tokens[start..end], strings)?.unbind());
                        start = end;
                    }
                    Ok(())
                })
            })
        })?;
        PyList::new(py, lists)
    }

    /// The tokens of each text, as columns of numbers that numpy, pyarrow and polars read without a copy.
    ///
    /// `texts` are strings, or a column of strings of pyarrow, polars or any library with Arrow's PyCapsule interface.
    /// Works without the global interpreter lock.
    ///
    /// >>> batch = bitext.Tokenizer().tokenize_batch(["图书馆开放", "It is open."])
    /// >>> batch.offsets.tolist(), batch.start.tolist()
    /// ([0, 2, 6], [0, 3, 0, 3, 6, 10])
    #[pyo3(
        signature = (texts, *, unit = Unit::CodePoints, threads = 1),
        text_signature = "($self, texts, *, unit='code-points', threads=1)"
    )]
    fn tokenize_batch(
        &self,
        py: Python<'_>,
        texts: Texts,
        unit: Unit,
        threads: usize,
    ) -> PyResult<TokenBatch> {
        Rows::check(&texts)?;
        let tokenizer = self.engine(py);
        let work = |part: Range<usize>| {
            let (mut rows, mut tokens) = (Rows::default(), Vec::new());
            for index in part {
                let text = texts.get(index);
                tokens.clear();
                tokenizer.tokenize_into(text, &mut tokens);
                let mut offsets = unit.offsets(text);
                for token in &tokens {
                    rows.push_span(token.span, &mut offsets);
                    rows.push_name(kind_number(token.kind));
                    rows.push_position(token.position);
                }
                rows.end_text();
            }
            rows
        };
        let rows = Rows::joined(py, map_parts(py, &texts, threads, work)?, threads)?;
        TokenBatch::of(py, rows, unit)
    }

    /// The words of each text, as an Arrow array of lists of strings, for `polars.Series` and `pyarrow.array`.
    ///
    /// >>> bitext.Tokenizer().words_arrow(["图书馆开放", "It is open."])
    /// ArrowArray(2 rows of LargeList(LargeUtf8))
    #[pyo3(signature = (texts, *, threads = 1))]
    fn words_arrow(&self, py: Python<'_>, texts: Texts, threads: usize) -> PyResult<PyArrowArray> {
        let tokenizer = self.engine(py);
        PyArrowArray::of_words(py, &texts, threads, &tokenizer)
    }

    /// Adds a word, and returns its frequency. Without a frequency, it gets one high enough to be preferred.
    ///
    /// >>> tokenizer = bitext.Tokenizer()
    /// >>> tokenizer.words("他学会了凌波微步")
    /// ['他', '学会', '了', '凌波微', '步']
    /// >>> _ = tokenizer.add_word("凌波微步")
    /// >>> tokenizer.words("他学会了凌波微步")
    /// ['他', '学会', '了', '凌波微步']
    #[pyo3(signature = (word, frequency = None, tag = None))]
    fn add_word(&self, py: Python<'_>, word: &str, frequency: Option<u64>, tag: Option<&str>) -> u64 {
        self.write(py).chinese_mut().add_word(word, frequency, tag)
    }

    /// Adds the words of a file in jieba's format: on each line a word, its frequency and its part of speech. Returns
    /// the number of lines with a word.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp(), "words.txt")
    /// >>> _ = path.write_text("凌波微步 5 n\n路摩卡\n", encoding="utf-8")
    /// >>> bitext.Tokenizer().add_words(path)
    /// 2
    fn add_words(&self, py: Python<'_>, path: PathBuf) -> PyResult<usize> {
        let text = py.detach(|| Reader::new().markup(Markup::Plain).read_path(&path));
        let text = text.map_err(|error| exception(&error))?;
        let added = self.write(py).chinese_mut().add_words(text.as_str().as_bytes());
        added.map_err(|error| exception_in(&path, &error))
    }

    /// The part of speech of a word, in the notation of jieba.
    ///
    /// >>> bitext.Tokenizer().tag("图书馆")
    /// 'n'
    fn tag(&self, py: Python<'_>, word: &str) -> String {
        self.engine(py).chinese().tag(word).to_owned()
    }

    /// The options and the added words.
    ///
    /// >>> bitext.Tokenizer(mode="search").to_dict()["chinese"]["mode"]
    /// 'search'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        choice::python(py, &self.options(py)?)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let options = self.engine(py).options();
        let mode = choice::name(&options.chinese.mode);
        format!("Tokenizer(mode='{mode}', {} added words)", options.chinese.words.len())
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        let options = |tokenizer: &Self| tokenizer.engine(py).options();
        other.cast::<Self>().is_ok_and(|other| options(other.get()) == options(self))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.import("bitext._bitext")?.getattr("_restore_tokenizer")?;
        Ok((restore, (self.options(py)?,)))
    }
}

impl PyTokenizer {
    pub(crate) fn with(tokenizer: MixedTokenizer) -> Self {
        Self { tokenizer: RwLock::new(tokenizer), strings: Mutex::new(StringCache::new()) }
    }

    /// The tokenizer at this time. Words that are added later do not change it.
    pub(crate) fn engine(&self, py: Python<'_>) -> MixedTokenizer {
        self.read(py).clone()
    }

    // A thread that waits for the lock detaches from the interpreter. Otherwise, the thread that holds the lock could
    // wait for the interpreter, and both would wait forever.
    fn read(&self, py: Python<'_>) -> RwLockReadGuard<'_, MixedTokenizer> {
        self.tokenizer.read_py_attached(py).unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, py: Python<'_>) -> RwLockWriteGuard<'_, MixedTokenizer> {
        self.tokenizer.write_py_attached(py).unwrap_or_else(PoisonError::into_inner)
    }

    fn tokens(&self, py: Python<'_>, text: &str) -> Vec<CrateToken> {
        if !is_long(text) {
            return self.read(py).tokenize(text);
        }
        let tokenizer = self.engine(py);
        py.detach(|| tokenizer.tokenize(text))
    }

    /// Calls `work` with the cache of strings, or with an empty one if another thread uses it.
    fn with_strings<R>(&self, work: impl FnOnce(&mut StringCache) -> R) -> R {
        match self.strings.try_lock() {
            Ok(mut strings) => work(&mut strings),
            Err(_) => work(&mut StringCache::new()),
        }
    }

    fn options(&self, py: Python<'_>) -> PyResult<String> {
        choice::json(&self.engine(py).options())
    }
}

/// The words of a text as a list.
fn list<'py>(
    py: Python<'py>,
    text: &str,
    tokens: &[CrateToken],
    strings: &mut StringCache,
) -> PyResult<Bound<'py, PyList>> {
    PyList::new(py, tokens.iter().map(|token| strings.get(py, token.of(text))))
}

/// Restores a pickled tokenizer.
#[pyfunction]
pub(crate) fn _restore_tokenizer(options: &str) -> PyResult<PyTokenizer> {
    let options: MixedOptions = choice::from_json(options)?;
    Ok(PyTokenizer::with(MixedTokenizer::new().with_options(&options)))
}
