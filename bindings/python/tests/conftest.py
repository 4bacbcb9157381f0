"""Texts for the tests, and what the crate finds in them."""

import json
import os
import random
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

ENGLISH = [
    "The ferry to the island leaves at {n}.",
    "Tickets cost {n} yuan and can be bought on board.",
    "Dr. Wang bought {n} apples at the market in Beijing.",
    "The library is open on Sunday, from {n} to 17:30.",
    "“Did you see {name}?” she asked.",
    "COVID-19 cases rose by {n}.5% in {name}.",
    "Please write to info@example.com or see https://example.com/{n}.",
    "The old teacher opened the window because it was hot",
    "Nobody knew whether {name} would come back... 😀",
    "Huawei’s Mate {n} can’t be bought here!",
]
CHINESE = [
    "开往岛上的渡轮{n}点出发。",
    "船票{n}元，可以在船上购买。",
    "王医生在北京的市场买了{n}个苹果。",
    "图书馆周日开放，{n}点到17:30。",
    "“你看见{name}了吗？”她问。",
    "{name}的新冠病例增加了{n}.5%。",
    "请写信到info@example.com或访问https://example.com/{n}。",
    "老教师打开窗户，因为天气很热",
    "没人知道{name}会不会回来……😀",
    "华为Mate {n}在這裡買不到！",
]
NAMES = [("Li Na", "李娜"), ("Tolstoy", "列夫·托尔斯泰"), ("Trinket", "韦小宝"), ("Pakistan", "巴基斯坦")]
NOISE = ["\t", "\n\n", "　", "\u200b", "﹏", "Ⅷ", "𠮷", "é", "こんにちは", "한국어", "\r\n", "¥", "🇨🇳", "《", "』", "\x00"]


def document(seed: int) -> dict[str, str]:
    """A document with its translation, and both on one page."""
    rng = random.Random(seed)
    english: list[str] = []
    chinese: list[str] = []
    for _ in range(rng.randrange(1, 9)):
        line = rng.randrange(len(ENGLISH))
        name = rng.choice(NAMES)
        number = rng.randrange(1000)
        own = ENGLISH[line].format(n=number, name=name[0])
        other = CHINESE[line].format(n=number, name=name[1])
        kept = rng.random()
        if kept < 0.9:
            english.append(own)
        if kept > 0.1:
            chinese.append(other)
    if rng.random() < 0.5:
        english.insert(rng.randrange(len(english) + 1), "".join(rng.choices(NOISE, k=3)))
    gap = rng.choice([" ", "\n", "\n\n"])
    page = rng.choice(["\n", "\n\n"]).join([*english, *chinese])
    return {"english": gap.join(english), "chinese": gap.join(chinese).replace(" ", ""), "page": page}


def single(number: float | None) -> float | None:
    """The nearest 32-bit float. The crate has those, the package has the 64-bit float with the same shortest decimal form."""
    return None if number is None else float(struct.unpack("f", struct.pack("f", number))[0])


@pytest.fixture(scope="session")
def documents() -> list[dict[str, str]]:
    return [document(seed) for seed in range(200)]


def reference(requests: list[Any]) -> list[Any]:
    """What the crate finds in documents, or in collections of documents, with byte offsets."""
    folder = Path(__file__).parent.parent
    program = os.environ.get("BITEXT_REFERENCE", str(folder / "target" / "release" / "bitext-reference"))
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    answer = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.fixture(scope="session")
def expected(documents: list[dict[str, str]]) -> list[dict[str, Any]]:
    """What the crate finds in the documents, with byte offsets."""
    return reference(documents)
