"""Random texts and queries through SQL: no crash, no error but SQLite's own, and each text is found by itself.

fuzz.py run LIBRARY COUNT [SEED]    in Python's sqlite3
fuzz.py sql COUNT [SEED]            writes SQL for the sqlite3 shell
"""

import random
import sqlite3
import sys

ALPHABETS = [
    "的一是不了人我在有他这中大来上国北京大学图书馆书读讀學圖書館臺灣台湾",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789.,:/-%",
    "，。！？、；：“”‘’（）《》「」—…·",
    " \t\n\u3000\u00a0",
    "ＡＢｃ１２３％．ﬁﷺ①㍿½",
    "éèüßñçÅøœ",
    "e\u0301\u0302\u20dd\u200b\u200d\u2060\ufeff\ufe0f\u00ad",
    "😀👨‍👩‍👧🇨🇳👍🏽",
    "かなカナーアイウ한국어",
    "\u05e9\u05dc\u05d5\u05dd\u0645\u0631\u062d\u0628\u0627\u202e",
    "\U00020000\U0002a6d6\U00030000\u2f00\u3007\ue000\uffff\U0010ffff",
    "\"'()*^:+-{}<>&|~`#@$\\/",
    "\0\x01\x1f\x7f\x85",
]
WORDS = ["AND", "OR", "NOT", "NEAR", "the", "libraries", "state-of-the-art", "C#语言", "https://example.com/路径?a=1", "我们"]


def text_of(source):
    """Bytes: mostly UTF-8, with some bytes that are not."""
    kind = source.random()
    length = source.choice([0, 1, 2, 3, 8, 20, 60]) if kind < 0.99 else 5000
    out = bytearray()
    alphabet = source.choice(ALPHABETS)
    while length > 0:
        if source.random() < 0.3:
            alphabet = source.choice(ALPHABETS)
        if source.random() < 0.05:
            out += source.choice(WORDS).encode()
        out += source.choice(alphabet).encode("utf-8", "surrogatepass") * (source.choice([1] * 20 + [30]))
        length -= 1
    if source.random() < 0.1:
        for _ in range(source.randrange(1, 4)):
            out.insert(source.randrange(len(out) + 1), source.randrange(128, 256))
    if source.random() < 0.05:
        out = out[: source.randrange(len(out) + 1)]
    return bytes(out)


def query_of(source, text):
    """A quoted part of the text, or any text as FTS5's syntax."""
    kind = source.random()
    part = text
    if kind < 0.4 and text:
        start = source.randrange(len(text))
        part = text[start : start + source.randrange(1, 30)]
    if kind < 0.8:
        part = b'"' + part.replace(b'"', b'""') + b'"'
    return part + (b"*" if source.random() < 0.3 else b"")


OPTIONS = ["", "unit word", "stem english stop_words drop", "unit word stem english stop_words drop"]
BAD_OPTIONS = ["unit", "x y", "stem", "unit 字", "unit word unit word", "''", "\u0001", "a" * 5000]


def tables():
    for number, options in enumerate(OPTIONS):
        yield f"t{number}", f"CREATE VIRTUAL TABLE t{number} USING fts5(body, tokenize = \"bitext {options}\", prefix = '1 3')"


def run(library, count, seed):
    """Each database gets 5000 texts, so that the time grows linearly."""
    sums = [0, 0, 0]
    for start in range(0, count, 5000):
        found = fill(library, min(5000, count - start), seed + start)
        sums = [total + part for total, part in zip(sums, found)]
    hits, selves, errors = sums
    assert selves > count // 4, selves
    print(f"fuzz: {count} texts and queries, {hits} rows found, {selves} texts found by themselves, {errors} errors of SQLite")


def fill(library, count, seed):
    """A database of random texts: the rows found, the texts that are found by themselves, and the errors of SQLite."""
    database = sqlite3.connect(":memory:")
    database.text_factory = bytes
    database.enable_load_extension(True)
    database.load_extension(library)
    names = []
    for name, sql in tables():
        database.execute(sql)
        names.append(name)
    source = random.Random(seed)
    errors = hits = selves = 0
    for number in range(count):
        table = names[number % len(names)]
        text = text_of(source)
        database.execute(f"INSERT INTO {table}(rowid, body) VALUES (?, CAST(? AS TEXT))", (number, text))
        query = query_of(source, text)
        find = (
            f"SELECT rowid, highlight({table}, 0, '[', ']'), snippet({table}, 0, '<', '>', '…', 8), bm25({table}) "
            f"FROM {table} WHERE {table} MATCH CAST(? AS TEXT) ORDER BY rank LIMIT 5"
        )
        try:
            hits += len(database.execute(find, (query,)).fetchall())
        except (sqlite3.OperationalError, UnicodeDecodeError):
            # `UnicodeDecodeError`: SQLite's message contains the query, which may have invalid bytes.
            errors += 1
        # As a phrase, a text with a token finds itself. Texts with NUL are left out, because a query ends at NUL.
        if b"\0" not in text:
            whole = b'"' + text.replace(b'"', b'""') + b'"'
            found = database.execute(
                f"SELECT highlight({table}, 0, '', '') FROM {table} WHERE {table} MATCH CAST(? AS TEXT) AND rowid = ?",
                (whole, number),
            ).fetchone()
            size = database.execute(f"SELECT sz FROM {table}_docsize WHERE id = ?", (number,)).fetchone()[0]
            assert (found is not None) == (size != b"\0"), (table, text)
            if found:
                selves += 1
                assert found[0] == text, (table, text, found)
        if source.random() < 0.05:
            database.execute(f"DELETE FROM {table} WHERE rowid = ?", (source.randrange(number + 1),))
        if number % 97 == 0:
            options = source.choice(BAD_OPTIONS) if source.random() < 0.5 else text.decode("utf-8", "replace")
            try:
                literal = options.replace("'", "''").replace("\0", "")
                database.execute(f"CREATE VIRTUAL TABLE bad USING fts5(body, tokenize = 'bitext {literal}')")
                database.execute("DROP TABLE bad")
            except sqlite3.OperationalError:
                errors += 1
    for table in names:
        # FTS5 tokenizes every text again and compares the tokens with the index.
        database.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        database.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        database.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
    database.close()
    return hits, selves, errors


def sql(count, seed):
    source = random.Random(seed)
    names = []
    for name, create in tables():
        print(create + ";")
        names.append(name)
    for number in range(count):
        table = names[number % len(names)]
        text = text_of(source)
        query = query_of(source, text)
        print(f"INSERT INTO {table} VALUES (CAST(x'{text.hex()}' AS TEXT));")
        print(
            f"SELECT length(highlight({table}, 0, '[', ']')), length(snippet({table}, 0, '<', '>', '…', 8)) "
            f"FROM {table} WHERE {table} MATCH CAST(x'{query.hex()}' AS TEXT) LIMIT 5;"
        )
    for options in BAD_OPTIONS[:4]:
        print(f"CREATE VIRTUAL TABLE bad USING fts5(body, tokenize = \"bitext {options}\");")
    for table in names:
        print(f"INSERT INTO {table}({table}) VALUES ('integrity-check');")
    print("SELECT 'end';")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["run"]:
        run(arguments[1], int(arguments[2]), int(arguments[3]) if len(arguments) > 3 else 1)
    else:
        sql(int(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 1)
