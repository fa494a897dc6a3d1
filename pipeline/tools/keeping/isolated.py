"""Calls a function in a process of its own, so that nothing it meets can take us down with it."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from pipeline.model.failure import Failure, ToolFailed

T = TypeVar("T")
#: More memory than a print shop's file needs; one that asks for more is a trap.
_MOST_BYTES = 4 * 2**30


def call(function: Callable[[Any], T], argument: Any, *, seconds: float) -> T:
    """Return what a function says of an argument.

    Raises the Failure that it raises, ToolFailed where it dies, breaks off or takes longer than the time it is given.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(function, argument, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise ToolFailed(f"it took longer than {seconds:.0f} s")
        is_well, answer = ours.recv()
    except EOFError:
        process.join()
        raise ToolFailed(f"the process that read it died (exit {process.exitcode})") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        ours.close()
    if not is_well:
        raise answer
    return answer  # type: ignore[no-any-return]


def _answer(function: Callable[[Any], Any], argument: Any, out: Connection) -> None:
    """Send what the function says; its own programs end with it, since they share its group."""
    os.setsid()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, _MOST_BYTES))
    try:
        message = (True, function(argument))
    except Failure as fault:
        message = (False, fault)
    # the last line of defence: what a check did not foresee is told as a finding about this file, with its name
    except Exception as fault:
        message = (False, ToolFailed(f"the examination broke off: {type(fault).__name__}: {fault}"))
    out.send(message)
