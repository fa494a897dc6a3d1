"""Runs Ace by DAISY, the accessibility checker of the EPUB world, on a whole book."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.tools.validators import node
from pipeline.tools.validators.axe import Impact

_PROGRAM = "node_modules/@daisy/ace/bin/ace-puppeteer.js"


@dataclass(frozen=True)
class Assertion:
    """A rule that a book breaks: in which of its files, and the markup where it names some."""

    file: str
    rule: str
    impact: Impact
    text: str
    markup: str


def assertions(content: bytes) -> tuple[Assertion, ...]:
    """Return all that Ace finds in a book.

    Raises MissingTool where Ace is not installed, ToolFailed where it writes no report. Its exit code says nothing of
    what it found, so the report alone is believed.
    """
    with tempfile.TemporaryDirectory() as folder:
        book, out = Path(folder) / "book.epub", Path(folder) / "report"
        book.write_bytes(content)
        if not (node.FOLDER / _PROGRAM).is_file():
            raise MissingTool(f"Ace is not installed; run:\n    {node.INSTALL}")
        said = node.run(_PROGRAM, "--silent", "--outdir", str(out), str(book))
        try:
            report = json.loads((out / "report.json").read_bytes())
        except (OSError, ValueError):
            raise ToolFailed(f"Ace gave no report: {said.strip()}") from None
    return tuple(_assertion(entry["earl:testSubject"]["url"], each)
                 for entry in report["assertions"] for each in entry["assertions"])


def _assertion(file: str, entry: dict[str, Any]) -> Assertion:
    test, result = entry["earl:test"], entry["earl:result"]
    reason = " ".join(result.get("dct:description", "").split())
    return Assertion(file, test["dct:title"], test["earl:impact"], reason, result.get("html", ""))
