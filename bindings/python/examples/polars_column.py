"""Words and languages of a polars column.

The column goes to bitext and the results come back in Arrow's memory layout: no Python strings are made.
"""

import polars as pl

import bitext


def with_words(frame: pl.DataFrame, threads: int = 2) -> pl.DataFrame:
    """Adds the language of each text, its words, and the number of its Chinese words."""
    text = frame["text"]
    tokens = pl.Series(bitext.tokenize_batch(text, threads=threads))
    chinese = pl.element().struct.field("kind").cast(pl.String).eq("han").cast(pl.UInt32)
    return frame.with_columns(
        pl.DataFrame(bitext.detect_batch(text, threads=threads))["language"].cast(pl.String),
        pl.Series(bitext.words_arrow(text, threads=threads)).alias("words"),
        tokens.list.eval(chinese).list.sum().alias("chinese_words"),
    )


def main() -> None:
    frame = pl.DataFrame({"text": ["华为 Mate 60 于2023年8月发布。", "The ferry leaves at eight.", "我們在臺北見面。"]})
    result = with_words(frame)
    print(result)
    assert result["language"].to_list() == ["zh-Hans", "en", "zh-Hant"]
    assert result["words"].to_list() == [bitext.words(text) for text in frame["text"]]
    assert result["chinese_words"].to_list() == [5, 0, 4]


if __name__ == "__main__":
    main()
