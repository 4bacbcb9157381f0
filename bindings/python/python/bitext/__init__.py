"""English and Chinese text: language runs, sentences, words, and the alignment of a text with its translation.

>>> import bitext
>>> bitext.words("华为 Mate 60 于2023年8月发布。")
['华为', 'Mate', '60', '于', '2023', '年', '8', '月', '发布', '。']
>>> found = bitext.align_texts("The ferry leaves at eight. Tickets cost 35 yuan.", "渡轮八点出发。船票35元。")
>>> [(pair.english, pair.chinese) for pair in found]
[('The ferry leaves at eight.', '渡轮八点出发。'), ('Tickets cost 35 yuan.', '船票35元。')]

The functions use engines with the default options. For other options, make an engine once and use it often:

>>> tokenizer = bitext.Tokenizer(mode="search", words=["路摩卡"])
>>> tokenizer.words("我有路摩卡")
['我', '有', '摩卡', '路摩卡']

Offsets are indices into a ``str``; ``unit="bytes"`` asks for those of its UTF-8 form. Methods that end in ``_batch`` work on many
texts, on any number of threads.
"""

from importlib.metadata import version as _version

from bitext._bitext import (
    Agreement,
    Aligner,
    Alignment,
    Analyzer,
    Anchor,
    ArrowArray,
    Bead,
    Bitext,
    Config,
    Detection,
    DetectionBatch,
    Detector,
    DocumentMatch,
    DocumentMatcher,
    DocumentMatches,
    Evidence,
    Filter,
    FilterSummary,
    Filtering,
    LanguageTag,
    LearnedPair,
    Lexicon,
    NearDuplicate,
    Normalized,
    Normalizer,
    Pair,
    RowAnchors,
    Run,
    RunBatch,
    RunFinder,
    Score,
    Sentence,
    SentenceBatch,
    SentenceSplitter,
    SentenceStream,
    SrxRules,
    SrxSplitter,
    Term,
    Text,
    TextPart,
    Token,
    TokenBatch,
    Tokenizer,
    WordAlignment,
    WordLink,
    convert,
    decode,
    evaluate,
    load,
    pair_hash,
    pairs_arrow,
    read,
    read_anchors,
    read_ladder,
    save,
    stem,
    stop_words,
    text_order,
)
from bitext._errors import BitextError, BitextIOError

__version__: str = _version("bitext")

_TOKENIZER = Tokenizer()
_SPLITTER = SentenceSplitter()
_RUN_FINDER = RunFinder()
_DETECTOR = Detector()
_ALIGNER = Aligner()

words = _TOKENIZER.words
words_batch = _TOKENIZER.words_batch
words_arrow = _TOKENIZER.words_arrow
tokenize = _TOKENIZER.tokenize
tokenize_batch = _TOKENIZER.tokenize_batch
sentences = _SPLITTER.split
runs = _RUN_FINDER.runs
detect = _DETECTOR.detect
detect_batch = _DETECTOR.detect_batch
align_texts = _ALIGNER.align_texts
align_page = _ALIGNER.align_page
align_lines = _ALIGNER.align_lines
align_words = _ALIGNER.align_words

__all__ = [
    "Agreement",
    "Aligner",
    "Alignment",
    "Analyzer",
    "Anchor",
    "ArrowArray",
    "Bead",
    "Bitext",
    "BitextError",
    "BitextIOError",
    "Config",
    "Detection",
    "DetectionBatch",
    "Detector",
    "DocumentMatch",
    "DocumentMatcher",
    "DocumentMatches",
    "Evidence",
    "Filter",
    "FilterSummary",
    "Filtering",
    "LanguageTag",
    "LearnedPair",
    "Lexicon",
    "NearDuplicate",
    "Normalized",
    "Normalizer",
    "Pair",
    "RowAnchors",
    "Run",
    "RunBatch",
    "RunFinder",
    "Score",
    "Sentence",
    "SentenceBatch",
    "SentenceSplitter",
    "SentenceStream",
    "SrxRules",
    "SrxSplitter",
    "Term",
    "Text",
    "TextPart",
    "Token",
    "TokenBatch",
    "Tokenizer",
    "WordAlignment",
    "WordLink",
    "align_lines",
    "align_page",
    "align_texts",
    "align_words",
    "convert",
    "decode",
    "detect",
    "detect_batch",
    "evaluate",
    "load",
    "pair_hash",
    "pairs_arrow",
    "read",
    "read_anchors",
    "read_ladder",
    "runs",
    "save",
    "sentences",
    "stem",
    "stop_words",
    "text_order",
    "tokenize",
    "tokenize_batch",
    "words",
    "words_arrow",
    "words_batch",
]
