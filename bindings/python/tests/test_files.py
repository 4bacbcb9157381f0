"""Corrected files, formats, conversion, and the matching of documents."""

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bitext

ENGLISH = "He nodded. She left. It rained all night."
CHINESE = "他点点头，她走了。雨下了一夜。"


def rows(*pairs: tuple[str, str, str]) -> str:
    return "".join(json.dumps({"en": own, "zh": other, "review": review}) + "\n" for own, other, review in pairs)


def test_anchors_fix_pairs() -> None:
    free = bitext.align_texts(ENGLISH, CHINESE)
    wrong = bitext.Anchor.pair((0, 10), (0, 9))
    fixed = bitext.align_texts(ENGLISH, CHINESE, anchors=[wrong])
    assert (fixed[0].english, fixed[0].chinese, fixed[0].confidence) == ("He nodded.", "他点点头，她走了。", 1.0)
    assert fixed[0].review == "checked" and free[0].review == "open"
    in_bytes = bitext.align_texts(ENGLISH, CHINESE, anchors=[bitext.Anchor.pair((0, 10), (0, 27))], unit="bytes")
    assert [pair.english for pair in in_bytes] == [pair.english for pair in fixed]
    best = free[0]
    spans = [(best.english_spans[0][0], best.english_spans[-1][1]), (best.chinese_spans[0][0], best.chinese_spans[-1][1])]
    rejected = bitext.align_texts(ENGLISH, CHINESE, anchors=[bitext.Anchor.rejected(*spans)])
    assert (best.english, best.chinese) not in [(pair.english, pair.chinese) for pair in rejected]
    lines = bitext.align_lines("Tea\nSalt\n", "盐\n茶\n", anchors=[bitext.Anchor.pair((0, 3), (0, 1))])
    assert (lines[0].english, lines[0].chinese) == ("Tea", "盐")
    alignment = bitext.Aligner().align_sentences(["Tea", "Salt"], ["盐", "茶"], anchors=[bitext.Anchor.pair((0, 1), (0, 1))])
    assert (alignment.beads[0].english, alignment.beads[0].chinese) == ([0], [0])


@pytest.mark.parametrize(
    "anchors, message",
    [
        ([bitext.Anchor.pair((0, 10), (9, 15)), bitext.Anchor.pair((21, 41), (0, 9))], "cross"),
        ([bitext.Anchor.pair((0, 100), (0, 9))], "0..100 is not a span of the text in code-points"),
        ([bitext.Anchor.pair((5, 2), (0, 9))], "5..2 is not a span"),
    ],
    ids=["crossing", "outside", "backward"],
)
def test_contradictory_anchors(anchors: list[bitext.Anchor], message: str) -> None:
    with pytest.raises(bitext.BitextError, match=message) as error:
        bitext.align_texts(ENGLISH, CHINESE, anchors=anchors)
    assert error.value.kind == "options"


def test_corrected_file_is_kept_in_a_new_alignment(tmp_path: Path) -> None:
    path = tmp_path / "corrected.jsonl"
    path.write_text(rows(("He nodded.", "他点点头，她走了。", "checked"), ("No such row.", "没有。", "checked")), encoding="utf-8")
    found = bitext.read_anchors(path, ENGLISH, CHINESE)
    assert found.anchors == [bitext.Anchor.pair((0, 10), (0, 9))]
    assert found.missing == [1]
    assert bitext.align_texts(ENGLISH, CHINESE, anchors=found.anchors)[0].chinese == "他点点头，她走了。"
    page = f"{ENGLISH}\n\n{CHINESE}\n"
    anchors = bitext.read_anchors(path, page, page).anchors
    assert bitext.align_page(page, anchors=anchors)[0].review == "checked"


def test_learning_from_a_corrected_file(tmp_path: Path) -> None:
    path = tmp_path / "corrected.jsonl"
    checked = [("Trinket laughed.", "韦小宝笑了。", "checked"), ("The boy struck Trinket.", "那男孩打了韦小宝。", "checked")]
    path.write_text(rows(*checked, ("Old Hai coughed.", "双儿走了。", "rejected")) * 3, encoding="utf-8")
    aligner = bitext.Aligner(bitext.Lexicon.empty())
    learned = aligner.learn([bitext.load(path)])
    assert ("韦小宝", "trinket") in [(pair.chinese, pair.english) for pair in learned]
    assert not any("双儿" in pair.chinese for pair in learned)
    lexicon = bitext.Lexicon.of_pairs(learned)
    assert lexicon.lookup("韦小宝")[0][0] == "trinket"
    with pytest.raises(TypeError):
        aligner.learn(["only strings"])  # type: ignore[list-item]


def test_parts_of_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "tea.docx"
    space = "http://schemas.openxmlformats.org"
    names = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Green tea'
        "</w:t></w:r></w:p></w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, content in names.items():
            file.writestr(name, content)
    text = bitext.read(path)
    assert (str(text), text.markup) == ("Green tea\n", "docx")
    assert [part.name for part in text.parts] == ["word/document.xml"]
    document = names["word/document.xml"].encode()
    assert text.parts[0].end - text.parts[0].start == len(document)
    [(start, end)] = text.sources(6, 9)
    assert document[start:end] == b"tea"


FORMATS = ["tsv", "csv", "jsonl", "tmx", "xlf", "html"]


@pytest.mark.parametrize("extension", FORMATS)
def test_formats_are_read_again(extension: str, tmp_path: Path) -> None:
    found = bitext.align_texts("Tickets cost 35 yuan. Dogs travel free.", "船票35元。狗免费乘船。")
    path = tmp_path / f"pairs.{extension}"
    found.save(path)
    texts = [(pair.english, pair.chinese) for pair in found]
    assert [(pair.english, pair.chinese) for pair in bitext.load(path)] == texts
    for other in FORMATS:
        converted = tmp_path / f"converted.{other}"
        messages = bitext.convert(path, converted)
        # A page holds the words that support its pairs, which no other reader has.
        notes = [message for message in messages if "left out: 2 x list of the words" in message]
        assert (messages[-1], len(messages) - len(notes)) == ("2 pairs", 1)
        assert bool(notes) == (extension == "html")
        assert [(pair.english, pair.chinese) for pair in bitext.load(converted)] == texts
    with pytest.raises(bitext.BitextIOError):
        bitext.load(tmp_path / f"missing.{extension}")


def test_further_formats(tmp_path: Path) -> None:
    found = bitext.align_texts("Tickets cost 35 yuan. Dogs travel free.", "船票35元。狗免费乘船。")
    found.save(tmp_path / "pairs.xlsx")
    with zipfile.ZipFile(tmp_path / "pairs.xlsx") as workbook:
        assert "狗免费乘船。" in workbook.read("xl/sharedStrings.xml").decode()
    assert [pair.chinese for pair in bitext.load(tmp_path / "pairs.xlsx")] == ["船票35元。", "狗免费乘船。"]
    (tmp_path / "array.json").write_text('[{"english": "Tickets", "zh-CN": "船票"}]', encoding="utf-8")
    assert [(pair.english, pair.chinese) for pair in bitext.load(tmp_path / "array.json")] == [("Tickets", "船票")]
    with pytest.raises(bitext.BitextError, match="workbook"):
        found.export("xlsx")  # type: ignore[arg-type]
    assert json.loads(found.export("translation").splitlines()[1])["translation"]["zh"] == "狗免费乘船。"
    assert json.loads(found.export("chat").splitlines()[0])["messages"][1]["content"] == "船票35元。"
    assert 'version="2.1"' in found.export("xliff2")
    found.save(tmp_path / "three", "moses")
    assert [pair.chinese for pair in bitext.load(tmp_path / "three")] == ["船票35元。", "狗免费乘船。"]
    po = tmp_path / "messages.po"
    po.write_text('msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "Tickets"\nmsgstr "船票"\n', encoding="utf-8")
    assert [(pair.english, pair.chinese) for pair in bitext.load(po)] == [("Tickets", "船票")]
    ladder, english, chinese = tmp_path / "a.ladder", tmp_path / "a.en", tmp_path / "a.zh"
    ladder.write_text("[0, 1]:[0]:0.97\n", encoding="utf-8")
    english.write_text("Tickets cost 35 yuan.\nDogs travel free.\n", encoding="utf-8")
    chinese.write_bytes("船票35元，狗免费乘船。\n".encode("gbk"))
    assert bitext.load(ladder, texts=(english, chinese))[0].english == "Tickets cost 35 yuan. Dogs travel free."
    with pytest.raises(bitext.BitextError, match="name the two texts with `texts`"):
        bitext.load(ladder)


def test_conversion(tmp_path: Path) -> None:
    memory = tmp_path / "memory.csv"
    memory.write_bytes("English,Chinese\nTea,茶\nTea,茶\nGreen tea,绿茶\nSalt\nOnly English,\n".encode("gb18030"))
    output = tmp_path / "memory.tmx"
    messages = bitext.convert(memory, output, filter=bitext.Filter(reject=["duplicate"]), chinese_code="zh-HK")
    assert any(message.startswith(f"warning: {memory}, line 5: ") for message in messages), messages
    assert [pair.english for pair in bitext.load(output)] == ["Tea", "Green tea"]
    assert 'xml:lang="zh-HK"' in output.read_text(encoding="utf-8")
    assert len(bitext.load(output, variants=["zh-TW"])) == 0
    folder = tmp_path / "all"
    folder.mkdir()
    other = tmp_path / "other.tmx"
    output.rename(other)
    bitext.convert([memory, other], folder, "jsonl", keep_unaligned=True)
    assert sorted(path.name for path in folder.iterdir()) == ["memory.jsonl", "other.jsonl"]
    assert "Only English" in [pair.english for pair in bitext.load(folder / "memory.jsonl").entries]
    broken = tmp_path / "broken.tmx"
    broken.write_text("<tmx version='1.4'><body>\n<tu><tuv xml:lang='en'><seg>Tea</seg></tuv>\n</body></tmx>", encoding="utf-8")
    with pytest.raises(bitext.BitextError) as error:
        bitext.convert(broken, tmp_path / "broken.tsv")
    assert (error.value.path, error.value.line) == (str(broken), 3)
    with pytest.raises(bitext.BitextError) as error:
        bitext.load(broken)
    assert (error.value.kind, error.value.path, error.value.line) == ("syntax", str(broken), 3)
    with pytest.raises(bitext.BitextIOError) as missing:
        bitext.convert(tmp_path / "missing.tmx", output)
    assert missing.value.path == str(tmp_path / "missing.tmx")
    with pytest.raises(bitext.BitextError, match="invalid value 'docx'") as error:
        bitext.convert(memory, output, "docx")  # type: ignore[arg-type]
    assert error.value.kind == "options"


def test_conversion_writes_what_the_program_writes(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([("English", "Chinese"), ("Tea", "茶"), ("Wash the rice.", "淘米。")])
    for format in ["tmx", "xliff", "xliff2", "jsonl", "json", "csv", "html", "translation"]:
        own, other = tmp_path / f"own.{format}", tmp_path / f"other.{format}"
        bitext.convert(table, own, format)  # type: ignore[arg-type]
        command = [sys.executable, "-m", "bitext", "convert", str(table), "--format", format, "--output", str(other)]
        subprocess.run(command, check=True)
        assert own.read_bytes() == other.read_bytes()


def test_filters_of_files(tmp_path: Path) -> None:
    found = bitext.align_page("Ticket office 售票处\n\nTicket office 售票处\n")
    path = tmp_path / "pairs.jsonl"
    bitext.save([found, found], path, filter=bitext.Filter(reject=["duplicate"]))
    assert path.read_text(encoding="utf-8").count("\n") == 1
    with pytest.raises(bitext.BitextError, match="not a reason to reject a pair"):
        bitext.Filter(reject=["ugly"])  # type: ignore[list-item]
    summary = bitext.Filter.strict().start().summary
    assert summary.to_dict()["rejected"] == dict.fromkeys(bitext.Filter.strict().reasons, 0)
    assert "<td>duplicate</td><td>0</td>" in summary._repr_html_()


def test_rows_and_labels(tmp_path: Path) -> None:
    found = bitext.align_texts("Tickets cost 35 yuan. Dogs travel free.", "船票35元。狗免费乘船。")
    again = bitext.Bitext.from_rows(found)
    assert [(pair.english, pair.confidence, pair.kind) for pair in again] == [
        (pair.english, pair.confidence, pair.kind) for pair in found
    ]
    rows = bitext.Bitext.from_rows((pair for pair in [("Tea", "茶"), ("Only English", "")]), unit="bytes")
    assert [(pair.english, pair.chinese_spans) for pair in rows] == [("Tea", [(0, 3)])]
    assert [pair.english for pair in rows.entries] == ["Tea", "Only English"]
    assert len(bitext.Bitext.from_rows([])) == 0
    assert bitext.pair_hash("Tea", "茶") == bitext.pair_hash("TEA ", "茶") != bitext.pair_hash("Tea", "绿茶")
    for format in ["tmx", "xliff", "xliff2", "translation"]:
        text = found.export(format, english_code="en-GB", chinese_code="zh-HK")  # type: ignore[arg-type]
        assert "en-GB" in text and "zh-HK" in text, format
    assert "<title>Ferries &amp; tickets</title>" in found.export("html", title="Ferries & tickets")
    bitext.save([found, rows], tmp_path / "pairs.tmx", chinese_code="zh-SG", names=["a", "b"])
    assert (tmp_path / "pairs.tmx").read_text(encoding="utf-8").count('xml:lang="zh-SG"') == 3
    with pytest.raises(bitext.BitextError):
        found.export("tmx", english_code="not a tag")


def test_matches_as_a_table() -> None:
    found = bitext.DocumentMatcher().find(["Wash the rice twice and add water."], ["米淘洗两遍，加水。"])
    assert found.to_dict()["pairs"][0]["english"] == 0
    assert "Wash 淘洗" in found._repr_html_()
    assert bitext.DocumentMatcher(min_confidence=1.0).find(["Wash the rice."], ["淘米。"]).pairs == []
    copies = bitext.DocumentMatcher().find([ENGLISH * 3, ENGLISH * 3], [CHINESE])
    assert [(one.document, one.original) for one in copies.english_duplicates] == [(1, 0)]
