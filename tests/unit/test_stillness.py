"""A program that waits for ever is ended, and is no verdict; one that is slow, paused or kept waiting is not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.checks.artifact import epubcheck
from pipeline.model.failure import ExitCode, StoppedAnswering
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import bounded, isolated
from pipeline.tools.keeping.stillness import Stillness
from pipeline.tools.validators import java
from pipeline.tools.words import pandoc
from tests import ebook, examiners, foreign_books

BOUNDS = Bounds(60, 1 << 30, looks=5)
#: More looks than any program of these tests may be still.
MANY = 200
FOREVER = "import threading; print('ready', flush=True); threading.Event().wait()"
BUSY = "print('ready', flush=True)\nwhile True: pass"


@contextmanager
def program(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give a program that has said its first line."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def is_ever_still(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether one of MANY looks finds a program still."""
    still = Stillness(process.pid, BOUNDS.looks, process.stdout)
    return any(still.look() for _ in range(MANY))


def test_a_program_that_waits_for_ever_is_found_still_after_so_many_looks() -> None:
    with program(sys.executable, "-c", FOREVER) as process:
        still = Stillness(process.pid, BOUNDS.looks, process.stdout)
        assert not any(still.look() for _ in range(BOUNDS.looks))
        while not still.look():  # it may stand in the queue for a processor before it begins to wait
            time.sleep(0.001)


@pytest.mark.parametrize("command", [
    (sys.executable, "-c", BUSY),
    ("nice", "-n", "19", sys.executable, "-c", BUSY),
    (sys.executable, "-c", f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"),
    (sys.executable, "-c", "import sys\nwhile True: sys.stdout.write('words' * 99999)")],
    ids=["works", "works last of all", "waits for one that works", "has said more than we have read"])
def test_a_program_that_does_anything_is_never_still(command: tuple[str, ...]) -> None:
    with program(*command) if "write" not in command[-1] else program(
            *command[:2], f"print('ready', flush=True)\n{command[2]}") as process:
        assert not is_ever_still(process)


def test_a_program_that_was_paused_is_not_still() -> None:
    with program(sys.executable, "-c", BUSY) as process:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        assert not is_ever_still(process)
        process.send_signal(signal.SIGCONT)


def test_a_program_that_waits_for_ever_is_ended_with_all_that_it_has_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LOOK_S", 0.01)
    nested = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {FOREVER!r}])"
    with pytest.raises(StoppedAnswering, match=r"^Examiner has stopped answering.*\n    fix: ") as caught:
        bounded.run([sys.executable, "-c", nested], BOUNDS, name="Examiner")
    assert caught.value.code == ExitCode.TOOL_FAILED


def test_a_process_of_our_own_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LOOK_S", 0.01)
    with pytest.raises(StoppedAnswering):
        isolated.call(lambda _: signal.pause(), None, BOUNDS)
    assert isolated.call(lambda number: sum(range(number)), 5_000_000, BOUNDS) == 12_499_997_500_000


def test_a_tool_that_hangs_is_no_verdict_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Java be a program that never answers."""
    monkeypatch.setattr(bounded, "LOOK_S", 0.01)
    hanging = tmp_path / "java"
    hanging.write_text("#!/bin/sh\nexec sleep infinity\n", encoding="utf-8")
    hanging.chmod(0o755)
    monkeypatch.setattr(java, "inside", lambda *_: hanging)
    monkeypatch.setattr(java, "EXAMINING", BOUNDS)
    with pytest.raises(StoppedAnswering, match=r"^EPUBCheck has stopped"):
        examiners.asked(epubcheck.check, ebook.artifact(foreign_books.book().packed()))


def test_a_program_that_is_looked_at_all_the_time_is_none_the_wiser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LOOK_S", 0.001)
    assert pandoc.read_markdown("Some words. " * 20_000)
