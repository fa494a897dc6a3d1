"""Serves pages to the browser of this machine alone; whoever does not know the address gets nothing.

Other pages in the same browser can send requests to any port of the machine, and a name that leads to 127.0.0.1 can
make them look like our own (DNS rebinding): so the address holds a token, `Host` has to be ours, and whoever sends
something has to come from our own page (`Origin`; RFC 6454, 7.1).
"""

import os
import secrets
import sys
import traceback
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import unquote, urlsplit

from pipeline.tools.keeping.bounded import OURS_ALONE

#: The one address that is served: no other machine reaches it.
HOST = "127.0.0.1"
#: What a page may load and do (Content Security Policy, level 3): its own script, looks and pictures, nothing inline.
_POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'{inline}; img-src 'self' blob: data:; "
           "font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
           "frame-ancestors {framed}")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}
#: A browser that has said nothing for so long is hung up on.
_SILENT_S = 30
#: Digits of a length that anybody means.
_DIGITS = 12


@dataclass(frozen=True)
class Answer:
    """What a request gets: its content, of which type; under which name it is kept, where it is to be downloaded.

    `has_inline_style` for a static page, which has no script; `is_framed` for what our own page shows in itself.
    """

    content: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    name: str = ""
    has_inline_style: bool = False
    is_framed: bool = False


@dataclass(frozen=True)
class Routes:
    """What is served: `shown` answers a path; `taken` says by path how much may be sent, and who answers.

    `waited` is called before a path is answered, and may take its time: nobody else waits for it.
    """

    shown: Callable[[str], Answer | None]
    taken: Mapping[str, tuple[int, Callable[[bytes], Answer]]]
    waited: Callable[[str], None] = lambda _: None


class Server(ThreadingHTTPServer):
    """Listens on a port of this machine, 0 for any that is free; answers one request after the other."""

    daemon_threads = True

    def __init__(self, port: int, routes: Routes) -> None:
        super().__init__((HOST, port), _Handler)
        self.routes, self.token, self.lock = routes, secrets.token_urlsafe(24), Lock()
        self.hosts = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        """Return the address to open."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"


def open_in_browser(address: str) -> None:
    """Open an address in the browser of this machine, which sees the system's fonts: without any, Chromium dies."""
    ours = os.environ.pop(OURS_ALONE, None)
    try:
        webbrowser.open(address)
    finally:
        os.environ.update({OURS_ALONE: ours} if ours else {})


class _Handler(BaseHTTPRequestHandler):
    """Answers one request, if it may be answered."""

    server: Server
    timeout = _SILENT_S
    server_version, sys_version = "desk", ""

    def do_GET(self) -> None:
        path = self._path()
        if path is not None:
            self.server.routes.waited(path)
            self._answer(lambda: self.server.routes.shown(path))

    def do_POST(self) -> None:
        path = self._path()
        if path is None:
            return
        most, answer = self.server.routes.taken.get(path, (0, None))
        length = self.headers.get("Content-Length", "")
        if self.headers.get_all("Origin") not in [[f"http://{host}"] for host in self.server.hosts]:
            self._refuse(HTTPStatus.FORBIDDEN, "only the desk’s own page may send anything")
        elif answer is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing")
        elif "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdecimal()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "it has to be said how much is sent")
        elif len(length) > _DIGITS or int(length) > most:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {most:,} bytes are taken")
        else:
            content = self.rfile.read(int(length))
            self._answer(lambda: answer(content))

    def _path(self) -> str | None:
        """Return the path behind the token; refuses a request that may not be answered, and returns None."""
        token, _, path = urlsplit(self.path).path.removeprefix("/").partition("/")
        if self.headers.get_all("Host") not in [[host] for host in self.server.hosts]:
            self._refuse(HTTPStatus.FORBIDDEN, "the desk is called by its own address alone")
        elif not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN, "open the address that the command printed")
        else:
            return unquote(path)
        return None

    def _answer(self, answer: Callable[[], Answer | None]) -> None:
        try:
            with self.server.lock:
                found = answer()
        except Exception:
            traceback.print_exc(file=sys.stderr)
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of the desk itself; the terminal tells more")
            return
        if found is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing")
        else:
            self._send(found)

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        self._send(Answer(f"{words}\n".encode(), "text/plain; charset=utf-8", status))

    def _send(self, answer: Answer) -> None:
        inline = " 'unsafe-inline'" if answer.has_inline_style else ""
        framed = "'self'" if answer.is_framed else "'none'"
        with suppress(ConnectionError):  # whoever asked has gone
            self.send_response(answer.status)
            for name, value in {**_HEADERS, "Content-Security-Policy": _POLICY.format(inline=inline, framed=framed),
                                "Content-Type": answer.media_type,
                                "Content-Length": str(len(answer.content))}.items():
                self.send_header(name, value)
            if answer.name:
                self.send_header("Content-Disposition", f'attachment; filename="{answer.name}"')
            self.end_headers()
            self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Say nothing: a path holds the token."""
