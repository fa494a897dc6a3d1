"""Calls a function in a process of its own, so that nothing it meets can take us down with it."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from pipeline.model.failure import Failure, OverLimit, ToolFailed, of_machine
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import bounded
from pipeline.tools.keeping.stillness import Stillness
from pipeline.tools.keeping.workers import end_with_the_parent

T = TypeVar("T")


def call(function: Callable[[Any], T], argument: Any, bounds: Bounds) -> T:
    """Return what a function says of an argument.

    Raises the Failure that it raises, ToolFailed where it dies, breaks off or takes more than it is given,
    StoppedAnswering where it waits for ever.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(function, argument, theirs, bounds))
    process.start()
    theirs.close()
    still = Stillness(process.pid or 0, bounds.looks)
    try:
        while not ours.poll(bounded.LOOK_S):
            if still.look():
                raise bounded.stopped("the process that examines it")
        is_well, answer = ours.recv()
    except EOFError:
        process.join()
        bounded.refuse_overrun("it", process.exitcode or 0, bounds, b"")
        raise ToolFailed(f"the process that read it died (exit {process.exitcode})") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        ours.close()
    if not is_well:
        raise answer
    return answer  # type: ignore[no-any-return]


def _answer(function: Callable[[Any], Any], argument: Any, out: Connection, bounds: Bounds) -> None:
    """Send what the function says; its own programs end with it, and with whoever asked, since they share its group."""
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    end_with_the_parent(signal.SIGTERM)
    bounded.bind(os.getpid(), bounds)
    try:
        message = (True, function(argument))
    except MemoryError:
        message = (False, OverLimit(f"it took more than {bounds.memory_bytes >> 20:,} MB of memory"))
    except Failure as fault:
        message = (False, fault)
    # the last line of defence: what a check did not foresee is told as a finding about this file, with its name
    except Exception as fault:
        failed = of_machine(fault) if isinstance(fault, OSError) else None
        message = (False, failed or ToolFailed(f"the examination broke off: {type(fault).__name__}: {fault}"))
    out.send(message)
