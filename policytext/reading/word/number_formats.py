"""A count → the characters that Word prints for it. Source: ECMA-376-1:2016, 17.18.59 (ST_NumberFormat).

Where the standard is silent (above 99, 20, 12 or 10) it is what Word prints.
"""

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST = 32_767


def to_number(count: int, style: str) -> str:
    """Return how Word prints a count in a number format (编号格式); an unknown format prints plain digits.

    Examples
    --------
    >>> to_number(12, "chineseCounting"), to_number(12, "ideographDigital"), to_number(12, "decimalEnclosedCircle")
    ('十二', '一二', '⑫')
    """
    if style in ("none", "bullet"):
        return ""
    write = _STYLES.get(style)
    return write(count) if write and 0 < count <= _LARGEST else _zero(count, style)


def to_padded(count: int, pattern: str) -> str:
    """Return a count for Word's own patterns (custom formats) such as 001, 002, 003.

    Examples
    --------
    >>> to_padded(7, "001, 002, 003, ...")
    '007'
    """
    first = pattern.partition(",")[0].strip()
    return str(count).zfill(len(first) if first.isdigit() else 1)


def _zero(count: int, style: str) -> str:
    return _digits(_HAN)(count) if not count and style in _HAN_STYLES else str(count)


def _digits(characters: str) -> Callable[[int], str]:
    return lambda count: "".join(characters[int(c)] for c in str(count))


def _counted(digits: str, units: str, *, bare_ten: bool, bare_units: bool = False) -> Callable[[int], str]:
    """Write a number with its units; `bare_ten`: 十二, not 一十二; `bare_units`: 百, not 一百."""

    def below(count: int, *, bare_ten: bool) -> str:
        printed, gap = "", False
        for place in (3, 2, 1, 0):
            digit = count // 10**place % 10
            if not digit:
                gap = bool(printed)
                continue
            bare = digit == 1 and place and (bare_units or (bare_ten and place == 1 and not printed))
            zero = digits[0] if gap and not bare_units else ""
            printed += zero + ("" if bare else digits[digit]) + (units[place] if place else "")
            gap = False
        return printed

    def write(count: int) -> str:
        high, low = divmod(count, 10_000)
        if not high:
            return below(low, bare_ten=bare_ten)
        zero = digits[0] if 0 < low < 1000 and not bare_units else ""
        return below(high, bare_ten=bare_ten) + units[4] + zero + below(low, bare_ten=False)

    return write


def _counted_to_99(zero: str) -> Callable[[int], str]:
    """Write 十二 and 九十九, but 一○○ digit by digit, as Word does."""
    small, large = _counted(_HAN, " 十百千万", bare_ten=True), _digits(zero + _HAN[1:])
    return lambda count: small(count) if count < 100 else large(count)


def _listed(characters: str) -> Callable[[int], str]:
    """Write one character for each count; beyond them plain digits."""
    return lambda count: characters[count - 1] if count <= len(characters) else str(count)


def _letters(first: str) -> Callable[[int], str]:
    """Write a … z, aa, bb …: the letter is repeated, not counted on."""
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        printed += letters * (count // value)
        count %= value
    return printed


def _ordinal(count: int) -> str:
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(length))


_WIDE = _digits("０１２３４５６７８９")
_CHINESE = _counted(_HAN, " 十百千万", bare_ten=True)
_JAPANESE = _counted(_HAN, " 十百千万", bare_ten=True, bare_units=True)
_STEMS, _BRANCHES = _listed("甲乙丙丁戊己庚辛壬癸"), _listed("子丑寅卯辰巳午未申酉戌亥")
_HAN_STYLES = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"))

_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalZero": lambda count: f"{count:02}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": _listed(_run("①", 20)),
    "decimalEnclosedCircleChinese": _listed(_run("①", 20)),
    "decimalEnclosedFullstop": _listed(_run("⒈", 20)),
    "decimalEnclosedParen": _listed(_run("⑴", 20)),
    "ideographEnclosedCircle": _listed(_run("㊀", 10)),
    "chineseCounting": _counted_to_99("○"),
    "taiwaneseCounting": _counted_to_99("○"),
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": _JAPANESE,
    "ideographDigital": _digits(_HAN),
    "japaneseDigitalTenThousand": _digits(_HAN),
    "taiwaneseDigital": _digits("○" + _HAN[1:]),
    "chineseLegalSimplified": _counted("零壹贰叁肆伍陆柒捌玖", " 拾佰仟万", bare_ten=False),
    "ideographLegalTraditional": _counted("零壹貳參肆伍陸柒捌玖", " 拾佰仟萬", bare_ten=False),
    "japaneseLegal": _counted("零壱弐参四伍六七八九", " 拾百阡萬", bare_ten=False),
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": lambda n: _STEMS((n - 1) % 10 + 1) + _BRANCHES((n - 1) % 12 + 1),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": _ordinal,
    "hex": lambda count: f"{count:X}",
}
