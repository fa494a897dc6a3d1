"""Examines books and pages in Chromium: with axe-core, with Ace by DAISY, and on screens of several widths."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any, Literal

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.tools.keeping import scratch
from pipeline.tools.reading.epub_reader import entries, unnameable
from pipeline.tools.validators import node
from pipeline.tools.validators.own_words import told

#: How much a fault hinders, as axe-core and Ace rate it.
Impact = Literal["minor", "moderate", "serious", "critical"]
#: Bytes of a path: Linux takes 4096, with the folder that it lies in.
_LONGEST_PATH = 3000
_ACE, _PRELOADED = "node_modules/@daisy/ace/bin/ace-puppeteer.js", str(Path(__file__).with_name("ace.cjs"))


@dataclass(frozen=True)
class Violation:
    """A rule that an element breaks: in which file, in which light (or both), and the element's markup."""

    file: Path
    schemes: tuple[Literal["light", "dark"], ...]
    rule: str
    impact: Impact
    text: str
    markup: str


@dataclass(frozen=True)
class Assertion:
    """A rule that a book breaks: in which of its files, and the markup where Ace names some."""

    file: str
    rule: str
    impact: Impact
    text: str
    markup: str


@dataclass(frozen=True)
class Overflow:
    """An element that ends outside the screen: its name, the screen's width, by how much, and whether letters grew.

    `needs_bar` where it does so only beside a scroll bar that takes its room from the page.
    """

    element: str
    width_px: int
    beyond_px: int
    is_enlarged: bool
    needs_bar: bool


def violations(pages: Iterable[Path]) -> tuple[Violation, ...]:
    """Return all that axe-core finds in pages, in light and in dark; raises MissingTool where it is not installed."""
    found: dict[tuple[str, str, str], Violation] = {}
    for each in json.loads(node.run(*map(str, pages), script="axe.mjs")):
        spot = (each["file"], each["id"], each["html"])
        before = tuple(scheme for scheme in (found[spot].schemes if spot in found else ()) if scheme != each["scheme"])
        heading, *reasons = map(str.strip, each["failureSummary"].splitlines() or [""])
        found[spot] = Violation(Path(each["file"]), (*before, each["scheme"]), each["id"], each["impact"],
                                f"{each['help']}: {reasons[0] if reasons else heading}", each["html"])
    return tuple(found.values())


def assertions(content: bytes) -> tuple[Assertion, ...]:
    """Return all that Ace finds in a book.

    Raises MissingTool where Ace is not installed, ToolFailed where it writes no report, or cannot open a book of such
    names. Its exit code says nothing of what it found, so the report alone is believed.
    """
    lost = next((name for entry, name, _ in unnameable(content) if entry.path.endswith((".opf", "container.xml"))), "")
    if lost:
        raise ToolFailed(f"no file can have the name “{lost}”")
    with scratch.holding({"book.epub": content}) as folder:
        book, out = folder / "book.epub", folder / "report"
        if not (node.FOLDER / _ACE).is_file():
            raise MissingTool(f"Ace is not installed; run:\n    {node.INSTALL}")
        said = node.run("--require", _PRELOADED, _ACE, "--outdir", str(out), str(book))
        try:
            report = json.loads((out / "report.json").read_bytes())
        except (OSError, ValueError):
            raise ToolFailed(f"Ace gave no report: {told(said)}") from None
    return tuple(_assertion(entry["earl:testSubject"]["url"], each)
                 for entry in report["assertions"] for each in entry["assertions"])


def _assertion(file: str, entry: dict[str, Any]) -> Assertion:
    test, result = entry["earl:test"], entry["earl:result"]
    reason = " ".join(result.get("dct:description", "").split())
    return Assertion(file, test["dct:title"], test["earl:impact"], reason, result.get("html", ""))


def overflows(page: Path) -> tuple[Overflow, ...]:
    """Return the outermost elements that leave the screen; raises MissingTool where Chromium is not installed."""
    printed = json.loads(node.run(str(page), script="reflow.mjs"))
    return tuple(Overflow(each["element"], each["width"], each["beyond"], each["enlarged"], each["hasBars"])
                 for each in printed)


# --- books ---


def spot(content: bytes, file: str, markup: str) -> str:
    """Return `path:line` of an element that a browser quotes, the path alone where the element cannot be told.

    `file` is the end of the path inside the book, or a path on the disk that ends with it; `markup` starts with a tag.
    """
    entry = next((each for each in entries(content)
                  if f"/{each.path}".endswith(f"/{file}") or f"/{file}".endswith(f"/{each.path}")), None)
    if entry is None:
        return file
    line = line_in(entry.content, markup)
    return f"{entry.path}:{line}" if line else entry.path


def line_in(content: bytes, markup: str) -> int:
    """Return the line of a page at which an element stands that a browser quotes, 0 where it cannot be told."""
    words = _attributes(markup)
    lines = content.decode(errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words and all(word in line for word in words)), 0)


def _attributes(markup: str) -> list[str]:
    """Return the name and the attributes of the first tag; a browser adds namespaces that the file need not repeat."""
    tag = re.match(r"<[^>]*", markup)
    found = re.findall(r'^<[\w:-]+|[\w:-]+="[^"]*"', tag[0] if tag else "")
    return [each for each in found if not each.startswith("xmlns")]


@contextmanager
def unpacked(content: bytes) -> Iterator[tuple[Path, ...]]:
    """Give the pages of a book as files of a folder that ends with the context; what would leave it is left out.

    Raises ToolFailed where no folder can hold them.
    """
    held = {normpath(each.path): each.content for each in entries(content) if not each.path.endswith("/")}
    within = {path: held[path] for path in held if not path.startswith(("/", "../")) and path not in (".", "..")}
    _refuse_unfit(within)
    with scratch.holding(within) as folder:
        yield tuple(folder / path for path in within if path.endswith((".xhtml", ".html")))


def _refuse_unfit(paths: Iterable[str]) -> None:
    folders = {str(above) for path in paths for above in PurePosixPath(path).parents}
    for path in paths:
        if path in folders:
            raise ToolFailed(f"“{path}” is a file of the book and a folder, too")
        if len(os.fsencode(path)) > _LONGEST_PATH or any(len(os.fsencode(part)) > 255 for part in path.split("/")):
            raise ToolFailed(f"“{path}” is a longer name than a file may have (255 bytes)")
