"""Runs the Nu Html Checker, the validator of the W3C, in the Java that a wheel carries."""

import json
import re
import subprocess
from dataclasses import dataclass

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.tools.validators import java, node

_JAR = "node_modules/vnu-jar/build/dist/vnu.jar"
#: Its schema nests deep.
_STACK = "-Xss8m"
#: What it takes for a fault and is none: it knows no policy that lets a page hold its own pictures (CSP 3, 6.7.2.8:
#: a scheme such as data: matches itself); Chromium shows them.
_MISTAKEN = re.compile(r"violates Content Security Policy.*“data:")


@dataclass(frozen=True)
class Message:
    """What the checker says about one spot."""

    is_error: bool
    text: str
    line: int
    extract: str


def messages(content: bytes) -> tuple[Message, ...]:
    """Return every error and warning; its remarks (that XML closes what HTML need not) ask for nothing.

    Raises MissingTool where Java or the checker is not installed, ToolFailed where no report comes back.
    """
    jar = node.FOLDER / _JAR
    if not jar.is_file():
        raise MissingTool(f"the Nu Html Checker is not installed; run:\n    {node.INSTALL}")
    command = [java.program(), *java.OPTIONS, _STACK, "-jar", str(jar), "--format", "json", "--exit-zero-always",
               "--stdout", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip()
        raise ToolFailed(f"the Nu Html Checker gave no report: {said}") from None
    return tuple(
        Message(each["type"] != "info", each["message"], each.get("lastLine", 1), each.get("extract", "").strip())
        for each in report["messages"]
        if (each["type"] != "info" or each.get("subType") == "warning") and not _MISTAKEN.search(each["message"]))
