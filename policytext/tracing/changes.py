"""Changes (变化) inside a treatment that figures, dates and slogans show: one module each."""

from collections.abc import Iterator

from policytext.tracing.deadline_changes import find_deadline_changes, find_vanished_deadlines
from policytext.tracing.quantity_changes import find_frequency_changes, find_quantity_changes
from policytext.tracing.sides import Side
from policytext.tracing.slogan_changes import find_slogan_changes
from policytext.tracing.values import Change

__all__ = ["Side", "find_changes", "find_vanished_deadlines"]


def find_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield what changed between a clause and the sentences that carry it: deadlines, figures, slogans."""
    yield from find_deadline_changes(clause, local)
    yield from find_quantity_changes(clause, local)
    yield from find_frequency_changes(clause, local)
    yield from find_slogan_changes(clause, local)
