"""Options, pickling, threads, errors, memory, and the command line."""

import errno
import json
import multiprocessing
import os
import pickle
import re
import subprocess
import sys
import textwrap
import threading
import time
from array import array
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pytest

import bitext


SRX = """<srx version="2.0"><header cascade="no"/><body><languagerules><languagerule languagerulename="all">
<rule break="yes"><beforebreak>[.;。；]</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"""


@pytest.mark.parametrize(
    "value",
    [
        bitext.Tokenizer(mode="search", compounds="whole", words=["路摩卡", ("凌波微步", 5), ("大侠", None, "n")]),
        bitext.SentenceSplitter(line_breaks="always"),
        bitext.RunFinder(languages=["en", "zh"]),
        bitext.Detector(languages=["en", "zh"]),
        bitext.tokenize("喝 coffee"),
        bitext.sentences("你好！Come in."),
        bitext.runs("I like 茶。"),
        bitext.detect("今天天气真好"),
        bitext.align_texts("The ferry leaves at 8.", "渡轮8点出发。"),
        bitext.align_page("Ticket office 售票处\n", unit="bytes"),
        bitext.align_words("The ferry leaves.", "渡轮出发。"),
        bitext.Aligner().align_sentences(["Come in."], ["请进。"]),
        bitext.evaluate([([0], [0])], [([0], [0])]).strict,
        bitext.Anchor.pair((0, 12), (0, 6)),
        bitext.Anchor.boundary(12, 6),
        bitext.Filter(min_letters=2, reject=["duplicate"]),
        bitext.Filter.strict().start().summary,
        bitext.Normalizer(form="nfkc", case="fold"),
        bitext.Analyzer(bitext.Tokenizer(words=["路摩卡"]), stems="english", positions="by-word"),
        bitext.Analyzer().query("臺灣 TEA")[1],
        bitext.DocumentMatcher().find(["Wash the rice twice and add water."], ["米淘洗两遍，加水。"]),
        bitext.tokenize_batch(["喝 coffee", ""]),
        bitext.SentenceSplitter().split_batch(["你好！"], unit="bytes"),
        bitext.RunFinder().runs_batch(["I like 茶。"]),
        bitext.detect_batch(["茶", "Tea"]),
        bitext.words_arrow(["图书馆开放", "", "茶"]),
        bitext.words_arrow([]),
        bitext.pairs_arrow([bitext.align_page("Ticket office 售票处\n\nNo smoking 禁止吸烟\n")]),
        bitext.pairs_arrow([]),
        bitext.decode("<p>茶 &amp; Tea</p>".encode("gbk"), encoding="gbk", markup="html"),
        bitext.decode(b"1\n00:00:01,000 --> 00:00:02,500\nCome in.\n"),
        bitext.decode(b"Tea \xff", encoding="utf-8", errors="replace"),
        bitext.Normalizer.for_search().normalize("ＩＢＭ 臺灣", unit="utf16"),
        bitext.evaluate([([0], [0]), ([1], [1])], [([0], [0]), ([1], []), ([], [1])]),
        bitext.Lexicon.parse("苹果\tapple\t0.3\n"),
        bitext.Lexicon.embedded() | bitext.Lexicon.parse("路摩卡\tLumo card\n"),
        bitext.Aligner(bitext.Lexicon.parse("苹果\tapple\n")),
        bitext.DocumentMatcher(bitext.Aligner(bitext.Lexicon.empty()), min_confidence=0.25),
        bitext.LanguageTag("zh_TW.UTF-8"),
        bitext.SrxRules(SRX),
        bitext.SrxRules(SRX).splitter("zh", line_breaks="always"),
        bitext.Config(tokenizer=bitext.Tokenizer(words=["路摩卡"]), filter=bitext.Filter.strict()),
        bitext.BitextError("no tab", "syntax", "a.tsv", 3, None),
        bitext.BitextIOError("no such file", "io", "a.tsv", errno=2),
    ],
    ids=lambda value: type(value).__name__,
)
def test_pickle(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert type(again) is type(value)
    assert repr(again) == repr(value)
    if not isinstance(value, Exception):
        assert again == value
        assert again != "another type"
        if hasattr(value, "to_dict"):
            assert again.to_dict() == value.to_dict()
    else:
        assert vars(again) == vars(value)


def test_pickled_engines_work_alike() -> None:
    text = "他用路摩卡坐渡轮。"
    tokenizer = bitext.Tokenizer(words=["路摩卡"])
    assert pickle.loads(pickle.dumps(tokenizer)).words(text) == tokenizer.words(text) == ["他", "用", "路摩卡", "坐", "渡轮", "。"]
    own = bitext.Lexicon.parse("路摩卡\tLumo card\n")
    for lexicon in [None, own, bitext.Lexicon.embedded() | own]:
        aligner = bitext.Aligner(lexicon)
        again = pickle.loads(pickle.dumps(aligner))
        page = "Tap your Lumo card.\n\n请刷路摩卡。\n"
        assert again.align_page(page) == aligner.align_page(page)
        assert again.lexicon.words() == aligner.lexicon.words()
    assert len(pickle.dumps(bitext.Aligner())) < 100
    batches: list[Any] = [
        bitext.tokenize_batch(["喝 coffee", ""]),
        bitext.SentenceSplitter().split_batch(["你好！"], unit="bytes"),
        bitext.RunFinder().runs_batch(["I like 茶。"]),
        bitext.detect_batch(["茶"]),
    ]
    for batch in batches:
        again = pickle.loads(pickle.dumps(batch))
        assert (repr(again), again.to_dict(), again.unit) == (repr(batch), batch.to_dict(), batch.unit)
    assert pickle.loads(pickle.dumps(bitext.tokenize))("茶") == bitext.tokenize("茶")


def test_merged_lexicons() -> None:
    """What a lexicon was merged from takes no room: neither in pickle, nor on the stack."""
    first, second = map(bitext.Lexicon.parse, ["路摩卡\tLumo card\n", "路摩卡\tcard\t0.9\n路\tway\n"])
    package = bitext.Lexicon.embedded()
    merged = [first | second, (first | package) | (package | second)]
    for lexicon in merged:
        stored = pickle.dumps(lexicon)
        assert len(stored) < 1000
        assert pickle.loads(stored) == lexicon
        assert lexicon.lookup("路摩卡") == [("card", 0.9), ("lumo", 0.5)]
    assert merged[0] != merged[1] and package | package == package
    # Each step doubles the number of lexicons that were merged.
    double = first
    for _ in range(22):
        double = double | double
    assert len(pickle.dumps(double)) < 1000
    assert pickle.loads(pickle.dumps(double)) == double == first
    chain = first
    for number in range(5_000):
        chain = chain | [first, second][number % 2]
    assert pickle.loads(pickle.dumps(chain)) == chain == first | second


def test_texts_cross_processes(tmp_path: Path) -> None:
    """The text of a file, with the map to its bytes."""
    paths = [tmp_path / "tea.html", tmp_path / "tea.srt"]
    paths[0].write_bytes("<h1>茶</h1><p>绿茶 &amp; 红茶</p>".encode("gbk"))
    paths[1].write_text("1\n00:00:01,000 --> 00:00:02,500\nCome in.\n", encoding="utf-8")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        page, subtitles = pool.map(bitext.read, paths)
    assert (page.text, page.encoding, page.markup) == ("茶\n\n绿茶 & 红茶\n", "GBK", "html")
    assert page.sources(6, 7) == bitext.read(paths[0]).sources(6, 7)
    assert subtitles.time(0, 8) == (1.0, 2.5)
    assert page == bitext.read(paths[0]) != subtitles


def test_results_are_equal_by_value() -> None:
    batch = bitext.tokenize_batch(["喝 coffee", "茶"])
    assert batch == bitext.tokenize_batch(["喝 coffee", "茶"], threads=2)
    assert batch != bitext.tokenize_batch(["喝 coffee", "茶"], unit="bytes")
    assert batch != bitext.tokenize_batch(["喝 coffee"])
    assert bitext.words_arrow(["喝茶"]) == bitext.words_arrow(["喝茶"]) != bitext.words_arrow(["喝", "茶"])
    own, other = bitext.Lexicon.parse("苹果\tapple\n"), bitext.Lexicon.parse("苹果\tpear\n")
    assert own == bitext.Lexicon.parse("苹果\tapple\n") != other
    assert bitext.Lexicon.embedded() == bitext.Lexicon.embedded() != own
    assert hash(own) == hash(bitext.Lexicon.parse("苹果\tapple\n"))
    assert bitext.Aligner(own) == bitext.Aligner(own) != bitext.Aligner(other)
    assert bitext.DocumentMatcher() == bitext.DocumentMatcher(bitext.Aligner()) != bitext.DocumentMatcher(min_confidence=0.1)
    assert bitext.DocumentMatcher(bitext.Aligner(own)) != bitext.DocumentMatcher()
    table = bitext.pairs_arrow([bitext.align_page("Ticket office 售票处\n")]).to_dict()
    assert (table["document"], table["english"], table["kind"]) == ([0], ["Ticket office"], ["1-1"])


@pytest.mark.parametrize(
    "texts, rows, columns, message",
    [
        (2, 2, [[0, 3, 2], [0, 1], [1, 2]], "offsets"),
        (1, 2, [[1, 2], [0, 1], [1, 2]], "offsets"),
        (1, 2, [[-1, 2], [0, 1], [1, 2]], "offsets"),
        (1, 3, [[0, 2], [0, 1], [1, 2]], "offsets"),
        (1, 2, [[0, 2], [0], [1, 2]], "start"),
        (1, 2, [[0, 2], [0, 1], []], "end"),
        (1, 2, [[0, 2], [0, 1]], "columns"),
        (2**64 - 1, 2, [[0, 2], [0, 1], [1, 2]], "offsets"),
    ],
)
def test_damaged_batches(texts: int, rows: int, columns: list[list[int]], message: str) -> None:
    state = [array(form, column).tobytes() for form, column in zip("qII", columns)]
    with pytest.raises(ValueError, match=message):
        bitext.SentenceBatch(texts, rows, "code-points", state)


def test_damaged_names() -> None:
    fine = bitext.DetectionBatch(1, 1, "code-points", [b"\0", array("d", [0.5]).tobytes()])
    assert fine.confidence.tolist() == [0.5]
    for texts, state in [(1, [b"\xff", bytes(8)]), (2, [b"\0", bytes(8)]), (1, [b"\0", bytes(7)]), (1, [])]:
        with pytest.raises(ValueError, match="damaged"):
            bitext.DetectionBatch(texts, 1, "code-points", state)
    reduced: Any = bitext.words_arrow(["图书馆开放"]).__reduce__()
    make, (kind, rows, memory) = reduced
    assert make(kind, rows, memory) == bitext.words_arrow(["图书馆开放"])
    for bad in [memory[:1], [*memory, b""], [array("q", [0, -5]).tobytes(), *memory[1:]], [memory[0], memory[1], b"\xff" * 15]]:
        with pytest.raises(ValueError, match="damaged"):
            make(kind, rows, bad)


SURROGATE = "\ud800"


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: bitext.align_texts(SURROGATE, "x"), UnicodeEncodeError, "surrogates"),
        (lambda: bitext.align_page(None), TypeError, "expected a str or a Text, not NoneType"),  # type: ignore[arg-type]
        (lambda: bitext.align_page(b"x"), TypeError, "expected a str or a Text, not bytes"),  # type: ignore[arg-type]
        (lambda: bitext.evaluate([(0, 0)], []), TypeError, r"expected a Bitext or a list of beads.*not \[\(0, 0\)\]"),  # type: ignore[list-item]
        (lambda: bitext.evaluate([], [(0, 0)]), TypeError, "a Bitext, an Alignment or a list"),  # type: ignore[list-item]
        (lambda: bitext.evaluate([([-1], [0])], []), ValueError, "negative"),
        (lambda: bitext.Tokenizer(words=[("a", -1)]), ValueError, "the frequency of `a` is -1"),
        (lambda: bitext.Tokenizer(words=[("a", "b")]), TypeError, "an int or None, not str"),  # type: ignore[list-item]
        (lambda: bitext.Tokenizer(words=[()]), TypeError, "expected a word, or a tuple"),  # type: ignore[list-item]
        (lambda: bitext.Tokenizer(words=[SURROGATE]), UnicodeEncodeError, "surrogates"),
        (lambda: bitext.Aligner().learn([("ab", "cd")]), TypeError, "several texts, such as a list of str, not str"),
        (lambda: bitext.Aligner().learn([(["a"], [1])]), TypeError, "expected a str, not int"),  # type: ignore[list-item]
        (lambda: bitext.Aligner().learn([3]), TypeError, "expected a Bitext or a tuple"),  # type: ignore[list-item]
        (lambda: bitext.Aligner().align_sentences("ab", ["cd"]), TypeError, "such as a list of str, not str"),
        (lambda: bitext.Filter(reject="duplicate"), TypeError, "such as a list of str, not str"),  # type: ignore[arg-type]
        (lambda: bitext.Bitext.from_rows([("a",)]), TypeError, "expected a Pair, or a tuple"),  # type: ignore[list-item]
        (lambda: bitext.convert([], "c.tsv"), ValueError, "inputs: name a file"),
        (lambda: bitext.convert(3, "c.tsv"), TypeError, "expected a path or several"),  # type: ignore[arg-type]
        (lambda: bitext.Filter(max_length_ratio=float("inf")), ValueError, "max_length_ratio: inf is not a finite number"),
        (lambda: bitext.Filter(min_confidence=float("nan")), ValueError, "min_confidence: NaN is not a finite number"),
        (lambda: bitext.DocumentMatcher(min_confidence=float("nan")), ValueError, "is not a finite number"),
        (lambda: bitext.Filter().start().check_texts("a", "b", float("nan")), ValueError, "confidence: NaN"),
        (lambda: bitext.LanguageTag("e"), ValueError, "`e`"),
    ],
)
def test_wrong_arguments(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_io_errors_are_those_of_python(tmp_path: Path) -> None:
    missing, folder = tmp_path / "missing.tsv", tmp_path / "folder.tsv"
    folder.mkdir()
    calls: list[Callable[[Path], Any]] = [
        bitext.read, bitext.load, bitext.read_ladder, bitext.Lexicon.from_path, bitext.Tokenizer().add_words,
        bitext.SrxRules.from_path, bitext.Config.from_path, lambda path: bitext.convert(path, tmp_path / "out.tmx"),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(FileNotFoundError) as error:
            call(missing)
        assert isinstance(error.value, bitext.BitextIOError)
        assert (error.value.errno, error.value.filename, error.value.path) == (errno.ENOENT, str(missing), str(missing))
        again = pickle.loads(pickle.dumps(error.value))
        assert (type(again), str(again), again.errno) == (type(error.value), str(error.value), errno.ENOENT)
    with pytest.raises(IsADirectoryError) as found:
        bitext.read(folder)
    assert found.value.errno == errno.EISDIR
    with pytest.raises(FileNotFoundError):
        bitext.align_page("Ticket office 售票处\n").save(tmp_path / "no" / "folder.tsv")


def test_streams(documents: list[dict[str, str]]) -> None:
    text = "\n\n".join(document["page"] for document in documents) * 10
    units: list[Literal["code-points", "bytes", "utf16"]] = ["code-points", "bytes", "utf16"]
    for unit in units:
        stream = bitext.SentenceSplitter().stream(unit=unit)
        found = [one for start in range(0, len(text), 997) for one in stream.push(text[start : start + 997])]
        assert 100 < len(found)
        found += stream.finish()
        assert found == bitext.SentenceSplitter().split(text, unit=unit)
    with pytest.raises(ValueError, match="make another stream"):
        stream.push("more")


def test_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.srx"
    path.write_text(SRX, encoding="utf-8")
    rules = bitext.SrxRules.from_path(path)
    assert rules == bitext.SrxRules(SRX)
    splitter = rules.splitter("zh")
    texts = ["请进；请坐。", "It rained; he left."]
    found = [splitter.split(text) for text in texts]
    assert [[one.text for one in sentences] for sentences in found] == [["请进；", "请坐。"], ["It rained;", "he left."]]
    assert splitter.split_batch(texts, threads=2).start.tolist() == [one.start for sentences in found for one in sentences]
    english, chinese = bitext.decode(b"Come in; sit down."), bitext.decode("请进；请坐。".encode())
    pairs = bitext.Aligner().align_texts_by_rules(english, rules.splitter("en"), chinese, splitter)
    assert [(pair.english, pair.chinese) for pair in pairs] == [("Come in;", "请进；"), ("sit down.", "请坐。")]
    path.write_text("<srx", encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        bitext.SrxRules.from_path(path)
    assert error.value.path == str(path)


def test_config() -> None:
    engines = {
        "tokenizer": bitext.Tokenizer(mode="search", words=["路摩卡"]),
        "sentence_splitter": bitext.SentenceSplitter(line_breaks="never"),
        "normalizer": bitext.Normalizer(case="fold"),
        "detector": bitext.Detector(languages=["en", "zh"]),
        "run_finder": bitext.RunFinder(languages=["en"]),
        "filter": bitext.Filter.strict(),
    }
    config = bitext.Config(**engines, analyzer=bitext.Analyzer(stems="english"))  # type: ignore[arg-type]
    again = bitext.Config.parse(config.to_json())
    for name, engine in engines.items():
        assert getattr(again, name) == engine
        assert getattr(bitext.Config(), name) != engine
    assert again.analyzer.to_dict()["stems"] == "english"
    with pytest.raises(ValueError, match="unknown field"):
        bitext.Config.parse('{"tokeniser": {}}')


def test_language_tags() -> None:
    tag = bitext.LanguageTag("cmn_hant_hk")
    assert (str(tag), tag.primary, tag.language, tag.script, tag.region) == ("zh-Hant-HK", "zh", "zh", "Hant", "HK")
    assert tag.to_dict() == {"tag": "zh-Hant-HK", "language": "zh", "script": "Hant", "region": "HK"}
    assert tag.matches(bitext.LanguageTag("zh-Hant")) and not tag.matches("zh-Hans")
    assert sorted([tag, bitext.LanguageTag("en")])[0].language == "en"
    assert len({tag, bitext.LanguageTag("zh-hant-hk")}) == 1


def test_options() -> None:
    text = "我在图书馆"
    assert bitext.Tokenizer().words(text) == ["我", "在", "图书馆"]
    assert "图书" in bitext.Tokenizer(mode="search").words(text)
    assert bitext.Tokenizer(contractions="split").words("don't") == ["do", "n't"]
    assert bitext.Tokenizer(compounds="whole").words("$450") == ["$450"]
    # Without an option, every option is the default of the crate.
    chinese = bitext.Tokenizer().to_dict()["chinese"]
    assert (chinese["mode"], chinese["names"], chinese["words"]) == ("exact", None, [])
    assert bitext.Tokenizer(names="whole").words("列夫·托尔斯泰") == ["列夫·托尔斯泰"]
    for arguments in [{"mode": "fast"}, {"folding": "on"}, {"names": "none"}]:
        with pytest.raises(bitext.BitextError, match="unknown variant") as error:
            bitext.Tokenizer(**arguments)  # type: ignore[arg-type]
        assert error.value.kind == "options"
    with pytest.raises(ValueError, match="`chars` is not"):
        bitext.tokenize("茶", unit="chars")  # type: ignore[arg-type]
    with pytest.raises(bitext.BitextError, match="not a known language code"):
        bitext.Detector(languages=["xx"])


def test_user_words(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("凌波微步 5 n\n路摩卡\n", encoding="utf-8")
    tokenizer = bitext.Tokenizer()
    assert tokenizer.add_words(path) == 2
    assert tokenizer.words("他学会了凌波微步") == ["他", "学会", "了", "凌波微步"]
    assert tokenizer.tag("凌波微步") == "n"
    path.write_text("路摩卡\n凌波微步 often n\n", encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        tokenizer.add_words(path)
    assert (error.value.kind, error.value.path, error.value.line) == ("syntax", str(path), 2)


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("苹果\tapple\n香蕉 banana\n", encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        bitext.Lexicon.from_path(path)
    assert (error.value.kind, error.value.path, error.value.line) == ("syntax", str(path), 2)
    assert str(error.value).startswith(f"{path}, line 2: ")
    with pytest.raises(OSError) as missing:
        bitext.read(tmp_path / "missing.txt")
    assert isinstance(missing.value, bitext.BitextIOError)
    assert (missing.value.kind, missing.value.path) == ("io", str(tmp_path / "missing.txt"))
    path.write_text("[0]:[0]\n[1]-[1]\n", encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        bitext.read_ladder(path)
    assert (error.value.path, error.value.line) == (str(path), 2)
    with pytest.raises(bitext.BitextIOError) as unwritten:
        bitext.align_page("Ticket office 售票处\n").save(tmp_path / "no" / "folder.tsv")
    assert unwritten.value.path == str(tmp_path / "no" / "folder.tsv")
    with pytest.raises(bitext.BitextError, match="state the format"):
        bitext.align_page("Ticket office 售票处\n").save(tmp_path / "pairs.docx")
    with pytest.raises(TypeError, match="not one str"):
        bitext.words_batch("茶")
    with pytest.raises(UnicodeEncodeError):
        bitext.words("\ud800")


def test_strange_texts() -> None:
    texts = [None, "", " ", "\x00", "𠮷" * 3, "e\u0301" * 1000, "茶" * 10_000]
    batch = bitext.tokenize_batch(texts)
    assert batch.offsets.tolist()[:4] == [0, 0, 0, 0]
    assert len(batch) == len(texts)
    assert bitext.tokenize_batch([]).offsets.tolist() == [0]
    assert bitext.words_batch([]) == []
    assert bitext.words_batch(text for text in ["茶", "喝茶"]) == [["茶"], ["喝茶"]]


@pytest.mark.parametrize("unit", ["code-points", "utf16", "bytes"])
def test_offsets_of_long_texts(unit: Literal["code-points", "utf16", "bytes"]) -> None:
    for one in ["茶 tea 😀 𠮷é\n", "a" * 255 + "茶", "😀", "tea\n"]:
        text = one * (2000 // len(one))
        offsets, places = [0], [0]
        for c in text:
            width = {"code-points": 1, "utf16": len(c.encode("utf-16-le")) // 2, "bytes": len(c.encode())}
            offsets.append(offsets[-1] + width[unit])
            places.append(places[-1] + width["bytes"])
        read, normal = bitext.decode(text.encode()), bitext.Normalizer().normalize(text, unit=unit)
        spans = list(zip(offsets, offsets[1:]))
        spans += [(0, end) for end in offsets] + [(start, offsets[-1]) for start in offsets]
        byte = dict(zip(offsets, places))
        for start, end in spans:
            if start < end:
                assert read.sources(start, end, unit=unit) == [(byte[start], byte[end])]
            assert normal.original(start, end) == (start, end)
        for end in range(offsets[-1] + 3):
            if end not in byte:
                with pytest.raises(ValueError, match="is not a span"):
                    normal.original(0, end)


def test_offsets_of_each_sentence() -> None:
    """Each call read the whole text, so that the 40,000 calls took minutes."""
    times = [f"00:{n // 60:02}:{n % 60:02}" for n in range(3000)]
    cues = [f"{n}\n{at},000 --> {at},500\n第{n}班渡轮出发了。\n" for n, at in enumerate(times)]
    text = bitext.decode("\n".join(cues).encode())
    normal = bitext.Normalizer.for_search().normalize(text.text * 5)
    start = time.monotonic()
    for _ in range(5):
        found = [text.time(one.start, one.end) for one in bitext.sentences(text.text)]
    assert found == [(float(n), n + 0.5) for n in range(3000)]
    for at in range(20_000):
        assert normal.original(at, at + 1) == (at, at + 1)
    assert time.monotonic() - start < 60


def test_a_text_is_one_string() -> None:
    """A property that is read for each sentence does not copy the text each time."""
    read, normal = bitext.decode("渡轮出发了。".encode()), bitext.Normalizer().normalize("渡轮出发了。")
    assert read.text is read.text is str(read) and normal.text is normal.text is str(normal)
    found = bitext.align_texts("The ferry leaves.", read.text)
    assert found.english_text is found.english_text and found.chinese_text is found.chinese_text


def test_threads_share_engines(documents: list[dict[str, str]]) -> None:
    pages = [document["page"] for document in documents]
    tokenizer, aligner = bitext.Tokenizer(), bitext.Aligner()
    words = [tokenizer.words(page) for page in pages]
    pairs = [aligner.align_page(page).to_dict() for page in pages]
    flat = tokenizer.tokenize_batch(pages).to_dict()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokenizer.words, pages)) == words
        assert [one.to_dict() for one in pool.map(aligner.align_page, pages)] == pairs
        for threads in [1, 2, 3, 0]:
            batches = [pool.submit(tokenizer.tokenize_batch, pages, threads=threads) for _ in range(4)]
            assert all(batch.result().to_dict() == flat for batch in batches)


def test_words_can_be_added_while_threads_read() -> None:
    tokenizer = bitext.Tokenizer()
    stop = threading.Event()

    def read() -> int:
        calls = 0
        while not stop.is_set():
            tokenizer.words("他学会了凌波微步" * 1000)
            calls += 1
        return calls

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(300):
            tokenizer.add_word(f"凌波微步{number}")
        tokenizer.add_word("凌波微步")
        stop.set()
        assert all(reader.result(timeout=60) > 0 for reader in readers)
    assert tokenizer.words("他学会了凌波微步")[-1] == "凌波微步"


def test_other_threads_run_during_a_batch() -> None:
    texts = ["他学会了凌波微步，渡轮八点出发。" * 200] * 2000
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    bitext.tokenize_batch(texts)
    done.set()
    thread.join()
    assert ticks >= 5


@pytest.mark.parametrize("name", ["export", "xlsx", "parse", "from_bytes", "of_pairs", "pairs_arrow", "evaluate", "pickle"])
def test_other_threads_run_during_long_work(name: str, tmp_path: Path) -> None:
    row = bitext.align_texts("The ferry leaves at eight.", "渡轮八点出发。")[0]
    found = bitext.Bitext.from_rows([row] * 30_000)
    words = [(chr(0x4E00 + number % 5000) + chr(0x4E00 + number // 5000), f"word{number}") for number in range(100_000)]
    lines = "".join(f"{chinese}\t{english}\n" for chinese, english in words)
    data = bitext.Lexicon.parse(lines).to_bytes()
    learned = [bitext.LearnedPair(chinese, english, 0.5, 3.0) for chinese, english in words]
    work: dict[str, Callable[[], object]] = {
        "export": lambda: found.export("html"),
        "xlsx": lambda: found.save(tmp_path / "pairs.xlsx"),
        "parse": lambda: bitext.Lexicon.parse(lines),
        "from_bytes": lambda: [bitext.Lexicon.from_bytes(data) for _ in range(5)],
        "of_pairs": lambda: bitext.Lexicon.of_pairs(learned),
        "pairs_arrow": lambda: bitext.pairs_arrow([found] * 10),
        "evaluate": lambda: bitext.evaluate(found, found),
        "pickle": lambda: pickle.loads(pickle.dumps(found)),
    }
    # With the lock held, another thread gets it only between two calls of Python code; the interval is longer than all
    # work, so that a thread that wants the lock does not interrupt Python code either.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.0005):
            ticks += 1

    thread = threading.Thread(target=tick)
    try:
        thread.start()
        before = ticks
        work[name]()
        during = ticks - before
    finally:
        sys.setswitchinterval(interval)
        done.set()
        thread.join()
    assert during >= 3


def test_a_batch_can_be_interrupted() -> None:
    code = """
        import _thread, threading, bitext
        texts = ["The ferry leaves at eight. 渡轮八点出发。"] * 1000
        threading.Timer(0.5, _thread.interrupt_main).start()
        for _ in range(10_000):
            bitext.Aligner().align_page_batch(texts, threads=2)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60)
    assert "KeyboardInterrupt" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="resident memory is read from /proc")
def test_memory_stays_flat() -> None:
    """10^5 calls, after which less than 4 MiB more are resident than after the first 10^4."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("resident memory is read from /proc")
    code = """
        import bitext
        def resident():
            with open("/proc/self/statm") as file:
                return int(file.read().split()[1]) * 4096
        tokenizer, aligner = bitext.Tokenizer(), bitext.Aligner()
        texts = ["华为 Mate 60 于2023年8月发布。", "The ferry leaves at eight."]
        def call():
            tokenizer.words(texts[0]), tokenizer.tokenize(texts[0]), bitext.sentences(texts[1])
            bitext.runs(texts[0]), bitext.detect(texts[1]).to_dict()
            batch = tokenizer.tokenize_batch(texts)
            memoryview(batch.start).tolist(), batch.__arrow_c_array__(), tokenizer.words_arrow(texts).__arrow_c_array__()
            try:
                bitext.Lexicon.parse("苹果 apple")
            except bitext.BitextError:
                pass
        def align():
            found = aligner.align_texts(texts[1], "渡轮八点出发。")
            found.pairs, found.word_alignments(), found.export("html"), found._repr_html_()
        for _ in range(10_000):
            call()
        for _ in range(300):
            align()
        before = resident()
        for _ in range(90_000):
            call()
        for _ in range(2_000):
            align()
        print(resident() - before)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 4 << 20


def test_subinterpreters_are_refused() -> None:
    code = """
        import bitext
        try:
            import _interpreters as interpreters
        except ImportError:
            import _xxsubinterpreters as interpreters
        number = interpreters.create()
        try:
            failure = interpreters.run_string(number, "import bitext")
        except Exception as error:
            failure = error
        print(getattr(failure, "formatted", failure))
        assert bitext.words("喝茶") == ["喝茶"]
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert "ImportError" in run.stdout
    assert re.search("sub-?interpreters", run.stdout)


def test_subinterpreters_of_old_are_refused() -> None:
    """Those that share the lock of the main interpreter, as embedding programs make them. Python does not refuse them."""
    code = """
        import bitext, sys
        if sys.version_info < (3, 12):
            import _xxsubinterpreters as interpreters
            number = interpreters.create(isolated=False)
        elif sys.version_info < (3, 13):
            import _xxsubinterpreters as interpreters
            number = interpreters.create(isolated=False)
        else:
            import _interpreters as interpreters
            number = interpreters.create("legacy")
        script = "try:\\n import bitext\\nexcept ImportError as error:\\n print('refused:', error, flush=True)"
        interpreters.run_string(number, script)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert run.stdout == "refused: bitext does not support sub-interpreters: use threads or processes\n"


def test_files(tmp_path: Path) -> None:
    english, chinese = tmp_path / "a.en.md", tmp_path / "a.zh.md"
    english.write_text("- It shortens each build and test\n- It is cheap\n", encoding="utf-8")
    chinese.write_bytes("- 缩短每次构建和测试的时间\n- 成本低\n".encode("gbk"))
    own, other = bitext.read(english), bitext.read(chinese)
    assert (other.encoding, other.markup, str(other)) == ("GBK", "markdown", "缩短每次构建和测试的时间\n成本低\n")
    found = bitext.align_texts(own, other)
    assert [pair.chinese for pair in found] == ["缩短每次构建和测试的时间", "成本低"]
    assert other.sources(0, 2) == [(2, 6)]
    assert other.sources(0, 6, unit="bytes") == [(2, 6)]
    for name in ["pairs.tsv", "pairs.csv", "pairs.jsonl", "pairs.tmx", "pairs.xlf", "pairs.xces", "pairs.txt", "pairs.html"]:
        found.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 20
    lines = (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["zh"] for line in lines] == [pair.chinese for pair in found]
    found.save(tmp_path / "three", "pharaoh")
    assert (tmp_path / "three.align").read_text().count("\n") == 2
    found.save(tmp_path / "three", "moses")
    assert (tmp_path / "three.zh").read_text(encoding="utf-8") == "缩短每次构建和测试的时间\n成本低\n"
    bitext.save([found, found], tmp_path / "all.tsv", names=["one", "two"])
    rows = (tmp_path / "all.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 5 and rows[1].endswith("one") and rows[4].endswith("two")
    with pytest.raises(bitext.BitextError, match="one document"):
        bitext.save([found, found], tmp_path / "all.ladder")
    assert '"links"' in found.export("jsonl", word_links=True)
    assert found.export("html").startswith("<!DOCTYPE html>")


def test_corrected_files(tmp_path: Path) -> None:
    path = tmp_path / "corrected.jsonl"
    rows = [
        {"en": "Mind the gap.", "zh": "小心站台间隙。", "review": "checked"},
        {"en": "Stand clear.", "zh": "请勿靠近。", "review": "rejected"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    corrected = bitext.load(path)
    assert [pair.review for pair in corrected] == ["checked", "rejected"]
    right = bitext.evaluate(corrected, [([0], [0]), ([1], []), ([], [1])])
    wrong = bitext.evaluate(corrected, [([0], [0]), ([1], [1])])
    assert (right.strict.precision, wrong.strict.precision) == (1.0, 0.5)
    path.write_text('{"en": "Mind the gap."}\n', encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        bitext.load(path)
    assert (error.value.path, error.value.line) == (str(path), 1)
    with pytest.raises(bitext.BitextError, match="use one of `tsv`"):
        bitext.load(tmp_path / "corrected.jsonl", "docx")  # type: ignore[arg-type]


def test_notebook_html() -> None:
    found = bitext.align_texts("<b>Tea</b> costs 3 yuan & more.", "<b>茶</b>的价格是3元以上。")
    html = found._repr_html_()
    assert "&lt;b&gt;茶&lt;/b&gt;" in html and "<b>" not in html and len(html) < 2000
    long = bitext.align_lines("Tea costs 3 yuan.\n" * 80, "茶的价格是3元。\n" * 80)
    assert "The first 50 of 80 rows." in long._repr_html_()
    assert "<td>ferry</td>" in bitext.align_words("The ferry leaves.", "渡轮出发。")._repr_html_()


def test_command_line(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n", encoding="utf-8")

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "bitext", *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)

    aligned = run("align", str(page), "--format", "jsonl")
    assert (aligned.returncode, aligned.stderr) == (0, "")
    rows = [json.loads(line) for line in aligned.stdout.splitlines()]
    assert [(row["en"], row["zh"]) for row in rows] == [(p.english, p.chinese) for p in bitext.align_page(page.read_text("utf-8"))]
    assert run("--version").stdout == f"bitext {bitext.__version__}\n"
    assert run("align", "--help").stdout.startswith("Find which English sentences")
    commands = re.findall(r"^  ([a-z]+) ", run("--help").stdout.partition("Commands:")[2].partition("Options:")[0], re.MULTILINE)
    assert {"align", "convert", "match", "tokenize", "sentences", "detect", "evaluate", "lexicon"} <= set(commands)
    for command in set(commands) - {"help"}:
        assert run(command, "--help").returncode == 0, command
    converted = run("convert", "--from", "tsv", str(page.with_suffix(".tsv")))
    assert converted.returncode == 1 and "no such file" in converted.stderr
    wrong = run("align", "--no-such-option")
    assert wrong.returncode == 2 and "--no-such-option" in wrong.stderr
    missing = run("align", str(tmp_path / "missing.txt"))
    assert missing.returncode == 1 and "no such file" in missing.stderr
    output = tmp_path / "out.tmx"
    assert run("align", str(page), "--output", str(output)).returncode == 0 and output.exists()
