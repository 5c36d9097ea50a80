"""The process that reads: asked on standard input, answers on standard output, and holds its limits itself.

An alarm of the system ends it when the time is over, also where a C library holds the interpreter; a limit on its data
segment, and a thread that watches its memory, end it when that is used up. It leaves the page that it was at and the
memory that it had in a small file, where a crash cannot take them along.
"""

import os
import pickle
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from policytext.errors import LimitExceeded, ReadingError
from policytext.text import Source

OUT_OF_MEMORY, OUT_OF_TIME = 97, 98
"""Exit statuses."""
TRACE = struct.Struct("<qq")
"""What is left behind: the page, 0 for none, and megabytes."""
_MEGABYTE = 1 << 20
_WATCH_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    seconds: float = 60
    megabytes: int = 1024
    """Memory of the reading process, its libraries included."""

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.megabytes < 1:
            raise ValueError(f"limits must be above 0, got {self.seconds:g} seconds, {self.megabytes} MB")


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read."""

    path: str
    password: str | None
    limits: Limits
    folder: str | None
    data: bytes | None = None
    """What the file holds, where it is no file but a stream."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: a source or an error."""

    source: Source | None
    error: ReadingError | None
    peak: int
    """Megabytes."""


def serve() -> None:
    """Be the process: read files as asked for on standard input, answer on standard output, until that ends."""
    from policytext.reading.progress import listening

    jobs, answers, trace = _take_streams()
    watch = _Watch(trace)
    with listening(watch.note_page):
        while True:
            try:
                job = pickle.load(jobs)
            except EOFError:
                return
            watch.begin(job.limits)
            answer = _answer(job)
            watch.finish()
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _answer(job: Job) -> Answer:
    from policytext.reading import read_source, read_stream

    if job.folder is not None:
        with suppress(OSError):
            os.chdir(job.folder)
    try:
        if job.data is None:
            source = read_source(job.path, password=job.password)
        else:
            source = read_stream(job.data, job.path, password=job.password)
    except ReadingError as error:
        error.__cause__ = error.__context__ = error.__traceback__ = None
        return Answer(None, error, _peak())
    except MemoryError:
        reason = f"reading it takes more than {job.limits.megabytes} MB of memory, the limit (--memory)"
        return Answer(None, LimitExceeded(job.path, reason), _peak())
    return Answer(source, None, _peak())


def _take_streams() -> tuple[BinaryIO, BinaryIO, int]:
    """Return the streams, out of the reach of libraries that print; Ctrl-C is the business of who started this."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, answers, trace = (os.dup(number) for number in (0, 1, 2))
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.ftruncate(trace, 0)
    return os.fdopen(jobs, "rb"), os.fdopen(answers, "wb"), trace


class _Watch:
    """Holds the limits of the process that it lives in, and keeps page and memory in the trace."""

    def __init__(self, trace: int) -> None:
        import threading

        self._trace, self._page, self._limits, self._over = trace, 0, Limits(), 0.0
        self._working = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self, limits: Limits) -> None:
        import time

        self._limits, self._page, self._over = limits, 0, time.monotonic() + limits.seconds
        _limit_data(limits)
        _set_alarm(limits.seconds)
        self._write()
        self._working.set()

    def finish(self) -> None:
        self._working.clear()
        _set_alarm(0)

    def note_page(self, number: int) -> None:
        self._page = number
        self._write()

    def _watch(self) -> None:
        import time

        while self._working.wait():
            self._write()
            if _peak() > self._limits.megabytes:
                os._exit(OUT_OF_MEMORY)
            if time.monotonic() > self._over and self._working.is_set():
                os._exit(OUT_OF_TIME)
            time.sleep(_WATCH_SECONDS)

    def _write(self) -> None:
        with self._lock:
            os.lseek(self._trace, 0, os.SEEK_SET)
            os.write(self._trace, TRACE.pack(self._page, _peak()))


def _set_alarm(seconds: float) -> None:
    import signal

    # Windows has none: there the thread alone watches the time.
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_data(limits: Limits) -> None:
    """Limit what may be allocated, where the system knows how; its address space would count what is never used."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = limits.megabytes * _MEGABYTE
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak() -> int:
    """Return the most memory that this process has had, in megabytes; 0 where the system does not tell."""
    with suppress(OSError), open("/proc/self/status", "rb") as status:  # noqa: PTH123 fifty times a second
        for line in status:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) // 1024
    return _peak_by_usage()


def _peak_by_usage() -> int:
    try:
        import resource
    except ImportError:
        return 0
    most: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most) // (_MEGABYTE if sys.platform == "darwin" else 1024)
