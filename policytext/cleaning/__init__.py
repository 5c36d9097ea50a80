"""Source → clean Text: cleaning steps propose edits, `Text.edited` makes them.

A step is a callable ``str → Iterable[Edit]``; each sees the text that the steps before it left.
"""

from collections.abc import Callable, Iterable, Sequence

from policytext.cleaning.copies import find_repeated_lines, find_second_copy
from policytext.cleaning.furniture import find_navigation, find_page_furniture
from policytext.cleaning.laying import find_layout_edits
from policytext.cleaning.marks import find_controls, find_converter_marks, find_tags
from policytext.cleaning.widths import find_spaces
from policytext.cleaning.wrapping import find_line_joins, find_title_joins
from policytext.text import Edit, Source, Text, make_text

Step = Callable[[str], Iterable[Edit]]

STEPS: tuple[Step, ...] = (
    find_controls,
    find_tags,
    find_page_furniture,
    find_navigation,
    find_line_joins,
    find_converter_marks,
    find_spaces,
    find_repeated_lines,
    find_second_copy,
)


LAID_OUT_STEPS: tuple[Step, ...] = (
    find_controls,
    find_tags,
    find_navigation,
    find_title_joins,
    find_converter_marks,
    find_spaces,
    find_repeated_lines,
    find_second_copy,
)
"""Where the file says which lines make a paragraph and what stands around the text."""


def clean(source: Source, *, steps: Sequence[Step] | None = None) -> Text:
    """Return the source's text without noise (噪声), each character with its origin.

    Parameters
    ----------
    source : Source
        A file as it came.
    steps : sequence of callables ``str → iterable of Edit``, optional
        Run one after another, behind what the file's layout says; each sees what the last left.
    """
    text = make_text(source)
    if source.layout.paragraphs:
        text = text.edited(find_layout_edits(source.text, source.layout))
    if steps is None:
        steps = LAID_OUT_STEPS if source.layout.paragraphs else STEPS
    for step in steps:
        text = text.edited(step(text.characters))
    return text
