"""Which page a reader is at, told to whoever waits for it: what a crash or a hang leaves behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LISTENER: ContextVar[Callable[[int], None] | None] = ContextVar("listener", default=None)


def tell_page(number: int) -> None:
    """Say that a reader starts on a page, counted from 1; costs nothing where nobody listens."""
    if listener := _LISTENER.get():
        listener(number)


@contextmanager
def listening(listener: Callable[[int], None]) -> Iterator[None]:
    """Let a listener know of each page as long as the block runs.

    Examples
    --------
    >>> pages = []
    >>> with listening(pages.append):
    ...     tell_page(3)
    >>> pages
    [3]
    """
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
