"""The flow of a source that somebody is writing: each save is shown at once, then checked, then built, until the next.

A process of its own looks at the files and has loaded every engine. Whatever takes time it sends another one for, which
inherits all that and leaves nothing behind; the next save ends it. What a person looks at comes first.
"""

import gc
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline import checks, formats, run
from pipeline.model.artifact import Design
from pipeline.model.failure import Failure, WrongUsage
from pipeline.model.finding import has_error
from pipeline.model.live import Built, Changed, Done, Found, Look, Ready, Refused, Step
from pipeline.model.publication import Publication
from pipeline.run import Progress, Wish
from pipeline.stages import assemble, compose, load, retell
from pipeline.tools.keeping import build_record, clock, file_index, workers
from pipeline.tools.keeping.errand import Errand, Tell

#: Gets ready to hand out: returns what it takes (which can be pickled), raises WrongUsage where nothing may be.
Prepare = Callable[[Path, Wish, Progress], Any]
#: What somebody wants done with a source that stands: told how far it is, it returns what it came to.
Wanted = Callable[[Progress], Any]
#: How often the files are looked at; a look costs a few milliseconds.
_EVERY_S = 0.25
#: What comes of a source that the rules keep out where it is read all the same.
_NOT_SOUND = (Failure, OSError, LookupError, TypeError, ValueError, AssertionError)
_LOST = "what was at work has been ended from outside; save the text again, or end the desk (Ctrl-C) and start it again"


@dataclass(frozen=True)
class _Kept:
    """A source that was sound, as it was read: its topics' texts by path, and the marks of all other files."""

    publication: Publication
    design: Design
    texts: dict[str, str]
    others: dict[str, str]


class Tending:
    """The process that tends a source: `line` is where it tells what becomes of it, and is told what is wanted."""

    def __init__(self, root: Path, wish: Wish, prepare: Prepare) -> None:
        """Begin to look at a project's source."""
        context = multiprocessing.get_context("fork")
        self.line, own = context.Pipe()
        self._process = context.Process(target=_tend, args=(root, wish, prepare, own, self.line))
        self._process.start()
        own.close()

    @property
    def number(self) -> int:
        """Return the number of the process."""
        return self._process.pid or 0

    def look_at(self, output: str) -> None:
        """Have a product shown first, by its path below build/."""
        self.line.send(output)

    def get_ready(self) -> None:
        """Have everything laid out that clinics get, as soon as the source is sound."""
        self.line.send(None)

    def do(self, wanted: Wanted) -> None:
        """Have something done that can be pickled, unless somebody saves something before that is done."""
        self.line.send(wanted)

    def end(self) -> None:
        """Have it end, with whatever it is doing, and wait until it has."""
        with suppress(BrokenPipeError):  # it has ended
            self.line.send(StopIteration)
        self._process.join()


def _tend(root: Path, wish: Wish, prepare: Prepare, line: Connection, others_end: Connection) -> None:
    others_end.close()
    workers.begin_work()
    checks.load("files", "source", "edition", "draft", "artifact", "press")
    for name in formats.names():
        formats.find(name)
    _Desk(root, wish, prepare, line).tend()


class _Desk:
    """What is done for a source, one thing at a time."""

    def __init__(self, root: Path, wish: Wish, prepare: Prepare, line: Connection) -> None:
        self.root, self.wish, self.prepare, self.line = root, wish, prepare, line
        self.marks: dict[str, str] = {}
        self.looked_at = ""
        self.is_for_clinics = self.is_building = False
        self.kept: _Kept | None = None
        self.under_way: Errand | None = None
        self.if_lost: Refused | None = None  # what is told where the one under way ends without its last word
        self.waiting: list[partial[None]] = []

    def tend(self) -> None:
        """Look at the files, and do what their changes ask for, until somebody has had enough."""
        while True:
            lines = [self.line, *([self.under_way.line] if self.under_way else [])]
            for ready in wait(lines, _EVERY_S):
                if ready is self.line and not self._goes_on():
                    self._stop()
                    return
                if self.under_way and ready is self.under_way.line:  # and not one that has been stopped just now
                    self._hear()
            self._look_round()
            if not self.under_way and self.waiting:
                self._send(self.waiting.pop(0))

    def _goes_on(self) -> bool:
        """Do what somebody wants; tell whether to go on."""
        try:
            wanted = self.line.recv()
        except EOFError:  # nobody is there any more
            return False
        if wanted is StopIteration:
            return False
        if wanted is None:
            if not (self.is_building or self.is_for_clinics):  # else that follows, or is about to be done
                self.waiting.append(partial(_get_ready, self.root, self.wish, self.prepare))
            self.is_for_clinics = True
        elif callable(wanted):
            self.waiting.append(partial(_do, wanted))
        elif wanted != self.looked_at:
            self.looked_at = wanted
            if self.is_building:  # what is made stays; what is wanted now comes first
                self._begin()
        return True

    def _look_round(self) -> None:
        marks = file_index.written(str(self.root))
        if marks != self.marks:
            self.marks = marks
            self.line.send(Changed())
            self._begin()

    def _begin(self) -> None:
        """Begin anew with what the source says now."""
        self._stop()
        self.is_building = True
        self.waiting = [partial(_build, self.root, replace(self.wish, first=self.looked_at))]
        texts = self._changed_topics()
        if self.kept and texts is not None:
            self.waiting.insert(0, partial(_show, self.root, self.kept, texts, self.looked_at))

    def _send(self, call: partial[None]) -> None:
        self.under_way = Errand(call, Refused)
        self.if_lost = None if call.func is _show else Refused(_LOST, is_for_clinics=call.func is _get_ready)

    def _stop(self) -> None:
        if self.under_way:
            self.under_way.end()
            self.under_way = None

    def _hear(self) -> None:
        """Pass on what the process under way tells."""
        assert self.under_way
        told = self.under_way.heard()
        if told is None:
            self.under_way, told = None, self.if_lost
            if told is None:
                return
        if isinstance(told, Built | Ready | Done | Refused):
            self.if_lost, self.is_building = None, False
        if isinstance(told, Built) and self.is_for_clinics:
            self.waiting.append(partial(_get_ready, self.root, self.wish, self.prepare))
        elif isinstance(told, Ready | Refused):  # who hands out when the source has changed asks again
            self.is_for_clinics = False
        self.line.send(told)
        if isinstance(told, Built) and not told.is_broken:
            self._keep()

    # --- what is known of the source ---

    def _changed_topics(self) -> dict[str, str] | None:
        """Return the texts of topics that are others than those kept; None where anything else has changed, too."""
        if not (self.kept and self.looked_at) or _others(self.marks, self.kept.texts) != self.kept.others:
            return None
        try:
            now = {path: load.text_of(file_index.content_of(self.root / path, str(self.root)))
                   for path in self.kept.texts}
        except OSError:  # one is gone
            return None
        changed = {path: text for path, text in now.items() if text is not None and text != self.kept.texts[path]}
        return None if None in now.values() else changed

    def _keep(self) -> None:
        """Read a source that is sound as a whole, unless topics alone have changed since the last time."""
        if self.kept and _others(self.marks, self.kept.texts) == self.kept.others:
            return
        self.kept = None
        with suppress(*_NOT_SOUND):  # it has been saved again since it was built
            self.kept = self._read()
        gc.collect()  # what was kept before goes

    def _read(self) -> _Kept | None:
        marks = file_index.written(str(self.root))
        tree = load.read_tree(self.root)
        if has_error(checks.examine("files", tree)):
            return None
        publication = load.build_publication(tree, self.root / "build" / ".cache")
        texts = {topic.path: tree.files[topic.path].text or "" for language in publication.languages.values()
                 for topic in language.topics.values()}
        kept = _Kept(publication, load.read_design(self.root), texts, _others(marks, texts))
        for name in {each.format for each in publication.channels}:
            formats.warm(name, kept.design)
        return kept


def _others(marks: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    return {path: mark for path, mark in marks.items() if path not in texts}


# --- what another process is sent for ---


def _show(root: Path, kept: _Kept, texts: dict[str, str], output: str, tell: Tell) -> None:
    """Tell what a product looks like with other texts, whatever the rules will say of them."""
    try:
        publication = retell.with_topics(kept.publication, texts, root / "build" / ".cache")
        edition = next((each for each in assemble.editions_of(publication) if each.output == output), None)
        if edition:
            rendering = formats.find(edition.channel.format).render(compose.compose(edition), kept.design)
            tell(Look(output, rendering.content, clock.cpu_of_all_s()))
    except _NOT_SOUND:
        return  # what the rules keep out may stop a writer anywhere; the build that follows tells what and where


def _build(root: Path, wish: Wish, tell: Tell) -> None:
    """Build what is not up to date, and tell how it goes."""
    if build_record.nothing_to_do(root):
        tell(Built(()))
        return
    outcome = run.build(root, wish, lambda *step: tell(Step(*step)), found=lambda found: tell(Found(tuple(found))))
    tell(Built(outcome.findings, outcome.is_broken))


def _do(wanted: Wanted, tell: Tell) -> None:
    """Do what somebody wants, and tell what it came to."""
    tell(Done(wanted(_for_clinics(tell))))


def _for_clinics(tell: Tell) -> Progress:
    return lambda done, total, output: tell(Step(done, total, output, is_for_clinics=True))


def _get_ready(root: Path, wish: Wish, prepare: Prepare, tell: Tell) -> None:
    """Lay out all that clinics get, and tell what it takes to hand it out."""
    try:
        tell(Ready(prepare(root, wish, _for_clinics(tell))))
    except WrongUsage as refusal:
        tell(Refused(str(refusal), is_for_clinics=True))
