"""Reaches a Dask cluster: whether anybody answers, over TLS if asked to, and whether its workers run our code."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from pipeline.model.failure import INSTALL_LOCKED, Failure, MissingTool, ToolFailed, WrongUsage
from pipeline.tools.keeping import code_digest
from pipeline.tools.later import Later

distributed = Later("distributed")
T = TypeVar("T")
R = TypeVar("R")
#: How long a scheduler may take to answer, and a first worker to come, in seconds.
_ANSWER_S = 8
#: How often a cluster tries a job again whose worker was lost.
_RETRIES = 5
_SAME = "install the same version of the pipeline and of requirements.lock on each worker, and start it anew"


@dataclass(frozen=True)
class Cluster:
    """Where a scheduler listens (`tcp://HOST:PORT`, `tls://HOST:PORT`), and who has to run the same code as we.

    `authority`, `certificate` and `key` are files in PEM; Dask's own settings stand for those that are missing.
    `modules` are those whose code, and all that they import, has to be the same on the workers.
    """

    address: str
    modules: tuple[str, ...]
    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


def greet(cluster: Cluster) -> None:
    """Return once a scheduler has answered and every worker runs our code.

    Raises MissingTool without dask.distributed, WrongUsage for an address or certificates that cannot be used, and
    ToolFailed where nobody answers in time, no worker is there, or one runs other code.
    """
    with opened(cluster) as client:
        _refuse_others(cluster, client)


@contextmanager
def opened(cluster: Cluster) -> Iterator[Any]:
    """Give a client of a scheduler that answers; it closes in the end."""
    security = _security(cluster)
    _refuse_silence(cluster, security)
    try:
        client = distributed.Client(cluster.address, timeout=_ANSWER_S, set_as_default=False, security=security)
    except (OSError, ValueError, AssertionError) as fault:
        raise _silent(cluster, fault) from fault
    try:
        yield client
    except distributed.KilledWorker as fault:
        raise ToolFailed(f"workers of {cluster.address} died one after the other at the same work: {fault}\n"
                         "    fix: see whether their memory is full, and run it again; what is made stays") from fault
    except CancelledError as fault:
        raise ToolFailed(f"the scheduler at {cluster.address} was lost while it worked\n"
                         "    fix: start it anew, and run it again; what is made stays") from fault
    finally:
        client.close()


@contextmanager
def executor(cluster: Cluster) -> Iterator[Any]:
    """Give what a cluster runs jobs with, as processes of this machine would; a job is tried again if its worker dies.

    `pure=False`: a job writes files, so the same job asked for twice is two jobs.
    """
    with opened(cluster) as client:
        yield client.get_executor(retries=_RETRIES, pure=False)


def checked(cluster: Cluster, call: Callable[[T], R]) -> Callable[[T], R]:
    """Return a call that a worker only makes with our code: it may have joined after it was looked at."""
    return partial(_on_same_code, cluster.modules, code(cluster.modules), call)


@lru_cache(maxsize=2)
def code(modules: tuple[str, ...]) -> str:
    """Return the digest of the code that runs here, and of the packages behind it."""
    return code_digest.of_modules(modules)


def _on_same_code(modules: tuple[str, ...], sha256: str, call: Callable[[T], R], job: T) -> R:
    if code(modules) != sha256:
        raise ToolFailed(f"a worker runs another version of the pipeline or of its packages\n    fix: {_SAME}")
    return call(job)


# --- the first words ---


def _security(cluster: Cluster) -> Any:
    """Return Dask's settings for TLS; raises WrongUsage where they cannot be used."""
    given = {"tls_ca_file": cluster.authority, "tls_client_cert": cluster.certificate, "tls_client_key": cluster.key}
    try:
        security = distributed.Security(**{name: str(file) for name, file in given.items() if file})
        is_unsafe = not security.get_connection_args("client").get("ssl_context")
    except ImportError as fault:
        raise MissingTool(f"--scheduler needs dask.distributed; run:\n    {INSTALL_LOCKED}") from fault
    except (OSError, ValueError) as fault:  # ssl's own faults are OSErrors
        raise WrongUsage(f"these certificates cannot be used: {fault}\n    fix: name files in PEM that belong together:"
                         " --tls-ca, --tls-cert, --tls-key") from fault
    if not cluster.address.startswith(("tcp://", "tls://")) or not cluster.address.rpartition(":")[2].isdecimal():
        raise WrongUsage(f"--scheduler {cluster.address} is no address; write tcp://HOST:PORT, or tls://HOST:PORT")
    if is_unsafe and cluster.address.startswith("tls://"):
        raise WrongUsage(f"{cluster.address} needs certificates\n    fix: name them: --tls-ca, --tls-cert, --tls-key,"
                         " or distributed.comm.tls in Dask’s own settings")
    if any(given.values()) and cluster.address.startswith("tcp://"):
        raise WrongUsage(f"{cluster.address} does not use the certificates that are given; write tls://…, or leave"
                         " them out")
    return security


def _refuse_silence(cluster: Cluster, security: Any) -> None:
    """Raise ToolFailed where no scheduler answers in time.

    A thread asks, which may be left behind: the search for a name, and who listens and says nothing, take minutes.
    """
    said: SimpleQueue[Exception | None] = SimpleQueue()

    def ask() -> None:
        try:
            asyncio.run(_identity(cluster.address, security))
        except Exception as fault:
            said.put(fault)
        else:
            said.put(None)

    Thread(target=ask, daemon=True).start()
    try:
        fault = said.get(timeout=_ANSWER_S)
    except Empty:
        fault = TimeoutError(f"no answer within {_ANSWER_S} s")
    if fault:
        raise _silent(cluster, fault)


async def _identity(address: str, security: Any) -> None:
    async with distributed.core.rpc(address, timeout=_ANSWER_S / 2,
                                    connection_args=security.get_connection_args("client")) as scheduler:
        if (await scheduler.identity())["type"] != "Scheduler":
            raise ValueError("who listens there is no scheduler")


def _silent(cluster: Cluster, fault: Exception) -> Failure:
    return ToolFailed(f"no scheduler answers at {cluster.address}: {str(fault) or type(fault).__name__}\n    fix: see"
                      " that it runs, that its port can be reached, and that both sides use TLS, or neither")


def _refuse_others(cluster: Cluster, client: Any) -> None:
    """Raise ToolFailed where no worker is there, or one runs other code."""
    try:
        client.wait_for_workers(1, timeout=_ANSWER_S)
    except TimeoutError as fault:
        raise ToolFailed(f"the scheduler at {cluster.address} has no workers\n    fix: start some:"
                         f" dask worker {cluster.address}") from fault
    said = client.run(code, cluster.modules, on_error="return")
    others = sorted(_named(said, code(cluster.modules)))
    if others:
        raise ToolFailed(f"{', '.join(others)} run{'' if others[1:] else 's'} another version of the pipeline or of its"
                         f" packages\n    fix: {_SAME}")


def _named(said: dict[str, Any], own: str) -> Iterable[str]:
    """Yield the workers that run other code, or have no such module; those that were lost meanwhile are left out."""
    yield from (worker for worker, each in said.items() if each != own and not isinstance(each, OSError))
