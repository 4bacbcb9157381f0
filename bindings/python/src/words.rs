//! Links between words.

use bitext::WordPair;
use pyo3::prelude::*;

use crate::bitexts::shortest;
use crate::notebook;
use crate::record::record;
use crate::unit::Offsets;

record! {
    /// An English word and a Chinese word that translate each other.
    ///
    /// >>> bitext.align_words("The ferry leaves.", "渡轮出发。").links[0]
    /// WordLink(english='ferry', chinese='渡轮', english_span=(4, 9), chinese_span=(0, 2), probability=..., reason='lexicon')
    WordLink {
        /// The English word.
        english: String,
        /// The Chinese word.
        chinese: String,
        /// The start and the end of the English word in the English text.
        english_span: (usize, usize),
        /// The start and the end of the Chinese word in the Chinese text.
        chinese_span: (usize, usize),
        /// The probability that the English word is linked to this Chinese word, 0 to 1.
        probability: f64,
        /// Why the words count as translations: `lexicon`, `name`, `number`, `same-word`, `learned` or `punctuation`.
        reason: String,
    }
}

record! {
    /// The words of a pair, and the links between them.
    ///
    /// >>> words = bitext.align_words("The ferry leaves.", "渡轮出发。")
    /// >>> [(link.english, link.chinese) for link in words.links]
    /// [('ferry', '渡轮'), ('.', '。')]
    /// >>> words.chinese_words
    /// ['渡轮', '出发', '。']
    WordAlignment {
        /// The English words.
        english_words: Vec<String>,
        /// The Chinese words.
        chinese_words: Vec<String>,
        /// The start and the end of each English word in the English text.
        english_spans: Vec<(usize, usize)>,
        /// The start and the end of each Chinese word in the Chinese text.
        chinese_spans: Vec<(usize, usize)>,
        /// The most probable link of each English word, if its probability is at least .3.
        links: Vec<Py<WordLink>>,
        /// All links with a probability that is not small, in the order of the English words.
        candidates: Vec<Py<WordLink>>,
    }
    {
        /// A table of the links for notebooks.
        fn _repr_html_(&self) -> String {
            notebook::links(self.links.iter().map(Py::get))
        }
    }
}

impl WordAlignment {
    /// The words of `texts`, an English and a Chinese text.
    pub(crate) fn of(
        py: Python<'_>,
        words: &bitext::WordAlignment,
        texts: (&str, &str),
        offsets: &mut (Offsets<'_>, Offsets<'_>),
    ) -> PyResult<Self> {
        let (english, chinese) = (words.english_words(), words.chinese_words());
        let link = |pair: &WordPair, offsets: &mut (Offsets<'_>, Offsets<'_>)| {
            let (own, other) = (english[pair.english], chinese[pair.chinese]);
            let link = WordLink {
                english: own.of(texts.0).to_owned(),
                chinese: other.of(texts.1).to_owned(),
                english_span: offsets.0.of(own),
                chinese_span: offsets.1.of(other),
                probability: shortest(pair.probability),
                reason: pair.reason.to_string(),
            };
            Py::new(py, link)
        };
        Ok(Self {
            english_words: english.iter().map(|span| span.of(texts.0).to_owned()).collect(),
            chinese_words: chinese.iter().map(|span| span.of(texts.1).to_owned()).collect(),
            english_spans: offsets.0.all(english),
            chinese_spans: offsets.1.all(chinese),
            links: words.best().map(|pair| link(pair, offsets)).collect::<PyResult<_>>()?,
            candidates: words.candidates().iter().map(|pair| link(pair, offsets)).collect::<PyResult<_>>()?,
        })
    }
}
