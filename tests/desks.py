"""Desks that are served while a test asks them, and what becomes of the source that they watch."""

import http.client
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline import run_desk
from pipeline.run import Wish
from pipeline.run_desk import Desk
from pipeline.run_watch import Live, State
from pipeline.tools.keeping.bounded import OURS_ALONE
from pipeline.tools.serving.loopback import HOST
from pipeline.tools.validators import node
from tests.conftest import HANGS_S, ROOT


@contextmanager
def served(root: Path) -> Iterator[Desk]:
    """Give the desk of a project, which answers until the block ends."""
    server = run_desk.opened(root, Wish(workers=1), 0)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(HANGS_S)
        assert not thread.is_alive()


def once(live: Live, holds: Callable[[State], bool]) -> State:
    """Return how it stands as soon as something holds of it, which it does in the end."""
    state = live.when(holds, HANGS_S)
    assert holds(state), state
    return state


def ready(live: Live) -> None:
    """Wait until everything is laid out that clinics get."""
    assert once(live, lambda state: state.ready is not None or bool(state.refusal)).refusal == ""


def ask(server: Desk, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any, bytes]:
    """Return status, headers and content of an answer; headers of a request may be taken away with an empty word."""
    own = {"Host": f"{HOST}:{server.server_port}", "Origin": f"http://{HOST}:{server.server_port}",
           "Content-Length": str(len(body or b"")), **{name.replace("_", "-"): said for name, said in headers.items()}}
    line = http.client.HTTPConnection(HOST, server.server_port, timeout=HANGS_S)
    line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, said in own.items():
        if said:
            line.putheader(name, said)
    line.endheaders(body)
    answer = line.getresponse()
    held = answer.read()
    line.close()
    return answer.status, answer.headers, held


def clicked(script: str, *arguments: str) -> Any:
    """Return what a script of clicks saw; its test is skipped where no browser is installed."""
    if not (node.FOLDER / "installed").is_file() or not shutil.which("node") or not shutil.which("chromium"):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(node.INSTALL)
    environment = {name: said for name, said in os.environ.items() if name != OURS_ALONE}
    done = subprocess.run(["node", str(ROOT / "tests" / "unit" / script), *arguments], cwd=node.FOLDER,
                          env={**environment, "CHROMIUM": shutil.which("chromium") or ""}, capture_output=True,
                          text=True, check=False, timeout=HANGS_S)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
