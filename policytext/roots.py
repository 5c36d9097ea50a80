"""A reference that a user gives → the document of a corpus that it means, to be the root of a cascade (传导链)."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from policytext.docnumber import find_docnumbers, parse_docnumber
from policytext.errors import AmbiguousRoot, InvalidDocNumber, UnknownRoot
from policytext.findings.identity import common_name, identify, is_same
from policytext.findings.titles import title_key
from policytext.resolution import KnownDocument, Resolved

_LISTED = 8
"""How many candidates the message about an ambiguous root names."""
_LEAST_PART = 2
"""Characters of the shortest part of a title or of a file's name that names a root."""


def find_root(ref: str, resolved: Resolved) -> KnownDocument:
    """Return the document that a reference means: a number in any damage, a title or a part of one, or a path.

    What fits whole goes before what fits in part: a law by its common name (读书法) before what is made to implement
    it, a part of a title before a part of a file's name.

    Raises
    ------
    UnknownRoot
        If it fits no document that the corpus holds or hears of.
    AmbiguousRoot
        If it fits several; the message names them.
    """
    if not ref.strip():
        raise UnknownRoot(f"expected for the root a document number, a title or a path, got {ref!r}")
    if not resolved.documents:
        raise UnknownRoot(f"no document was read: there is none to be the root {ref!r}")
    for fits in (_by_id, _by_path, _by_number, _by_title, _by_common_name, _by_part, _by_part_of_path):
        found = fits(ref, resolved.documents)
        held = [d for d in found if d.held]
        found = held or found
        if len(found) == 1:
            return found[0]
        if found:
            listed = f"expected one document for {ref!r}, found {len(found)}: {_list(found)}"
            raise AmbiguousRoot(f"{listed}; {_advise(found)}")
    near = _nearest(ref, resolved.documents)
    raise UnknownRoot(
        f"no document has the number, title or path {ref!r}; nearest of {len(resolved.documents)}: {near}"
    )


def _nearest(ref: str, documents: Sequence[KnownDocument]) -> str:
    """List the documents whose title, number or path is most like a reference, the most like first."""
    from rapidfuzz import fuzz

    def likeness(document: KnownDocument) -> float:
        names = (document.title, document.number or "", Path(document.path).name if document.path else "")
        return max(fuzz.WRatio(wanted, title_key(name)) if name else 0.0 for name in names)

    wanted = title_key(ref)
    return _list(sorted(documents, key=likeness, reverse=True))


def _list(documents: Sequence[KnownDocument]) -> str:
    named = [
        f"{d.title or d.id} {d.number or ''}".strip() + (f" ({d.path})" if d.path else "") for d in documents[:_LISTED]
    ]
    rest = len(documents) - len(named)
    return "; ".join(named) + (f"; and {rest} more" if rest > 0 else "")


def _advise(documents: Sequence[KnownDocument]) -> str:
    """Say what tells documents apart that one reference fits."""
    if len({d.path for d in documents}) < len(documents):
        # Documents of one compilation (汇编), or ghosts, of which no file is held.
        return "give more of the title, or the number"
    versions = len({title_key(d.title) for d in documents}) == 1
    return "they have one title: give the path of one" if versions else "give more of the title, or the path"


def _by_id(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    return [d for d in documents if d.id == ref]


def _by_path(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    path = Path(ref)
    whole = [d for d in documents if d.path and Path(d.path).absolute() == path.absolute()]
    return whole or [d for d in documents if d.path and Path(d.path).name == ref]


def _by_number(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    try:
        number = parse_docnumber(ref)
    except InvalidDocNumber:
        return []
    return [d for d in documents if any(own.key == number.key for _, own in find_docnumbers(d.number or ""))]


def _by_title(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    wanted = identify(re.sub(r"^《(.*)》$", r"\1", ref.strip()))
    exact = [d for d in documents if d.title and title_key(d.title) == wanted.full]
    return exact or [d for d in documents if d.title and is_same(wanted, identify(d.title, d.issuer))]


def _by_common_name(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    wanted = common_name(re.sub(r"^《(.*)》$", r"\1", ref.strip()))
    return [d for d in documents if wanted and d.title and common_name(d.title) == wanted]


def _by_part(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    part = title_key(ref)
    return [d for d in documents if len(part) >= _LEAST_PART and part in title_key(d.title)]


def _by_part_of_path(ref: str, documents: Sequence[KnownDocument]) -> list[KnownDocument]:
    part = unicodedata.normalize("NFC", ref.strip())
    names = [(d, unicodedata.normalize("NFC", Path(d.path).name)) for d in documents if d.path]
    return [d for d, name in names if len(part) >= _LEAST_PART and part in name]
