"""The extension in Python's sqlite3: engine.py LIBRARY FOLDER

FOLDER has `own` and perhaps `news`, written by the example `queries`.
"""

import ctypes
import pathlib
import resource
import sqlite3
import sys
import tempfile
import threading

LIBRARY, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])

LINES = [
    "他在北京大學讀書，每天去圖書館。",
    "图书馆周末不开放，自习室开放到晚上10点。",
    "The libraries of 北京大学 lend e-books, too.",
    "华为 Mate 60 于2023年8月发布。",
    "天。地",
    "",
]


def connect(path=":memory:"):
    database = sqlite3.connect(path, timeout=60)
    database.enable_load_extension(True)
    database.load_extension(LIBRARY)
    return database


def table(options="", lines=LINES, more="", database=None):
    database = database or connect()
    database.execute("DROP TABLE IF EXISTS t")
    database.execute(f'CREATE VIRTUAL TABLE t USING fts5(body, tokenize = "bitext {options}"{more})')
    database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(lines))
    return database


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def find(database, query):
    return [row[0] for row in database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (query,))]


def expect(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, expected {expected!r}"


def fails(run, what):
    try:
        run()
    except sqlite3.Error:
        return
    raise AssertionError(f"{what}: no error")


def test_phrases_and_prefixes():
    for more in ["", ", prefix = '1 2'", ", detail = full, columnsize = 0"]:
        database = table(more=more)
        for query, expected in [
            ("北京大学", [0, 2]),
            ("北京大學", [0, 2]),
            ("京大", [0, 2]),
            ("大", [0, 2]),
            ("图书馆", [0, 1]),
            ("去圖書館", [0]),
            ("图书馆 开放", [1]),
            ("图书馆 OR 发布", [0, 1, 3]),
            ("图书馆 NOT 开放", [0]),
            ('NEAR(北京 圖書館, 8)', [0]),
            ('NEAR(北京 圖書館, 2)', []),
            ('"mate 60"', [3]),
            ('"60 mate"', []),
            ("mate + 60", [3]),
            ('"2023年8月"', [3]),
            ('"E-BOOKS"', [2]),
            ("library", []),
            ("lib*", [2]),
            ("北京大*", [0, 2]),
            ('"lend e-boo" *', [2]),
            ("202*", [3]),
            ("^他在", [0]),
            ("^北京", []),
            ("天地", []),
            ('"天，”地"', [4]),
            ("上海", []),
            ('"，。"', []),
            ('"，" 地', [4]),
            ("body : 地", [4]),
        ]:
            expect(find(database, query), expected, query)


def test_options():
    database = table("stem english")
    for query, expected in [("library", [2]), ("libraries", [2]), ("librarie*", [2]), ("Library*", [2]), ("lending", [2])]:
        expect(find(database, query), expected, query)
    database = table("stop_words drop")
    for query, expected in [("the libraries", [2]), ('"the libraries of"', [2]), ("the", []), ("在", [0])]:
        expect(find(database, query), expected, query)
    database = table("stem english stop_words drop", ["Being late was an art", "late art"])
    expect(find(database, '"late by the art"'), [0], "a phrase with stop words")
    expect(find(database, '"late art"'), [1], "a phrase without them")
    database = table("unit word")
    for query, expected in [("北京大学", [0, 2]), ("大学", [0, 2]), ("京大", []), ("图书*", [0, 1]), ("图书馆", [0, 1])]:
        expect(find(database, query), expected, query)
    for options in ["UNIT character STEM none", "unit 'word' stop_words keep"]:
        table(options)
    database = connect()
    for options in [
        "unit", "unit 3", "stem porter", "stem", "x", "unit word unit word", "stop_words yes", "单位 字", "''",
        "unicode61", "a" * 10000, "unit word extra", "'unit word'", "\x01",
    ]:
        sql = f"CREATE VIRTUAL TABLE bad USING fts5(a, tokenize = \"bitext {options}\")"
        fails(lambda: database.execute(sql), options[:40])
    # The connection is still usable.
    expect(find(table(database=database), "京大"), [0, 2], "after errors")


def test_highlight_and_snippet():
    for options, query, expected in [
        ("", "京大", "他在北[京大]學讀書，每天去圖書館。"),
        ("", "大学 图书馆", "他在北京[大學]讀書，每天去[圖書館]。"),
        ("", '"书，每天"', "他在北京大學讀[書，每天]去圖書館。"),
        ("", "读*", "他在北京大學[讀]書，每天去圖書館。"),
        ("unit word", "北京大学", "他在[北京大學]讀書，每天去圖書館。"),
        ("unit word", "讀書 OR 每天", "他在北京大學[讀書]，[每天]去圖書館。"),
    ]:
        database = table(options)
        sql = "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ? AND rowid = 0"
        expect(database.execute(sql, (query,)).fetchone()[0], expected, query)
    text = "这一句与查询无关。" * 30 + "他在北京大學讀書。" + "Nothing to see here. " * 30
    database = table(lines=[text])
    snippet = database.execute("SELECT snippet(t, 0, '[', ']', '…', 12) FROM t WHERE t MATCH '京大'").fetchone()[0]
    assert "北[京大]學讀書" in snippet and snippet.replace("…", "").replace("[", "").replace("]", "") in text, snippet
    assert len(snippet) < 40, snippet


def test_texts_of_any_bytes():
    database = table(lines=[])
    texts = [
        b"", b"\0", b"a\0b", b"\xff\xfe", b"caf\xe9 \xe5\x8c\x97", b"\xed\xa0\x80", b"\xf0\x9f\x98", "北京\0大学".encode(),
        b"\xc0\x80" * 1000, "汉".encode() * 100_000, b"a" * 3_000_000, b"a " * 500_000, "。".encode() * 300_000,
        "汉字 and words, ".encode() * 200_000, b"\xff" * 1_000_000, "#\u2f00\0#".encode(),
    ]
    for number, text in enumerate(texts):
        database.execute("INSERT INTO t(rowid, body) VALUES (?, CAST(? AS TEXT))", (number, text))
        # FTS5 keeps new tokens in memory until there are many or the transaction is committed. The query searches them there.
        database.execute("SELECT count(*) FROM t WHERE t MATCH CAST(? AS TEXT)", (b'"' + text[:2000].replace(b"\0", b" ") + b'"',))
    database.executemany("INSERT INTO t(body) VALUES (?)", [(None,), (3.5,), (7,), (b"\0\1\xff",)])
    expect(find(database, "caf"), [4], "before an invalid byte")
    expect(find(database, "北"), [4, 7], "after an invalid byte, and before NUL")
    expect(find(database, "大学"), [7], "after NUL")
    expect(len(find(database, "汉")), 2, "long texts")
    expect(len(find(database, quoted("汉" * 1000))), 1, "a long phrase")
    expect(len(find(database, quoted("a" * 3_000_000))), 1, "a long word")
    for query in [b'"\xff"', b"\xff", b"\xe5\x8c", b'"a\0b"', b'"a', b"(", b"*", b"AND", b"a NEAR"]:
        try:
            database.execute("SELECT count(*) FROM t WHERE t MATCH CAST(? AS TEXT)", (query,)).fetchall()
        except sqlite3.OperationalError:
            pass
    database.execute("INSERT INTO t(t) VALUES ('integrity-check')")
    # FTS5 would cut a token that contains NUL when writing the token.
    database = table("unit word", lines=[text.decode("utf-8", "replace") for text in texts if len(text) < 5000])
    database.commit()
    database.execute("INSERT INTO t(t) VALUES ('integrity-check')")


def test_changes_keep_the_index():
    database = connect()
    database.executescript(
        """
        CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
        CREATE VIRTUAL TABLE t USING fts5(body, content = 'notes', content_rowid = 'id', tokenize = 'bitext unit word');
        CREATE TRIGGER a AFTER INSERT ON notes BEGIN INSERT INTO t(rowid, body) VALUES (new.id, new.body); END;
        CREATE TRIGGER b AFTER DELETE ON notes BEGIN INSERT INTO t(t, rowid, body) VALUES ('delete', old.id, old.body); END;
        CREATE TRIGGER c AFTER UPDATE ON notes BEGIN
            INSERT INTO t(t, rowid, body) VALUES ('delete', old.id, old.body);
            INSERT INTO t(rowid, body) VALUES (new.id, new.body);
        END;
        """
    )
    database.executemany("INSERT INTO notes VALUES (?, ?)", enumerate(LINES))
    database.execute("UPDATE notes SET body = '上海的圖書館' WHERE id = 1")
    database.execute("DELETE FROM notes WHERE id = 0")
    database.execute("INSERT INTO t(t, rank) VALUES ('integrity-check', 1)")
    expect(find(database, "图书馆"), [1], "after changes")
    database.execute("INSERT INTO t(t) VALUES ('rebuild')")
    expect(find(database, "北京大学"), [2], "after a rebuild")
    vocabulary = "CREATE VIRTUAL TABLE v USING fts5vocab(t, row)"
    database.execute(vocabulary)
    terms = {row[0] for row in database.execute("SELECT term FROM v")}
    assert {"北京大学", "大学", "图书馆", "libraries"} <= terms and "圖書館" not in terms, terms


def test_connections_and_threads():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "notes.db"
        first = connect(path)
        first.execute("PRAGMA journal_mode = WAL")
        first.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'bitext')")
        first.commit()
        problems = []

        def work(number):
            try:
                database = connect(path)
                for at in range(50):
                    database.execute("INSERT INTO t(body) VALUES (?)", (f"第{number}個綫程的第{at}句：他在北京大學讀書。",))
                    database.commit()
                    own = f'"第{number}个线程的第{at}句"'
                    expect(len(find(database, own)), 1, own)
                    database.execute("SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH '京大'").fetchall()
                database.close()
            except Exception as error:
                problems.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expect(problems, [], "threads")
        expect(len(find(first, "京大")), 400, "rows of all threads")
        # One connection that the threads use in turn.
        shared = sqlite3.connect(path, check_same_thread=False)
        shared.enable_load_extension(True)
        shared.load_extension(LIBRARY)
        for _ in range(8):
            thread = threading.Thread(target=lambda: problems.append(len(find(shared, "北京大学"))))
            thread.start()
            thread.join()
        expect(problems, [400] * 8, "a shared connection")


def test_connections_are_closed_without_leaks():
    def cycle():
        database = table()
        database.load_extension(LIBRARY)
        find(database, "京大")
        database.close()

    for _ in range(50):
        cycle()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(300):
        cycle()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 3_000, f"{grown} KB after 300 connections"


def test_static_linking():
    """`sqlite3_auto_extension`, which takes any other code than 0 for an error."""
    for name in ["libsqlite3.so.0", "libsqlite3.dylib"]:
        try:
            sqlite = ctypes.CDLL(name)
            break
        except OSError:
            continue
    else:
        print("skipped: no libsqlite3 to register with")
        return
    entry = ctypes.CDLL(LIBRARY).bitext_sqlite_auto_init
    expect(sqlite.sqlite3_auto_extension(entry), 0, "sqlite3_auto_extension")
    try:
        database = sqlite3.connect(":memory:")
        expect(find(table(database=database), "京大"), [0, 2], "an automatic extension")
    finally:
        sqlite.sqlite3_cancel_auto_extension(entry)


def measure(name):
    """Recall and precision of the queries of a text, each the mean over the queries."""
    folder = FOLDER / name
    if not (folder / "words.tsv").exists():
        print(f"skipped: no texts of {name}")
        return
    # `splitlines` would also split at other separators.
    lines = (folder / "lines.txt").read_bytes().decode().split("\n")
    database = table(lines=lines)
    for kind in ["substrings", "words"]:
        recall = precision = count = 0
        for row in (folder / f"{kind}.tsv").read_bytes().decode().split("\n")[:-1]:
            query, numbers = row.split("\t")
            relevant = set(map(int, numbers.split()))
            found = set(find(database, quoted(query)))
            count += 1
            recall += len(found & relevant) / len(relevant)
            precision += len(found & relevant) / len(found) if found else 1
            if not relevant <= found:
                print(f"{query}: {len(relevant - found)} lines not found")
        recall, precision = recall / count, precision / count
        print(f"{name}: {len(lines)} lines, {count} {kind}: recall {recall:.4f}, precision {precision:.4f}")
        # Words are not found inside a compound that is one token, such as `X` in `X-ray`.
        assert recall >= (1 if kind == "substrings" else 0.999) and precision >= 0.99


for name, test in sorted(globals().items()):
    if name.startswith("test_"):
        test()
        print(f"{name}: ok")
measure("own")
measure("news")
print(f"SQLite {sqlite3.sqlite_version} in Python {sys.version.split()[0]}: all tests passed")
