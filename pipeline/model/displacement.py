"""Which units of a translation stand beside other words than their original, where two languages stand side by side."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import side_by_side
from pipeline.model.confirmation import Unit, even
from pipeline.model.publication import Publication
from pipeline.model.translation import Pair
from pipeline.model.tree import plain_text

#: What a unit says before its words: the number of an item.
_NUMBER = re.compile(r"^\(?\w{1,9}[.)] ")
_BETWEEN_CELLS = " | "


def displaced(publication: Publication, pairs: Mapping[str, Sequence[Pair]]) -> tuple[Pair, ...]:
    """Return the pairs of which no row of their topic holds both sides; `pairs` are those of each translation.

    A pair of which a side stands in no row alone, as a sentence of a note, is not looked for.
    """
    original = publication.identity.original
    beside = [each for each in publication.channels if each.beside == original]
    tags = [tag for tag in pairs if any(each.is_in(tag) for each in beside)]
    return tuple(pair for tag in tags for pair in _of_language(publication, original, tag, pairs[tag]))


def _of_language(publication: Publication, original: str, tag: str, pairs: Sequence[Pair]) -> Iterator[Pair]:
    theirs, ours = (publication.languages[each].topics for each in (original, tag))
    for name in theirs.keys() & ours.keys():
        blocks = side_by_side.of_blocks(theirs[name].blocks, ours[name].blocks, (original, tag))
        rows = [tuple(even(plain_text(side)) for side in row) for row in side_by_side.rows(blocks)]
        for pair in (each for each in pairs if each.path == f"{tag}/topics/{name}.md"):
            held = [_holding([row[number] for row in rows], units)
                    for number, units in enumerate((pair.original, pair.units))]
            if all(held) and held[0].isdisjoint(held[1]):
                yield pair


def _holding(texts: Sequence[str], units: Sequence[Unit]) -> set[int]:
    """Return the numbers of the texts in which any of these units stands, a row of a table in any of its cells."""
    words = [part for each in units for part in _NUMBER.sub("", each.words).split(_BETWEEN_CELLS)]
    return {number for number, text in enumerate(texts) if any(part in text for part in words)}
