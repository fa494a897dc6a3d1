"""Starts a Dask scheduler and its workers on this machine alone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import distributed

from tests.conftest import HANGS_S, ROOT


@contextmanager
def cluster(
    folder: Path, *code: Path, project: Path = ROOT, pem: Path | None = None, workers: int = 2
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a scheduler on loopback, and its workers; they find a project's code and `code`.

    `pem` holds a certificate and its key: with it, all speak TLS.
    """
    told, dask = folder / "scheduler.json", str(Path(sys.executable).with_name("dask"))
    known = os.pathsep.join(map(str, (project, *code)))
    environment = {**os.environ, "PYTHONPATH": known, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}
    tls = ("--tls-ca-file", str(pem), "--tls-cert", str(pem), "--tls-key", str(pem)) if pem else ()
    host = "tls://127.0.0.1" if pem else "127.0.0.1"

    def start(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([dask, *words, "--host", host, "--no-dashboard", *tls], cwd=folder, env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    started = [start("scheduler", "--port", "0", "--scheduler-file", str(told))]
    started += [start("worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-nanny")
                for _ in range(workers)]
    try:
        address = _address(told)
        _wait_for(address, workers, pem)
        yield address, started[1:]
    finally:
        for process in reversed(started):  # killed: a worker that has lost its scheduler takes its time to leave
            process.kill()
            process.wait()


def certificate(folder: Path) -> Path:
    """Return a new certificate that signs itself, and its key, in one file."""
    files = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    pem = folder / "both.pem"
    pem.write_bytes(b"".join(file.read_bytes() for file in files))
    return pem


def _wait_for(address: str, workers: int, pem: Path | None) -> None:
    security = distributed.Security(tls_ca_file=str(pem), tls_client_cert=str(pem)) if pem else None
    with distributed.Client(address, security=security, set_as_default=False, timeout=HANGS_S) as client:
        if workers:
            client.wait_for_workers(workers, timeout=HANGS_S)


def _address(told: Path) -> str:
    for _ in range(1200):
        if told.is_file() and (text := told.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")
