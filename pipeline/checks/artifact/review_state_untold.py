"""A finished file does not say in its metadata whether its content was reviewed.

A file travels without its colophon being read: a search, a shelf or a clinic's archive shows the metadata alone. The
description tells what the colophon tells; a format that writes its own has to take it from there.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.model.standing import told
from pipeline.tools.press import pdf_file
from pipeline.tools.reading import docx_reader, epub_reader, html_page
from pipeline.tools.reading.epub_reader import XHTML

DEPTH = "full"
MEDIA_TYPES = frozenset({"application/pdf", "application/epub+zip", "text/html", docx_reader.MEDIA_TYPE})
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}description"


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield a finding where the description of a product leaves out how its review stands."""
    if artifact.manuscript is None or artifact.is_companion:
        return
    edition = artifact.manuscript.edition
    state = told(edition.standing, edition.language.labels)
    if state not in _description(artifact):
        yield error(Place(artifact.name), "its metadata do not say how its review stands",
                    why="whoever finds the file cannot tell a draft from a reviewed guide",
                    fix=f"write into its description: {state}")


def _description(artifact: Artifact) -> str:
    if artifact.media_type == "application/pdf":
        return pdf_file.read(artifact.content).info.get("Subject", "")
    if artifact.media_type == "text/html":
        root = html_page.tree(artifact.content)
        return " ".join(each.get("content", "") for each in root.iter(f"{XHTML}meta")
                        if each.get("name") == "description") if isinstance(root, Element) else ""
    if artifact.media_type == docx_reader.MEDIA_TYPE:
        return docx_reader.tree(artifact.content, docx_reader.CORE).findtext(_DUBLIN_CORE) or ""
    return " ".join(each.text or "" for _, root in epub_reader.trees(artifact.content)
                    for each in root.iter(_DUBLIN_CORE))
