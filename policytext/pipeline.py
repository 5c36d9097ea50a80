"""The stages chained: file → Source → Text → Document → Annotated → Cascade."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policytext.cleaning import clean
from policytext.corpus import Listing, Progress, ReadFailure, SourceRead, overridden, read_files, read_listing
from policytext.divisions import using_divisions
from policytext.errors import UnknownRoot
from policytext.findings import Annotated, annotate
from policytext.frames import Table
from policytext.knowledge import Knowledge, apply_knowledge, overrule_header
from policytext.labels import LEVEL, find_label
from policytext.markup import join, render_folded, render_table
from policytext.processes import spread
from policytext.reading import make_source
from policytext.reading.worker import DEFAULT_LIMITS, Limits, read_file
from policytext.resolution import resolve_citations
from policytext.roots import find_root
from policytext.structure import parse_documents
from policytext.structure.document import Document
from policytext.text import Doubt, Source
from policytext.tracing import Options, trace_documents
from policytext.tracing.cascade import Cascade
from policytext.tracing.meaning import LEAST_ALIKE, Encoder, check_encoder
from policytext.traditional import as_printed, can_fold, fold_text, is_traditional, unfold_text
from policytext.versions import VersionGroup, find_versions

__all__ = ["Corpus", "annotate", "annotate_files", "compare", "load", "load_corpus", "parse", "parse_source", "trace"]

_SHOWN_TITLES = 3
_SHOWN_CHARACTERS = 30
"""Of a title."""
_SHOWN_ROWS = 60
_UNFOLDED = Doubt(
    "traditional-script",
    "the text is in traditional characters; to find what is in it, pip install 'policytext[traditional]'",
)


@dataclass(frozen=True, slots=True, repr=False)
class Corpus:
    """Documents read from files and folders, and the files that could not be read."""

    documents: tuple[Annotated, ...]
    failures: tuple[tuple[str, str], ...] = ()
    """(path, message) of each."""
    skipped: int = 0
    """Files in folders that no reader takes."""

    @property
    def versions(self) -> Table[VersionGroup]:
        """The groups of near-identical documents: copies, and versions (版本) of one text."""
        return Table(find_versions([a.document for a in self.documents]), VersionGroup)

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Annotated]:
        return iter(self.documents)

    def __getitem__(self, position: int) -> Annotated:
        return self.documents[position]

    def __repr__(self) -> str:
        titles = [(a.document.title or a.document.id)[:_SHOWN_CHARACTERS] for a in self.documents[:_SHOWN_TITLES]]
        named = f": {'; '.join(titles)}" if titles else ""
        rest = len(self) - len(titles)
        return f"<Corpus: {self._counts()}{named}{f'; and {rest} more' if rest else ''}>"

    def _repr_html_(self) -> str:
        columns = ("文件 document", "文号 number", "层级 level", "地区 region", "日期 date")
        shown = (_list_header(a.document) for a in self.documents[:_SHOWN_ROWS])
        more = "" if len(self) <= _SHOWN_ROWS else f", the first {_SHOWN_ROWS} shown"
        table = render_table(columns, shown, caption=f"语料 corpus: {self._counts()}{more}")
        if not self.failures:
            return table
        failed = render_table(("文件 file", "原因 reason"), self.failures[:_SHOWN_ROWS])
        return join((table, render_folded(f"未能读取 not read ({len(self.failures)})", failed)))

    def _counts(self) -> str:
        failed = f", {len(self.failures)} files not read" if self.failures else ""
        return f"{len(self)} documents{failed}"


def _list_header(document: Document) -> tuple[object, ...]:
    header = document.header
    level = find_label(LEVEL, header.level) if header.level else None
    return document.title or document.id, header.number, level, header.region, header.date


def parse_source(source: Source) -> tuple[Document, ...]:
    """Return the documents that a source holds: one, or those of a compilation (汇编).

    A text in traditional characters is read in simplified ones, and given as printed.
    """
    text = clean(source)
    if not is_traditional(text.characters):
        return parse_documents(text)
    if not can_fold():
        return tuple(replace(d, doubts=(*d.doubts, _UNFOLDED)) for d in parse_documents(text))
    return tuple(_as_printed(document) for document in parse_documents(fold_text(text)))


def _as_printed(document: Document) -> Document:
    text = unfold_text(document.text)
    strings = (document.text.characters, text.characters)
    own: dict[str, Any] = {
        "header": as_printed(document.header, *strings),
        "sections": tuple(as_printed(section, *strings) for section in document.sections),
        "part_of": as_printed(document.part_of, *strings),
    }
    return replace(document, text=text, **own)


def parse(text: str, *, path: str = "<text>") -> Document:
    r"""Return the document that a text is; of a compilation, the first one.

    Examples
    --------
    >>> parse("青禾县人民政府关于办好农家书屋的通知\n各乡镇人民政府：\n请认真落实。").header.kind
    '通知'
    """
    return parse_source(make_source(text, path=path))[0]


def load(
    path: str | Path, *, password: str | None = None, limits: Limits | None = DEFAULT_LIMITS
) -> tuple[Document, ...]:
    """Read a file and return the documents that it holds.

    Parameters
    ----------
    path : str or Path
    password : str, optional
        For an encrypted file.
    limits : Limits or None
        Time and memory that reading it may take, in a process of its own. None: in this one, without any.

    Raises
    ------
    ReadingError
        If the file cannot be read; the message names file, page and reason.
    """
    return parse_source(read_file(path, password=password, limits=limits))


def annotate_files(  # noqa: PLR0913 keywords that a user gives one by one, each of its own kind
    listing: Listing,
    *,
    jobs: int = 1,
    on_progress: Progress | None = None,
    password: str | None = None,
    limits: Limits | None = DEFAULT_LIMITS,
    knowledge: Knowledge | None = None,
) -> Iterator[Annotated | ReadFailure]:
    """Yield what is found in each document of a listing, in its order, or why a file cannot be read.

    Parameters
    ----------
    listing : Listing
    jobs : int, default 1
        Processes at work on the findings.
    on_progress : callable, optional
        Called before each file with files done, files in all, and its path.
    password : str, optional
        For the encrypted files among them.
    limits : Limits or None
        Time and memory that reading one file may take, in a process of its own. None: in this one, without any.
    knowledge : Knowledge, optional
        The user's lexicon and corrections.
    """
    reads = read_files(listing, on_progress=on_progress, password=password, limits=limits)
    for found in spread(_list_read, knowledge, reads, jobs=jobs):
        yield from found


def _list_read(knowledge: Knowledge | None, read: SourceRead | ReadFailure) -> list[Annotated | ReadFailure]:
    return list(_annotate_read(read, knowledge))


def _annotate_read(read: SourceRead | ReadFailure, knowledge: Knowledge | None) -> Iterator[Annotated | ReadFailure]:
    if isinstance(read, ReadFailure):
        yield read
        return
    if knowledge is None:
        yield from (annotate(overridden(d, read.file.overrides)) for d in parse_source(read.source))
        return
    with using_divisions(knowledge.divisions):
        # A list: what stands beside the table of divisions must not outlast the block.
        documents = [overridden(d, read.file.overrides) for d in parse_source(read.source)]
        found = [apply_knowledge(annotate(overrule_header(d, knowledge)), knowledge) for d in documents]
    yield from found


def load_corpus(  # noqa: PLR0913 keywords that a user gives one by one, each of its own kind
    paths: str | Path | Iterable[str | Path],
    *,
    manifest: str | Path | None = None,
    jobs: int = 1,
    on_progress: Progress | None = None,
    password: str | None = None,
    limits: Limits | None = DEFAULT_LIMITS,
    knowledge: Knowledge | None = None,
) -> Corpus:
    """Read files and folders and find what is in each document.

    Parameters
    ----------
    paths : path or iterable of paths
        Files are read whatever their names; folders are walked.
    manifest : path, optional
        CSV or TOML whose fields override what was read; otherwise the folders' own.
    jobs : int, default 1
        Processes at work.
    on_progress : callable, optional
        Called before each file with files done, files in all, and its path.
    password : str, optional
        For the encrypted files among them.
    limits : Limits or None
        Time and memory that reading one file may take, in a process of its own. None: in this one, without any.
    knowledge : Knowledge, optional
        The user's lexicon and corrections: see `policytext.knowledge.read_knowledge`.

    Raises
    ------
    EmptySource
        If there is no document in the folders.
    InvalidManifest
        If a manifest cannot be used.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    listing = read_listing(listed, manifest=Path(manifest) if manifest else None)
    reading: dict[str, Any] = {"password": password, "limits": limits, "knowledge": knowledge}
    items = list(annotate_files(listing, jobs=jobs, on_progress=on_progress, **reading))
    return Corpus(
        tuple(i for i in items if isinstance(i, Annotated)),
        tuple((i.path, i.message) for i in items if isinstance(i, ReadFailure)),
        sum(listing.skipped.values()),
    )


def trace(  # noqa: PLR0913 keywords that a user gives one by one, each of its own kind
    corpus: Corpus | Iterable[Annotated | Document],
    *,
    root: str | Path | Annotated | Document,
    with_interpretations: bool = False,
    encoder: Encoder | None = None,
    least_alike: float = LEAST_ALIKE,
    jobs: int = 1,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Cascade:
    """Trace how a directive passes down through a corpus, clause by clause.

    Parameters
    ----------
    corpus : Corpus, or iterable of Annotated or Document
    root : str, Path, Annotated or Document
        The directive: a document number, a title or a part of one, a path or an id; or one of the documents.
    with_interpretations : bool, default False
        Tell the treatments of news and commentaries too.
    encoder : callable, optional
        Texts → vectors, such as ``SentenceTransformer("…").encode``: adds treatments that share no wording, each
        marked ``by="meaning"``. policytext brings none and downloads none.
    least_alike : float, optional
        Cosine of vectors, 0 to 1, that such a treatment needs; encoders differ in what they call alike.
    jobs : int, default 1
        Processes at work on the documents.
    on_progress : callable, optional
        Called with documents done, documents in all, and a title: first for the documents that do not name the
        directive, each of which is looked at for its wording, then anew for those whose treatments are told.

    Raises
    ------
    UnknownRoot, AmbiguousRoot
        If `root` fits no document, or several; the message names them.
    TypeError
        If `corpus` holds no documents, but is a path or holds paths, or `encoder` cannot be called.
    """
    check_encoder(encoder)
    documents = _annotate_each(corpus)
    root = _name_root(root, documents)
    # Files of the same bytes have one id: the first stands for all.
    documents = list({a.document.id: a for a in reversed(documents)}.values())[::-1]
    groups = tuple(_prefer(root, group) for group in find_versions([a.document for a in documents]))
    kept_for = {other: group.kept for group in groups for other in group.others}
    documents = [a for a in documents if a.document.id not in kept_for]
    resolved = resolve_citations(
        [a.document for a in documents], {a.document.id: tuple(a.citations) for a in documents}
    )
    known = find_root(root, resolved)
    options = Options(with_interpretations=with_interpretations, encoder=encoder, least_alike=least_alike, jobs=jobs)
    cascade = trace_documents(documents, resolved, known.id, options=options, on_progress=on_progress)
    versions = {group.kept: group.others for group in groups}
    nodes = tuple(replace(node, versions=versions.get(node.id, ())) for node in cascade.nodes)
    return replace(cascade, nodes=nodes, errors=corpus.failures if isinstance(corpus, Corpus) else ())


def _annotate_each(corpus: object) -> list[Annotated]:
    """Return annotated what a user gives as a corpus."""
    if isinstance(corpus, str | os.PathLike | Annotated | Document) or not isinstance(corpus, Iterable):
        calls = "policytext.load_corpus(paths) reads files and folders"
        raise TypeError(f"expected a Corpus or several documents, got {type(corpus).__name__}: {calls}")
    return [a if isinstance(a, Annotated) else annotate(a) for a in corpus]


def _name_root(root: object, documents: Sequence[Annotated]) -> str:
    """Return what a user gives as a root as a reference: a document, and a path given whole, by id."""
    document = root.document if isinstance(root, Annotated) else root
    if isinstance(document, Document):
        if all(a.document.id != document.id for a in documents):
            raise UnknownRoot(f"the root is no document of the corpus: {document.title or document.id}")
        return document.id
    if not isinstance(root, str | Path):
        kinds = "a document number, a title, a path or one of the documents"
        raise TypeError(f"expected for the root {kinds}, got {type(root).__name__}")
    ref = str(root)
    return next((a.document.id for a in documents if ref in (a.document.id, a.document.text.source.path)), ref)


def _prefer(root: str, group: VersionGroup) -> VersionGroup:
    """Return a group with the document that is asked for, by its id, standing for the others."""
    if root not in group.others:
        return group
    return replace(group, kept=root, others=(group.kept, *(id for id in group.others if id != root)))


def compare(
    a: Document | Annotated | str | Path, b: Document | Annotated | str | Path, *, encoder: Encoder | None = None
) -> Cascade:
    """Compare two documents: what `b` makes of the clauses of `a`, whether it names it or not.

    Parameters
    ----------
    a, b : Document, Annotated, or path of a file that holds one document
    encoder : callable, optional
        See `trace`.

    Raises
    ------
    UnknownRoot
        If `a` and `b` are the same document.
    ReadingError
        If a file cannot be read.
    ValueError
        If a file holds several documents.
    TypeError
        If one is neither a document nor a path.
    """
    check_encoder(encoder)
    upper, lower = (_annotate_one(d) for d in (a, b))
    if upper.document.id == lower.document.id:
        raise UnknownRoot(f"expected two documents, got {upper.document.title or upper.document.id} twice")
    documents = [upper, lower]
    options = Options(with_interpretations=True, comparing=True, encoder=encoder)
    resolved = resolve_citations(
        [d.document for d in documents], {d.document.id: tuple(d.citations) for d in documents}
    )
    return trace_documents(documents, resolved, upper.document.id, options=options)


def _annotate_one(given: Document | Annotated | str | Path) -> Annotated:
    """Return annotated what a user gives as a document: itself, or the path of a file that holds one."""
    if isinstance(given, Annotated):
        return given
    if not isinstance(given, str | Path):
        return annotate(given)
    if "\n" in str(given):
        raise TypeError("expected a document or a path, got a text: policytext.parse(text) makes a document of it")
    documents = load(given)
    if len(documents) != 1:
        raise ValueError(
            f"{given}: holds {len(documents)} documents; give that of policytext.load(path) which is meant"
        )
    return annotate(documents[0])
