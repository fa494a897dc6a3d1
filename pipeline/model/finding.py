"""What an author, an operator or a print shop must know about one place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from pipeline.model.number_ranges import ranges
from pipeline.model.quotation import shortened


class Severity(StrEnum):
    """How much a finding matters: an error stops the product, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: `path:line:column`, or `path: page 3`, or `path: detail` (a panel, a part of a package).

    Lines, columns and pages count from 1; 0 is unknown.
    """

    path: str
    line: int = 0
    column: int = 0
    detail: str = ""
    page: int = 0

    def __post_init__(self) -> None:
        """Shorten what the detail quotes."""
        object.__setattr__(self, "detail", shortened(self.detail))

    def __str__(self) -> str:
        spot = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{spot}: {self.inside}" if self.inside else spot

    @property
    def inside(self) -> str:
        """Return where inside the file, in words: its page, and what is more exact."""
        return ", ".join(filter(None, (f"page {self.page}" if self.page else "", self.detail)))

    def __lt__(self, other: "Place") -> bool:
        """Tell whether this place comes first; page 2 comes before page 10."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, int, list[tuple[int, str]]]:
        pieces = re.split(r"(\d+)", self.detail)
        return self.path, self.line, self.column, self.page, [(int(each or -1) if index % 2 else -1, each)
                                                              for index, each in enumerate(pieces)]


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One fault or remark: where, how bad, which check speaks, what it saw, why it matters, how to mend it.

    `is_unexamined` where the check could not look at all: its validator is not installed, and `fix` says what does so.
    What a program wants to know stands beside the words: `field` of the record at the place, `about` what exactly (a
    line, a character), `output` the product in which it was met, `others` more places that it has to do with.
    However much a check quotes, the words for people hold no more of it than a person needs (`quotation.py`).
    """

    place: Place
    severity: Severity
    message: str
    why: str = ""
    fix: str = ""
    check: str = ""
    is_unexamined: bool = False
    field: str = ""
    about: str = ""
    output: str = ""
    others: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        """Shorten what is told, whoever tells it."""
        for name in ("message", "why", "fix"):
            object.__setattr__(self, name, shortened(getattr(self, name)))

    def of(self, check: str) -> "Finding":
        """Return the same finding, signed by the check that speaks."""
        return replace(self, check=check)

    def as_data(self) -> dict[str, Any]:
        """Return the finding as JSON data."""
        return {**asdict(self), "severity": self.severity.value}


#: What a check gives: one finding after the other.
Findings = Iterator[Finding]


def finding_from(data: Any) -> Finding:
    """Return the finding that JSON data holds; raises KeyError or TypeError where the data is of another shape."""
    return Finding(**{**data, "place": Place(**data["place"]), "severity": Severity(data["severity"]),
                      "others": tuple(Place(**each) for each in data["others"])})


def has_error(findings: Iterable[Finding]) -> bool:
    """Tell whether an author has to act before anything is built."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def error(
    place: Place, message: str, *, why: str = "", fix: str = "", about: str = "", others: tuple[Place, ...] = ()
) -> Finding:
    """Return a finding that stops the product."""
    return Finding(place, Severity.ERROR, message, why, fix, about=about, others=others)


def warning(place: Place, message: str, *, why: str = "", fix: str = "") -> Finding:
    """Return a finding that should be mended, and stops the product under `--strict` alone."""
    return Finding(place, Severity.WARNING, message, why, fix)


def note(place: Place, message: str, *, why: str = "", fix: str = "") -> Finding:
    """Return a remark that asks for nothing now."""
    return Finding(place, Severity.NOTE, message, why, fix)


def unexamined(place: Place, message: str, *, why: str, fix: str, about: str = "") -> Finding:
    """Return the remark that nobody has looked; a release, and `--strict`, refuse.

    Mostly a validator is not installed; `about` says what in the file nobody knows, where that is the reason.
    """
    return Finding(place, Severity.NOTE, message, why, fix, is_unexamined=True, about=about)


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, all that one missing validator left unexamined as one note at the first of the files."""
    told, unseen = [], dict[str, list[Finding]]()
    for each in findings:
        if each.is_unexamined and not each.about:  # what is about the file itself is told of each
            unseen.setdefault(each.fix, []).append(each)
        else:
            told.append(each)
    return told + [_not_installed(fix, same) for fix, same in unseen.items()]


def by_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of one file, those of one cause as the first of them: they differ in page and figures alone.

    Where nothing has to be mended, they may differ in what a validator quotes, too: 500 names of files are one remark.
    """
    causes: dict[tuple[str, ...], list[Finding]] = {}
    for each in findings:
        words = each.message if each.severity is Severity.ERROR else re.sub(r'"[^"]*"', '""', each.message)
        words = re.sub(r"-?\d[\d.,]*", "#", words)
        causes.setdefault((each.severity.value, each.check, words, each.why, each.fix), []).append(each)
    return [_of_cause(*same) for same in causes.values()]


def _of_cause(first: Finding, *more: Finding) -> Finding:
    if not more:
        return first
    places = tuple(each.place for each in more)
    pages = sorted({each.page for each in places if each.page})
    on = f" on {len(pages)} page{'s' if len(pages) > 1 else ''}, {ranges(pages)}" if pages else ""
    return replace(first, message=f"{first.message}; and {len(more):,} more like it{on}", others=places)


def refused(finding: Finding) -> Finding:
    """Return the note of a missing validator as the error that it is for a release; any other finding as it is."""
    if not finding.is_unexamined:
        return finding
    return replace(finding, severity=Severity.ERROR, is_unexamined=False,
                   why="families would be handed what nobody has examined")


def _not_installed(fix: str, unseen: list[Finding]) -> Finding:
    rules, files = sorted({each.check for each in unseen}), sorted({each.place.path for each in unseen})
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    first = min(each.place for each in unseen)
    message = f"a validator is not installed, so {', '.join(rules)} did not examine this file{more}"
    return unexamined(replace(first, page=0, detail=""), message, why="nobody knows what it would say",
                      fix=fix).of("validator-missing")
