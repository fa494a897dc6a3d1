"""Runs the pandoc that the wheel carries: Markdown to AST, references to a list."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.model.tree import Elements

#: CommonMark with pandoc's extensions; what could smuggle looks or code into prose is off.
READER = ("commonmark_x-raw_html-raw_attribute-emoji-tex_math_dollars-alerts-task_lists-strikeout"
          "-yaml_metadata_block")
#: How references are set.
STYLE = Path(__file__).parents[2] / "styles" / "references.csl"
#: The wheel's pandoc reserves 60 MB at its start; a small heap takes its peak from 169 to 109 MB at the same CPU.
_MEMORY = ("+RTS", "-H4m", "-A2m", "-RTS")


def read_markdown(text: str, *, with_places: bool = False) -> Elements:
    """Return the blocks of a text; with places, words are wrapped in spans that carry `data-pos`."""
    reader = READER + ("+sourcepos" if with_places else "")
    blocks: Elements = _run("-f", reader, "-t", "json", text=text)["blocks"]
    return blocks


def read_references(references: tuple[dict[str, Any], ...], language: str) -> Elements:
    """Return one div for each reference (id `ref-<id>`), set by citeproc as styles/references.csl says.

    A small style of our own costs a quarter of the CPU and a third of the memory of citeproc's default.
    """
    text = json.dumps(references, default=str)
    options = ("--citeproc", "--csl", str(STYLE), "-M", f"lang={language}")
    blocks: Elements = _run("-f", "csljson", *options, "-t", "json", text=text)["blocks"]
    return blocks[0]["c"][1] if blocks else []


def _run(*arguments: str, text: str) -> Any:
    try:
        done = subprocess.run([_program(), *_MEMORY, *arguments], input=text.encode(), capture_output=True, check=False)
    except OSError as fault:
        raise MissingTool(f"pandoc cannot be started ({fault}); run: make setup") from fault
    if done.returncode or done.stderr:
        raise ToolFailed(f"pandoc {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()}")
    return json.loads(done.stdout)


def _program() -> str:
    """Return the wheel's pandoc without importing pypandoc, which starts four processes to look for others."""
    given = os.environ.get("PYPANDOC_PANDOC")
    if given:
        return given
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise MissingTool("pypandoc_binary is not installed; run: make setup")
    return str(Path(spec.origin).parent / "files" / "pandoc")
