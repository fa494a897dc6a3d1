"""Words have changed since somebody last confirmed them, or nobody ever did.

A checker cannot tell a lie that reads well. So each unit (a sentence, a row of a table, an explanation, a label, an
entry of the ledger) is confirmed by a person who held it against its source, and a change of its words, of its address
or of the fact that it states opens it again. A build goes on, its products say that they are drafts; `check`, `imprint`
and `release` refuse. `python -m pipeline confirm --list` shows what is open, `confirm` asks for each.
"""

from pipeline.model.confirmation import Open
from pipeline.model.finding import Finding, Findings, Place, warning
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in source.publication.open_words:
        yield _fault(source, each)


def _fault(source: Source, words: Open) -> Finding:
    path = f"source/{words.path}"
    if words.unit is None:
        return warning(Place(path, 1, 1), f"“{words.before}” was confirmed, and stands here no more",
                       why="what a family was told may be missing now", fix=_fix(words.path))
    place, new = source.place_of(words.unit), words.unit.words
    if not words.before:
        message = f"nobody has confirmed “{new}”"
    elif words.before == new:
        message = f"“{new}” was confirmed before the fact, the mark or the address behind it changed"
    else:
        message = f"nobody has confirmed “{new}”, which was “{words.before}”"
    return warning(place, message, why="no check can tell whether new words are true", fix=_fix(words.path))


def _fix(path: str) -> str:
    return f"hold it against its source, then: python -m pipeline confirm {path} --by NAME --role ROLE"
