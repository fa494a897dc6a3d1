"""Tells of a regular expression whether one text can be matched in so many ways that a failure takes ages.

A matcher that fails tries every way to match what it met. A pattern is made an automaton of its letters; two ways to
go round from one letter to itself by the same text double with each round, and two loops one behind the other that take
the same text multiply (Weber and Seidl, 1991: a pair of states is enough for the first, a triple for the second).
Marks of place (`^`, `\\b`, lookarounds) count as if they were always met; what a lookaround or an atomic group holds is
asked by itself.
"""

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

#: One letter of each kind that a class may tell apart; the letters that a pattern names are added.
_USUAL = "aZ09_ \t\n\r-.,;:<>()[]{}'\"“é語\u00a0\x00"
#: More turns of a bounded repeat tell nothing new.
_TURNS = 3
_COMMITTED = (kinds.ATOMIC_GROUP, kinds.POSSESSIVE_REPEAT)
#: Class, letters that are tried, flags -> the letters that it takes.
_TAKEN: dict[tuple[str, frozenset[str], int], frozenset[str]] = {}
#: Where several paths through a pattern are: the numbers of letters.
_Places = tuple[int, ...]


@dataclass
class _Automaton:
    """The letters of a pattern by number, each as the set of those that it takes, and which may follow which."""

    letters: list[frozenset[str]] = field(default_factory=list)
    follows: Counter[tuple[int, int]] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Part:
    """Of a piece of a pattern: with which letters it may begin and end, and whether it may be nothing."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    may_be_empty: bool = True


def ambiguity(pattern: str | bytes, flags: int = 0) -> str:
    """Return what makes a pattern slow: “exponential”, “polynomial”; empty where each text matches in one way."""
    tree = parser.parse(pattern, flags)
    signs = frozenset(_USUAL) | frozenset(_named(tree))
    found = [_of_tree(each, signs, tree.state.flags | flags) for each in (tree, *_looked_at(tree))]
    return next((each for each in ("exponential", "polynomial") if each in found), "")


def _of_tree(tree: Any, signs: frozenset[str], flags: int) -> str:
    automaton = _Automaton()
    _sequence(tree, automaton, signs, flags)
    steps: dict[int, list[int]] = {}
    for before, behind in automaton.follows:
        steps.setdefault(before, []).append(behind)
    loops = [each for each in range(len(automaton.letters)) if each in _reached([each], lambda at: steps.get(at, []))]
    if any(count > 1 and before in _reached([behind], lambda at: steps.get(at, ()))
           for (before, behind), count in automaton.follows.items()):
        return "exponential"
    together = partial(_together, steps, automaton.letters)
    for loop in loops:
        apart = [each for each in _reached([(loop, loop)], together) if each[0] != each[1]]
        if any((loop, loop) in _reached([each], together) for each in apart):
            return "exponential"
    for one in loops:
        for other in loops:
            if one != other and (one, other, other) in _reached([(one, one, other)], together):
                return "polynomial"
    return ""


def _together(steps: dict[int, list[int]], letters: list[frozenset[str]], at: _Places) -> Iterator[_Places]:
    """Yield where several paths may be after one more letter that is the same for all of them."""
    def further(rest: _Places, common: frozenset[str] | None, gone: _Places) -> Iterator[_Places]:
        if not rest:
            yield gone
            return
        for step in steps.get(rest[0], ()):
            shared = letters[step] if common is None else common & letters[step]
            if shared:
                yield from further(rest[1:], shared, (*gone, step))

    return further(at, None, ())


def _reached(begins: list[Any], steps: Callable[[Any], Any]) -> set[Any]:
    """Return what is reached by one step or more."""
    met: set[Any] = set()
    waiting = deque(begins)
    while waiting:
        for each in steps(waiting.popleft()):
            if each not in met:
                met.add(each)
                waiting.append(each)
    return met


# --- from a pattern to its automaton ---


def _sequence(tree: Any, automaton: _Automaton, signs: frozenset[str], flags: int) -> _Part:
    whole = _Part()
    for kind, content in tree:
        whole = _joined(whole, _piece(kind, content, automaton, signs, flags), automaton)
    return whole


def _joined(one: _Part, other: _Part, automaton: _Automaton) -> _Part:
    automaton.follows.update((before, behind) for before in one.last for behind in other.first)
    return _Part(one.first + (other.first if one.may_be_empty else ()),
                 other.last + (one.last if other.may_be_empty else ()), one.may_be_empty and other.may_be_empty)


def _piece(kind: Any, content: Any, automaton: _Automaton, signs: frozenset[str], flags: int) -> _Part:
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        return _repeat(*content, automaton, signs, flags)
    if kind in _COMMITTED:  # given back as a whole or not at all: one step to any of its letters
        automaton.letters.append(signs)
        own = (len(automaton.letters) - 1,)
        return _Part(own, own, kind == kinds.POSSESSIVE_REPEAT and content[0] == 0)
    if kind == kinds.SUBPATTERN:
        return _sequence(content[3], automaton, signs, (flags | content[1]) & ~content[2])
    if kind == kinds.BRANCH:
        parts = [_sequence(each, automaton, signs, flags) for each in content[1]]
        return _Part(sum((each.first for each in parts), ()), sum((each.last for each in parts), ()),
                     any(each.may_be_empty for each in parts))
    if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT, kinds.FAILURE):
        return _Part()
    automaton.letters.append(_taken(kind, content, signs, flags))
    own = (len(automaton.letters) - 1,)
    return _Part(own, own, may_be_empty=False)


def _taken(kind: Any, content: Any, signs: frozenset[str], flags: int) -> frozenset[str]:
    """Return the letters that a class takes; large ones come again and again, and are asked once."""
    key = (repr((kind, content)), signs, flags)
    if key not in _TAKEN:
        _TAKEN[key] = frozenset(each for each in signs if _takes(kind, content, each, flags))
    return _TAKEN[key]


def _repeat(least: int, most: Any, body: Any, automaton: _Automaton, signs: frozenset[str], flags: int) -> _Part:
    is_endless = most == kinds.MAXREPEAT
    turns = max(1, min(least, _TURNS)) if is_endless else min(int(most), _TURNS)
    parts = [_sequence(body, automaton, signs, flags) for _ in range(turns)]
    for one, other in pairwise(parts):
        automaton.follows.update((before, behind) for before in one.last for behind in other.first)
    if is_endless:
        automaton.follows.update((before, behind) for before in parts[-1].last for behind in parts[-1].first)
    last = sum((each.last for turn, each in enumerate(parts, 1) if turn >= min(least, turns)), ())
    return _Part(parts[0].first if parts else (), last, least == 0 or all(each.may_be_empty for each in parts))


def _takes(kind: Any, content: Any, letter: str, flags: int) -> bool:
    if kind == kinds.IN:
        is_in = any(_takes(*each, letter, flags) for each in content if each[0] != kinds.NEGATE)
        return is_in != (content[0][0] == kinds.NEGATE)
    if kind == kinds.CATEGORY:
        own = {"DIGIT": str.isdecimal, "SPACE": str.isspace}.get(str(content).rpartition("_")[2], _is_word)
        return own(letter) != ("_NOT_" in str(content))
    if kind == kinds.ANY:
        return letter != "\n" or bool(flags & re.DOTALL)
    either = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
    if kind == kinds.RANGE:
        return any(content[0] <= ord(each) <= content[1] for each in either if len(each) == 1)
    if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
        return (chr(content) in either) == (kind == kinds.LITERAL)
    raise ValueError(f"nobody knows what {kind} takes")


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _named(tree: Any) -> Iterator[str]:
    """Yield the letters that a pattern names, and those at the ends of its ranges."""
    for kind, content in _nodes(tree):
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            yield chr(content)
        elif kind == kinds.RANGE:
            yield from map(chr, content)


def _looked_at(tree: Any) -> Iterator[Any]:
    return (content if kind == kinds.ATOMIC_GROUP else content[-1] for kind, content in _nodes(tree)
            if kind in (kinds.ASSERT, kinds.ASSERT_NOT, *_COMMITTED))


def _nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each node of a pattern's tree."""
    if isinstance(tree, parser.SubPattern):
        for node in tree:
            yield from _nodes(node)
    elif isinstance(tree, tuple) and len(tree) == 2 and isinstance(tree[0], type(kinds.IN)):
        yield tree
        yield from _nodes(tree[1])
    elif isinstance(tree, tuple | list):
        for each in tree:
            yield from _nodes(each)
