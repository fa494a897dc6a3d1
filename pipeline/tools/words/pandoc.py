"""Runs the pandoc that the wheel carries: Markdown to AST, references to a list, AST to Word and CommonMark."""

import json
import os
from pathlib import Path
from typing import Any

from pipeline.model.failure import INSTALL_LOCKED, MissingTool, OverLimit, ToolFailed, of_machine
from pipeline.model.limits import PROSE_LEVELS, READING, WRITING, Bounds
from pipeline.model.tree import Elements
from pipeline.tools.keeping import bounded, scratch

#: CommonMark with pandoc's extensions; off is what could smuggle looks or code into prose, or links between texts,
#: and names of sections, which pandoc numbers across all that it reads in one run.
READER = ("commonmark_x-raw_html-raw_attribute-emoji-tex_math_dollars-alerts-task_lists-strikeout"
          "-yaml_metadata_block-implicit_header_references-gfm_auto_identifiers+autolink_bare_uris")
#: The version of the AST that this pandoc reads and writes (pandoc-types).
_API = (1, 23, 1)
#: How references are set.
STYLE = Path(__file__).with_name("references.csl")
#: The wheel's pandoc reserves 60 MB at its start; a small heap takes its peak from 169 to 109 MB at the same CPU.
#: The heap gets three quarters of what pandoc may have: it says more clearly than the system that no more is left.
_MEMORY = ("+RTS", "-H4m", "-A2m", "-M{}", "-RTS")
_TOO_DEEP = "lists, quotations, boxes or brackets stand too many times inside each other"


def identity() -> str:
    """Return what tells this pandoc from another, without starting it: where it lies, its size, its time."""
    program = _program()
    try:
        file = Path(program).stat()
    except OSError:
        return program
    return f"{program} {file.st_size} {file.st_mtime_ns}"


def read_markdown(text: str, *, with_places: bool = False) -> Elements:
    """Return the blocks of a text; with places, words are wrapped in spans that carry `data-pos`."""
    reader = READER + ("+sourcepos" if with_places else "")
    return _read("-f", reader, text=text, levels=PROSE_LEVELS * (2 if with_places else 1))


def read_commonmark(text: str) -> Elements:
    """Return the blocks of a text as CommonMark has them, with no extension of anybody's."""
    return _read("-f", "commonmark", text=text)


def write_commonmark(blocks: Elements) -> str:
    """Return blocks as CommonMark, one paragraph a line; signs that mean something there are escaped."""
    return _start("-f", "json", "-t", "commonmark", "--wrap=none", text=_document(blocks), bounds=WRITING).decode()


def read_references(references: tuple[dict[str, Any], ...], language: str) -> Elements:
    """Return one div for each reference (id `ref-<id>`), set by citeproc as references.csl says.

    A small style of our own costs a quarter of the CPU and a third of the memory of citeproc's default.
    """
    text = json.dumps([_in_words(each) for each in references], default=str)
    blocks = _read("-f", "csljson", "--citeproc", "--csl", str(STYLE), "-M", f"lang={language}", text=text)
    return blocks[0]["c"][1] if blocks else []


def _in_words(given: Any) -> Any:
    """Return a reference whose whole numbers, of any length, are words; those of dates stay what they are."""
    if isinstance(given, dict):
        return {name: value if name == "date-parts" else _in_words(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [_in_words(each) for each in given]
    return str(given) if isinstance(given, int) else given


def write_docx(blocks: Elements, reference: bytes, pictures: dict[str, bytes]) -> bytes:
    """Return blocks as a Word file in the looks of a reference document; pictures by the paths that blocks name."""
    with scratch.holding({"reference.docx": reference, **pictures}) as folder:
        return _start("-f", "json", "-t", "docx", "--reference-doc", "reference.docx", "--syntax-highlighting", "none",
                      "-o", "-", text=_document(blocks), folder=folder, bounds=WRITING)


def _document(blocks: Elements) -> str:
    return json.dumps({"pandoc-api-version": _API, "meta": {}, "blocks": blocks})


def _read(*arguments: str, text: str, levels: int = PROSE_LEVELS) -> Elements:
    try:
        blocks: Elements = json.loads(_start(*arguments, "-t", "json", text=text, bounds=READING))["blocks"]
    except RecursionError:
        raise OverLimit(_TOO_DEEP) from None
    if _is_too_deep(blocks, levels):
        raise OverLimit(_TOO_DEEP)
    return blocks


def _is_too_deep(blocks: Elements, levels: int) -> bool:
    """Tell whether things stand further inside each other than any page shows; places wrap each in one more."""
    level: list[Any] = [blocks]
    for _ in range(levels):
        level = [each for node in level for each in (node.values() if isinstance(node, dict) else node)
                 if isinstance(each, dict | list)]
        if not level:
            return False
    return True


def _start(*arguments: str, text: str, folder: Path | None = None, bounds: Bounds) -> bytes:
    """Return what pandoc writes; its clock stands still."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    memory = (each.format(bounds.memory_bytes * 3 // 4) for each in _MEMORY)
    try:
        done = bounded.run([_program(), *memory, *arguments], bounds, given=text.encode(), folder=folder,
                           environment=environment)
    except OSError as fault:
        missing = MissingTool(f"pandoc cannot be started ({fault}); run:\n    rm -r .venv && make all")
        raise of_machine(fault) or missing from fault
    if done.returncode or done.stderr:
        raise ToolFailed(f"pandoc {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _program() -> str:
    """Return the wheel's pandoc without importing pypandoc, which starts four processes to look for others."""
    given = os.environ.get("PYPANDOC_PANDOC")
    if given:
        return given
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise MissingTool(f"pypandoc_binary is not installed; run:\n    {INSTALL_LOCKED}")
    return str(Path(spec.origin).parent / "files" / "pandoc")
