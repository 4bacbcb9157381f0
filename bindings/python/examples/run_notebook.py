"""Runs a notebook without a browser, and fails if a cell fails or shows no table: run_notebook.py NOTEBOOK"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    notebook = nbformat.read(Path(sys.argv[1]), as_version=4)  # type: ignore[no-untyped-call, unused-ignore]
    NotebookClient(notebook, timeout=120).execute()
    shown = [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    print(f"{sys.argv[1]}: {len(shown)} cells show HTML, of {sum(map(len, shown))} characters")
    assert sum("<table" in html for html in shown) >= 2


if __name__ == "__main__":
    main()
