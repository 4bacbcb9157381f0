"""Compares bitext with other packages on the lines of texts, and prints Markdown tables: run.py FILE...

Engines take turns, so that a busy machine slows all of them. Each cell is the median of the rounds, and a ratio is the median of the
ratios within a round. What runs on one thread is measured in processor time, what runs on several in elapsed time. Packages that
are not installed are left out: pip install rjieba jieba lingua-language-detector
"""

import argparse
import importlib
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bitext

Work = Callable[[], object]
# The share of the lines that a slow engine gets.
SLOW = 40


def installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def size(lines: list[str]) -> int:
    return sum(len(line.encode()) for line in lines)


def seconds(work: Work, clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


class Table:
    """Engines and the megabytes that each reads."""

    def __init__(self, title: str, baseline: str) -> None:
        self.title, self.baseline = title, baseline
        self.engines: dict[str, tuple[Work, float]] = {}

    def add(self, name: str, lines: list[str], work: Callable[[list[str]], object]) -> None:
        self.engines[name] = (lambda: work(lines), size(lines) / 1e6)

    def run(self, rounds: int, clock: Callable[[], float] = time.process_time) -> None:
        speeds: dict[str, list[float]] = {name: [] for name in self.engines}
        for name, (work, _) in self.engines.items():
            work()
        for _ in range(rounds):
            for name, (work, megabytes) in self.engines.items():
                speeds[name].append(megabytes / seconds(work, clock))
        print(f"\n| {self.title} | MB/s | times as fast as {self.baseline} |\n|---|--:|--:|")
        for name, found in speeds.items():
            base = speeds.get(self.baseline)
            ratio = ""
            if base:
                ratio = f"{statistics.median(one / other for one, other in zip(found, base, strict=True)):.2f}"
            print(f"| {name} | {statistics.median(found):.2f} | {ratio} |")


def words(lines: list[str], rounds: int) -> None:
    tokenizer = bitext.Tokenizer()
    rjieba, jieba = installed("rjieba"), installed("jieba")
    table = Table("words, one thread", "rjieba, `cut`" if rjieba else "bitext, `words` of each line")
    if rjieba:
        table.add("rjieba, `cut`", lines, lambda lines: [rjieba.cut(line) for line in lines])
    table.add("bitext, `tokenize_batch`: flat buffers", lines, tokenizer.tokenize_batch)
    table.add("bitext, the same in bytes", lines, lambda lines: tokenizer.tokenize_batch(lines, unit="bytes"))
    table.add("bitext, `words_arrow`: an Arrow array", lines, tokenizer.words_arrow)
    table.add("bitext, `words_batch`: lists", lines, tokenizer.words_batch)
    table.add("bitext, `words` of each line", lines, lambda lines: [tokenizer.words(line) for line in lines])
    table.add("bitext, `tokenize` of each line: objects", lines, lambda lines: [tokenizer.tokenize(line) for line in lines])
    if jieba:
        jieba.setLogLevel(60)
        jieba.initialize()
        table.add("jieba, `lcut`", lines[::SLOW], lambda lines: [jieba.lcut(line) for line in lines])
    table.run(rounds)


def languages(lines: list[str], rounds: int) -> None:
    lingua = installed("lingua")
    detector = bitext.Detector()
    table = Table("languages, one thread", "lingua, all languages" if lingua else "bitext, `detect` of each line")
    table.add("bitext, `detect_batch`: flat buffers", lines, detector.detect_batch)
    table.add("bitext, `detect` of each line", lines, lambda lines: [detector.detect(line) for line in lines])
    if lingua:
        full = lingua.LanguageDetectorBuilder.from_all_languages().build()
        two = lingua.LanguageDetectorBuilder.from_languages(lingua.Language.ENGLISH, lingua.Language.CHINESE).build()
        for name, engine in [("lingua, all languages", full), ("lingua, English and Chinese", two)]:
            part = lines[::SLOW]
            table.add(name, part, lambda lines, engine=engine: [engine.detect_language_of(line) for line in lines])  # type: ignore[misc]
    table.run(rounds)


def in_two_processes(work: Work) -> None:
    """Does the work in this process and in a copy of it, at the same time."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    work()
    os.waitpid(child, 0)


def threads(lines: list[str], rounds: int) -> None:
    """Two threads, and two processes of one thread each, in turn with one thread, on two processors.

    Each work is short and is done between two works on one thread, whose mean is its baseline: a machine that becomes slower or
    faster meanwhile changes both. Two processes share nothing but the machine. Their throughput is what the machine gives at that
    moment to a program that waits for nothing, so that it is the measure for two threads.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    tokenizer, aligner = bitext.Tokenizer(), bitext.Aligner()
    text = "\n".join(lines[:600])
    pages = [text[start : start + 4000] for start in range(0, len(text), 4000)]
    print("\n| throughput in that of one thread | two threads | two processes | threads by processes |")
    print("|---|--:|--:|--:|")
    works: dict[str, Callable[[int], object]] = {
        "`tokenize_batch`": lambda threads: tokenizer.tokenize_batch(lines * 2, threads=threads),
        "`words_arrow`": lambda threads: tokenizer.words_arrow(lines * 2, threads=threads),
        "`detect_batch`": lambda threads: bitext.detect_batch(lines * 2, threads=threads),
        "`align_page_batch`": lambda threads: aligner.align_page_batch(pages, threads=threads),
    }
    for name, work in works.items():
        shared, apart = [], []
        alone = [seconds(lambda: work(1), time.perf_counter)]
        for _ in range(rounds):
            with_threads = seconds(lambda: work(2), time.perf_counter)
            alone.append(seconds(lambda: work(1), time.perf_counter))
            in_processes = seconds(lambda: in_two_processes(lambda: work(1)), time.perf_counter)
            alone.append(seconds(lambda: work(1), time.perf_counter))
            before, between, after = alone[-3:]
            shared.append((before + between) / 2 / with_threads)
            apart.append((between + after) / in_processes)
        ratio = statistics.median(mine / theirs for mine, theirs in zip(shared, apart, strict=True))
        print(f"| {name} | {statistics.median(shared):.2f} | {statistics.median(apart):.2f} | {ratio:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    lines = [line for path in arguments.files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(f"{len(lines)} lines, {size(lines) / 1e6:.2f} MB, {arguments.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    words(lines, arguments.rounds)
    languages(lines, arguments.rounds)
    # The works are a fifth as long, and there are more of them.
    threads(lines, 5 * arguments.rounds)


if __name__ == "__main__":
    main()
