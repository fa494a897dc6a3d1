"""Writes dataclasses and models as JSON and reads them back, each held against its type; bytes are base64."""

from functools import lru_cache
from typing import Any


def as_json(kind: Any, thing: Any) -> bytes:
    """Return a thing of a type as JSON."""
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
