"""A link, a picture, a style sheet or a line of the package names something that the e-book does not hold."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import PACKAGE

MEDIA_TYPES = frozenset({media_type.EPUB})
IS_HOUSE_RULE = True
_NAMES = ("href", "src", "full-path", "{http://www.w3.org/1999/xlink}href")


def check(artifact: Artifact) -> Findings:
    held = {entry.path for entry in epub_reader.entries(artifact.content)}
    trees = list(epub_reader.trees(artifact.content))
    ids = {entry.path: {element.get("id") for element in root.iter()} for entry, root in trees}
    for entry, root in trees:
        for name in (*_broken_links(entry.path, root, held, ids), *_broken_spine(root)):
            yield artifact.fault(f"“{name}” leads nowhere", f"{entry.path}:{entry.line_of(name)}",
                                 why="a reader who follows it finds nothing",
                                 fix="name a topic, term or reference that this edition holds")


def _broken_links(path: str, root: Element, held: set[str], ids: dict[str, set[str | None]]) -> Iterator[str]:
    for element in root.iter():
        for name in filter(None, map(element.get, _NAMES)):
            address = _split(name)
            if address is None or not (address.scheme or _leads_somewhere(address, path, held, ids)):
                yield name


def _split(name: str) -> SplitResult | None:
    """Return the parts of an address, None of what no program takes for one."""
    try:
        return urlsplit(name)
    except ValueError:
        return None


def _leads_somewhere(address: SplitResult, path: str, held: set[str], ids: dict[str, set[str | None]]) -> bool:
    """Tell whether the book holds what an address on a page names; an id may be written with percent signs."""
    base = "" if path.startswith("META-INF/") else dirname(path)
    target = normpath(join(base, unquote(address.path))) if address.path else path
    named = {address.fragment, unquote(address.fragment)} - {""}
    return target in held and (not named or not named.isdisjoint(ids.get(target, set())))


def _broken_spine(root: Element) -> Iterator[str]:
    listed = {item.get("id") for item in root.iter(f"{PACKAGE}item")}
    yield from (name for each in root.iter(f"{PACKAGE}itemref") if (name := each.get("idref", "")) not in listed)
