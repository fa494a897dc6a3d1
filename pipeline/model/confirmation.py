"""Confirmed words: the units that a person can hold against their source in one look, and which of them nobody has.

A unit is a sentence of prose with the facts and addresses that it is marked with, a row of a table, the explanation of
a term, a label, the words of a drawing, an entry of the ledger, of the wording or of the references. Its digest covers
its words and each ledger entry that it states, so that a change of either opens it; white space, the shape of quotation
marks and where it stands are no part of it.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256

from pydantic import Field

from pipeline.model.entry import Entry, Words

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
#: Letters of a digest: enough that no two units of a publication share one.
_LETTERS = 16
_LINE = re.compile(rf"[0-9a-f]{{{_LETTERS}}} .+")


class Confirmation(Entry):
    """Somebody's look at so many units on a day."""

    by: Words = Field(description="who looked")
    role: Words = Field(description="as what: author, editor, translator")
    date: datetime.date
    units: dict[str, Words] = Field(description="path below source/ -> one line a unit: its digest and its words")


class Confirmed(Entry):
    """confirmed.yaml: written by `pipeline confirm`, not by hand."""

    confirmed: tuple[Confirmation, ...]


@dataclass(frozen=True)
class Spot:
    """Where a unit stands in a text, in any language: in which boxes, which block, with which marks."""

    inside: tuple[str, ...] = ()
    block: int = 0
    marks: frozenset[str] = frozenset()


_NOWHERE = Spot()


@dataclass(frozen=True)
class Unit:
    """One unit: in which file it stands, its words, the facts that it states.

    `at` is where its words stand (`path:line:column`, empty where nobody knows), `entry` the location of an entry in a
    YAML file. `subject` is the id of what it belongs to: a topic, a term, a label, a fact, a reference. `said` is the
    digest of its words and marks alone, whatever the ledger says; `spot` tells where in a text it stands.
    """

    path: str
    subject: str
    words: str
    digest: str
    facts: tuple[str, ...] = ()
    at: str = field(default="", compare=False)
    entry: tuple[str | int, ...] = field(default=(), compare=False)
    said: str = field(default="", compare=False)
    spot: Spot = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True)
class Former:
    """Words that were confirmed and are there no more."""

    path: str
    digest: str
    words: str


@dataclass(frozen=True)
class Open:
    """A unit that nobody has confirmed (None: it is gone) and what was confirmed in its place, if anything."""

    unit: Unit | None
    path: str
    former: Former | None = None

    @property
    def subject(self) -> str:
        """Return the id of what it belongs to; of words that are gone, the name of their file."""
        return self.unit.subject if self.unit else self.path.rpartition("/")[2].partition(".")[0]

    @property
    def before(self) -> str:
        """Return the words that were confirmed in its place, empty where there were none."""
        return self.former.words if self.former else ""


def unit(path: str, subject: str, words: str, ledger: Mapping[str, str], *, facts: tuple[str, ...] = (),
         more: str = "", at: str = "", entry: tuple[str | int, ...] = (), spot: Spot = _NOWHERE) -> Unit:
    """Return a unit; `ledger` gives the digest of each entry of the ledger, `more` what else a change of would open."""
    words = even(words)
    content = "\n".join((words, more, *(ledger.get(fact, fact) for fact in facts)))
    said = "\n".join((words, more, *facts))
    return Unit(path, subject, words, digest_of(content), facts, at, entry, digest_of(said), spot)


def digest_of(content: str) -> str:
    """Return the digest of a unit's content."""
    return sha256(content.encode()).hexdigest()[:_LETTERS]


def even(words: str) -> str:
    """Return words with single spaces and straight quotation marks."""
    return " ".join(words.translate(_QUOTES).split())


def lines(confirmed: Confirmed) -> Iterator[tuple[str, str, str]]:
    """Yield path, digest and words of each unit that was confirmed; a line that nobody wrote so counts for nothing."""
    for look in confirmed.confirmed:
        for path, block in look.units.items():
            for line in filter(_LINE.fullmatch, block.splitlines()):
                yield path, line[:_LETTERS], line[_LETTERS + 1:]


def look(by: str, role: str, day: datetime.date, units: Iterable[Unit]) -> Confirmation:
    """Return somebody's look at units, by their files."""
    blocks: dict[str, str] = {}
    for each in units:
        blocks[each.path] = f"{blocks.get(each.path, '')}{each.digest} {each.words}\n"
    return Confirmation(by=by, role=role, date=day, units=blocks)


def with_look(former: Confirmed | None, new: Confirmation, given_up: Iterable[tuple[str, str]]) -> Confirmed:
    """Return what was confirmed, and a new look; `given_up` are path and digest of words that are there no more."""
    lost = Counter(given_up)
    looks = [_thinned(each, lost) for each in (former.confirmed if former else ())]
    same = next((each for each in looks if (each.by, each.role, each.date) == (new.by, new.role, new.date)), None)
    if same:
        looks[looks.index(same)] = _joined(same, new)
    else:
        looks.append(new)
    return Confirmed(confirmed=tuple(each for each in looks if each.units))


def _thinned(old: Confirmation, lost: Counter[tuple[str, str]]) -> Confirmation:
    """Return a look without the lines that are given up, which are counted down."""
    kept: dict[str, str] = {}
    for path, block in old.units.items():
        for line in block.splitlines():
            name = (path, line[:_LETTERS])
            if lost[name]:
                lost[name] -= 1
            else:
                kept[path] = f"{kept.get(path, '')}{line}\n"
    return old.model_copy(update={"units": kept})


def _joined(one: Confirmation, other: Confirmation) -> Confirmation:
    units = {path: one.units.get(path, "") + other.units.get(path, "") for path in sorted({*one.units, *other.units})}
    return one.model_copy(update={"units": units})


def opened(units: list[Unit], confirmed: Confirmed) -> tuple[Open, ...]:
    """Return what is open: each unit that nobody confirmed, with what stood there, then confirmed words that are gone.

    A unit that was moved, to another file too, is not open; nor is a copy of one.
    """
    held = list(lines(confirmed))
    known = {digest for _, digest, _ in held}
    gone = _gone(units, held)
    found = []
    for each in (each for each in units if each.digest not in known):
        before = _nearest(each, gone)
        found.append(Open(each, each.path, before))
        gone = [former for former in gone if former is not before]
    return (*found, *(Open(None, former.path, former) for former in gone))


def _gone(units: list[Unit], held: list[tuple[str, str, str]]) -> list[Former]:
    """Return the confirmed words that stand nowhere any more, or less often than they did."""
    here, elsewhere = Counter((each.path, each.digest) for each in units), Counter(each.digest for each in units)
    missed = []
    for path, digest, words in held:
        if here[path, digest]:
            here[path, digest] -= 1
            elsewhere[digest] -= 1
        else:
            missed.append(Former(path, digest, words))
    gone = []
    for each in missed:
        if elsewhere[each.digest] > 0:
            elsewhere[each.digest] -= 1
        else:
            gone.append(each)
    return gone


def _nearest(unit: Unit, gone: list[Former]) -> Former | None:
    by_words = {each.words: each for each in gone if each.path == unit.path}
    found = [unit.words] if unit.words in by_words else get_close_matches(unit.words, by_words, 1, 0.4)
    return by_words[found[0]] if found else None
