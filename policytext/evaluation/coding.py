"""What coders wrote → how far they agree, and gold."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.errors import InvalidGold
from policytext.evaluation.agreement import cohen_kappa, krippendorff_alpha
from policytext.evaluation.gold import GoldDocument, GoldItem, digest, make_gold, place_in_source
from policytext.evaluation.sheets import CODED_KINDS, NO, TREATMENTS, UNSURE, YES, CodedRow
from policytext.evaluation.treatments import GoldTreatment, TreatmentGold
from policytext.findings import Annotated
from policytext.frames import Table
from policytext.labels import STATUS
from policytext.spans import Span

_UNIT = re.compile(r"(?P<start>\d+)-(?P<end>\d+)(?:/(?P<number>\d+))?$")
_STATUSES = {label.chinese: status for status, label in STATUS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two coders agree on one kind of finding."""

    kind: str
    units: int
    """Units that both coded."""
    share: float | None
    kappa: float | None
    alpha: float | None


def score_agreement(rows: Iterable[CodedRow]) -> Table[Agreement]:
    """Return how far the two coders agree, for each kind and for all findings together.

    What a coder added is no unit: the other was not asked about it.
    """
    grouped: dict[str, list[CodedRow]] = defaultdict(list)
    for row in rows:
        if row.unit:
            grouped[row.kind].append(row)
            if row.kind != TREATMENTS:
                grouped["all findings"].append(row)
    kinds = [kind for kind in (*CODED_KINDS, "all findings", TREATMENTS) if kind in grouped]
    return Table((_agree(kind, grouped[kind]) for kind in kinds), Agreement)


def _agree(kind: str, rows: Sequence[CodedRow]) -> Agreement:
    first, second = [r.first for r in rows], [r.second for r in rows]
    both = [(a, b) for a, b in zip(first, second, strict=True) if a and b]
    return Agreement(
        kind=kind,
        units=len(both),
        share=round(sum(a == b for a, b in both) / len(both), 4) if both else None,
        kappa=cohen_kappa(first, second),
        alpha=krippendorff_alpha(list(zip(first, second, strict=True))),
    )


def make_coded_gold(rows: Iterable[CodedRow], found: Sequence[Annotated]) -> Iterator[GoldDocument]:
    """Yield gold of findings: what all who coded it say 是 to is sure, 否 leaves it out, all else is unsure.

    Parameters
    ----------
    rows : iterable of CodedRow
    found : sequence of Annotated
        The documents that the sheet was written from.

    Raises
    ------
    InvalidGold
        If a row that a coder added cannot be found in its document.
    """
    grouped: dict[str, list[CodedRow]] = defaultdict(list)
    for row in rows:
        if row.kind != TREATMENTS:
            grouped[row.document].append(row)
    for annotated in found:
        if annotated.document.id in grouped:
            draft = make_gold(annotated)
            items = tuple(_coded_items(grouped[annotated.document.id], annotated, draft))
            yield replace(draft, items=items, header=None, kinds=CODED_KINDS)


def _coded_items(rows: Sequence[CodedRow], annotated: Annotated, draft: GoldDocument) -> Iterator[GoldItem]:
    for row in rows:
        codes = {code for code in (row.first, row.second) if code}
        if codes == {NO}:
            continue
        # What nobody coded is neither owed nor wrong.
        sure = codes == {YES}
        if not row.unit:
            yield GoldItem(kind=row.kind, span=_find(row, annotated), sure=sure, fields=_name(row))
            continue
        span, number = _read_unit(row)
        same = [i for i in draft.items if (i.kind, i.span) == (row.kind, span)]
        # A version of the program that no longer finds it leaves the place, which is what the coders judged.
        plain = GoldItem(kind=row.kind, span=span, fields=_name(row))
        yield replace(same[number] if number < len(same) else plain, sure=sure)


def _name(row: CodedRow) -> dict[str, str | None]:
    return {"form": digest(row.text)} if row.kind == "slogans" else {}


def _read_unit(row: CodedRow) -> tuple[Span, int]:
    read = _UNIT.search(row.unit)
    if read is None or int(read["end"]) < int(read["start"]):
        raise InvalidGold(f"row {row.line}: expected a unit as the sheet was written, found {row.unit}")
    return Span(int(read["start"]), int(read["end"])), int(read["number"] or 1) - 1


def _find(row: CodedRow, annotated: Annotated) -> Span:
    text = annotated.document.text
    start = text.characters.find(row.text)
    if start < 0 or not row.text:
        raise InvalidGold(f"row {row.line}: {row.text or 'nothing'} does not stand in document {row.document}")
    return place_in_source(text, Span(start, start + len(row.text)))


def make_coded_treatments(rows: Iterable[CodedRow], found: Sequence[Annotated]) -> Iterator[TreatmentGold]:
    """Yield gold of treatments: what all coders call the same is sure, the first code of all else is unsure."""
    documents = {a.document.id: a.document for a in found}
    grouped: dict[tuple[str, str], list[CodedRow]] = defaultdict(list)
    for row in rows:
        if row.kind == TREATMENTS:
            local, root, _ = row.unit.split(":")
            grouped[root, local].append(row)
    for (root, local), own in grouped.items():
        if root in documents and local in documents:
            treatments = tuple(t for row in own for t in _coded_treatment(row))
            yield TreatmentGold.between(documents[root], documents[local], treatments)


def _coded_treatment(row: CodedRow) -> Iterator[GoldTreatment]:
    codes = [code for code in (row.first, row.second) if code]
    told = [code for code in codes if code != UNSURE]
    if told:
        yield GoldTreatment(clause=_read_unit(row)[0], status=_STATUSES[told[0]], sure=len(set(codes)) == 1)
