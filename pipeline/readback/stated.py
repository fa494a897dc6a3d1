"""Tells on which pages of a finished file each fact stands."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Sentence
from pipeline.readback import parity, readers, told

_PAGE = "page "


def pages_by_fact(artifact: Artifact) -> dict[str, tuple[int, ...]]:
    """Return by fact the numbers of the pages that show words which state it; nothing of a file without pages."""
    found: dict[str, set[int]] = {}
    for sentence, where in _places(artifact):
        pages = {int(each.removeprefix(_PAGE)) for each in where if each.startswith(_PAGE)}
        for fact in sentence.facts if pages else ():
            found.setdefault(fact, set()).update(pages)
    return {fact: tuple(sorted(pages)) for fact, pages in sorted(found.items())}


def _places(artifact: Artifact) -> Iterable[tuple[Sentence, Sequence[str]]]:
    """Return the sentences that state a fact with their places.

    Sentences follow each other in a file as in its edition, so that each is looked for behind the one before; where one
    is not found so, since a line of the page parts it, the whole file is compared word by word, which takes its time.
    """
    heard = readers.heard(artifact)
    if artifact.manuscript is None or heard is None:
        return []
    words = [each.word for each in heard]
    text, begins = f" {' '.join(words)} ", [0, *accumulate(len(each) + 1 for each in words)]
    found: list[tuple[Sentence, Sequence[str]]] = []
    end = 0
    for sentence in told.sentences(artifact.manuscript, words):
        said = f" {' '.join(sentence.words)} "
        start = text.find(said, end)
        if start >= 0:
            end = start + len(said) - 1
            first, behind = bisect_right(begins, start) - 1, bisect_right(begins, end - 1)
            found += [(sentence, [each.where for each in heard[first:behind]])] if sentence.facts else []
        elif sentence.facts:
            return parity.places(artifact)
    return found
