"""Columns of numpy, pyarrow and polars, without a copy."""

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import bitext

TEXTS = ["图书馆开放", "", "It is 😀 open.", "喝茶"] * 50


def address(buffer: object) -> int:
    return int(np.frombuffer(buffer, dtype=np.uint8).__array_interface__["data"][0])  # type: ignore[call-overload]


def test_numpy_and_pyarrow_read_the_same_memory() -> None:
    batch = bitext.tokenize_batch(TEXTS)
    array = np.asarray(batch.start)
    assert array.dtype == np.uint32 and not array.flags.writeable and not array.flags.owndata
    assert np.asarray(batch.offsets).dtype == np.int64
    assert np.asarray(bitext.detect_batch(TEXTS).confidence).dtype == np.float64
    assert pa.py_buffer(batch.start).address == address(batch.start)
    arrow = pa.array(batch)
    assert arrow.type.value_type.field("start").type == pa.uint32()
    rows = arrow.values
    assert rows.field("start").buffers()[1].address == address(batch.start)
    assert rows.field("kind").indices.buffers()[1].address == address(batch.kind)
    assert arrow.buffers()[1].address == address(batch.offsets)
    # The memory outlives the batch.
    starts = batch.start.tolist()
    del batch
    assert rows.field("start").to_pylist() == array.tolist() == starts


def test_values() -> None:
    expected = [
        [{"start": t.start, "end": t.end, "kind": t.kind, "position": t.position} for t in bitext.tokenize(text)]
        for text in TEXTS
    ]
    batch = bitext.tokenize_batch(TEXTS, threads=2)
    assert pa.array(batch).to_pylist() == expected
    assert pl.Series(batch).to_list() == expected
    words = [bitext.words(text) for text in TEXTS]
    assert pl.Series(bitext.words_arrow(TEXTS, threads=2)).to_list() == words
    assert pa.array(bitext.words_arrow(TEXTS)).to_pylist() == words
    found = [bitext.detect(text) for text in TEXTS]
    frame = pl.DataFrame(bitext.detect_batch(TEXTS))
    assert frame["language"].to_list() == [one.language for one in found]
    assert frame["confidence"].to_list() == [one.confidence for one in found]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS).cast(pa.string_view()),
        pa.chunked_array([TEXTS[:3], [], TEXTS[3:]]),
        pa.array(["skipped", *TEXTS])[1:],
        pl.Series(TEXTS),
        pl.concat([pl.Series(TEXTS[:70]), pl.Series(TEXTS[70:])], rechunk=False),
        np.array(TEXTS, dtype=object),
        tuple(TEXTS),
    ],
    ids=["string", "large_string", "string_view", "chunked", "sliced", "polars", "polars_chunks", "numpy", "tuple"],
)
def test_columns_as_texts(column: "pa.Array") -> None:
    assert bitext.tokenize_batch(column, threads=2).to_dict() == bitext.tokenize_batch(TEXTS).to_dict()
    assert bitext.words_batch(column) == [bitext.words(text) for text in TEXTS]


def test_nulls_and_wrong_types() -> None:
    nulls = pa.array(["茶", None, "喝茶"])
    assert bitext.words_batch(nulls) == bitext.words_batch(["茶", None, "喝茶"]) == [["茶"], [], ["喝茶"]]
    with pytest.raises(TypeError, match="Arrow type Int64"):
        bitext.words_batch(pa.array([1, 2]))
    with pytest.raises(TypeError):
        bitext.words_batch([1, 2])  # type: ignore[list-item]


def test_pairs_as_a_table() -> None:
    pages = ["Ticket office 售票处\n", "No pairs here.\n", "No smoking 禁止吸烟\n\nLost and found 失物招领\n"]
    found = bitext.Aligner().align_page_batch(pl.Series(pages), threads=2)
    table = pl.DataFrame(bitext.pairs_arrow(found))
    assert table["document"].to_list() == [0, 2, 2]
    assert table["english"].to_list() == ["Ticket office", "No smoking", "Lost and found"]
    assert table["chinese"].to_list() == [pair.chinese for one in found for pair in one]
    assert pa.record_batch(bitext.pairs_arrow(found)).num_rows == 3
