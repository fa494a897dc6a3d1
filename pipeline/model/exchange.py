"""What translators get and give back: one entry a segment or value, and what in it may not be lost."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

#: Marks, targets of links and pictures, notes, and what the build fills in.
_MARKS = re.compile(r"(?<!\\)\{([^{}]*)\}")
_TARGETS = re.compile(r"\]\(\s*([^)\s]*)")
_NOTES = re.compile(r"\[\^[^\]]+\]")
_LANGUAGE = re.compile(r"\blang=\S+")


@dataclass(frozen=True)
class Entry:
    """Words of the original and those of the translation, with what is told to the translator.

    `context` names the place in the original, `at` that in the translation; `is_stale` where the original has changed.
    """

    context: str
    original: str
    translation: str
    told: str
    is_stale: bool


@dataclass(frozen=True)
class Returned:
    """An entry as a translator gave it back, and the line of the file in which it stands."""

    context: str
    original: str
    translation: str
    is_stale: bool
    line: int


def lost(entry: Entry, translation: str) -> Iterator[str]:
    """Yield what other words lose, or have too many, of what is the same in each language."""
    held, same = _kept(translation), (_kept(entry.original), _kept(entry.translation))
    if held not in same:
        wanted = same[0]
        yield from (f"“{each}” is missing" for each in (wanted - held))
        yield from (f"“{each}” is too many" for each in (held - wanted))


def _kept(text: str) -> Counter[str]:
    marks = (" ".join(sorted(_LANGUAGE.sub("", each).split())) for each in _MARKS.findall(text))
    targets = (_anywhere(each) for each in _TARGETS.findall(text))
    return Counter([*(f"{{{each}}}" for each in marks if each), *targets, *_NOTES.findall(text)])


def _anywhere(target: str) -> str:
    """Return a target that is the same in each language: of a section its topic, of an address its server."""
    found = re.match(r"https?://([^/]+)", target)
    return found[1] if found else target.partition("--")[0]
