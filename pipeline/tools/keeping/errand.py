"""Does one thing in a forked process that tells how it goes, and ends as soon as something else is wanted."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from pipeline.model.failure import Failure, of_machine
from pipeline.tools.keeping.workers import begin_work

#: Tells the one who sent it whatever can be pickled.
Tell = Callable[[Any], None]
#: One that has not kept in good time what it has finished is killed.
_PATIENCE_S = 10


class Errand:
    """A call that is under way, or was: `line` is where its words arrive, and its end.

    It inherits what this process has loaded, and leaves it nothing: what it took is given back when it ends.
    """

    def __init__(self, call: Callable[[Tell], None], failed: Callable[[str], Any]) -> None:
        """Send a process to make a call; `failed` makes of what stopped it the last thing that it tells."""
        context = multiprocessing.get_context("fork")
        self.line, own = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(call, failed, own))
        self._process.start()
        own.close()

    def heard(self) -> Any | None:
        """Return what it tells next; None where it has ended, however that came."""
        try:
            return self.line.recv()
        except (EOFError, OSError):  # it was ended in the middle of a word
            self.end()
            return None

    def end(self) -> None:
        """Have it end as with Ctrl-C: it keeps what it has finished; wait until it has."""
        self._process.terminate()
        self._process.join(_PATIENCE_S)
        self._process.kill()
        self._process.join()
        self._process.close()
        self.line.close()


def _run(call: Callable[[Tell], None], failed: Callable[[str], Any], line: Connection) -> None:
    begin_work()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):  # something else is wanted
        with suppress(BrokenPipeError):  # whoever sent it has gone
            _call(call, failed, line)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.stderr.flush()
    os._exit(0)  # nothing of the process that sent it is this one's to tidy up


def _call(call: Callable[[Tell], None], failed: Callable[[str], Any], line: Connection) -> None:
    try:
        call(line.send)
    except BrokenPipeError:
        raise
    except (Failure, OSError, MemoryError) as fault:
        line.send(failed(str((of_machine(fault) if isinstance(fault, OSError | MemoryError) else None) or fault)))
    except Exception as fault:
        import traceback

        traceback.print_exc(file=sys.stderr)
        line.send(failed(f"a fault of the pipeline itself; the terminal tells more ({type(fault).__name__})"))
