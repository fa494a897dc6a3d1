"""Keeps what can be made again: each file opens with a digest of its name and content, and is data, never code to run.

What is damaged, changed, under another's name or of another form is thrown away, and told in one note.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # a build with nothing to do starts without them
    from pipeline.model.finding import Finding

T = TypeVar("T")
#: What reading raises where data is of another form.
MISFITS = (ValueError, LookupError, TypeError, AttributeError)
_thrown_away: set[str] = set()


def sealed(name: str, content: bytes) -> bytes:
    """Return what a file of that name holds to keep some content."""
    return f"{_digest(name, content)}\n".encode() + content


def opened(name: str, held: bytes) -> bytes | None:
    """Return the content that a file of that name keeps, None where it is not what was sealed."""
    content = held[65:]
    return content if held[:65] == f"{_digest(name, content)}\n".encode() else None


def write(path: Path, content: bytes) -> None:
    """Keep content in a file."""
    from pipeline.tools.keeping import whole_file

    whole_file.write(path, sealed(path.name, content))


def read(path: Path, understood: Callable[[bytes], T]) -> T | None:
    """Return what a file keeps as `understood` takes it; None where it is not there, or not as it was kept."""
    try:
        content = opened(path.name, path.read_bytes())
        if content is not None:
            return understood(content)
    except FileNotFoundError:
        return None
    except (OSError, *MISFITS):  # OSError: a folder, or a file that may not be read
        pass
    throw_away(str(path))
    with suppress(OSError):  # not ours to remove; it is written over where that can be
        path.unlink()
    return None


def write_data(path: Path, data: Any) -> None:
    """Keep JSON data in a file."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    write(path, written.encode(errors="surrogatepass"))  # a file may be called by bytes that are no text


def as_json(kind: Any, thing: Any) -> bytes:
    """Return a dataclass or model of a type as JSON; bytes are base64."""
    written: bytes = _adapter(kind).dump_json((thing,))
    return written


def from_json(kind: Any, content: bytes) -> Any:
    """Return the thing of a type that JSON holds; raises ValueError where it is none."""
    return _adapter(kind).validate_json(content)[0]


@lru_cache(maxsize=32)
def _adapter(kind: Any) -> Any:
    from pydantic import ConfigDict, TypeAdapter

    # a tuple around it, since a dataclass alone takes no configuration
    return TypeAdapter(tuple[kind], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def throw_away(name: str) -> None:
    """Remember that a kept file could not be used."""
    _thrown_away.add(name)


def told() -> "list[Finding]":
    """Return the note of all that this process threw away since it last told."""
    if not _thrown_away:
        return []
    from pipeline.model.finding import Place, note

    first, more = min(_thrown_away), len(_thrown_away) - 1
    _thrown_away.clear()
    others = f" and {more} more were" if more else " was"
    return [note(Place(first[max(first.find("build/.cache/"), 0):]),
                 f"this kept file{others} damaged or changed, and what was kept is made again",
                 why="what is kept saves time alone; a build never trusts what it did not write",
                 fix="nothing to do; if it comes again, look whether the disk is sound").of("kept-file-damaged")]


def _digest(name: str, content: bytes) -> str:
    return sha256(name.encode() + b"\0" + content).hexdigest()
