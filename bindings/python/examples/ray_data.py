"""Sentence pairs of many documents with Ray Data."""

from typing import Any

import pyarrow as pa
import ray

import bitext


class Align:
    """Aligns batches of documents. Each worker makes its aligner once."""

    def __init__(self) -> None:
        self.aligner = bitext.Aligner()

    def __call__(self, batch: pa.Table) -> pa.Table:
        found = self.aligner.align_texts_batch(batch["english"], batch["chinese"])
        pairs = pa.table(pa.record_batch(bitext.pairs_arrow(found)))  # type: ignore[arg-type, unused-ignore]
        # `document` is the index in the batch.
        return pairs.append_column("id", batch["id"].take(pairs["document"]))


def pairs(documents: list[dict[str, Any]], workers: int = 2) -> list[dict[str, Any]]:
    """The pairs of documents with the keys id, english and chinese."""
    data = ray.data.from_items(documents)
    pool = ray.data.ActorPoolStrategy(size=workers)
    found: list[dict[str, Any]] = data.map_batches(Align, batch_format="pyarrow", compute=pool).take_all()
    return found


def main() -> None:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    documents = [
        {"id": 0, "english": "The ferry leaves at eight. Tickets cost 35 yuan.", "chinese": "渡轮八点出发。船票35元。"},
        {"id": 1, "english": "The library is open on Sunday.", "chinese": "图书馆周日开放。"},
    ]
    found = sorted(pairs(documents, workers=1), key=lambda row: int(row["id"]))
    for row in found:
        print(row["id"], row["english"], row["chinese"], row["confidence"])
    assert [row["chinese"] for row in found] == ["渡轮八点出发。", "船票35元。", "图书馆周日开放。"]
    ray.shutdown()


if __name__ == "__main__":
    main()
