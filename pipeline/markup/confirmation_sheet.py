"""Shows what a person needs to confirm a unit, and writes confirmed.yaml."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.model.confirmation import Confirmation, Confirmed, Open
from pipeline.model.ledger import Fact
from pipeline.model.publication import Publication

_HEAD = """# yaml-language-server: $schema={up}schemas/confirmed.schema.json
# Who held which words against their source. Written by `python -m pipeline confirm`; one line a unit: digest, words.
"""
_WIDTH = 100


def shown(words: Open, publication: Publication, stated: Mapping[str, Sequence[str]]) -> str:
    """Return old words and new ones, and each fact that they state: figures, qualifiers, sources, all that states it.

    `stated` gives by fact the places that state it.
    """
    unit = words.unit
    place = (unit.at if unit and unit.at else f"source/{words.path}")
    if unit is None:
        return f"{place}\n  gone:  {words.before}"
    lines = [place]
    if words.before and words.before != unit.words:
        lines += [_wrapped("was:   ", words.before), _wrapped("is:    ", _marked(words.before, unit.words))]
    else:
        lines.append(_wrapped("is:    ", unit.words))
    for fact in (publication.facts[name] for name in unit.facts if name in publication.facts):
        lines += _of_fact(fact)
        others = [each for each in stated.get(fact.id, ()) if each != place]
        lines += [_wrapped("also:  ", ", ".join(others))] if others else []
    return "\n".join(lines)


def as_yaml(confirmed: Confirmed) -> str:
    """Return confirmed.yaml: looks in the order of their days, one line a unit."""
    paths = [path for look in confirmed.confirmed for path in look.units]
    up = "../" if any(path.count("/") for path in paths) else ""
    looks = "".join(_look(each) for each in confirmed.confirmed)
    return f"{_HEAD.format(up=up)}confirmed:\n{looks}" if looks else f"{_HEAD.format(up=up)}confirmed: []\n"


def _look(look: Confirmation) -> str:
    head = f"- by: {_scalar(look.by)}\n  role: {_scalar(look.role)}\n  date: {look.date}\n  units:\n"
    return head + "".join(f"    {_scalar(path)}: |\n{textwrap.indent(block.rstrip(), ' ' * 6)}\n"
                          for path, block in look.units.items())


def _scalar(words: str) -> str:
    return "\"" + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _of_fact(fact: Fact) -> Iterator[str]:
    yield _wrapped(f"fact:  {fact.id}: ", fact.statement)
    figures = ", ".join(f"{each.value} {each.unit}" for each in fact.numbers)
    if figures or fact.qualifiers:
        yield _wrapped("       ", "; ".join(filter(None, (figures, ", ".join(fact.qualifiers)))))
    yield _wrapped("       ", "from " + "; ".join(f"{each.ref} {each.locator}".strip() for each in fact.sources))


def _marked(old: str, new: str) -> str:
    """Return the new words, those that are new between brackets, what fell away in braces."""
    one, other, said = old.split(), new.split(), []
    for kind, begin, end, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal" and end > begin:
            said.append("{-" + " ".join(one[begin:end]) + "-}")
        if stop > start:
            added = " ".join(other[start:stop])
            said.append(added if kind == "equal" else "{+" + added + "+}")
    return " ".join(said)


def _wrapped(name: str, words: str) -> str:
    return textwrap.fill(words, _WIDTH, initial_indent=f"  {name}", subsequent_indent=" " * 9, break_long_words=False)
