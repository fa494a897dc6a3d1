"""Tells of a validator that is not installed once, whatever number of files it left unexamined."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.finding import Finding, Severity, unexamined


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, all that one missing validator left unexamined as one note at the first of the files."""
    told, unseen = [], dict[str, list[Finding]]()
    for each in findings:
        if each.is_unexamined and not each.about:  # what is about the file itself is told of each
            unseen.setdefault(each.fix, []).append(each)
        else:
            told.append(each)
    return told + [_not_installed(fix, same) for fix, same in unseen.items()]


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
