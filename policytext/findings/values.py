"""The values that findings make; all spans are of the document's clean text."""

from dataclasses import dataclass

from policytext.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A mention of another whole document (引用), as printed."""

    span: Span
    text: str
    title: str | None = None
    """Without the outer 《》; None where only a number is printed."""
    number: str | None = None
    """Normalised: 中发〔2017〕13号."""
    issuer: str | None = None
    short: bool = False
    resolves_to: str | None = None
    """Full title that a short form or number stands for within its own document."""
    resolved_by: str | None = None
    self: bool = False
    relation: str = "cites"
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """An item of a 基本原则 block (基本原则)."""

    span: Span
    name: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline (期限): `by` as precise as printed (2020, 2020-06, 2020-12-31), or a span of years."""

    text: str
    by: str | None = None
    within_years: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A commitment about the future whose fulfilment could be checked (目标)."""

    span: Span
    text: str
    kind: str
    """quantity, coverage or deadline."""
    indicator: str | None = None
    comparator: str | None = None
    """>= <= = ~ or None."""
    value: float | tuple[float, float] | None = None
    unit: str | None = None
    """Normalised, per-units after a slash: 平方米/百户."""
    deadline: Deadline | None = None
    status: str = "target"
    """target, or reported where a figure is told as achieved."""
    binding: bool | None = None
    responsible: tuple[str, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slogan:
    """A fixed political or policy formula (提法)."""

    span: Span
    text: str
    kind: str
    """numeral, quoted, parallel or formula."""
    members: tuple[str, ...] = ()
    variant_of: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a user knows better of one finding of one document."""

    document: str
    """Its number, title, path or id."""
    of: str
    """citations, principles, targets or slogans."""
    text: str
    """The finding as printed."""
    holds: bool = True
    """False: it is none."""
    means: str | None = None
    """Number or title of the document that a citation means."""
