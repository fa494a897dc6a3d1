"""Runs what npm installed in the environment for examinations in a real browser: Node, its packages, Chromium."""

import os
import re
import shutil
import sys
from pathlib import Path

from pipeline.model.failure import MissingTool, OverLimit, ToolFailed
from pipeline.model.limits import EXAMINING
from pipeline.tools.keeping import bounded, digest
from pipeline.tools.validators.own_words import told

#: Where `pipeline/setup.py test` installs the packages that tests/node/package-lock.json names.
FOLDER = Path(sys.prefix) / "node"
#: What installs all of it.
INSTALL = "python3 -m pipeline.setup test"
#: A browser that dies at its start, as Chromium now and then does on a busy machine, gets one more start.
_STARTS = 2
#: Starts Chromium: puppeteer gives it a session of its own, which nothing that ends Node would reach.
_LEASH = Path(__file__).with_name("leash.sh")
#: How node ends where a page that it shows dies (browser.mjs): in each start, so it is the page that asks for too much.
_TAB_DIED = 75


#: What a program says of its fault, without the calls that led to it; Ace has a way of its own.
_NAMED = re.compile(r"^\w*Error: .+|(?<=Ace processing error:).+", re.MULTILINE)


def run(*arguments: str, script: str = "") -> str:
    """Run Node in the folder of its packages and return what it prints; `script` is one of this folder's.

    A script follows browser.mjs, which opens pages for it. Raises MissingTool where Node, a package or Chromium is not
    installed, ToolFailed where it fails twice or takes too much CPU.
    """
    command = [_program("node"), *(("--input-type=module", "-") if script else ()), *arguments]
    program = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("browser.mjs", script) if script)
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(_LEASH), "LEASHED": _program("chromium"),
                   "NODE_PATH": str(FOLDER / "node_modules"), "NO_UPDATE_NOTIFIER": "1"}
    if not (FOLDER / "installed").is_file():
        raise MissingTool(f"the packages of tests/node/package.json are not installed; run:\n    {INSTALL}")
    for _ in range(_STARTS):
        done = bounded.run(command, EXAMINING, given=program, folder=FOLDER, environment=environment)
        if not done.returncode:
            return done.stdout.decode()
    if done.returncode == _TAB_DIED:
        raise OverLimit(f"Chromium took more than {EXAMINING.cpu_seconds} s of CPU, or more than "
                        f"{EXAMINING.memory_bytes >> 20:,} MB of memory, for one page")
    said = done.stderr.decode(errors="replace")
    named = _NAMED.search(said)
    raise ToolFailed(f"node failed: {told(named[0] if named else said) or f'it ended with {done.returncode}'}")


def installed() -> str:
    """Return what names the state of all that `run` needs: a verdict of a missing examiner is not kept for long."""
    return digest.of_data([shutil.which("node"), shutil.which("chromium"), digest.of_file(FOLDER / "installed")])


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise MissingTool(f"{name} is not installed; run:\n    {INSTALL}")
    return path
