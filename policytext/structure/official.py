"""Header elements that the publisher gives beside the text, as in the table above a web page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from policytext.dates import parse_date
from policytext.divisions import parse_issuer
from policytext.docnumber import DocNumber, parse_docnumber
from policytext.layout import OfficialField
from policytext.structure.contents import fold_title
from policytext.structure.document import Header, Level
from policytext.structure.kinds import kind_of
from policytext.text import Doubt

_GRAMMARS: Mapping[str, Callable[[str], object]] = {"number": parse_docnumber, "date": parse_date}
_TAKEN = ("title", "number", "issuer", "date", "disclosure")


def add_fields(header: Header, given: Sequence[OfficialField]) -> tuple[Header, tuple[Doubt, ...]]:
    """Return a header with what the publisher gives, and a doubt for each field that the page prints otherwise.

    The publisher's field counts: the text may have lost its number, or may be signed with another day.
    """
    values: dict[str, Any] = {}
    doubts: list[Doubt] = []
    for name, value in _read(given):
        printed = getattr(header, name)
        if name == "title" and printed and fold_title(str(value)) == fold_title(printed):
            continue
        if printed is not None and _key(printed) != _key(value) and name != "title":
            doubts.append(Doubt("field-differs", f"{name}: the page gives {value}, the text prints {printed}"))
        values[name] = value
    return replace(header, **values, **_derived(header, values)), tuple(doubts)


def _key(value: object) -> object:
    """Return what two prints of one value have in common: 国令第706号 is 中华人民共和国国务院令第706号."""
    return value.key if isinstance(value, DocNumber) else value


def _read(given: Sequence[OfficialField]) -> Iterator[tuple[str, object]]:
    """Yield each field that follows its grammar, the first of a name."""
    known, told = {f.name for f in fields(Header)}, set[str]()
    for item in given:
        value = item.value.strip()
        if item.name in told or item.name not in _TAKEN or item.name not in known or not value:
            continue
        try:
            read = _GRAMMARS.get(item.name, str)(value)
        except ValueError:
            continue
        told.add(item.name)
        yield item.name, read


def _derived(header: Header, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what follows from a title or an issuer that only the publisher gives."""
    derived: dict[str, Any] = {}
    if "title" in values and (kind := kind_of(values["title"])):
        derived["kind"] = kind
    if "issuer" in values and header.level is None:
        issuer = parse_issuer(values["issuer"])
        derived["level"] = Level(issuer.level) if issuer.level else None
        derived["region"] = issuer.region or None
    return derived
