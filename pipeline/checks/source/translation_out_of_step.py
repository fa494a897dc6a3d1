"""The original says something else than when a translation was made from it, or more, or less.

All languages are translated from the first of `languages`. For each unit of another (a sentence, a row, a label) it is
kept from which words it was made (`source/<language>/translated.yaml`), so one changed sentence of the original makes
exactly its unit stale in each language; lines broken elsewhere, other quotation marks and another order change nothing.
A build goes on, and products that carry the unit say that they are drafts; `check`, `imprint` and `release` refuse.
Mend the translation, or leave it if it still says the same, then: `python -m pipeline confirm PATH`.
"""

from pipeline.model.finding import Finding, Findings, Place, warning
from pipeline.model.publication import Source
from pipeline.model.translation import Pair, said

_WHY = "readers of one language would be told something else than those of the other"


def check(source: Source) -> Findings:
    for pair in source.publication.out_of_step:
        if not _is_told_elsewhere(pair):
            yield _fault(source, pair)


def _is_told_elsewhere(pair: Pair) -> bool:
    """Tell whether missing-label names it."""
    return pair.state == "missing" and pair.path.endswith("/labels.yaml")


def _fault(source: Source, pair: Pair) -> Finding:
    new, held = said(pair.original), said(pair.units)
    confirm = f"python -m pipeline confirm source/{pair.path} --by NAME --role ROLE"
    if pair.state == "missing":
        place = source.place_of(pair.after) if pair.after else Place(f"source/{pair.path}", 1, 1)
        return warning(place, f"nothing here says “{new}”", why=_WHY,
                       fix=f"translate it, then: {confirm}")
    place = source.place_of(pair.units[0])
    if pair.state == "left-over":
        return warning(place, f"the original no longer says what “{held}” says" if pair.before else
                       f"the original does not say what “{held}” says", why=_WHY,
                       fix=f"delete it, or if it is meant: {confirm}")
    message = f"the original of “{held}” was “{pair.before}” and is “{new}”" if pair.before else \
        f"nobody has held “{held}” against its original, “{new}”"
    return warning(place, message, why=_WHY, fix=f"mend it where it says something else, then: {confirm}")
