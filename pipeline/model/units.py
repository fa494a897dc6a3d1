"""What the figures of a text count: months or years, percent, out of how many, from which figure to which."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.ledger import PHONE, Fact, Figure
from pipeline.model.publication import Wording
from pipeline.model.wording import any_of, digits, figures_with_offsets, seen, whole

#: What parts the two ends of a range, or two choices: 1–2, 1 to 2, one or two.
_JOINT = re.compile(r"\s*[-‐‑–—]\s*|[-‐‑]?\s+(\w{1,3})\s+")
_LIST = re.compile(r"\s*,\s*")
#: What parts the digits of a telephone number, and what drops out of sight where they are put together.
_PARTING, _UNSEEN = r"[\s().\/‐‑–-]*", "\u2060"


@dataclass(frozen=True)
class Counted:
    """A figure of a text with the unit behind it, or behind the range that it opens; both as they are written.

    `phrase` goes from the figure to its unit, `start` is where it begins. `is_denominator` tells that it says out of
    how many, `falls_to` is the next end of a range that runs downwards.
    """

    value: str
    written: str
    start: int
    unit: str = ""
    phrase: str = ""
    is_denominator: bool = False
    falls_to: str = ""


def counted(text: str, wording: Wording) -> list[Counted]:
    """Return each figure of a text with what it counts, in order."""
    plain, places = seen(text)
    units, before = _unit_pattern(wording.units, wording.same_units), _denominator_pattern(wording.out_of, wording.ones)
    found: list[Counted] = []
    behind: re.Match[str] | None = None
    end = len(plain)
    for value, written, start in reversed(list(figures_with_offsets(plain, wording))):
        own = units.match(plain, start + len(written))
        joint = plain[own.end() if own else start + len(written):end]
        is_range = bool(found) and _is_joint(joint, wording)
        if own is None and (is_range or (found and _LIST.fullmatch(joint))):
            own = behind
        unit = own[1] if own else ""
        falls = is_range and is_same_unit(unit, found[-1].unit, wording) and _is_more(value, found[-1].value)
        found.append(Counted(
            digits(value), written, places[start], unit, plain[start:own.end()] if own else written,
            not unit and bool(before.search(plain[:start])), found[-1].written if falls else ""))
        behind, end = own, start
    return found[::-1]


def digits_of(number: Figure) -> str:
    """Return a figure of the ledger in the form in which texts are held against it."""
    return re.sub(r"\D", "", number.value) if number.unit == PHONE else digits(number.value)


def with_phones_whole(text: str, fact: Fact) -> str:
    """Return words in which each telephone number of a fact is one figure, however its digits are parted.

    Every other character stands where it stood.
    """
    for number in (digits_of(each) for each in fact.numbers if each.unit == PHONE):
        parted = re.compile(rf"(?<!\w)[+(]*{_PARTING.join(number)}(?!\w)")
        text = parted.sub(lambda found, whole=number: whole.ljust(len(found[0]), _UNSEEN), text)  # type: ignore[misc]
    return text


def is_of_unit(figure: Counted, number: Figure, wording: Wording) -> bool:
    """Tell whether a figure of a text counts what one of the ledger does; a text may leave its unit out.

    A place in an order counts what the ledger says it is a place of: the first year.
    """
    words = re.findall(r"\w+", number.of) if number.unit == "ordinal" else [number.unit]
    return not figure.unit or any(is_same_unit(figure.unit, word, wording) for word in words)


def is_same_unit(one: str, other: str, wording: Wording) -> bool:
    """Tell whether two words are one unit."""
    pair = {" ".join(each.lower().split()) for each in (one, other)}
    return len(pair) == 1 or any(pair <= {each.lower() for each in words} for words in wording.same_units)


def _is_joint(words: str, wording: Wording) -> bool:
    joint = _JOINT.fullmatch(words)
    return joint is not None and (joint[1] or "").lower() not in wording.out_of


def _is_more(value: str, other: str) -> bool:
    figures = [digits(each) for each in (value, other)]
    return all(re.fullmatch(r"\d+(\.\d+)?", each) for each in figures) and float(figures[0]) > float(figures[1])


@lru_cache(maxsize=16)
def _unit_pattern(units: tuple[str, ...], same: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    words = tuple({*units, *(word for each in same for word in each)})
    return re.compile(rf"[\s‐‑-]*({whole(words, is_apart=False)})", re.IGNORECASE)


@lru_cache(maxsize=16)
def _denominator_pattern(out_of: tuple[str, ...], ones: tuple[str, ...]) -> re.Pattern[str]:
    spaced = whole(out_of).replace(r"\ ", r"\s+")
    return re.compile(rf"(?:{spaced})\s*(?:(?:{any_of(ones)})\s+)?$", re.IGNORECASE)
