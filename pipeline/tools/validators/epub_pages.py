"""Gives a browser the pages of an EPUB, and finds in the book what the browser says of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.tools.reading.epub_reader import entries


def spot(content: bytes, file: str, markup: str) -> str:
    """Return `path:line` of an element that a browser quotes, the path alone where the element cannot be told.

    `file` is the end of the path inside the book, or a path on the disk that ends with it; `markup` starts with a tag.
    """
    entry = next((each for each in entries(content)
                  if f"/{each.path}".endswith(f"/{file}") or f"/{file}".endswith(f"/{each.path}")), None)
    if entry is None:
        return file
    line = line_in(entry.content, markup)
    return f"{entry.path}:{line}" if line else entry.path


def line_in(content: bytes, markup: str) -> int:
    """Return the line of a page at which an element stands that a browser quotes, 0 where it cannot be told."""
    words = _attributes(markup)
    lines = content.decode(errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words and all(word in line for word in words)), 0)


def _attributes(markup: str) -> list[str]:
    """Return the name and the attributes of the first tag; a browser adds namespaces that the file need not repeat."""
    tag = re.match(r"<[^>]*", markup)
    found = re.findall(r'^<[\w:-]+|[\w:-]+="[^"]*"', tag[0] if tag else "")
    return [each for each in found if not each.startswith("xmlns")]


@contextmanager
def unpacked(content: bytes) -> Iterator[tuple[Path, ...]]:
    """Give the pages of a book as files of a folder that ends with the context; what would leave it is left out."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        pages = []
        for entry in entries(content):
            path = (folder / entry.path).resolve()
            if path.is_relative_to(folder) and not entry.path.endswith("/"):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(entry.content)
                pages += [path] if path.suffix in (".xhtml", ".html") else []
        yield tuple(pages)
