"""A worker that is told to end does so, whatever it is about, and says nothing; none outlives who started it."""

import signal
import subprocess
import sys

import pytest

from tests.conftest import HANGS_S, ROOT

#: The signal comes while Python finalizes an object, where it swallows whatever is raised.
_IN_A_FINALIZER = """
import os, signal, time
from pipeline.tools.keeping.workers import begin_work
class Dying:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0)
begin_work()
Dying()
print("goes on", flush=True)
while True:
    time.sleep(0.01)
"""
_AT_WORK = """
import os, signal
from pathlib import Path
from pipeline.tools.keeping.workers import begin_work
begin_work()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    print("goes on")
finally:
    print("tidies up")
"""


@pytest.mark.parametrize(("script", "said"), [(_AT_WORK, "tidies up\n"), (_IN_A_FINALIZER, "goes on\n")])
def test_a_worker_ends_when_it_is_told_to(script: str, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=HANGS_S,
                          check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")


_EXAMINES = """
import subprocess
from pipeline.model.limits import PREFLIGHT
from pipeline.tools.keeping import isolated
isolated.call(lambda _: subprocess.run(["sh", "-c", "echo at work; exec sleep 1000"]), None, PREFLIGHT)
"""


def test_what_examines_a_file_and_its_programs_end_with_whoever_is_killed_that_asked() -> None:
    with subprocess.Popen([sys.executable, "-c", _EXAMINES], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(signal.SIGKILL)
        assert process.stdout.read() == b""  # ends when nobody holds the pipe any more
