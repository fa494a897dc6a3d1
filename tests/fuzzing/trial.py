"""Tries one wounded thing in a process of its own: what it may take, where it may write, and how it has to end."""

import io
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest

from pipeline import report
from pipeline.model.failure import Failure
from pipeline.model.finding import Finding, Severity
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import isolated
from pipeline.tools.keeping.environment import cache_folder

#: What one of these small things may take of CPU and memory, programs each for themselves.
BOUNDS = Bounds(60, 2 << 30)
#: The longest line that a person is told.
LONGEST = 2500
#: Trials that are too few to end in every way.
FEW = 10
#: What is said where something was met that nobody foresaw.
UNFORESEEN = ("the examination broke off", "the process that read it died", "Traceback")
#: What no terminal is to be given: controls, lone surrogates, ends of lines, and what turns the order (UAX 9).
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
#: What changes a folder or a file: which of what is told are paths, and which the folders that these are beneath.
_CHANGES = {"os.mkdir": ((0,), 2), "os.remove": ((0,), 1), "os.rmdir": ((0,), 1), "os.rename": ((0, 1), 2),
            "os.link": ((1,), 3), "os.symlink": ((1,), 2), "os.truncate": ((0,), None), "os.chmod": ((0,), 2),
            "os.utime": ((0,), 3)}


class WroteOutside(BaseException):
    """Something was written where nothing belongs; no `except Exception` passes over it."""


@dataclass(frozen=True)
class Ending:
    """How a trial ended: what was found and made, or the fault that nobody foresaw."""

    findings: tuple[Finding, ...] = ()
    made: tuple[str, ...] = ()
    fault: str = ""

    @property
    def kind(self) -> str:
        """Return the word under which it counts."""
        if self.fault:
            return "broken"
        is_refused = any(each.severity is Severity.ERROR for each in self.findings)
        return ("made in part" if self.made else "refused") if is_refused else "sound"


@dataclass
class Tally:
    """The endings of many trials, counted, and what the broken ones are told by."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def count(self, seed: int, how: Iterable[str], ending: Ending) -> None:
        """Count one trial; a broken one is kept with its seed and its wounds."""
        self.counts[ending.kind] += 1
        self.faults += [f"--first-seed {seed}: {'; '.join(how)}\n{ending.fault}"] if ending.fault else []

    def told(self, name: str) -> str:
        """Return the counts in words."""
        parts = ", ".join(f"{number} {kind}" for kind, number in sorted(self.counts.items()))
        return f"{self.counts.total()} mangled {name}: {parts}"


def tallied(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str], name: str, work: Path,
    trial: Callable[[int, Path], tuple[Iterable[str], Ending]],
) -> Tally:
    """Return how as many trials ended as the option of that name asks for, each in a folder of its own.

    What breaks is printed at once, and the counts now and then: a run of hours that is cut off has told what it met.
    """
    number, first = (int(request.config.getoption(option)) for option in (f"--{name}", "--first-seed"))
    tally = Tally()
    for seed in range(first, first + number):
        folder = work / str(seed)
        folder.mkdir()
        broken = len(tally.faults)
        tally.count(seed, *trial(seed, folder))
        shutil.rmtree(folder)
        is_due = tally.counts.total() in (number, *range(0, number, 100))
        if lines := [*tally.faults[broken:], *([tally.told(name)] if is_due else [])]:
            with capsys.disabled():
                print("", *lines, sep="\n", flush=True)
    return tally


def tried(run: Callable[[], tuple[Iterable[Finding], Iterable[str]]], *may_write: Path) -> Ending:
    """Return how something ends that is run in a process of its own, and held to what findings have to be."""
    try:
        ending = isolated.call(_ended, (run, may_write), BOUNDS)
    except Failure as fault:
        return Ending(fault=str(fault))
    wrong = ending.fault or next(_unfit(ending.findings), "")
    return Ending(ending.findings, ending.made, wrong)


def _ended(given: tuple[Any, tuple[Path, ...]]) -> Ending:
    run, may_write = given
    _confine(may_write)
    try:
        findings, made = run()
    except BaseException:
        return Ending(fault=traceback.format_exc())
    return Ending(tuple(findings), tuple(made))


def _confine(folders: tuple[Path, ...]) -> None:
    """Let this process, and those that it forks, write in some folders alone; what lasts for a while in the first."""
    sys.dont_write_bytecode = True
    tempfile.tempdir = os.environ["TMPDIR"] = str(folders[0])
    allowed = tuple(os.path.realpath(each) for each in (*folders, cache_folder(), "/dev"))

    def hook(event: str, given: tuple[Any, ...]) -> None:
        for place in _changed(event, given):
            if not os.path.realpath(place).startswith(allowed):
                raise WroteOutside(f"{event}: {place}")

    sys.addaudithook(hook)


def _changed(event: str, given: tuple[Any, ...]) -> Iterator[str]:
    """Yield the paths that an event is about to change."""
    if event == "open":
        yield from (os.fsdecode(given[0]),) if (given[2] or 0) & _WRITES and not isinstance(given[0], int) else ()
    elif event in _CHANGES:
        paths, beneath = _CHANGES[event]
        folder = given[beneath] if beneath is not None else -1
        for each in paths:
            yield str(Path("" if folder < 0 else f"/proc/self/fd/{folder}", os.fsdecode(given[each])))


def _unfit(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what is wrong with how something is told: each finding says where, what, and how to mend it, as a line."""
    for finding in findings:
        said = f"{finding.place}: {finding.message} / {finding.why} / {finding.fix} [{finding.check}]"
        if not (finding.place.path and finding.message and finding.fix and finding.check):
            yield f"a finding that does not say all: {said}"
        if any(sign in said for sign in UNFORESEEN):
            yield f"nobody foresaw this: {said}"
        if len(said) > LONGEST:
            yield f"a finding of {len(said)} characters: {said[:LONGEST]}"
    yield from _unshown(findings)


def _unshown(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what is wrong with the findings as a terminal, a program and a browser are given them."""
    for style in ("text", "json", "github"):
        stream = io.StringIO()
        report.write_findings(findings, style, stream)  # type: ignore[arg-type]
        strange = {each for each in stream.getvalue() if category(each) in _UNSEEN or each in _TURNING} - {"\n"}
        if style != "json" and strange:
            yield f"a terminal would be written to otherwise than a person sees: {strange}: {stream.getvalue()!r}"
