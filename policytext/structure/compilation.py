"""A compilation (汇编) → its documents: by its table of contents, or by covers and titles where a body begins anew."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.markers import MarkerKind, find_marker
from policytext.structure.boundaries import Boundary, find_boundaries
from policytext.structure.copies import Part, merge_copies
from policytext.structure.document import PartOf
from policytext.structure.ending import is_imprint
from policytext.structure.kinds import carried_title, kind_of
from policytext.structure.paragraphs import Paragraph, find_paragraphs
from policytext.text import Edit, Text

_CONTENTS_HEAD = re.compile(r"^目\s*[录次]$|^contents$", re.IGNORECASE)
_ENTRY_TAIL = re.compile(
    r"(?:[.．…·]{2,}|\t|\s{2,})[\s.．…·]*(?P<author>[\u4e00-\u9fff·、 ]{2,24}?)?[\s.．…·]*(?P<page>\d{1,4})?$"
)
_BYLINE = re.compile(r"^[（(](?P<name>[\u4e00-\u9fff·]{2,12})(?:\s+(?P<post>[^（）()]{2,60}))?[）)]$")
_ORIGIN = re.compile(r"[（(]?(?:来源|稿源|转载自|摘自)\s*[:：]\s*(?P<origin>[^）)\n]{1,60})")
_GENRE = re.compile(r"(?:资料|汇编|选编|文件|参考|读本|手册|专题|摘编|专刊|简报)$")
_LEAST_PARTS = 3
_NEAR = 300
"""Two signs of one boundary stand closer."""
_LEAST_MATCH = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    title: str
    author: str | None


def split_compilation(text: Text) -> tuple[Part, ...]:
    """Return the documents that a text holds, in order; one, where it is no compilation."""
    paragraphs = list(find_paragraphs(text))
    entries, behind = _read_contents(paragraphs)
    starts = _match_entries(entries, paragraphs, behind) if len(entries) >= _LEAST_PARTS else []
    if len(starts) >= _LEAST_PARTS:
        return tuple(_parts_by_contents(text, paragraphs, starts))
    edges = _find_edges(paragraphs)
    if not edges:
        return (Part(text, None, paragraphs=tuple(paragraphs)),)
    return merge_copies(list(_parts_between(text, edges)))


def _find_edges(paragraphs: Sequence[Paragraph]) -> list[Boundary]:
    """Return where further documents start: at covers and glued titles, and at titles of articles that count anew."""
    edges = find_boundaries(paragraphs)
    starts = [paragraphs[i].span.start for i in _article_restarts(paragraphs)[1:]]
    anew = [Boundary(s) for s in starts if all(abs(s - edge.start) > _NEAR for edge in edges)]
    return sorted(edges + anew, key=lambda edge: edge.start)


def _read_contents(paragraphs: Sequence[Paragraph]) -> tuple[list[Entry], int]:
    """Return the entries of a table of contents with page numbers, and the position of the paragraph behind it."""
    head = next((i for i, p in enumerate(paragraphs[:60]) if _CONTENTS_HEAD.match(p.text)), None)
    if head is None:
        return [], 0
    entries, pending, i = [], "", head + 1
    while i < len(paragraphs) and (paragraphs[i].is_contents or pending or _opens_entry(paragraphs, i)):
        line = paragraphs[i].text
        tail = _ENTRY_TAIL.search(line)
        title = (pending + line[: tail.start()].strip(" .．…·\t")) if tail else pending + line
        if tail and tail["page"]:
            entries.append(Entry(title, (tail["author"] or "").strip() or None))
            pending = ""
        else:
            pending = title
        i += 1
    chapters = sum(find_marker(entry.title) is not None for entry in entries)
    return ([] if 2 * chapters > len(entries) else entries), i


def _opens_entry(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether a line is the first of an entry of two."""
    return paragraphs[i].is_line and i + 1 < len(paragraphs) and paragraphs[i + 1].is_contents


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title))


def _match_entries(
    entries: Sequence[Entry], paragraphs: Sequence[Paragraph], first: int
) -> list[tuple[int, int, Entry]]:
    """Return (first paragraph, number of title paragraphs, entry) of each entry found in the body, in order."""
    found, at = [], first
    for entry in entries:
        best = max(_fits(entry, paragraphs, at), default=None)
        if best and best[0] >= _LEAST_MATCH:
            found.append((-best[1], best[2], entry))
            at = -best[1] + best[2]
    return found


def _fits(entry: Entry, paragraphs: Sequence[Paragraph], first: int) -> Iterator[tuple[float, int, int]]:
    """Yield (share of the entry's title that lines have, minus their position, their count): the first best wins."""
    from rapidfuzz import fuzz

    want = _key(entry.title)
    for i in range(first, len(paragraphs)):
        if not paragraphs[i].is_line or paragraphs[i].is_row:
            continue
        have = _key(paragraphs[i].text)
        for count in (2, 1):
            if count == 2 and not (
                i + 1 < len(paragraphs) and paragraphs[i + 1].is_line and not paragraphs[i + 1].is_bracketed
            ):
                continue
            whole = have + _key(paragraphs[i + 1].text) if count == 2 else have
            score = fuzz.ratio(want, whole) / 100
            # A series' name may precede the title in the table of contents alone.
            if count == 1 and len(have) >= 8 and want.endswith(have):
                score = max(score, 0.95)
            yield score, -i, count


def _parts_by_contents(
    text: Text, paragraphs: Sequence[Paragraph], starts: Sequence[tuple[int, int, Entry]]
) -> Iterator[Part]:
    name = _name_of(paragraphs[: starts[0][0]])
    first = paragraphs[starts[0][0]].span.start
    tail = _tail_start(paragraphs, starts[-1][0], len(text))
    edits = [
        Edit(0, first, "", "front matter of the compilation"),
        Edit(tail, len(text), "", "imprint of the compilation"),
    ]
    edges = [paragraphs[i].span.start for i, _, _ in starts] + [tail]
    for index, (start, end, (i, count, entry)) in enumerate(zip(edges, edges[1:], starts, strict=False)):
        lower, upper = (0 if index == 0 else start), (len(text) if index == len(starts) - 1 else end)
        own = text.part(lower, upper)
        cuts = [
            Edit(e.start - lower, e.end - lower, "", e.reason)
            for e in edits
            if lower <= e.start and e.end <= upper and e.start < e.end
        ]
        own = own.edited(cuts)
        following = paragraphs[i + count : i + count + 2]
        yield Part(own, PartOf(name, index, entry.author or _author_of(following), _origin_of(own)))


def _tail_start(paragraphs: Sequence[Paragraph], last: int, end: int) -> int:
    """Return where the compilation's imprint (版记) starts behind its last document."""
    tail = end
    for paragraph in reversed(paragraphs[last + 1 :]):
        imprint = is_imprint(paragraph.text, of_compilation=True)
        if not paragraph.is_line and not imprint:
            break
        if imprint:
            tail = paragraph.span.start
    return tail


def _name_of(front: Sequence[Paragraph]) -> str:
    lines = [p.text for p in front if p.is_line and not p.is_bracketed and not p.is_contents]
    lines = [
        line
        for line in lines
        if not _CONTENTS_HEAD.match(line) and not re.search(r"^内部|^注意|^第.{1,6}期$|\d{4}年", line)
    ]
    named = [line for line in lines if _GENRE.search(line)]
    return re.sub(r"\s+", "", (named or lines or [""])[0])


def _author_of(following: Sequence[Paragraph]) -> str | None:
    for paragraph in following:
        match = _BYLINE.match(paragraph.text)
        if match:
            return match["name"]
    return None


def _origin_of(text: Text) -> str | None:
    for dropped in reversed(text.dropped):
        match = _ORIGIN.search(dropped.text)
        if match:
            return match["origin"].strip()
    return None


def _article_restarts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the positions of titles above each 第一条; none under a notice that carries them all."""
    opening = next((p.text for p in paragraphs[:6] if kind_of(p.text)), "")
    if carried_title(opening):
        return []
    titles: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        marker = paragraph.marker
        if marker and marker.kind is MarkerKind.ARTICLE and marker.number == 1:
            title = _title_above(paragraphs, i, titles[-1] + 1 if titles else 0)
            if title is not None:
                titles.append(title)
    return titles


def _title_above(paragraphs: Sequence[Paragraph], article: int, least: int) -> int | None:
    for i in range(article - 1, max(least, article - 40) - 1, -1):
        line = paragraphs[i]
        if (
            line.marker is None
            and line.is_line
            and kind_of(line.text)
            and not line.is_bracketed
            and not re.match(r"^附|^\d", line.text)
        ):
            return i
        if line.marker and line.marker.kind is MarkerKind.ARTICLE:
            return None
    return None


def _parts_between(text: Text, edges: Sequence[Boundary]) -> Iterator[Part]:
    """Yield the stretches between the edges, a page number glued to an edge dropped."""
    cuts = [Boundary(0), *edges, Boundary(len(text))]
    for index, (first, last) in enumerate(itertools.pairwise(cuts)):
        own = text.part(first.start, last.start)
        if last.page and last.page.start >= first.start:
            own = own.edited([Edit(last.page.start - first.start, len(own), "", "page number")])
        yield Part(own, PartOf("", index, None, _origin_of(own)))
