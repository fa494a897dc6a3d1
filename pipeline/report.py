"""Writes findings and progress for people, programs and GitHub; the last line counts."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TextIO

from pipeline.model.changes import Changes
from pipeline.model.finding import Finding, Place, Severity

Style = Literal["text", "json", "github"]
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: Findings of one rule in one file that people read; who mends so many mends the same fault.
_READ = 20
#: What would move the cursor of a terminal, colour it, end the line, or turn the order of what stands in it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write_findings(findings: Iterable[Finding], style: Style, stream: TextIO) -> None:
    """Write findings in one of the three styles; JSON is one array, and holds each of a flood of the same kind."""
    if style == "json":
        stream.write(json.dumps([finding.as_data() for finding in findings], ensure_ascii=False, indent=2) + "\n")
        return
    line = _as_text if style == "text" else _as_github
    for finding in _read(findings):
        stream.write(line(finding) + "\n")


def _read(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what people read: of a flood of one rule in one file the first, and how many more there are."""
    told = list(findings)
    left, met = Counter(map(_kind, told)), Counter[tuple[str, str, Severity]]()
    for each in told:
        kind, more = _kind(each), left[_kind(each)] - _READ
        met[kind] += 1
        if met[kind] <= _READ or more == 1:
            yield each
        elif met[kind] == _READ + 1:
            yield Finding(Place(each.place.path), each.severity, f"and {more:,} more like these", check=each.check,
                          fix="mend the first of them; --format json tells all")


def _kind(finding: Finding) -> tuple[str, str, Severity]:
    return finding.check, finding.place.path, finding.severity


def count(findings: Sequence[Finding], built: int, unchanged: int) -> str:
    """Return the closing line of a build: products made and up to date, errors, warnings, notes."""
    if built:
        made = f"{_plural(built, 'file')} built, {unchanged} up to date"
    elif any(finding.severity is Severity.ERROR for finding in findings):
        made = "nothing built"
    else:
        made = f"nothing to do: {_plural(unchanged, 'file')} up to date"
    return "; ".join([made, *_tally(findings)])


def count_examined(findings: Sequence[Finding], number: int, noun: str, before: str = "") -> str:
    """Return the closing line of an examination of so many things, and of what `before` names."""
    return f"{before}{_plural(number, noun)} examined: {', '.join(_tally(findings)) or 'nothing found'}"


def count_release(findings: Sequence[Finding], written: int, unchanged: int, *, is_rehearsal: bool) -> str:
    """Return the closing line of a release."""
    open_ = sum(finding.severity is not Severity.NOTE for finding in findings)
    if open_:
        return f"no release: {_plural(open_, 'thing')} missing"
    if is_rehearsal:
        return "nothing is missing: run make release"
    return f"{_plural(written, 'file')} released" if written else f"nothing to do: {unchanged} files are released"


def count_clinics(findings: Sequence[Finding], made: int, unchanged: int) -> str:
    """Return the closing line of what was made for clinics."""
    return "; ".join([f"{_plural(made, 'clinic')} made, {unchanged} up to date", *_tally(findings)])


def count_differences(found: Changes, pages: int, left_out: str) -> str:
    """Return the closing line of a comparison."""
    files = len(found.files_added) + len(found.files_removed) + len(found.files_changed)
    counts = (_plural(len(found.sentences), "sentence"), _plural(len(found.facts), "fact"), _plural(files, "file"),
              _plural(pages, "page"))
    differ = f"they differ in {', '.join(each for each in counts if not each.startswith('0 '))}"
    is_same = not (found.sentences or found.facts or files or pages)
    return " ".join(filter(None, ("they say the same." if is_same else f"{differ}.", left_out)))


def _tally(findings: Sequence[Finding]) -> list[str]:
    severities = [finding.severity for finding in findings]
    told = [_plural(severities.count(severity), severity.value) for severity in Severity if severity in severities]
    missing = len({finding.fix for finding in findings if finding.is_unexamined})
    return [*told, *([f"{_plural(missing, 'validator')} not installed"] if missing else [])]


def progress_line(done: int, total: int, name: str, seconds: float) -> str:
    """Return the line for things of many kinds: how many are done, the last one, and how long the rest will take."""
    return f"[{done}/{total}] {name}{f', {_left(done, total, seconds)} left' if 0 < done < total else ''}"


def pace_line(done: int, total: int, seconds: float) -> str:
    """Return the line for many things of one kind: how many are done, how fast, and how long the rest will take."""
    if not done:
        return f"[0/{total}] clinics"
    rate = done / seconds if seconds > 0 else 0.0
    return f"[{done}/{total}] {rate:.1f} clinics a second, {_left(done, total, seconds)} left"


def _left(done: int, total: int, seconds: float) -> str:
    """Return how long the rest takes at the pace so far, as minutes and seconds."""
    left = round((total - done) * seconds / done) if done else 0
    return f"{left // 60}:{left % 60:02d}"


def _as_text(finding: Finding) -> str:
    lines = [f"{finding.place}: {finding.severity}: {finding.message} [{finding.check}]"]
    lines += [f"    {name}: {text}" for name, text in (("why", finding.why), ("fix", finding.fix)) if text]
    return "\n".join(_CONTROL.sub(_as_number, line) for line in lines)


def _as_number(sign: re.Match[str]) -> str:
    return repr(sign[0])[1:-1]


def _as_github(finding: Finding) -> str:
    place = finding.place
    spot = "".join(f",{name}={value}" for name, value in (("line", place.line), ("col", place.column)) if value)
    text = f"{finding.message} [{finding.check}]" + (f" - fix: {finding.fix}" if finding.fix else "")
    inside = f"{place.inside}: " if place.inside else ""
    line = f"::{_GITHUB[finding.severity]} file={_escaped_property(place.path)}{spot}::{_escaped(inside + text)}"
    return _CONTROL.sub(_as_number, line)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    """Return the text as GitHub reads the value of a property, which a comma or a colon would end."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
