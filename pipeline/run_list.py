"""The flow of a list that is dropped on the desk: its faults are mended in place, then each clinic gets a ZIP."""

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from pipeline import checks, run_imprints
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Finding, Severity
from pipeline.run import Progress
from pipeline.run_form import HandOut, answered, fault_of
from pipeline.run_watch import Live
from pipeline.stages import clinics, stamp
from pipeline.stages.clinics import LogosSent
from pipeline.tools.serving.loopback import Answer

#: Where the ZIPs go, below build/.
FOLDER = "handed-out"
#: How much a list may be, one cell of it that somebody has mended, logos that are sent at once, and all that are held.
_LIST, _CELL, _LOGOS, _LOGOS_HELD = 10_000_000, 20_000, 40_000_000, 100_000_000
#: Rows that are shown: all with faults first, as many as somebody looks through.
_ROWS = 500
_WORKERS = 2
_TEXT = "text/plain; charset=utf-8"


class Lists:
    """Holds the list that was dropped last, and logos, in memory alone."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.held: ClinicList | None = None
        self.logos: dict[str, bytes] = {}

    def taken(self) -> dict[str, tuple[int, Callable[[bytes], Answer]]]:
        """Return by path what may be sent, and who answers."""
        answers = {"list": (_LIST, self._take), "logos": (_LOGOS, self._take_logos), "mend": (_CELL, self._mend),
                   "hand-out": (_CELL, self._hand_out)}
        return {path: (most, partial(answered, self.live, answer)) for path, (most, answer) in answers.items()}

    def handed(self) -> Answer:
        """Return what has been handed out since the source was last changed: each clinic's ZIP, and the faults."""
        result = self.live.state.result
        return Answer(json.dumps(result if isinstance(result, dict) else None).encode(), "application/json")

    def _take(self, ready: HandOut, content: bytes) -> Answer:
        return self._shown(ready, clinics.listed("the list", content, ready.known))

    def _take_logos(self, ready: HandOut, content: bytes) -> Answer:
        """Keep logos by the names of their files; the list, if there is one, is looked at with them."""
        try:
            sent = {name: b64decode(letters, validate=True) for name, letters in dict(json.loads(content)).items()}
        except (RecursionError, TypeError, ValueError):
            return Answer(b"these are no logos; drop them again\n", _TEXT, 422)
        if sum(map(len, (self.logos | sent).values())) > _LOGOS_HELD:
            told = f"{_LOGOS_HELD / 1e6:.0f} MB of logos are the most; more take: python -m pipeline imprint --from\n"
            return Answer(told.encode(), _TEXT, 413)
        self.logos |= sent
        return self._shown(ready, self._now(ready)) if self.held else Answer(b"", _TEXT, 204)

    def _mend(self, ready: HandOut, content: bytes) -> Answer:
        """Put other words into a cell; all rules are asked of the whole list again."""
        try:
            said = json.loads(content)
            number, column, text = int(said["row"]), str(said["column"]), str(said["text"])
            mended = clinics.mended(self._now(ready), number, column, text)
        except (LookupError, RecursionError, TypeError, ValueError):
            return Answer(b"there is no such cell; drop the list again\n", _TEXT, 422)
        return self._shown(ready, mended)

    def _shown(self, ready: HandOut, found: ClinicList) -> Answer:
        """Hold a list with each logo that it names looked at, and show it."""
        logo_fault = partial(stamp.logo_fault, design=ready.design)
        self.held = clinics.with_logos(found, LogosSent(self.logos), logo_fault)
        return _shown(self.held)

    def _hand_out(self, ready: HandOut, _: bytes) -> Answer:
        if self.held is None:
            return Answer(b"there is no list; drop it again\n", _TEXT, 422)
        self.live.do(partial(_hand_out, ready, self._now(ready), LogosSent(self.logos)))
        return Answer(b"", _TEXT, 204)

    def _now(self, ready: HandOut) -> ClinicList:
        """Return the list, held against the products and languages that there are now; raises LookupError for none."""
        if self.held is None:
            raise LookupError
        known = replace(self.held.known, products=ready.known.products, languages=ready.known.languages)
        return replace(self.held, known=known)


def _hand_out(ready: HandOut, held: ClinicList, logos: LogosSent, progress: Progress) -> dict[str, Any]:
    """Make what each clinic without a fault gets; what is there and the same stays."""
    out = ready.root / "build" / FOLDER
    faults, ids = run_imprints.hand_out_to(held, logos, ready, out, _WORKERS, progress)
    shown = [each for each in faults if each.severity is Severity.ERROR]
    return {"folder": f"build/{FOLDER}", "ids": ids, "faults": [fault_in_words(each) for each in shown]}


def fault_in_words(finding: Finding) -> str:
    """Return a finding in one line."""
    return f"{finding.message}: {finding.fix}"


def _shown(found: ClinicList) -> Answer:
    """Return the rows of a list with what is wrong with each; those with faults first, where there are too many."""
    row_of = {cell.line: row.number for row in found.rows for cell in row.cells}
    by_row: dict[int, list[dict[str, str]]] = {}
    for each in checks.examine("clinics", found):
        by_row.setdefault(row_of.get(each.place.line, 0), []).append({"severity": each.severity, **fault_of(each)})
    others = by_row.pop(0, [])
    wrong = sum(any(each["severity"] == Severity.ERROR for each in faults) for faults in by_row.values())
    chosen = sorted(found.rows, key=lambda row: (row.number not in by_row, row.number))[:_ROWS]
    rows: list[dict[str, Any]] = [
        {"number": row.number, "cells": [each.raw for each in row.cells], "faults": by_row.get(row.number, [])}
        for row in sorted(chosen, key=lambda row: row.number)]
    data = {"columns": list(found.columns), "count": len(found.rows), "wrong": wrong, "rows": rows, "others": others,
            "good": len(found.rows) - wrong if found.is_trusted else 0}
    return Answer(json.dumps(data).encode(), "application/json")
