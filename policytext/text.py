"""Characters that know where they came from.

Cleaning proposes `Edit`s; only `Text.edited` changes characters, and it carries the origin of each along.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policytext.layout import Layout

INSERTED = 1 << 31
"""Bit of an origin that marks a character put there by an `Edit`; the lower bits say before which source offset."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character stands in its file. All count from 1; `page` is None where the file has no pages."""

    page: int | None
    line: int
    column: int

    def __str__(self) -> str:
        page = "" if self.page is None else f"page {self.page}, "
        return f"{page}line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning: something that the program decided and is not sure of."""

    code: str
    message: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters of the file that are no part of the document (noise, 噪声), and why."""

    text: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    r"""A file as it came (来源文件): its characters, line ends made ``\n``, and what identifies it."""

    path: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str = field(repr=False)
    page_starts: tuple[int, ...] = field(default=(), repr=False)
    """Offset in `text` at which each page starts; empty where the file has no pages."""
    doubts: tuple[Doubt, ...] = ()
    layout: Layout = field(default=Layout(), repr=False)
    line_starts: "array[int]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = array("L", [0])
        end = self.text.find("\n")
        while end >= 0:
            starts.append(end + 1)
            end = self.text.find("\n", end + 1)
        object.__setattr__(self, "line_starts", starts)

    @property
    def pages(self) -> int | None:
        """Number of pages; None where the file has none."""
        return len(self.page_starts) or None

    def place(self, offset: int) -> Place:
        """Return page, line and column of a character; the line counts within its page where there are pages."""
        line = bisect_right(self.line_starts, offset) - 1
        column = offset - self.line_starts[line] + 1
        if not self.page_starts:
            return Place(None, line + 1, column)
        page = max(1, bisect_right(self.page_starts, offset))
        first = bisect_right(self.line_starts, self.page_starts[page - 1]) - 1
        return Place(page, line - first + 1, column)


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposal to put `replacement` in the place of `[start, end)` of a text."""

    start: int
    end: int
    replacement: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Clean characters, each with its origin in the source.

    ``origins[i]`` is the offset in ``source.text`` of character i; with the bit `INSERTED` set, the character was
    put there by an edit, before that offset.
    """

    source: Source
    characters: str
    origins: "array[int]" = field(repr=False)
    dropped: tuple[Dropped, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return self.characters

    def __len__(self) -> int:
        return len(self.characters)

    def origin(self, offset: int) -> int:
        """Return the offset in the source of a character, or of the one after the last for ``len(text)``."""
        if not self.origins:
            return 0
        if offset >= len(self.origins):
            last = self.origins[-1]
            return last & ~INSERTED if last & INSERTED else last + 1
        return self.origins[offset] & ~INSERTED

    def position(self, origin: int) -> int:
        """Return the offset of the first character that stands at or behind an offset of the source."""
        return bisect_left(self.origins, origin, key=_unmarked)

    def find(self, origin: int) -> int | None:
        """Return the offset of the first character behind an offset of the source, blanks passed over; None if gone.

        It is gone where cleaning dropped it, or where it stands in another part of the source.
        """
        while origin < len(self.source.text) and self.source.text[origin] in " \t\u3000":
            origin += 1
        offset = self.position(origin)
        return offset if offset < len(self.origins) and self.origins[offset] == origin else None

    def place(self, offset: int) -> Place:
        """Return page, line and column of a character in its file.

        Raises
        ------
        IndexError
            If `offset` is not within the text.
        """
        if not 0 <= offset <= len(self.characters):
            raise IndexError(f"offset {offset} is not within a text of {len(self.characters)} characters")
        return self.source.place(self.origin(offset))

    def edited(self, edits: Iterable[Edit]) -> "Text":
        """Return the text with the edits made: the only function that changes characters.

        Parameters
        ----------
        edits : iterable of Edit
            In any order; offsets are of this text.

        Raises
        ------
        ValueError
            If two edits overlap or one lies outside the text.
        """
        pieces: list[str] = []
        origins, dropped, last = array("I"), list(self.dropped), 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if not last <= edit.start <= edit.end <= len(self.characters):
                raise ValueError(f"edit {edit} overlaps another or lies outside the text")
            pieces += self.characters[last : edit.start], edit.replacement
            origins.extend(self.origins[last : edit.start])
            origins.extend([self.origin(edit.start) | INSERTED] * len(edit.replacement))
            dropped.extend(self._dropped_by(edit))
            last = edit.end
        pieces.append(self.characters[last:])
        origins.extend(self.origins[last:])
        return Text(self.source, "".join(pieces), origins, tuple(dropped))

    def _dropped_by(self, edit: Edit) -> Iterator[Dropped]:
        gone = self.characters[edit.start : edit.end].strip()
        if gone and gone != edit.replacement.strip():
            yield Dropped(gone, edit.reason, self.place(edit.start))

    def part(self, start: int, end: int) -> "Text":
        """Return a stretch as a text of its own, with what was dropped from its start to the next stretch's."""
        first = _key(self.place(start)) if start else (0, 0, 0)
        last = _key(self.place(end)) if end < len(self.characters) else (1 << 30, 0, 0)
        within = [d for d in self.dropped if first <= _key(d.place) < last]
        return Text(self.source, self.characters[start:end], self.origins[start:end], tuple(within))

    def stretches(self) -> Iterator[tuple[int, Place]]:
        """Yield each offset at which a stretch from another place of the source starts, with that place."""
        starts, previous, line = self.source.line_starts, -2, -1
        for i, packed in enumerate(self.origins):
            origin = packed & ~INSERTED
            moved = origin != previous + 1 or self.source.text[origin - 1] == "\n"
            here = bisect_right(starts, origin) if moved else line
            if origin != previous + 1 or here != line:
                yield i, self.source.place(origin)
            previous, line = origin, here


def _unmarked(origin: int) -> int:
    return origin & ~INSERTED


def _key(place: Place) -> tuple[int, int, int]:
    return place.page or 0, place.line, place.column


def make_text(source: Source) -> Text:
    """Return a source's characters, unchanged, each its own origin."""
    return Text(source, source.text, array("I", range(len(source.text))))
