"""Characters of symbol fonts (符号字体) → Unicode: Word stores their place in the font, in the private use area."""

_WINGDINGS = {
    **{0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆"},
    **{0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧", 0xD8: "➢"},
    **{0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
    **{0x81 + i: chr(ord("①") + i) for i in range(10)},
    **{0x8C + i: chr(ord("❶") + i) for i in range(10)},
}
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0x99: "○", 0xA3: "□", 0x2A: "□"}
_SYMBOL = {
    **{0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥"},
    **{0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD0: "∠", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑"},
    **{0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x57: "Ω", 0x44: "Δ"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def to_symbol(character: str, font: str, unknown: str) -> str:
    """Return the Unicode character for one of a symbol font, `unknown` where there is none.

    Examples
    --------
    >>> to_symbol(chr(0xF0FE), "Wingdings", "�"), to_symbol("①", "宋体", "�")
    ('☑', '①')
    """
    code, table = ord(character), _FONTS.get(font.lower())
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is not None and place <= 0xFF:
        kept = character if place == code else chr(place) if table is _SYMBOL and 0x20 < place < 0x7F else unknown
        return table.get(place, kept)
    if place != code:
        return chr(place) if 0x20 < place < 0x7F else unknown
    return unknown if 0xE000 <= code <= 0xF8FF else character
