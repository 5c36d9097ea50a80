"""The official data (公文要素) that a web page gives beside the text, in a table, a list, a line or its head."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from policytext.lexicons import load_lexicon
from policytext.reading.html.flow import Block, Flow
from policytext.reading.html.labels import Label, find_pairs, label_of, tells_nothing

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_VALUE = 200
_APART = 4
"""Blocks that may stand between two fields of one table."""
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A field as the page prints it."""

    label: Label
    value: str
    block: int | None = None
    """Which block prints the value; None for one of the page's head."""
    start: int = 0
    end: int = 0
    opened: int = 0
    """Which block prints the label."""


def find_given(flow: Flow) -> list[Given]:
    """Return every label with its value, in order, wherever it stands."""
    given: list[Given] = []
    for i, block in enumerate(flow.blocks):
        if block.table is not None:
            continue
        label = label_of(block.text)
        given += _beside(flow.blocks, i, label) if label else _within(block, i)
    return given


def _within(block: Block, i: int) -> Iterator[Given]:
    if len(block.text) > 4 * _LONGEST_VALUE:
        return
    for pair in find_pairs(block.text):
        start, end = pair.value
        value = block.text[start:end]
        if len(value) <= _LONGEST_VALUE:
            yield Given(label=pair.label, value=value, block=i, start=start, end=end, opened=i)


def _beside(blocks: Sequence[Block], i: int, label: Label) -> Iterator[Given]:
    """Yield the value in the cell, or else the block, behind that of a label."""
    own = blocks[i].cell
    behind = blocks[i + 1 : i + 4]
    if own is not None:
        behind = [block for block in behind if block.cell == (own[0], own[1] + 1)]
    else:
        behind = [block for block in behind[:1] if block.cell is None]
    value = "".join(block.text for block in behind)
    if not behind or len(value) > _LONGEST_VALUE or label_of(value) or next(find_pairs(value), None):
        yield Given(label=label, value="", block=i, opened=i)
    else:
        yield Given(label=label, value=value, block=i + 1, end=len(behind[0].text), opened=i)


def find_tables(given: Sequence[Given]) -> Iterator[tuple[int, int]]:
    """Yield the blocks `[first, last)` of each table or list of official data: firm labels close to each other."""
    for group in _near(given):
        firm = {item.label.name for item in group if item.label.firm and item.value}
        if len(firm) >= _FEWEST:
            yield group[0].opened, max(item.block or 0 for item in group) + 1


def _near(given: Sequence[Given]) -> Iterator[list[Given]]:
    group: list[Given] = []
    for item in given:
        if group and item.opened - max(group[-1].opened, group[-1].block or 0) > _APART:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def choose_given(given: Sequence[Given], tables: Sequence[tuple[int, int]], near: Container[int]) -> list[Given]:
    """Return the fields of this page's document: those of its table before those in the blocks `near` its title."""
    in_table = [g for g in given if any(start <= g.opened < end for start, end in tables)]
    around = [g for g in given if g not in in_table and g.opened in near]
    told = [g for g in (*in_table, *around) if g.label.name and not tells_nothing(g.value)]
    told.sort(key=lambda g: (g not in in_table, g.label.rank))
    best = {g.label.name: g for g in reversed(told)}
    return sorted(best.values(), key=lambda g: (g.block or 0, g.start))


def read_head(root: "_Element") -> Iterator[Given]:
    """Yield the fields of a page's head: <meta name="ArticleTitle">."""
    for meta in root.iter("meta"):
        name = _meta_names().get((meta.get("name") or "").lower().strip())
        value = " ".join((meta.get("content") or "").split())
        if name and value and not tells_nothing(value) and len(value) <= 2 * _LONGEST_VALUE:
            yield Given(label=Label(name, firm=False), value=value)


@cache
def _meta_names() -> Mapping[str, str]:
    return {label: entry["name"] for entry in load_lexicon("websites")["meta"] for label in entry["labels"]}


def is_all_labels(text: str, *, fewest: int = 1) -> bool:
    """Tell whether a line holds labels and their values and nothing else: 发布时间：… 来源：… 字号：[大 中 小].

    Examples
    --------
    >>> is_all_labels("发布时间：2031-05-06 来源：青禾县人民政府办公室")
    True
    """
    pairs = list(find_pairs(text))
    if len(pairs) < fewest or pairs[0].start:
        return False
    return all(right.start - left.value[1] <= 3 for left, right in pairwise(pairs)) and len(text) <= _LONGEST_VALUE
