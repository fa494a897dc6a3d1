"""No program stays behind when a run, a process of it, or Node is killed, in whatever session the program runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: A program that kills somebody, and works on, in its own session, until it is killed or has taken three seconds of
#: CPU: then it says that it lives. Its end of the pipe is open as long as it lives.
PROGRAM = """#!{python}
import os, resource, signal
def outlived(*_):
    os.write(told, b"outlived ")
    os._exit(1)
told = os.open({pipe!r}, os.O_WRONLY)
os.write(told, b"started ")
signal.signal(signal.SIGXCPU, outlived)
resource.setrlimit(resource.RLIMIT_CPU, (3, resource.RLIM_INFINITY))
victim = int(os.environ["RUN"]) if {victim!r} == "run" else os.getppid()
if os.getsid(0) != os.getpid():
    os.setsid()
os.kill(victim, signal.SIGKILL)
while True: pass
"""
RUN = """
import os, subprocess, sys
from pipeline.model.failure import Failure
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import bounded, isolated
from pipeline.tools.validators import node
os.environ["RUN"] = str(os.getpid())
bounds = Bounds(60, 2 << 30)
ways = {"unbound": lambda program: subprocess.run([program]),
        "program": lambda program: bounded.run([program], bounds),
        "program of a process": lambda program: isolated.call(lambda _: bounded.run([program], bounds), None, bounds),
        "browser": lambda _: node.run("page.html", script="axe.mjs"),
        "browser of a process": lambda _: isolated.call(lambda _: node.run("p.html", script="axe.mjs"), None, bounds)}
try:
    ways[sys.argv[1]](sys.argv[2])
except Failure as fault:
    print(fault)
"""


def lived(pipe: Path, way: str, victim: str) -> str:
    """Return what programs said until none of them was left."""
    program = pipe.with_name("chromium")
    program.write_text(PROGRAM.format(python=sys.executable, pipe=str(pipe), victim=victim), encoding="utf-8")
    program.chmod(0o755)
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    path = f"{pipe.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([sys.executable, "-c", RUN, way, program], cwd=ROOT, env={**os.environ, "PATH": path}, check=False)
    os.set_blocking(reading, True)
    with os.fdopen(reading, encoding="ascii") as stream:
        return stream.read()


@pytest.mark.parametrize("way", ["program", "program of a process"])
def test_a_program_ends_with_the_run_that_started_it(way: str, tmp_path: Path) -> None:
    assert lived(tmp_path / "pipe", way, "run") == "started "


@pytest.mark.slow
@pytest.mark.parametrize(("way", "victim", "starts"), [
    ("browser", "run", 1), ("browser of a process", "run", 1), ("browser", "Node", 2)])
def test_a_browser_ends_with_the_run_and_with_what_started_it(
    way: str, victim: str, starts: int, tmp_path: Path
) -> None:
    assert lived(tmp_path / "pipe", way, victim) == "started " * starts


def test_a_program_that_nobody_ends_is_seen(tmp_path: Path) -> None:
    assert lived(tmp_path / "pipe", "unbound", "run") == "started outlived "
