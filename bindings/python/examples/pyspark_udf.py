"""Sentence pairs of many documents with PySpark: a pandas UDF."""

import os
import sys
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.functions import pandas_udf
from pyspark.sql.types import ArrayType, DoubleType, StringType, StructField, StructType

import bitext

# Pickled with the function: of an engine, only the options are.
ALIGNER = bitext.Aligner()

PAIR = StructType(
    [
        StructField("english", StringType()),
        StructField("chinese", StringType()),
        StructField("confidence", DoubleType()),
    ]
)


@pandas_udf(ArrayType(PAIR))  # type: ignore[call-overload, untyped-decorator, unused-ignore]
def aligned(documents: Iterator[tuple[pd.Series, pd.Series]]) -> Iterator[pd.Series]:
    for english, chinese in documents:
        found = ALIGNER.align_texts_batch(english, chinese)
        yield pd.Series(
            [
                [{"english": p.english, "chinese": p.chinese, "confidence": p.confidence} for p in one]
                for one in found
            ]
        )


def pairs(documents: DataFrame) -> DataFrame:
    """The pairs of documents with the columns id, english and chinese."""
    rows = documents.select("id", F.explode(aligned("english", "chinese")).alias("pair"))
    return rows.select("id", "pair.*")


def session() -> SparkSession:
    # The workers run in the environment of this process.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    return builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()


def main() -> None:
    spark = session()
    documents = spark.createDataFrame(
        [
            (0, "The ferry leaves at eight. Tickets cost 35 yuan.", "渡轮八点出发。船票35元。"),
            (1, "The library is open on Sunday.", "图书馆周日开放。"),
        ],
        ["id", "english", "chinese"],
    )
    found = pairs(documents).orderBy("id").collect()
    for row in found:
        print(row.id, row.english, row.chinese, row.confidence)
    assert [row.chinese for row in found] == ["渡轮八点出发。", "船票35元。", "图书馆周日开放。"]
    spark.stop()


if __name__ == "__main__":
    main()
