"""The flow of the desk: what it serves, and to whom it hands each request."""

from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from pipeline import run_form, run_watch
from pipeline.markup import desk_page, report_page, watch_page
from pipeline.model.failure import WrongUsage
from pipeline.run import Wish
from pipeline.run_list import Lists
from pipeline.run_watch import Live
from pipeline.stages import load
from pipeline.tools.serving.loopback import Answer, Routes, Server, open_in_browser

__all__ = ["Desk", "open_in_browser", "opened"]

_TYPES = {".html": "text/html; charset=utf-8", ".webp": "image/webp", ".pdf": "application/pdf",
          ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".epub": "application/epub+zip"}
_SCRIPT = "text/javascript; charset=utf-8"


class Desk(Server):
    """The desk as it is served, with the source that it watches."""

    def __init__(self, root: Path, wish: Wish, port: int, *, is_draft: bool) -> None:
        self.live = Live(root, wish, partial(run_form.prepared, is_draft=is_draft))
        try:
            super().__init__(port, routes(root, self.live))
        except OSError as fault:
            self.live.end()
            raise WrongUsage(f"port {port} is taken; name another one, or none: --port 0") from fault

    def server_close(self) -> None:
        """Let go of the port, and of the source."""
        super().server_close()
        self.live.end()

    def serve(self) -> None:
        """Answer until somebody ends it."""
        with self:
            self.serve_forever()


def opened(root: Path, wish: Wish, port: int, *, is_draft: bool = False) -> Desk:
    """Return the desk, ready to be served; whatever is not up to date is made behind it.

    Raises WrongUsage where somebody else has the port.
    """
    return Desk(root, wish, port, is_draft=is_draft)


class Looks:
    """The looks of the desk, which are those of the products; the last good ones while somebody writes them."""

    def __init__(self, root: Path) -> None:
        self.root, self.last = root, ""

    def css(self) -> str:
        """Return the style sheet."""
        with suppress(OSError, LookupError, TypeError, ValueError):  # what is wrong with styles/ the build tells
            self.last = report_page.css(load.read_design(self.root), "desk")
        return self.last


def routes(root: Path, live: Live) -> Routes:
    """Return what the desk answers."""
    lists = Lists(live)
    return Routes(partial(_shown, root, live, Looks(root), lists),
                  {**run_form.taken(live), **run_watch.taken(live), **lists.taken()},
                  partial(run_watch.wait_for_news, live))


def _shown(root: Path, live: Live, looks: Looks, lists: Lists, path: str) -> Answer | None:
    if path == "":
        return run_form.page(root, live)
    if path in ("desk.js", "watch.js"):
        return Answer((desk_page if path == "desk.js" else watch_page).script(), _SCRIPT)
    if path == "desk.css":
        return Answer(looks.css().encode(), "text/css; charset=utf-8")
    if path == "handed":
        return lists.handed()
    if path.startswith("build/"):
        return _built(root / "build", path.removeprefix("build/"))
    return run_watch.shown(live, path)


def _built(build: Path, path: str) -> Answer | None:
    """Return a file below build/ that somebody may see: nothing hidden, nothing that a link leads out to."""
    file, parts = build / path, PurePosixPath(path).parts
    is_hidden = "\0" in path or any(part.startswith(".") for part in parts)
    if is_hidden or not file.resolve().is_relative_to(build.resolve()):
        return None
    kind = _TYPES.get(file.suffix, "application/octet-stream")
    return Answer(file.read_bytes(), kind, has_inline_style=True) if file.is_file() else None
