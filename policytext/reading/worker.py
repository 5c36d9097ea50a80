"""Files read in a process of their own, within limits: what crashes, hangs or swells there ends one file, not the run.

The process is started when the first file needs it and kept for those that follow, until one of them ends it.
"""

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, Self

from policytext.errors import DamagedSource, LimitExceeded, PolicytextError, ReadingError
from policytext.reading.serving import DEFAULT_LIMITS, OUT_OF_MEMORY, OUT_OF_TIME, TRACE, Answer, Job, Limits
from policytext.reading.signatures import find_format
from policytext.text import Source

if TYPE_CHECKING:
    from subprocess import Popen

__all__ = ["DEFAULT_LIMITS", "Limits", "Worker", "read_file"]

SMALL = 64 * 1024
"""Bytes up to which text is read without a process: the worst such text takes 0.9 s, a process 55 ms to start."""
_HEAD = 4096
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".srt")
_START = "import sys; sys.path[:] = sys.argv[1:]; from policytext.reading.serving import serve; serve()"
_NEARLY = 0.5
_ABORTS = ("SIGABRT", "SIGTRAP", "SIGILL")
"""How libraries in C end themselves, also where they get no memory; what they asked for in vain shows nowhere."""
_SPENT = 0.5


class Worker:
    """A process that reads files within limits, one after the other; closed by its `with` block.

    Without limits (None), no process: files are read in the one that asks, which is what a debugger wants.

    Examples
    --------
    >>> with Worker(Limits(seconds=5)) as worker:
    ...     worker.read("missing.txt")
    Traceback (most recent call last):
    policytext.errors.ReadingError: missing.txt: no such file
    """

    def __init__(
        self, limits: Limits | None = DEFAULT_LIMITS, *, password: str | None = None, small: int = SMALL
    ) -> None:
        self._alone, self._small = limits is None, small
        self._limits, self._password = limits or Limits(), password
        self._process: Popen[bytes] | None = None
        self._trace: BinaryIO | None = None
        self._pending: str | None = None
        self.peak = 0
        """Megabytes that the process had at most when it last answered or ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str | Path) -> Source:
        """Read a file, whatever it does to the process.

        Raises
        ------
        ReadingError
            If it cannot be read; `LimitExceeded` if that takes too much time or memory.
        """
        if self._reads_here(str(path)):
            return _read_here(str(path), password=self._password)
        self._start(str(path))
        return self._finish(str(path))

    def read_stream(self, stream: BinaryIO, name: str = "-") -> Source:
        """Read a stream, such as standard input, to its end.

        Raises
        ------
        ReadingError
            As for `read`; `LimitExceeded` also where the stream is larger than the memory allowed.
        """
        data = stream.read((self._limits.megabytes << 20) + 1)
        if len(data) > self._limits.megabytes << 20:
            raise LimitExceeded(name, f"more than {self._limits.megabytes} MB, the limit (--memory)")
        self._start(name, data)
        return self._finish(name)

    def read_each(self, paths: Sequence[str]) -> Iterator[Source | PolicytextError]:
        """Yield what each file holds, or its error; the next is read while the caller works on the last."""
        for number, path in enumerate(paths):
            try:
                found: Source | PolicytextError = self.read(path)
            except PolicytextError as error:
                found = error
            if number + 1 < len(paths) and not self._reads_here(paths[number + 1]):
                self._start(paths[number + 1])
            yield found

    def _reads_here(self, path: str) -> bool:
        return self._alone or (self._pending != path and _is_small_text(path, self._small))

    def close(self) -> None:
        """End the process and what it has started, at once."""
        self._end()

    def _start(self, path: str, data: bytes | None = None) -> None:
        if self._pending == path:
            return
        job = Job(path, self._password, self._limits, _folder(), data)
        self._process = self._process or self._spawn()
        stream = self._process.stdin
        # A process that has ended since is found out when its answer is waited for.
        if stream is not None:
            with suppress(OSError):
                pickle.dump(job, stream, pickle.HIGHEST_PROTOCOL)
                stream.flush()
        self._pending = path

    def _finish(self, path: str) -> Source:
        process, self._pending = self._process, None
        try:
            answer: Answer = pickle.load(process.stdout)  # type: ignore[union-attr, arg-type]
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._explain(path) from error
        except BaseException:
            self._end()
            raise
        self.peak = answer.peak
        if answer.peak > _SPENT * self._limits.megabytes:
            # Memory is seldom given back whole: the next file shall have all of it.
            self._end()
        if answer.source is None:
            raise answer.error or ReadingError(path, "the reading process gave no answer")
        return answer.source

    def _spawn(self) -> "Popen[bytes]":
        # Imported here: most runs read small text files only.
        from subprocess import PIPE, Popen
        from tempfile import TemporaryFile

        self._trace = TemporaryFile(buffering=0)  # noqa: SIM115 it lives as long as the process
        command = [sys.executable, "-P", "-c", _START, *sys.path]
        # A group of its own, so that programs that a reader starts can be ended with it.
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=self._trace, start_new_session=True)

    def _end(self) -> int:
        process, trace, self._process, self._trace, self._pending = self._process, self._trace, None, None, None
        if process is None:
            return 0
        _kill_group(process)
        status = process.wait()
        for stream in (process.stdin, process.stdout, trace):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return status

    def _explain(self, path: str) -> ReadingError:
        """Return why the process ended without an answer."""
        if self._process is not None:
            # Its streams are closed, so it ends by itself; killed, it could no longer say of what.
            with suppress(Exception):
                self._process.wait(timeout=5)
        page, self.peak, words = _read_trace(self._trace)
        status = self._end()
        limits = self._limits
        if status in (OUT_OF_TIME, -_alarm()):
            reason = f"reading it takes more than {limits.seconds:g} s, the limit (--timeout)"
        elif status == OUT_OF_MEMORY or self.peak > _NEARLY * limits.megabytes:
            reason = f"reading it takes more than {limits.megabytes} MB of memory, the limit (--memory)"
        elif words:
            return ReadingError(path, f"the reading process did not start: {words}")
        else:
            name = _name_status(status)
            hint = ", perhaps for want of memory (--memory)" if name in _ABORTS else ""
            return DamagedSource(path, f"the reader crashed on it ({name}){hint}", page=page)
        return LimitExceeded(path, reason, page=page)


def read_file(path: str | Path, *, limits: Limits | None = DEFAULT_LIMITS, password: str | None = None) -> Source:
    """Read one file within limits; in this process and without any where `limits` is None.

    Raises
    ------
    ReadingError
        If it cannot be read.
    """
    with Worker(limits, password=password) as worker:
        return worker.read(path)


def _read_here(path: str, *, password: str | None = None) -> Source:
    from policytext.reading import read_source

    return read_source(path, password=password)


def _is_small_text(path: str, most: int) -> bool:
    """Tell whether a file is text by name and bytes and so small that reading it needs no limits, or is not there."""
    if not most or not path.lower().endswith(_TEXT_SUFFIXES):
        return False
    try:
        stat = Path(path).stat()
        if not S_ISREG(stat.st_mode):
            return True
        with Path(path).open("rb") as file:
            return stat.st_size <= most and find_format(file.read(_HEAD)) is None
    except (OSError, ValueError):
        # The reader will say what is wrong with it.
        return True


def _folder() -> str | None:
    try:
        return str(Path.cwd())
    except OSError:
        return None


def _alarm() -> int:
    import signal

    return int(getattr(signal, "SIGALRM", 0)) or 1 << 16


def _kill_group(process: "Popen[bytes]") -> None:
    import signal

    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _name_status(status: int) -> str:
    import signal

    with suppress(ValueError):
        return signal.Signals(-status).name
    return f"exit status {status}"


def _read_trace(trace: BinaryIO | None) -> tuple[int | None, int, str]:
    """Return the page, the megabytes, and the last words where the process did not even start."""
    if trace is None:
        return None, 0, ""
    trace.seek(0)
    left = trace.read()
    if len(left) != TRACE.size:
        return None, 0, (left.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
    page, peak = TRACE.unpack(left)
    return page or None, peak, ""
