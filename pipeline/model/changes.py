"""What a release says, and how two releases differ: sentence by sentence, fact by fact, file by file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from pipeline.model.parity import figures, words_of
from pipeline.model.publication import Wording

Kind = Literal["changed", "added", "removed", "moved"]
#: With less of its words in common, a sentence is another one rather than the same one changed.
_SAME = 0.4


@dataclass(frozen=True)
class Spoken:
    """One sentence of a product and the section that it stands in."""

    section: str
    text: str


@dataclass(frozen=True)
class Reading:
    """All that a release says: sentences by product, facts by id as data, SHA-256 by file, content digest by language.

    Products and files are paths in the release.
    """

    version: str
    sentences: Mapping[str, tuple[Spoken, ...]]
    facts: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, str]
    content: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        """Return the reading as JSON data; a sentence that many products share stands there once."""
        known = list(dict.fromkeys(each for spoken in self.sentences.values() for each in spoken))
        number = {each: index for index, each in enumerate(known)}
        return {"version": self.version, "content": dict(self.content), "files": dict(self.files),
                "facts": {name: dict(fact) for name, fact in self.facts.items()},
                "sentences": [[each.section, each.text] for each in known],
                "products": {output: [number[each] for each in spoken] for output, spoken in self.sentences.items()}}


def reading_from(data: Any) -> Reading:
    """Return the reading that JSON data holds; raises KeyError, TypeError or IndexError for data of another shape."""
    known = [Spoken(section, text) for section, text in data["sentences"]]
    products = {output: tuple(known[number] for number in numbers) for output, numbers in data["products"].items()}
    return Reading(data["version"], products, data["facts"], data["files"], data["content"])


@dataclass(frozen=True)
class Change:
    """A sentence that is not what it was, in these products; `figures` are those that it alone gave, or gives."""

    kind: Kind
    section: str
    old: str
    new: str
    figures_old: tuple[str, ...]
    figures_new: tuple[str, ...]
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactChange:
    """A field of a fact that is not what it was; the field is empty for a fact that is new or gone."""

    fact: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Changes:
    """How a release differs from the one before it (`since` is empty for the first)."""

    since: str
    sentences: tuple[Change, ...]
    facts: tuple[FactChange, ...]
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    files_changed: tuple[str, ...]


def changes(old: Reading, new: Reading, wording_by_product: Mapping[str, Wording]) -> Changes:
    """Return how two releases differ; each product is compared with its own former self."""
    files = old.files.keys() & new.files.keys()
    return Changes(
        old.version, tuple(_sentences(old, new, wording_by_product)), tuple(_facts(old, new)),
        tuple(sorted(new.files.keys() - files)), tuple(sorted(old.files.keys() - files)),
        tuple(sorted(path for path in files if old.files[path] != new.files[path])))


# --- sentences ---


def _sentences(old: Reading, new: Reading, wording_by_product: Mapping[str, Wording]) -> list[Change]:
    """Return every change once, with all products that show it."""
    found: dict[Change, list[str]] = {}
    for output in sorted(old.sentences.keys() & new.sentences.keys()):
        for change in _differences(old.sentences[output], new.sentences[output], wording_by_product[output]):
            found.setdefault(change, []).append(output)
    return [replace(change, products=tuple(products)) for change, products in found.items()]


def _differences(old: Sequence[Spoken], new: Sequence[Spoken], wording: Wording) -> Iterator[Change]:
    pairs = [pair for pair in _pairs(old, new) if pair[0] != pair[1]]
    gone = {before.text for before, now in pairs if before and not now}
    come = {now.text for before, now in pairs if now and not before}
    for before, now in pairs:
        if before and now:
            yield _change("changed", before, now, wording)
        elif now:
            yield _change("moved" if now.text in gone else "added", None, now, wording)
        elif before and before.text not in come:
            yield _change("removed", before, None, wording)


def _change(kind: Kind, before: Spoken | None, now: Spoken | None, wording: Wording) -> Change:
    there, old, new = now or before, _figures(before, wording), _figures(now, wording)
    return Change(kind, there.section if there else "", before.text if before else "", now.text if now else "",
                  tuple((old - new).elements()), tuple((new - old).elements()))


def _figures(spoken: Spoken | None, wording: Wording) -> Counter[str]:
    """Return each figure of a sentence with what it counts."""
    found = figures(words_of(spoken.text), wording) if spoken else []
    return Counter(" ".join(filter(None, each)) for each in found)


def _pairs(old: Sequence[Spoken], new: Sequence[Spoken]) -> Iterator[tuple[Spoken | None, Spoken | None]]:
    """Yield each sentence with what stands in its place, None where nothing does."""
    for kind, begin, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(old[begin:end], new[start:stop], strict=True)
        else:
            yield from _nearest(list(old[begin:end]), list(new[start:stop]))


def _nearest(old: list[Spoken], new: list[Spoken]) -> Iterator[tuple[Spoken | None, Spoken | None]]:
    """Yield sentences of one spot, each with the next one that shares most of its words."""
    for before in old:
        likeness = [SequenceMatcher(None, words_of(before.text), words_of(now.text), autojunk=False).ratio()
                    for now in new]
        best = max(likeness, default=0.0)
        if best < _SAME:
            yield before, None
            continue
        place = likeness.index(best)
        yield from ((None, now) for now in new[:place])
        yield before, new[place]
        new = new[place + 1:]
    yield from ((None, now) for now in new)


# --- facts ---


def _facts(old: Reading, new: Reading) -> Iterator[FactChange]:
    for name in sorted({*old.facts, *new.facts}):
        before, now = old.facts.get(name), new.facts.get(name)
        if before is None or now is None:
            yield FactChange(name, "", (before or {}).get("statement", ""), (now or {}).get("statement", ""))
        else:
            yield from (FactChange(name, field, before.get(field), now.get(field))
                        for field in dict.fromkeys([*before, *now]) if before.get(field) != now.get(field))
