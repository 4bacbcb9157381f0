"""Index size, indexing time and queries beside the tokenizers of FTS5: compare.py LIBRARY FOLDER

FOLDER is written by the example `queries`. All tokenizers take turns in one run; the library is a release build:

    cargo build --release -p bitext-sqlite
    cargo run --release -p bitext-sqlite --example queries -- news target/sqlite/news
    python3 integrations/sqlite/benches/compare.py target/release/libbitext_sqlite.so target/sqlite/news
"""

import pathlib
import sqlite3
import statistics
import sys
import time

if not hasattr(sqlite3.Connection, "enable_load_extension"):
    sys.exit(f"{sys.executable} cannot load SQLite extensions: use another Python, such as the one of the system")

LIBRARY, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
TOKENIZERS = ["bitext", "bitext unit word", "trigram", "unicode61"]
ROUNDS = 5

lines = (FOLDER / "lines.txt").read_bytes().decode().split("\n")
megabytes = sum(len(line.encode()) for line in lines) / 1e6


def read(kind):
    rows = [row.split("\t") for row in (FOLDER / f"{kind}.tsv").read_bytes().decode().split("\n")[:-1]]
    return [('"' + query.replace('"', '""') + '"', set(map(int, numbers.split()))) for query, numbers in rows]


substrings, words = read("substrings"), read("words")
queries = substrings + words


def build(tokenizer):
    database = sqlite3.connect(":memory:")
    database.enable_load_extension(True)
    database.load_extension(LIBRARY)
    # A contentless table: the size of the database is that of the index.
    database.execute(f"CREATE VIRTUAL TABLE t USING fts5(body, tokenize = '{tokenizer}', content = '')")
    database.execute("SELECT * FROM t('x')").fetchall()
    start = time.perf_counter()
    database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(lines))
    database.commit()
    elapsed = time.perf_counter() - start
    database.execute("INSERT INTO t(t) VALUES ('optimize')")
    database.commit()
    database.execute("VACUUM")
    pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return database, elapsed, pages * size / 1e6


def ask(database):
    start = time.perf_counter()
    found = [{row[0] for row in database.execute("SELECT rowid FROM t WHERE t MATCH ?", (query,))} for query, _ in queries]
    return time.perf_counter() - start, found


figures = {tokenizer: ([], [], [], []) for tokenizer in TOKENIZERS}
for _ in range(ROUNDS):
    for tokenizer, (times, sizes, asked, answers) in figures.items():
        database, elapsed, size = build(tokenizer)
        times.append(elapsed)
        sizes.append(size)
        elapsed, found = ask(database)
        asked.append(elapsed)
        answers[:] = found



def means(answers, asked):
    """Recall and precision, each the mean over the queries."""
    pairs = [(found, relevant) for found, (_, relevant) in zip(answers, asked)]
    recall = statistics.mean(len(found & relevant) / len(relevant) for found, relevant in pairs)
    precision = statistics.mean(len(found & relevant) / len(found) if found else 1 for found, relevant in pairs)
    return f"{recall:.3f} | {precision:.3f}"


print(f"SQLite {sqlite3.sqlite_version}; {len(lines)} lines, {megabytes:.2f} MB; {len(queries)} queries; medians of {ROUNDS} rounds\n")
print("| tokenizer | substrings: recall | precision | words: recall | precision | index, MB | indexing, MB/s | query, ms |")
print("|---|--:|--:|--:|--:|--:|--:|--:|")
for tokenizer, (times, sizes, asked, answers) in figures.items():
    speed = megabytes / statistics.median(times)
    milliseconds = statistics.median(asked) / len(queries) * 1000
    found = f"{means(answers, substrings)} | {means(answers[len(substrings):], words)}"
    print(f"| `{tokenizer}` | {found} | {sizes[-1]:.2f} | {speed:.1f} | {milliseconds:.3f} |")
