"""Holds a finished file against the manuscript it was written from, and says where each difference comes from."""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.model import alignment
from pipeline.model.alignment import Difference
from pipeline.model.artifact import Artifact
from pipeline.model.parity import Sentence
from pipeline.readback import readers, told


@lru_cache(maxsize=1)  # four checks of one file in a row compare it once
def differences(artifact: Artifact) -> tuple[Difference, ...]:
    """Return where the file differs from its edition; nothing for what no manuscript stands behind."""
    words = readers.heard(artifact)
    if artifact.manuscript is None or words is None:
        return ()
    sentences = told.sentences(artifact.manuscript, (each.word for each in words))
    return tuple(alignment.differences(sentences, words, readers.furniture(artifact)))


def places(artifact: Artifact) -> list[tuple[Sentence, tuple[str, ...]]]:
    """Return each sentence of the edition with the pages, lines or chapters of the file at which it stands."""
    words = readers.heard(artifact)
    if artifact.manuscript is None or words is None:
        return []
    sentences = told.sentences(artifact.manuscript, (each.word for each in words))
    return list(zip(sentences, alignment.places(sentences, words, readers.furniture(artifact)), strict=True))


def source_of(difference: Difference, artifact: Artifact) -> str:
    """Return where the sentence stands in the source, as exactly as it is known; empty where it was made from data."""
    if difference.sentence is None or artifact.manuscript is None:
        return ""
    at, section = difference.sentence.at, difference.sentence.section
    paths = (topic.path for topic in artifact.manuscript.edition.topics if topic.id == section)
    spot = at or next(paths, "")
    return f" ({spot})" if spot else ""


def quoted(words: str | Sequence[str]) -> str:
    """Return words in quotation marks."""
    return f"“{words if isinstance(words, str) else ' '.join(words)}”"
