"""The package finds what the crate finds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest

import bitext
from conftest import reference, single

Document = dict[str, str]
Unit = Literal["code-points", "bytes", "utf16"]
UNITS: list[Unit] = ["code-points", "bytes", "utf16"]


def converter(text: str, unit: Unit) -> Callable[[int], int]:
    """Converts byte offsets in `text`, slowly and without the package."""
    data = text.encode()

    def offset(byte: int) -> int:
        start = data[:byte].decode()
        return {"bytes": byte, "code-points": len(start), "utf16": len(start.encode("utf-16-le")) // 2}[unit]

    return offset


def spans(spans: list[list[int]], text: str, unit: Unit) -> list[tuple[int, int]]:
    offset = converter(text, unit)
    return [(offset(start), offset(end)) for start, end in spans]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("mode", ["exact", "search"])
def test_tokens(
    documents: list[Document], expected: list[dict[str, Any]], unit: Unit, mode: Literal["exact", "search"]
) -> None:
    tokenizer = bitext.Tokenizer(mode=mode)
    pages = [document["page"] for document in documents]
    batch = tokenizer.tokenize_batch(pages, unit=unit, threads=2)
    lists = tokenizer.words_batch(pages)
    for index, (page, answer) in enumerate(zip(pages, expected, strict=True)):
        offset = converter(page, unit)
        wanted = [
            (offset(start), offset(end), kind, position)
            for start, end, kind, position in answer["tokens" if mode == "exact" else "search"]
        ]
        found = [(t.start, t.end, t.kind, t.position) for t in tokenizer.tokenize(page, unit=unit)]
        assert found == wanted, page
        rows = range(batch.offsets[index], batch.offsets[index + 1])
        flat = [(batch.start[r], batch.end[r], batch.kinds[batch.kind[r]], batch.position[r]) for r in rows]
        assert flat == wanted, page
        data = page.encode()
        wanted_words = [data[token[0] : token[1]].decode() for token in answer["tokens" if mode == "exact" else "search"]]
        assert lists[index] == tokenizer.words(page) == wanted_words
        if unit == "code-points":
            assert [page[start:end] for start, end, _, _ in found] == wanted_words


@pytest.mark.parametrize("unit", UNITS)
def test_sentences_and_runs(documents: list[Document], expected: list[dict[str, Any]], unit: Unit) -> None:
    pages = [document["page"] for document in documents]
    sentences = bitext.SentenceSplitter().split_batch(pages, unit=unit, threads=2)
    runs = bitext.RunFinder().runs_batch(pages, unit=unit, threads=2)
    for index, (page, answer) in enumerate(zip(pages, expected, strict=True)):
        wanted = spans(answer["sentences"], page, unit)
        assert [(s.start, s.end) for s in bitext.sentences(page, unit=unit)] == wanted
        rows = range(sentences.offsets[index], sentences.offsets[index + 1])
        assert [(sentences.start[r], sentences.end[r]) for r in rows] == wanted
        wanted = spans([run[:2] for run in answer["runs"]], page, unit)
        codes = [run[2] for run in answer["runs"]]
        found = bitext.runs(page, unit=unit)
        assert [(r.start, r.end) for r in found] == wanted
        assert [r.language for r in found] == codes
        assert "".join(run.text for run in found) == page
        rows = range(runs.offsets[index], runs.offsets[index + 1])
        assert [(runs.start[r], runs.end[r]) for r in rows] == wanted
        assert [runs.languages[runs.language[r]] for r in rows] == codes


def test_languages(documents: list[Document], expected: list[dict[str, Any]]) -> None:
    pages = [document["page"] for document in documents]
    batch = bitext.detect_batch(pages, threads=2)
    for index, (page, answer) in enumerate(zip(pages, expected, strict=True)):
        code, confidence, shares = answer["detection"]
        found = bitext.detect(page)
        assert (found.language, found.confidence) == (code, confidence)
        assert found.shares == [tuple(share) for share in shares]
        assert (batch.languages[batch.language[index]], batch.confidence[index]) == (code, confidence)


def check_rows(found: bitext.Bitext, rows: list[dict[str, Any]], unit: Unit) -> None:
    assert len(found) == len(rows)
    english, chinese = found.english_text, found.chinese_text
    for pair, row in zip(found, rows, strict=True):
        for field in ["english", "chinese", "kind", "flags"]:
            assert getattr(pair, field) == row[field], field
        assert (single(pair.confidence), single(pair.score)) == (row["confidence"], row["score"])
        assert pair.english_spans == spans(row["english_spans"], english, unit)
        assert pair.chinese_spans == spans(row["chinese_spans"], chinese, unit)
        own, other = converter(english, unit), converter(chinese, unit)
        wanted = [((own(a), own(b)), (other(c), other(d)), reason, nats) for (a, b, c, d), reason, nats in row["evidence"]]
        assert [(e.english_span, e.chinese_span, e.reason, single(e.nats)) for e in pair.evidence] == wanted
        if unit == "code-points":
            for word in pair.evidence:
                assert english[slice(*word.english_span)] == word.english
                assert chinese[slice(*word.chinese_span)] == word.chinese


@pytest.mark.parametrize("unit", UNITS)
def test_pairs(documents: list[Document], expected: list[dict[str, Any]], unit: Unit) -> None:
    english = [document["english"] for document in documents]
    chinese = [document["chinese"] for document in documents]
    pages = [document["page"] for document in documents]
    aligner = bitext.Aligner()
    texts = aligner.align_texts_batch(english, chinese, unit=unit, threads=2)
    batch = aligner.align_page_batch(pages, unit=unit, threads=2)
    for index, answer in enumerate(expected):
        check_rows(texts[index], answer["texts"], unit)
        check_rows(batch[index], answer["page"], unit)
        assert single(texts[index].translation_probability) == answer["probability"]
        assert bitext.align_texts(english[index], chinese[index], unit=unit) == texts[index]
        assert bitext.align_page(pages[index], unit=unit) == batch[index]
        check_rows(bitext.align_lines(english[index], chinese[index], unit=unit), answer["lines"], unit)


@pytest.mark.parametrize("unit", UNITS)
def test_word_links(documents: list[Document], expected: list[dict[str, Any]], unit: Unit) -> None:
    for document, answer in zip(documents, expected, strict=True):
        found = bitext.align_texts(document["english"], document["chinese"], unit=unit)
        own, other = converter(document["english"], unit), converter(document["chinese"], unit)
        words = found.word_alignments()
        assert len(words) == len(answer["words"])
        for one, links in zip(words, answer["words"], strict=True):
            wanted = [((own(a), own(b)), (other(c), other(d)), reason, p) for (a, b, c, d), reason, p in links]
            assert [(li.english_span, li.chinese_span, li.reason, single(li.probability)) for li in one.links] == wanted


def test_exports(documents: list[Document], expected: list[dict[str, Any]]) -> None:
    for document, answer in zip(documents, expected, strict=True):
        found = bitext.align_texts(document["english"], document["chinese"])
        assert found.export("tsv") == answer["tsv"]
        # The crate writes the evidence as links if the words are not aligned.
        links = [line.partition('"links":')[0] for line in answer["jsonl"].splitlines()]
        assert [line.partition('"links":')[0] for line in found.export("jsonl", word_links=True).splitlines()] == links


@pytest.mark.parametrize("unit", UNITS)
def test_anchors(documents: list[Document], expected: list[dict[str, Any]], unit: Unit, tmp_path: Path) -> None:
    path = tmp_path / "corrected.jsonl"
    for document, answer in zip(documents, expected, strict=True):
        if answer["around"] is None:
            continue
        english, chinese = document["english"], document["chinese"]
        last = answer["texts"][-1]
        row = {"en": last["english"], "zh": last["chinese"], "review": "checked"}
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        found = bitext.read_anchors(path, english, chinese, unit=unit)
        assert (found.missing, found.differing) == ([], [])
        check_rows(bitext.align_texts(english, chinese, anchors=found.anchors, unit=unit), answer["around"], unit)


@pytest.mark.parametrize("unit", UNITS)
def test_terms(documents: list[Document], expected: list[dict[str, Any]], unit: Unit) -> None:
    analyzer = bitext.Analyzer()
    for document, answer in zip(documents, expected, strict=True):
        page = document["page"]
        offset = converter(page, unit)
        for found, name in [(analyzer.document(page, unit=unit), "document"), (analyzer.query(page, unit=unit), "query")]:
            wanted = [(text, offset(start), offset(end), kind, *numbers) for text, start, end, kind, numbers in answer[name]]
            assert [(t.text, t.start, t.end, t.kind, t.position, t.position_length, t.phrase) for t in found] == wanted


@pytest.mark.parametrize("unit", UNITS)
def test_normal_forms(documents: list[Document], expected: list[dict[str, Any]], unit: Unit) -> None:
    normalizer = bitext.Normalizer.for_search()
    pages = [document["page"] for document in documents]
    batch = normalizer.normalize_batch(pages, threads=2)
    for page, text, answer in zip(pages, batch, expected, strict=True):
        normal = normalizer.normalize(page, unit=unit)
        wanted, words = answer["normal"]
        assert normal.text == text == wanted
        own, original = converter(wanted, unit), converter(page, unit)
        for start, end, first, last in words:
            assert normal.original(own(start), own(end)) == (original(first), original(last))


def test_filters(documents: list[Document], expected: list[dict[str, Any]]) -> None:
    reasons = set()
    for document, answer in zip(documents, expected, strict=True):
        filtering = bitext.Filter.strict().start()
        found = bitext.align_texts(document["english"], document["chinese"])
        assert [filtering.check(pair) for pair in found] == answer["rejected"]
        assert filtering.summary.kept == answer["rejected"].count(None)
        reasons.update(answer["rejected"])
        kept = [pair.chinese for pair, reason in zip(found, answer["rejected"], strict=True) if reason is None]
        lines = found.export("jsonl", filter=bitext.Filter.strict()).splitlines()
        assert [json.loads(line)["zh"] for line in lines] == kept
    assert {None, "low-confidence", "duplicate"} <= reasons


def test_matching(documents: list[Document]) -> None:
    english = [document["english"] for document in documents]
    chinese = [document["chinese"] for document in reversed(documents)]
    [answer] = reference([{"english": english, "chinese": chinese}])
    assert len(answer["pairs"]) > 50
    for threads in [1, 2]:
        found = bitext.DocumentMatcher().find(english, chinese, threads=threads)
        pairs = [
            [pair.english, pair.chinese, single(pair.confidence), [[word.english, word.chinese] for word in pair.evidence]]
            for pair in found.pairs
        ]
        assert pairs == answer["pairs"]
        for side in ["english_duplicates", "chinese_duplicates"]:
            assert [[one.document, one.original] for one in getattr(found, side)] == answer[side]
    for pair in found.pairs:
        for word in pair.evidence:
            assert english[pair.english][slice(*word.english_span)] == word.english
            assert chinese[pair.chinese][slice(*word.chinese_span)] == word.chinese
