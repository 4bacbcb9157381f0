"""PySpark and Ray, each in local mode, find the pairs that the crate finds. The environment variable BITEXT_DISTRIBUTED names
those that run: `check` sets it to the installed ones.
"""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import document, reference, single

FOLDER = Path(__file__).parent.parent
EXAMPLES = str(FOLDER / "examples")
# The workers import the examples, too.
sys.path.insert(0, EXAMPLES)
os.environ["PYTHONPATH"] = os.pathsep.join([EXAMPLES, *filter(None, [os.environ.get("PYTHONPATH")])])

NAMES = os.environ.get("BITEXT_DISTRIBUTED", "").split()


def runs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(name not in NAMES, reason=f"BITEXT_DISTRIBUTED does not name {name}")


Row = tuple[int, str, str, float | None]


@pytest.fixture(scope="module")
def thousand() -> list[dict[str, str]]:
    return [document(seed) for seed in range(1000, 2000)]


@pytest.fixture(scope="module")
def wanted(thousand: list[dict[str, str]]) -> list[Row]:
    return sorted(
        (index, row["english"], row["chinese"], row["confidence"])
        for index, answer in enumerate(reference(thousand))
        for row in answer["texts"]
    )


@runs("pyspark")
def test_pyspark(thousand: list[dict[str, str]], wanted: list[Row]) -> None:
    pytest.importorskip("pyspark")
    import pyspark_udf

    spark = pyspark_udf.session()
    documents = [(index, one["english"], one["chinese"]) for index, one in enumerate(thousand)]
    frame = spark.createDataFrame(documents, ["id", "english", "chinese"]).repartition(4)
    found = [(row.id, row.english, row.chinese, single(row.confidence)) for row in pyspark_udf.pairs(frame).collect()]
    spark.stop()
    assert len(wanted) > 2000
    assert sorted(found) == wanted


@runs("ray")
def test_ray(thousand: list[dict[str, str]], wanted: list[Row]) -> None:
    ray = pytest.importorskip("ray")
    import ray_data

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    documents: list[dict[str, Any]] = [
        {"id": index, "english": one["english"], "chinese": one["chinese"]} for index, one in enumerate(thousand)
    ]
    found = ray_data.pairs(documents)
    ray.shutdown()
    assert sorted((row["id"], row["english"], row["chinese"], row["confidence"]) for row in found) == wanted
