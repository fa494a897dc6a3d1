"""The flow of a page that shows a product while its source is written: the last good one, marked where it is old."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from threading import Condition, Thread
from typing import Any

from pipeline.markup import watch_page
from pipeline.model.finding import Finding, Severity
from pipeline.model.line_words import line_words
from pipeline.model.live import Built, Changed, Done, Found, Look, Ready, Refused, Step
from pipeline.model.overview import Card
from pipeline.run import Wish
from pipeline.run_live import Prepare, Tending, Wanted
from pipeline.tools.keeping import digest, making_record
from pipeline.tools.pictures import thumbnails
from pipeline.tools.reading import epub_reader, pdf_spot, pdf_text
from pipeline.tools.serving.loopback import Answer

#: How long a browser waits for news before it asks again.
_NEWS_S = 20.0
_GONE = "what makes the pages was ended from outside; end the desk (Ctrl-C), and start it again"
#: So many findings are marked in what is shown.
_MARKED = 20
#: How a kind of file is shown: its pages as pictures, by the browser itself, as a book; any other cannot be.
_SHOWN = {".pdf": "pages", ".html": "frame", ".txt": "text", ".md": "text", ".brf": "text", ".xml": "text",
          ".epub": "book"}
_TYPES = {".xhtml": "application/xhtml+xml", ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
          ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".png": "image/png", ".woff2": "font/woff2"}
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class State:
    """How what is shown stands to the source.

    `stage` is `saved` (nothing is known yet), `checked` (the source is sound, products are made), `done`, `broken`
    (nothing can be built) or `stopped` (what stopped a build is in `words`). `content` is the product that is looked
    at: the last good one, or, where it `is_unchecked`, as it was saved a moment ago. It `is_old` where the source has
    gone on.
    `ready` is what it takes to hand out, None where that is older than the source; `refusal` says why nothing can be.
    `result` is what came of what somebody wanted done, None until then. `look_cpu_s` is how long a processor worked at
    showing the last save.
    """

    version: int = 0
    stage: str = "saved"
    words: str = ""
    step: Step | None = None
    findings: tuple[Finding, ...] = ()
    output: str = ""
    content: bytes | None = None
    is_unchecked: bool = False
    is_old: bool = True
    ready: Any = None
    refusal: str = ""
    result: Any = None
    look_cpu_s: float = 0.0


class Live:
    """Hears what becomes of a source, and holds how it stands; may be asked by several threads."""

    def __init__(self, root: Path, wish: Wish, prepare: Prepare) -> None:
        self.build, self.tending = root / "build", Tending(root, wish, prepare)
        self._state, self._news = State(), Condition()
        self._hearing = Thread(target=self._hear, daemon=True)
        self._hearing.start()

    @property
    def state(self) -> State:
        """Return how it stands now."""
        return self._state

    def when(self, holds: Callable[[State], bool], seconds: float | None = None) -> State:
        """Return how it stands as soon as something holds of it, or so many seconds have gone by."""
        with self._news:
            self._news.wait_for(lambda: holds(self._state), seconds)
            return self._state

    def look_at(self, output: str) -> None:
        """Show another product: as it stands, as soon as the source is built if it is old."""
        with self._news:
            if output != self._state.output:
                file = self.build / output
                content = file.read_bytes() if file.is_file() else None
                is_old = self._state.stage != "done" or content is None
                self._set(output=output, content=content, is_unchecked=False, is_old=is_old)
                self.tending.look_at(output)

    def get_ready(self) -> None:
        """Have everything laid out that clinics get, unless it is, or that was refused for the source as it is."""
        if self._state.ready is None and not self._state.refusal:
            self.tending.get_ready()

    def get_ready_again(self) -> None:
        """Have everything that clinics get laid out once more: what was laid out has been lost."""
        self._set(ready=None, refusal="")
        self.get_ready()

    def do(self, wanted: Wanted) -> None:
        """Have something done, unless somebody saves something before that is done; `result` is what it came to."""
        self._set(result=None)
        self.tending.do(wanted)

    def end(self) -> None:
        """Let go of the source."""
        self.tending.end()
        self._hearing.join()

    def _hear(self) -> None:
        while True:
            try:
                told = self.tending.line.recv()
            except (EOFError, OSError):  # it was told to end, or somebody ended it
                self._set(stage="stopped", words=_GONE, step=None, is_old=True, ready=None, refusal=_GONE)
                return
            with self._news:
                self._set(**self._after(told))

    def _set(self, **changes: Any) -> None:
        with self._news:
            self._state = replace(self._state, version=self._state.version + 1, **changes)
            self._news.notify_all()

    def _after(self, told: Any) -> dict[str, Any]:
        """Return what is otherwise after some news."""
        now = self._state
        if isinstance(told, Changed):
            return {"stage": "saved", "step": None, "is_old": True, "ready": None, "refusal": "", "words": "",
                    "result": None}
        if isinstance(told, Look):
            seen = {"content": told.content, "is_unchecked": True, "is_old": False, "look_cpu_s": told.cpu_s}
            return seen if told.output == now.output else {}
        if isinstance(told, Found):
            return {"stage": "checked", "findings": told.findings}
        if isinstance(told, Step):
            made = self._made() if told.output == now.output and not told.is_for_clinics else {}
            return {"step": told, **made}
        if isinstance(told, Built):
            return {"stage": "broken" if told.is_broken else "done", "findings": told.findings, "step": None,
                    **self._last_good(is_broken=told.is_broken)}
        if isinstance(told, Ready):
            return {"ready": told.with_what, "step": None}
        if isinstance(told, Done):
            return {"result": told.result, "step": None}
        if isinstance(told, Refused) and told.is_for_clinics:
            return {"refusal": told.words, "step": None}
        return {"stage": "stopped", "words": told.words, "step": None}

    def _made(self) -> dict[str, Any]:
        """Return the product that is looked at as it was put in place; what was there stays where there is none."""
        file = self.build / self._state.output
        if not self._state.output or not file.is_file():
            return {}
        return {"content": file.read_bytes(), "is_unchecked": False, "is_old": False}

    def _last_good(self, *, is_broken: bool) -> dict[str, Any]:
        """Return what is shown after a build: the product, or the last good one, which is old."""
        if not is_broken and (made := self._made()):
            return made
        return {**self._made(), "is_unchecked": False, "is_old": True}


def cards(live: Live) -> Sequence[Card]:
    """Return the products, as the report shows them; none before the first build."""
    shown = making_record.last_overview(live.build)
    return shown.cards if shown else ()


# --- what the page asks for ---


def page(live: Live) -> Answer:
    """Return the page; where nobody has chosen a product yet, a web page is shown, or the first there is."""
    held = cards(live)
    if not live.state.output and held:
        live.look_at(next((each.path for each in held if each.path.endswith(".html")), held[0].path))
    return Answer(watch_page.page(held, live.state.output).encode())


def look(live: Live, content: bytes) -> Answer:
    """Show another product."""
    output = content.decode("utf-8", "replace")
    if output not in {each.path for each in cards(live)}:
        return Answer(b"there is no such product\n", _TEXT, 404)
    live.look_at(output)
    return Answer(b"", _TEXT, 204)


def wait_for_news(live: Live, path: str) -> None:
    """Wait until it stands otherwise than a browser knows that asks for `news/<version>`, or a while has gone by."""
    if path.startswith("news/") and (known := path.removeprefix("news/")).isdecimal():
        live.when(lambda state: state.version != int(known[:12]), _NEWS_S)


def _told(state: State, source: Path) -> dict[str, Any]:
    kind = _SHOWN.get(PurePosixPath(state.output).suffix, "file") if state.content is not None else "none"
    step = state.step
    return {
        "version": state.version, "stage": state.stage, "words": state.words, "output": state.output, "kind": kind,
        "seen": digest.of_bytes(state.content)[:16] if state.content is not None else "",
        "pages": _pages(state.content) if kind == "pages" and state.content else 0,
        "start": _start(state.content) if kind == "book" and state.content else "",
        "isUnchecked": state.is_unchecked, "isOld": state.is_old,
        "step": [step.done, step.total, step.output, step.is_for_clinics] if step else None,
        "isReady": state.ready is not None, "hasResult": state.result is not None, "refusal": state.refusal,
        "findings": [_shown(each, state, source, is_searched=number < _MARKED)
                     for number, each in enumerate(sorted(state.findings, key=_order))]}


def _order(finding: Finding) -> tuple[int, Finding]:
    return list(Severity).index(finding.severity), finding


def _shown(finding: Finding, state: State, root: Path, *, is_searched: bool) -> dict[str, Any]:
    """Return a finding as the page shows it: on a page, with the words of its line to look for, where these stand."""
    page = finding.place.page if finding.place.path == f"build/{state.output}" else 0
    words = _words_at(root, finding) if is_searched else ()
    is_paged = bool(words and state.content and state.output.endswith(".pdf"))
    spot = pdf_spot.spot(state.content, words) if is_paged and state.content else None
    return {"words": words, "spot": spot, "place": str(finding.place), "severity": finding.severity.value, "page": page,
            "message": finding.message, "why": finding.why, "fix": finding.fix, "check": finding.check}


def _words_at(root: Path, finding: Finding) -> tuple[str, ...]:
    """Return the words that stand in the line of a topic that a finding tells of."""
    path = root / finding.place.path
    if not (finding.place.line and path.suffix == ".md" and path.is_file()):
        return ()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return line_words(lines[finding.place.line - 1]) if finding.place.line <= len(lines) else ()


def _pages(content: bytes) -> int:
    with pdf_text.opened(content, "count") as document:
        return len(document)


def _start(content: bytes) -> str:
    """Return the page of a book that lists the others."""
    return next((each.path for each in epub_reader.entries(content) if each.path.endswith("nav.xhtml")), "")


def shown(live: Live, path: str) -> Answer | None:
    """Return what a page loads: itself, a leaf of a PDF, a file as it is, an entry of a book."""
    first, _, rest = path.partition("/")
    if path == "watch":
        return page(live)
    if first == "news":
        return Answer(json.dumps(_told(live.state, live.build.parent)).encode(), "application/json")
    content = live.state.content
    answer = {"leaf": _leaf, "whole": _whole, "book": _entry}.get(first)
    return answer(live.state, content, rest) if answer and content is not None else None


def _leaf(state: State, content: bytes, rest: str) -> Answer | None:
    """Return a page of a PDF as a picture: `leaf/<what is seen>/<page, from 1>`."""
    number = rest.rpartition("/")[2]
    if not (number.isdecimal() and state.output.endswith(".pdf") and 1 <= int(number[:6]) <= _pages(content)):
        return None
    return Answer(thumbnails.of_page(content, int(number) - 1), "image/webp")


def _whole(state: State, content: bytes, rest: str) -> Answer | None:
    """Return the file that is looked at, as a browser shows it: `whole/<what is seen>`."""
    kind = _TYPES.get(PurePosixPath(state.output).suffix, _TEXT)
    return Answer(content, kind, has_inline_style=True, is_framed=True) if rest else None


def _entry(state: State, content: bytes, rest: str) -> Answer | None:
    """Return an entry of an e-book: `book/<what is seen>/<its path>`."""
    path = rest.partition("/")[2]
    kind = _TYPES.get(PurePosixPath(path).suffix)
    found = next((each for each in epub_reader.entries(content) if each.path == path), None)
    return Answer(found.content, kind, has_inline_style=True, is_framed=True) if found and kind else None


def taken(live: Live) -> dict[str, tuple[int, Callable[[bytes], Answer]]]:
    """Return by path what the page may send, and who answers."""
    return {"look": (1_000, partial(look, live))}
