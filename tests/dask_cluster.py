"""Starts a Dask scheduler and its workers on this machine alone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT


@contextmanager
def cluster(folder: Path, *code: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a scheduler on loopback, and its two workers; they find this project's code and `code`."""
    told, dask = folder / "scheduler.json", str(Path(sys.executable).with_name("dask"))
    known = os.pathsep.join(map(str, (ROOT, *code)))
    environment = {**os.environ, "PYTHONPATH": known, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}

    def start(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([dask, *words], cwd=folder, env=environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file",
                      str(told))
    workers = [start("worker", "--scheduler-file", str(told), "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny",
                     "--no-dashboard") for _ in range(2)]
    try:
        yield _address(told), workers
    finally:
        for process in (*workers, scheduler):  # killed: a worker that has lost its scheduler takes its time to leave
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    for _ in range(300):
        if told.is_file() and (text := told.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")
