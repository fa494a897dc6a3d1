"""A chapter stands in the order of reading but not in the contents, so nobody can go to it.

EPUBCheck 5.3 says nothing about it.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import PACKAGE, XHTML

MEDIA_TYPES = frozenset({media_type.EPUB})
IS_HOUSE_RULE = True
_TYPE = "{http://www.idpf.org/2007/ops}type"


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each chapter that no entry of the contents leads to; the cover needs none."""
    trees = {entry.path: root for entry, root in epub_reader.trees(artifact.content)}
    packages = [path for path in trees if path.endswith(".opf")]
    for package in packages:
        contents = _path_of_contents(package, trees[package])
        linked = set(_linked(contents, trees)) | {contents}
        for path in epub_reader.chapters(package, trees[package]):
            if path not in linked and not _is_cover(trees.get(path)):
                yield artifact.fault("the contents do not list this chapter", path,
                                     why="those who find their way by the contents never meet it",
                                     fix=f"add it to {contents or 'a navigation document'}")


def _path_of_contents(package: str, root: Element) -> str:
    found = (item.get("href", "") for item in root.iter(f"{PACKAGE}item")
             if "nav" in item.get("properties", "").split())
    return next((epub_reader.beside(package, href) for href in found), "")


def _linked(contents: str, trees: dict[str, Element]) -> Iterator[str]:
    """Yield the file that each entry of the table of contents leads to."""
    if contents in trees:
        for nav in trees[contents].iter(f"{XHTML}nav"):
            if nav.get(_TYPE) == "toc":
                yield from (epub_reader.beside(contents, link.get("href", "")) for link in nav.iter(f"{XHTML}a"))


def _is_cover(root: Element | None) -> bool:
    return root is not None and any(each.get(_TYPE) == "cover" for each in root.iter(f"{XHTML}section"))
