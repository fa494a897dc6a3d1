"""Digests of files and data: content decides what is up to date, never a clock."""

import json
import marshal
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any


def of_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return sha256(content).hexdigest()


def of_data(data: Any) -> str:
    """Return the digest of JSON data, whatever the order of its keys."""
    return of_bytes(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode())


def of_nested(data: list[Any]) -> str:
    """Return the digest of nested lists, dicts and words, ten times as fast as through JSON.

    Version 0 of marshal keeps no account of which strings are shared, so equal data has equal bytes.
    """
    return of_bytes(marshal.dumps(data, 0))


def of_file(path: str | os.PathLike[str]) -> str | None:
    """Return the digest of a file, None where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib costs a fifth of a no-change build
            return of_bytes(file.read())
    except OSError:
        return None


def sums(digest_by_path: Mapping[str, str]) -> bytes:
    """Return the lines of SHA256SUMS, by path, for `sha256sum -c`."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digest_by_path.items())).encode()


def of_tree(root: str | os.PathLike[str], names: Iterable[str]) -> str:
    """Return one digest of all files below the named files and folders of `root`: their paths and bytes.

    Byte code and hidden files do not count.
    """
    total = sha256()
    for name in names:
        for path in _files(os.path.join(root, name)):  # noqa: PTH118 - see of_file
            relative = os.path.relpath(path, root).replace(os.sep, "/")
            total.update(f"{relative}\0{of_file(path)}\n".encode())
    return total.hexdigest()


def _files(path: str) -> list[str]:
    if not os.path.isdir(path):  # noqa: PTH112 - see of_file
        return [path]
    found: list[str] = []
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.startswith((".", "__pycache__")):
                continue
            found += _files(entry.path) if entry.is_dir() else [entry.path]
    return found
