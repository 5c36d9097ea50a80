"""Work spread over processes: in order, a few items ahead of the caller, what all items share sent to each once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

_Shared = TypeVar("_Shared")
_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_AHEAD = 4
"""How many tasks a process are handed out ahead of the caller."""
_held: list[Any] = []
"""In a process that works: the work and what is shared."""


def spread(
    work: Callable[[_Shared, _Item], _Made], shared: _Shared, items: Iterable[_Item], *, jobs: int, together: int = 1
) -> Iterator[_Made]:
    """Yield in order what is made of each item; with one job in this process, as the caller asks for it.

    Not `Executor.map`: it takes all items at once, and so would hold every file of a corpus in memory.

    Parameters
    ----------
    work : callable
        A function of a module: other processes find it by its name.
    shared : object
        Its first argument, sent to each process once.
    items : iterable
    jobs : int
        Processes at work.
    together : int, optional
        Items that are sent to a process in one task; more of them where each is little work.

    Raises
    ------
    ValueError
        If `jobs` is less than one.
    """
    if jobs < 1:
        raise ValueError(f"expected at least one process, got jobs={jobs}")
    if jobs == 1:
        yield from (work(shared, item) for item in items)
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    rest = iter(items)
    pending: deque[Future[list[_Made]]] = deque()
    with ProcessPoolExecutor(max_workers=jobs, initializer=_start, initargs=(work, shared)) as pool:
        while task := list(islice(rest, together)):
            pending.append(pool.submit(_work, task))
            if len(pending) > _AHEAD * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _start(work: Callable[..., Any], shared: object) -> None:
    """Keep what is shared, and leave Ctrl-C to the process that the user started: others would print tracebacks."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held[:] = [work, shared]


def _work(items: list[Any]) -> list[Any]:
    work, shared = _held
    return [work(shared, item) for item in items]
