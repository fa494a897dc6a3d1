"""A chapter stands in the order of reading but not in the contents, so nobody can go to it.

EPUBCheck 5.3 says nothing about it.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools import epub_reader
from pipeline.tools.epub_reader import PACKAGE, XHTML

MEDIA_TYPES = frozenset({"application/epub+zip"})
_TYPE = "{http://www.idpf.org/2007/ops}type"


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each chapter that no entry of the contents leads to; the cover needs none."""
    trees = {entry.path: root for entry, root in epub_reader.trees(artifact.content)}
    packages = [path for path in trees if path.endswith(".opf")]
    for package in packages:
        contents = _path_of_contents(package, trees[package])
        linked = set(_linked(contents, trees)) | {contents}
        for path in _chapters(package, trees[package]):
            if path not in linked and not _is_cover(trees.get(path)):
                yield error(Place(artifact.name, detail=path), "the contents do not list this chapter",
                            why="those who find their way by the contents never meet it",
                            fix=f"add it to {contents or 'a navigation document'}")


def _path_of_contents(package: str, root: Element) -> str:
    found = (item.get("href", "") for item in root.iter(f"{PACKAGE}item")
             if "nav" in item.get("properties", "").split())
    return next((_beside(package, href) for href in found), "")


def _linked(contents: str, trees: dict[str, Element]) -> Iterator[str]:
    """Yield the file that each entry of the table of contents leads to."""
    if contents in trees:
        for nav in trees[contents].iter(f"{XHTML}nav"):
            if nav.get(_TYPE) == "toc":
                yield from (_beside(contents, link.get("href", "")) for link in nav.iter(f"{XHTML}a"))


def _chapters(package: str, root: Element) -> Iterator[str]:
    href = {item.get("id"): item.get("href", "") for item in root.iter(f"{PACKAGE}item")}
    yield from (_beside(package, href[each.get("idref")]) for each in root.iter(f"{PACKAGE}itemref")
                if each.get("idref") in href)


def _is_cover(root: Element | None) -> bool:
    return root is not None and any(each.get(_TYPE) == "cover" for each in root.iter(f"{XHTML}section"))


def _beside(path: str, href: str) -> str:
    return normpath(join(dirname(path), unquote(urldefrag(href)[0])))
