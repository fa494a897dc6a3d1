"""Shows what a person needs to confirm a unit, and writes confirmed.yaml."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.model.confirmation import Confirmation, Confirmed, Open
from pipeline.model.ledger import Fact
from pipeline.model.publication import Publication
from pipeline.model.translation import Pair, Translated, said

_HEAD = """# yaml-language-server: $schema={up}schemas/confirmed.schema.json
# Who held which words against their source. Written by `python -m pipeline confirm`; one line a unit: digest, words.
"""
_TRANSLATED = """# yaml-language-server: $schema=../schemas/translated.schema.json
# From which words each unit was translated. Written by `python -m pipeline confirm`; one line a unit: digest, digest of
# the original, its words then.
"""
_WIDTH = 100


def shown(words: Open, publication: Publication, stated: Mapping[str, Sequence[str]], pair: Pair | None) -> str:
    """Return old words and new ones, and each fact that they state: figures, qualifiers, sources, all that states it.

    Of a translation first what the original says, and said. `stated` gives by fact the places that state it.
    """
    unit = words.unit
    if unit is None and pair is not None:
        return "\n".join([f"source/{words.path}", *_of_original(pair), "  is:    left out"])
    place = (unit.at if unit and unit.at else f"source/{words.path}")
    if unit is None:
        return f"{place}\n  gone:  {words.before}"
    lines = [place, *(_of_original(pair) if pair else ())]
    if words.before and words.before != unit.words:
        lines += [_wrapped("was:   ", words.before), _wrapped("is:    ", _marked(words.before, unit.words))]
    else:
        lines.append(_wrapped("is:    ", unit.words))
    for fact in (publication.facts[name] for name in unit.facts if name in publication.facts):
        lines += _of_fact(fact)
        others = [each for each in stated.get(fact.id, ()) if each != place]
        lines += [_wrapped("also:  ", ", ".join(others))] if others else []
    return "\n".join(lines)


def _of_original(pair: Pair) -> Iterator[str]:
    """Yield what the original says, and what it said when the translation was made from it."""
    new = said(pair.original)
    if pair.before and new:
        yield _wrapped("was from: ", pair.before)
        yield _wrapped("from:  ", _marked(pair.before, new))
    else:
        yield _wrapped("from:  ", new or "nothing in the original")


def translated_as_yaml(translated: Translated) -> str:
    """Return translated.yaml."""
    blocks = "".join(_block(path, block, "  ") for path, block in translated.made_from.items())
    return f"{_TRANSLATED}made_from:\n{blocks}" if blocks else f"{_TRANSLATED}made_from: {{}}\n"


def as_yaml(confirmed: Confirmed) -> str:
    """Return confirmed.yaml: looks in the order of their days, one line a unit."""
    paths = [path for look in confirmed.confirmed for path in look.units]
    up = "../" if any(path.count("/") for path in paths) else ""
    looks = "".join(_look(each) for each in confirmed.confirmed)
    return f"{_HEAD.format(up=up)}confirmed:\n{looks}" if looks else f"{_HEAD.format(up=up)}confirmed: []\n"


def _look(look: Confirmation) -> str:
    head = f"- by: {_scalar(look.by)}\n  role: {_scalar(look.role)}\n  date: {look.date}\n  units:\n"
    return head + "".join(_block(path, block, "    ") for path, block in look.units.items())


def _block(path: str, block: str, indent: str) -> str:
    """Return the lines of one file as a block of YAML."""
    return f"{indent}{_scalar(path)}: |\n{textwrap.indent(block.rstrip(), f'{indent}  ')}\n"


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
