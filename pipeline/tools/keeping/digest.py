"""Digests of files and data: content decides what is up to date, never a clock."""

import json
import marshal
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from pipeline.tools.keeping import file_index


def of_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return sha256(content).hexdigest()


def of_data(data: Any) -> str:
    """Return the digest of JSON data, whatever the order of its keys."""
    return of_bytes(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode(
        errors="surrogatepass"))


def of_nested(data: list[Any]) -> str:
    """Return the digest of nested lists, dicts and words, ten times as fast as through JSON.

    Version 0 of marshal keeps no account of which strings are shared, so equal data has equal bytes.
    """
    return of_bytes(marshal.dumps(data, 0))


def of_file(path: str | os.PathLike[str], root: str | None = None) -> str | None:
    """Return the digest of a file, None where there is none; what a link leads to out of `root` is not read."""
    try:
        return of_bytes(file_index.content_of(path, root))
    except OSError:
        return None


def sums(digest_by_path: Mapping[str, str]) -> bytes:
    """Return the lines of SHA256SUMS, by path, for `sha256sum -c`."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digest_by_path.items())).encode()


def of_tree(root: str | os.PathLike[str], names: Iterable[str]) -> str:
    """Return one digest of all files below the named files and folders of `root`: their paths and bytes.

    Byte code and hidden files do not count.
    """
    start = len(os.fspath(root)) + 1
    return of_listed({path[start:]: of_file(path) for name in names
                      for path in file_index.files(f"{os.fspath(root)}/{name}")})


def of_listed(digest_by_path: Mapping[str, str | None]) -> str:
    """Return one digest of files, from theirs, in the order given; a name may be bytes that are no text."""
    listed = "".join(f"{path}\0{each}\n" for path, each in digest_by_path.items())
    return of_bytes(listed.encode(errors="surrogateescape"))
