"""Seams (接缝): where marks and joints let one constituent of a measure end and the next begin."""

import re
from collections.abc import Iterable

from policytext.tracing.parts import Part, Script

JOINER = (
    r"、|以及|或者|或(?!者)|(?<![参给赋])与(?!会)|(?<![普涉波以危惠遍])及(?![时格早])"
    r"|(?<![温缓调])和(?![谐睦平善解约气])"
)
"""What joins the items of a list, and not the words that hold one of these letters: 和谐, 参与, 及时."""
BODY_JOINER = re.compile(f"[，,]|{JOINER}")
"""What joins a list of bodies."""
_SEAM = re.compile(rf"{JOINER}|的(?![士确])|等(?![候级待于])|由(?![于此])|[把将](?!来)|[“”‘’《》（）()〔〕]")


def find_seams(script: Script, parts: Iterable[Part]) -> frozenset[int]:
    """Return the letters before which a constituent may start or end: ends of parts, joiners, 的, 等, 由, 把, brackets.

    Examples
    --------
    >>> from policytext.tracing.letters import fold_letters
    >>> script = Script(fold_letters("独居老人、残疾老人"), "独居老人、残疾老人")
    >>> sorted(find_seams(script, [Part(0, 8)]))
    [0, 4, 8]
    """
    seams: set[int] = set()
    for part in parts:
        span = script.span(part)
        seams |= {part.start, part.end}
        for match in _SEAM.finditer(script.text, span.start, span.end):
            seams |= {script.letters.position(match.start()), script.letters.position(match.end())}
    return frozenset(seams)
