"""The parts (部件) of a Word document and how they refer to each other, in a ZIP package or in one flat XML file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource
from policytext.reading.archive import Package
from policytext.reading.word.xml import attribute, children, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {"xl/workbook": "an Excel workbook", "ppt/presentation": "a PowerPoint presentation"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document, from a package or, in a flat file, from the tree itself."""

    path: str
    package: Package | None = None
    trees: "Mapping[str, _Element]" = field(default_factory=dict, repr=False)

    def __contains__(self, part: object) -> bool:
        return part in self.package if self.package else isinstance(part, str) and part.lower() in self.trees

    def parse(self, part: str) -> "_Element":
        """Return the root element of a part; DamagedSource where there is none."""
        if self.package:
            return self.package.parse(part)
        if part.lower() not in self.trees:
            raise DamagedSource(self.path, f"expected the part {part}, but the file has none")
        return self.trees[part.lower()]

    def find_main(self) -> str:
        """Return the name of the document's own part.

        Raises
        ------
        DamagedSource
            If there is none, or the package is of another program.
        """
        linked = [target for kind, target in self.find_links("") if kind == "officeDocument"]
        main = next((part for part in (*linked, "word/document.xml") if part in self), None)
        if main is None:
            raise DamagedSource(self.path, "expected a Word document, but the package has no word/document.xml")
        for start, kind in _KINDS.items():
            if main.lower().startswith(start):
                raise DamagedSource(self.path, f"expected a Word document, but it is {kind}")
        return main

    def find_links(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and the name of each part that a part refers to, those outside the package left out."""
        folder, _, name = part.rpartition("/")
        relations = join(folder, "_rels", f"{name}.rels")
        if relations not in self:
            return
        for link in children(self.parse(relations), "Relationship"):
            target = attribute(link, "Target") or ""
            if target and (attribute(link, "TargetMode") or "") != "External":
                whole = target if target.startswith("/") else join("/", dirname(part), target)
                yield (attribute(link, "Type") or "").rpartition("/")[2], normpath(whole).lstrip("/")


def find_flat_parts(root: "_Element", path: str) -> Parts:
    """Return the parts of a flat package (pkg:package)."""
    trees = {}
    for part in children(root, "part"):
        held = next((child for e in part if local(e.tag) == "xmlData" for child in e), None)
        if held is not None:
            trees[(attribute(part, "name") or "").lstrip("/").lower()] = held
    return Parts(path, None, trees)
