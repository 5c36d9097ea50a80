"""Titles cut into lines of even length."""

from unicodedata import east_asian_width

_COLUMNS = 30
_LINES = 3
_NEVER_FIRST = "，。、；：！？）〕】》〉”’"


def wrap_text(text: str, *, columns: int = _COLUMNS, lines: int = _LINES) -> tuple[str, ...]:
    """Cut a title into lines of so many columns, a Chinese character counting as two; what is too long ends in ….

    No more lines than needed, and these of about the same length: no character stands alone on the last one.

    Examples
    --------
    >>> wrap_text("加强社区治理的意见", columns=10, lines=3)
    ('加强社区治', '理的意见')
    >>> wrap_text("加强社区治理的意见", columns=8, lines=2)
    ('加强社区', '治理的…')
    """
    # No title needs more than the lines can show; one of 10,000 characters must not cost time.
    shown = " ".join(text[: columns * lines + 1].split())
    widest = _fill(shown, columns)
    if len(widest) > lines:
        return (*widest[: lines - 1], widest[lines - 1][:-1] + "…")
    narrowest = max(2, -(-sum(map(_measure, shown)) // len(widest)))
    tried = (_fill(shown, width) for width in range(narrowest, columns))
    return next((cut for cut in tried if len(cut) == len(widest) and _is_well_cut(cut)), widest)


def _measure(character: str) -> int:
    return 2 if east_asian_width(character) in "WFA" else 1


def _is_well_cut(lines: tuple[str, ...]) -> bool:
    return not any(line.startswith(tuple(_NEVER_FIRST)) for line in lines)


def _fill(text: str, columns: int) -> tuple[str, ...]:
    cut, line, width = [], "", 0
    for character in text:
        wide = _measure(character)
        if line and width + wide > columns:
            cut.append(line.rstrip())
            line, width = "", 0
        if line or character != " ":
            line, width = line + character, width + wide
    return (*cut, line)
