"""Opens the files that the tests wrote with lxml and translate-toolkit: python check.py FOLDER"""

import sys
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

PAIRS = 12
FIRST = ("Science and Technology as a catalyst of Developments.", "科学技术是发展的催化剂")
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"

folder = Path(sys.argv[1])
dtd = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
faults = []


def expect(what, found, expected):
    if found != expected:
        faults.append(f"{what}: expected {expected!r}, found {found!r}")


for path in sorted(folder.glob("*.tmx")):
    if not dtd.validate(etree.parse(path)):
        faults.append(f"{path.name} against the DTD: {dtd.error_log.filter_from_errors()}")

memory = tmxfile(folder.joinpath("seed-003.tmx").open("rb"), "en", "zh-Hans")
expect("units of the TMX", len(memory.units), PAIRS)
expect("translated units of the TMX", sum(unit.istranslated() for unit in memory.units), PAIRS)
expect("first unit of the TMX", (str(memory.units[0].source), str(memory.units[0].target)), FIRST)

units = xlifffile.parsefile(str(folder / "seed-003.xlf")).units
expect("units of the XLIFF", len([unit for unit in units if unit.istranslatable()]), PAIRS)
expect("translated units of the XLIFF", sum(unit.istranslated() for unit in units), PAIRS)
expect("first unit of the XLIFF", (str(units[0].source), str(units[0].target)), FIRST)
for path in sorted(folder.glob("*.xlf")):
    for unit in etree.parse(path).iter(f"{XLIFF}trans-unit"):
        children = [child.tag.removeprefix(XLIFF) for child in unit]
        if children not in (["source", "target", "note"], ["source", "note"]):
            faults.append(f"{path.name}, unit {unit.get('id')}: children {children}")

units = Xliff2File.parsefile(str(folder / "seed-003.xlf2")).units
expect("units of XLIFF 2.1", len(units), PAIRS)
expect("translated units of XLIFF 2.1", sum(unit.istranslated() for unit in units), PAIRS)
expect("first unit of XLIFF 2.1", (str(units[0].source), str(units[0].target)), FIRST)

rows = list(load_workbook(folder / "seed-003.xlsx").active.iter_rows(values_only=True))
expect("columns of the workbook", rows[0][:6], ("english", "chinese", "review", "note", "flags", "confidence"))
expect("rows of the workbook", len(rows), PAIRS + 1)
expect("first row of the workbook", rows[1][:2], FIRST)
expect("confidences of the workbook", all(0 <= row[5] <= 1 for row in rows[1:]), True)

links = etree.parse(folder / "seed-003.xces").findall("linkGrp/link")
expect("links of the XCES", len(links), PAIRS)

awkward = tmxfile(folder.joinpath("awkward.tmx").open("rb"), "en", "zh-Hans")
expect("awkward text", str(awkward.units[0].source), "He wrote \"a < b && b > c\" on the 'board'.")

texts = [row[0] for row in load_workbook(folder / "awkward.xlsx").active.iter_rows(values_only=True)]
expect("awkward text in the workbook", "He wrote \"a < b && b > c\" on the 'board'." in texts, True)

for fault in faults:
    print(fault, file=sys.stderr)
if faults:
    sys.exit(1)
print(f"{PAIRS} units each in TMX (valid), XLIFF 1.2 and 2.1, XCES and XLSX, in independent readers")
