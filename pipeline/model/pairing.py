"""Lays the units of a translation beside those of its original.

What was made from what is known by digest wherever it stands now, so that a unit that is moved, added or left out
changes nothing of its neighbours. Only what is left over then is laid side by side, in order, at the least cost.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product
from math import log

from pipeline.model import confirmable
from pipeline.model.confirmation import Unit
from pipeline.model.publication import Publication
from pipeline.model.translation import Origin, Pair, State, Translated, as_translated, digests, origins, said

#: What it costs to lay units beside each other that stand in other boxes, or between others; that differ in a fact, in
#: another mark, in all the words that the original had, in their length by the factor of e.
_BOXES, _NEIGHBOURS, _FACT, _MARK, _WORDS, _LENGTH = 4.0, 3.0, 2.0, 1.0, 4.0, 1.0
#: What it costs to leave a unit alone, and to lay one more beside the first.
_ALONE, _ONE_MORE = 3.0, 2.0
#: How many units of original and translation are laid beside each other.
_SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3))
#: So many letters more or less say little.
_FEW = 12
#: Files, and labels by their beginning, that each language has for itself.
_OWN_FILES, _OWN_LABELS = ("wording.yaml",), ("ascii-",)

#: Indices of units of the original and of the translation in their file.
_Bead = tuple[tuple[int, ...], tuple[int, ...]]


def of_language(publication: Publication, tag: str) -> list[Pair]:
    """Return the units of a translation beside those of the original, in the order of the translation."""
    known = origins(publication.translated[tag]) if tag in publication.translated else {}
    return pairs(confirmable.units(publication, publication.identity.original),
                 confirmable.units(publication, tag), tag, known)


def count(publication: Publication) -> int:
    """Return how many units of the original are to be translated."""
    return sum(map(len, _by_file(confirmable.units(publication, publication.identity.original)).values()))


def of_languages(publication: Publication) -> dict[str, list[Pair]]:
    """Return by its tag the pairs of each finished language of which it is known what it was made from."""
    tags = [tag for tag in publication.translated if tag not in publication.identity.drafts]
    return {tag: of_language(publication, tag) for tag in tags}


def out_of_step(publication: Publication, pairs: Mapping[str, Sequence[Pair]]) -> tuple[Pair, ...]:
    """Return what somebody has to hold against the original; nothing of a language that never was.

    Words that nobody has confirmed are told as such: whoever confirms them holds them against the original.
    """
    opened = {(each.path, each.unit.digest) for each in publication.open_words if each.unit}
    return tuple(pair for own in pairs.values() for pair in own if _is_to_be_told(pair, opened))


def _is_to_be_told(pair: Pair, opened: Container[tuple[str, str]]) -> bool:
    if pair.state in ("reworded", "unheld"):
        return not all((each.path, each.digest) in opened for each in pair.units)
    return pair.state != "current"


def kept(pairs: Sequence[Pair], former: Translated | None, held: Sequence[Pair]) -> Translated:
    """Return what is kept of a translation, some pairs of which somebody has held against the original.

    Of the others it is what was kept before, as far as it still tells of words that stand there.
    """
    known = origins(former) if former else {}
    found: dict[str, list[Origin]] = {}
    for pair in pairs:
        if pair.state == "current" or pair in held:
            found.setdefault(pair.path, []).append(pair.origin)
        else:
            found.setdefault(pair.path, []).extend(each for each in known.get(pair.path, ()) if _tells_of(each, pair))
    return as_translated({path: dict.fromkeys(lines) for path, lines in found.items()})


def _tells_of(origin: Origin, pair: Pair) -> bool:
    """Tell whether something is known of a pair that is no more as it was."""
    return not {*origin.units}.isdisjoint(digests(pair.units)) or origin.original == digests(pair.original)


def pairs(
    original: Sequence[Unit], units: Sequence[Unit], tag: str, known: Mapping[str, Sequence[Origin]]
) -> list[Pair]:
    """Return all units of two languages side by side, file by file; `known` is what is kept of the translation."""
    theirs, ours = _by_file(original), _by_file(units)
    return [pair for name in dict.fromkeys([*ours, *theirs])
            for pair in _File(f"{tag}/{name}", theirs.get(name, []), ours.get(name, []),
                              known.get(f"{tag}/{name}", ())).pairs()]


def _by_file(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """Return units by their file's path below the language's folder."""
    found: dict[str, list[Unit]] = {}
    for each in units:
        name = each.path.partition("/")[2]
        if name not in _OWN_FILES and not (name == "labels.yaml" and each.subject.startswith(_OWN_LABELS)):
            found.setdefault(name, []).append(each)
    return found


@dataclass(frozen=True)
class _File:
    """One file in both languages."""

    path: str
    original: Sequence[Unit]
    units: Sequence[Unit]
    known: Sequence[Origin]

    def pairs(self) -> list[Pair]:
        """Return its pairs in the order of the translation; a unit that is missing behind what it follows."""
        beads = self._reunited([*self._sure, *self._rest()])
        owner = {index: units for original, units in beads for index in original if units}
        placed = []
        for original, units in beads:
            before = next((owner[index][-1] for index in range(original[0] - 1, -1, -1) if index in owner),
                          -1) if original and not units else -1
            placed.append(((units or (before,))[0], bool(units), original, self._pair(original, units, before)))
        return [pair for *_, pair in sorted(placed, key=lambda each: (each[0], not each[1], each[2]))]

    def _pair(self, original: tuple[int, ...], units: tuple[int, ...], before: int) -> Pair:
        theirs, ours = tuple(self.original[each] for each in original), tuple(self.units[each] for each in units)
        state, words = self._state(theirs, ours)
        return Pair(self.path, state, theirs, ours, words, self.units[before] if before >= 0 else None)

    def _state(self, theirs: tuple[Unit, ...], ours: tuple[Unit, ...]) -> tuple[State, str]:
        """Return how units stand to their original, and its words that they were made from, where they were others."""
        if self._is_known(theirs, ours):
            return "current", ""
        if not ours:
            return "missing", ""
        made_from = dict.fromkeys(self._made_from[each.said] for each in ours if each.said in self._made_from)
        before = " ".join(each.words for each in made_from if each.original != digests(theirs))
        if before or not theirs:
            return "stale" if theirs else "left-over", before
        return "reworded" if any(each.original == digests(theirs) for each in self.known) else "unheld", ""

    @cached_property
    def _made_from(self) -> dict[str, Origin]:
        """Return by digest of a translated unit what it was made from."""
        return {digest: each for each in self.known for digest in each.units}

    # --- what is known ---

    def _is_known(self, theirs: Sequence[Unit], ours: Sequence[Unit]) -> bool:
        return (_sorted(digests(theirs)), _sorted(digests(ours))) in self._known

    @cached_property
    def _known(self) -> frozenset[tuple[tuple[str, ...], tuple[str, ...]]]:
        return frozenset((_sorted(each.original), _sorted(each.units)) for each in self.known)

    @cached_property
    def _sure(self) -> tuple[_Bead, ...]:
        """Return what stands as it was kept, wherever it stands now, of all that is said once."""
        known = (name for each in self.known for name in (*each.original, *each.units))
        counts = [Counter(known), Counter(digests(self.original)), Counter(digests(self.units))]
        again = {name for count in counts for name, number in count.items() if number > 1}
        once = [each for each in self.known if again.isdisjoint((*each.original, *each.units))]
        return tuple(_found(once, enumerate(digests(self.original)), enumerate(digests(self.units))))

    def _reunited(self, beads: Sequence[_Bead]) -> list[_Bead]:
        """Return what was laid side by side, and of what was left alone what belongs together as it was kept."""
        alone = [each for each in beads if not (each[0] and each[1])]
        theirs, ours = ([index for each in alone for index in each[side]] for side in (0, 1))
        again = list(_found(self.known, ((each, self.original[each].said) for each in theirs),
                            ((each, self.units[each].said) for each in ours)))
        taken = [{index for bead in again for index in bead[side]} for side in (0, 1)]
        left = [each for each in beads
                if taken[0].isdisjoint(each[0]) and taken[1].isdisjoint(each[1])]
        return [*left, *again]

    # --- what is not ---

    def _rest(self) -> Iterator[_Bead]:
        """Yield what is left over side by side, entry by entry of a YAML file, in order of a text."""
        taken = [{index for bead in self._sure for index in bead[side]} for side in (0, 1)]
        groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
        for side, units in enumerate((self.original, self.units)):
            for index, each in enumerate(units):
                if index not in taken[side]:
                    groups.setdefault(_entry(each), ([], []))[side].append(index)
        for name, (theirs, ours) in groups.items():
            yield from [(tuple(theirs), tuple(ours))] if name else self._cheapest(theirs, ours)

    def _cheapest(self, theirs: Sequence[int], ours: Sequence[int]) -> list[_Bead]:
        """Return units of a text side by side, in order, at the least cost."""
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        for end in product(range(len(theirs) + 1), range(len(ours) + 1)):
            for shape in _SHAPES:
                begin = (end[0] - shape[0], end[1] - shape[1])
                if begin in best:
                    cost = best[begin][0] + self._cost(theirs[begin[0]:end[0]], ours[begin[1]:end[1]])
                    if end not in best or cost < best[end][0]:
                        best[end] = (cost, shape)
        beads, spot = [], (len(theirs), len(ours))
        while spot != (0, 0):
            begin = (spot[0] - best[spot][1][0], spot[1] - best[spot][1][1])
            beads.append((tuple(theirs[begin[0]:spot[0]]), tuple(ours[begin[1]:spot[1]])))
            spot = begin
        return beads[::-1]

    def _cost(self, theirs: Sequence[int], ours: Sequence[int]) -> float:
        """Return what it costs to lay units beside each other; several stand in one block."""
        one, other = [self.original[each] for each in theirs], [self.units[each] for each in ours]
        if not (one and other):
            return _ALONE * (len(one) + len(other))
        if any(len({each.spot.block for each in side}) > 1 for side in (one, other)):
            return _ALONE * (len(one) + len(other)) + 1
        cost = _NEIGHBOURS * (not self._are_neighbours(theirs, ours))
        if self._is_known(one, other):
            return cost
        made_from = dict.fromkeys(self._made_from[each.said] for each in other if each.said in self._made_from)
        cost += _WORDS * sum(1 - _likeness(each.words, said(one)) for each in made_from)
        if any(not {*each.original}.isdisjoint(digests(one)) for each in made_from):
            return cost + _ALONE * max(len(one) - sum(len(each.original) for each in made_from), 0)
        cost += _ONE_MORE * (len(one) + len(other) - 2)
        cost += _BOXES * (one[0].spot.inside != other[0].spot.inside)
        cost += _FACT * len(_all(each.facts for each in one) ^ _all(each.facts for each in other))
        cost += _MARK * len(_all(each.spot.marks for each in one) ^ _all(each.spot.marks for each in other))
        return cost + _LENGTH * abs(log((len(said(other)) + _FEW) / (len(said(one)) * self._growth + _FEW)))

    @cached_property
    def _growth(self) -> float:
        """Return how much longer the translation is."""
        return (len(said(self.units)) + _FEW) / (len(said(self.original)) + _FEW)

    def _are_neighbours(self, theirs: Sequence[int], ours: Sequence[int]) -> bool:
        """Tell whether the nearest known units before them, or behind them, are the same in both languages."""
        (before, behind), (previous, following) = self._known_around
        return before[theirs[0]] == previous[ours[0]] or behind[theirs[-1]] == following[ours[-1]]

    @cached_property
    def _known_around(self) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
        """Return for each unit of either language which known pair stands before it, and which behind it."""
        found = []
        for side, units in enumerate((self.original, self.units)):
            owner = {index: number for number, bead in enumerate(self._sure) for index in bead[side]}
            found.append((_nearest(range(len(units)), owner), _nearest(range(len(units))[::-1], owner)[::-1]))
        return found[0], found[1]


def _nearest(order: range, owner: Mapping[int, int]) -> list[int]:
    """Return for each index what was last owned in this order, -1 where nothing was."""
    found, last = [], -1
    for index in order:
        last = owner.get(index, last)
        found.append(last)
    return found


def _found(
    known: Iterable[Origin], theirs: Iterable[tuple[int, str]], ours: Iterable[tuple[int, str]]
) -> Iterator[_Bead]:
    """Yield where units stand as it was kept, each once; what is laid beside nothing comes last."""
    queues = _queues(theirs), _queues(ours)
    for origin in sorted(known, key=lambda each: not (each.units and each.original)):
        sides = list(zip(queues, (origin.original, origin.units), strict=True))
        while (origin.original or origin.units) and all(_has(queue, names) for queue, names in sides):
            one, other = (tuple(sorted(queue[name].pop(0) for name in names)) for queue, names in sides)
            yield one, other


def _has(queue: Mapping[str, Sequence[int]], names: Sequence[str]) -> bool:
    """Tell whether each of these digests stands somewhere, as often as it is named."""
    return all(len(queue.get(name, ())) >= number for name, number in Counter(names).items())


def _queues(units: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """Return by digest where units stand."""
    found: dict[str, list[int]] = {}
    for index, name in units:
        found.setdefault(name, []).append(index)
    return found


def _sorted(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _entry(unit: Unit) -> tuple[str, ...]:
    """Return the name of an entry of a YAML file, the same in all languages; none for the units of a text."""
    return (unit.subject, *(each for each in unit.entry[-1:] if isinstance(each, str))) if unit.entry else ()


def _all(sets: Iterable[Iterable[str]]) -> set[str]:
    return {each for names in sets for each in names}


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
