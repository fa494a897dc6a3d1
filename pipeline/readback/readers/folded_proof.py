"""Reads back the proof of a folded sheet: behind its pages, a board shows the panels once more."""

from collections.abc import Iterator

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard
from pipeline.readback.readers import pdf


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each page but the board."""
    return pdf.words_on(artifact, pdf.pages(artifact.content)[:-1])


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text."""
    return pdf.furniture_of(artifact, pdf.pages(artifact.content)[:-1])
