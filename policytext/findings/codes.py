"""Agency codes (机关代字) that a corpus attests: whose documents bear 青政发, told by those that name their issuer."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.divisions import level_of_code, province_of_code
from policytext.docnumber import DocNumber

_AGREED = 0.8
"""Share of the documents with a code that must agree on its issuer's level and region."""


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """Whose code it is."""

    issuer: str | None
    """The issuer that most documents with the code name; None where only the lexicon knows the code."""
    level: str | None
    region: str | None
    basis: str
    """corpus or lexicon."""


@dataclass(slots=True)
class CodeTable:
    """Codes with the issuers seen beside them; grows while a corpus is read."""

    _seen: defaultdict[str, Counter[tuple[str | None, str | None, str | None]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def learn(self, number: DocNumber | None, issuer: str | None, level: str | None, region: str | None) -> None:
        """Note that a document of that issuer bears that number."""
        if number and issuer and level:
            self._seen[number.key.agency][issuer, level, region] += 1

    def holder(self, agency: str) -> CodeHolder | None:
        """Return whose code it is, by the corpus where it agrees with itself, else by the lexicon; None if unknown."""
        seen = self._seen.get(agency)
        if seen:
            (issuer, level, region), _ = seen.most_common(1)[0]
            agreeing = sum(count for (_, lv, place), count in seen.items() if (lv, place) == (level, region))
            if agreeing >= _AGREED * seen.total():
                return CodeHolder(issuer, level, region, "corpus")
        told = level_of_code(agency)
        return CodeHolder(None, told, province_of_code(agency), "lexicon") if told else None


def learn_codes(rows: Iterable[tuple[DocNumber | None, str | None, str | None, str | None]]) -> CodeTable:
    """Return the codes that documents attest, given number, issuer, level and region of each.

    Examples
    --------
    >>> from policytext.docnumber import parse_docnumber
    >>> table = learn_codes([(parse_docnumber("青政发〔2031〕6号"), "青禾县人民政府", "county", "青禾县")])
    >>> table.holder("青政发").issuer
    '青禾县人民政府'
    """
    table = CodeTable()
    for row in rows:
        table.learn(*row)
    return table
