"""Runs EPUBCheck, the reference validator, in the Java that a wheel carries."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.model.failure import ToolFailed
from pipeline.tools.validators import java


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
        jar = java.inside("epubcheck", "epubcheck.jar")
        done = subprocess.run([java.program(), *java.OPTIONS, "-jar", str(jar), str(book), "--usage", "--quiet",
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
