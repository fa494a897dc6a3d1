"""Knows whether the code that a mend takes the place of is still the code that the mend was measured on."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from pipeline.model.failure import INSTALL_LOCKED, MissingTool

#: Where the code stands (`module:name`, or a file of a package as `package/file.py`) -> the digest of its source.
Measured = Mapping[str, str]
_left_out: set[str] = set()


def allows(mend: str, measured: Measured) -> bool:
    """Tell whether a mend that only saves time may be applied; one that may not is noted."""
    is_same = all(source_digest(place) == digest for place, digest in measured.items())
    if not is_same:
        _left_out.add(mend)
    return is_same


def left_out() -> tuple[str, ...]:
    """Return the names of the mends that this process does without; a forked one knows what its parent knew."""
    return tuple(sorted(_left_out))


def needed(module: Any, name: str) -> Any:
    """Return what a mend of a fault stands on; raises MissingTool where it is gone, since products would be wrong."""
    if not hasattr(module, name):
        raise MissingTool(f"{module.__name__} has no {name}, so it is not the one that requirements.lock names; run:\n"
                          f"    {INSTALL_LOCKED}")
    return getattr(module, name)


def source_digest(place: str) -> str:
    """Return a digest of the lines that a function is written in, or of a file; empty where there is none."""
    try:
        if ":" not in place:
            package, _, file = place.partition("/")
            return _digest((folder(package) / file).read_bytes())
        module, _, name = place.partition(":")
        thing: Any = import_module(module)
        for part in name.split("."):
            thing = vars(thing)[part]
        return _digest(_source(_function(thing).__code__))
    except (ImportError, KeyError, AttributeError, OSError):
        return ""


def folder(package: str) -> Path:
    """Return the folder of a package, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.origin).parent


def _function(thing: Any) -> Any:
    """Return the function below what stands around it: a property, or a mend of a fault."""
    thing = getattr(thing, "fget", thing)
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing


def _source(code: CodeType) -> bytes:
    return b"".join(_lines(code.co_filename)[code.co_firstlineno - 1:_last_line(code)])


def _last_line(code: CodeType) -> int:
    inner = [_last_line(each) for each in code.co_consts if isinstance(each, CodeType)]
    return max([*inner, *(line for _, _, line in code.co_lines() if line)])


@lru_cache(maxsize=32)
def _lines(file: str) -> list[bytes]:
    return Path(file).read_bytes().splitlines(keepends=True)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
