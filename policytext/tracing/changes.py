"""Changes (变化) inside a treatment that figures, dates and slogans show: one module each."""

from collections.abc import Iterator

from policytext.tracing.deadline_changes import compare_deadlines, find_vanished_deadlines
from policytext.tracing.quantity_changes import compare_figures, compare_frequencies
from policytext.tracing.sides import Compared, Side
from policytext.tracing.slogan_changes import find_slogan_changes

__all__ = ["Side", "find_changes", "find_vanished_deadlines"]


def find_changes(clause: Side, local: Side) -> Iterator[Compared]:
    """Yield what a clause and the sentences that carry it say of the same thing: deadlines, figures, slogans."""
    yield from compare_deadlines(clause, local)
    figures = list(compare_figures(clause, local))
    yield from figures
    # How often is told of a figure already where it is its per-unit: 每年不少于20学时.
    told = [span for found in figures for span in found.old]
    for found in compare_frequencies(clause, local):
        if not any(found.old[0].overlaps(span) for span in told):
            yield found
    yield from map(Compared.of, find_slogan_changes(clause, local))
