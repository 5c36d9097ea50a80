"""What other packages offer through entry points: readers.

A package that reads, say, ``.wps`` files declares::

    [project.entry-points."policytext.readers"]
    wps = "my_package:parse_wps"

where ``parse_wps(data: bytes, path: str) -> Source``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS = "policytext.readers"
"""Group of readers; an entry point's name is the suffix, without the dot."""


def find_plugins(group: str) -> dict[str, "EntryPoint"]:
    """Return the entry points of a group by name, none of them loaded yet.

    Examples
    --------
    >>> find_plugins("policytext.no_such_group")
    {}
    """
    # Imported here: it brings the e-mail package along, 40 ms that most runs do not need.
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in sorted(entry_points(group=group), key=lambda e: (e.name, e.value))}
