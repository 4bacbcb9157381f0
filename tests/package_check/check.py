"""Aligns Word files and EPUB books of other software, and the same texts as plain text: check.py BITEXT."""

import json
import os
import subprocess
import sys
import tempfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from ebooklib import epub

PROGRAM = os.path.abspath(sys.argv[1])

# Blocks of a text: a heading, paragraphs, items of a list, rows of a table.
ENGLISH = [
    ("heading", "The ferry to the island"),
    ("paragraph", "The ferry leaves at eight. Tickets cost 35 yuan & can be bought on board."),
    ("paragraph", "Dogs travel free. Bicycles need a ticket of their own."),
    ("item", "Bring an umbrella"),
    ("item", "Leave large bags at the pier"),
    ("row", ["Ticket", "Price"]),
    ("row", ["Adults", "35 yuan"]),
    ("row", ["Children", "10 yuan"]),
    ("heading", "The lighthouse"),
    ("paragraph", "The lighthouse was built in 1889. It has 142 steps, and its lamp can be seen from the city."),
]
CHINESE = [
    ("heading", "去海岛的渡轮"),
    ("paragraph", "渡轮八点出发。船票35元，可以在船上购买。"),
    ("paragraph", "狗免费乘船。自行车需要另外买票。"),
    ("item", "请带雨伞"),
    ("item", "大件行李请留在码头"),
    ("row", ["船票", "价格"]),
    ("row", ["成人", "35元"]),
    ("row", ["儿童", "10元"]),
    ("heading", "灯塔"),
    ("paragraph", "灯塔建于1889年。它有142级台阶，在城里就能看见它的灯光。"),
]


def plain(blocks):
    out, last = [], None
    for kind, content in blocks:
        if out and not (kind == last and kind in ("item", "row")):
            out.append("")
        out.append("\t".join(content) if kind == "row" else content)
        last = kind
    return "\n".join(out) + "\n"


def field(paragraph, instruction, result):
    for kind in ("begin", None, "separate", "result", "end"):
        run = paragraph.add_run(result if kind == "result" else "")
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = instruction
        elif kind == "result":
            continue
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def word(blocks, path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Header that is no text 页眉"
    field(document.add_paragraph(), ' TOC \\o "1-3" ', "Contents that are no text ... 3")
    table = None
    for kind, content in blocks:
        if kind == "row":
            if table is None:
                table = document.add_table(rows=0, cols=len(content))
            for cell, text in zip(table.add_row().cells, content):
                cell.text = text
            continue
        table = None
        if kind == "heading":
            document.add_heading(content, level=1)
        elif kind == "item":
            document.add_paragraph(content, style="List Bullet")
        else:
            # Word cuts a paragraph into runs at any place.
            paragraph, middle = document.add_paragraph(), len(content) // 2
            paragraph.add_run(content[:middle]).bold = True
            paragraph.add_run(content[middle:]).font.size = Pt(12)
    document.save(path)


def book(blocks, language, path):
    book = epub.EpubBook()
    book.set_identifier("ferry")
    book.set_title("The island")
    book.set_language(language)
    chapters, body = [], ""

    def chapter():
        if body:
            page = epub.EpubHtml(title="Chapter", file_name=f"text/{len(chapters) + 1}.xhtml", lang=language)
            page.content = f"<html><body>{body}</body></html>"
            book.add_item(page)
            chapters.append(page)

    last = None
    for kind, content in blocks:
        if kind == "heading":
            chapter()
            body = ""
        cells = [content] if isinstance(content, str) else content
        cells = [cell.replace("&", "&amp;") for cell in cells]
        tag = {"heading": "h1", "paragraph": "p", "item": "li", "row": "td"}[kind]
        inner = "".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
        around = {"item": "ul", "row": "table"}
        if kind in around and kind != last:
            body += f"<{around[kind]}>"
        body += f"<tr>{inner}</tr>" if kind == "row" else inner
        index = blocks.index((kind, content))
        if kind in around and (index + 1 == len(blocks) or blocks[index + 1][0] != kind):
            body += f"</{around[kind]}>"
        last = kind
    chapter()
    book.toc = chapters
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *chapters]
    epub.write_epub(path, book)


def pairs(folder, *names):
    done = subprocess.run([PROGRAM, "align", *names, "--format", "jsonl"], cwd=folder, capture_output=True, check=True)
    return [(row["en"], row["zh"]) for row in map(json.loads, done.stdout.decode().splitlines())]


def main():
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        for language, blocks in (("en", ENGLISH), ("zh", CHINESE)):
            with open(at(f"{language}.md"), "w", encoding="utf8") as file:
                # In plain text, a paragraph is read as sentences of a wrapped text; a Word file has whole lines.
                file.write("\n\n".join("\n\n".join(c) if k == "row" else c for k, c in blocks) + "\n")
            word(blocks, at(f"{language}.docx"))
            book(blocks, language, at(f"{language}.epub"))
        expected = pairs(folder, "en.md", "zh.md")
        assert len(expected) >= 14, expected
        for extension in ("docx", "epub"):
            found = pairs(folder, f"en.{extension}", f"zh.{extension}")
            assert found == expected, f"{extension}\nfound    {found}\nexpected {expected}"
        # A page in both languages: each block beside its translation.
        mixed = [block for both in zip(ENGLISH, CHINESE) for block in both if block[0] in ("heading", "paragraph")]
        with open(at("page.txt"), "w", encoding="utf8") as file:
            file.write(plain(mixed))
        word(mixed, at("page.docx"))
        book(mixed, "en", at("page.epub"))
        expected = pairs(folder, "page.txt")
        assert len(expected) == 8, expected
        for extension in ("docx", "epub"):
            found = pairs(folder, f"page.{extension}")
            assert found == expected, f"{extension}\nfound    {found}\nexpected {expected}"
    print("Word files and books align as their texts do")


main()
