"""One piece of work in a process of its own, so that the memory that it takes ends with it.

    result = run_apart(work, shared, hear)

`work(shared, tell)` is a function at module level; what it tells meanwhile, `hear` gets here, in order. An
exception of `work` flies out here. Processes are spawned, never forked: this one may have threads.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.pickling import dumps
from obsite.engine.pool import portable

Shared = TypeVar("Shared")
Result = TypeVar("Result")
Tell = Callable[[object], None]

_TOLD, _DONE, _FAILED = "told", "done", "failed"


def run_apart(work: Callable[[Shared, Tell], Result], shared: Shared, hear: Callable[[Any], None]) -> Result:
    """Return what work comes to in another process, which ends with it, or at once if we are interrupted."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    # Not a daemon: those may have no processes of their own.
    process = context.Process(target=_serve, args=(theirs, work, shared), daemon=False)
    process.start()
    theirs.close()  # so that the end of the process is the end of the pipe
    try:
        result: Result = _outcome(ours, hear)
        return result
    except EOFError:
        process.join()
        raise WorldRefused(
            f"a process was ended from outside ({process.exitcode})", "Memory may be short; try again"
        ) from None
    finally:
        process.kill()
        process.join()
        ours.close()


def _outcome(pipe: Connection[Any, Any], hear: Callable[[Any], None]) -> Any:
    while True:
        kind, value = pickle.loads(pipe.recv_bytes())
        if kind == _DONE:
            return value
        if kind == _FAILED:
            raise value
        hear(value)


def _serve(pipe: Connection[Any, Any], work: Callable[[Any, Tell], Any], shared: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us

    def tell(value: object) -> None:
        pipe.send_bytes(dumps((_TOLD, value)))

    try:
        pipe.send_bytes(dumps((_DONE, work(shared, tell))))
    except BrokenPipeError:
        return  # nobody is left to hear
    except Exception as error:
        pipe.send_bytes(ForkingPickler.dumps((_FAILED, portable(error))))
